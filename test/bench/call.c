/* The function whose calls are measured: compiled once for each way of watching it, under another NAME. */
#include <valdi/checkpoint.h>

#ifndef CHECKPOINT
#define CHECKPOINT VALDI_CHECKPOINT
#endif

CHECKPOINT int NAME(int a, int b);

__attribute__((noinline)) int NAME(int a, int b) {
    return a + b;
}
