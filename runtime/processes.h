/* Starters that are processes, and what they and the runner have in common. Part of runtime.h. */
#ifndef VALDI_PROCESSES_H
#define VALDI_PROCESSES_H

/* ---- process.c ---- */

/* The starter whose process it is, or is in: itself, if it is one; NULL for the test's own. */
valdi_starter *valdi__process_of(const valdi_starter *starter);
/* A descriptor that tells of the process's end; -1 with errno. */
int valdi__process_open(uint32_t number);
/* Waits for the process to be gone, and takes note of its end. False at the deadline. */
bool valdi__process_join(const valdi_runner *runner, valdi_starter *process, uint64_t deadline);
/* Whether the process of the starter is gone, which takes note of that; false for the test's own. */
bool valdi__process_has_ended(const valdi_runner *runner, const valdi_starter *starter);
/* Whether it has, and not by exit... */
bool valdi__process_has_died(const valdi_starter *starter);
/* ... but by a signal that the test did not send, or by _exit with another status than 0, as sanitizers
 * do. */
bool valdi__process_was_crashed(const valdi_starter *starter);
/* The process it is, or is in, as the kernel has it; 0 for the test's own, and if there is none, or no
 * more. */
uint32_t valdi__process_number(const valdi_starter *starter);
/* Whether it cannot be held to the order, or its program not be executed; why, or "". */
bool valdi__process_was_refused(const valdi_starter *starter);
void valdi__process_refusal(const valdi_starter *starter, char refusal[VALDI__REFUSAL]);
/* Writes how it ended: "exited with status 1" */
void valdi__process_write_end(FILE *out, const valdi_starter *starter);
/* Kills the process, if there is one, and what it has started that is no starter. Blocks until it is gone, or for the
 * backstop's time. */
void valdi__process_destroy(const valdi_runner *runner, valdi_starter *process);

/* ---- family.c ---- */

/* Kills a process that is not waited for yet, and all those below it. */
void valdi__family_kill(uint32_t process);
/* Kills those below it, but for starters and what is below these. */
void valdi__family_kill_children(uint32_t process, const valdi_runner *spared);

/* ---- launch.c ---- */

/* The calling thread is making a starter's process. */
extern _Thread_local bool valdi__process_creating;
/* Makes the process. Blocks until it stands, or for its program, if that need not be held, not at all.
 * False with the error set. */
bool valdi__process_create(const valdi_runner *runner, valdi_starter *process);

/* ---- stream.c ---- */

/* Writes out what stdio's streams hold; not of a stream that another thread is using just then. */
void valdi__streams_flush(void);

/* ---- handle.c ---- */

/* Processes made from now on can find the block; NULL: no more. */
void valdi__handle_offer(const struct valdi__control *control);
/* An environment that names it, which the caller frees, and that is valid until the next one is made. NULL
 * without memory. */
char **valdi__handle_environment(void);
/* In a new process: takes that environment, and keeps the descriptor for the programs it executes. */
void valdi__handle_pass_on(char **environment);
/* In another process: the order of the block that its parent knew, or that its environment names, which it
 * complains about if it cannot be. NULL if there is none. */
struct valdi__control *valdi__handle_join(void);
struct valdi__control *valdi__handle_find(void);

/* ---- guest.c ---- */

/* In a new process: runs the starter's function, or its program. */
_Noreturn void valdi__guest_live(const valdi_starter *starter, char **environment);
_Noreturn void valdi__guest_execute(const valdi_starter *starter, char **environment, bool stands_first);
/* The process is one of those that are to be adopted, perhaps: a child made by fork, or a program before
 * its main function, when this module of it is there. Then it stands still. */
void valdi__guest_before_fork(void);
void valdi__guest_fork(void);
void valdi__guest_exec(const struct valdi_module *module);
/* Whether another process's runner holds this one. */
bool valdi__guest_is(void);
/* Whether this process is held to the recording of a program that failed. */
bool valdi__guest_is_to_fail(void);
/* Then only: waits for the steps of its threads, other than the calling one, unless they do not come. */
void valdi__guest_await_steps(void);

/* ---- lifeline.c ---- */

/* The process is the starter's, and may be sent that signal when its parent's thread has ended; 0: not. */
void valdi__lifeline_watch(const struct valdi__control *control, uint32_t index, int number);
/* In a child made by fork: it is its parent's. */
void valdi__lifeline_cut(void);
/* Whether who stands here will be told if the runner's process ends. */
bool valdi__lifeline_tells(const struct valdi__control *control);
/* The signal for that has come. */
void valdi__lifeline_signal(void);
/* Ends the process if that runner's is gone. */
void valdi__lifeline_look(const struct valdi__control *control);

/* ---- spot.c ---- */

/* A copy of a site of another process. */
struct valdi__spot {
    struct valdi_site site;
    char texts[8192];
};

/* False if there is none, or it is not whole. */
bool valdi__spot_read(struct valdi__spot *spot, uint32_t process, uint64_t site);
/* Copies as much of a string of a process, 0: this one, as can be read and fits. Returns text. */
const char *valdi__text_read(uint32_t process, uint64_t address, char *text, size_t size);

/* ---- question.c ---- */

/* The calling starter, in another process than the test's, has the condition of the point tried. */
bool valdi__question_ask(const struct valdi__self *self, uint32_t point, const valdi_hit *hit);
/* Tries it for a starter that asks, and lets it go on with that turn. */
void valdi__question_answer(const valdi_runner *runner, valdi_starter *starter, enum valdi__turn turn);

#endif
