/* Functions that take locks, in front of the C library's: a library of its own, which only programs that are held to a
 * recording are given, by LD_PRELOAD. A starter that runs ahead of its turn stands still before each, so that it
 * takes no lock that another needs first. */
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <threads.h>
#include <time.h>

/* The runtime's, if the program has it. */
extern void __valdi_lock(void) __attribute__((weak));

/* Defines one that calls the next of its name with the same arguments. */
#define LOCK(type, name, parameters, arguments)                                                              \
    __attribute__((visibility("default"))) type name parameters {                                            \
        static type(*_Atomic next) parameters;                                                               \
        if (!next)                                                                                           \
            next = (type(*) parameters)dlsym(RTLD_NEXT, #name);                                              \
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
