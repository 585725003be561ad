/* What one question holds from call to call: the circuit, the diagram that is being built, what is running. */

typedef struct {
    int32_t leaves;
    Ints variable, low, high; /* of each node */
    Ints roots;               /* of each module */
    Ints starts;              /* of each block */
    int32_t *table;           /* the nodes of the current block by what they are; others are void */
    uint32_t slots, held;
} Assembly;

struct Ways;

/* How much is tried before something else is; the Python side says, so that both engines agree. */
typedef struct {
    int64_t first_slice, last_slices, second_slice, steps_a_member, most_variables;
} Slices;

typedef struct {
    int64_t spent;   /* the steps so far; the first four are read from outside */
    int32_t *answer; /* see `tell` */
    int64_t length;
    int32_t code;    /* of beginning */
    Room room;
    Pool pools[2]; /* the circuit is in one of them, the next is made in the other */
    int here;
    Pool scratch, kept;
    Circuit circuit;
    Ints leaf_of;  /* which node of the graph each leaf of the circuit is */
    Slices slices;
    int64_t budget, slice;
    int32_t size;  /* only sets of at most this size; negative: all */
    bool begun;
    Ints closed;   /* the modules */
    uint8_t *is_closed;
    int32_t next;  /* the module that is being solved */
    int32_t *variable; /* of each node of the circuit that stands for a leaf or a module */
    int32_t *number, *mark, now; /* of each node: for a while, as `now` says */
    Assembly assembly;
    Ints least;    /* the size of the smallest set of each module, when sizes matter */
    Pool core;     /* what lives as long as one module is worked on */
    struct Ways *ways;
    int32_t *core_variables;
} Question;

/* A new circuit is begun beside the present one, and then takes its place. */
static Builder begin(Question *q) { return builder_for(&q->pools[1 - q->here], q->circuit.leaves); }

static void replace(Question *q, Builder *b, int32_t root)
{
    q->circuit = b->made;
    q->circuit.root = root;
    empty(&q->pools[q->here]);
    empty(&q->scratch);
    q->here = 1 - q->here;
}

/* For each node what stands for it in the next circuit: leaves and constants stay. */
static int32_t *renaming(Question *q)
{
    int32_t *new = take(&q->scratch, (size_t)nodes_of(&q->circuit), sizeof *new);
    for (int32_t node = 0; node < first_gate(&q->circuit); node++)
        new[node] = node;
    return new;
}
