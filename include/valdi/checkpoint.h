/* Annotations and markers: what production code includes.
 *
 * Safe to ship: it needs no library, and no call, symbol or data of it is left in the object when Valdi's
 * pass is not loaded or the compiler is not clang.
 *
 * @code
 *     #include <valdi/checkpoint.h>
 *
 *     struct queue { int length, limit; };
 *
 *     VALDI_CHECKPOINT void push(struct queue *q);
 *
 *     void push(struct queue *q) {
 *         if (q->length == q->limit)
 *             VALDI_POINT("queue:full");
 *         else
 *             q->length++;
 *     }
 * @endcode
 *
 */
#ifndef VALDI_CHECKPOINT_H
#define VALDI_CHECKPOINT_H

#ifdef __clang__

/* On a function's declaration or definition: makes it a point before it (nothing of it has run), after it
 * (all of it has run, its locals are destroyed), or both. The function should be defined in code compiled
 * with the pass. Clang 18 and later see the annotation of one that is only called there, and of
 * constructors and destructors; with every clang, list them in a checkpoint file. */
#define VALDI_CHECKPOINT __attribute__((annotate("valdi")))
#define VALDI_CHECKPOINT_BEFORE __attribute__((annotate("valdi:before")))
#define VALDI_CHECKPOINT_AFTER __attribute__((annotate("valdi:after")))

/* A statement: the marker NAME (a string literal) stands here. The same name may stand in several places;
 * reaching any of them is a hit. Not in constexpr functions. */
#define VALDI_POINT(NAME) ((void)__builtin_annotation(0, "valdi:point:" NAME))

#else

#define VALDI_CHECKPOINT
#define VALDI_CHECKPOINT_BEFORE
#define VALDI_CHECKPOINT_AFTER
#define VALDI_POINT(NAME) ((void)0)

#endif
#endif
