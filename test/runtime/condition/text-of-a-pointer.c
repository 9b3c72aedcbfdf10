// A condition reads the text behind a pointer, in whatever process that is, as far as there is any.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../process/inputs/shared.h"

enum { MOST = 4095 };

VALDI_CHECKPOINT static void say(const char *text) {
    (void)text;
}

static char *long_text, *cut_text;

/* One of them has no zero before the end of the file that its memory is of: nothing can be read behind that. */
static void prepare(void) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    int file = fileno(tmpfile());
    assert(!ftruncate(file, (off_t)page));
    cut_text = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
    long_text = malloc(2 * MOST);
    assert(cut_text != MAP_FAILED && long_text);
    memset(cut_text, 'x', page);
    memset(long_text, 'x', 2 * MOST - 1);
    long_text[2 * MOST - 1] = 0;
    cut_text += page - 5;
}

static void say_all(void) {
    say("hello");
    say("");
    say(NULL);
    say((const char *)1);
    say(long_text);
    say(cut_text);
}

static int as_process(void *unused) {
    (void)unused;
    say_all();
    return 0;
}

static void *as_thread(void *unused) {
    say_all();
    return unused;
}

struct expected {
    const char *text;
    size_t length;
    int hits;
};

static int check(const valdi_hit *hit, void *argument) {
    struct expected *expected = argument;
    const char *text = valdi_hit_text(hit, 0);
    expected->hits++;
    return strlen(text) == expected->length && !strncmp(text, expected->text, expected->length);
}

static void hold(valdi_starter *starter) {
    struct expected expected[] = {{"hello", 5, 0},       {"", 0, 0},     {"", 0, 0}, {"", 0, 0},
                                  {"xxxxxxxx", MOST, 0}, {"xxxxx", 5, 0}};
    enum { COUNT = sizeof expected / sizeof *expected };
    valdi_checkpoint *order[COUNT + 1] = {NULL};
    char *xs = malloc(MOST);
    assert(xs && memset(xs, 'x', MOST));
    expected[4].text = xs;
#ifdef TWIN
    expected[5].length = 6;
#endif
    for (int i = 0; i < COUNT; i++)
        order[i] = valdi_checkpoint_when(valdi_checkpoint_before(starter, "say"), check, &expected[i]);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(starter), order));
    for (int i = 0; i < COUNT; i++)
        assert(valdi_runner_next(runner) == order[i]);
    assert(!strcmp(finish(runner), "held"));
    for (int i = 0; i < COUNT; i++)
        assert(expected[i].hits >= i); /* each is tried at each hit until the order has ended */
    free(xs);
}

int main(void) {
    prepare();
    hold(valdi_starter_thread("thread", as_thread, NULL));
    hold(valdi_starter_fork("process", as_process, NULL));
}
