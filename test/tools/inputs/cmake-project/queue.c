/* No Valdi here: a checkpoint file says what is a point. */
static int items[4], length;

void push(int item);
int pop(void);

void push(int item) {
    items[length++] = item;
}

int pop(void) {
    return length ? items[--length] : 0;
}
