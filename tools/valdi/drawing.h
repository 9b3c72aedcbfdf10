/* Where everything of an interleaving's picture stands, in pixels. */
#ifndef VALDI_DRAWING_H
#define VALDI_DRAWING_H

#include "cells.h"

enum {
    BORDER = 24,
    LINE = 17,     /* from a line of text to the next */
    ROW_GAP = 9,   /* between rows */
    BASE = 4,      /* from a mark's middle down to the base of the text beside it */
    MARK = 5,      /* half a mark */
    LABEL = 14,    /* from a lane to its text */
    MOST_NAME = 22 /* of a starter, in characters, where it stands upright */
};

struct drawing {
    FILE *out;
    const struct trace *trace;
    struct cells cells;
    double *lanes; /* x, by starter */
    double *rows;  /* y of the mark or, of a pause, of its band's upper edge; by event */
    double single; /* x of the text, without columns */
    double gutter; /* x behind the numbers and times */
    double top, bottom, width, height;
};

void drawing_lay_out(struct drawing *drawing, const struct trace *trace);
void drawing_free(struct drawing *drawing);
double drawing_text_width(unsigned characters);
/* Of a text across the lanes, how long its first line is in bytes: what is too wide for a page goes on below. */
size_t drawing_line_length(const char *text);
double drawing_band_height(const struct trace_event *pause);

#endif
