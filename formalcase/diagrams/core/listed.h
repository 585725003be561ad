/* All sets of a part of a diagram that have a leaf of a group, in dictionary order. See ordered.py. */

typedef struct {
    int32_t node, rest, depth, kept;
    bool has; /* a leaf of the group is chosen already */
} Branch;

/* What is to be gone through after a module, and what after that; -1: nothing. `some`: whether a leaf of the group
   can be in it. */
typedef struct {
    int32_t node, rest;
    bool some;
} After;

typedef struct {
    const Part *part;
    Pool *pool;
    int32_t end;   /* of the group; not behind the last leaf of the part: all sets are wanted */
    int32_t count; /* there are no more sets */
    Branch *branches;
    After *after;
    int32_t branch_room, after_room, written;
    int32_t *chosen, *found;
} Listing;

static bool in_group(const Part *p, int32_t leaf, int32_t end) { return leaf > p->last && leaf <= end; }

static void note_some(Part *p, int32_t end)
{
    for (int32_t i = 0; i < p->living; i++) {
        int32_t node = p->alive[i], inner = module_of(p, node);
        bool with = inner ? p->some[inner] : in_group(p, p->variable[node], end);
        p->some[node] = (has_low(p, node) && p->some[p->low[node]]) ||
                        (has_high(p, node) && (with || p->some[p->high[node]]));
    }
}

static bool worth_it(const Listing *l, const Branch *at)
{
    return at->has || l->part->some[at->node] || (at->rest >= 0 && l->after[at->rest].some);
}

static void put_off(Listing *l, int32_t *branches, Branch branch)
{
    if (*branches == l->branch_room) {
        l->branch_room *= 2;
        l->branches = grown(l->pool, l->branches, (size_t)l->branch_room, sizeof *l->branches);
    }
    l->branches[(*branches)++] = branch;
}

/* Into the module, and the sets of high to be gone through after it. */
static void enter(Listing *l, Branch *at, int32_t inner)
{
    const Part *p = l->part;
    if (at->kept == l->after_room) {
        l->after_room *= 2;
        l->after = grown(l->pool, l->after, (size_t)l->after_room, sizeof *l->after);
    }
    int32_t high = p->high[at->node];
    After rest = {high, at->rest, p->some[high] || (at->rest >= 0 && l->after[at->rest].some)};
    l->after[at->kept] = rest;
    at->rest = at->kept++;
    at->node = inner;
}

/* Writes all sets one after the other, each in order; false if they are not as many and as large as was said. */
static bool list_all(Listing *l)
{
    const Part *p = l->part;
    int32_t branches = 0, size = p->size;
    Branch at = {p->root, -1, 0, 0, l->end <= p->last};
    put_off(l, &branches, at);
    while (branches) {
        at = l->branches[--branches];
        while (at.node > 1 || (at.node == 1 && at.rest >= 0)) {
            if (at.node == 1) {
                at.node = l->after[at.rest].node;
                at.rest = l->after[at.rest].rest;
                continue;
            }
            Branch without = at;
            without.node = p->low[at.node];
            bool go_low = has_low(p, at.node) && worth_it(l, &without);
            if (!has_high(p, at.node)) {
                at = without;
                continue;
            }
            int32_t variable = p->variable[at.node];
            if (variable < p->leaves) {
                if (at.depth == size)
                    return false;
                Branch with = at;
                with.has = at.has || in_group(p, variable, l->end);
                with.node = p->high[at.node];
                if (!worth_it(l, &with)) {
                    at = without;
                    continue;
                }
                if (go_low)
                    put_off(l, &branches, without);
                with.depth = at.depth + 1;
                l->chosen[at.depth] = variable;
                at = with;
                continue;
            }
            int32_t inner = module_of(p, at.node);
            if (!at.has && !p->some[inner] && !p->some[p->high[at.node]] &&
                !(at.rest >= 0 && l->after[at.rest].some)) {
                at = without;
                continue;
            }
            if (go_low)
                put_off(l, &branches, without);
            enter(l, &at, inner);
        }
        if (at.depth != size || l->written == l->count)
            return false;
        int32_t *told = l->found + (size_t)l->written++ * (size_t)size;
        memcpy(told, l->chosen, (size_t)size * sizeof *told);
        sort_ints(told, size);
    }
    return true;
}

static bool smaller(const void *listing, int32_t one, int32_t other)
{
    const Listing *l = listing;
    int32_t size = l->part->size;
    const int32_t *a = l->found + (size_t)one * (size_t)size, *b = l->found + (size_t)other * (size_t)size;
    for (int32_t i = 0; i < size; i++)
        if (a[i] != b[i])
            return a[i] < b[i];
    return false;
}

/* Fills `told` with the sets of the part that have a leaf behind its last one and up to `end`, or with all of them
   if `end` is not behind it; how many they are, or -1 when they are more than `count` or not of one size. */
static int32_t listed(Part *p, int32_t end, int32_t count, int32_t *told)
{
    size_t size = (size_t)p->size;
    Listing l = {.part = p, .pool = &p->scratch, .end = end, .count = count, .branch_room = 64, .after_room = 64};
    note_some(p, end);
    l.branches = take(l.pool, (size_t)l.branch_room, sizeof *l.branches);
    l.after = take(l.pool, (size_t)l.after_room, sizeof *l.after);
    l.chosen = take(l.pool, size + 1, sizeof *l.chosen);
    l.found = take(l.pool, size * (size_t)count + 1, sizeof *l.found);
    if (!list_all(&l))
        return -1;
    const int32_t *order = in_order(l.pool, l.written, &l, smaller);
    for (int32_t i = 0; i < l.written; i++)
        memcpy(told + (size_t)i * size, l.found + (size_t)order[i] * size, size * sizeof *told);
    return l.written;
}
