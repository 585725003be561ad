/* Smaller circuits with the same value: gates merged, shared leaves used once where once is enough.
   See simplify.py. */

enum { ROUNDS = 6, SHARED = 3000 };

static int64_t weight(Question *q)
{
    int64_t sum = 0;
    Ints gates = reachable(&q->circuit, &q->scratch);
    for (int32_t i = 0; i < gates.size; i++)
        sum += width(&q->circuit, gates.at[i]);
    empty(&q->scratch);
    return sum;
}

/* Flags and counts of the nodes of the new circuit, which grows meanwhile. */
typedef struct {
    Question *q;
    Builder b;
    Ints alone;  /* gates that stand for a gate with one use */
    Ints count;
    Ints parts, inner, holding, rests, rest, touched;
} Merging;

static int32_t *flag(Merging *m, int32_t node)
{
    while (m->alone.size <= node)
        push(&m->q->scratch, &m->alone, 0);
    return &m->alone.at[node];
}

static bool is_inner(Merging *m, int32_t part, bool some)
{
    int32_t wide = width(&m->b.made, part);
    return wide && *flag(m, part) && m->b.made.need.at[part] == (some ? wide : 1);
}

/* The member that most of the inner gates have, the first of these; 0 when none is in two of them. */
static int32_t most_common(Merging *m)
{
    Pool *pool = &m->q->scratch;
    while (m->count.size < nodes_of(&m->b.made))
        push(pool, &m->count, 0);
    m->touched.size = 0;
    for (int32_t i = 0; i < m->inner.size; i++)
        for (int32_t j = 0; j < width(&m->b.made, m->inner.at[i]); j++) {
            int32_t member = members(&m->b.made, m->inner.at[i])[j];
            if (!m->count.at[member]++)
                push(pool, &m->touched, member);
        }
    int32_t found = 0, most = 1;
    for (int32_t i = 0; i < m->touched.size; i++) {
        int32_t member = m->touched.at[i], count = m->count.at[member];
        if (count > most || (count == most && found && member < found)) {
            found = member;
            most = count;
        }
        m->count.at[member] = 0;
    }
    return found;
}

static bool has_member(const Circuit *circuit, int32_t gate, int32_t member)
{
    for (int32_t i = 0; i < width(circuit, gate); i++)
        if (members(circuit, gate)[i] == member)
            return true;
    return false;
}

/* (a and b) or (a and c) is a and (b or c), for gates with no other use; and the other way round.
   The parts are `m->parts`. */
static int32_t factored(Merging *m, bool some)
{
    Pool *pool = &m->q->scratch;
    Builder *b = &m->b;
    for (;;) {
        m->inner.size = m->holding.size = m->rests.size = 0;
        for (int32_t i = 0; i < m->parts.size; i++)
            if (is_inner(m, m->parts.at[i], some))
                push(pool, &m->inner, m->parts.at[i]);
        sort_ints(m->inner.at, m->inner.size);
        int32_t distinct = 0;
        for (int32_t i = 0; i < m->inner.size; i++)
            if (!distinct || m->inner.at[distinct - 1] != m->inner.at[i])
                m->inner.at[distinct++] = m->inner.at[i];
        m->inner.size = distinct;
        int32_t common = distinct < 2 ? 0 : most_common(m);
        if (!common)
            break;
        for (int32_t i = 0; i < distinct; i++)
            if (has_member(&b->made, m->inner.at[i], common))
                push(pool, &m->holding, m->inner.at[i]);
        for (int32_t i = 0; i < m->holding.size; i++) {
            int32_t part = m->holding.at[i];
            m->rest.size = 0;
            for (int32_t j = 0; j < width(&b->made, part); j++)
                if (members(&b->made, part)[j] != common)
                    push(pool, &m->rest, members(&b->made, part)[j]);
            int32_t made = gate(b, some ? m->rest.size : 1, m->rest.at, m->rest.size);
            if (m->rest.size > 1)
                *flag(m, made) = 1;
            push(pool, &m->rests, made);
        }
        int32_t kept = 0;
        for (int32_t i = 0; i < m->parts.size; i++) {
            int32_t part = m->parts.at[i];
            if (!bsearch(&part, m->holding.at, (size_t)m->holding.size, sizeof part, by_value))
                m->parts.at[kept++] = part;
        }
        m->parts.size = kept;
        int32_t inside = gate(b, some ? 1 : m->rests.size, m->rests.at, m->rests.size);
        *flag(m, inside) = 1;
        int32_t outside = gate_of_two(b, some ? 2 : 1, common, inside);
        *flag(m, outside) = 1;
        push(pool, &m->parts, outside);
    }
    return gate(b, some ? 1 : m->parts.size, m->parts.at, m->parts.size);
}

/* A gate that one gate of its kind alone uses becomes part of that; common members are factored out. */
static void merge(Question *q)
{
    Pool *pool = &q->scratch;
    const Circuit *circuit = &q->circuit;
    Merging m = {.q = q, .b = begin(q)};
    Ints gates = reachable(circuit, pool), todo = {0};
    int32_t *used = parents(circuit, &gates, pool), *new = renaming(q);
    uint8_t *inner = take(pool, (size_t)nodes_of(circuit), 1);
    for (int32_t i = 0; i < gates.size; i++) {
        int kind = kind_of(circuit, gates.at[i]);
        for (int32_t j = 0; kind && j < width(circuit, gates.at[i]); j++) {
            int32_t member = members(circuit, gates.at[i])[j];
            if (used[member] == 1 && member >= first_gate(circuit) && kind_of(circuit, member) == kind)
                inner[member] = 1;
        }
    }
    for (int32_t i = 0; i < gates.size; i++) {
        int32_t node = gates.at[i];
        if (inner[node])
            continue;
        m.parts.size = 0;
        push(pool, &todo, node);
        while (todo.size) {
            int32_t part = todo.at[--todo.size];
            if (part == node || inner[part])
                for (int32_t j = width(circuit, part); j--;)
                    push(pool, &todo, members(circuit, part)[j]);
            else
                push(pool, &m.parts, new[part]);
        }
        int kind = kind_of(circuit, node);
        int32_t made = kind ? factored(&m, kind == OR)
                            : gate(&m.b, circuit->need.at[node], m.parts.at, m.parts.size);
        new[node] = made;
        int32_t *alone = flag(&m, made);
        *alone = used[node] == 1 && !*alone && made >= first_gate(circuit);
    }
    replace(q, &m.b, new[circuit->root]);
}

/* For each gate, which of the shared leaves may be taken for false inside it, and which for true. */
typedef struct {
    size_t words;
    int32_t *place; /* of each leaf among the shared ones, from 1; 0 for the others */
    uint64_t *of;   /* by gate: the words for false, then those for true */
    uint8_t *told;  /* gates of which some use has been seen */
} Masks;

static void hand_down(const Circuit *circuit, int32_t node, Masks *masks, uint64_t *here)
{
    int32_t first = first_gate(circuit);
    int kind = kind_of(circuit, node);
    size_t words = masks->words;
    memcpy(here, masks->of + 2 * words * (size_t)(node - first), 2 * words * sizeof *here);
    for (int32_t i = 0; kind && i < width(circuit, node); i++) {
        int32_t member = members(circuit, node)[i];
        if (member < first && masks->place[member]) {
            size_t bit = (size_t)masks->place[member] - 1;
            here[(kind == OR ? 0 : words) + bit / 64] |= (uint64_t)1 << bit % 64;
        }
    }
    for (int32_t i = 0; i < width(circuit, node); i++) {
        int32_t member = members(circuit, node)[i];
        if (member < first)
            continue;
        uint64_t *of = masks->of + 2 * words * (size_t)(member - first);
        if (!masks->told[member - first])
            memcpy(of, here, 2 * words * sizeof *of);
        else
            for (size_t word = 0; word < 2 * words; word++)
                of[word] &= here[word];
        masks->told[member - first] = 1;
    }
}

static bool has_bit(const uint64_t *words, int32_t place)
{
    return place && words[(place - 1) / 64] >> (place - 1) % 64 & 1;
}

/* Takes a leaf for a constant where its own value decides everything above. */
static void force(Question *q)
{
    Pool *pool = &q->scratch;
    const Circuit *circuit = &q->circuit;
    int32_t first = first_gate(circuit), shared = 0;
    Ints gates = reachable(circuit, pool), parts = {0};
    int32_t *used = parents(circuit, &gates, pool);
    Masks masks = {.place = take(pool, (size_t)first, sizeof *masks.place)};
    for (int32_t leaf = FIRST_LEAF; leaf < first; leaf++)
        if (used[leaf] > 1)
            masks.place[leaf] = ++shared;
    if (!gates.size || !shared || shared > SHARED) {
        empty(pool);
        return;
    }
    size_t words = masks.words = ((size_t)shared + 63) / 64, all = (size_t)(circuit->root - first + 1);
    masks.of = take(pool, 2 * words * all, sizeof *masks.of);
    masks.told = take(pool, all, 1);
    uint64_t *here = take(pool, 2 * words, sizeof *here);
    bool any = false;
    for (int32_t i = gates.size; i--;) {
        hand_down(circuit, gates.at[i], &masks, here);
        const uint64_t *of = masks.of + 2 * words * (size_t)(gates.at[i] - first);
        for (size_t word = 0; word < 2 * words && !any; word++)
            any = of[word] != 0;
    }
    if (!any) {
        empty(pool);
        return;
    }
    Builder b = begin(q);
    int32_t *new = renaming(q);
    for (int32_t i = 0; i < gates.size; i++) {
        int32_t node = gates.at[i];
        const uint64_t *of = masks.of + 2 * words * (size_t)(node - first);
        parts.size = 0;
        for (int32_t j = 0; j < width(circuit, node); j++) {
            int32_t member = members(circuit, node)[j], place = member < first ? masks.place[member] : 0;
            push(pool, &parts,
                 has_bit(of, place) ? FALSE : has_bit(of + words, place) ? TRUE : new[member]);
        }
        new[node] = gate(&b, circuit->need.at[node], parts.at, parts.size);
    }
    replace(q, &b, new[circuit->root]);
}

static void simplify(Question *q)
{
    int64_t size = weight(q);
    for (int round = 0; round < ROUNDS; round++) {
        int64_t before = size;
        merge(q);
        force(q);
        size = weight(q);
        if (size == before)
            break;
    }
}
