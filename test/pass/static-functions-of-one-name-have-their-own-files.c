// Static functions of one name in two files are listed with the file and line of each.
//
// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: printf 'static int step(void) {\n    return 1;\n}\nint one(void);\nint one(void) {\n    return step();\n}\n' >one.c
// RUN: printf '\n\nstatic int step(void) {\n    return 2;\n}\nint two(void);\nint two(void) {\n    return step();\n}\n' >two.c
// RUN: printf '[before]\nfun:step\n' >step.checkpoints
// RUN: for g in -g -g0; do %cc $g -fvaldi-checkpoint-file=step.checkpoints %s one.c two.c -o program && ./program && \
// RUN:     valdi points program | sort | FileCheck %s --check-prefix=LINES$g || exit 1; done
// LINES-g:       before {{ *}}step {{ *}}one.c:1{{$}}
// LINES-g-NEXT:  before {{ *}}step {{ *}}two.c:3{{$}}
// LINES-g-NOT:   step
// LINES-g0:      before {{ *}}step {{ *}}one.c{{$}}
// LINES-g0-NEXT: before {{ *}}step {{ *}}two.c{{$}}
// LINES-g0-NOT:  step
int one(void);
int two(void);

int main(void) {
    return one() + two() - 3;
}
