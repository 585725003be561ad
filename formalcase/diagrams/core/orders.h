/* Orders of the variables of a core: which leaf is decided first. See orders.py. */

enum { QUICK = 20, MANY = 200, PULLS = 30, FEW = 5, USUAL = 2000, LOOK = 5, PATIENCE = 12, SCALE = 1 << 16 };
#define MOST_SIZE ((int64_t)1 << 40) /* sizes of trees beyond this are taken to be this */

/* A module between its root and the modules below: gates, members first, over numbered variables. */
typedef struct {
    int32_t variables, gates;
    Ints need, from, members;
} Core;

static inline int32_t core_size(const Core *core) { return core->variables + core->gates; }
static inline const int32_t *below(const Core *core, int32_t gate) { return core->members.at + core->from.at[gate]; }
static inline int32_t breadth(const Core *core, int32_t gate) { return core->from.at[gate + 1] - core->from.at[gate]; }

static int32_t rounds_for(const Core *core, int32_t most)
{
    int32_t members = core->members.size > USUAL ? core->members.size : USUAL;
    int32_t rounds = (int32_t)((int64_t)most * USUAL / members);
    return rounds > FEW ? rounds : FEW;
}

/* As a depth-first walk meets the variables: members by rank, then by number. The order is kept in `pool`. */
static int32_t *walked(const Core *core, const int64_t *rank, Pool *pool)
{
    int32_t size = core_size(core), found = 0, most = 0;
    int32_t *order = take(pool, (size_t)core->variables + 1, sizeof *order);
    uint8_t *seen = take(pool, (size_t)size, 1);
    Ints todo = {0};
    for (int32_t gate = 0; gate < core->gates; gate++)
        most = breadth(core, gate) > most ? breadth(core, gate) : most;
    Keyed *sorted = take(pool, 2 * (size_t)most, sizeof *sorted);
    push(pool, &todo, size - 1);
    while (todo.size) {
        int32_t member = todo.at[--todo.size];
        if (seen[member])
            continue;
        seen[member] = 1;
        if (member < core->variables) {
            order[found++] = member;
            continue;
        }
        const int32_t *at = below(core, member - core->variables);
        int32_t wide = breadth(core, member - core->variables);
        for (int32_t i = 0; i < wide; i++) {
            Keyed one = {rank[at[i]], at[i], at[i]};
            sorted[i] = one;
        }
        sort_keyed(sorted, sorted + most, wide);
        for (int32_t i = wide; i--;)
            push(pool, &todo, sorted[i].item);
    }
    drop(pool, sorted);
    drop(pool, seen);
    drop(pool, todo.at);
    return order;
}

static int32_t *depth_first(const Core *core, bool gates_last, Pool *pool)
{
    int64_t *rank = take(pool, (size_t)core_size(core), sizeof *rank);
    for (int32_t i = 0; i < core->variables; i++)
        rank[i] = 1;
    for (int32_t gate = 0; gate < core->gates; gate++) {
        int64_t sum = 0;
        for (int32_t i = 0; i < breadth(core, gate); i++)
            sum += rank[below(core, gate)[i]];
        rank[core->variables + gate] = sum < MOST_SIZE ? sum : MOST_SIZE;
    }
    int32_t behind = gates_last ? core->variables : 0, before = gates_last ? core_size(core) : core->variables;
    for (int32_t i = behind; i < before; i++)
        rank[i] += 2 * MOST_SIZE;
    int32_t *order = walked(core, rank, pool);
    drop(pool, rank);
    return order;
}

static int32_t *by_use(const Core *core, Pool *pool)
{
    int64_t *rank = take(pool, (size_t)core_size(core), sizeof *rank);
    for (int32_t i = 0; i < core->members.size; i++)
        rank[core->members.at[i]]--;
    int32_t *order = walked(core, rank, pool);
    drop(pool, rank);
    return order;
}

static int32_t *breadth_first(const Core *core, Pool *pool)
{
    int32_t size = core_size(core), found = 0;
    int32_t *order = take(pool, (size_t)core->variables + 1, sizeof *order);
    uint8_t *seen = take(pool, (size_t)size, 1);
    Ints queue = {0};
    push(pool, &queue, size - 1);
    for (int32_t head = 0; head < queue.size; head++) {
        int32_t member = queue.at[head];
        if (member < core->variables) {
            order[found++] = member;
            continue;
        }
        for (int32_t i = 0; i < breadth(core, member - core->variables); i++) {
            int32_t next = below(core, member - core->variables)[i];
            if (!seen[next])
                push(pool, &queue, next);
            seen[next] = 1;
        }
    }
    drop(pool, seen);
    drop(pool, queue.at);
    return order;
}

/* How far apart the first and the last variable below each gate stand, over all gates.
   `first` and `last` have room for all members. */
static int64_t span(const Core *core, const int32_t *order, int32_t *first, int32_t *last)
{
    int64_t total = 0;
    for (int32_t i = 0; i < core->variables; i++)
        first[order[i]] = last[order[i]] = i;
    for (int32_t gate = 0; gate < core->gates; gate++) {
        const int32_t *at = below(core, gate);
        int32_t least = first[at[0]], most = last[at[0]];
        for (int32_t i = 1; i < breadth(core, gate); i++) {
            least = first[at[i]] < least ? first[at[i]] : least;
            most = last[at[i]] > most ? last[at[i]] : most;
        }
        first[core->variables + gate] = least;
        last[core->variables + gate] = most;
        total += most - least;
    }
    return total;
}

/* Room for the moving of variables, and what is counted once for a core. */
typedef struct {
    const Core *core;
    int64_t *place, *total;
    int32_t *uses, *first, *last, *current, *best;
    Keyed *sorted, *spare;
    int64_t least; /* the span of the best */
} Moving;

static Moving moving(const Core *core, Pool *pool)
{
    size_t size = (size_t)core_size(core);
    Moving m = {.core = core};
    m.place = take(pool, size, sizeof *m.place);
    m.total = take(pool, size, sizeof *m.total);
    m.uses = take(pool, size, sizeof *m.uses);
    m.first = take(pool, size, sizeof *m.first);
    m.last = take(pool, size, sizeof *m.last);
    m.current = take(pool, size, sizeof *m.current);
    m.best = take(pool, size, sizeof *m.best);
    m.sorted = take(pool, size, sizeof *m.sorted);
    m.spare = take(pool, size, sizeof *m.spare);
    for (int32_t i = 0; i < core->members.size; i++)
        m.uses[core->members.at[i]]++;
    return m;
}

/* Room that goes on to be used for the order in `m->best`, which is copied out of it. */
static int32_t *copied_order(const int32_t *order, int32_t size, Pool *pool)
{
    int32_t *copy = take(pool, (size_t)size + 1, sizeof *copy);
    memcpy(copy, order, (size_t)size * sizeof *copy);
    return copy;
}

static int64_t middle_of(const Moving *m, int32_t gate, int64_t sum, int32_t more)
{
    for (int32_t i = 0; i < breadth(m->core, gate); i++)
        sum += m->place[below(m->core, gate)[i]];
    return sum / (breadth(m->core, gate) + more);
}

/* Gates and variables move between what uses them and their members. One round; the new order of all is
   in `m->sorted`. */
static void settle_once(Moving *m)
{
    const Core *core = m->core;
    int32_t size = core_size(core);
    memset(m->total, 0, (size_t)size * sizeof *m->total);
    for (int32_t gate = 0; gate < core->gates; gate++) {
        int32_t itself = core->variables + gate;
        int64_t middle = middle_of(m, gate, m->place[itself], 1);
        m->total[itself] += middle;
        for (int32_t i = 0; i < breadth(core, gate); i++)
            m->total[below(core, gate)[i]] += middle;
    }
    for (int32_t i = 0; i < size; i++) {
        Keyed *one = &m->sorted[i];
        one->key = m->total[one->item] / (m->uses[one->item] + (one->item >= core->variables));
    }
    sort_keyed(m->sorted, m->spare, size);
    for (int32_t i = 0; i < size; i++)
        m->place[m->sorted[i].item] = (int64_t)i * SCALE;
}

/* The order with the least span that was seen, from a start. */
static int32_t *settled(Moving *m, const int32_t *start, int32_t rounds, Pool *pool)
{
    const Core *core = m->core;
    int32_t since = 0;
    for (int32_t i = 0; i < core->variables; i++)
        m->place[start[i]] = (int64_t)i * SCALE;
    for (int32_t gate = 0; gate < core->gates; gate++)
        m->place[core->variables + gate] = middle_of(m, gate, 0, 0);
    for (int32_t i = 0; i < core_size(core); i++) {
        Keyed one = {0, i, i};
        m->sorted[i] = one;
    }
    memcpy(m->best, start, (size_t)core->variables * sizeof *start);
    m->least = span(core, start, m->first, m->last);
    for (int32_t number = 0; number < rounds; number++) {
        settle_once(m);
        if (number % LOOK != LOOK - 1)
            continue;
        int32_t found = 0;
        for (int32_t i = 0; i < core_size(core); i++)
            if (m->sorted[i].item < core->variables)
                m->current[found++] = m->sorted[i].item;
        int64_t now = span(core, m->current, m->first, m->last);
        since++;
        if (now < m->least) {
            memcpy(m->best, m->current, (size_t)core->variables * sizeof *start);
            m->least = now;
            since = 0;
        } else if (since == PATIENCE) {
            break;
        }
    }
    return copied_order(m->best, core->variables, pool);
}

/* A gate stands at the middle of its members, a variable moves to the middle of its gates (FORCE), until the
   order stays or the rounds are over. */
static int32_t *pulled(Moving *m, const int32_t *start, Pool *pool)
{
    const Core *core = m->core;
    size_t length = (size_t)core->variables * sizeof *start;
    memcpy(m->current, start, length);
    for (int32_t round = rounds_for(core, PULLS); round; round--) {
        memset(m->total, 0, (size_t)core_size(core) * sizeof *m->total);
        for (int32_t i = 0; i < core->variables; i++)
            m->place[m->current[i]] = (int64_t)i * SCALE;
        for (int32_t gate = 0; gate < core->gates; gate++) {
            int64_t middle = m->place[core->variables + gate] = middle_of(m, gate, 0, 0);
            for (int32_t i = 0; i < breadth(core, gate); i++)
                m->total[below(core, gate)[i]] += middle;
        }
        for (int32_t i = 0; i < core->variables; i++) {
            int32_t variable = m->current[i];
            Keyed one = {m->total[variable] / m->uses[variable], i, variable};
            m->sorted[i] = one;
        }
        sort_keyed(m->sorted, m->spare, core->variables);
        bool stays = true;
        for (int32_t i = 0; i < core->variables; i++) {
            stays = stays && m->current[i] == m->sorted[i].item;
            m->current[i] = m->sorted[i].item;
        }
        if (stays)
            break;
    }
    return copied_order(m->current, core->variables, pool);
}

static int32_t *first_order(const Core *core, Pool *pool, Pool *scratch)
{
    int32_t *start = depth_first(core, true, pool);
    if (core->gates == 1)
        return start;
    Moving m = moving(core, scratch);
    int32_t *found = settled(&m, start, rounds_for(core, QUICK), pool);
    empty(scratch);
    return found;
}

enum { MOST_ORDERS = 7 };

/* Several orders, first the one that keeps the variables below each gate closest together, each once. */
static int32_t orders(const Core *core, int32_t **found, Pool *pool, Pool *scratch)
{
    int32_t *starts[] = {depth_first(core, true, pool), depth_first(core, false, pool),
                         breadth_first(core, pool), by_use(core, pool)};
    int32_t *all[MOST_ORDERS], count = 0, kept = 0;
    size_t length = (size_t)core->variables * sizeof **all;
    Moving m = moving(core, scratch);
    for (int i = 0; i < 4; i++)
        all[count++] = settled(&m, starts[i], rounds_for(core, MANY), pool);
    all[count++] = pulled(&m, starts[0], pool);
    all[count++] = pulled(&m, starts[2], pool);
    Keyed sorted[MOST_ORDERS], spare[MOST_ORDERS];
    for (int32_t i = 0; i < count; i++) {
        Keyed one = {span(core, all[i], m.first, m.last), i, i};
        sorted[i] = one;
    }
    sort_keyed(sorted, spare, count);
    for (int32_t i = 0; i <= count; i++) {
        int32_t *order = i < count ? all[sorted[i].item] : starts[0];
        bool known = false;
        for (int32_t j = 0; j < kept; j++)
            known = known || !memcmp(found[j], order, length);
        if (!known)
            found[kept++] = order;
    }
    empty(scratch);
    return kept;
}
