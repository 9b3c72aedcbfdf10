/* A server: threads that serve, each for one client, and a queue they wait at. NODE CLIENTS [WHAT], where what is one of
 *   mutex, condition, join: what its first thread waits for, and a serving thread could end
 *   _exit, exit, kill: how it ends, while those who serve stand */
#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

static pthread_mutex_t queue_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t queue_filled = PTHREAD_COND_INITIALIZER;
static int length;

VALDI_CHECKPOINT static void answer(int client) {
    (void)client;
}

VALDI_CHECKPOINT static void lock_queue(void) {
    pthread_mutex_lock(&queue_lock);
}

VALDI_CHECKPOINT static void fill_queue(void) {
    length++;
    pthread_cond_signal(&queue_filled);
}

VALDI_CHECKPOINT static void *serve(void *client) {
    lock_queue();
    fill_queue();
    pthread_mutex_unlock(&queue_lock);
    answer(*(int *)client);
    return client;
}

VALDI_CHECKPOINT static void wait_for(const char *what, pthread_t thread) {
    if (!strcmp(what, "mutex")) {
        pthread_mutex_lock(&queue_lock);
        pthread_mutex_unlock(&queue_lock);
    } else if (!strcmp(what, "condition")) {
        pthread_mutex_lock(&queue_lock);
        while (!length)
            pthread_cond_wait(&queue_filled, &queue_lock);
        pthread_mutex_unlock(&queue_lock);
    } else if (!strcmp(what, "join")) {
        pthread_join(thread, NULL);
    }
}

VALDI_CHECKPOINT static void end_as(const char *what) {
    if (!strcmp(what, "_exit"))
        _exit(3);
    if (!strcmp(what, "exit"))
        exit(3);
    if (!strcmp(what, "kill"))
        raise(SIGKILL);
}

int main(int count, char **arguments) {
    int clients = atoi(arguments[1]), numbers[8];
    const char *what = count > 2 ? arguments[2] : "";
    pthread_t threads[8];
    for (int i = 0; i < clients; i++) {
        numbers[i] = i + 1;
        assert(!pthread_create(&threads[i], NULL, serve, &numbers[i]));
    }
    VALDI_POINT("serving");
    wait_for(what, threads[0]);
    end_as(what);
    for (int i = strcmp(what, "join") ? 0 : 1; i < clients; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
