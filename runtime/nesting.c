/* Which tracked functions a starter is inside of: a stack of its own beside the thread's. Used by the starter
 * alone, and without malloc: signal handlers get here too.
 *
 * A function that is left by longjmp never reaches its end. What it left on this stack is found out by where
 * it stood on the thread's: below what the thread has reached since (stacks grow down), or above a landing
 * that the thread passes for the second time. Jumps to code that was not compiled with the pass are only
 * noticed the first way. */

#include "runtime.h"

#include <string.h>
#include <sys/mman.h>

enum {
    FIRST_SIZE = 1 << 16, /* bytes */
    SLACK = 128           /* bytes by which hits of one call differ: its frame may be set up in between */
};

struct frame {
    uint32_t tracked;              /* the point; VALDI__NO_POINT for a landing */
    const struct valdi_site *site; /* before the function, or the landing */
    const void *at;
    uint64_t arguments[VALDI_VALUES];
};

struct valdi__nesting {
    const void *low,
        *high;   /* the thread's stack; hits elsewhere, on a signal stack or a coroutine's, tell nothing */
    size_t size; /* bytes mapped, this included */
    uint32_t count;
    uint32_t lost; /* entered without memory, on top of the others */
    uint64_t left[VALDI_VALUES];
    struct frame *frames;
};

static size_t capacity(const struct valdi__nesting *nesting) {
    return nesting->size / sizeof(struct frame);
}

struct valdi__nesting *valdi__nesting_new(void) {
    pthread_attr_t attributes;
    void *low = NULL;
    size_t size = 0;
    struct valdi__nesting *nesting =
        mmap(NULL, sizeof *nesting, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (nesting == MAP_FAILED)
        return NULL;
    nesting->frames = mmap(NULL, FIRST_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (nesting->frames == MAP_FAILED) {
        munmap(nesting, sizeof *nesting);
        return NULL;
    }
    nesting->size = FIRST_SIZE;
    if (!pthread_getattr_np(pthread_self(), &attributes)) {
        pthread_attr_getstack(&attributes, &low, &size);
        pthread_attr_destroy(&attributes);
    }
    nesting->low = low;
    nesting->high = (char *)low + size;
    return nesting;
}

void valdi__nesting_free(struct valdi__nesting *nesting) {
    if (!nesting)
        return;
    munmap(nesting->frames, nesting->size);
    munmap(nesting, sizeof *nesting);
}

static bool is_on_stack(const struct valdi__nesting *nesting, const void *at) {
    return at >= nesting->low && at < nesting->high;
}

/* Forgets what the thread can no longer be inside of. */
static void prune(struct valdi__nesting *nesting, const void *at) {
    if (!is_on_stack(nesting, at))
        return;
    while (nesting->count) {
        const void *top = nesting->frames[nesting->count - 1].at;
        if (!is_on_stack(nesting, top) || (const char *)top + SLACK > (const char *)at)
            break;
        nesting->count--;
        nesting->lost = 0;
    }
}

/* NULL without memory. */
static struct frame *push(struct valdi__nesting *nesting, uint32_t tracked, const struct valdi_site *site,
                          const void *at) {
    if (nesting->count == capacity(nesting)) {
        void *larger = mremap(nesting->frames, nesting->size, 2 * nesting->size, MREMAP_MAYMOVE);
        if (larger == MAP_FAILED)
            return NULL;
        nesting->frames = larger;
        nesting->size *= 2;
    }
    struct frame *frame = &nesting->frames[nesting->count++];
    *frame = (struct frame){.tracked = tracked, .site = site, .at = at};
    return frame;
}

void valdi__nesting_enter(struct valdi__nesting *nesting, uint32_t tracked, const struct valdi_site *site,
                          const void *at, const uint64_t *arguments) {
    prune(nesting, at);
    struct frame *frame = nesting->lost ? NULL : push(nesting, tracked, site, at);
    if (frame)
        memcpy(frame->arguments, arguments, sizeof frame->arguments);
    else
        nesting->lost++;
}

const uint64_t *valdi__nesting_leave(struct valdi__nesting *nesting, uint32_t tracked, const void *at) {
    prune(nesting, at);
    if (nesting->lost) {
        nesting->lost--;
        return NULL;
    }
    for (uint32_t i = nesting->count; i-- > 0;)
        if (nesting->frames[i].tracked == tracked) {
            nesting->count = i;
            return memcpy(nesting->left, nesting->frames[i].arguments, sizeof nesting->left);
        }
    return NULL;
}

bool valdi__nesting_has(struct valdi__nesting *nesting, uint32_t tracked, const void *at) {
    prune(nesting, at);
    for (uint32_t i = nesting->count; i-- > 0;)
        if (nesting->frames[i].tracked == tracked)
            return true;
    return false;
}

const struct valdi_site *valdi__nesting_top(const struct valdi__nesting *nesting) {
    for (uint32_t i = nesting->count; i-- > 0;)
        if (nesting->frames[i].tracked != VALDI__NO_POINT)
            return nesting->frames[i].site;
    return NULL;
}

void valdi__nesting_land(struct valdi__nesting *nesting, const struct valdi_site *landing, const void *at) {
    prune(nesting, at);
    for (uint32_t i = nesting->count; i-- > 0;)
        if (nesting->frames[i].site == landing && nesting->frames[i].at == at) {
            nesting->count = i + 1;
            nesting->lost = 0;
            return;
        }
    push(nesting, VALDI__NO_POINT, landing, at);
}
