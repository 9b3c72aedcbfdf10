// Colours are for terminals; NO_COLOR and a dumb terminal turn them off, --color=always and --color=never decide.
// RUN: %cc -I%source/tools/valdi %s %source/tools/valdi/color.c -o %t
// RUN: python3 %S/inputs/terminal.py --both env -u NO_COLOR TERM=xterm %t | FileCheck %s --check-prefix=COLOURED
// RUN: python3 %S/inputs/terminal.py --both env NO_COLOR= TERM=xterm %t | FileCheck %s --check-prefix=COLOURED
// RUN: python3 %S/inputs/terminal.py --both env NO_COLOR=1 TERM=xterm %t | FileCheck %s --check-prefix=PLAIN
// RUN: python3 %S/inputs/terminal.py --both env -u NO_COLOR TERM=dumb %t | FileCheck %s --check-prefix=PLAIN
// RUN: python3 %S/inputs/terminal.py --both env -u NO_COLOR -u TERM %t | FileCheck %s --check-prefix=PLAIN
// RUN: env -u NO_COLOR TERM=xterm %t | FileCheck %s --check-prefix=PLAIN
// COLOURED: auto coloured, always coloured, never plain, alone coloured, sometimes unknown
// PLAIN:    auto plain, always coloured, never plain, alone coloured, sometimes unknown
#include "color.h"

static const char *wanted(const char *word) {
    enum color_when when;
    if (!color_read(word, &when))
        return "unknown";
    return color_wanted(stdout, when) ? "coloured" : "plain";
}

int main(void) {
    printf("auto %s, always %s, never %s, alone %s, sometimes %s\n", wanted("auto"), wanted("always"),
           wanted("never"), wanted(NULL), wanted("sometimes"));
}
