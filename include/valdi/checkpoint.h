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

/* VALDI_POINT(NAME) and VALDI_POINT(NAME, VALUE...) are statements: the marker NAME (a string literal)
 * stands here. The same name may stand in several places; reaching any of them is a hit. Up to four
 * values, integers or pointers, can be looked at by conditions: as long long, by number or by how they are
 * written. They must have no side effects: not every compiler evaluates them. (In C89 and C++98, macros
 * take no values.) Not in constexpr functions. */
#if defined(__cplusplus) ? __cplusplus >= 201103L : __STDC_VERSION__ + 0 >= 199901L
#define VALDI_POINT(...)                                                                              \
    VALDI__PICK(__VA_ARGS__, VALDI__POINT_4, VALDI__POINT_3, VALDI__POINT_2, VALDI__POINT_1,          \
                VALDI__POINT_0, 0)                                                                    \
    (__VA_ARGS__)
#define VALDI__PICK(NAME, A, B, C, D, MACRO, ...) MACRO
#else
#define VALDI_POINT(NAME) VALDI__POINT_0(NAME)
#endif

#define VALDI__POINT_0(NAME) ((void)__builtin_annotation(0, "valdi:point:" NAME))
#define VALDI__POINT_1(NAME, A) VALDI__POINT(NAME, VALDI__VALUE(A))
#define VALDI__POINT_2(NAME, A, B) VALDI__POINT(NAME, VALDI__VALUE(A) ^ VALDI__VALUE(B))
#define VALDI__POINT_3(NAME, A, B, C) \
    VALDI__POINT(NAME, VALDI__VALUE(A) ^ VALDI__VALUE(B) ^ VALDI__VALUE(C))
#define VALDI__POINT_4(NAME, A, B, C, D) \
    VALDI__POINT(NAME, VALDI__VALUE(A) ^ VALDI__VALUE(B) ^ VALDI__VALUE(C) ^ VALDI__VALUE(D))
#define VALDI__POINT(NAME, VALUES) ((void)__builtin_annotation(VALUES, "valdi:point:" NAME))
#define VALDI__VALUE(VALUE) __builtin_annotation((long long)(VALUE), "valdi:value:" #VALUE)

#else

#define VALDI_CHECKPOINT
#define VALDI_CHECKPOINT_BEFORE
#define VALDI_CHECKPOINT_AFTER
#if defined(__cplusplus) ? __cplusplus >= 201103L : __STDC_VERSION__ + 0 >= 199901L
#define VALDI_POINT(...) ((void)0)
#else
#define VALDI_POINT(NAME) ((void)0)
#endif

#endif
#endif
