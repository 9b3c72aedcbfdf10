/* Runners of orders that were read: their starters, checkpoints, conditions and pauses. What is made belongs to the
 * runner; without one, it is freed. */
#include "runtime.h"
#include "create.h"
#include "order_text.h"

#include <stdlib.h>
#include <string.h>

/* A checkpoint as it stands in the text, and the one made of it. What is written alike is one. */
struct place {
    const struct valdi__checkpoint_text *text;
    char *words;
    size_t number, first; /* first: the number of the first that is written so */
    valdi_checkpoint *checkpoint;
};

struct builder {
    const struct valdi__order_text *text;
    valdi_starter **starters; /* the host, those given, those made; ends with NULL */
    size_t starter_count, first_made;
    valdi_checkpoint **had; /* by those not made: their lists of checkpoints, as they were */
    valdi_starter *host;
    bool host_is_named;
    struct place *places;
    size_t place_count;
    struct valdi__pause *pauses;
    uint32_t pause_count;
};

/* ---- complaints ---- */

static bool refuse_memory(void) {
    valdi__error_open("no memory for an order");
    return false;
}

/* Says where in the text it is what just failed. */
static bool refuse(const struct builder *builder, struct valdi__spot_text at) {
    char why[VALDI__ERROR];
    snprintf(why, sizeof why, "%s", valdi_error());
    if (at.line)
        valdi__error_set("%s:%u:%u: %s", builder->text->file ? builder->text->file : "order", at.line,
                         at.column, why);
    return false;
}

/* ---- starters ---- */

static valdi_starter *find(const struct builder *builder, const char *name) {
    for (size_t i = 0; i < builder->starter_count; i++)
        if (!strcmp(builder->starters[i]->name, name))
            return builder->starters[i];
    return NULL;
}

/* The host's first thread is the host. */
static valdi_starter *name_host(struct builder *builder, const struct valdi__starter_text *text) {
    char *name = builder->host_is_named ? NULL : strdup(text->name);
    if (!name) {
        valdi__error_open(builder->host_is_named ? "starter \"%s\" is the main thread already"
                                                 : "no memory for starter \"%s\"",
                          builder->host_is_named ? builder->host->name : text->name);
        return NULL;
    }
    free(builder->host->name);
    builder->host->name = name;
    builder->host_is_named = true;
    return builder->host;
}

static valdi_starter *make_thread(struct builder *builder, const struct valdi__starter_text *text) {
    valdi_starter *home = text->of ? find(builder, text->of) : builder->host;
    bool is_main = text->ordinal == 1 && !strcmp(text->what, "main");
    if (text->of && !home)
        valdi__error_open("starter \"%s\" is a thread of \"%s\", which is not there", text->name, text->of);
    else if (is_main && !home)
        valdi__error_open("starter \"%s\" would be the main thread, which is the test's own here",
                          text->name);
    else if (is_main && text->of)
        valdi__error_open("the main thread of \"%s\" is \"%s\" itself", home->name, home->name);
    else if (is_main)
        return name_host(builder, text);
    else
        return home ? valdi_starter_adopt_in(home, text->name, text->what, text->ordinal)
                    : __valdi_adopt(text->name, text->what, text->ordinal);
    return NULL;
}

static valdi_starter *make_starter(struct builder *builder, const struct valdi__starter_text *text) {
    return text->kind == VALDI__THREAD_TEXT ? make_thread(builder, text)
           : text->kind == VALDI__PROCESS_TEXT
               ? valdi_starter_exec(text->name, text->arguments)
               : valdi_starter_adopt_process(text->name, text->what, text->ordinal);
}

static bool make_starters(struct builder *builder) {
    for (size_t i = 0; i < builder->text->starter_count; i++) {
        const struct valdi__starter_text *text = &builder->text->starters[i];
        valdi_starter *starter = make_starter(builder, text);
        if (!starter)
            return refuse(builder, text->at);
        if (starter != builder->host)
            builder->starters[builder->starter_count++] = starter;
    }
    return true;
}

/* Those that are there already. */
static bool collect_starters(struct builder *builder, valdi_starter *const given[]) {
    size_t count = builder->text->starter_count + 2;
    for (size_t i = 0; given && given[i]; i++)
        count++;
    builder->starters = calloc(count, sizeof *builder->starters);
    builder->had = calloc(count, sizeof *builder->had);
    if (!builder->starters || !builder->had)
        return refuse_memory();
    if (builder->host)
        builder->starters[builder->starter_count++] = builder->host;
    for (size_t i = 0; given && given[i]; i++)
        builder->starters[builder->starter_count++] = given[i];
    for (size_t i = 0; i < builder->starter_count; i++)
        builder->had[i] = builder->starters[i]->checkpoints;
    builder->first_made = builder->starter_count;
    return true;
}

/* ---- checkpoints ---- */

static int compare_places(const void *left, const void *right) {
    const struct place *a = left, *b = right;
    int order = strcmp(a->words, b->words);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static int compare_numbers(const void *left, const void *right) {
    const struct place *a = left, *b = right;
    return (a->number > b->number) - (a->number < b->number);
}

static bool add_place(struct builder *builder, const struct valdi__checkpoint_text *text) {
    struct place *place = &builder->places[builder->place_count];
    size_t size;
    FILE *out = open_memstream(&place->words, &size);
    if (!out)
        return false;
    valdi__checkpoint_text_write(out, text);
    fclose(out);
    place->text = text;
    place->number = builder->place_count++;
    return place->words;
}

/* Finds those that are written alike. */
static bool collect_places(struct builder *builder) {
    const struct valdi__order_text *text = builder->text;
    builder->places = calloc(2 * text->line_count + 1, sizeof *builder->places);
    bool good = builder->places;
    for (size_t i = 0; good && i < text->line_count; i++) {
        const struct valdi__line_text *line = &text->lines[i];
        good = (line->kind == VALDI__PAUSE_TEXT || add_place(builder, &line->first)) &&
               (line->kind != VALDI__CONSTRAINT_TEXT || add_place(builder, &line->then));
    }
    if (!good)
        return refuse_memory();
    struct place *places = builder->places;
    qsort(places, builder->place_count, sizeof *places, compare_places);
    for (size_t i = 0; i < builder->place_count; i++)
        places[i].first =
            i && !strcmp(places[i - 1].words, places[i].words) ? places[i - 1].first : places[i].number;
    qsort(places, builder->place_count, sizeof *places, compare_numbers);
    return true;
}

static valdi_checkpoint *make_bare(valdi_starter *starter, const struct valdi__checkpoint_text *text) {
    switch (text->kind) {
    case VALDI__BEFORE_TEXT:
        return valdi_checkpoint_before(starter, text->name);
    case VALDI__AFTER_TEXT:
        return valdi_checkpoint_after(starter, text->name);
    case VALDI__AT_TEXT:
        return valdi_checkpoint_at(starter, text->name);
    case VALDI__STARTED_TEXT:
        return valdi_checkpoint_started(starter);
    case VALDI__BLOCKED_TEXT:
        return valdi_checkpoint_blocked(starter);
    default:
        return valdi_checkpoint_finished(starter);
    }
}

static valdi_checkpoint *make_checkpoint(const struct builder *builder,
                                         const struct valdi__checkpoint_text *text) {
    valdi_starter *starter = find(builder, text->starter);
    if (!starter) {
        valdi__error_open("no starter \"%s\"", text->starter);
        return NULL;
    }
    valdi_checkpoint *checkpoint = make_bare(starter, text);
    if (!checkpoint || (text->nth && !valdi_checkpoint_nth(checkpoint, text->nth)) ||
        (text->inside && !valdi_checkpoint_inside(checkpoint, text->inside)) ||
        (text->term_count && !valdi__condition_give(checkpoint, text)))
        return NULL;
    return checkpoint;
}

static bool make_checkpoints(struct builder *builder) {
    for (size_t i = 0; i < builder->place_count; i++) {
        struct place *place = &builder->places[i];
        place->checkpoint = place->first == i ? make_checkpoint(builder, place->text)
                                              : builder->places[place->first].checkpoint;
        if (!place->checkpoint)
            return refuse(builder, place->text->at);
    }
    return true;
}

/* ---- the runner ---- */

static bool make_pauses(struct builder *builder) {
    uint32_t step = 0;
    if (!(builder->pauses = calloc(builder->text->line_count, sizeof *builder->pauses)))
        return refuse_memory();
    for (size_t i = 0; i < builder->text->line_count; i++) {
        const struct valdi__line_text *line = &builder->text->lines[i];
        if (line->kind != VALDI__PAUSE_TEXT) {
            step++;
            continue;
        }
        struct valdi__pause *pause = &builder->pauses[builder->pause_count++];
        *pause = (struct valdi__pause){step, strdup(line->pause)};
        if (!pause->name)
            return refuse_memory();
    }
    return true;
}

static valdi_runner *make_sequence(const struct builder *builder) {
    valdi_checkpoint **order = calloc(builder->place_count + 1, sizeof(*order));
    for (size_t i = 0; order && i < builder->place_count; i++)
        order[i] = builder->places[i].checkpoint;
    valdi_runner *runner = order ? valdi_runner_new(builder->starters, order) : NULL;
    if (!order)
        refuse_memory();
    free(order);
    return runner;
}

static valdi_runner *make_partial(const struct builder *builder) {
    valdi_constraint *constraints = calloc(builder->place_count / 2 + 1, sizeof(*constraints));
    for (size_t i = 0; constraints && i < builder->place_count; i += 2)
        constraints[i / 2] =
            (valdi_constraint){builder->places[i].checkpoint, builder->places[i + 1].checkpoint};
    valdi_runner *runner = constraints ? valdi_runner_new_partial(builder->starters, constraints) : NULL;
    if (!constraints)
        refuse_memory();
    free(constraints);
    return runner;
}

/* Where the checkpoint or starter stands in the text; of what is not there, line 0. */
static struct valdi__spot_text spot_of(const struct builder *builder, const void *what) {
    for (size_t i = 0; what && i < builder->place_count; i++)
        if (builder->places[i].checkpoint == what)
            return builder->places[i].text->at;
    for (size_t i = 0; what && i < builder->text->starter_count; i++)
        if (find(builder, builder->text->starters[i].name) == what)
            return builder->text->starters[i].at;
    return (struct valdi__spot_text){0};
}

/* Takes back what it has made. */
static void undo(const struct builder *builder) {
    for (size_t i = builder->starter_count; i-- > 0;) {
        valdi_starter *starter = builder->starters[i];
        while (i < builder->first_made && starter->checkpoints != builder->had[i]) {
            valdi_checkpoint *made = starter->checkpoints;
            starter->checkpoints = made->sibling;
            valdi__checkpoint_free(made);
        }
        if (i >= builder->first_made)
            valdi__starter_destroy(starter);
    }
}

static valdi_runner *make_runner(struct builder *builder, valdi_starter *const given[]) {
    if (!collect_starters(builder, given) || !make_starters(builder) || !collect_places(builder) ||
        !make_checkpoints(builder) || !make_pauses(builder))
        return NULL;
    valdi_runner *runner = builder->text->is_partial ? make_partial(builder) : make_sequence(builder);
    if (!runner) {
        refuse(builder, spot_of(builder, valdi__error_about()));
        return NULL;
    }
    runner->overlaps = builder->text->is_recorded;
    runner->expected = builder->text->expected;
    uint32_t overlaps = !runner->overlaps ? 0 : runner->expected == VALDI_DIED ? 2 : 1;
    atomic_store(&valdi__control_state(runner->control)->overlaps, overlaps);
    runner->pauses = builder->pauses;
    runner->pause_count = builder->pause_count;
    valdi__everybody_host(runner);
    return runner;
}

valdi_runner *valdi__order_build(const struct valdi__order_text *order, valdi_starter *const given[],
                                 valdi_starter *host) {
    struct builder builder = {.text = order, .host = host};
    if (valdi__error_was_open())
        return NULL; /* its text stays */
    valdi_runner *runner = make_runner(&builder, given);
    if (!runner) {
        undo(&builder);
        valdi__pauses_free(builder.pauses, builder.pause_count);
        valdi_error(); /* the first cause is told; the next call has its own */
    }
    for (size_t i = 0; i < builder.place_count; i++)
        free(builder.places[i].words);
    free(builder.places);
    free(builder.starters);
    free(builder.had);
    return runner;
}
