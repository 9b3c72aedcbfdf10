// valdi symbolize names the member and element at an address, down to what a system header declares.
// RUN: for how in -gdwarf-5 -gdwarf-4 -O2 -gdwarf-aranges -gsplit-dwarf -fdebug-types-section; do %plain-clang -g -fPIE -pie $how %s -o %t && %t %t | valdi symbolize | FileCheck %s || { echo $how; exit 1; }; done
// RUN: if which gcc; then gcc -g %s -o %t && %t %t | valdi symbolize | FileCheck %s; fi
#include "inputs/ask.h"
#include <pthread.h>
#include <stdatomic.h>

struct owner {
    char name[6];
    pthread_mutex_t lock;
};

typedef const volatile struct {
    struct owner owner;
    union {
        int whole;
        short halves[2];
    };
    union {
        struct {
            int x, y;
        } point;
        long number;
    } as;
    unsigned first : 3, second : 9, third : 20;
    atomic_int count;
} account;

static account accounts[3];
struct bank {
    pthread_mutex_t lock;
    long balance;
} bank;
static int matrix[3][4];
int plain;
static struct {
    long size;
    char text[];
} open_ended = {1, "behind the end"};

static void ask_members(void) {
    // CHECK:      {{^}}bank.lock{{$}}
    // CHECK-NEXT: {{^[0-9]+}} 40{{$}}
    // CHECK-EMPTY:
    ask("DATA", &bank);
    // CHECK-NEXT: {{^}}bank.lock{{$}}
    ask("DATA", (char *)&bank + 8);
    // CHECK:      {{^}}bank.balance{{$}}
    // CHECK-NEXT: {{^[0-9]+}} 8{{$}}
    ask("DATA", &bank.balance);
    // CHECK:      {{^}}plain{{$}}
    ask("DATA", &plain);
    // CHECK:      {{^}}open_ended.size{{$}}
    ask("DATA", &open_ended);
}

static void ask_elements(void) {
    // CHECK:      {{^}}matrix[0][0]{{$}}
    ask("DATA", matrix);
    // CHECK:      {{^}}matrix[2][1]{{$}}
    ask("DATA", &matrix[2][1]);
    // CHECK:      {{^}}accounts[0].owner.name[0]{{$}}
    ask("DATA", (void *)accounts);
    // CHECK:      {{^}}accounts[2].owner.name[3]{{$}}
    ask("DATA", (void *)&accounts[2].owner.name[3]);
    // CHECK:      {{^}}accounts[2].owner.lock{{$}}
    ask("DATA", (void *)&accounts[2].owner.lock);
    // CHECK:      {{^}}accounts[1].whole{{$}}
    ask("DATA", (void *)&accounts[1].halves[1]);
    // CHECK:      {{^}}accounts[1].as.point.y{{$}}
    ask("DATA", (void *)&accounts[1].as.point.y);
    // CHECK:      {{^}}accounts[1].first{{$}}
    ask("DATA", (char *)&accounts[1].count - 4);
    // CHECK:      {{^}}accounts[1].second{{$}}
    ask("DATA", (char *)&accounts[1].count - 3);
    // CHECK:      {{^}}accounts[1].third{{$}}
    ask("DATA", (char *)&accounts[1].count - 1);
    // CHECK:      {{^}}accounts[1].count{{$}}
    ask("DATA", (void *)&accounts[1].count);
    /* Between two members there is nothing to name but the structure: */
    // CHECK:      {{^}}accounts[1].owner{{$}}
    // CHECK-NEXT: {{^[0-9]+}} 48{{$}}
    ask("DATA", (char *)&accounts[1].owner + 7);
}

int main(int count, char **arguments) {
    static struct owner local;
    own_path = arguments[count - 1];
    ask_members();
    ask_elements();
    // CHECK:      {{^}}main::local.lock{{$}}
    ask("DATA", &local.lock);
    plain += matrix[count][2] + (int)open_ended.size + open_ended.text[count];
    return 0;
}
