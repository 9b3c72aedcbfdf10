/* How far a name is from another. Pure. */
#include "distance.h"

#include <string.h>

/* Edit distance with transpositions of neighbours (Damerau 1964), by rows (Wagner and Fischer 1974). */
unsigned valdi__distance(const char *a, const char *b) {
    enum { LIMIT = 128 };
    unsigned rows[3][LIMIT + 1], *older = rows[0], *last = rows[1], *row = rows[2];
    size_t width = strnlen(b, LIMIT);
    for (size_t j = 0; j <= width; j++)
        last[j] = j;
    for (size_t i = 1; i <= LIMIT && a[i - 1]; i++) {
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            unsigned best = last[j - 1] + (a[i - 1] != b[j - 1]);
            best = best < last[j] + 1 ? best : last[j] + 1;
            best = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && older[j - 2] + 1 < best)
                best = older[j - 2] + 1;
            row[j] = best;
        }
        unsigned *free_row = older;
        older = last;
        last = row;
        row = free_row;
    }
    return last[width];
}
