/* Gates below which nothing is used from elsewhere, and grouping that makes more of them. See modules.py. */

/* Dates of the first and the last visit of each node, and of leaving each gate, on one depth-first walk. */
typedef struct {
    int32_t *entered, *left, *last;
} Dates;

static Dates dated(const Circuit *circuit, Pool *pool)
{
    size_t size = (size_t)nodes_of(circuit);
    Dates dates = {take(pool, size, sizeof(int32_t)), take(pool, size, sizeof(int32_t)),
                   take(pool, size, sizeof(int32_t))};
    Ints work = {0}, position = {0};
    int32_t date = 1;
    dates.entered[circuit->root] = date;
    push(pool, &work, circuit->root);
    push(pool, &position, 0);
    while (work.size) {
        int32_t node = work.at[work.size - 1];
        if (position.at[work.size - 1] == width(circuit, node)) {
            work.size--;
            position.size--;
            dates.left[node] = ++date;
            if (dates.last[node] < date)
                dates.last[node] = date;
            continue;
        }
        int32_t member = members(circuit, node)[position.at[work.size - 1]++];
        dates.last[member] = ++date;
        if (!dates.entered[member]) {
            dates.entered[member] = date;
            if (member >= first_gate(circuit)) {
                push(pool, &work, member);
                push(pool, &position, 0);
            }
        }
    }
    return dates;
}

/* The modules below the root, the root last, members first; and a flag for each node. */
static Ints modules(const Circuit *circuit, Pool *pool, uint8_t **flags)
{
    Ints found = {0};
    uint8_t *closed = *flags = take(pool, (size_t)nodes_of(circuit), 1);
    if (circuit->root < first_gate(circuit))
        return found;
    Dates dates = dated(circuit, pool);
    Ints gates = reachable(circuit, pool);
    size_t size = (size_t)nodes_of(circuit) * sizeof(int32_t);
    int32_t *low = memcpy(take(pool, size, 1), dates.entered, size);
    int32_t *high = memcpy(take(pool, size, 1), dates.last, size);
    for (int32_t i = 0; i < gates.size; i++) {
        int32_t gate = gates.at[i], least = INT32_MAX, most = 0;
        for (int32_t j = 0; j < width(circuit, gate); j++) {
            int32_t member = members(circuit, gate)[j];
            least = low[member] < least ? low[member] : least;
            most = high[member] > most ? high[member] : most;
        }
        if (least > dates.entered[gate] && most < dates.left[gate]) {
            push(pool, &found, gate);
            closed[gate] = 1;
        }
        low[gate] = least < dates.entered[gate] ? least : dates.entered[gate];
        high[gate] = most > dates.last[gate] ? most : dates.last[gate];
    }
    return found;
}

/* For leaves and modules: which gates use them, one list after the other, in order of first use. */
typedef struct {
    int32_t *from, *count, *at; /* by node: where its uses begin, how many there are; the uses */
    Ints met;                   /* those with uses, in order of first use */
} Uses;

static Uses uses_of(const Circuit *circuit, const Ints *gates, const uint8_t *closed, Pool *pool)
{
    size_t size = (size_t)nodes_of(circuit);
    int32_t *total = parents(circuit, gates, pool), sum = 0;
    Uses uses = {.from = take(pool, size, sizeof(int32_t)), .count = take(pool, size, sizeof(int32_t))};
    uses.at = take(pool, (size_t)circuit->members.size + 1, sizeof(int32_t));
    for (int32_t i = 0; i < gates->size; i++)
        for (int32_t j = 0; j < width(circuit, gates->at[i]); j++) {
            int32_t member = members(circuit, gates->at[i])[j];
            if (member >= first_gate(circuit) && !closed[member])
                continue;
            if (!uses.count[member]) {
                uses.from[member] = sum;
                sum += total[member];
                push(pool, &uses.met, member);
            }
            uses.at[uses.from[member] + uses.count[member]++] = gates->at[i];
        }
    return uses;
}

/* Those with the same uses, as a ring: from each the next one, and which is the first of them. */
typedef struct {
    int32_t *first, *next, *size;
} Rings;

static bool one_kind(const Circuit *circuit, const int32_t *gates, int32_t size)
{
    int kind = kind_of(circuit, gates[0]);
    for (int32_t i = 1; i < size; i++)
        if (kind_of(circuit, gates[i]) != kind)
            return false;
    return kind != NEITHER;
}

static Rings rings_of(const Circuit *circuit, const Uses *uses, Pool *pool)
{
    size_t size = (size_t)nodes_of(circuit);
    Rings rings = {take(pool, size, sizeof(int32_t)), take(pool, size, sizeof(int32_t)),
                   take(pool, size, sizeof(int32_t))};
    int32_t *last = take(pool, size, sizeof *last);
    uint32_t slots = 64;
    while (slots < 2 * (uint32_t)uses->met.size)
        slots *= 2;
    int32_t *table = take(pool, slots, sizeof *table);
    for (int32_t i = 0; i < uses->met.size; i++) {
        int32_t member = uses->met.at[i], count = uses->count[member];
        const int32_t *using = uses->at + uses->from[member];
        uint32_t slot = hash_of(count, using, count);
        for (; table[slot &= slots - 1]; slot++) {
            int32_t other = table[slot];
            if (uses->count[other] == count &&
                !memcmp(uses->at + uses->from[other], using, (size_t)count * sizeof *using))
                break;
        }
        int32_t first = table[slot] ? table[slot] : member;
        table[slot] = first;
        rings.first[member] = first;
        if (first != member)
            rings.next[last[first]] = member;
        last[first] = member;
        rings.size[first]++;
    }
    for (int32_t i = 0; i < uses->met.size; i++) {
        int32_t first = uses->met.at[i];
        if (rings.first[first] == first &&
            !one_kind(circuit, uses->at + uses->from[first], uses->count[first]))
            rings.size[first] = 0; /* they stay as they are */
    }
    return rings;
}

/* Leaves and modules with the same uses, all in or-gates or all in and-gates, become one member there. */
static void join(Question *q)
{
    Pool *pool = &q->scratch;
    const Circuit *circuit = &q->circuit;
    uint8_t *closed;
    Ints gates = reachable(circuit, pool), parts = {0}, inside = {0};
    modules(circuit, pool, &closed);
    Uses uses = uses_of(circuit, &gates, closed, pool);
    Rings rings = rings_of(circuit, &uses, pool);
    Builder b = begin(q);
    int32_t *new = renaming(q);
    for (int32_t i = 0; i < gates.size; i++) {
        int32_t node = gates.at[i];
        int kind = kind_of(circuit, node);
        parts.size = 0; /* in a threshold a member that comes twice counts twice */
        for (int32_t j = 0; j < width(circuit, node); j++) {
            int32_t member = members(circuit, node)[j], first = rings.first[member];
            int32_t size = first ? rings.size[first] : 0;
            if (size <= 1 || size >= width(circuit, node)) {
                push(pool, &parts, new[member]);
            } else if (member == first) { /* the first stands for all */
                inside.size = 0;
                for (int32_t part = first, left = size; left; left--, part = rings.next[part])
                    push(pool, &inside, new[part]);
                push(pool, &parts, gate(&b, kind == OR ? 1 : size, inside.at, size));
            }
        }
        new[node] = gate(&b, need_for(kind, circuit->need.at[node], parts.size), parts.at, parts.size);
    }
    replace(q, &b, new[circuit->root]);
}

/* Which members of a module hang together, by way of what. */
typedef struct {
    const Circuit *circuit;
    const uint8_t *closed;
    int32_t *owner;       /* of each node: the member below which it was met; 0: not met */
    int32_t *head, *group; /* of each member: another one that it hangs together with; its group */
    Keyed *sorted;
    Ints todo;
} Parting;

static int32_t head_of(Parting *p, int32_t member)
{
    while (p->head[member] != member) {
        p->head[member] = p->head[p->head[member]];
        member = p->head[member];
    }
    return member;
}

/* The members of a module with the number of their group, in order: those that share something, group by
   group, then all that share nothing as one. Says how many groups there are. */
static int32_t apart(Parting *p, Pool *pool, int32_t gate)
{
    const int32_t *at = members(p->circuit, gate);
    int32_t size = width(p->circuit, gate), groups = 0, alone = 0;
    for (int32_t i = 0; i < size; i++) {
        p->head[at[i]] = at[i];
        p->group[at[i]] = 0;
    }
    for (int32_t i = 0; i < size; i++) {
        push(pool, &p->todo, at[i]);
        while (p->todo.size) {
            int32_t node = p->todo.at[--p->todo.size];
            if (p->owner[node]) {
                int32_t one = head_of(p, p->owner[node]), other = head_of(p, at[i]);
                p->head[one > other ? one : other] = one > other ? other : one;
                continue;
            }
            p->owner[node] = at[i];
            if (node >= first_gate(p->circuit) && !p->closed[node])
                for (int32_t j = 0; j < width(p->circuit, node); j++)
                    push(pool, &p->todo, members(p->circuit, node)[j]);
        }
    }
    for (int32_t i = 0; i < size; i++) /* how many each group has, below 0, kept at its head */
        p->group[head_of(p, at[i])]--;
    for (int32_t i = 0; i < size; i++) {
        int32_t head = head_of(p, at[i]);
        alone += p->group[head] == -1;
        if (p->group[head] < 0)
            p->group[head] = p->group[head] == -1 ? INT32_MAX : groups++;
        Keyed one = {p->group[head], i, at[i]};
        p->sorted[i] = one;
    }
    sort_keyed(p->sorted, p->sorted + size, size);
    return groups + (alone > 0);
}

/* In a module, members that share something only among themselves become a gate of their own. */
static void part(Question *q)
{
    Pool *pool = &q->scratch;
    const Circuit *circuit = &q->circuit;
    Parting p = {.circuit = circuit};
    uint8_t *closed;
    Ints gates = reachable(circuit, pool), parts = {0}, inside = {0};
    size_t size = (size_t)nodes_of(circuit);
    modules(circuit, pool, &closed);
    p.closed = closed;
    p.owner = take(pool, size, sizeof *p.owner);
    p.head = take(pool, size, sizeof *p.head);
    p.group = take(pool, size, sizeof *p.group);
    p.sorted = take(pool, 2 * size, sizeof *p.sorted);
    Builder b = begin(q);
    int32_t *new = renaming(q);
    for (int32_t i = 0; i < gates.size; i++) {
        int32_t node = gates.at[i], wide = width(circuit, node);
        int kind = kind_of(circuit, node);
        bool parted = closed[node] && kind && wide > 2 && apart(&p, pool, node) > 1;
        parts.size = inside.size = 0;
        for (int32_t j = 0; j < wide; j++) {
            if (!parted) {
                push(pool, &parts, new[members(circuit, node)[j]]);
                continue;
            }
            push(pool, &inside, new[p.sorted[j].item]);
            if (j + 1 == wide || p.sorted[j + 1].key != p.sorted[j].key) {
                push(pool, &parts, gate(&b, kind == OR ? 1 : inside.size, inside.at, inside.size));
                inside.size = 0;
            }
        }
        new[node] = gate(&b, need_for(kind, circuit->need.at[node], parts.size), parts.at, parts.size);
    }
    replace(q, &b, new[circuit->root]);
}
