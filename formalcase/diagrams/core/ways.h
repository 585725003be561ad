/* The attempts at one core, in turn with growing slices; what each has done is kept. See solve.py. */

typedef struct Ways {
    Core core;
    uint8_t *nothing;  /* variables that are never true */
    int32_t *weights;  /* of the variables, or NULL */
    int64_t least, limit, most;
    int quick;         /* how many of the quick ways were begun */
    Attempt *running;
    int32_t *found[MOST_ORDERS];
    Attempt *attempts[2 * MOST_ORDERS];
    int32_t orders, ways, begun, turn;
    int64_t spent;
    bool in_turn;
} Ways;

static void attempt(Question *q, Ways *w, Attempt **slot, const int32_t *order, bool functions)
{
    attempt_at(slot, &q->core, &w->core, order, functions, w->weights, q->size, w->nothing);
}

/* Ways that cost next to nothing to find, for cores that one of them solves at once. */
static void begin_quick(Question *q, Ways *w, int64_t budget)
{
    bool bounded = w->weights != NULL;
    int64_t slices = w->quick == 2 ? q->slices.last_slices : 1;
    int64_t slice = w->least > q->slices.first_slice ? w->least : q->slices.first_slice;
    int32_t *order = w->quick == 0   ? first_order(&w->core, &q->core, &q->scratch)
                     : w->quick == 1 ? breadth_first(&w->core, &q->core)
                                     : by_use(&w->core, &q->core);
    attempt(q, w, &w->running, order, w->quick > 0 && !bounded);
    w->most = slices * slice < budget - w->spent ? slices * slice : budget - w->spent;
    w->quick++;
}

static void begin_turns(Question *q, Ways *w)
{
    w->orders = orders(&w->core, w->found, &q->core, &q->scratch);
    w->ways = w->weights ? w->orders : 2 * w->orders;
    w->limit = 2 * w->least > q->slices.second_slice ? 2 * w->least : q->slices.second_slice;
    w->turn = 0;
    w->in_turn = true;
}

/* The first is the most promising and gets the most; each of the next gets half as much as the one before.
   False when the budget is spent. */
static bool take_turn(Question *q, Ways *w, int64_t budget)
{
    for (;;) {
        if (w->turn == 0) {
            if (w->spent >= budget)
                return false;
            if (w->begun < w->ways) {
                int32_t *order = w->found[w->weights ? w->begun : w->begun / 2];
                Attempt **slot = &w->attempts[w->begun++];
                attempt(q, w, slot, order, !w->weights && (w->begun - 1) % 2);
            }
        }
        while (w->turn < w->begun) {
            Attempt *next = w->attempts[w->turn];
            int64_t share = w->limit >> w->turn, rest = next->meter.steps + budget - w->spent;
            w->turn++;
            w->most = share < rest ? share : rest;
            if (w->most > next->meter.steps) {
                w->running = next;
                return true;
            }
        }
        w->limit *= 2;
        w->turn = 0;
    }
}

/* Runs until one attempt is done, the budget is spent, or what is running pauses. */
static int first_done(Question *q, Ways *w, int64_t budget, int64_t slice)
{
    for (;;) {
        if (!w->running) {
            if (w->quick < (w->weights ? 2 : 3)) {
                begin_quick(q, w, budget);
            } else {
                if (!w->in_turn)
                    begin_turns(q, w);
                if (!take_turn(q, w, budget))
                    return SPENT;
            }
        }
        int64_t before = w->running->meter.steps;
        int code = ran(w->running, w->most, slice);
        w->spent += w->running->meter.steps - before;
        if (code != SPENT)
            return code;
        if (!w->in_turn)
            empty(&w->running->pool);
        w->running = NULL;
    }
}
