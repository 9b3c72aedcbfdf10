/* The streams of stdio, while other threads use them. fflush(NULL) waits for each stream's lock, and a thread
 * that waits for input has that of its stream. */
#include "runtime.h"

#include <stdio_ext.h>

/* glibc's own list of streams; its lock is fork's too. */
typedef struct _IO_FILE *iterator;
extern iterator _IO_iter_begin(void), _IO_iter_end(void), _IO_iter_next(iterator at);
extern FILE *_IO_iter_file(iterator at);
extern void _IO_list_lock(void), _IO_list_unlock(void);

static void flush(FILE *stream) {
    if (ftrylockfile(stream))
        return;
    if (__fpending(stream))
        fflush_unlocked(stream);
    funlockfile(stream);
}

void valdi__streams_flush(void) {
    _IO_list_lock();
    for (iterator at = _IO_iter_begin(); at != _IO_iter_end(); at = _IO_iter_next(at))
        flush(_IO_iter_file(at));
    _IO_list_unlock();
}
