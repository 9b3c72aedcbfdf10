/* Making JSON, by jansson, or the end of the tool without memory. */
#ifndef VALDI_JSON_H
#define VALDI_JSON_H

#include <jansson.h>

/* The value, unless it is NULL for want of memory. */
json_t *json_made(json_t *value);
/* Gives the object a member, which takes the value over. */
void json_put(json_t *object, const char *key, json_t *value);
/* The same of a text, which need not be UTF-8; NULL: no member. */
void json_put_text(json_t *object, const char *key, const char *text);

#endif
