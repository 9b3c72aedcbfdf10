/* libFuzzer target: order files. What reads is written, reads again, and says the same. fuzz.sh builds and runs it. */
#include "../../runtime/order_text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void check(bool claim, const char *what) {
    if (claim)
        return;
    fprintf(stderr, "not so: %s\n", what);
    abort();
}

/* ---- what is complained about ---- */

static void check_complaint(const char *complaint) {
    unsigned line, column;
    check(memchr(complaint, 0, VALDI__COMPLAINT), "a complaint ends");
    check(sscanf(complaint, "fuzzed.order:%u:%u: ", &line, &column) == 2, "a complaint names its place");
    check(line && column, "lines and columns are counted from 1");
    const char *second = strchr(complaint, '\n'), *third = second ? strchr(second + 1, '\n') : NULL;
    check(!second == !third, "below a line there is a caret");
    check(!third || (third[strcspn(third + 1, "^") + 1] == '^' && !strchr(third, '^')[1]),
          "a caret is the last of a complaint");
}

/* ---- what is read ---- */

static bool same(const char *a, const char *b) {
    return !a || !b ? a == b : !strcmp(a, b);
}

static bool same_list(char **a, char **b) {
    while (a && b && *a && *b && !strcmp(*a, *b)) {
        a++;
        b++;
    }
    return !a || !b ? a == b : *a == *b;
}

static bool same_checkpoint(const struct valdi__checkpoint_text *a, const struct valdi__checkpoint_text *b) {
    bool good = same(a->starter, b->starter) && a->kind == b->kind && same(a->name, b->name) &&
                a->nth == b->nth && same(a->inside, b->inside) && a->term_count == b->term_count;
    for (size_t i = 0; good && i < a->term_count; i++)
        good = same(a->terms[i].name, b->terms[i].name) && same(a->terms[i].text, b->terms[i].text) &&
               a->terms[i].comparison == b->terms[i].comparison &&
               a->terms[i].integer == b->terms[i].integer && a->terms[i].is_huge == b->terms[i].is_huge;
    return good;
}

static void check_same_starters(const struct valdi__order_text *a, const struct valdi__order_text *b) {
    check(a->starter_count == b->starter_count, "as many starters are read again");
    for (size_t i = 0; i < a->starter_count; i++) {
        const struct valdi__starter_text *x = &a->starters[i], *y = &b->starters[i];
        check(same(x->name, y->name) && x->kind == y->kind && same(x->what, y->what) &&
                  x->ordinal == y->ordinal && same(x->of, y->of) && same_list(x->arguments, y->arguments),
              "a starter is read again as it was");
    }
}

static void check_same_lines(const struct valdi__order_text *a, const struct valdi__order_text *b) {
    check(a->line_count == b->line_count, "as many lines are read again");
    for (size_t i = 0; i < a->line_count; i++) {
        const struct valdi__line_text *x = &a->lines[i], *y = &b->lines[i];
        check(x->kind == y->kind && same(x->pause, y->pause), "a line is read again as it was");
        check(same_checkpoint(&x->first, &y->first) && same_checkpoint(&x->then, &y->then),
              "a checkpoint is read again as it was");
    }
}

static char *write(const struct valdi__order_text *order, size_t *size) {
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    valdi__order_text_write(out, order);
    fclose(out);
    return text;
}

static void check_round_trip(const struct valdi__order_text *order, const char *const given[]) {
    char complaint[VALDI__COMPLAINT];
    struct valdi__order_text again;
    size_t size, size_again;
    char *text = write(order, &size);
    if (!valdi__order_text_read(&again, "again.order", text, size, given, complaint)) {
        fprintf(stderr, "%s\n", complaint);
        check(false, "what was written can be read");
    }
    check_same_starters(order, &again);
    check_same_lines(order, &again);
    check(order->is_partial == again.is_partial && order->expected == again.expected &&
              order->is_recorded == again.is_recorded && same_list(order->only, again.only) &&
              same_list(order->except, again.except),
          "an order is read again as it was");
    char *text_again = write(&again, &size_again);
    check(size == size_again && !memcmp(text, text_again, size), "what was read again is written as before");
    free(text);
    free(text_again);
    valdi__order_text_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const given[] = {"given", "g", NULL};
    char complaint[VALDI__COMPLAINT];
    struct valdi__order_text order;
    if (!valdi__order_text_read(&order, "fuzzed.order", (const char *)data, size, given, complaint)) {
        check_complaint(complaint);
        return 0;
    }
    check(!*complaint && order.line_count, "an order has lines");
    check_round_trip(&order, given);
    valdi__order_text_free(&order);
    return 0;
}
