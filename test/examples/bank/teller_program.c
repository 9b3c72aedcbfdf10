/* A teller as a program of its own: teller DATABASE AMOUNT. Its status is 0 if the deposit was accepted. */
#include "teller.h"

#include <stdlib.h>

int main(int count, char **arguments) {
    struct teller teller = {count > 1 ? arguments[1] : "", count > 2 ? atol(arguments[2]) : 0, 0};
    teller_run(&teller);
    return !teller.accepted;
}
