/* What an order file declares, as the interleaving it asks for. */
#include "../../runtime/order_words.h"
#include "memory.h"
#include "show.h"

#include <stdlib.h>
#include <string.h>

static enum trace_kind kind_of(const struct valdi__checkpoint_text *checkpoint) {
    static const enum trace_kind kinds[] = {
        [VALDI__BEFORE_TEXT] = TRACE_BEFORE,   [VALDI__AFTER_TEXT] = TRACE_AFTER,
        [VALDI__AT_TEXT] = TRACE_AT,           [VALDI__STARTED_TEXT] = TRACE_STARTED,
        [VALDI__BLOCKED_TEXT] = TRACE_BLOCKED, [VALDI__FINISHED_TEXT] = TRACE_FINISHED};
    return kinds[checkpoint->kind];
}

static int starter_of(const struct trace *trace, const char *name) {
    size_t i = 0;
    while (strcmp(trace->starters[i].name, name)) /* it was declared, or the file were refused */
        i++;
    return i;
}

/* Of the checkpoint, what its name does not tell; NULL if that is all. */
static char *text_of(const struct valdi__checkpoint_text *checkpoint) {
    struct sheet sheet;
    sheet_open(&sheet);
    if (checkpoint->nth == 1)
        fputs("the first time", sheet.out);
    if (checkpoint->inside)
        fprintf(sheet.out, "%sinside %s", checkpoint->nth == 1 ? " " : "", checkpoint->inside);
    if (checkpoint->term_count) {
        fputs(checkpoint->nth == 1 || checkpoint->inside ? " when " : "when ", sheet.out);
        valdi__condition_write(sheet.out, checkpoint);
    }
    char *text = sheet_close(&sheet);
    if (*text)
        return text;
    free(text);
    return NULL;
}

static void add_checkpoint(struct trace *trace, const struct valdi__checkpoint_text *checkpoint) {
    int starter = starter_of(trace, checkpoint->starter);
    struct trace_event *event = trace_add_event(trace, kind_of(checkpoint), starter, checkpoint->name);
    event->nth = checkpoint->nth;
    event->enforced = true;
    event->text = text_of(checkpoint);
}

static void add_starters(struct trace *trace, const struct valdi__order_text *order) {
    for (size_t i = 0; i < order->starter_count; i++) {
        struct sheet what;
        sheet_open(&what);
        valdi__starter_text_write(what.out, &order->starters[i]);
        char *text = sheet_close(&what);
        trace_add_starter(trace, order->starters[i].name, text);
        free(text);
    }
}

static void add_steps(struct trace *trace, const struct valdi__order_text *order) {
    for (size_t i = 0; i < order->line_count; i++)
        if (order->lines[i].kind == VALDI__PAUSE_TEXT)
            trace_add_event(trace, TRACE_PAUSE, TRACE_NOBODY, order->lines[i].pause);
        else
            add_checkpoint(trace, &order->lines[i].first);
}

/* ---- constraints ---- */

/* The checkpoints of constraints, each once. Two that are written alike are one. */
struct graph {
    struct node {
        const struct valdi__checkpoint_text *checkpoint;
        char *text;
        unsigned event; /* once it has one */
        bool is_placed;
    } * nodes;
    size_t count;
    struct trace_edge *edges; /* of nodes */
    size_t edge_count;
};

static unsigned node_of(struct graph *graph, const struct valdi__checkpoint_text *checkpoint) {
    struct sheet sheet;
    sheet_open(&sheet);
    valdi__checkpoint_text_write(sheet.out, checkpoint);
    char *text = sheet_close(&sheet);
    for (size_t i = 0; i < graph->count; i++)
        if (!strcmp(graph->nodes[i].text, text)) {
            free(text);
            return i;
        }
    graph->nodes = xgrow(graph->nodes, graph->count, sizeof *graph->nodes);
    graph->nodes[graph->count] = (struct node){.checkpoint = checkpoint, .text = text};
    return graph->count++;
}

static bool may_come(const struct graph *graph, size_t node) {
    if (graph->nodes[node].is_placed)
        return false;
    for (size_t i = 0; i < graph->edge_count; i++)
        if (graph->edges[i].then == node && !graph->nodes[graph->edges[i].first].is_placed)
            return false;
    return true;
}

/* Places the nodes in the order they were written, as far as the edges let it. False if they lead in a circle. */
static bool place_nodes(struct graph *graph, struct trace *trace) {
    for (size_t placed = 0, node; placed < graph->count; placed++) {
        for (node = 0; node < graph->count && !may_come(graph, node); node++) {
        }
        if (node == graph->count)
            return false;
        graph->nodes[node].is_placed = true;
        graph->nodes[node].event = placed;
        add_checkpoint(trace, graph->nodes[node].checkpoint);
    }
    for (size_t i = 0; i < graph->edge_count; i++)
        trace_add_edge(trace, graph->nodes[graph->edges[i].first].event,
                       graph->nodes[graph->edges[i].then].event);
    return true;
}

static bool add_constraints(struct trace *trace, const struct valdi__order_text *order) {
    struct graph graph = {0};
    for (size_t i = 0; i < order->line_count; i++) {
        unsigned first = node_of(&graph, &order->lines[i].first),
                 then = node_of(&graph, &order->lines[i].then);
        graph.edges = xgrow(graph.edges, graph.edge_count, sizeof *graph.edges);
        graph.edges[graph.edge_count++] = (struct trace_edge){first, then};
    }
    bool good = place_nodes(&graph, trace);
    for (size_t i = 0; i < graph.count; i++)
        free(graph.nodes[i].text);
    free(graph.nodes);
    free(graph.edges);
    return good;
}

bool show_order(const char *path, const char *text, size_t size, const char *program, struct trace *trace) {
    struct valdi__order_text order;
    char complaint[VALDI__COMPLAINT];
    if (!valdi__order_text_read(&order, path, text, size, NULL, complaint)) {
        fprintf(stderr, "valdi: %s\n", complaint);
        return false;
    }
    trace->title = xstrdup(path);
    add_starters(trace, &order);
    bool good = true;
    if (!order.is_partial)
        add_steps(trace, &order);
    else if (!(good = add_constraints(trace, &order)))
        fprintf(stderr, "valdi: %s: its constraints lead in a circle\n", path);
    valdi__order_text_free(&order);
    return good && (!program || show_places(program, trace));
}
