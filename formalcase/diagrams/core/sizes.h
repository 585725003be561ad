/* How many sets of each size a diagram holds: exact numbers, block by block, in each with so many 32-bit words as
   its largest number takes. See measures.py. */

enum { FEWEST_WORDS = 2, MOST_WORDS = 32, MOST_CELLS = 1 << 24, MOST_WORK = 1 << 27 };

typedef struct {
    const int32_t *variable, *low, *high, *roots, *starts;
    int32_t leaves, nodes, modules, blocks;
    int32_t *least, *most; /* the sizes of the smallest and the largest set of each node; most < 0: no sets */
    uint32_t **counts;     /* of each node, from its least size to its largest: of the roots of modules, and of
                              the block that is counted */
    uint8_t *words;        /* of the numbers of each root of a module, and of the end nodes; 0 for the others */
    uint32_t *cells;       /* of the block that is counted */
    size_t room;
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

static size_t length_of(const uint32_t *number, size_t words)
{
    while (words && !number[words - 1])
        words--;
    return words;
}

/* Adds the product of a number and one word, so many words up; false when that does not fit. */
static bool add_scaled(uint32_t *into, size_t words, const uint32_t *number, size_t length, uint32_t scale)
{
    uint64_t carry = 0;
    size_t i = 0;
    for (; i < length || carry; i++) {
        if (i == words)
            return false;
        carry += into[i];
        if (i < length)
            carry += (uint64_t)number[i] * scale;
        into[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return true;
}

static bool add_product(uint32_t *into, size_t words, const uint32_t *one, size_t words_one, const uint32_t *other,
                        size_t words_other)
{
    size_t length_one = length_of(one, words_one), length = length_of(other, words_other);
    for (size_t i = 0; length && i < length_one; i++)
        if (i >= words || !add_scaled(into + i, words - i, other, length, one[i]))
            return false;
    return true;
}

static inline int32_t span_of(const Sizing *s, int32_t node) { return s->most[node] - s->least[node] + 1; }

/* `words` are those of this block. */
static bool count_node(Sizing *s, int32_t node, size_t words)
{
    int32_t low = s->low[node], high = s->high[node], inner = inner_of(s, node), least = s->least[node];
    int32_t ways = inner ? inner : 1; /* a leaf adds itself in one way */
    uint32_t *into = s->counts[node];
    size_t words_low = low < 2 ? s->words[low] : words, words_high = high < 2 ? s->words[high] : words;
    for (int32_t i = 0; low && i < span_of(s, low); i++)
        memcpy(into + (size_t)(s->least[low] - least + i) * words, s->counts[low] + (size_t)i * words_low,
               words_low * sizeof *into);
    into += (size_t)(s->least[high] + (inner ? s->least[inner] : 1) - least) * words;
    for (int32_t i = 0; i < span_of(s, ways); i++)
        for (int32_t j = 0; j < span_of(s, high); j++)
            if (!add_product(into + (size_t)(i + j) * words, words, s->counts[ways] + (size_t)i * s->words[ways],
                             s->words[ways], s->counts[high] + (size_t)j * words_high, words_high))
                return false;
    return true;
}

/* Counts the nodes of a block in numbers of so many words; false when these are too short. */
static bool count_in(Sizing *s, Pool *pool, int32_t start, int32_t end, size_t words)
{
    size_t cells = 0;
    for (int32_t node = start; node < end; node++)
        cells += (size_t)span_of(s, node) * words;
    if (cells > s->room) {
        drop(pool, s->cells);
        s->cells = NULL;
        s->cells = take(pool, cells, sizeof *s->cells);
        s->room = cells;
    } else {
        memset(s->cells, 0, cells * sizeof *s->cells);
    }
    uint32_t *cell = s->cells;
    for (int32_t node = start; node < end; node++) {
        s->counts[node] = cell;
        if (!count_node(s, node, words))
            return false;
        cell += (size_t)span_of(s, node) * words;
    }
    return true;
}

/* Counts a block, and keeps what is known of the roots of modules in it. Says how many words it took; 0: more
   than there may be. */
static size_t count_block(Sizing *s, Pool *pool, int32_t start, int32_t end)
{
    size_t words = FEWEST_WORDS;
    for (int32_t node = start; node < end; node++) {
        int32_t inner = inner_of(s, node);
        words = inner && s->words[inner] > words ? s->words[inner] : words;
    }
    while (!count_in(s, pool, start, end, words))
        if ((words *= 2) > MOST_WORDS)
            return 0;
    for (int32_t node = start; node < end; node++) {
        if (!s->words[node])
            continue;
        size_t size = (size_t)span_of(s, node) * words * sizeof(uint32_t);
        s->counts[node] = memcpy(take(pool, size, 1), s->counts[node], size);
        s->words[node] = (uint8_t)words;
    }
    return words;
}

/* Fills `found` with the counts of the root by size. Says how many there are, times 64, and how many words each
   takes; -1: not in these numbers. */
static int64_t sizes(Sizing *s, Pool *pool, int32_t root, uint32_t *found, int32_t room)
{
    static uint32_t once[FEWEST_WORDS] = {1};
    size_t nodes = (size_t)s->nodes, words = 1;
    int64_t work = 0;
    s->least = take(pool, nodes, sizeof *s->least);
    s->most = take(pool, nodes, sizeof *s->most);
    if (extremes(s, &work) > MOST_CELLS || work > MOST_WORK || s->most[root] >= room)
        return -1;
    s->counts = take(pool, nodes, sizeof *s->counts);
    s->words = take(pool, nodes, 1);
    s->counts[0] = s->counts[1] = once;
    for (int32_t module = 0; module < s->modules; module++)
        s->words[s->roots[module]] = 1; /* until it is known */
    s->words[0] = s->words[1] = 1;
    for (int32_t block = 0; block < s->blocks; block++) {
        words = count_block(s, pool, s->starts[block], block + 1 < s->blocks ? s->starts[block + 1] : s->nodes);
        if (!words)
            return -1;
    }
    memcpy(found + (size_t)s->least[root] * words, s->counts[root], (size_t)span_of(s, root) * words * sizeof *found);
    return (int64_t)(s->most[root] + 1) * 64 + (int64_t)words;
}
