/* Making JSON. */
#include "json.h"

#include "memory.h"
#include "utf8.h"

#include <stdlib.h>

json_t *json_made(json_t *value) {
    if (!value)
        no_memory();
    return value;
}

void json_put(json_t *object, const char *key, json_t *value) {
    if (json_object_set_new(object, key, json_made(value)))
        no_memory();
}

void json_put_text(json_t *object, const char *key, const char *text) {
    if (!text)
        return;
    char *valid = utf8_copy(text);
    json_put(object, key, json_string(valid));
    free(valid);
}
