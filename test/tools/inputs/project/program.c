/* A program that is built by ./configure && make with valdi-clang as its compiler. */
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static int work(int x) {
    return 2 * x;
}

int main(int count, char **arguments) {
    (void)arguments;
    return work(count) - 2;
}
