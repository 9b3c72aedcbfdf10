/* What starters are doing, in words: parked where, asleep on what, held by whom. Interrupts those that
 * do not stand still, where they will not notice. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { INLINED = 8, STARTERS_NAMED = 4 };

/* ---- the place ---- */

/* The call a thread is in, and the line of the program it was made from. */
struct call {
    char function[160];
    struct valdi__place from;
};

static bool begins(const char *text, const char *with) {
    return !strncmp(text, with, strlen(with));
}

/* Whether the code is a library's of the system's... */
static bool is_of_system(uint32_t process, uint64_t address) {
    struct valdi__mapping mapping;
    valdi__mapping_find(process, address, &mapping);
    return begins(mapping.path, "/usr/lib") || begins(mapping.path, "/lib");
}

/* ... or inlined from a header of it, or a sanitizer's, which are linked into the program. */
static bool is_foreign(const struct valdi__place *place) {
    static const char *const sanitizers[] = {"__interceptor_", "___interceptor_", "__sanitizer", "__asan",
                                             "__tsan",         "__msan",          "__ubsan"};
    bool foreign = begins(place->file, "/usr/");
    for (unsigned i = 0; i < sizeof sanitizers / sizeof *sanitizers; i++)
        foreign = foreign || begins(place->function, sanitizers[i]);
    return foreign;
}

/* "pthread_mutex_lock" of "__pthread_mutex_lock@@GLIBC_2.34" or "__interceptor_pthread_mutex_lock(...)",
 * "fcntl64" of "__libc_fcntl64" */
static void copy_plain(char *to, size_t size, const char *function) {
    while (*function == '_' && function[1])
        function++;
    if (begins(function, "interceptor_"))
        function += strlen("interceptor_");
    if (begins(function, "libc_"))
        function += strlen("libc_");
    snprintf(to, size, "%.*s", (int)strcspn(function, "@("), function);
}

/* needs_line: what has none is not taken for the program's. False if nothing is. */
static bool find_call_from(struct valdi__symbolizer *symbolizer, const struct valdi__trace *trace,
                           bool needs_line, struct call *call) {
    struct valdi__place places[INLINED];
    *call = (struct call){.function = ""};
    for (unsigned i = 0; i < trace->count; i++) {
        unsigned count = valdi__symbolize_inlined(symbolizer, trace->frames[i] - (i > 0), places, INLINED),
                 j = 0;
        if (is_of_system(symbolizer->subject, trace->frames[i]))
            j = count;
        while (j < count && (is_foreign(&places[j]) || (needs_line && !places[j].line)))
            j++;
        if (j)
            copy_plain(call->function, sizeof call->function, places[j - 1].function);
        if (j < count) {
            call->from = places[j];
            return true;
        }
    }
    return false;
}

/* The C library may be linked into the program. */
static void find_call(struct valdi__symbolizer *symbolizer, const struct valdi__trace *trace,
                      struct call *call) {
    bool is_static = trace->count && !is_of_system(symbolizer->subject, trace->frames[0]);
    if (!is_static || !find_call_from(symbolizer, trace, true, call))
        find_call_from(symbolizer, trace, false, call);
}

/* ---- who and what ---- */

/* The starter whose process that is; NULL if it is the test's, or none's. */
static const valdi_starter *find_process(const valdi_runner *runner, uint32_t process) {
    for (uint32_t i = 0; process && runner->starters[i]; i++)
        if (valdi__process_of(runner->starters[i]) == runner->starters[i] &&
            valdi_starter_process(runner->starters[i]) == (int)process)
            return runner->starters[i];
    return NULL;
}

/* Whether it is another process's first thread. */
static bool is_process(uint32_t thread) {
    return thread != (uint32_t)getpid() && valdi__thread_process(thread) == thread;
}

/* What addresses of a thread are asked of: 0 for this process. */
static uint32_t subject_of(uint32_t thread) {
    uint32_t process = valdi__thread_process(thread);
    return process == (uint32_t)getpid() ? 0 : process;
}

void valdi__whereabouts_thread(FILE *out, const valdi_runner *runner, uint32_t thread) {
    const valdi_starter *starter = valdi__blocked_starter(runner, thread);
    char name[64] = "", state;
    if (starter) {
        fputs(starter->name, out);
    } else if (thread == (uint32_t)gettid()) {
        fputs("the test's own thread", out);
    } else {
        const valdi_starter *process = find_process(runner, valdi__thread_process(thread));
        valdi__thread_state(thread, name, sizeof name, &state);
        fprintf(out, *name ? "%s %u (%s)" : "%s %u", is_process(thread) ? "process" : "thread", thread, name);
        if (process)
            fprintf(out, " of %s's", process->name);
    }
}

/* A file by the last part of its path, else its number. */
static void name_descriptor(FILE *out, uint32_t thread, int descriptor) {
    char link[64], path[1024];
    snprintf(link, sizeof link, "/proc/%u/fd/%d", thread, descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = 0;
    if (*path == '/')
        fputs(strrchr(path, '/') + 1, out);
    else
        fprintf(out, "descriptor %d", descriptor);
}

/* The futex of a condition variable or the like is somewhere within it. */
void valdi__whereabouts_resource(struct valdi__symbolizer *symbolizer, const valdi_runner *runner,
                                 const struct valdi__link *link, char *text, size_t size) {
    const struct valdi__resource *resource = &link->resource;
    FILE *out = fmemopen(text, size, "w");
    char name[256];
    if (!out)
        return;
    symbolizer->subject = subject_of(link->wait.thread);
    if (*link->what) {
        fputs(link->what, out);
    } else if (resource->releaser == VALDI__HOLDER && !strcmp(resource->kind, "thread")) {
        valdi__whereabouts_thread(out, runner, resource->holder);
    } else if (resource->address) {
        valdi__symbolize_data(symbolizer, resource->address, name, sizeof name);
        char *plus = strrchr(name, '+');
        if (plus && strspn(plus + 1, "0123456789") == strlen(plus + 1) &&
            atoi(plus + 1) < (int)sizeof(pthread_cond_t))
            *plus = 0;
        fputs(name, out);
    } else if (resource->descriptor >= 0) {
        name_descriptor(out, link->wait.thread, resource->descriptor);
    }
    fclose(out);
}

/* ---- one starter ---- */

/* A site of a starter's: its own, or a copy of another process's. NULL if that cannot be read. */
static const struct valdi_site *find_site(const valdi_runner *runner, uint32_t index, uint64_t address,
                                          struct valdi__spot *spot) {
    if (!valdi__process_of(runner->starters[index]))
        return (const struct valdi_site *)(uintptr_t)address;
    uint32_t process = valdi__process_number(runner->starters[index]);
    return process && valdi__spot_read(spot, process, address) ? &spot->site : NULL;
}

static void write_parked(FILE *out, const valdi_runner *runner, uint32_t index) {
    static const char *const words[] = {
        [VALDI_BEFORE] = "before", [VALDI_AFTER] = "after", [VALDI_MARKER] = "at"};
    struct valdi__spot spot;
    const struct valdi_site *site =
        find_site(runner, index, valdi__control_gate(runner->control, index)->at_site, &spot);
    char text[200];
    fputs("parked", out);
    if (!site)
        return;
    snprintf(text, sizeof text, "%s %s", words[site->kind], valdi_site_text(VALDI_TEXTS(site), VALDI_NAME));
    fprintf(out, "    %-26s %s", text, valdi_site_text(VALDI_TEXTS(site), VALDI_FILE));
    if (site->line)
        fprintf(out, ":%u", site->line);
}

/* Where no backtrace tells it: the hooked function that it is inside of, if the order tracks that. */
static void write_inside(FILE *out, const valdi_runner *runner, uint32_t index) {
    struct valdi__spot spot;
    uint64_t address = atomic_load(&valdi__control_gate(runner->control, index)->inside_site);
    const struct valdi_site *site = address ? find_site(runner, index, address, &spot) : NULL;
    if (!site)
        return;
    fprintf(out, " inside %s", valdi_site_text(VALDI_TEXTS(site), VALDI_NAME));
    if (site->line)
        fprintf(out, " %s:%u", valdi_site_text(VALDI_TEXTS(site), VALDI_FILE), site->line);
}

/* What it is in, where the library has no name for the function itself. */
static const char *name_call(const struct call *call, const struct valdi__resource *resource) {
    static const struct {
        const char *kind, *function;
    } usual[] = {{"mutex", "pthread_mutex_lock"}, {"thread", "pthread_join"}, {"futex", "futex"}};
    bool has_name = call->function[0] && !strstr(call->function, "+0x");
    for (unsigned i = 0; !has_name && i < sizeof usual / sizeof *usual; i++)
        if (!strcmp(usual[i].kind, resource->kind))
            return usual[i].function;
    return call->function[0] ? call->function : "system call";
}

/* Its part of why the culprit cannot go on, or NULL. */
static const struct valdi__link *find_link(const valdi_runner *runner, uint32_t thread) {
    for (unsigned i = 0; runner->verdict == VALDI_INFEASIBLE && i < runner->stuck.count; i++)
        if (runner->stuck.links[i].wait.thread == thread)
            return &runner->stuck.links[i];
    return NULL;
}

/* Whether it sleeps, and in what. What the verdict was made from is not looked at anew. */
static bool find_wait(const valdi_runner *runner, uint32_t thread, struct valdi__link *wait) {
    const struct valdi__link *link = find_link(runner, thread);
    if (link) {
        *wait = *link;
        return true;
    }
    if (valdi__wait_sample(thread, &wait->wait) != VALDI__SLEEPS)
        return false;
    valdi__blocked_find(runner, wait);
    return true;
}

/* "blocked   in pthread_mutex_lock(bank.lock)   bank.c:57" */
static void write_active(FILE *out, struct valdi__symbolizer *symbolizer, const valdi_runner *runner,
                         uint32_t index) {
    uint32_t thread = atomic_load(&valdi__control_gate(runner->control, index)->thread);
    struct valdi__link link = {.resource = {.releaser = VALDI__TIME}};
    const struct valdi__resource *resource = &link.resource;
    struct valdi__trace trace = {.count = 0};
    struct call call;
    char text[512] = "", name[256] = "";
    bool sleeps = find_wait(runner, thread, &link);
    if (thread != (uint32_t)gettid())
        valdi__backtrace(runner, index, &trace);
    if (sleeps) {
        valdi__whereabouts_resource(symbolizer, runner, &link, name, sizeof name);
        if (!trace.count)
            trace = (struct valdi__trace){.count = 1, .frames = {link.wait.code}};
    }
    symbolizer->subject = subject_of(thread);
    find_call(symbolizer, &trace, &call);
    const char *awake = valdi__thread_is_stopped(thread) ? "stopped" : "running";
    fputs(!sleeps ? awake : resource->releaser == VALDI__TIME ? "asleep" : "blocked", out);
    if (sleeps && resource->releaser != VALDI__TIME)
        snprintf(text, sizeof text, "in %s(%s)", name_call(&call, resource), name);
    else if (call.function[0] || call.from.function[0])
        snprintf(text, sizeof text, "in %s", call.function[0] ? call.function : call.from.function);
    if (text[0])
        fprintf(out, "%*s%-26s", sleeps ? 3 + (resource->releaser == VALDI__TIME) : 3, "", text);
    if (call.from.line)
        fprintf(out, " %s:%u", call.from.file, call.from.line);
    else if (call.function[0] && call.from.function[0])
        fprintf(out, " %s", call.from.function);
    else
        write_inside(out, runner, index);
}

static void write_state(FILE *out, struct valdi__symbolizer *symbolizer, const valdi_runner *runner,
                        uint32_t index) {
    const struct valdi__gate *gate = valdi__control_gate(runner->control, index);
    const valdi_starter *starter = runner->starters[index];
    enum valdi__turn turn = valdi__gate_turn(gate);
    if (!valdi__adopt_has_come(starter))
        fputs("not created", out);
    else if (turn == VALDI__FINISHED && valdi__process_of(starter) == starter)
        valdi__process_write_end(out, starter);
    else if (turn == VALDI__FINISHED && gate->at_point != VALDI__FINISHED_POINT && starter->home)
        fprintf(out, "ended with %s", starter->home->name);
    else if (turn == VALDI__FINISHED)
        fputs("finished", out);
    else if (turn != VALDI__STANDING)
        write_active(out, symbolizer, runner, index);
    else if (gate->at_point == VALDI__NO_POINT)
        fputs("not started", out);
    else if (gate->at_point == VALDI__STARTED)
        fputs("parked    started", out);
    else
        write_parked(out, runner, index);
}

/* Where the holder asked for it last, if calls that take locks are hooked. */
static void write_since(FILE *out, const valdi_runner *runner, const struct valdi__link *link) {
    const valdi_starter *holder = valdi__blocked_starter(runner, link->resource.holder);
    uint32_t process = valdi__thread_process(link->wait.thread),
             other = valdi__thread_process(link->resource.holder);
    const struct valdi__locks *locks = holder ? valdi__control_locks(runner->control, holder->index) : NULL;
    for (uint64_t i = 0; locks && i < VALDI__LOCKS && i < locks->count; i++) {
        uint64_t last = (locks->count - 1 - i) % VALDI__LOCKS;
        struct valdi__spot spot;
        if (!valdi__mapping_is_same(process, link->resource.address, other, locks->last[last].address))
            continue;
        const struct valdi_site *site = find_site(runner, holder->index, locks->last[last].site, &spot);
        if (site)
            fprintf(out, " since %s:%u", valdi_site_text(VALDI_TEXTS(site), VALDI_FILE), site->line);
        return;
    }
}

struct list {
    FILE *out;
    const valdi_runner *runner;
    unsigned count;
};

static bool write_child(uint32_t child, void *context) {
    struct list *list = context;
    fputs(list->count++ ? ", " : "", list->out);
    valdi__whereabouts_thread(list->out, list->runner, child);
    return list->count < STARTERS_NAMED;
}

static void write_children(FILE *out, const valdi_runner *runner, uint32_t process) {
    struct list list = {out, runner, 0};
    if (!valdi__children_visit(process, write_child, &list))
        fputs(" and more", out);
    fputs(" must end first", out);
}

/* Why the thread's part of the chain does not end, in a line of its own. */
static void write_link(FILE *out, struct valdi__symbolizer *symbolizer, const valdi_runner *runner,
                       uint32_t thread, int indent) {
    const struct valdi__link *link = find_link(runner, thread);
    char name[256] = "";
    if (!link)
        return;
    valdi__whereabouts_resource(symbolizer, runner, link, name, sizeof name);
    fprintf(out, "\n%*s", indent, "");
    if (link->resource.process && link->resource.process != valdi__thread_process(thread)) {
        fprintf(out, "%s is held by ", name);
        if (link->resource.process == (uint32_t)getpid())
            fputs("the test's process", out);
        else
            valdi__whereabouts_thread(out, runner, link->resource.process);
    } else if (link->resource.releaser == VALDI__CHILDREN) {
        write_children(out, runner, valdi__thread_process(thread));
    } else if (link->resource.releaser != VALDI__HOLDER) {
        fputs("whoever could end that stands still, or sleeps too", out);
    } else if (!strcmp(link->resource.kind, "thread")) {
        fprintf(out, "%s must end first", name);
    } else {
        fprintf(out, "%s is held by ", name);
        valdi__whereabouts_thread(out, runner, link->resource.holder);
        write_since(out, runner, link);
    }
}

/* The first frame that is not of the hook the thread stands at. */
static unsigned skip_hook(struct valdi__symbolizer *symbolizer, const struct valdi__trace *trace) {
    struct valdi__place place;
    for (unsigned i = 0; i < trace->count; i++) {
        valdi__symbolize_code(symbolizer, trace->frames[i] - (i > 0), &place);
        if (!strncmp(place.function, "__valdi_hit", 11))
            return i + 1;
    }
    return 0;
}

static void write_trace(FILE *out, struct valdi__symbolizer *symbolizer, const valdi_runner *runner,
                        uint32_t index) {
    struct valdi__trace trace;
    struct valdi__place places[INLINED];
    unsigned number = 0;
    valdi__backtrace(runner, index, &trace);
    symbolizer->subject = subject_of(atomic_load(&valdi__control_gate(runner->control, index)->thread));
    if (!trace.count)
        fputs("      (it cannot be asked where it is)\n", out);
    for (unsigned i = skip_hook(symbolizer, &trace); i < trace.count; i++) {
        unsigned count = valdi__symbolize_inlined(symbolizer, trace.frames[i] - (i > 0), places, INLINED);
        for (unsigned j = 0; j < count; j++) {
            fprintf(out, "      #%-2u %s", number++, places[j].function);
            if (places[j].line)
                fprintf(out, "  %s:%u", places[j].file, places[j].line);
            fputs("\n", out);
        }
    }
}

void valdi__whereabouts_write(FILE *out, struct valdi__symbolizer *symbolizer, const valdi_runner *runner,
                              uint32_t index, int width) {
    const struct valdi__gate *gate = valdi__control_gate(runner->control, index);
    uint32_t thread = atomic_load(&gate->thread);
    fprintf(out, "  %-*s  ", width, runner->starters[index]->name);
    write_state(out, symbolizer, runner, index);
    if (runner->partial && valdi__gate_turn(gate) == VALDI__STANDING)
        valdi__partial_write_waits(out, runner, index, width + 4);
    if (thread)
        write_link(out, symbolizer, runner, thread, width + 4);
    fputs("\n", out);
    if (valdi__options.verbosity && thread && thread != (uint32_t)gettid() &&
        valdi__gate_turn(gate) != VALDI__FINISHED)
        write_trace(out, symbolizer, runner, index);
}
