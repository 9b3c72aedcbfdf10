/* Texts in XML and HTML. */
#include "markup.h"

#include <stdarg.h>
#include <string.h>

static void put_escaped(FILE *out, const char *text) {
    for (; *text; text++)
        switch (*text) {
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '&':
            fputs("&amp;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            fputc(*text, out);
        }
}

void markup(FILE *out, const char *format, ...) {
    va_list values;
    va_start(values, format);
    for (const char *at; (at = strchr(format, '%')); format = at + 2) {
        fwrite(format, 1, at - format, out);
        if (at[1] == 's')
            put_escaped(out, va_arg(values, const char *));
        else if (at[1] == 'u')
            fprintf(out, "%u", va_arg(values, unsigned));
        else
            fprintf(out, "%g", va_arg(values, double));
    }
    fputs(format, out);
    va_end(values);
}
