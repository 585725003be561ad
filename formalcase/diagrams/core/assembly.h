/* The diagram of a whole family: one store of nodes for all modules. See diagram.py. */

static void begin_assembly(Question *q)
{
    Assembly *all = &q->assembly;
    Pool *pool = &q->kept;
    all->leaves = q->circuit.leaves;
    for (int32_t end = 0; end < 2; end++) {
        push(pool, &all->variable, -1);
        push(pool, &all->low, end);
        push(pool, &all->high, end);
    }
    push(pool, &all->starts, 2);
    all->slots = 128;
    all->table = take(pool, all->slots, sizeof *all->table);
}

static int32_t block_start(const Assembly *all) { return all->starts.at[all->starts.size - 1]; }

static uint32_t place_of(const Assembly *all, int32_t variable, int32_t low, int32_t high)
{
    uint64_t slot = mixed(low, high, variable);
    for (;; slot++) {
        int32_t node = all->table[slot &= all->slots - 1];
        if (node < block_start(all)) /* void: of an earlier block */
            return (uint32_t)slot;
        if (all->low.at[node] == low && all->high.at[node] == high && all->variable.at[node] == variable)
            return (uint32_t)slot;
    }
}

static int32_t assembled(Question *q, int32_t variable, int32_t low, int32_t high)
{
    Assembly *all = &q->assembly;
    if (!high)
        return low;
    uint32_t slot = place_of(all, variable, low, high);
    int32_t found = all->table[slot];
    if (found >= block_start(all))
        return found;
    found = all->low.size;
    if (found >= MOST_NODES)
        leave(&q->room, NO_ROOM);
    push(&q->kept, &all->variable, variable);
    push(&q->kept, &all->low, low);
    push(&q->kept, &all->high, high);
    all->table[slot] = found;
    if (++all->held > all->slots / 2) {
        drop(&q->kept, all->table);
        all->table = NULL;
        all->slots *= 2;
        all->table = take(&q->kept, all->slots, sizeof *all->table);
        for (int32_t node = block_start(all); node < all->low.size; node++)
            all->table[place_of(all, all->variable.at[node], all->low.at[node], all->high.at[node])] = node;
    }
    return found;
}

/* The variable that stands for the family of a node of the current block. */
static int32_t module_for(Question *q, int32_t root)
{
    push(&q->kept, &q->assembly.roots, root);
    return q->assembly.leaves + q->assembly.roots.size - 1;
}

static void end_block(Question *q)
{
    Assembly *all = &q->assembly;
    if (all->low.size > block_start(all))
        push(&q->kept, &all->starts, all->low.size);
    all->held = 0;
}

/* The sets of `need` of the variables. With each variable only the numbers are made that can still be reached
   and are still of use, so that the work is that of `spend_on_gate`. */
static int32_t threshold(Question *q, int32_t need, const int32_t *variables, int32_t size)
{
    int32_t *row = take(&q->scratch, (size_t)need + 1, sizeof *row);
    row[0] = 1;
    for (int32_t i = size; i--;) {
        int32_t first = need > i ? need - i : 1, last = need < size - i ? need : size - i;
        int32_t above = row[first - 1];
        for (int32_t k = first; k <= last; k++) {
            int32_t kept = row[k];
            row[k] = assembled(q, variables[i], kept, above);
            above = kept;
        }
    }
    int32_t found = row[need];
    drop(&q->scratch, row);
    return found;
}

/* Copies what is below a root of an engine's store; `variables` says what each level stands for. */
static int32_t copied(Question *q, const Store *sets, int32_t root, const int32_t *order, const int32_t *variables)
{
    if (root < 2)
        return root;
    int32_t *place = take(&q->scratch, (size_t)root + 1, sizeof *place);
    place[root] = 1;
    for (int32_t node = root; node > 1; node--)
        if (place[node])
            place[sets->nodes[node].low] = place[sets->nodes[node].high] = 1;
    place[0] = 0;
    place[1] = 1;
    for (int32_t node = 2; node <= root; node++)
        if (place[node]) {
            const Node *at = &sets->nodes[node];
            place[node] = assembled(q, variables[order[at->level]], place[at->low], place[at->high]);
        }
    int32_t found = place[root];
    drop(&q->scratch, place);
    return found;
}

/* Marks what is reachable from a root, modules included. */
static uint8_t *wanted_from(Question *q, int32_t root)
{
    const Assembly *all = &q->assembly;
    uint8_t *wanted = take(&q->scratch, (size_t)all->low.size, 1);
    wanted[root] = wanted[0] = wanted[1] = 1;
    for (int32_t node = root; node > 1; node--) {
        if (!wanted[node])
            continue;
        wanted[all->low.at[node]] = wanted[all->high.at[node]] = 1;
        if (all->variable.at[node] >= all->leaves)
            wanted[all->roots.at[all->variable.at[node] - all->leaves]] = 1;
    }
    return wanted;
}

/* Keeps what is reachable from a root and nothing else, in the same order; gives the root its new number. */
static int32_t trimmed(Question *q, int32_t root)
{
    Assembly *all = &q->assembly;
    uint8_t *wanted = wanted_from(q, root);
    int32_t *place = take(&q->scratch, (size_t)all->low.size, sizeof *place);
    int32_t *number = take(&q->scratch, (size_t)all->roots.size + 1, sizeof *number);
    int32_t *new_roots = take(&q->scratch, (size_t)all->roots.size + 1, sizeof *new_roots);
    int32_t nodes = 2, modules = 0, blocks = 0, end = all->low.size;
    place[1] = 1;
    for (int32_t block = 0; block < all->starts.size; block++) {
        int32_t begin = nodes, last = block + 1 < all->starts.size ? all->starts.at[block + 1] : end;
        for (int32_t node = all->starts.at[block]; node < last; node++) {
            if (!wanted[node])
                continue;
            int32_t variable = all->variable.at[node];
            if (variable >= all->leaves) {
                int32_t module = variable - all->leaves;
                if (!number[module]) {
                    new_roots[modules] = place[all->roots.at[module]];
                    number[module] = ++modules;
                }
                variable = all->leaves + number[module] - 1;
            }
            place[node] = nodes;
            all->variable.at[nodes] = variable;
            all->low.at[nodes] = place[all->low.at[node]];
            all->high.at[nodes++] = place[all->high.at[node]];
        }
        if (nodes > begin)
            all->starts.at[blocks++] = begin;
    }
    if (modules)
        memcpy(all->roots.at, new_roots, (size_t)modules * sizeof *new_roots);
    all->variable.size = all->low.size = all->high.size = nodes;
    all->roots.size = modules;
    all->starts.size = blocks;
    return place[root];
}
