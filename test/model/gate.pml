/* The gates between a runner and its starters, for spin: three starters and orders of four steps. Each part names the
 * function of runtime/ that it models and, in quotes, the line of it.
 *
 * A statement is one access to what others change, or several in atomic { } where they are one instruction, one
 * system call, or touch what is nobody else's. Memory is sequentially consistent here; what the orderings in the C
 * files carry over is shown as the order of statements.
 *
 * Left out: spinning, which only reads and always ends; the time of a wait, which may be over at any moment
 * (surprises), and is whenever a look finds something; a cancellation of a starter that has stored STANDING and
 * not yet woken the runner, which looks by itself a little later.
 *
 * Checked, besides the assertions: no state without a way on but the end (a lost wake-up, a lost FREE), and no
 * run without end. Each MUTANT_ below must be found faulty. */

#define STARTERS 3
#define STEPS 4
#ifndef SURPRISES
#define SURPRISES 1
#endif

/* ---- control.h: enum valdi__turn; sets of turns as in gate.c ---- */

#define STANDING 0
#define MOVING 1
#define BLOCKED 2
#define FREE 3
#define DISMISSED 4
#define FINISHED 5
#define ASKING 6
#define ASLEEP 8

#define TURN(word) ((word) & 7)
#define SET(turn) (1 << (turn))
#define IN(word, set) ((SET(TURN(word)) & (set)) != 0)
#define ANY 127
#define RELEASED (ANY - SET(STANDING))
#define HAS_SETTLED (SET(STANDING) | SET(FINISHED) | SET(ASKING)) /* has_settled() */

/* Points. HOOK is the one that a starter's function hits twice. */
#define NO_POINT 0
#define HOOK 1
#define STARTED 2
#define BLOCKED_POINT 3
#define FINISHED_POINT 4

/* struct valdi__gate */
byte turn[STARTERS];
byte awaited_point[STARTERS], awaited_nth[STARTERS];
byte at_point[STARTERS], at_nth[STARTERS]; /* at_nth: which hit; not in the structure, for assertions */
bool arrived[STARTERS];

bool freed; /* the block */

/* ---- the kernel ---- */

/* Who sleeps on a turn. That it is one at most is part of the claim. */
#define NOBODY 9
#define RUNNER 8
byte sleeper[STARTERS] = NOBODY;

/* What may still happen in this run: a wait ends for no reason, or because its time is over; a starter is cancelled
 * where it stands; the runner loses its patience, or is freed in mid-order. */
byte surprises = SURPRISES;
bool cancels;   /* cancellations are among them */

/* futex(FUTEX_WAKE, 1): the address alone counts, the block may be gone. */
inline wake(gate) {
    sleeper[gate] = NOBODY
}

/* futex(FUTEX_WAIT_BITSET) up to where the caller sleeps, or does not. */
inline fall_into_futex(gate, value, who) {
    atomic {
        assert(!freed);
        if
#ifdef MUTANT_SLEEPS_WITHOUT_COMPARING
        :: true ->
#else
        :: turn[gate] == value ->
#endif
            assert(sleeper[gate] == NOBODY);
            sleeper[gate] = who
        :: else
        fi
    }
}

/* ---- gate.c ---- */

/* change(): "atomic_compare_exchange_weak_explicit" in its loop is one step, as what it has tested is what it
 * replaces. Tells the caller in changed; before is 0 again when it is over. */
inline change(gate, from, to) {
    atomic {
        assert(!freed);
        changed = IN(turn[gate], from);
#ifdef MUTANT_WAKES_BEFORE_STORING
        if :: changed && (turn[gate] & ASLEEP) -> wake(gate) :: else fi
    };
    atomic {
        changed = IN(turn[gate], from);
        if :: changed -> turn[gate] = to :: else fi
#else
        if :: changed -> before = turn[gate]; turn[gate] = to :: else fi
#endif
    };
    wake_sleeper(gate)
}

/* "if (before & VALDI__ASLEEP)" */
inline wake_sleeper(gate) {
    if
    :: atomic { before & ASLEEP -> before = 0; wake(gate) }
    :: atomic { !(before & ASLEEP) -> before = 0 }
    fi
}

/* What mutants have in its place: a test, a store, a wake-up. */
inline change_by_store(gate, from, to) {
    atomic { changed = IN(turn[gate], from); before = turn[gate] };
    if
    :: changed -> turn[gate] = to; wake_sleeper(gate)
    :: else -> before = 0
    fi
}

/* sleep_while() up to the system call, and the load before it: "atomic_compare_exchange_strong_explicit", which
 * leads back to the load when it fails. word is then what the system call compares with, or else what the turn
 * is. */
inline announce_sleep(gate, until) {
#ifdef MUTANT_ANNOUNCES_BY_STORE
    word = turn[gate];
    if
    :: !IN(word, until) -> word = word | ASLEEP; turn[gate] = word
    :: else
    fi
#else
    atomic {
        assert(!freed);
        word = turn[gate];
#ifndef MUTANT_SLEEPS_UNANNOUNCED
        if
        :: !IN(word, until) -> word = word | ASLEEP; turn[gate] = word
        :: else
        fi
#endif
    }
#endif
}

#include "starter.pml"
#include "runner.pml"
#include "order.pml"

init {
    atomic {
        if
#ifdef ORDER
        :: ORDER()
#else
        :: take_turns()
        :: all_move()
        :: wait_for_the_lock()
        :: wait_to_the_end()
        :: need_the_lock()
        :: wait_for_the_outsider()
        :: be_cancelled()
#endif
        fi;
        run starter(0);
        run starter(1);
        if :: !gone[2] -> run starter(2) :: else fi;
        run runner()
    }
}
