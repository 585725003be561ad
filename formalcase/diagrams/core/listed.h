/* All sets of a diagram whose sets are of one size, in order. See listing.py. */

typedef struct {
    int32_t node, rest, depth, kept;
} Branch;

/* What is to be gone through after a module, and what after that; -1: nothing. */
typedef struct {
    int32_t node, rest;
} After;

typedef struct {
    const int32_t *variable, *low, *high, *roots;
    int32_t leaves, size, count; /* of each set, of sets */
    Pool *pool;
    Branch *branches;
    After *after;
    int32_t branch_room, after_room;
    int32_t *chosen, *found;
} Listing;

/* Writes all sets one after the other, as long as there are as many as were said; false if there are not. */
static bool list_all(Listing *l, int32_t root)
{
    int32_t branches = 1, written = 0;
    Branch first = {root, -1, 0, 0};
    l->branches[0] = first;
    while (branches) {
        Branch at = l->branches[--branches];
        while (at.node > 1 || (at.node == 1 && at.rest >= 0)) {
            if (at.node == 1) {
                at.node = l->after[at.rest].node;
                at.rest = l->after[at.rest].rest;
                continue;
            }
            if (l->low[at.node]) {
                if (branches == l->branch_room) {
                    l->branch_room *= 2;
                    l->branches = grown(l->pool, l->branches, (size_t)l->branch_room, sizeof *l->branches);
                }
                Branch without = at;
                without.node = l->low[at.node];
                l->branches[branches++] = without;
            }
            int32_t variable = l->variable[at.node];
            if (variable < l->leaves) {
                if (at.depth == l->size)
                    return false;
                l->chosen[at.depth++] = variable;
                at.node = l->high[at.node];
                continue;
            }
            if (at.kept == l->after_room) {
                l->after_room *= 2;
                l->after = grown(l->pool, l->after, (size_t)l->after_room, sizeof *l->after);
            }
            After rest = {l->high[at.node], at.rest};
            l->after[at.kept] = rest;
            at.rest = at.kept++;
            at.node = l->roots[variable - l->leaves];
        }
        if (!at.node)
            continue;
        if (at.depth != l->size || written == l->count)
            return false;
        memcpy(l->found + (size_t)written++ * (size_t)l->size, l->chosen, (size_t)l->size * sizeof *l->found);
        sort_ints(l->found + (size_t)(written - 1) * (size_t)l->size, l->size);
    }
    return written == l->count;
}

static bool smaller(const Listing *l, int32_t one, int32_t other)
{
    const int32_t *a = l->found + (size_t)one * (size_t)l->size, *b = l->found + (size_t)other * (size_t)l->size;
    for (int32_t i = 0; i < l->size; i++)
        if (a[i] != b[i])
            return a[i] < b[i];
    return false;
}

/* The numbers of the sets in dictionary order, merged from the bottom. */
static int32_t *in_order(Listing *l)
{
    size_t count = (size_t)l->count;
    int32_t *at = take(l->pool, count, sizeof *at), *next = take(l->pool, count, sizeof *next);
    for (int32_t i = 0; i < l->count; i++)
        at[i] = i;
    for (int64_t run = 1; run < l->count; run *= 2) {
        for (int64_t start = 0; start < l->count; start += 2 * run) {
            int64_t middle = start + run < l->count ? start + run : l->count;
            int64_t end = middle + run < l->count ? middle + run : l->count;
            int64_t left = start, right = middle;
            for (int64_t place = start; place < end; place++) {
                bool from_right = left == middle || (right < end && smaller(l, at[right], at[left]));
                next[place] = from_right ? at[right++] : at[left++];
            }
        }
        int32_t *sorted = next;
        next = at;
        at = sorted;
    }
    return at;
}

/* Fills `told` with `count` sets of `size` leaves each, in order; false if the sets are not so. */
static bool listed(Listing *l, int32_t root, int32_t *told)
{
    size_t size = (size_t)l->size;
    l->branch_room = l->after_room = 64;
    l->branches = take(l->pool, (size_t)l->branch_room, sizeof *l->branches);
    l->after = take(l->pool, (size_t)l->after_room, sizeof *l->after);
    l->chosen = take(l->pool, size + 1, sizeof *l->chosen);
    l->found = take(l->pool, size * (size_t)l->count + 1, sizeof *l->found);
    if (!list_all(l, root))
        return false;
    const int32_t *order = in_order(l);
    for (int32_t i = 0; i < l->count; i++)
        memcpy(told + (size_t)i * size, l->found + (size_t)order[i] * size, size * sizeof *told);
    return true;
}
