/* A starter: its life, its hooks, its gate. Part of gate.pml. */

bool asleep[STARTERS];  /* in the kernel, for the lock */
bool has_run[STARTERS]; /* it has woken there since the runner last looked, which its processor time tells */
bool gone[STARTERS];   /* its thread */
bool detached;         /* starter 2 has detached itself: nobody joins it */

/* The lock that a starter's function has around its first hit, if it uses one. */
#define OUTSIDER 7 /* a thread that is no starter's */
byte holder = NOBODY;
bool uses_lock[STARTERS];
bool asks[STARTERS]; /* its first hit has a condition, which the runner tries: it is in another process */
bool woken_from_outside; /* OUTSIDER has released it, at a moment of its own */

#define RUNS_OWN_CODE(me) assert(IN(turn[me], SET(MOVING) | SET(BLOCKED) | SET(FREE)))

inline lock(me) {
    do
    :: atomic { holder == NOBODY -> holder = me; break }
    :: atomic { holder != NOBODY -> asleep[me] = true };
       !asleep[me]
    od
}

/* Wakes one of those that wait. */
inline unlock() {
    atomic {
        holder = NOBODY;
        if
        :: asleep[0] -> asleep[0] = false; has_run[0] = true
        :: asleep[1] -> asleep[1] = false; has_run[1] = true
        :: asleep[2] -> asleep[2] = false; has_run[2] = true
        :: else
        fi
    }
}

/* gate.c: valdi__gate_enter() */
inline enter(me) {
    wait_while(me, RELEASED)
}

/* gate.c: wait_while(), until it is one of those. Tells the turn in word. */
inline wait_while(me, until) {
    do
    :: announce_sleep(me, until);
       if
       :: IN(word, until) -> break
       :: atomic { cancels && surprises > 0 -> surprises--; goto leave }
       :: !IN(word, until) ->
            fall_into_futex(me, word, me);
            if
            :: atomic { sleeper[me] != me -> word = 0 }
            :: atomic { sleeper[me] == me && surprises > 0 -> surprises--; sleeper[me] = NOBODY; word = 0 }
            :: atomic { sleeper[me] == me && cancels && surprises > 0 -> surprises--; sleeper[me] = NOBODY; goto leave }
            fi
       fi;
#ifdef MUTANT_STARTER_TRUSTS_A_WAKE_UP
       word = MOVING;
       break
#endif
    od
}

/* hook.c: valdi__starter_stop(); gate.c: valdi__gate_park(), "MOVING | BLOCKED, VALDI__STANDING". */
inline stop(me, point, nth, has_arrived) {
#ifndef MUTANT_TELLS_WHERE_AFTER_PARKING
    atomic { at_point[me] = point; at_nth[me] = nth; arrived[me] = has_arrived };
#endif
#ifdef MUTANT_PARKS_BY_STORE
    change_by_store(me, SET(MOVING) | SET(BLOCKED), STANDING);
#else
    change(me, SET(MOVING) | SET(BLOCKED), STANDING);
#endif
#ifdef MUTANT_TELLS_WHERE_AFTER_PARKING
    atomic { at_point[me] = point; at_nth[me] = nth; arrived[me] = has_arrived };
#endif
    if
    :: changed -> enter(me)
    :: else /* "the order was given up meanwhile: FREE" */
    fi
}

/* hook.c: valdi__starter_awaits(). The runner may be about to write both: it has seen this starter asleep, which
 * has woken since. */
inline read_awaited(me) {
#ifdef MUTANT_READS_NUMBER_BEFORE_POINT
    number = awaited_nth[me];
    point = awaited_point[me]
#else
    point = awaited_point[me];
    number = awaited_nth[me]
#endif
}

/* question.c: valdi__question_ask(); gate.c: valdi__gate_ask(). */
inline ask(me) {
    change(me, SET(MOVING) | SET(BLOCKED), ASKING);
    if
    :: changed -> wait_while(me, (ANY - SET(ASKING)))
    :: else
    fi;
    word = 0
}

/* hook.c: valdi__hit_take(), "is_held(valdi__gate_turn(self->gate))"; starter_hit(). */
inline hit(me, which) {
    if
    :: atomic { IN(turn[me], SET(MOVING) | SET(BLOCKED)) -> skip };
        if :: asks[me] && which == 1 -> ask(me) :: else fi;
        read_awaited(me);
        if
        :: atomic { point == HOOK && (number == 0 || number == which) -> point = 0; number = 0 };
            stop(me, HOOK, which, true)
        :: atomic { !(point == HOOK && (number == 0 || number == which)) -> point = 0; number = 0 };
            if
            :: TURN(turn[me]) == BLOCKED -> stop(me, HOOK, which, false)
            :: else
            fi
        fi
    :: !IN(turn[me], SET(MOVING) | SET(BLOCKED)) -> RUNS_OWN_CODE(me)
    fi;
    word = 0
}

/* starter.c: live(), may_start(), leave(). */
proctype starter(byte me) {
    byte word, before, point, number;
    bool changed;
    enter(me);
    if
    :: TURN(word) == DISMISSED -> goto leave
    :: else
    fi;
    read_awaited(me);
    if
    :: atomic { point == STARTED -> point = 0; number = 0 }; stop(me, STARTED, 0, true)
    :: atomic { point != STARTED -> point = 0; number = 0 }
    fi;
    if :: uses_lock[me] -> lock(me) :: else fi;
    hit(me, 1);
    if :: uses_lock[me] -> unlock() :: else fi;
    hit(me, 2);
leave:
    atomic { word = 0; arrived[me] = false; at_point[me] = FINISHED_POINT; at_nth[me] = 0 };
    change(me, ANY, FINISHED); /* gate.c: valdi__gate_leave() */
    gone[me] = true
}

proctype outsider() {
    atomic { woken_from_outside = true; unlock() }
}
