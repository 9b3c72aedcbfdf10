/* A program: adds to a counter in a file that it maps, in two phases, as often as it is told. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT int read_counter(const int *counter, const char *who);
VALDI_CHECKPOINT void write_counter(int *counter, int value);

int read_counter(const int *counter, const char *who) {
    (void)who;
    return *counter;
}

void write_counter(int *counter, int value) {
    *counter = value;
}

int main(int count, char **arguments) {
    int file = count > 2 ? open(arguments[1], O_RDWR) : -1;
    int *counter =
        file < 0 ? MAP_FAILED : mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (counter == MAP_FAILED) {
        perror("counter");
        return 2;
    }
    for (int i = 0; i < atoi(arguments[2]); i++)
        write_counter(counter, read_counter(counter, arguments[3]) + 1);
    return count > 4 ? atoi(arguments[4]) : 0;
}
