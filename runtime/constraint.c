/* Constraints: their checkpoints, the graph these make, and its cycles. Pure: no waiting, no threads.
 *
 * A checkpoint is a node. It is numbered as its step in the control block, where those of one starter are
 * side by side. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

/* ---- the checkpoints ---- */

static uint32_t count_constraints(const valdi_constraint constraints[]) {
    uint32_t count = 0;
    while (constraints[count].first || constraints[count].then)
        count++;
    return count;
}

/* Whether the constraint makes sense by itself. */
static bool check_constraint(const valdi_constraint *constraint, uint32_t number) {
    if (!constraint->first || !constraint->then) {
        valdi__error_set("constraint %u has only one checkpoint", number);
        return false;
    }
    uint32_t point = constraint->then->point;
    bool waits = constraint->then->kind || point == VALDI__STARTED;
    if (!waits)
        valdi__error_set(
            "constraint %u: nothing keeps \"%s\" from being %s; constrain what comes before that", number,
            constraint->then->starter->name, point == VALDI__BLOCKED_POINT ? "blocked" : "finished");
    return waits;
}

valdi_checkpoint **valdi__constraints_checkpoints(const valdi_constraint constraints[]) {
    uint32_t count = count_constraints(constraints), found = 0;
    valdi_checkpoint **checkpoints = malloc((2 * (size_t)count + 1) * sizeof(*checkpoints));
    if (!checkpoints)
        valdi__error_set("no memory for %u constraints", count);
    for (uint32_t i = 0; checkpoints && i < count; i++)
        if (!check_constraint(&constraints[i], i + 1)) {
            free(checkpoints);
            return NULL;
        }
    for (uint32_t i = 0; checkpoints && i < count; i++)
        constraints[i].first->placed = constraints[i].then->placed = false;
    for (uint32_t i = 0; checkpoints && i < 2 * count; i++) {
        valdi_checkpoint *checkpoint = i % 2 ? constraints[i / 2].then : constraints[i / 2].first;
        if (!checkpoint->placed)
            checkpoints[found++] = checkpoint;
        checkpoint->placed = true;
    }
    if (checkpoints)
        checkpoints[found] = NULL;
    return checkpoints;
}

static int compare_starters(const void *left, const void *right) {
    const valdi_checkpoint *a = *(valdi_checkpoint *const *)left, *b = *(valdi_checkpoint *const *)right;
    return (a->starter->index > b->starter->index) - (a->starter->index < b->starter->index);
}

void valdi__constraints_sort(valdi_checkpoint *checkpoints[], uint32_t count) {
    qsort(checkpoints, count, sizeof(*checkpoints), compare_starters);
}

/* ---- the graph ---- */

/* The least number, larger than the node's, of a node of the same point; 0 if there is none. */
static uint32_t next_number(const valdi_runner *runner, uint32_t node) {
    const struct valdi__step *step = valdi__control_step(runner->control, node);
    const struct valdi__role *role = valdi__control_role(runner->control, step->starter);
    uint32_t next = 0;
    for (uint32_t i = role->first_step; i < role->first_step + role->own_steps; i++) {
        const struct valdi__step *other = valdi__control_step(runner->control, i);
        if (other->point == step->point && other->nth > step->nth && (!next || other->nth < next))
            next = other->nth;
    }
    return next;
}

/* Whether one starter comes to a before it comes to b, whatever its program; of hits of one point only to
 * the next number: the others follow. */
static bool precedes(const valdi_runner *runner, uint32_t a, uint32_t b, uint32_t next) {
    const struct valdi__step *x = valdi__control_step(runner->control, a),
                             *y = valdi__control_step(runner->control, b);
    if (x->starter != y->starter || a == b)
        return false;
    return x->point == VALDI__STARTED || y->point == VALDI__FINISHED_POINT ||
           (next && x->point == y->point && y->nth == next);
}

struct edge {
    uint32_t from, to;
};

static int compare_edges(const void *left, const void *right) {
    const struct edge *a = left, *b = right;
    return (a->from > b->from) - (a->from < b->from);
}

/* Adds an edge for each two checkpoints of one starter that come in that order, or counts them only. */
static uint32_t add_own_edges(const valdi_runner *runner, struct edge *edges, uint32_t found) {
    uint32_t nodes = runner->control->step_count;
    for (uint32_t i = 0; i < nodes; i++) {
        const struct valdi__role *role =
            valdi__control_role(runner->control, runner->order[i]->starter->index);
        uint32_t next = next_number(runner, i);
        for (uint32_t j = role->first_step; j < role->first_step + role->own_steps; j++) {
            if (!precedes(runner, i, j, next))
                continue;
            if (edges)
                edges[found] = (struct edge){i, j};
            found++;
        }
    }
    return found;
}

/* The constraints, and what follows from the order of things in one starter. NULL without memory. */
static struct edge *collect_edges(const valdi_runner *runner, const valdi_constraint constraints[],
                                  uint32_t *edge_count) {
    uint32_t count = count_constraints(constraints);
    *edge_count = add_own_edges(runner, NULL, count);
    struct edge *edges = malloc(*edge_count * sizeof *edges);
    if (!edges)
        return NULL;
    for (uint32_t i = 0; i < runner->control->step_count; i++)
        runner->order[i]->node = i;
    for (uint32_t i = 0; i < count; i++)
        edges[i] = (struct edge){constraints[i].first->node, constraints[i].then->node};
    add_own_edges(runner, edges, count);
    qsort(edges, *edge_count, sizeof *edges, compare_edges);
    return edges;
}

/* Looks for a cycle from a node, depth first; path has the nodes on the way, marks those seen (1) and done
 * (2). Returns how long the path is, its last node the one it met again; 0 without a cycle. */
static uint32_t find_cycle(const struct valdi__graph *graph, uint32_t from, uint32_t *path, uint32_t *next,
                           unsigned char *marks) {
    uint32_t depth = 0;
    path[depth++] = from;
    marks[from] = 1;
    next[from] = graph->nodes[from].edges;
    while (depth) {
        uint32_t node = path[depth - 1];
        if (next[node] == graph->nodes[node + 1].edges) {
            marks[node] = 2;
            depth--;
            continue;
        }
        uint32_t to = graph->edges[next[node]++];
        if (marks[to] == 2)
            continue;
        path[depth++] = to;
        if (marks[to] == 1)
            return depth;
        marks[to] = 1;
        next[to] = graph->nodes[to].edges;
    }
    return 0;
}

static void refuse_cycle(const struct valdi__graph *graph, const uint32_t *path, uint32_t length) {
    char text[400] = "";
    FILE *out = fmemopen(text, sizeof text, "w");
    uint32_t i = 0;
    while (path[i] != path[length - 1])
        i++;
    for (bool first = true; out && i < length; i++, first = false) {
        const valdi_checkpoint *checkpoint = graph->nodes[path[i]].checkpoint;
        fprintf(out, "%s%s ", first ? "" : " < ", checkpoint->starter->name);
        valdi__checkpoint_describe(out, checkpoint);
    }
    if (out)
        fclose(out);
    valdi__error_set("the constraints go round in a circle: %s", text);
}

static bool check_cycles(const struct valdi__graph *graph) {
    uint32_t count = graph->node_count, length = 0;
    uint32_t *path = malloc((2 * (size_t)count + 1) * sizeof *path);
    unsigned char *marks = calloc(count, 1);
    bool good = path && marks;
    if (!good)
        valdi__error_set("no memory for %u constraints", graph->edge_count);
    for (uint32_t i = 0; good && i < count; i++) {
        if (!marks[i])
            length = find_cycle(graph, i, path, path + count + 1, marks);
        if (length) {
            refuse_cycle(graph, path, length);
            good = false;
        }
    }
    free(path);
    free(marks);
    return good;
}

static void fill_graph(struct valdi__graph *graph, const valdi_runner *runner, const struct edge *edges) {
    for (uint32_t i = 0; i < graph->node_count; i++)
        graph->nodes[i] =
            (struct valdi__node){.checkpoint = runner->order[i], .starter = runner->order[i]->starter->index};
    for (uint32_t i = 0, node = 0; node <= graph->node_count; node++) {
        graph->nodes[node].edges = i;
        for (; i < graph->edge_count && edges[i].from == node; i++) {
            graph->edges[i] = edges[i].to;
            graph->nodes[edges[i].to].before++;
        }
    }
}

struct valdi__graph *valdi__graph_new(const valdi_runner *runner, const valdi_constraint constraints[]) {
    struct valdi__graph *graph = calloc(1, sizeof *graph);
    struct edge *edges = graph ? collect_edges(runner, constraints, &graph->edge_count) : NULL;
    if (edges) {
        graph->node_count = runner->control->step_count;
        graph->nodes = calloc(graph->node_count + 1, sizeof *graph->nodes);
        graph->edges = calloc(graph->edge_count, sizeof *graph->edges);
    }
    bool good = edges && graph->nodes && graph->edges;
    if (good)
        fill_graph(graph, runner, edges);
    else
        valdi__error_set("no memory for constraints");
    free(edges);
    if (good && check_cycles(graph))
        return graph;
    valdi__graph_free(graph);
    return NULL;
}

void valdi__graph_free(struct valdi__graph *graph) {
    if (!graph)
        return;
    free(graph->nodes);
    free(graph->edges);
    free(graph);
}
