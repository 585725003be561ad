/* Monotone circuits: threshold gates over leaves, built bottom-up, equal gates made once. See circuit.py. */

enum { FALSE, TRUE, FIRST_LEAF };
enum { WIDE = 64 }; /* absorption looks into members of at most this many members of their own */

typedef struct {
    int32_t leaves, root;
    Ints need;    /* of each node */
    Ints from;    /* where the members of each node begin; one more at the end */
    Ints members;
} Circuit;

static inline int32_t nodes_of(const Circuit *circuit) { return circuit->need.size; }

static inline int32_t first_gate(const Circuit *circuit) { return circuit->leaves + FIRST_LEAF; }

static inline int32_t width(const Circuit *circuit, int32_t node)
{
    return circuit->from.at[node + 1] - circuit->from.at[node];
}

static inline const int32_t *members(const Circuit *circuit, int32_t node)
{
    return circuit->members.at + circuit->from.at[node];
}

enum { NEITHER, OR, AND };

static inline int kind_of(const Circuit *circuit, int32_t gate)
{
    int32_t need = circuit->need.at[gate];
    return need == 1 ? OR : need == width(circuit, gate) ? AND : NEITHER;
}

static int32_t need_for(int kind, int32_t need, int32_t parts)
{
    return kind == OR ? 1 : kind == AND ? parts : need;
}

typedef struct {
    Pool *pool;
    Circuit made;
    int32_t *table; /* gates by what they are; 0 where there is none */
    uint32_t slots, gates;
    Ints stack; /* members of the gates that are being made */
    Ints mark;  /* of each node: the last `now` at which it was marked */
    int32_t now;
} Builder;

static Builder builder_for(Pool *pool, int32_t leaves)
{
    Builder b = {.pool = pool, .made.leaves = leaves, .slots = 64};
    b.made.need = zeros(pool, leaves + FIRST_LEAF);
    b.made.from = zeros(pool, leaves + FIRST_LEAF + 1);
    b.made.members = zeros(pool, 0);
    b.mark = zeros(pool, leaves + FIRST_LEAF);
    b.table = take(pool, b.slots, sizeof *b.table);
    return b;
}

static uint32_t hash_of(int32_t need, const int32_t *at, int32_t size)
{
    uint64_t hash = (uint64_t)need + 1;
    for (int32_t i = 0; i < size; i++)
        hash = (hash ^ (uint64_t)at[i]) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(hash >> 32);
}

static void grow_table(Builder *b)
{
    int32_t *old = b->table;
    b->slots *= 2;
    b->table = take(b->pool, b->slots, sizeof *b->table);
    for (int32_t node = first_gate(&b->made); node < nodes_of(&b->made); node++) {
        uint32_t slot = hash_of(b->made.need.at[node], members(&b->made, node), width(&b->made, node));
        while (b->table[slot &= b->slots - 1])
            slot++;
        b->table[slot] = node;
    }
    drop(b->pool, old);
}

static int32_t make(Builder *b, int32_t need, const int32_t *at, int32_t size)
{
    Circuit *made = &b->made;
    uint32_t slot = hash_of(need, at, size);
    for (;; slot++) {
        int32_t node = b->table[slot &= b->slots - 1];
        if (!node)
            break;
        if (made->need.at[node] == need && width(made, node) == size &&
            !memcmp(members(made, node), at, (size_t)size * sizeof *at))
            return node;
    }
    int32_t node = nodes_of(made);
    make_room(b->pool, &made->members, size);
    memcpy(made->members.at + made->members.size, at, (size_t)size * sizeof *at);
    made->members.size += size;
    push(b->pool, &made->from, made->members.size);
    push(b->pool, &b->mark, 0);
    push(b->pool, &made->need, need);
    b->table[slot] = node;
    if (++b->gates > b->slots / 2)
        grow_table(b);
    return node;
}

/* Drops the and-members of an or-gate that contain another member, and the other way round. */
static int32_t absorb(Builder *b, bool some, int32_t *at, int32_t size)
{
    b->now++;
    for (int32_t i = 0; i < size; i++)
        b->mark.at[at[i]] = b->now;
    int32_t kept = 0;
    for (int32_t i = 0; i < size; i++) {
        int32_t wide = width(&b->made, at[i]);
        const int32_t *below = members(&b->made, at[i]);
        bool dropped = false;
        if (wide && wide <= WIDE && b->made.need.at[at[i]] == (some ? wide : 1))
            for (int32_t j = 0; j < wide && !dropped; j++)
                dropped = b->mark.at[below[j]] == b->now;
        if (!dropped)
            at[kept++] = at[i];
    }
    return kept;
}

static int32_t gate(Builder *b, int32_t need, const int32_t *at, int32_t size);

static int32_t gate_of_two(Builder *b, int32_t need, int32_t one, int32_t other)
{
    int32_t both[] = {one, other};
    return gate(b, need, both, 2);
}

/* A threshold in which a member counts as often as it occurs (sorted), one repeated member at a time. */
static int32_t weighted(Builder *b, int32_t need, const int32_t *sorted, int32_t size)
{
    int32_t *at = take(b->pool, 2 * (size_t)size, sizeof *at), *single = at + size, singles = 0;
    int32_t *row = take(b->pool, 2 * (size_t)need + 2, sizeof *row), *next = row + need + 1;
    memcpy(at, sorted, (size_t)size * sizeof *at);
    for (int32_t i = 0; i < size; i++)
        if ((i == 0 || at[i - 1] != at[i]) && (i + 1 == size || at[i + 1] != at[i]))
            single[singles++] = at[i];
    for (int32_t left = 0; left <= need; left++)
        row[left] = gate(b, left, single, singles);
    for (int32_t i = 0, weight; i < size; i += weight) {
        for (weight = 1; i + weight < size && at[i + weight] == at[i];)
            weight++;
        if (weight == 1)
            continue;
        for (int32_t left = 0; left <= need; left++) {
            int32_t with_it = row[left > weight ? left - weight : 0];
            next[left] = gate_of_two(b, 1, row[left], gate_of_two(b, 2, at[i], with_it));
        }
        memcpy(row, next, ((size_t)need + 1) * sizeof *row);
    }
    int32_t found = row[need];
    drop(b->pool, at);
    drop(b->pool, row);
    return found;
}

/* The members are `b->stack` from `base` on, no constants, as many as are needed or more. */
static int32_t gate_of_stack(Builder *b, int32_t need, int32_t base)
{
    int32_t *at = b->stack.at + base, size = b->stack.size - base, distinct = 0;
    sort_ints(at, size);
    for (int32_t i = 0; i < size; i++)
        distinct += i == 0 || at[i - 1] != at[i];
    if (distinct < size) {
        if (need != 1 && need != size)
            return weighted(b, need, at, size);
        distinct = 0;
        for (int32_t i = 0; i < size; i++)
            if (distinct == 0 || at[distinct - 1] != at[i])
                at[distinct++] = at[i];
        need = need == 1 ? 1 : distinct;
    }
    if (distinct > 1 && (need == 1 || need == distinct)) {
        distinct = absorb(b, need == 1, at, distinct);
        need = need == 1 ? 1 : distinct;
    }
    return distinct == 1 ? at[0] : make(b, need, at, distinct);
}

/* The node for at least `need` of the members, which lie in no list that this builder may move. */
static int32_t gate(Builder *b, int32_t need, const int32_t *at, int32_t size)
{
    int32_t base = b->stack.size;
    make_room(b->pool, &b->stack, size);
    for (int32_t i = 0; i < size; i++) {
        if (at[i] == TRUE)
            need--;
        else if (at[i] != FALSE)
            b->stack.at[b->stack.size++] = at[i];
    }
    int32_t found = need <= 0                       ? TRUE
                    : need > b->stack.size - base   ? FALSE
                                                    : gate_of_stack(b, need, base);
    b->stack.size = base;
    return found;
}

/* Turns it into the circuit that is true when the other, with each leaf turned round, is false. */
static void turn_round(Circuit *circuit)
{
    for (int32_t node = first_gate(circuit); node < nodes_of(circuit); node++)
        circuit->need.at[node] = width(circuit, node) - circuit->need.at[node] + 1;
    if (circuit->root <= TRUE)
        circuit->root = TRUE - circuit->root;
}

/* The gates below the root, the root included, members first. */
static Ints reachable(const Circuit *circuit, Pool *pool)
{
    Ints found = {0};
    int32_t first = first_gate(circuit);
    if (circuit->root < first)
        return found;
    uint8_t *seen = take(pool, (size_t)circuit->root + 1, 1);
    seen[circuit->root] = 1;
    for (int32_t node = circuit->root; node >= first; node--)
        if (seen[node])
            for (int32_t i = 0; i < width(circuit, node); i++)
                seen[members(circuit, node)[i]] = 1;
    for (int32_t node = first; node <= circuit->root; node++)
        if (seen[node])
            push(pool, &found, node);
    drop(pool, seen);
    return found;
}

/* How many of the gates each node is a member of. */
static int32_t *parents(const Circuit *circuit, const Ints *gates, Pool *pool)
{
    int32_t *count = take(pool, (size_t)nodes_of(circuit), sizeof *count);
    for (int32_t i = 0; i < gates->size; i++)
        for (int32_t j = 0; j < width(circuit, gates->at[i]); j++)
            count[members(circuit, gates->at[i])[j]]++;
    return count;
}
