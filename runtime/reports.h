/* What a person reads. Part of runtime.h. */
#ifndef VALDI_REPORTS_H
#define VALDI_REPORTS_H

/* ---- symbolizer.c ---- */

/* A process that is asked what addresses mean. All there is of it ends at valdi__symbolizer_close, or with
 * the thread that opened it. */
struct valdi__symbolizer {
    int socket; /* -1: there is none, or it was given up */
    pid_t process;
    uint32_t subject;         /* the process whose addresses it is asked about; 0: this one */
    struct timespec patience; /* how long it may still be waited for, in all */
};

/* Starts the program, a path or a name on PATH; "" is none, NULL the best that is found. Without one the
 * functions of symbolize.c tell numbers. */
void valdi__symbolizer_open(struct valdi__symbolizer *symbolizer, const char *program);
void valdi__symbolizer_close(struct valdi__symbolizer *symbolizer);
/* Asks what is there, "CODE" or "DATA", in a module; the answer is that of llvm-symbolizer, whole lines or
 * cut off. False without an answer. Blocks for seconds in all at most: a symbolizer that is too slow is given
 * up. */
bool valdi__symbolizer_ask(struct valdi__symbolizer *symbolizer, const char *what,
                           const struct valdi__mapping *mapping, char *answer, size_t size);

/* ---- symbolize.c ---- */

struct valdi__place {
    char function[160]; /* or "program+0x1234", "0x1234" */
    char file[200];     /* "" if it is not known */
    unsigned line;      /* 0 if it is not known */
};

/* The function at a code address, the innermost of those inlined there. For a return address pass the one
 * before. */
void valdi__symbolize_code(struct valdi__symbolizer *symbolizer, uint64_t address,
                           struct valdi__place *place);
/* The same with those that it was inlined into behind it; how many, at least one. */
unsigned valdi__symbolize_inlined(struct valdi__symbolizer *symbolizer, uint64_t address,
                                  struct valdi__place places[], unsigned most);
/* Writes "bank.lock", "banks[3].name+2", "program+0x1234", "heap at malloc in open_bank, bank.c:30", "heap
 * at 0x1234", "stack at 0x1234", "memory at 0x1234" or "0x1234"; of what is mapped "bank.memory+0x1234"
 * or, if that had no name, "shared memory+0x1234". */
void valdi__symbolize_data(struct valdi__symbolizer *symbolizer, uint64_t address, char *text, size_t size);

/* ---- whereabouts.c ---- */

/* Writes a line on a starter, more where a verdict needs it; its name is padded to width. */
void valdi__whereabouts_write(FILE *out, struct valdi__symbolizer *symbolizer, const valdi_runner *runner,
                              uint32_t index, int width);
/* Whose thread it is: "bob", "the test's own thread", "thread 4711 (worker)" */
void valdi__whereabouts_thread(FILE *out, const valdi_runner *runner, uint32_t thread);

/* What a thread waits for: "bank.lock", "alice", "bank.db", "descriptor 5" */
void valdi__whereabouts_resource(struct valdi__symbolizer *symbolizer, const valdi_runner *runner,
                                 const struct valdi__link *link, char *text, size_t size);

/* ---- posture.c ---- */

enum valdi__posture {
    VALDI__UNSTARTED,
    VALDI__RUNNING,
    VALDI__PARKED,
    VALDI__WAITING, /* asleep, for something */
    VALDI__GONE
};

/* What a starter is doing, at a glance. Writes what a waiting one waits for: "mutex bank.lock, held by alice" */
enum valdi__posture valdi__posture_find(FILE *out, struct valdi__symbolizer *symbolizer,
                                        const valdi_runner *runner, uint32_t index);

/* ---- report.c ---- */

/* Writes the report of at most a dozen lines. */
void valdi__report_write(FILE *out, const valdi_runner *runner);
/* The same for a process that ends in mid-order, by that starter or, if it is NULL, by somebody else. */
void valdi__report_write_ending(FILE *out, const valdi_runner *runner, const valdi_starter *starter);
/* To standard error, past stdio: a parked starter may hold the stream's lock. */
void valdi__report_print(const char *text);

/* ---- error.c ---- */

enum { VALDI__ERROR = 640 }; /* bytes; room for the complaint about an order file */

/* Records why a call fails. */
void valdi__error_set(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same for a constructor: the failure stays open until somebody asks. */
void valdi__error_open(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Whether a constructor has failed and nobody has asked why; closes it. */
bool valdi__error_was_open(void);
/* The checkpoint or starter that the last error is about, said behind it. Only to be compared with: it may be freed. NULL:
 * none. */
void valdi__error_is_about(const void *what);
const void *valdi__error_about(void);

#endif
