/* How many sets of each size a diagram holds, as long as the numbers fit. See measures.py. */

enum { MOST_CELLS = 1 << 24 };

typedef struct {
    const int32_t *variable, *low, *high, *roots;
    int32_t leaves, nodes;
    int32_t *least, *most; /* the sizes of the smallest and the largest set of each node; most < 0: no sets */
    uint64_t **counts;     /* of each node, from its least size to its largest */
} Sizing;

static inline int32_t inner_of(const Sizing *s, int32_t node)
{
    return s->variable[node] < s->leaves ? 0 : s->roots[s->variable[node] - s->leaves];
}

/* Says how many counts there are; `work` says how many products they take. */
static int64_t extremes(Sizing *s, int64_t *work)
{
    int64_t cells = 2;
    s->least[0] = INT32_MAX;
    s->most[0] = -1;
    for (int32_t node = 2; node < s->nodes; node++) {
        int32_t low = s->low[node], high = s->high[node], inner = inner_of(s, node);
        int32_t least = s->least[high] + (inner ? s->least[inner] : 1);
        int32_t most = s->most[high] + (inner ? s->most[inner] : 1);
        s->least[node] = least < s->least[low] ? least : s->least[low];
        s->most[node] = most > s->most[low] ? most : s->most[low];
        cells += s->most[node] - s->least[node] + 1;
        *work += (int64_t)(s->most[high] - s->least[high] + 1) * (inner ? s->most[inner] - s->least[inner] + 1 : 1);
    }
    return cells;
}

static bool add_products(uint64_t *into, const uint64_t *one, int32_t width_one, const uint64_t *other, int32_t width_other)
{
    for (int32_t i = 0; i < width_one; i++)
        for (int32_t j = 0; j < width_other; j++) {
            uint64_t product;
            if (__builtin_mul_overflow(one[i], other[j], &product) ||
                __builtin_add_overflow(into[i + j], product, &into[i + j]))
                return false;
        }
    return true;
}

static bool count_node(Sizing *s, int32_t node)
{
    static const uint64_t once = 1;
    int32_t low = s->low[node], high = s->high[node], inner = inner_of(s, node), least = s->least[node];
    uint64_t *into = s->counts[node];
    for (int32_t size = s->least[low]; size <= s->most[low]; size++)
        into[size - least] = s->counts[low][size - s->least[low]];
    into += s->least[high] + (inner ? s->least[inner] : 1) - least;
    int32_t width_inner = inner ? s->most[inner] - s->least[inner] + 1 : 1;
    return add_products(into, inner ? s->counts[inner] : &once, width_inner, s->counts[high],
                        s->most[high] - s->least[high] + 1);
}

/* Fills `found` with the counts of the root by size and says how many there are; -1: not in these numbers. */
static int32_t sizes(Sizing *s, Pool *pool, int32_t root, uint64_t *found, int32_t room)
{
    size_t nodes = (size_t)s->nodes;
    s->least = take(pool, nodes, sizeof *s->least);
    s->most = take(pool, nodes, sizeof *s->most);
    int64_t work = 0, cells = extremes(s, &work);
    if (cells > MOST_CELLS || work > 4 * (int64_t)MOST_CELLS || s->most[root] >= room)
        return -1;
    uint64_t *cell = take(pool, (size_t)cells, sizeof *cell);
    s->counts = take(pool, nodes, sizeof *s->counts);
    s->counts[0] = s->counts[1] = cell;
    *cell++ = 1; /* of the end without sets nothing is read */
    for (int32_t node = 2; node < s->nodes; node++) {
        s->counts[node] = cell;
        if (!count_node(s, node))
            return -1;
        cell += s->most[node] - s->least[node] + 1;
    }
    for (int32_t size = 0; size <= s->most[root]; size++)
        found[size] = size < s->least[root] ? 0 : s->counts[root][size - s->least[root]];
    return s->most[root] + 1;
}
