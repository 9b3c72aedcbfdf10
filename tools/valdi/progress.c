#include "progress.h"
void progress_begin(unsigned total, const char *what) {
    (void)total;
    (void)what;
}
void progress_step(bool failed) {
    (void)failed;
}
void progress_end(void) {
}
