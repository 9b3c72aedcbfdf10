/* What is said of each event, in lines and columns: the layout that text and SVG share, in characters. */
#ifndef VALDI_CELLS_H
#define VALDI_CELLS_H

#include "lanes.h"

enum tone { TONE_PLAIN, TONE_DIM, TONE_STRONG, TONE_FAILED };

/* What is said in a column beside an event: lines, the first of which is the checkpoint's. */
struct cell {
    struct line {
        char *text;
        char *place; /* or NULL: stands CELLS_GAP behind the text */
        enum tone tone;
    } * lines;
    size_t count;
};

enum { CELLS_GAP = 2 }; /* between columns, in characters */

struct cells {
    const struct trace *trace;
    struct lanes lanes;
    unsigned *widths; /* of columns, by starter; NULL: they would be too narrow. All is said in one then */
    unsigned single_width; /* of that one */
    const char *gap;       /* for names that are shortened */
    struct cell *cells;    /* by starter, or one: of the event that was filled in last */
};

/* Chooses widths for a page that is so wide behind the numbers; margin: what a column needs besides, before it. Without
 * columns every lane takes lane_width. */
void cells_init(struct cells *cells, const struct trace *trace, const char *gap, unsigned width,
                unsigned margin, unsigned lane_width);
void cells_fill(struct cells *cells, size_t event);
/* Of the event, how many lines its longest cell has. */
size_t cells_height(const struct cells *cells);
unsigned cells_line_width(const struct line *line);
void cells_free(struct cells *cells);

#endif
