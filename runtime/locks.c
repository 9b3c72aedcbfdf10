/* Functions that take locks, in front of the C library's: a library of its own, which only programs that are held to a
 * recording are given, by LD_PRELOAD. A starter that runs ahead of its turn stands still before each, so that it
 * takes no lock that another needs first. One that wakes from a condition ahead of its turn gives the mutex back for
 * that time: to the program it has not woken yet. */
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <threads.h>
#include <time.h>

/* The runtime's, if the program has it. */
extern void __valdi_lock(void) __attribute__((weak));
extern bool __valdi_is_ahead(void) __attribute__((weak));

/* Stands for the next function of that name. */
#define NEXT(type, name, parameters)                                                                         \
    static type(*_Atomic next_##name) parameters;                                                            \
    static type(*find_##name(void)) parameters {                                                             \
        if (!next_##name)                                                                                    \
            next_##name = (type(*) parameters)dlsym(RTLD_NEXT, #name);                                       \
        return next_##name;                                                                                  \
    }

/* Defines one that calls the next of its name with the same arguments. */
#define LOCK(type, name, parameters, arguments)                                                              \
    NEXT(type, name, parameters)                                                                             \
    __attribute__((visibility("default"))) type name parameters {                                            \
        type(*next) parameters = find_##name();                                                              \
        if (__valdi_lock)                                                                                    \
            __valdi_lock();                                                                                  \
        return next arguments;                                                                               \
    }

LOCK(int, pthread_mutex_lock, (pthread_mutex_t * lock), (lock))
LOCK(int, pthread_mutex_trylock, (pthread_mutex_t * lock), (lock))
LOCK(int, pthread_mutex_timedlock, (pthread_mutex_t *restrict lock, const struct timespec *restrict end),
     (lock, end))
LOCK(int, pthread_mutex_clocklock,
     (pthread_mutex_t *restrict lock, clockid_t clock, const struct timespec *restrict end),
     (lock, clock, end))
LOCK(int, pthread_rwlock_rdlock, (pthread_rwlock_t * lock), (lock))
LOCK(int, pthread_rwlock_wrlock, (pthread_rwlock_t * lock), (lock))
LOCK(int, pthread_rwlock_tryrdlock, (pthread_rwlock_t * lock), (lock))
LOCK(int, pthread_rwlock_trywrlock, (pthread_rwlock_t * lock), (lock))
LOCK(int, pthread_spin_lock, (pthread_spinlock_t * lock), (lock))
LOCK(int, sem_wait, (sem_t * semaphore), (semaphore))
LOCK(int, sem_trywait, (sem_t * semaphore), (semaphore))
LOCK(int, mtx_lock, (mtx_t * lock), (lock))

/* Defines one that waits for a condition, and has the mutex when it returns. */
#define WAIT(name, mutex, lock, unlock, parameters, arguments)                                               \
    NEXT(int, name, parameters)                                                                              \
    __attribute__((visibility("default"))) int name parameters {                                             \
        int result = find_##name() arguments;                                                                \
        while (__valdi_is_ahead && __valdi_is_ahead() && !find_##unlock()(mutex)) {                          \
            __valdi_lock();                                                                                  \
            find_##lock()(mutex);                                                                            \
        }                                                                                                    \
        return result;                                                                                       \
    }

NEXT(int, pthread_mutex_unlock, (pthread_mutex_t * lock))
NEXT(int, mtx_unlock, (mtx_t * lock))

WAIT(pthread_cond_wait, lock, pthread_mutex_lock, pthread_mutex_unlock,
     (pthread_cond_t *restrict condition, pthread_mutex_t *restrict lock), (condition, lock))
WAIT(pthread_cond_timedwait, lock, pthread_mutex_lock, pthread_mutex_unlock,
     (pthread_cond_t *restrict condition, pthread_mutex_t *restrict lock,
      const struct timespec *restrict end),
     (condition, lock, end))
WAIT(pthread_cond_clockwait, lock, pthread_mutex_lock, pthread_mutex_unlock,
     (pthread_cond_t *restrict condition, pthread_mutex_t *restrict lock, clockid_t clock,
      const struct timespec *restrict end),
     (condition, lock, clock, end))
WAIT(cnd_wait, lock, mtx_lock, mtx_unlock, (cnd_t * condition, mtx_t *lock), (condition, lock))
WAIT(cnd_timedwait, lock, mtx_lock, mtx_unlock,
     (cnd_t *restrict condition, mtx_t *restrict lock, const struct timespec *restrict end),
     (condition, lock, end))
