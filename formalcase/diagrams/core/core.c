/* From a support graph or a circuit in numbers to the diagram of its minimal sets: the same work, step by
   step, as the Python modules of the same names do, and the same answers. Plain C, called by ctypes; see
   native.py. Nothing is global, so several questions may be asked at once. */

#include <assert.h>

#include "pool.h"
#include "sort.h"
#include "circuit.h"
#include "question.h"
#include "intake.h"
#include "simplify.h"
#include "modules.h"
#include "orders.h"
#include "store.h"
#include "zdd.h"
#include "bdd.h"
#include "attempt.h"
#include "ways.h"
#include "assembly.h"
#include "solve.h"
#include "single.h"
#include "sizes.h"
#include "part.h"
#include "listed.h"
#include "hitting.h"

#if defined(__GNUC__)
#define EXPORTED __attribute__((visibility("default")))
#else
#define EXPORTED
#endif

enum { VERSION = 4, HEAD = 6 };

EXPORTED int32_t fc_version(void) { return VERSION; }

static Question *question(int64_t most_memory)
{
    Question *q = calloc(1, sizeof *q);
    if (q) {
        q->room.most = (size_t)most_memory;
        q->pools[0].room = q->pools[1].room = q->scratch.room = q->kept.room = q->core.room = &q->room;
    }
    return q;
}

/* Every question that was begun must be ended. */
EXPORTED void fc_end(Question *q)
{
    release_core(q);
    empty(&q->pools[0]);
    empty(&q->pools[1]);
    empty(&q->scratch);
    empty(&q->kept);
    assert(!q->room.used);
    free(q);
}

/* Begins a question about a graph: for each node what it needs, how many members, and its members. With
   `turned` for what makes the goal false. NULL where there is no memory at all; else `code` says how it went. */
EXPORTED Question *fc_graph(int64_t most_memory, const int32_t *told, int32_t nodes, int32_t goal,
                            const int32_t *place, int64_t copies, int32_t turned)
{
    jmp_buf here;
    Question *q = question(most_memory);
    if (!q)
        return NULL;
    q->room.out = &here;
    if (setjmp(here)) {
        q->code = q->room.code;
        return q;
    }
    take_in(q, told, nodes, goal, place, copies);
    if (turned)
        turn_round(&q->circuit);
    return q;
}

/* The same about a circuit, which is taken as it is. */
EXPORTED Question *fc_circuit(int64_t most_memory, const int32_t *told, int32_t nodes, int32_t leaves, int32_t root)
{
    jmp_buf here;
    Question *q = question(most_memory);
    if (!q)
        return NULL;
    q->room.out = &here;
    if (setjmp(here)) {
        q->code = q->room.code;
        return q;
    }
    q->circuit = as_told(&q->pools[0], told, nodes);
    q->circuit.leaves = leaves;
    q->circuit.root = root;
    return q;
}

static void append_all(Question *q, Ints *told, const Ints *list)
{
    make_room(&q->kept, told, list->size);
    if (list->size)
        memcpy(told->at + told->size, list->at, (size_t)list->size * sizeof *told->at);
    told->size += list->size;
}

/* The answer as one list: how many nodes, modules, blocks, named leaves and leaves; the root; the nodes'
   variables, lows, highs, the modules' roots, where blocks start, and which node of the graph each leaf is. */
static void tell(Question *q, int32_t root)
{
    const Assembly *all = &q->assembly;
    const int32_t head[HEAD] = {all->low.size, all->roots.size, all->starts.size, q->leaf_of.size,
                                all->leaves, root};
    const Ints *lists[] = {&all->variable, &all->low, &all->high, &all->roots, &all->starts, &q->leaf_of};
    Ints told = {0};
    for (int32_t i = 0; i < HEAD; i++)
        push(&q->kept, &told, head[i]);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        append_all(q, &told, lists[i]);
    q->answer = told.at;
    q->length = told.size;
}

/* Works on the question, which went well so far, for about `slice` steps of one attempt. PAUSED: to be called
   again, with the same. */
EXPORTED int32_t fc_run(Question *q, int64_t budget, int32_t size, const Slices *slices, int64_t slice)
{
    jmp_buf here;
    q->room.out = &here;
    q->budget = budget;
    q->size = size < q->circuit.leaves ? size : q->circuit.leaves;
    q->slices = *slices;
    q->slice = slice;
    if (setjmp(here))
        return q->room.code;
    tell(q, solve(q));
    return DONE;
}

/* One minimal set instead of the diagram: the answer is which node of the graph each of its leaves is; of
   length -1 where there is none. */
EXPORTED int32_t fc_one(Question *q)
{
    jmp_buf here;
    q->room.out = &here;
    if (setjmp(here))
        return q->room.code;
    Ints found = {0};
    bool any = one_minimal(q, &found);
    for (int32_t i = 0; i < found.size; i++)
        found.at[i] = q->leaf_of.at[found.at[i]];
    q->answer = found.at;
    q->length = any ? found.size : -1;
    return DONE;
}

/* What follows asks about a diagram that is there; memory is given back at once. */

static int64_t sizes_or_none(Sizing *s, Pool *pool, int32_t root, uint32_t *found, int32_t room)
{
    jmp_buf here;
    pool->room->out = &here;
    if (setjmp(here))
        return -1;
    return sizes(s, pool, root, found, room);
}

/* The counts of a diagram by size, see `sizes`; `found` is zero and has room for so many of MOST_WORDS words.
   Its root is in its last block. -1 when they do not fit or memory is short. */
EXPORTED int64_t fc_sizes(int64_t most_memory, int32_t leaves, int32_t nodes, int32_t modules, int32_t blocks,
                          const int32_t *variable, const int32_t *low, const int32_t *high, const int32_t *roots,
                          const int32_t *starts, int32_t root, uint32_t *found, int32_t room)
{
    Room limits = {.most = (size_t)most_memory};
    Pool pool = {.room = &limits};
    Sizing s = {.variable = variable, .low = low, .high = high, .roots = roots, .starts = starts,
                .leaves = leaves, .nodes = nodes, .modules = modules, .blocks = blocks};
    int64_t told = sizes_or_none(&s, &pool, root, found, room);
    empty(&pool);
    return told;
}

/* What follows goes through a diagram whose sets are all of one size. A part that was begun must be ended. */

EXPORTED void fc_part_end(Part *p)
{
    empty(&p->scratch);
    empty(&p->pool);
    assert(!p->room.used);
    free(p);
}

static bool part_begun(Part *p)
{
    jmp_buf here;
    p->room.out = &here;
    if (setjmp(here))
        return false;
    begin_part(p);
    return true;
}

/* NULL where memory is short. The lists must stay where they are as long as the part is in use. */
EXPORTED Part *fc_part(int64_t most_memory, int32_t leaves, int32_t nodes, const int32_t *variable,
                       const int32_t *low, const int32_t *high, const int32_t *roots, int32_t root, int32_t size)
{
    Part *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    *p = (Part){.variable = variable, .low = low, .high = high, .roots = roots, .leaves = leaves,
                .nodes = nodes, .root = root, .size = size, .last = -1};
    p->room.most = (size_t)most_memory;
    p->pool.room = p->scratch.room = &p->room;
    if (part_begun(p))
        return p;
    fc_part_end(p);
    return NULL;
}

EXPORTED int64_t fc_weigh(Part *p, const int32_t *beginning, int32_t length, int32_t last)
{
    return weigh(p, beginning, length, last);
}

EXPORTED int64_t fc_go_to(Part *p, const int32_t *beginning, int32_t length, int32_t last)
{
    return go_to(p, beginning, length, last);
}

EXPORTED int64_t fc_narrow(Part *p, int32_t last) { return narrow(p, last); }

EXPORTED int32_t fc_group(Part *p, int64_t batch) { return group(p, batch); }

EXPORTED void fc_first(Part *p, int32_t *found) { first_set(p, found); }

EXPORTED int32_t fc_lacks(Part *p, const int32_t *leaves, int32_t length, int32_t following, int32_t last)
{
    return lacks(p, leaves, length, following, last);
}

static int32_t listed_or_not(Part *p, int32_t end, int32_t count, int32_t *told)
{
    jmp_buf here;
    p->room.out = &here;
    if (setjmp(here))
        return -1;
    return listed(p, end, count, told);
}

/* See `listed`; -1 also where memory is short. */
EXPORTED int32_t fc_listed(Part *p, int32_t end, int32_t count, int32_t *told)
{
    int32_t written = listed_or_not(p, end, count, told);
    empty(&p->scratch);
    return written;
}

/* The members of a list of another library, by its own function for one of them. */
EXPORTED void fc_gathered(void *(*member)(void *, void *, uint32_t), void *owner, void *list, uint32_t size,
                          uint64_t *found)
{
    for (uint32_t at = 0; at < size; at++)
        found[at] = (uint64_t)(uintptr_t)member(owner, list, at);
}

/* What follows looks for hitting sets. What was begun must be ended. */

EXPORTED void fc_hitting_end(Hitting *h)
{
    empty(&h->pool);
    assert(!h->room.used);
    free(h);
}

static bool begun(Hitting *h, int32_t labels)
{
    jmp_buf here;
    h->room.out = &here;
    if (setjmp(here))
        return false;
    begin_hitting(h, labels);
    return true;
}

/* NULL where there is no memory. */
EXPORTED Hitting *fc_hitting(int64_t most_memory, int32_t labels)
{
    Hitting *h = calloc(1, sizeof *h);
    if (!h)
        return NULL;
    h->room.most = (size_t)most_memory;
    if (begun(h, labels))
        return h;
    fc_hitting_end(h);
    return NULL;
}

/* One more set that is to be hit, as so many words, the first labels in the first one; false where memory is
   short. */
EXPORTED int32_t fc_hitting_add(Hitting *h, const uint64_t *labels)
{
    jmp_buf here;
    h->room.out = &here;
    if (setjmp(here))
        return false;
    add_set(h, labels);
    return true;
}

/* FOUND and a set, GOING_ON, OVER, or FULL where memory is short. */
EXPORTED int32_t fc_hitting_next(Hitting *h, uint64_t *found)
{
    jmp_buf here;
    h->room.out = &here;
    if (setjmp(here))
        return FULL;
    return next_hitting(h, found);
}
