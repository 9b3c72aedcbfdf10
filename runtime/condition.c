/* Conditions that were made of text: values of a hit compared with what the text says. They belong to their checkpoint. */
#include "runtime.h"
#include "order_words.h"

#include <stdlib.h>
#include <string.h>

struct valdi__condition {
    struct valdi__term *terms;
    size_t count;
    char *text;
    /* Written once, by whoever tries the condition: a term, from 1, whose value a hit did not have; what it had. */
    _Atomic size_t lacking;
    char had[160];
};

/* ---- the values of a hit ---- */

/* VALDI_NONE if the point has no such value. A result that is none is the name of an argument. */
static int find_value(const valdi_hit *hit, const char *name) {
    if (!strcmp(name, "result") && valdi__hit_class(hit, VALDI_RESULT))
        return VALDI_RESULT;
    return valdi_hit_find(hit, name);
}

/* Whether the point has a value that can be compared so. */
static bool suits(const valdi_hit *hit, const struct valdi__term *term) {
    int index = find_value(hit, term->name);
    char class = index == VALDI_NONE ? '-' : valdi__hit_class(hit, index);
    return class != '-' && (!term->text || class == 'p');
}

/* "amount, account": as many names as there is room for. */
static void list_names(const valdi_hit *hit, char *names, size_t size) {
    size_t used = 0;
    for (int i = 0; i < valdi_hit_count(hit); i++) {
        const char *name = valdi_hit_value_name(hit, i);
        if (*name && used + 2 + strlen(name) < size)
            used += sprintf(names + used, "%s%s", used ? ", " : "", name);
    }
    if (valdi__hit_class(hit, VALDI_RESULT) && used + 8 < size)
        used += sprintf(names + used, "%sresult", used ? ", " : "");
    names[used] = 0;
}

/* Whether the source's names are known. */
static bool has_names(const valdi_hit *hit) {
    return !valdi_hit_count(hit) || *valdi_hit_value_name(hit, 0);
}

/* ---- trying ---- */

static int compare_integers(const valdi_hit *hit, int index, const struct valdi__term *term) {
    long long integer = valdi_hit_integer(hit, index);
    char class = valdi__hit_class(hit, index);
    bool is_unsigned = class == 'L' || class == 'p';
    __int128 left = is_unsigned ? (__int128)(unsigned long long)integer : integer,
             right = term->is_huge ? (__int128)(unsigned long long)term->integer : term->integer;
    return (left > right) - (left < right);
}

static bool term_holds(const valdi_hit *hit, const struct valdi__term *term) {
    int index = find_value(hit, term->name);
    if (!valdi_hit_is_known(hit, index))
        return false;
    int order =
        term->text ? strcmp(valdi_hit_text(hit, index), term->text) : compare_integers(hit, index, term);
    switch (term->comparison) {
    case VALDI__EQUAL:
        return order == 0;
    case VALDI__UNEQUAL:
        return order != 0;
    case VALDI__LESS:
        return order < 0;
    case VALDI__AT_MOST:
        return order <= 0;
    case VALDI__GREATER:
        return order > 0;
    default:
        return order >= 0;
    }
}

static void note_lack(struct valdi__condition *condition, const valdi_hit *hit, size_t term) {
    if (atomic_load(&condition->lacking) || valdi_hit_unwound(hit))
        return;
    valdi__unseen_begin(); /* the report reads it when the starter stands */
    list_names(hit, condition->had, sizeof condition->had);
    valdi__unseen_end();
    atomic_store(&condition->lacking, term + 1);
}

static int try_condition(const valdi_hit *hit, void *argument) {
    struct valdi__condition *condition = argument;
    for (size_t i = 0; i < condition->count; i++) {
        if (!suits(hit, &condition->terms[i])) {
            note_lack(condition, hit, i);
            return 0;
        }
        if (!term_holds(hit, &condition->terms[i]))
            return 0;
    }
    return 1;
}

/* ---- what a point has ---- */

static void explain_lack(FILE *out, const valdi_hit *hit, const struct valdi__term *term) {
    char names[160];
    int index = find_value(hit, term->name);
    list_names(hit, names, sizeof names);
    fprintf(out, "\"%s\" (%s:%u) ", valdi_hit_name(hit), valdi_hit_file(hit), valdi_hit_line(hit));
    if (index != VALDI_NONE)
        fprintf(out, "has a value \"%s\" that is no %s", term->name,
                valdi__hit_class(hit, index) == '-' ? "integer and no pointer" : "pointer to a text");
    else
        fprintf(out, "has no value \"%s\"%s%s", term->name,
                !has_names(hit) ? ": no names are known there; compile the function with -g"
                : *names        ? "; it has: "
                                : "",
                has_names(hit) ? names : "");
}

/* Whether one of the points of that kind and name has the value. With the registry's lock; if not, why. */
static bool has_value(uint32_t kind, const char *name, const struct valdi__term *term, FILE *why) {
    struct valdi__search search;
    valdi_hit first = {.site = NULL};
    valdi__search_begin(&search, kind, name);
    for (const struct valdi_site *site; (site = valdi__search_next(&search));) {
        valdi_hit hit = {.site = site};
        if (suits(&hit, term))
            return true;
        first = first.site ? first : hit;
    }
    if (first.site)
        explain_lack(why, &first, term);
    return !first.site;
}

static bool is_argument(const struct valdi__term *term) {
    return strcmp(term->name, "result") != 0;
}

/* Whether hits of the checkpoint can have the values. */
static bool check_values(const valdi_checkpoint *checkpoint, const struct valdi__checkpoint_text *text) {
    char reason[400] = "", before[400];
    FILE *why = fmemopen(reason, sizeof reason, "w");
    bool good = why, needs_before = false;
    valdi__registry_lock();
    for (size_t i = 0; good && i < text->term_count; i++) {
        good = has_value(checkpoint->kind, checkpoint->name, &text->terms[i], why);
        needs_before = needs_before || is_argument(&text->terms[i]);
    }
    valdi__registry_unlock();
    if (why)
        fclose(why);
    if (good && needs_before && checkpoint->kind == VALDI_AFTER &&
        !valdi__site_known(VALDI_BEFORE, checkpoint->name, before, sizeof before))
        good = snprintf(reason, sizeof reason, "arguments need a point before the function: %s", before) < 0;
    if (!good)
        valdi__error_open("%s", *reason ? reason : "no memory for a condition");
    return good;
}

/* ---- construction ---- */

static bool copy_terms(struct valdi__condition *condition, const struct valdi__checkpoint_text *text) {
    if (!(condition->terms = calloc(text->term_count, sizeof *condition->terms)))
        return false;
    for (size_t i = 0; i < text->term_count; i++) {
        struct valdi__term *term = &condition->terms[condition->count++];
        *term = text->terms[i];
        term->name = strdup(text->terms[i].name);
        term->text = text->terms[i].text ? strdup(text->terms[i].text) : NULL;
        if (!term->name || !term->text != !text->terms[i].text)
            return false;
    }
    size_t size;
    FILE *out = open_memstream(&condition->text, &size);
    if (out) {
        valdi__condition_write(out, text);
        fclose(out);
    }
    return condition->text;
}

bool valdi__condition_give(valdi_checkpoint *checkpoint, const struct valdi__checkpoint_text *text) {
    if (!valdi__checkpoint_is_elsewhere(checkpoint->starter) && !check_values(checkpoint, text))
        return false;
    struct valdi__condition *condition = calloc(1, sizeof *condition);
    if (!condition || !copy_terms(condition, text)) {
        valdi__error_open("no memory for a condition");
        valdi__condition_free(condition);
        return false;
    }
    checkpoint->condition = condition;
    return valdi_checkpoint_when(checkpoint, try_condition, condition);
}

void valdi__condition_free(struct valdi__condition *condition) {
    for (size_t i = 0; condition && i < condition->count; i++) {
        free(condition->terms[i].name);
        free(condition->terms[i].text);
    }
    if (condition) {
        free(condition->terms);
        free(condition->text);
    }
    free(condition);
}

const char *valdi__condition_text(const struct valdi__condition *condition) {
    return condition->text;
}

void valdi__condition_write_lack(FILE *out, const struct valdi__condition *condition) {
    size_t lacking = atomic_load(&condition->lacking);
    if (!lacking)
        return;
    const struct valdi__term *term = &condition->terms[lacking - 1];
    fprintf(out, "  no hit has a%s \"%s\"", term->text ? " text" : " value", term->name);
    if (*condition->had)
        fprintf(out, "; it has: %s\n", condition->had);
    else
        fputs(", and no names are known there: compile the function with -g\n", out);
}
