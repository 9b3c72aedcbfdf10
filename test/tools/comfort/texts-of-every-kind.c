// What argp's tables may hold comes out right in help, manual pages, completion and messages: headings, aliases, letters alone,
// values that may be left out, options that are hidden, tables of children, and texts that roff would take for its own.
// RUN: cd %source/tools/valdi && %cc -D_GNU_SOURCE -DVALDI_VERSION='"valdi"' -I. %s help.c man.c completion.c command.c options.c suggest.c usage.c memory.c ../../runtime/distance.c -o %t

// RUN: %t help odd | FileCheck %s --check-prefix=HELP
// HELP:      Usage: {{.*}} odd [OPTION...] ORDER [ARGUMENT...]
// HELP:      Files:
// HELP-NEXT: -a, --alpha=FILE, --first=FILE
// HELP:      For example:
// HELP:      valdi odd 'a\b' | cat

// RUN: env SOURCE_DATE_EPOCH=0 %t help --man odd >%t.1 && FileCheck %s --check-prefix=PAGE --match-full-lines <%t.1
// PAGE:      .TH VALDI\-ODD 1 1970-01-01 "{{.*}}" Valdi
// PAGE:      .B valdi odd
// PAGE-NEXT: [\fIOPTION\fR...] \fIORDER\fR [\fIARGUMENT\fR...]
// PAGE:      .SH DESCRIPTION
// PAGE-NEXT: Takes an \fIORDER\fR, or none; JSON and C:\epath are no placeholders.
// PAGE-NEXT: .PP
// PAGE-NEXT: \&.dot and \(aqquote begin lines:
// PAGE-NEXT: .nf
// PAGE-NEXT: {{^}}  kept   as it is
// PAGE-NEXT: .fi
// PAGE-NEXT: and so on with \fB\-\-alpha\fR.
// PAGE-NEXT: .SH OPTIONS
// PAGE-NEXT: .SS Files
// PAGE-NEXT: .TP
// PAGE-NEXT: \fB\-a\fR, \fB\-\-alpha\fR=\fIFILE\fR, \fB\-\-first\fR=\fIFILE\fR
// PAGE-NEXT: Read \fIFILE\fR.
// PAGE-NEXT: .TP
// PAGE-NEXT: \fB\-b\fR
// PAGE-NEXT: A letter alone.
// PAGE-NOT:  secret
// PAGE:      \fB\-\-color\fR[=\fIWHEN\fR]
// PAGE:      \fB\-\-young\fR=\fIGLOB\fR
// PAGE:      .SS Help
// PAGE-NEXT: .TP
// PAGE-NEXT: \fB\-?\fR, \fB\-\-help\fR
// PAGE:      .SH NOTES
// PAGE-NEXT: Behind the options.

// RUN: %t help --completion | grep '^odd' >%t.table && FileCheck %s --check-prefix=TABLE --match-full-lines <%t.table
//      TABLE:odd	:	-	be odd
// TABLE-NEXT:odd	--alpha	files	Read FILE
// TABLE-NEXT:odd	-a	files	Read FILE
// TABLE-NEXT:odd	--first	files	Read FILE
// TABLE-NEXT:odd	-b	-	A letter alone
// TABLE-NEXT:odd	--color	?auto|always|never	Colours
// TABLE-NEXT:odd	--young	points	Of a child
//  TABLE-NOT:secret
//      TABLE:odd	1	orders	-

// RUN: sh -c 'for l in "--alhpa=1" "--first" "--fir" "-a" "-ba" "--color" "--colro" "-bz" "--secret x" "--alpha=1 -b --young=2 --color=x order --unknown -z" "--alpha -- -- --unknown" "-afile -b"; do %t odd $l; echo $?; done' 2>&1 | FileCheck %s --check-prefix=LINES --match-full-lines
// LINES:      valdi odd: unknown option --alhpa; nearest: --alpha
// LINES-NEXT: 2
// LINES-NEXT: valdi odd: expected FILE after --first
// LINES-NEXT: 2
// LINES-NEXT: valdi odd: expected FILE after --first
// LINES-NEXT: 2
// LINES-NEXT: valdi odd: expected FILE after -a
// LINES-NEXT: 2
// LINES-NEXT: valdi odd: expected FILE after -ba
// LINES-NEXT: 2
// LINES-NEXT: color
// LINES-NEXT: 0
// LINES-NEXT: valdi odd: unknown option --colro; nearest: --color
// LINES-NEXT: 2
// LINES-NEXT: valdi odd: unknown option -bz
// LINES-NEXT: 2
// LINES-NEXT: secret x
// LINES-NEXT: 0
// LINES-NEXT: alpha=1 b young=2 color=x order --unknown -z
// LINES-NEXT: 0
// LINES-NEXT: alpha=-- --unknown
// LINES-NEXT: 0
// LINES-NEXT: alpha=file b
// LINES-NEXT: 0
#include "help.h"

#include <stdio.h>
#include <stdlib.h>

static void show(const char *name, const char *value) {
    static const char *between = "";
    printf("%s%s", between, name);
    if (value)
        printf("=%s", value);
    between = " ";
}

static error_t parse(int key, char *argument, struct argp_state *state) {
    if (key == 'a')
        show("alpha", argument);
    else if (key == 'b')
        show("b", NULL);
    else if (key == 's')
        show("secret", NULL);
    else if (key == 'c' + 256)
        show("color", argument);
    else if (key == ARGP_KEY_ARG)
        while (state->next <= state->argc && argument) {
            show(argument, NULL);
            argument = state->next < state->argc ? state->argv[state->next++] : NULL;
        }
    else
        return ARGP_ERR_UNKNOWN;
    return 0;
}

static error_t parse_child(int key, char *argument, struct argp_state *state) {
    if (key != 'y' + 256)
        return ARGP_ERR_UNKNOWN;
    show("young", argument);
    return 0;
}

static const struct argp_option of_child[] = {{"young", 'y' + 256, "GLOB", 0, "Of a child", 0}, {0}};
static const struct argp child = {.options = of_child, .parser = parse_child};
static const struct argp_option known[] = {{NULL, 0, NULL, 0, "Files:", 1},
                                           {"alpha", 'a', "FILE", 0, "Read FILE", 1},
                                           {"first", 0, NULL, OPTION_ALIAS, NULL, 1},
                                           {NULL, 'b', NULL, 0, "A letter alone", 2},
                                           {"secret", 's', NULL, OPTION_HIDDEN, "Nobody's", 2},
                                           {"color", 'c' + 256, "WHEN", OPTION_ARG_OPTIONAL, "Colours", 2},
                                           {0}};
static const struct argp argp = {
    .options = known,
    .parser = parse,
    .args_doc = "ORDER [ARGUMENT...]",
    .doc = "Takes an ORDER, or none; JSON and C:\\path are no placeholders.\n\n.dot and 'quote begin lines:\n"
           "  kept   as it is\nand so on with --alpha.\vBehind the options.",
    .children = (const struct argp_child[]){{&child, 0, NULL, 0}, {0}}};

static int odd_main(int count, char **arguments);
static const struct command odd = {"odd", "be odd", "valdi odd 'a\\b' | cat", &argp, odd_main};
const struct command *const commands[] = {&odd, &help_command, NULL};

static int odd_main(int count, char **arguments) {
    command_parse(&odd, count, arguments, ARGP_IN_ORDER, NULL);
    puts("");
    return AS_EXPECTED;
}

int main(int count, char **arguments) {
    return count < 2 ? CANNOT : command_find(arguments[1])->main(count - 1, arguments + 1);
}
