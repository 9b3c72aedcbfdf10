/* The pictures of an interleaving: a file for each kind. They get a trace whose texts are printable (utf8_printable), and
 * leave errors of the stream to the caller. */
#ifndef VALDI_SHOW_H
#define VALDI_SHOW_H

#include "trace.h"

#include <stdio.h>

/* For a terminal, or a page of text so wide. */
void show_text(FILE *out, const struct trace *trace, unsigned width, bool has_colour);
void show_svg(FILE *out, const struct trace *trace);
void show_html(FILE *out, const struct trace *trace);
/* Trace events as Perfetto and Chrome read them. */
void show_chrome(FILE *out, const struct trace *trace);

/* What an order file at the path declares, as the interleaving it asks for; with the places that the program at the
 * path program has, unless that is NULL. False after saying why. */
bool show_order(const char *path, const char *text, size_t size, const char *program, struct trace *trace);
/* Adds the places of checkpoints, as the program has them. False after saying why. */
bool show_places(const char *program, struct trace *trace);

#endif
