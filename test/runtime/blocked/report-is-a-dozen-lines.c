// However many starters there are, an infeasible order's report has at most a dozen lines, those it is about among them.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: {{^([1-9]|1[0-2]) lines$}}
// CHECK: starter-9 cannot reach
// CHECK: {{^}}  starter-4  parked
// CHECK: {{^}}  starter-8  blocked
// CHECK-NEXT: is held by starter-4{{$}}
// CHECK: {{^}}  starter-9  blocked
// CHECK-NEXT: is held by starter-8{{$}}
// CHECK: {{^}}  and 6 more{{$}}
#include "../inputs/machine.h"
#include <pthread.h>

enum { STARTERS = 10 };

static pthread_mutex_t locks[STARTERS];

static void *lives(void *argument) {
    int number = (int)((pthread_mutex_t *)argument - locks);
    pthread_mutex_lock(&locks[number]);
    VALDI_POINT("has one");
    if (number >= 8)
        pthread_mutex_lock(&locks[number == 9 ? 8 : 4]);
    VALDI_POINT("has both");
    if (number >= 8)
        pthread_mutex_unlock(&locks[number == 9 ? 8 : 4]);
    pthread_mutex_unlock(&locks[number]);
    return NULL;
}

int main(void) {
    valdi_starter *starters[STARTERS + 1] = {0};
    valdi_checkpoint *order[2 * STARTERS + 2] = {0};
    for (int i = 0; i < STARTERS; i++) {
        char name[32];
        pthread_mutex_init(&locks[i], NULL);
        snprintf(name, sizeof name, "starter-%d", i);
        starters[i] = valdi_starter_thread(name, lives, &locks[i]);
        order[i] = valdi_checkpoint_at(starters[i], "has one");
        order[STARTERS + 2 + i] = i < 8 ? valdi_checkpoint_finished(starters[i]) : NULL;
    }
    order[STARTERS] = valdi_checkpoint_blocked(starters[8]);
    order[STARTERS + 1] = valdi_checkpoint_at(starters[9], "has both");
    fclose(stderr);
    valdi_runner *runner = runner_or_die(valdi_runner_new(starters, order));
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE);
    int lines = 0;
    for (const char *c = valdi_runner_explain(runner); *c; c++)
        lines += *c == '\n';
    printf("%d lines\n%s", lines, valdi_runner_explain(runner));
    valdi_runner_free(runner);
}
