/* The loop around the function of call.c: compiled once for each NAME, always without hooks. */
int NAME(int a, int b);
int LOOP(int calls);

int LOOP(int calls) {
    int sum = 0;
    for (int i = 0; i < calls; i++)
        sum = NAME(sum, i);
    return sum;
}
