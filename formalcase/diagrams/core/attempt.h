/* One attempt at a core: an engine and an order, which stops when its steps are spent and can go on later.
   See engines.py. */

#include <pthread.h>

typedef struct {
    const Core *core;
    const int32_t *order;
    Pool pool;
    Meter meter;
    Store store, sets; /* `sets` only where the store is of functions */
    bool functions;
    Ints values;       /* of each variable and of the gates that are done */
    Keyed *sorted;
    int32_t root;
} Attempt;

/* What it needs is in a pool of its own, which is known by way of `slot` whatever happens. */
static void attempt_at(Attempt **slot, Pool *pool, const Core *core, const int32_t *order, bool functions,
                       const int32_t *weights, int32_t bound, const uint8_t *nothing)
{
    Attempt *a = *slot = take(pool, 1, sizeof *a);
    int32_t widest = 0, *by_level = NULL;
    a->core = core;
    a->order = order;
    a->functions = functions;
    a->pool.room = a->meter.room = pool->room;
    for (int32_t gate = 0; gate < core->gates; gate++)
        widest = breadth(core, gate) > widest ? breadth(core, gate) : widest;
    a->sorted = take(&a->pool, 2 * (size_t)widest, sizeof *a->sorted);
    a->values = zeros(&a->pool, core->variables);
    if (weights) {
        by_level = take(&a->pool, (size_t)core->variables + 1, sizeof *by_level);
        for (int32_t level = 0; level < core->variables; level++)
            by_level[level] = weights[order[level]];
    }
    a->store = store_in(&a->pool, &a->meter, by_level, bound);
    if (functions)
        a->sets = store_in(&a->pool, &a->meter, NULL, 0);
    for (int32_t level = 0; level < core->variables; level++)
        if (!nothing[order[level]])
            a->values.at[order[level]] = node_for(&a->store, level, 0, 1);
}

enum { JOINED_AT_ONCE = 64, RUN = 4 };

static int32_t one_or_other(Attempt *a, int32_t one, int32_t other)
{
    return a->functions ? joined(&a->store, EITHER, one, other, 0) : either(&a->store, one, other, 0);
}

static int32_t one_and_other(Attempt *a, int32_t one, int32_t other)
{
    if (a->functions)
        return joined(&a->store, BOTH, one, other, 0);
    return a->store.weights ? within(&a->store, one, other, a->store.bound, 0) : both(&a->store, one, other, 0);
}

/* The members of an or-gate (`any`) or an and-gate as one, in the order given: where they are many, first runs
   of a few, then runs of these, as each operator goes through all that stands already. */
static int32_t of_all(Attempt *a, Keyed *sorted, int32_t size, bool any)
{
    while (size > 1) {
        int32_t made = 0, run = size > JOINED_AT_ONCE ? RUN : size;
        for (int32_t start = 0; start < size; start += run) {
            int32_t found = sorted[start].item;
            for (int32_t i = start + 1; i < size && i < start + run; i++)
                found = any ? one_or_other(a, found, sorted[i].item) : one_and_other(a, found, sorted[i].item);
            sorted[made++].item = found;
        }
        size = made;
    }
    return sorted[0].item;
}

/* At least `need` of the members of a gate; the deepest first, so that diagrams grow from below. */
static int32_t value_of(Attempt *a, int32_t gate)
{
    int32_t need = a->core->need.at[gate], size = breadth(a->core, gate), found;
    Keyed *sorted = a->sorted;
    for (int32_t i = 0; i < size; i++) {
        int32_t value = a->values.at[below(a->core, gate)[i]];
        Keyed one = {-(int64_t)a->store.nodes[value].level, i, value};
        sorted[i] = one;
    }
    sort_keyed(sorted, sorted + size, size);
    if (need == 1 || need == size)
        return of_all(a, sorted, size, need == 1);
    int32_t *row = take(&a->pool, (size_t)need + 1, sizeof *row);
    row[0] = 1;
    for (int32_t i = 0; i < size; i++)
        for (int32_t k = need; k; k--)
            row[k] = one_or_other(a, row[k], one_and_other(a, sorted[i].item, row[k - 1]));
    found = row[need];
    drop(&a->pool, row);
    return found;
}

static void go_on(Attempt *a)
{
    int32_t variables = a->core->variables;
    while (a->values.size < variables + a->core->gates) {
        int32_t value = value_of(a, a->values.size - variables);
        push(&a->pool, &a->values, value);
    }
    int32_t last = a->values.at[a->values.size - 1];
    a->root = a->functions ? minimal(&a->store, &a->sets, last, 0) : last;
}

/* Goes on until the family stands or something else comes up, and says which. */
static int went_on(Attempt *a)
{
    Room *room = a->pool.room;
    jmp_buf here, *before = room->out;
    int code = DONE;
    room->out = &here;
    if (setjmp(here) == 0)
        go_on(a);
    else
        code = room->code;
    room->out = before;
    return code;
}

static void *on_thread(void *attempt)
{
    Attempt *a = attempt;
    a->meter.room->code = went_on(a);
    return NULL;
}

/* Operators go as deep as there are variables: on a stack of their own where these are many. */
enum { SHALLOW = 1000, FRAME = 1024, STACK = 1 << 20 };

/* The same for at most `slice` steps; `most` are all that this attempt may spend. */
static int ran(Attempt *a, int64_t most, int64_t slice)
{
    Meter *meter = &a->meter;
    slice += a->core->variables; /* to go down again to where it was left takes so many at most */
    meter->limit = most;
    meter->stop = most - meter->steps < slice ? most : meter->steps + slice;
    int code = DONE;
    if (a->core->variables <= SHALLOW) {
        code = went_on(a);
    } else {
        pthread_t thread;
        pthread_attr_t with;
        if (pthread_attr_init(&with))
            return NO_ROOM;
        bool runs = !pthread_attr_setstacksize(&with, STACK + FRAME * (size_t)a->core->variables) &&
                    !pthread_create(&thread, &with, on_thread, a);
        pthread_attr_destroy(&with);
        if (!runs)
            return NO_ROOM;
        pthread_join(thread, NULL);
        code = meter->room->code;
    }
    if (code == SPENT)
        meter->steps = most;
    return code;
}
