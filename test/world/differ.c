// Prints whether there are hooks in it: what no other program may do.
#include <stdio.h>

extern const char sites[] __asm__("__start_valdi_sites") __attribute__((weak));

int main(void)
{
    return puts(sites ? "hooked" : "plain") < 0;
}
