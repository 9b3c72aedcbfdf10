/* A program that does not end, in one of several ways, or that its surroundings have an effect on. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

static pthread_mutex_t locks[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static pthread_barrier_t both;
static const char *way;

VALDI_CHECKPOINT static void step(int number) {
}

/* Of its process, to the file pid. */
static void write_number(void) {
    FILE *file = fopen("pid", "w");
    fprintf(file, "%d\n", getpid());
    fclose(file);
}

VALDI_CHECKPOINT static void *work(void *number) {
    long own = (long)number;
    step(1);
    if (!strcmp(way, "deadlock")) {
        pthread_mutex_lock(&locks[own]);
        pthread_barrier_wait(&both);
        step(2);
        pthread_mutex_lock(&locks[!own]);
    }
    if (!strcmp(way, "ready") && own)
        write_number();
    while (!strcmp(way, "sleep") || !strcmp(way, "ready"))
        pause();
    return NULL;
}

int main(int count, char **arguments) {
    pthread_t threads[2];
    way = arguments[1];
    pthread_barrier_init(&both, NULL, 2);
    for (long i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, work, (void *)i);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
}
