/* Sorting: rising numbers, things by a key, and things that are compared as a whole; ties stand in a fixed order,
   so that all sorts agree. */

static int by_value(const void *one, const void *other)
{
    int32_t a = *(const int32_t *)one, b = *(const int32_t *)other;
    return (a > b) - (a < b);
}

static void sort_ints(int32_t *at, int32_t size)
{
    if (size > 24) {
        int32_t in_order = 1;
        while (in_order < size && at[in_order - 1] <= at[in_order])
            in_order++;
        if (in_order < size)
            qsort(at, (size_t)size, sizeof *at, by_value);
        return;
    }
    for (int32_t i = 1; i < size; i++) {
        int32_t value = at[i], place = i;
        for (; place && at[place - 1] > value; place--)
            at[place] = at[place - 1];
        at[place] = value;
    }
}

typedef struct {
    int64_t key;
    int32_t tie, item;
} Keyed;

static inline bool comes_before(const Keyed *one, const Keyed *other)
{
    return one->key != other->key ? one->key < other->key : one->tie < other->tie;
}

/* Merges runs from the bottom; runs that are in order already cost one look. `spare` is as long. */
static void sort_keyed(Keyed *at, Keyed *spare, int32_t size)
{
    enum { RUN = 12 };
    for (int32_t start = 0; start < size; start += RUN) {
        int32_t end = size - start < RUN ? size : start + RUN;
        for (int32_t i = start + 1; i < end; i++) {
            Keyed moved = at[i];
            int32_t place = i;
            for (; place > start && comes_before(&moved, &at[place - 1]); place--)
                at[place] = at[place - 1];
            at[place] = moved;
        }
    }
    for (int32_t run = RUN; run < size; run *= 2) {
        for (int32_t start = 0; size - start > run; start += 2 * run) {
            int32_t middle = start + run, end = size - middle < run ? size : middle + run;
            if (comes_before(&at[middle - 1], &at[middle]))
                continue;
            memcpy(spare, at + start, (size_t)run * sizeof *at);
            int32_t left = 0, right = middle, place = start;
            while (left < run && right < end)
                at[place++] = comes_before(&at[right], &spare[left]) ? at[right++] : spare[left++];
            memcpy(at + place, spare + left, (size_t)(run - left) * sizeof *at);
            if (size - start <= 2 * run)
                break;
        }
    }
}

/* Whether the one of all that are numbered comes before the other. */
typedef bool Before(const void *all, int32_t one, int32_t other);

/* The numbers below `count` in order, merged from the bottom: where neither comes before the other they stay as they
   are. */
static int32_t *in_order(Pool *pool, int32_t count, const void *all, Before *before)
{
    int32_t *at = take(pool, (size_t)count + 1, sizeof *at), *next = take(pool, (size_t)count + 1, sizeof *next);
    for (int32_t i = 0; i < count; i++)
        at[i] = i;
    for (int64_t run = 1; run < count; run *= 2) {
        for (int64_t start = 0; start < count; start += 2 * run) {
            int64_t middle = start + run < count ? start + run : count;
            int64_t end = middle + run < count ? middle + run : count;
            int64_t left = start, right = middle;
            for (int64_t place = start; place < end; place++) {
                bool from_right = left == middle || (right < end && before(all, at[right], at[left]));
                next[place] = from_right ? at[right++] : at[left++];
            }
        }
        int32_t *sorted = next;
        next = at;
        at = sorted;
    }
    drop(pool, next);
    return at;
}
