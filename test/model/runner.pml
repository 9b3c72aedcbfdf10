/* The runner: steps, looks, verdicts. Part of gate.pml. */

#define UNDECIDED 0
#define HELD 1
#define UNREACHED 2
#define INFEASIBLE 3
#define STALLED 4
byte verdict;

#define SETTLED 0
#define SLEPT 1
#define STUCK 2
#define IMPATIENT 3

/* struct valdi__step, struct valdi_starter */
byte who[STEPS], what[STEPS], nth[STEPS];
bool last[STEPS];
bool joined[STARTERS], sleeps[STARTERS];
byte step;

bool feasible; /* the order is held unless the runner gives up */
bool drained;

#define DOUBLE_GRANT (!drained && ((TURN(turn[0]) == MOVING) + (TURN(turn[1]) == MOVING) + \
                                   (TURN(turn[2]) == MOVING) > 1))

/* gate.c: valdi__gate_release(), "turn == VALDI__FREE ?". */
#define RELEASABLE(grant) (SET(STANDING) | (grant == FREE) * (SET(MOVING) | SET(BLOCKED) | SET(ASKING)))

inline release(gate, grant) {
#ifdef MUTANT_FREE_SPARES_WHO_MOVES
    change(gate, SET(STANDING), grant);
#elif defined(MUTANT_RELEASES_WITHOUT_WAKING)
    atomic {
        if
        :: IN(turn[gate], RELEASABLE(grant)) -> turn[gate] = grant
        :: else
        fi
    };
#else
    change(gate, RELEASABLE(grant), grant);
#endif
    assert(!DOUBLE_GRANT)
}

/* step.c: await() */
inline await(gate, point, number) {
    awaited_nth[gate] = number;
    awaited_point[gate] = point
}

/* What a look tells (blocked.c): valdi__blocked_on_something(), valdi__blocked_for_good(). Either samples the thread
 * twice: it slept all the while, and so at one moment. */
#define ON_SOMETHING(gate) (asleep[gate] && TURN(turn[gate]) != STANDING && TURN(turn[gate]) != FINISHED)
#define FOR_GOOD(gate) (asleep[gate] && holder < STARTERS && TURN(turn[holder]) == STANDING)

/* question.c: valdi__question_answer(), "starter->sleeps ?" */
inline answer(gate) {
#ifdef MUTANT_ANSWERS_A_SLEEPER_WITH_ITS_TURN
    change(gate, SET(ASKING), MOVING);
#else
    change(gate, SET(ASKING), (sleeps[gate] -> BLOCKED : MOVING));
#endif
    assert(!DOUBLE_GRANT && !(sleeps[gate] && TURN(turn[gate]) == MOVING))
}

/* settle.c: valdi__settle(), valdi__settle_sleeper(), settle_until(); gate.c: valdi__gate_settle(). until_blocked: a look that
 * finds it asleep ends the wait. Looks that find nothing lead back into the wait, and are left out but for
 * those that surprises has. */
inline settle(gate, until_blocked) {
    do
    :: announce_sleep(gate, HAS_SETTLED);
       if
       :: IN(word, HAS_SETTLED) && TURN(word) != ASKING -> outcome = SETTLED; word = 0; break
       :: TURN(word) == ASKING -> word = 0; answer(gate)
       :: else ->
            fall_into_futex(gate, word, RUNNER);
            word = 0;
            if
            :: sleeper[gate] != RUNNER
            :: atomic { sleeper[gate] == RUNNER && surprises > 0 -> surprises--; sleeper[gate] = NOBODY }
            :: atomic { sleeper[gate] == RUNNER && until_blocked && ON_SOMETHING(gate) ->
                sleeper[gate] = NOBODY; outcome = SLEPT; break }
            :: atomic { sleeper[gate] == RUNNER && !until_blocked && FOR_GOOD(gate) ->
                sleeper[gate] = NOBODY; outcome = STUCK; break }
            :: atomic { sleeper[gate] == RUNNER && surprises > 0 && !drained ->
                surprises--; sleeper[gate] = NOBODY; outcome = IMPATIENT; break }
            fi
       fi;
#ifdef MUTANT_RUNNER_TRUSTS_A_WAKE_UP
       outcome = SETTLED;
       break
#endif
    od;
    /* settle_until(), "valdi__starter_join" */
    if
    :: outcome == SETTLED && TURN(turn[gate]) == FINISHED ->
        if
        :: gone[gate]
        :: detached && gate == 2
        fi;
        joined[gate] = true
    :: else
    fi
}

/* step.c: fall_asleep() */
inline fall_asleep(gate) {
    atomic {
        next = step + 1;
        do
        :: next < STEPS && who[next] != gate -> next++
        :: else -> break
        od;
        sleeps[gate] = true
    };
    if
    :: next == STEPS -> release(gate, FREE)
    :: else ->
        await(gate, what[next], nth[next]);
#ifdef MUTANT_BLOCKS_BY_STORE
        change_by_store(gate, SET(MOVING), BLOCKED)
#else
        change(gate, SET(MOVING), BLOCKED) /* gate.c: valdi__gate_block() */
#endif
    fi
}

/* step.c: move(), let_go() */
inline move(gate, point, number) {
    atomic { slept = sleeps[gate]; sleeps[gate] = false; go = true; changed = false; outcome = SETTLED };
    if
    :: slept -> change(gate, SET(BLOCKED), MOVING) /* gate.c: valdi__gate_unblock() */
    :: else
    fi;
    assert(!DOUBLE_GRANT);
    if
    :: slept && changed
#ifndef MUTANT_FORGETS_WHO_ARRIVED
    :: slept && !changed && TURN(turn[gate]) == FINISHED /* "it may not be gone yet" */
    :: slept && !changed && arrived[gate] && TURN(turn[gate]) != FINISHED -> go = false
    :: (!slept || (!changed && !arrived[gate] && TURN(turn[gate]) != FINISHED)) ->
#else
    :: !slept || !changed ->
#endif
        arrived[gate] = false;
        await(gate, point, number);
        release(gate, MOVING)
    fi;
    if
    :: go -> settle(gate, (point == BLOCKED_POINT))
    :: else
    fi;
    if
    :: outcome == SLEPT -> fall_asleep(gate)
    :: outcome == STUCK -> verdict = INFEASIBLE
    :: outcome == IMPATIENT -> verdict = STALLED
    :: outcome == SETTLED
    fi
}

/* settle.c: valdi__settle_sleepers(). Again until nobody has run since the last look: "seen == before". */
inline settle_sleepers() {
    do
    :: atomic { i = 0; quiet = true };
        do
        :: i < STARTERS && sleeps[i] && !joined[i] ->
            settle(i, true);
            atomic {
                if :: outcome == IMPATIENT -> verdict = STALLED :: else fi;
                if :: has_run[i] -> has_run[i] = false; quiet = false :: else fi;
                i++
            }
        :: i < STARTERS && (!sleeps[i] || joined[i]) -> i++
        :: i == STARTERS -> break
        od;
#ifndef MUTANT_LOOKS_AT_SLEEPERS_ONCE
        if
        :: quiet || verdict != UNDECIDED -> break
        :: else
        fi
#else
        break
#endif
    od
}

/* step.c: has_reached(). By what it stands at, the step was really made. */
#define REACHED(gate) (what[step] == BLOCKED_POINT -> sleeps[gate] : \
                       !joined[gate] && arrived[gate] && at_point[gate] == what[step])

/* What next promises: whoever is not STANDING or FINISHED sleeps, or has slept and was woken from outside. */
#define IS_STILL(gate) (IN(turn[gate], SET(STANDING) | SET(FINISHED)) || \
                        (sleeps[gate] && (asleep[gate] || woken_from_outside)))

/* step.c: valdi__step_advance(), retire() */
inline advance() {
    mover = (step > 0 -> who[step - 1] : 0);
    if
    :: step > 0 && last[step - 1] && !joined[mover] && !sleeps[mover] -> move(mover, NO_POINT, 0)
    :: else
    fi;
    mover = who[step];
    if
    :: verdict == UNDECIDED && !joined[mover] -> move(mover, what[step], nth[step])
    :: else
    fi;
    if
    :: atomic { verdict == UNDECIDED && !REACHED(mover) -> verdict = UNREACHED }
    :: atomic { verdict == UNDECIDED && REACHED(mover) ->
        assert(what[step] != HOOK || nth[step] == 0 || at_nth[mover] == nth[step]);
        step++
       };
#ifndef MUTANT_LEAVES_SLEEPERS_ALONE
        settle_sleepers();
#endif
        assert(verdict != UNDECIDED || (IS_STILL(0) && IS_STILL(1) && IS_STILL(2)))
    :: verdict != UNDECIDED
    fi;
    assert(!feasible || verdict == UNDECIDED || verdict == STALLED)
}

/* everybody.c: valdi__everybody_dismiss() */
inline dismiss() {
    i = 0;
    do
    :: i < STARTERS ->
        if
        :: TURN(turn[i]) == STANDING && at_point[i] == NO_POINT -> release(i, DISMISSED)
        :: else
        fi;
        i++
    :: i == STARTERS -> break
    od
}

/* everybody.c: release_all(), valdi__everybody_drain() */
inline drain() {
    atomic { drained = true; step = 0; next = 0; mover = 0; slept = false; go = false; i = 0 };
    do
    :: i < STARTERS -> release(i, FREE); i++
    :: i == STARTERS -> break
    od;
    i = 0;
    do
    :: i < STARTERS -> settle(i, false); assert(outcome == SETTLED && joined[i]); i++
    :: i == STARTERS -> break
    od
}

proctype runner() {
    byte word, before, outcome, next, mover, i;
    bool changed, slept, go, quiet;
    do
    :: step < STEPS && verdict == UNDECIDED -> advance()
    :: step == STEPS || verdict != UNDECIDED -> drain(); break /* valdi_runner_finish() */
    :: atomic { step < STEPS && surprises > 0 -> surprises-- }; dismiss(); drain(); break /* valdi_runner_free() */
    od;
    assert(TURN(turn[0]) == FINISHED && TURN(turn[1]) == FINISHED && TURN(turn[2]) == FINISHED);
    freed = true
}
