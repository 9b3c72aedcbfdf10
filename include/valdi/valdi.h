/* Starters, checkpoints, runners: what a test includes.
 *
 * A test declares the order in which threads and processes reach checkpoints; a runner holds them to it and
 * stops at each, so that the test can look at memory or at a database, and says in the end how it went.
 *
 * Functions that return a pointer return NULL when they fail; valdi_error() then says why. Such a failure
 * nobody asked about makes the next valdi_runner_new() fail with the same reason: it is enough to check
 * that one.
 *
 * A runner and its starters belong to the thread that makes them, the test's, which is no starter. */
#ifndef VALDI_H
#define VALDI_H

#ifdef __cplusplus
#include <initializer_list>
extern "C" {
#endif

#if defined(__GNUC__)
#define VALDI_API __attribute__((visibility("default")))
#else
#define VALDI_API
#endif

/* ---- starters ----
 *
 * One participant: a thread or a process with a name. It is created with its runner and stands still until
 * the order makes it move.
 *
 * @code
 *     #include <valdi/valdi.h>
 *     #include <assert.h>
 *
 *     static void *answer(void *argument) {
 *         return argument;
 *     }
 *
 *     int main(void) {
 *         int forty_two = 42;
 *         valdi_starter *one = valdi_starter_thread("one", answer, &forty_two);
 *         valdi_checkpoint *started = valdi_checkpoint_started(one);
 *         valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(started));
 *         assert(valdi_runner_next(runner) == started);
 *         assert(valdi_starter_result(one) == 0);
 *         assert(valdi_runner_finish(runner) == VALDI_HELD);
 *         assert(valdi_starter_result(one) == &forty_two);
 *         valdi_runner_free(runner);
 *     }
 * @endcode
 */
typedef struct valdi_starter valdi_starter;

/* A thread that will call function(argument). The name is copied; it appears in reports and as the
 * thread's name. Requires a name that is not empty and a function. Does not block. The result belongs to
 * the caller until a runner takes it over. */
VALDI_API valdi_starter *valdi_starter_thread(const char *name, void *(*function)(void *),
                                              void *argument);

/* A thread that the program itself creates: the ordinal-th, from 1, of those created with that entry
 * function since the runner was made, whichever runs first; by pthread_create, thrd_create or std::thread,
 * in code compiled with the pass or not. It stands still before its function's first instruction until the
 * order makes it move; who created it goes on. It stays the program's to join or detach, has finished when
 * it has left its function, and runs on its own when the order is given up. Names are copied.
 *
 * Requires that the function was compiled with the pass and is a point before it. A std::thread is known
 * by the function or method it is given, not by a lambda, another object or a virtual method, and only
 * with GNU's C++ library and RTTI; a pointer to a function among its arguments is mistaken for what it
 * calls. A thread that fits two starters is the first one's. Programs linked with -static cannot adopt;
 * those that have a sanitizer or libvaldi.a in them are to be linked with libvaldi-create.a, as valdi-clang does.
 *
 * @code
 *     #include <valdi/checkpoint.h>
 *     #include <valdi/valdi.h>
 *     #include <assert.h>
 *     #include <pthread.h>
 *
 *     static int served;
 *
 *     VALDI_CHECKPOINT static void *serve(void *number) {
 *         served = served * 10 + *(int *)number;
 *         return number;
 *     }
 *
 *     static void serve_two(void) {
 *         static int numbers[] = {1, 2};
 *         pthread_t threads[2];
 *         for (int i = 0; i < 2; i++)
 *             pthread_create(&threads[i], 0, serve, &numbers[i]);
 *         for (int i = 0; i < 2; i++)
 *             pthread_join(threads[i], 0);
 *     }
 *
 *     static void *run(void *argument) {
 *         serve_two();
 *         return argument;
 *     }
 *
 *     int main(void) {
 *         valdi_starter *server = valdi_starter_thread("server", run, 0);
 *         valdi_starter *first = valdi_starter_adopt("first", "serve", 1);
 *         valdi_starter *second = valdi_starter_adopt("second", "serve", 2);
 *         valdi_checkpoint *waits = valdi_checkpoint_blocked(server);
 *         valdi_checkpoint *second_served = valdi_checkpoint_after(second, "serve");
 *         valdi_checkpoint *first_served = valdi_checkpoint_after(first, "serve");
 *         valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(server, first, second),
 *                                                 VALDI_ORDER(waits, second_served, first_served));
 *         assert(valdi_runner_next(runner) == waits);
 *         assert(served == 0);
 *         assert(valdi_runner_next(runner) == second_served);
 *         assert(served == 2);
 *         assert(valdi_runner_next(runner) == first_served);
 *         assert(served == 21);
 *         assert(valdi_runner_finish(runner) == VALDI_HELD);
 *         assert(*(int *)valdi_starter_result(second) == 2);
 *         valdi_runner_free(runner);
 *     }
 * @endcode
 */
VALDI_API valdi_starter *valdi_starter_adopt(const char *name, const char *entry_function, unsigned ordinal);

/* What the starter's function returned (or gave to pthread_exit, unless it is adopted), once it has finished;
 * NULL before, and for a thread of another process. Requires that the starter's runner was not freed. */
VALDI_API void *valdi_starter_result(const valdi_starter *starter);

/* ---- processes ----
 *
 * A starter may be a process: a forked function, or a program of its own. Threads and processes can be
 * mixed in one order; checkpoints and runner are the same. A process has finished when it is gone.
 *
 * Processes find the runner through a descriptor they inherit, which VALDI_CONTROL in their environment
 * names: whoever closes it, or clears the environment, before it starts another program keeps that one
 * out. A process that is held when the process of its runner dies ends, with a line that says so.
 *
 * @code
 *     #include <valdi/checkpoint.h>
 *     #include <valdi/valdi.h>
 *     #include <assert.h>
 *     #include <sys/mman.h>
 *     #include <sys/wait.h>
 *
 *     static int *balance;
 *
 *     VALDI_CHECKPOINT static int read_balance(void) { return *balance; }
 *     VALDI_CHECKPOINT static void write_balance(int amount) { *balance = amount; }
 *
 *     static int deposit(void *amount) {
 *         write_balance(read_balance() + *(int *)amount);
 *         return 0;
 *     }
 *
 *     int main(void) {
 *         int ten = 10, twenty = 20;
 *         balance = mmap(0, sizeof *balance, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
 *         valdi_starter *alice = valdi_starter_fork("alice", deposit, &ten);
 *         valdi_starter *bob = valdi_starter_fork("bob", deposit, &twenty);
 *         valdi_checkpoint *has_read = valdi_checkpoint_after(alice, "read_balance");
 *         valdi_checkpoint *paid = valdi_checkpoint_finished(bob);
 *         valdi_checkpoint *lost = valdi_checkpoint_finished(alice);
 *         valdi_runner *runner =
 *             valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(has_read, paid, lost));
 *         assert(valdi_runner_next(runner) == has_read);
 *         assert(valdi_runner_next(runner) == paid);
 *         assert(*balance == 20);
 *         assert(valdi_runner_next(runner) == lost);
 *         assert(*balance == 10);
 *         assert(valdi_runner_finish(runner) == VALDI_HELD);
 *         assert(WIFEXITED(valdi_starter_status(alice)));
 *         valdi_runner_free(runner);
 *     }
 * @endcode
 */

/* A process that will call function(argument) in a copy of this one, made by fork with its runner, and end
 * with what that returns as its exit status: by _exit, as forked children do, after what it has written to
 * stdio's streams. Otherwise like valdi_starter_thread(); what the test is to see must be in memory they
 * share. */
VALDI_API valdi_starter *valdi_starter_fork(const char *name, int (*function)(void *), void *argument);

/* A process that will run the program argv[0], found like execvp does, with these arguments; the array
 * ends with NULL and is copied. It starts with its runner and stands still before its main function. Its
 * checkpoints' functions are points of that program, and valdi_runner_new() fails if it lacks one or was
 * not compiled with the pass. A program without such checkpoints, a shell say, need not be: it stands
 * still before it is executed, and is not held once it runs. */
VALDI_API valdi_starter *valdi_starter_exec(const char *name, char *const argv[]);

/* A process that starters' processes bring about: the ordinal-th, from 1, of those that come to run the
 * program, by exec or by fork from one that runs it, and are no other starter. The program is named by its
 * path, or by the last part of it, and must be compiled with the pass. It stands still when it has come;
 * who started it goes on. That it lacks a checkpoint's function is only known then: the verdict is
 * unreached, and says so. */
VALDI_API valdi_starter *valdi_starter_adopt_process(const char *name, const char *program, unsigned ordinal);

/* A thread of another starter's process: as valdi_starter_adopt(), in that process. */
VALDI_API valdi_starter *valdi_starter_adopt_in(valdi_starter *process, const char *name,
                                                const char *entry_function, unsigned ordinal);

/* How the starter's process ended, as waitpid() tells, once it has; -1 before, for a thread, and if it
 * cannot be known (an adopted process that called _exit or was killed; before Linux 6.15, one that another
 * wait took, or of a test that ignores SIGCHLD). Requires that the starter's runner was not freed. */
VALDI_API int valdi_starter_status(const valdi_starter *starter);

/* The number of the starter's process; 0 if it has none yet. */
VALDI_API int valdi_starter_process(const valdi_starter *starter);

/* The starter's name. */
VALDI_API const char *valdi_starter_name(const valdi_starter *starter);

/* Sends the starter's process a signal: the crash test, while it stands at a checkpoint. Blocks until the
 * process is gone, if the signal ends it; a handler of the program's runs while it stands. That is
 * no failure of the order, unless a checkpoint of the starter, other than finished, is still to come: then
 * the verdict is VALDI_DIED. Returns 0, or -1 with valdi_error(): requires that the starter has a process
 * of its own, that is there, and that its runner was not freed. */
VALDI_API int valdi_starter_kill(valdi_starter *starter, int signal);

/* Frees a starter, with its checkpoints, that no runner has taken over; for others, and NULL, it does
 * nothing. */
VALDI_API void valdi_starter_free(valdi_starter *starter);

/* ---- checkpoints ----
 *
 * A moment in one starter's life. It is reached when the starter is parked there ("blocked": asleep
 * there). Checkpoints belong to their starter and are freed with it. The same one may stand in an order
 * several times: each time its next hit.
 *
 * Functions are named as in C, or in C++ by qualified name, by name with parameters, or by mangled name. A
 * file's name in front, "queue.c:push", tells apart functions of one name. They must be points of the
 * program: a name the program does not have is an error that names the nearest.
 *
 * @code
 *     #include <valdi/checkpoint.h>
 *     #include <valdi/valdi.h>
 *     #include <assert.h>
 *
 *     static int balance = 100;
 *
 *     VALDI_CHECKPOINT static void deposit(int amount) {
 *         balance += amount;
 *     }
 *
 *     static void *pay_in(void *argument) {
 *         deposit(1);
 *         deposit(2);
 *         return argument;
 *     }
 *
 *     int main(void) {
 *         valdi_starter *bob = valdi_starter_thread("bob", pay_in, 0);
 *         valdi_checkpoint *second = valdi_checkpoint_nth(valdi_checkpoint_before(bob, "deposit"), 2);
 *         valdi_checkpoint *end = valdi_checkpoint_finished(bob);
 *         valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(second, end));
 *         assert(valdi_runner_next(runner) == second);
 *         assert(balance == 101);
 *         assert(valdi_runner_next(runner) == end);
 *         assert(balance == 103);
 *         assert(valdi_runner_finish(runner) == VALDI_HELD);
 *         valdi_runner_free(runner);
 *     }
 * @endcode
 */
typedef struct valdi_checkpoint valdi_checkpoint;

/* Nothing of the function has run. */
VALDI_API valdi_checkpoint *valdi_checkpoint_before(valdi_starter *starter, const char *function);
/* All of the function has run: it returned, or an exception left it. */
VALDI_API valdi_checkpoint *valdi_checkpoint_after(valdi_starter *starter, const char *function);
/* At VALDI_POINT(marker). */
VALDI_API valdi_checkpoint *valdi_checkpoint_at(valdi_starter *starter, const char *marker);
/* The thread runs; nothing of its function has. */
VALDI_API valdi_checkpoint *valdi_checkpoint_started(valdi_starter *starter);
/* It sleeps in the kernel, waiting for something: a lock, a condition, a socket; not for time to pass, nor
 * for a disk. When it wakes it goes on to its next hook that the order mentions, and parks there until it
 * is its turn; without a checkpoint left in the order, to its end. Reached again when it is found asleep
 * the next time it is its turn. */
VALDI_API valdi_checkpoint *valdi_checkpoint_blocked(valdi_starter *starter);
/* The thread has ended. */
VALDI_API valdi_checkpoint *valdi_checkpoint_finished(valdi_starter *starter);
/* Makes it the n-th hit, from 1, by its starter since that began; without it, the next hit. Requires a
 * checkpoint before, after or at something, in no runner yet. Returns its argument. */
VALDI_API valdi_checkpoint *valdi_checkpoint_nth(valdi_checkpoint *checkpoint, unsigned n);

/* What it is in the words of order files: "bob after deposit/2 when amount == 30". Belongs to the
 * checkpoint; valid until that is given more. */
VALDI_API const char *valdi_checkpoint_text(const valdi_checkpoint *checkpoint);

/* ---- hits and conditions ----
 *
 * A hit is a thread's arrival at a point. A condition is a predicate that looks at the hit: the arguments
 * of the function, after it also its result, or the values of a marker. A checkpoint with a condition is
 * reached only by hits for which that holds.
 *
 * Values are numbered from 0 as in the source (a C++ method's this is number 0) and, where the code was
 * compiled with -g, known by name. Integers, enumerations, booleans and pointers (and references, as
 * addresses) are known, of each function the first 16. A structure or class passed by value is one value:
 * its address, if it is passed in memory, which is not to be written to; else it is not known. Floating
 * point values, integers of more than 64 bits, and what a variadic function has behind its named arguments
 * are not known. After a function its arguments are those it was called with; they are known if it is a
 * point before it too.
 *
 * @code
 *     #include <valdi/checkpoint.h>
 *     #include <valdi/valdi.h>
 *     #include <assert.h>
 *
 *     static int balance = 100;
 *
 *     VALDI_CHECKPOINT static int deposit(int amount) {
 *         balance += amount;
 *         return balance;
 *     }
 *
 *     static void *pay_in(void *argument) {
 *         for (int amount = 10; amount <= 50; amount += 10)
 *             deposit(amount);
 *         return argument;
 *     }
 *
 *     static int is_thirty(const valdi_hit *hit, void *argument) {
 *         return valdi_hit_integer(hit, 0) == 30;
 *     }
 *
 *     static int is_above(const valdi_hit *hit, void *limit) {
 *         return valdi_hit_integer(hit, VALDI_RESULT) > *(int *)limit;
 *     }
 *
 *     int main(void) {
 *         int limit = 200;
 *         valdi_starter *bob = valdi_starter_thread("bob", pay_in, 0);
 *         valdi_checkpoint *thirty = valdi_checkpoint_when(valdi_checkpoint_before(bob, "deposit"), is_thirty, 0);
 *         valdi_checkpoint *rich = valdi_checkpoint_when(valdi_checkpoint_after(bob, "deposit"), is_above, &limit);
 *         valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(thirty, rich));
 *         assert(valdi_runner_next(runner) == thirty);
 *         assert(balance == 130);
 *         assert(valdi_runner_next(runner) == rich);
 *         assert(balance == 250);
 *         assert(valdi_runner_finish(runner) == VALDI_HELD);
 *         valdi_runner_free(runner);
 *     }
 * @endcode
 */
typedef struct valdi_hit valdi_hit;

enum {
    VALDI_RESULT = -1, /* instead of a number: the function's result */
    VALDI_NONE = -2    /* no such value */
};

/* How many arguments the function has, or values the marker. */
VALDI_API int valdi_hit_count(const valdi_hit *hit);
/* The number of the argument of that name, or of the marker's value written so; VALDI_NONE if there is
 * none. */
VALDI_API int valdi_hit_find(const valdi_hit *hit, const char *name);
/* 1 if the hit brings the value, else 0: then it reads as 0 and NULL. */
VALDI_API int valdi_hit_is_known(const valdi_hit *hit, int index);
/* An integer, extended by its own sign; an unsigned one of 64 bits is to be converted back. */
VALDI_API long long valdi_hit_integer(const valdi_hit *hit, int index);
/* A pointer. What it points to is as valid as in the function itself at that moment, in the starter's own
 * process. */
VALDI_API void *valdi_hit_pointer(const valdi_hit *hit, int index);
/* The C string a pointer points to, or the start of it: 4095 bytes at most, "" if there is none. Read from
 * the starter's process. Valid until the next such call with the hit. */
VALDI_API const char *valdi_hit_text(const valdi_hit *hit, int index);
/* The value's name and type in the source, "" where not known. Valid until the next such call with the
 * hit. */
VALDI_API const char *valdi_hit_value_name(const valdi_hit *hit, int index);
VALDI_API const char *valdi_hit_value_type(const valdi_hit *hit, int index);
/* The function, C name or C++ qualified name, or the marker; where the hook stands: line 0 if not known. */
VALDI_API const char *valdi_hit_name(const valdi_hit *hit);
VALDI_API const char *valdi_hit_file(const valdi_hit *hit);
VALDI_API unsigned valdi_hit_line(const valdi_hit *hit);
/* 1 if an exception leaves the function: it has no result. */
VALDI_API int valdi_hit_unwound(const valdi_hit *hit);

/* Makes it a hit at which predicate(hit, argument) is not 0; with a number, the n-th such hit. The
 * starter's thread calls the predicate at each of its hits of the point while the order is held, and is
 * parked behind it; hooks in what the predicate calls are passed. For a starter in another process, the
 * runner's thread does, in the test's. It must return, and must not call the runner. The hit is valid
 * until it returns. Requires a checkpoint before, after or at something, without condition, in no runner
 * yet. Returns its argument. */
VALDI_API valdi_checkpoint *valdi_checkpoint_when(valdi_checkpoint *checkpoint,
                                                  int (*predicate)(const valdi_hit *hit, void *argument),
                                                  void *argument);

/* Makes it a hit while its starter is inside the function: has reached the point before it, and not yet the
 * one after it nor left it by an exception or longjmp. Before the function itself it is not inside, after it
 * no more. Requires that the function is a point before and after, and a checkpoint as above. Returns its
 * argument. */
VALDI_API valdi_checkpoint *valdi_checkpoint_inside(valdi_checkpoint *checkpoint, const char *function);

/* ---- runners ----
 *
 * Holds the starters to an order of checkpoints. Between two calls every starter stands still: not
 * started, parked, asleep (valdi_checkpoint_blocked), or finished. There can be one runner at a time in a
 * process, and any number one after another.
 *
 * A process that calls exit, or returns from main, with status 0 while its order is undecided ends with
 * status 1 and says so; one that a starter ends also prints the report. Any other status is kept, except by
 * quick_exit. What ends at once (_exit, exec, a signal) is not noticed.
 *
 * @code
 *     #include <valdi/checkpoint.h>
 *     #include <valdi/valdi.h>
 *     #include <assert.h>
 *
 *     struct machine { int done[2], count; };
 *
 *     VALDI_CHECKPOINT static void first_phase(struct machine *m) { m->done[m->count++] = 1; }
 *     VALDI_CHECKPOINT static void second_phase(struct machine *m) { m->done[m->count++] = 2; }
 *
 *     static void *two_phases(void *argument) {
 *         first_phase(argument);
 *         second_phase(argument);
 *         return 0;
 *     }
 *
 *     int main(void) {
 *         struct machine first = {{0}, 0}, second = {{0}, 0};
 *         valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
 *         valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
 *         valdi_checkpoint *cp1 = valdi_checkpoint_after(one, "second_phase");
 *         valdi_checkpoint *cp2 = valdi_checkpoint_before(two, "second_phase");
 *         valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(cp1, cp2));
 *         assert(valdi_runner_next(runner) == cp1);
 *         assert(first.count == 2 && second.count == 0);
 *         assert(valdi_runner_next(runner) == cp2);
 *         assert(second.count == 1);
 *         assert(valdi_runner_finish(runner) == VALDI_HELD);
 *         valdi_runner_free(runner);
 *     }
 * @endcode
 */
typedef struct valdi_runner valdi_runner;

/* How an order ended. */
typedef enum valdi_verdict {
    VALDI_UNDECIDED, /* it has not ended */
    VALDI_HELD,      /* every checkpoint was reached in order, and all starters finished */
    VALDI_UNREACHED, /* a starter finished, or is past the hit it was to stop at, without reaching it */
    VALDI_INFEASIBLE, /* the starter that must move waits for what only others that cannot move can release: those
                       * that stand still, the test itself, itself, or who is in a deadlock with it */
    VALDI_DIED,       /* a starter's process was ended, by a signal or _exit, before its checkpoint; or after its
                       * last, if it has none that it finished, by a signal the test did not send, or by _exit with
                       * another status than 0 */
    VALDI_STALLED     /* none of the above, and no progress for the backstop's time */
} valdi_verdict;

/* Arrays for valdi_runner_new(), in C and in C++; valid until the end of the statement (in C, of the
 * block). In C, VALDI_STARTERS() is one of no starters. */
#ifdef __cplusplus
#define VALDI_STARTERS(...) (std::initializer_list<valdi_starter *>{__VA_ARGS__, nullptr}.begin())
#define VALDI_ORDER(...) (std::initializer_list<valdi_checkpoint *>{__VA_ARGS__, nullptr}.begin())
#else
#define VALDI_STARTERS(...) \
    ((valdi_starter *const[sizeof((valdi_starter *const[]){0, __VA_ARGS__}) / sizeof(valdi_starter *)]){ \
        __VA_ARGS__})
#define VALDI_ORDER(...) ((valdi_checkpoint *const[]){__VA_ARGS__, (valdi_checkpoint *)0})
#endif

/* A runner that holds the starters to the order; both arrays end with NULL and are copied. Creates the
 * threads, but for those that are adopted, which stand still. Requires that no other runner is alive, that
 * starters and their names differ, and that the order is not empty, has only checkpoints of these
 * starters, and no numbered, started or finished one twice. Takes the starters over: valdi_runner_free()
 * frees them. If it fails, they still belong to the caller. */
VALDI_API valdi_runner *valdi_runner_new(valdi_starter *const starters[],
                                         valdi_checkpoint *const order[]);

/* ---- partial orders ----
 *
 * Constraints instead of a sequence: first is reached before then. All starters run side by side; each
 * stops at a checkpoint of the constraints until those before it were reached. A checkpoint without a
 * number is the first hit.
 *
 * @code
 *     #include <valdi/checkpoint.h>
 *     #include <valdi/valdi.h>
 *     #include <assert.h>
 *
 *     static int queue[2], length;
 *
 *     VALDI_CHECKPOINT static void push(int value) { queue[length++] = value; }
 *
 *     static void *push_one(void *unused) { push(1); return unused; }
 *     static void *push_two(void *unused) { push(2); return unused; }
 *
 *     int main(void) {
 *         valdi_starter *one = valdi_starter_thread("one", push_one, 0);
 *         valdi_starter *two = valdi_starter_thread("two", push_two, 0);
 *         valdi_checkpoint *pushed = valdi_checkpoint_after(two, "push");
 *         valdi_checkpoint *pushing = valdi_checkpoint_before(one, "push");
 *         valdi_runner *runner =
 *             valdi_runner_new_partial(VALDI_STARTERS(one, two), VALDI_CONSTRAINTS({pushed, pushing}));
 *         assert(valdi_runner_finish(runner) == VALDI_HELD);
 *         assert(queue[0] == 2 && queue[1] == 1);
 *         valdi_runner_free(runner);
 *     }
 * @endcode
 */
typedef struct valdi_constraint {
    valdi_checkpoint *first, *then;
} valdi_constraint;

/* An array for valdi_runner_new_partial(): VALDI_CONSTRAINTS({a, b}, {b, c}). Valid like VALDI_ORDER(). */
#ifdef __cplusplus
#define VALDI_CONSTRAINTS(...) \
    (std::initializer_list<valdi_constraint>{__VA_ARGS__, {nullptr, nullptr}}.begin())
#else
#define VALDI_CONSTRAINTS(...) ((const valdi_constraint[]){__VA_ARGS__, {0, 0}})
#endif

/* A runner that holds the starters to the constraints; the array ends with one of two NULLs and is copied.
 * Like valdi_runner_new() otherwise; the checkpoints are those of the constraints. Requires that nothing
 * is to come before a starter is blocked or finished, as nothing can keep it from that, and that the
 * constraints do not go round in a circle: the error names it.
 *
 * valdi_runner_next() lets everybody go on until all stand still, parked, asleep or ended, and returns one
 * checkpoint that was reached; of several that of the starter that comes first in the array. Its starter
 * goes on with the next call. valdi_runner_finish() stops nobody for longer than the constraints do. The
 * verdicts are the same: VALDI_INFEASIBLE also when all wait for each other, VALDI_UNREACHED as soon as a
 * starter has ended with a checkpoint missing. */
VALDI_API valdi_runner *valdi_runner_new_partial(valdi_starter *const starters[],
                                                 const valdi_constraint constraints[]);

/* ---- orders as text ----
 *
 * The same, written down: a line for each checkpoint. Starters that the test has made are known by their
 * names; lines "starter NAME = ..." add others: threads that the program creates, programs. At a line
 * "pause NAME" the test looks. docs/orders.md has the whole of it.
 *
 * @code
 *     #include <valdi/checkpoint.h>
 *     #include <valdi/valdi.h>
 *     #include <assert.h>
 *     #include <string.h>
 *
 *     static int balance = 100;
 *
 *     VALDI_CHECKPOINT static int read_balance(void) { return balance; }
 *     VALDI_CHECKPOINT static void write_balance(int amount) { balance = amount; }
 *
 *     static void *deposit(void *amount) {
 *         write_balance(read_balance() + *(int *)amount);
 *         return 0;
 *     }
 *
 *     int main(void) {
 *         int ten = 10, twenty = 20;
 *         valdi_starter *alice = valdi_starter_thread("alice", deposit, &ten);
 *         valdi_starter *bob = valdi_starter_thread("bob", deposit, &twenty);
 *         valdi_runner *runner = valdi_runner_parse(VALDI_STARTERS(alice, bob),
 *                                                   "alice after read_balance    # she has seen 100\n"
 *                                                   "bob after write_balance when amount == 120\n"
 *                                                   "pause paid\n"
 *                                                   "alice after write_balance\n"
 *                                                   "pause lost\n");
 *         assert(!strcmp(valdi_runner_next_pause(runner), "paid"));
 *         assert(balance == 120);
 *         assert(!strcmp(valdi_runner_next_pause(runner), "lost"));
 *         assert(balance == 110);
 *         assert(!valdi_runner_next_pause(runner));
 *         assert(valdi_runner_finish(runner) == valdi_runner_expected(runner));
 *         valdi_runner_free(runner);
 *     }
 * @endcode
 */

/* A runner for the order that the text declares, a sequence or a partial one, of these starters and those
 * it adds. The array ends with NULL, and may be empty or NULL. What the text writes alike is one checkpoint.
 * Otherwise like valdi_runner_new() and valdi_runner_new_partial(). If it fails, valdi_error() says where in
 * "order", by line and column, and starters that the text has added are freed. */
VALDI_API valdi_runner *valdi_runner_parse(valdi_starter *const starters[], const char *order_text);

/* The same for the text in a file; errors have its path. */
VALDI_API valdi_runner *valdi_runner_load(valdi_starter *const starters[], const char *path);

/* Holds the order up to its next line "pause NAME" and returns the name, which belongs to the runner. NULL if
 * there is none left, and nobody has moved; or where valdi_runner_next() would return it. A pause is no
 * checkpoint: valdi_runner_next(), valdi_runner_skip_to() and valdi_runner_finish() go past it. Blocks like
 * valdi_runner_next(). */
VALDI_API const char *valdi_runner_next_pause(valdi_runner *runner);

/* The verdict that the text's line "expect" names; VALDI_HELD if there is none. The runner itself does not
 * compare it with its own. */
VALDI_API valdi_verdict valdi_runner_expected(const valdi_runner *runner);

/* ---- stepping ---- */

/* Lets exactly one starter move, the one whose checkpoint comes next, until it is parked there; returns
 * that checkpoint. A starter that has no checkpoint left runs to its end first. One that has none in the
 * whole order does not start before the order has ended. Past the last checkpoint, lets everybody left run
 * to the end, side by side, and returns NULL. Returns NULL too when the checkpoint cannot be reached: see
 * valdi_runner_verdict(); then nobody moves until valdi_runner_finish() or valdi_runner_free(). Blocks:
 * until the starter is there, has ended, or is seen to be unable to go on, which takes milliseconds; else
 * at most for the backstop's time without progress. */
VALDI_API valdi_checkpoint *valdi_runner_next(valdi_runner *runner);

/* Steps to the given checkpoint's next place in the order and returns it, or NULL where valdi_runner_next()
 * would. If it does not come any more, returns NULL and moves nobody; valdi_error() says so. */
VALDI_API valdi_checkpoint *valdi_runner_skip_to(valdi_runner *runner,
                                                 const valdi_checkpoint *checkpoint);

/* Holds the rest of the order, then lets everybody run to the end. Returns the verdict. Blocks like
 * valdi_runner_next(). */
VALDI_API valdi_verdict valdi_runner_finish(valdi_runner *runner);

/* The verdict so far. */
VALDI_API valdi_verdict valdi_runner_verdict(const valdi_runner *runner);

/* The report: how the order ended or where it stands, in a dozen lines at most, unless VALDI_OPTIONS has
 * verbosity=1. A failing verdict's is of the moment it is made; it is also printed to standard error then.
 * Starters that do not stand are interrupted by a signal to tell where they are, in system calls that do
 * not notice. Belongs to the runner; valid until the next call with it. For NULL, the text of
 * valdi_error(). */
VALDI_API const char *valdi_runner_explain(const valdi_runner *runner);

/* ---- who blocks this starter? ----
 *
 * A starter that waits for a server sleeps on a descriptor, and only the server knows what for. A test can
 * teach a runner to ask: about a starter that sleeps, not on a lock the runner can see, the callback says
 * whether it is blocked by another (1), or not (0): the server is at work, or will end it by itself, after
 * a time limit say. Then "blocked" is reached only if it says so, and an order that needs a starter which
 * another one blocks that stands still is infeasible at once. It is asked about a server that sleeps in
 * accept too, if that is a starter: 1 without a holder, else "blocked" is not reached for that.
 * docs/database.md has one that asks PostgreSQL. */
typedef struct valdi_block {
    const valdi_starter *holder; /* who must act first; NULL: somebody else */
    char what[160];              /* for the report: "row of accounts, backend 4711" */
} valdi_block;

/* The runner's thread calls it, while the starter sleeps. block is all zeros before. It must return, and must
 * not call the runner. */
typedef int valdi_blocker(const valdi_starter *starter, valdi_block *block, void *argument);

/* Has the runner ask; NULL: no more. */
VALDI_API void valdi_runner_set_blocker(valdi_runner *runner, valdi_blocker *who_blocks, void *argument);

/* How long to wait without progress before the verdict is VALDI_STALLED, in milliseconds; 0 is the
 * default, 10,000 or what VALDI_OPTIONS says by backstop=. The clock stands still while a debugger is
 * attached. */
VALDI_API void valdi_runner_set_backstop(valdi_runner *runner, unsigned milliseconds);

/* Ends the runner, also in mid-order: whoever has started runs freely to its end and is joined, whoever
 * has not started never does. Frees the starters and their checkpoints. A starter that does not end within
 * the backstop's time, or cannot, in a deadlock, is named on standard error and left as it is, its memory
 * with it. NULL is allowed. */
VALDI_API void valdi_runner_free(valdi_runner *runner);

/* "held", "unreached", ... The text is static. */
VALDI_API const char *valdi_verdict_name(valdi_verdict verdict);

/* Why the last call in this thread failed; "" if none has. Valid until the thread's next call that fails. */
VALDI_API const char *valdi_error(void);

#ifdef __cplusplus
}
#endif
#endif
