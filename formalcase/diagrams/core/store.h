/* What both kinds of diagrams are kept in: nodes, equal ones made once; what operators found; work is counted.
   See store.py. */

typedef struct {
    int32_t level, low, high;
} Node;

typedef struct {
    int32_t one, other, what, found; /* `what` is the operator, and never 0 */
} Entry;

/* One step is one pair of nodes that an operator looks into. Past `stop` the operators are left: for good
   when the limit of this attempt is reached, else only to let others have a look, and what was being looked
   into is not counted, since it will be counted again. */
typedef struct {
    Room *room;
    int64_t steps, limit, stop;
} Meter;

typedef struct {
    Pool *pool;
    Meter *meter;
    Node *nodes;
    int32_t size, room;
    int32_t *made; /* nodes by what they are; 0: none */
    uint64_t slots;
    Entry *known;
    uint64_t entries, known_slots;
    /* for families of bounded size only */
    const int32_t *weights; /* of each level */
    int32_t bound;
    int32_t *lightest, *heaviest; /* of each node */
} Store;

enum { LAST = INT32_MAX, MOST_NODES = 1 << 25 };
enum { EITHER = 1, BOTH, WITHOUT, MINIMAL, CUT, WITHIN, OPERATORS };

static void stop(Meter *meter, int32_t depth)
{
    if (meter->steps > meter->limit)
        leave(meter->room, SPENT);
    meter->steps -= (int64_t)depth + 1;
    leave(meter->room, PAUSED);
}

/* Counts one step; `depth` is how many calls above this one have counted theirs. */
static inline void step(Meter *meter, int32_t depth)
{
    if (++meter->steps > meter->stop)
        stop(meter, depth);
}

static inline uint64_t mixed(int32_t one, int32_t other, int32_t what)
{
    uint64_t hash = ((uint64_t)(uint32_t)one << 32 | (uint32_t)other) * 0x9E3779B97F4A7C15u;
    hash = (hash ^ (hash >> 32) ^ (uint64_t)(uint32_t)what << 20) * 0xC2B2AE3D27D4EB4Fu;
    return hash >> 24;
}

static void append(Store *s, int32_t level, int32_t low, int32_t high)
{
    if (s->size == s->room) {
        int32_t room = s->room ? 2 * s->room : 64;
        s->nodes = grown(s->pool, s->nodes, (size_t)room, sizeof *s->nodes);
        if (s->weights) {
            s->lightest = grown(s->pool, s->lightest, (size_t)room, sizeof *s->lightest);
            s->heaviest = grown(s->pool, s->heaviest, (size_t)room, sizeof *s->heaviest);
        }
        s->room = room;
    }
    Node node = {level, low, high};
    s->nodes[s->size++] = node;
}

static Store store_in(Pool *pool, Meter *meter, const int32_t *weights, int32_t bound)
{
    Store s = {.pool = pool, .meter = meter, .weights = weights, .bound = bound, .slots = 128, .known_slots = 128};
    s.made = take(pool, s.slots, sizeof *s.made);
    s.known = take(pool, s.known_slots, sizeof *s.known);
    append(&s, LAST, 0, 0);
    append(&s, LAST, 1, 1);
    if (weights) {
        s.lightest[0] = bound + 1;
        s.lightest[1] = s.heaviest[0] = s.heaviest[1] = 0;
    }
    return s;
}

static void grow_made(Store *s)
{
    drop(s->pool, s->made);
    s->made = NULL;
    s->slots *= 2;
    s->made = take(s->pool, s->slots, sizeof *s->made);
    for (int32_t node = 2; node < s->size; node++) {
        uint64_t slot = mixed(s->nodes[node].low, s->nodes[node].high, s->nodes[node].level);
        while (s->made[slot &= s->slots - 1])
            slot++;
        s->made[slot] = node;
    }
}

/* The node for what holds without the variable of `level` (low) and for what it adds (high). */
static int32_t node_for(Store *s, int32_t level, int32_t low, int32_t high)
{
    if (!high || low == high)
        return low;
    uint64_t slot = mixed(low, high, level);
    for (;; slot++) {
        int32_t found = s->made[slot &= s->slots - 1];
        if (!found)
            break;
        const Node *node = &s->nodes[found];
        if (node->low == low && node->high == high && node->level == level)
            return found;
    }
    if (s->size == MOST_NODES)
        leave(s->pool->room, NO_ROOM);
    int32_t found = s->size;
    append(s, level, low, high);
    s->made[slot] = found;
    if (s->weights) {
        int32_t light = s->lightest[high] + s->weights[level], heavy = s->heaviest[high] + s->weights[level];
        s->lightest[found] = s->lightest[low] < light ? s->lightest[low] : light;
        s->heaviest[found] = s->heaviest[low] > heavy ? s->heaviest[low] : heavy;
    }
    if ((uint64_t)found > s->slots / 3 * 2)
        grow_made(s);
    return found;
}

static void grow_known(Store *s)
{
    Entry *old = s->known;
    uint64_t before = s->known_slots;
    s->known_slots *= 2;
    s->known = take(s->pool, s->known_slots, sizeof *s->known);
    for (uint64_t i = 0; i < before; i++) {
        if (!old[i].what)
            continue;
        uint64_t slot = mixed(old[i].one, old[i].other, old[i].what);
        while (s->known[slot &= s->known_slots - 1].what)
            slot++;
        s->known[slot] = old[i];
    }
    drop(s->pool, old);
}

/* What an operator found for a pair before, or -1. */
static inline int32_t recalled(const Store *s, int32_t what, int32_t one, int32_t other)
{
    for (uint64_t slot = mixed(one, other, what);; slot++) {
        const Entry *entry = &s->known[slot &= s->known_slots - 1];
        if (!entry->what)
            return -1;
        if (entry->one == one && entry->other == other && entry->what == what)
            return entry->found;
    }
}

static int32_t remembered(Store *s, int32_t what, int32_t one, int32_t other, int32_t found)
{
    if (s->entries >= s->known_slots / 3 * 2)
        grow_known(s);
    uint64_t slot = mixed(one, other, what);
    while (s->known[slot &= s->known_slots - 1].what)
        slot++;
    Entry entry = {one, other, what, found};
    s->known[slot] = entry;
    s->entries++;
    return found;
}
