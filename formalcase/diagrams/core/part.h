/* A part of a diagram whose sets are all of one size: those that have all leaves of a beginning and no others up
   to some place. Only marks on the diagram, so that no part takes more memory than another. See ordered.py. */

enum { FREE, WANTED, FORBIDDEN, ASKED, WITH_LOW = 1, WITH_HIGH = 2, BITS = 64, NO_SETS = -1 };

#define MANY ((int64_t)1 << 31) /* more sets than this are not told apart */

typedef struct {
    const int32_t *variable, *low, *high, *roots;
    int32_t leaves, nodes, root, size;
    Room room;
    Pool pool, scratch; /* scratch: of one listing */
    uint8_t *mark;   /* of each leaf */
    uint8_t *ways;   /* of each node: which of low and high are in the part */
    uint8_t *some;   /* whether it has a set with a leaf of the group that is listed */
    int32_t *most;   /* of each node: how many leaves of the beginning its sets have */
    int32_t *fewest; /* and how many of those that are asked about */
    int64_t *count, *above, *times;
    uint64_t *best;
    uint64_t *bit; /* of each leaf */
    int32_t *alive, living; /* the nodes of the part, each after what it refers to */
    int32_t last;
} Part;

static int64_t product(int64_t one, int64_t other) { return one * other < MANY ? one * other : MANY; }

static int64_t total(int64_t one, int64_t other) { return one + other < MANY ? one + other : MANY; }

static inline int32_t module_of(const Part *p, int32_t node)
{
    return p->variable[node] < p->leaves ? 0 : p->roots[p->variable[node] - p->leaves];
}

static inline bool has_low(const Part *p, int32_t node) { return p->ways[node] & WITH_LOW; }

static inline bool has_high(const Part *p, int32_t node) { return p->ways[node] & WITH_HIGH; }

static void begin_part(Part *p)
{
    size_t nodes = (size_t)p->nodes, leaves = (size_t)p->leaves + 1;
    p->mark = take(&p->pool, leaves, 1);
    p->ways = take(&p->pool, nodes, 1);
    p->some = take(&p->pool, nodes, 1);
    p->most = take(&p->pool, nodes, sizeof *p->most);
    p->fewest = take(&p->pool, nodes, sizeof *p->fewest);
    p->count = take(&p->pool, nodes, sizeof *p->count);
    p->above = take(&p->pool, nodes, sizeof *p->above);
    p->best = take(&p->pool, nodes, sizeof *p->best);
    p->times = take(&p->pool, leaves, sizeof *p->times);
    p->bit = take(&p->pool, leaves, sizeof *p->bit);
    p->alive = take(&p->pool, nodes, sizeof *p->alive);
}

static void mark_leaves(Part *p, const int32_t *beginning, int32_t length, int32_t last)
{
    memset(p->mark, FREE, (size_t)p->leaves);
    memset(p->mark, FORBIDDEN, (size_t)(last + 1));
    for (int32_t i = 0; i < length; i++)
        p->mark[beginning[i]] = WANTED;
    p->last = last;
}

/* How many sets have all leaves of the beginning and no others up to the last; at most MANY. A node keeps those of
   its sets that have the most leaves of the beginning: no set with all of them has any other below it. */
static int64_t weigh(Part *p, const int32_t *beginning, int32_t length, int32_t last)
{
    mark_leaves(p, beginning, length, last);
    p->most[0] = NO_SETS;
    p->count[1] = 1;
    for (int32_t node = 2; node < p->nodes; node++) {
        int32_t low = p->low[node], high = p->high[node], variable = p->variable[node];
        int32_t inner = module_of(p, node), with = NO_SETS, without = p->most[low];
        if (p->most[high] >= 0) {
            if (inner)
                with = p->most[inner] < 0 ? NO_SETS : p->most[inner] + p->most[high];
            else if (p->mark[variable] != FORBIDDEN)
                with = p->most[high] + (p->mark[variable] == WANTED);
        }
        p->most[node] = with > without ? with : without;
        p->ways[node] = (uint8_t)((with >= without && with >= 0 ? WITH_HIGH : 0) |
                                  (without >= with && without >= 0 ? WITH_LOW : 0));
        int64_t found = has_low(p, node) ? p->count[low] : 0;
        if (has_high(p, node))
            found = total(found, inner ? product(p->count[inner], p->count[high]) : p->count[high]);
        p->count[node] = found;
    }
    return p->most[p->root] == length ? p->count[p->root] : 0;
}

/* Leaves in `alive` only what can be reached, and says in `above` in how many ways; and in `times` how many sets
   have each leaf. */
static void reach(Part *p)
{
    memset(p->times, 0, (size_t)p->leaves * sizeof *p->times);
    for (int32_t i = 0; i < p->living; i++)
        p->above[p->alive[i]] = 0;
    p->above[p->root] = 1;
    int32_t kept = p->living;
    for (int32_t i = p->living; i--;) {
        int32_t node = p->alive[i];
        int64_t ways = p->above[node];
        if (!ways)
            continue;
        p->alive[--kept] = node;
        if (has_low(p, node))
            p->above[p->low[node]] = total(p->above[p->low[node]], ways);
        if (!has_high(p, node))
            continue;
        int32_t high = p->high[node], inner = module_of(p, node);
        if (inner) {
            p->above[inner] = total(p->above[inner], product(ways, p->count[high]));
            ways = product(ways, p->count[inner]);
        } else {
            int64_t *times = &p->times[p->variable[node]];
            *times = total(*times, product(ways, p->count[high]));
        }
        p->above[high] = total(p->above[high], ways);
    }
    p->living -= kept;
    memmove(p->alive, p->alive + kept, (size_t)p->living * sizeof *p->alive);
}

/* Goes to the part with this beginning and without others up to the last; how many sets it has. */
static int64_t go_to(Part *p, const int32_t *beginning, int32_t length, int32_t last)
{
    int64_t found = weigh(p, beginning, length, last);
    p->living = 0;
    for (int32_t node = 2; node < p->nodes; node++)
        p->alive[p->living++] = node;
    if (found)
        reach(p);
    return found;
}

/* Goes on to the sets of the part that have no further leaf up to a later last one; how many there are. */
static int64_t narrow(Part *p, int32_t last)
{
    for (int32_t leaf = p->last + 1; leaf <= last; leaf++)
        p->mark[leaf] = FORBIDDEN;
    p->last = last;
    for (int32_t i = 0; i < p->living; i++) {
        int32_t node = p->alive[i], low = p->low[node], high = p->high[node], inner = module_of(p, node);
        int64_t without = has_low(p, node) && low ? p->count[low] : 0, with = 0;
        if (has_high(p, node) && (inner || p->mark[p->variable[node]] != FORBIDDEN))
            with = inner ? product(p->count[inner], p->count[high]) : p->count[high];
        p->ways[node] = (uint8_t)((with ? WITH_HIGH : 0) | (without ? WITH_LOW : 0));
        p->count[node] = total(with, without);
    }
    if (p->count[p->root])
        reach(p);
    return p->count[p->root];
}

/* The last leaf of a group of leaves, the first ones behind the last of the part, of which one is in at most so
   many sets of it; -1 when the first alone is in more. */
static int32_t group(const Part *p, int64_t batch)
{
    int32_t end = -1;
    int64_t sets = 0;
    for (int32_t leaf = p->last + 1; leaf < p->leaves; leaf++) {
        sets += p->times[leaf];
        if (sets > batch)
            break;
        if (p->times[leaf])
            end = leaf;
    }
    return end;
}

/* The first set of the part in dictionary order, into `found`; after that the part is this set alone. Of two sets
   the one with the least leaf that is not in both comes first: the larger one, where a leaf is a binary digit. */
static void first_set(Part *p, int32_t *found)
{
    int32_t next = p->last + 1;
    while (next < p->leaves) {
        int32_t digits = 0, from = next;
        for (; next < p->leaves && digits < BITS; next++)
            if (p->times[next])
                p->bit[next] = (uint64_t)1 << (BITS - 1 - digits++);
        if (!digits)
            break;
        for (int32_t i = 0; i < p->living; i++) {
            int32_t node = p->alive[i], low = p->low[node], high = p->high[node], inner = module_of(p, node);
            uint64_t with = 0, without = has_low(p, node) ? p->best[low] : 0;
            if (has_high(p, node))
                with = p->best[high] + (inner ? p->best[inner] : p->bit[p->variable[node]]);
            if (has_low(p, node) && has_high(p, node) && with != without)
                p->ways[node] = with > without ? WITH_HIGH : WITH_LOW;
            p->best[node] = with > without ? with : without;
        }
        memset(p->bit + from, 0, (size_t)(next - from) * sizeof *p->bit);
        reach(p);
    }
    int32_t size = 0;
    for (int32_t leaf = 0; leaf < p->leaves; leaf++)
        if (p->times[leaf])
            found[size++] = leaf;
}

/* Whether some set with this beginning, and without others up to the last, lacks one of the leaves that follow. */
static bool lacks(Part *p, const int32_t *leaves, int32_t length, int32_t following, int32_t last)
{
    mark_leaves(p, leaves, length, last);
    for (int32_t i = length; i < length + following; i++)
        p->mark[leaves[i]] = ASKED;
    p->most[0] = NO_SETS;
    for (int32_t node = 2; node < p->nodes; node++) {
        int32_t low = p->low[node], high = p->high[node], variable = p->variable[node];
        int32_t inner = module_of(p, node), with = NO_SETS, without = p->most[low], few = 0;
        if (p->most[high] >= 0) {
            few = p->fewest[high];
            if (inner) {
                with = p->most[inner] < 0 ? NO_SETS : p->most[inner] + p->most[high];
                few += p->fewest[inner];
            } else if (p->mark[variable] != FORBIDDEN) {
                with = p->most[high] + (p->mark[variable] == WANTED);
                few += p->mark[variable] == ASKED;
            }
        }
        bool low_is_less = without > with || (without == with && p->fewest[low] < few);
        p->most[node] = with > without ? with : without;
        p->fewest[node] = low_is_less ? p->fewest[low] : few;
    }
    return p->most[p->root] == length && p->fewest[p->root] < following;
}
