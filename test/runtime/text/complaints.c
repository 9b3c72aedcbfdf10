// What is no order is refused with its place, what was expected there, the line and a caret.
// RUN: %cc %s -o %t && %run %t >%t.complaints && diff %S/inputs/complaints.txt %t.complaints
#include "inputs/teller.h"

#define HEAD "starter a = thread teller\nstarter b = process ./b\n"

static const char *const texts[] = {
    /* checkpoints */
    HEAD "a befor read_balance",
    HEAD "  a\t\tafter",
    "starter alice = thread teller\nalcie after read_balance",
    HEAD "bo after x",
    "gievn after x",
    HEAD "pauze both",
    HEAD "\"pauze\" both",
    HEAD "somebody else",
    HEAD "a after read_balance inside",
    HEAD "a after < b before c",
    HEAD "a after read balance",
    HEAD "a after f inside g x",
    HEAD "a started/2",
    HEAD "a finished when x == 1",
    HEAD "a after \"\"",
    /* numbers */
    HEAD "a after f/0",
    HEAD "a after f/4294967296",
    HEAD "a after f/99999999999999999999999999999999999999999999999",
    HEAD "a after f/",
    HEAD "a after f/2x",
    HEAD "a after \"f g\"/-1",
    HEAD "a after \"f\"2",
    "starter a = thread f/0",
    "starter a = child ./f/0",
    /* conditions */
    HEAD "a after f when",
    HEAD "a after f when == 3",
    HEAD "a after f when x",
    HEAD "a after f when x = 3",
    HEAD "a after f when x is 3",
    HEAD "a after f when x ==",
    HEAD "a after f when x == y",
    HEAD "a after f when x == 010",
    HEAD "a after f when x == 1.5",
    HEAD "a after f when x == 0xg",
    HEAD "a after f when x == 18446744073709551616",
    HEAD "a after f when x == -9223372036854775809",
    HEAD "a after f when x == 'ab'",
    HEAD "a after f when x == 1 or y == 2",
    HEAD "a after f when x == 1 and",
    HEAD "a after f when x == 1 inside g",
    /* starters */
    "starter",
    "starter a thread f",
    "starter a =",
    "starter a = threat f",
    "starter a = thread",
    "starter a = thread f in b",
    "starter a = thread f of",
    "starter a = thread f of b",
    "starter a = thread f of a",
    "starter a = process",
    "starter a = process \"\"",
    "starter a = child p q",
    "starter given = thread f",
    HEAD "starter a = thread g",
    HEAD "starter c = thread g of a",
    HEAD "starter c = thread g of bb",
    /* the order */
    "",
    "# nothing\n\n",
    HEAD,
    HEAD "pause one",
    HEAD "a after f\na after f < b after g",
    HEAD "a after f < b after g\na after f",
    HEAD "pause one\na after f < b after g",
    HEAD "a after f < b after g\npause one",
    HEAD "recorded\na after f < b after g",
    HEAD "a after f < b after g\nrecorded",
    HEAD "a after f <",
    HEAD "a after f < a after g <\n",
    /* other statements */
    HEAD "pause",
    HEAD "pause a b",
    "expect",
    "expect success",
    "expect undecided",
    "expect held now",
    HEAD "expect held\na after f\nexpect held",
    "recorded all",
    "recorded only",
    "recorded\nrecorded only x",
    /* bytes */
    HEAD "a after \"f",
    HEAD "a after f\"g\"",
    HEAD "a after \"f\\q\"",
    HEAD "a after \"f\\x00\"",
    HEAD "a after \xff",
    HEAD "a after \xc3",
    HEAD "a after f\x01",
    HEAD "\ta\tafter\t\"caf\xc3\xa9\"\tfor",
    HEAD "a after f # a comment\r\na befor g # another\r\na after h\r\n",
    HEAD "a after fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff "
         "gggggggggggggggggggggggggggggggg",
    HEAD "a after f                                                                               inside g h",
    HEAD "a "
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "aaaaaaaaaa b",
};

int main(void) {
    valdi_starter *given = valdi_starter_thread("given", pay_in, NULL);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert(!valdi_runner_parse(VALDI_STARTERS(given), texts[i]));
        puts(valdi_error());
    }
    valdi_starter_free(given);
}
