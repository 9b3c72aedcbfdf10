/* The orders that are looked at. Part of gate.pml. */

#define STEP(number, starter, point, n) who[number] = starter; what[number] = point; nth[number] = n

/* Keeps the search short where the third has no part. */
inline leave_out(me) {
    turn[me] = FINISHED; joined[me] = true; gone[me] = true
}

inline take_turns() {
    STEP(0, 0, HOOK, 0); STEP(1, 1, HOOK, 0); STEP(2, 0, HOOK, 0); STEP(3, 1, HOOK, 0);
    last[2] = true; last[3] = true; feasible = true; detached = true;
    asks[0] = true
}

/* Starters end in mid-order, before the next one moves. */
inline all_move() {
    STEP(0, 2, STARTED, 0); STEP(1, 0, HOOK, 2); STEP(2, 1, HOOK, 0); STEP(3, 2, HOOK, 0);
    last[1] = true; last[2] = true; last[3] = true; feasible = true
}

/* Starter 1 waits for the lock of 0; it wakes while 0 moves, and stops at its next hit: that which it is to
 * reach, or one before. */
inline wait_for_the_lock() {
    STEP(0, 0, HOOK, 0); STEP(1, 1, BLOCKED_POINT, 0); STEP(2, 0, HOOK, 2); STEP(3, 1, HOOK, 0);
    if :: nth[3] = 1 :: nth[3] = 2 fi;
    last[2] = true; last[3] = true; feasible = true;
    uses_lock[0] = true; uses_lock[1] = true; leave_out(2);
    if :: asks[1] = true :: skip fi
}

/* Two wait, and have no step left. */
inline wait_to_the_end() {
    STEP(0, 0, HOOK, 0); STEP(1, 1, BLOCKED_POINT, 0); STEP(2, 2, BLOCKED_POINT, 0); STEP(3, 0, HOOK, 2);
    last[1] = true; last[2] = true; last[3] = true; feasible = true;
    uses_lock[0] = true; uses_lock[1] = true; uses_lock[2] = true
}

/* Impossible: starter 0 stands with the lock that 1 needs. */
inline need_the_lock() {
    STEP(0, 0, HOOK, 0); STEP(1, 1, HOOK, 0); STEP(2, 0, HOOK, 2); STEP(3, 1, HOOK, 2);
    last[2] = true; last[3] = true;
    uses_lock[0] = true; uses_lock[1] = true; leave_out(2)
}

/* Starter 1 wakes at any moment, or does not even sleep. */
inline wait_for_the_outsider() {
    STEP(0, 1, BLOCKED_POINT, 0); STEP(1, 0, HOOK, 0); STEP(2, 1, HOOK, 2); STEP(3, 0, HOOK, 0);
    last[2] = true; last[3] = true;
    uses_lock[1] = true; leave_out(2); holder = OUTSIDER; run outsider();
    if :: asks[1] = true :: skip fi
}

inline be_cancelled() {
    STEP(0, 0, HOOK, 0); STEP(1, 1, HOOK, 0); STEP(2, 0, HOOK, 0); STEP(3, 2, HOOK, 2);
    last[1] = true; last[2] = true; last[3] = true; cancels = true
}
