/* A tiny runtime in place of libvaldi, for tests of the pass: it arms every site when the program is loaded and
 * prints each hit, in order with what the program prints. Link trace.c (or trace.cpp) with the test. */
#ifndef TRACE_H
#define TRACE_H

#ifdef __cplusplus
extern "C" {
#endif

/* Prints every site of the program: kind, names and place. */
void valdi_trace_list(void);
/* Arms or disarms every site. */
void valdi_trace_arm(int armed);
/* Called at each hit instead of printing it, if not NULL. */
extern void (*valdi_trace_visit)(void);
/* Hits so far. */
extern unsigned valdi_trace_hits;

#ifdef __cplusplus
}
#endif
#endif
