/* Order files, as they are written: order_text.c reads them, order_write.c writes them, order_build.c makes runners of
 * them. Used by the library and by the tool.
 *
 *     file       = { [ statement ] [ "#" comment ] newline }
 *     statement  = "starter" NAME "=" ( "thread" FUNCTION [ "/" N ] [ "of" STARTER ]
 *                                     | "process" WORD { WORD }
 *                                     | "child" PROGRAM [ "/" N ] )
 *                | checkpoint                               a step
 *                | checkpoint "<" checkpoint { "<" checkpoint }   constraints
 *                | "pause" NAME
 *                | "expect" VERDICT
 *                | "recorded" { "only" GLOB | "except" GLOB }
 *     checkpoint = STARTER ( "started" | "blocked" | "finished"
 *                          | ( "before" | "after" | "at" ) NAME [ "/" N ] [ "inside" FUNCTION ] [ "when" condition ] )
 *     condition  = comparison { "and" comparison }
 *     comparison = VALUE_NAME ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) ( INTEGER | TEXT )
 *
 * A name with blanks, quotes, "#" or a "/" is quoted: "a \"b\" \\ c"; in quotes there are also \n, \t and \xHH. VALUE_NAME
 * "result" is the function's result. INTEGER may be a character: 'a'. Starters are declared in a line above those that
 * name them. */
#ifndef VALDI_ORDER_TEXT_H
#define VALDI_ORDER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <valdi/valdi.h>

enum valdi__comparison {
    VALDI__EQUAL,
    VALDI__UNEQUAL,
    VALDI__LESS,
    VALDI__AT_MOST,
    VALDI__GREATER,
    VALDI__AT_LEAST
};

struct valdi__term {
    char *name; /* of the value */
    enum valdi__comparison comparison;
    char *text; /* to be compared with as a C string; NULL: the integer */
    long long integer;
    bool is_huge; /* the integer is 2^63 or more: that of an unsigned long long */
};

struct valdi__spot_text {
    unsigned line, column; /* from 1; 0: nowhere */
};

struct valdi__checkpoint_text {
    struct valdi__spot_text at;
    char *starter;
    enum valdi__checkpoint_kind {
        VALDI__BEFORE_TEXT,
        VALDI__AFTER_TEXT,
        VALDI__AT_TEXT,
        VALDI__STARTED_TEXT,
        VALDI__BLOCKED_TEXT,
        VALDI__FINISHED_TEXT
    } kind;
    char *name;   /* of the function or marker, or NULL */
    unsigned nth; /* 0: none */
    char *inside; /* or NULL */
    struct valdi__term *terms;
    size_t term_count;
};

struct valdi__starter_text {
    struct valdi__spot_text at;
    char *name;
    enum valdi__starter_kind { VALDI__THREAD_TEXT, VALDI__PROCESS_TEXT, VALDI__CHILD_TEXT } kind;
    char *what;       /* function, or program */
    unsigned ordinal; /* 1 if none was written */
    char *of;         /* the starter whose process a thread is in, or NULL */
    char **arguments; /* of a process; the first is the program, the last NULL */
};

/* In an order. first and then: of a step only first. */
struct valdi__line_text {
    struct valdi__spot_text at;
    enum valdi__line_kind { VALDI__STEP_TEXT, VALDI__CONSTRAINT_TEXT, VALDI__PAUSE_TEXT } kind;
    struct valdi__checkpoint_text first, then;
    char *pause;
};

struct valdi__order_text {
    char *file; /* that it was read from, for complaints; NULL: none */
    struct valdi__starter_text *starters;
    size_t starter_count;
    struct valdi__line_text *lines; /* steps and pauses, or constraints */
    size_t line_count;
    bool is_partial;
    valdi_verdict expected; /* VALDI_HELD unless written */
    bool is_recorded;       /* steps of a recording: overlap.c steps through them */
    char **only, **except;  /* globs of the points it was made of; end with NULL; NULL: none */
};

/* Why a text is no order: two or three lines, "FILE:3:7: expected ...", the line and a caret. */
enum { VALDI__COMPLAINT = 600 };

/* Reads a text of that many bytes. file is for the complaint. False with the complaint, and nothing to be freed. Starters
 * that lines name must be declared, or be among given, names that end with NULL; given may be NULL. */
bool valdi__order_text_read(struct valdi__order_text *order, const char *file, const char *text, size_t size,
                            const char *const given[], char complaint[VALDI__COMPLAINT]);
void valdi__order_text_free(struct valdi__order_text *order);

/* Writes it so that it reads the same. */
void valdi__order_text_write(FILE *out, const struct valdi__order_text *order);
void valdi__checkpoint_text_write(FILE *out, const struct valdi__checkpoint_text *checkpoint);
/* What stands behind the "=": "thread teller/1". */
void valdi__starter_text_write(FILE *out, const struct valdi__starter_text *starter);

/* A runner for it; the starters it declares are made too. given, that end with NULL, or NULL: those made already.
 * host: the process that its threads are in, and whose main thread "thread main" is; NULL: this process. NULL with the
 * error set. */
valdi_runner *valdi__order_build(const struct valdi__order_text *order, valdi_starter *const given[],
                                 valdi_starter *host);

#endif
