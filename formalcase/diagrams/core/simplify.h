/* Smaller circuits with the same value: gates merged, shared leaves used once where once is enough.
   See simplify.py. */

enum { ROUNDS = 6, AT_ONCE = 3000 };

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
    Ints gone;   /* the last pass in which a gate went into another */
    int32_t pass;
    Keyed *pairs; /* with as much room again for sorting */
    int32_t pairs_room;
    Ints parts, inner, holding, rests, rest, made;
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

/* The members of the inner gates that are in several of them, each with every gate that has it: what most have
   first. Gives how many pairs there are. */
static int32_t held_by_several(Merging *m)
{
    Pool *pool = &m->q->scratch;
    const Circuit *made = &m->b.made;
    int32_t pairs = 0, all = 0;
    while (m->count.size < nodes_of(made))
        push(pool, &m->count, 0);
    for (int32_t i = 0; i < m->inner.size; i++)
        for (int32_t j = 0; j < width(made, m->inner.at[i]); j++, all++)
            m->count.at[members(made, m->inner.at[i])[j]]++;
    if (all > m->pairs_room) {
        m->pairs = grown(pool, m->pairs, 2 * (size_t)all, sizeof *m->pairs);
        m->pairs_room = all;
    }
    for (int32_t i = 0; i < m->inner.size; i++)
        for (int32_t j = 0; j < width(made, m->inner.at[i]); j++) {
            int32_t member = members(made, m->inner.at[i])[j];
            Keyed pair = {-((int64_t)m->count.at[member] << 32) + member, m->inner.at[i], member};
            if (m->count.at[member] > 1)
                m->pairs[pairs++] = pair;
        }
    for (int32_t i = 0; i < m->inner.size; i++)
        for (int32_t j = 0; j < width(made, m->inner.at[i]); j++)
            m->count.at[members(made, m->inner.at[i])[j]] = 0;
    sort_keyed(m->pairs, m->pairs + m->pairs_room, pairs);
    return pairs;
}

/* One gate for those in `m->holding`, of which all have a member in common. */
static int32_t factored_out(Merging *m, int32_t common, bool some)
{
    Pool *pool = &m->q->scratch;
    Builder *b = &m->b;
    m->rests.size = 0;
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
    int32_t inside = gate(b, some ? 1 : m->rests.size, m->rests.at, m->rests.size);
    *flag(m, inside) = 1;
    int32_t outside = gate_of_two(b, some ? 2 : 1, common, inside);
    *flag(m, outside) = 1;
    return outside;
}

static bool is_gone(const Merging *m, int32_t part) { return part < m->gone.size && m->gone.at[part] == m->pass; }

/* (a and b) or (a and c) is a and (b or c), for gates with no other use; and the other way round.
   The parts are `m->parts`. */
static int32_t factored(Merging *m, bool some)
{
    Pool *pool = &m->q->scratch;
    for (;;) {
        m->inner.size = m->made.size = 0;
        m->pass++;
        for (int32_t i = 0; i < m->parts.size; i++)
            if (is_inner(m, m->parts.at[i], some))
                push(pool, &m->inner, m->parts.at[i]);
        sort_ints(m->inner.at, m->inner.size);
        int32_t distinct = 0;
        for (int32_t i = 0; i < m->inner.size; i++)
            if (!distinct || m->inner.at[distinct - 1] != m->inner.at[i])
                m->inner.at[distinct++] = m->inner.at[i];
        m->inner.size = distinct;
        int32_t pairs = distinct < 2 ? 0 : held_by_several(m);
        if (!pairs)
            break;
        while (m->gone.size < nodes_of(&m->b.made))
            push(pool, &m->gone, 0);
        for (int32_t i = 0, next; i < pairs; i = next) {
            m->holding.size = 0;
            for (next = i; next < pairs && m->pairs[next].item == m->pairs[i].item; next++)
                if (!is_gone(m, m->pairs[next].tie))
                    push(pool, &m->holding, m->pairs[next].tie);
            if (m->holding.size < 2)
                continue;
            for (int32_t j = 0; j < m->holding.size; j++)
                m->gone.at[m->holding.at[j]] = m->pass;
            push(pool, &m->made, factored_out(m, m->pairs[i].item, some));
        }
        int32_t kept = 0;
        for (int32_t i = 0; i < m->parts.size; i++)
            if (!is_gone(m, m->parts.at[i]))
                m->parts.at[kept++] = m->parts.at[i];
        m->parts.size = kept;
        for (int32_t i = 0; i < m->made.size; i++)
            push(pool, &m->parts, m->made.at[i]);
    }
    return gate(&m->b, some ? 1 : m->parts.size, m->parts.at, m->parts.size);
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

/* For each gate, which of some shared leaves may be taken for false inside it, and which for true. */
typedef struct {
    size_t words;
    int32_t *place; /* of each leaf among the shared ones, from 1; 0 for the others */
    int32_t from;   /* the places after this one, as many as the words have bits, are looked at */
    uint64_t *of;   /* by gate: the words for false, then those for true */
    uint8_t *told;  /* of each gate: whether a use of it has been seen yet, and whether its mask has a bit */
} Masks;

enum { UNTOLD, NOTHING, SOMETHING };

/* The bit of a member, or -1 if it is none of the leaves that are looked at. */
static int32_t bit_of(const Masks *masks, int32_t member, int32_t first)
{
    int32_t place = member < first ? masks->place[member] - masks->from : 0;
    return place > 0 && place <= (int32_t)(64 * masks->words) ? place - 1 : -1;
}

static void hand_down(const Circuit *circuit, int32_t node, Masks *masks, uint64_t *here)
{
    int32_t first = first_gate(circuit);
    int kind = kind_of(circuit, node);
    size_t words = masks->words, size = 2 * words * sizeof *here;
    bool some = masks->told[node - first] == SOMETHING;
    if (some)
        memcpy(here, masks->of + 2 * words * (size_t)(node - first), size);
    for (int32_t i = 0; kind && i < width(circuit, node); i++) {
        int32_t bit = bit_of(masks, members(circuit, node)[i], first);
        if (bit < 0)
            continue;
        if (!some)
            memset(here, 0, size);
        some = true;
        here[(kind == OR ? 0 : words) + (size_t)bit / 64] |= (uint64_t)1 << bit % 64;
    }
    for (int32_t i = 0; i < width(circuit, node); i++) {
        int32_t member = members(circuit, node)[i];
        if (member < first)
            continue;
        uint64_t *of = masks->of + 2 * words * (size_t)(member - first), left = 0;
        uint8_t *told = masks->told + (member - first);
        if (!some) {
            *told = NOTHING;
        } else if (*told == UNTOLD) {
            memcpy(of, here, size);
            *told = SOMETHING;
        } else if (*told == SOMETHING) {
            for (size_t word = 0; word < 2 * words; word++)
                left |= of[word] &= here[word];
            *told = left ? SOMETHING : NOTHING;
        }
    }
}

static bool has_bit(const uint64_t *words, int32_t bit) { return bit >= 0 && words[bit / 64] >> bit % 64 & 1; }

/* Notes the uses of the leaves that are looked at that may be taken for a constant; says whether there are any. */
static bool decide(const Circuit *circuit, const Ints *gates, Masks *masks, uint64_t *here, uint8_t *constant)
{
    int32_t first = first_gate(circuit);
    size_t all = (size_t)(circuit->root - first + 1), words = masks->words;
    bool any = false;
    memset(masks->told, UNTOLD, all);
    for (int32_t i = gates->size; i--;) {
        int32_t node = gates->at[i];
        const uint64_t *of = masks->of + 2 * words * (size_t)(node - first);
        for (int32_t j = 0; masks->told[node - first] == SOMETHING && j < width(circuit, node); j++) {
            int32_t bit = bit_of(masks, members(circuit, node)[j], first);
            uint8_t *noted = constant + (members(circuit, node) + j - circuit->members.at);
            if (has_bit(of, bit))
                *noted = 1 + FALSE;
            else if (has_bit(of + words, bit))
                *noted = 1 + TRUE;
            any = any || *noted;
        }
        hand_down(circuit, node, masks, here);
    }
    return any;
}

/* Takes a leaf for a constant where its own value decides everything above; some leaves at a time. */
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
    bool any = false;
    uint8_t *constant = take(pool, (size_t)circuit->members.size + 1, 1);
    if (gates.size && shared) {
        size_t all = (size_t)(circuit->root - first + 1);
        masks.words = ((size_t)(shared < AT_ONCE ? shared : AT_ONCE) + 63) / 64;
        masks.of = take(pool, 2 * masks.words * all, sizeof *masks.of);
        masks.told = take(pool, all, 1);
        uint64_t *here = take(pool, 2 * masks.words, sizeof *here);
        for (; masks.from < shared; masks.from += (int32_t)(64 * masks.words))
            any = decide(circuit, &gates, &masks, here, constant) || any;
    }
    if (!any) {
        empty(pool);
        return;
    }
    Builder b = begin(q);
    int32_t *new = renaming(q);
    for (int32_t i = 0; i < gates.size; i++) {
        int32_t node = gates.at[i];
        parts.size = 0;
        for (int32_t j = 0; j < width(circuit, node); j++) {
            const int32_t *member = members(circuit, node) + j;
            uint8_t noted = constant[member - circuit->members.at];
            push(pool, &parts, noted ? noted - 1 : new[*member]);
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
