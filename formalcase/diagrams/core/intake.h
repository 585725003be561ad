/* From a support graph in numbers to a circuit: what is below the goal, its circles undone. See intake.py. */

enum { LEAF = -1, KEPT = -2 }; /* in place of what a node needs */

typedef struct {
    Question *q;
    Circuit graph; /* its nodes are all gates, leaves or kept */
    int32_t *index, *low, *met;
    Ints order; /* as they are met */
    Ints parts; /* the parts one after the other, members in order of completion */
    Ints starts; /* where each part begins; one more at the end */
} Walk;

static bool meet(Walk *w, int32_t node)
{
    w->index[node] = w->low[node] = w->order.size;
    w->met[node] = 1;
    push(&w->q->scratch, &w->order, node);
    return w->graph.need.at[node] >= 0;
}

enum { WAITING = 1, IN_PART = 2 };

/* Depth-first (Tarjan), with a stack of its own as graphs may be deep. */
static void walk(Walk *w, int32_t goal)
{
    Pool *pool = &w->q->scratch;
    Ints work = {0}, position = {0}, done = {0};
    if (!meet(w, goal))
        return;
    push(pool, &work, goal);
    push(pool, &position, 0);
    while (work.size) {
        int32_t node = work.at[work.size - 1];
        if (position.at[work.size - 1] < width(&w->graph, node)) {
            int32_t member = members(&w->graph, node)[position.at[work.size - 1]++];
            if (w->graph.need.at[member] == KEPT)
                continue;
            if (!w->met[member]) {
                if (meet(w, member)) {
                    push(pool, &work, member);
                    push(pool, &position, 0);
                } else {
                    w->met[member] = IN_PART;
                }
            } else if (w->met[member] == WAITING && w->index[member] < w->low[node]) {
                w->low[node] = w->index[member];
            }
            continue;
        }
        work.size--;
        position.size--;
        if (work.size && w->low[node] < w->low[work.at[work.size - 1]])
            w->low[work.at[work.size - 1]] = w->low[node];
        push(pool, &done, node);
        if (w->low[node] == w->index[node]) {
            int32_t first = done.size;
            while (first && w->index[done.at[first - 1]] >= w->index[node])
                first--;
            for (int32_t i = first; i < done.size; i++) {
                w->met[done.at[i]] = IN_PART;
                push(pool, &w->parts, done.at[i]);
            }
            push(pool, &w->starts, w->parts.size);
            done.size = first;
        }
    }
}

/* The leaves in their places: by `place` where it is given, then in order of mention. */
static void place_leaves(Walk *w, const int32_t *place, int32_t *value)
{
    Question *q = w->q;
    Keyed *at = take(&q->scratch, 2 * (size_t)w->order.size + 2, sizeof *at);
    int32_t leaves = 0;
    for (int32_t i = 0; i < w->order.size; i++) {
        int32_t node = w->order.at[i];
        if (w->graph.need.at[node] == LEAF) {
            Keyed leaf = {place ? place[node] : 0, i, node};
            at[leaves++] = leaf;
        }
    }
    sort_keyed(at, at + leaves, leaves);
    for (int32_t i = 0; i < leaves; i++) {
        value[at[i].item] = FIRST_LEAF + i;
        push(&q->kept, &q->leaf_of, at[i].item);
    }
    q->circuit.leaves = leaves;
}

static int32_t gate_for(Walk *w, Builder *b, int32_t node, const int32_t *value, Ints *parts)
{
    parts->size = 0;
    for (int32_t i = 0; i < width(&w->graph, node); i++)
        push(&w->q->scratch, parts, value[members(&w->graph, node)[i]]);
    return gate(b, w->graph.need.at[node], parts->at, parts->size);
}

static bool uses_itself(const Walk *w, int32_t node)
{
    for (int32_t i = 0; i < width(&w->graph, node); i++)
        if (members(&w->graph, node)[i] == node)
            return true;
    return false;
}

/* How often a part must be gone through: once more than it has nodes that are used before they are complete.
   `place` is 0 for what is in no part; the places of this part begin at `first`. */
static int64_t rounds_of(Walk *w, int32_t first, int32_t end, int32_t *place, int64_t *width_of_all)
{
    int64_t closing = 0;
    *width_of_all = 0;
    for (int32_t i = first; i < end; i++)
        place[w->parts.at[i]] = i + 1;
    for (int32_t i = first; i < end; i++) {
        int32_t node = w->parts.at[i];
        *width_of_all += width(&w->graph, node);
        for (int32_t j = 0; j < width(&w->graph, node); j++) {
            int32_t member = members(&w->graph, node)[j];
            if (w->graph.need.at[member] >= 0 && place[member] > i && w->low[member] != INT32_MAX) {
                w->low[member] = INT32_MAX; /* counted; the walk is over and does not need it */
                closing++;
            }
        }
    }
    return closing + 1;
}

static void evaluate_parts(Walk *w, Builder *b, int32_t *value, int64_t copies)
{
    Question *q = w->q;
    Ints parts = {0};
    int32_t *place = take(&q->scratch, (size_t)nodes_of(&w->graph), sizeof *place);
    for (int32_t p = 0; p + 1 < w->starts.size; p++) {
        int32_t first = w->starts.at[p], end = w->starts.at[p + 1], node = w->parts.at[first];
        if (end - first == 1 && !uses_itself(w, node)) {
            value[node] = gate_for(w, b, node, value, &parts);
            continue;
        }
        int64_t all, rounds = rounds_of(w, first, end, place, &all);
        q->spent += rounds * all;
        if (q->spent > copies)
            leave(&q->room, CIRCULAR);
        for (int32_t i = first; i < end; i++)
            value[w->parts.at[i]] = FALSE;
        for (bool changed = true; changed && rounds; rounds--) {
            changed = false;
            for (int32_t i = first; i < end; i++) {
                int32_t now = gate_for(w, b, w->parts.at[i], value, &parts);
                changed = changed || now != value[w->parts.at[i]];
                value[w->parts.at[i]] = now;
            }
        }
    }
}

/* Reads what each node needs and its members, one node after the other: need, width, members. */
static Circuit as_told(Pool *pool, const int32_t *told, int32_t nodes)
{
    Circuit graph = {.members = zeros(pool, 0)};
    push(pool, &graph.from, 0);
    for (int32_t node = 0; node < nodes; node++) {
        push(pool, &graph.need, told[0]);
        make_room(pool, &graph.members, told[1]);
        memcpy(graph.members.at + graph.members.size, told + 2, (size_t)told[1] * sizeof *told);
        graph.members.size += told[1];
        push(pool, &graph.from, graph.members.size);
        told += 2 + told[1];
    }
    return graph;
}

static void take_in(Question *q, const int32_t *told, int32_t nodes, int32_t goal, const int32_t *place, int64_t copies)
{
    Pool *pool = &q->scratch;
    Walk w = {.q = q, .graph = as_told(pool, told, nodes)};
    int32_t *value = take(pool, (size_t)nodes, sizeof *value);
    w.index = take(pool, (size_t)nodes, sizeof *w.index);
    w.low = take(pool, (size_t)nodes, sizeof *w.low);
    w.met = take(pool, (size_t)nodes, sizeof *w.met);
    push(pool, &w.starts, 0);
    for (int32_t node = 0; node < nodes; node++)
        if (w.graph.need.at[node] == KEPT)
            value[node] = TRUE;
    if (w.graph.need.at[goal] != KEPT)
        walk(&w, goal);
    place_leaves(&w, place, value);
    Builder b = begin(q);
    evaluate_parts(&w, &b, value, copies);
    q->spent = 0;
    replace(q, &b, value[goal]);
}
