/* till AMOUNT: pays into an account in a file. */
#include <stdio.h>
#include <stdlib.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static long read_balance(const char *path) {
    long balance = 0;
    FILE *in = fopen(path, "r");
    if (!in || fscanf(in, "%ld", &balance) != 1)
        exit(2);
    fclose(in);
    return balance;
}

VALDI_CHECKPOINT static void write_balance(const char *path, long balance) {
    FILE *out = fopen(path, "w");
    if (!out || fprintf(out, "%ld\n", balance) < 0 || fclose(out))
        exit(2);
}

int main(int count, char **arguments) {
    (void)count;
    long balance = read_balance("balance");
    write_balance("balance", balance + atol(arguments[1]));
}
