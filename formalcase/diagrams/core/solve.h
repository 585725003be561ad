/* From a circuit to the diagram of its minimal sets, module by module. See solve.py. */

/* The gates of a module that are in no module inside it, members first. */
static Ints inside_of(Question *q, int32_t gate)
{
    const Circuit *circuit = &q->circuit;
    Ints found = {0};
    q->now++;
    push(&q->scratch, &found, gate);
    for (int32_t next = 0; next < found.size; next++)
        for (int32_t i = 0; i < width(circuit, found.at[next]); i++) {
            int32_t member = members(circuit, found.at[next])[i];
            if (member >= first_gate(circuit) && !q->is_closed[member] && q->mark[member] != q->now) {
                q->mark[member] = q->now;
                push(&q->scratch, &found, member);
            }
        }
    sort_ints(found.at, found.size);
    return found;
}

/* The module as a core; what its variables stand for is kept in `q->core_variables`. */
static Core core_of(Question *q, const Ints *gates)
{
    const Circuit *circuit = &q->circuit;
    Pool *pool = &q->core;
    Core core = {.gates = gates->size};
    Ints variables = {0};
    int32_t inner = ++q->now, outer = ++q->now;
    for (int32_t i = 0; i < gates->size; i++) {
        q->mark[gates->at[i]] = inner;
        q->number[gates->at[i]] = i;
    }
    for (int32_t i = 0; i < gates->size; i++)
        for (int32_t j = 0; j < width(circuit, gates->at[i]); j++) {
            int32_t member = members(circuit, gates->at[i])[j];
            if (q->mark[member] != inner && q->mark[member] != outer) {
                q->mark[member] = outer;
                q->number[member] = variables.size;
                push(pool, &variables, q->variable[member]);
            }
        }
    core.variables = variables.size;
    push(pool, &core.from, 0);
    for (int32_t i = 0; i < gates->size; i++) {
        push(pool, &core.need, circuit->need.at[gates->at[i]]);
        for (int32_t j = 0; j < width(circuit, gates->at[i]); j++) {
            int32_t member = members(circuit, gates->at[i])[j];
            push(pool, &core.members, q->number[member] + (q->mark[member] == inner ? core.variables : 0));
        }
        push(pool, &core.from, core.members.size);
    }
    q->core_variables = variables.at;
    return core;
}

static int32_t weight_of(const Question *q, int32_t variable)
{
    int32_t module = variable - q->circuit.leaves;
    return module < 0 ? 1 : q->least.at[module];
}

static void begin_core(Question *q, const Ints *gates)
{
    Ways *w = q->ways = take(&q->core, 1, sizeof *w);
    w->core = core_of(q, gates);
    int32_t variables = w->core.variables;
    if (variables > q->slices.most_variables)
        leave(&q->room, SPENT);
    w->nothing = take(&q->core, (size_t)variables + 1, 1);
    if (q->size >= 0)
        w->weights = take(&q->core, (size_t)variables + 1, sizeof *w->weights);
    for (int32_t i = 0; i < variables; i++) {
        int32_t variable = q->core_variables[i], module = variable - q->circuit.leaves;
        w->nothing[i] = module >= 0 && !q->assembly.roots.at[module];
        if (w->weights)
            w->weights[i] = weight_of(q, variable);
    }
    w->least = q->slices.steps_a_member * w->core.members.size;
}

static void release_core(Question *q)
{
    Ways *w = q->ways;
    for (int32_t i = 0; w && i < w->begun; i++)
        if (w->attempts[i])
            empty(&w->attempts[i]->pool);
    if (w && w->running)
        empty(&w->running->pool);
    q->ways = NULL;
    empty(&q->core);
}

/* The root of the module that is being worked on. */
static int32_t root_of_core(Question *q)
{
    Ways *w = q->ways;
    int code = first_done(q, w, q->budget - q->spent, q->slice);
    if (code != DONE) {
        q->spent += code == PAUSED ? 0 : w->spent;
        leave(&q->room, code);
    }
    Attempt *best = w->running;
    q->spent += w->spent;
    return copied(q, best->functions ? &best->sets : &best->store, best->root, best->order, q->core_variables);
}

/* A module of one gate needs no engine, unless sets are left out. */
static void spend_on_gate(Question *q, int32_t gate)
{
    int32_t need = q->circuit.need.at[gate], size = width(&q->circuit, gate), rest = size - need + 1;
    q->spent += (int64_t)size * (need < rest ? need : rest);
    if (q->spent > q->budget)
        leave(&q->room, SPENT);
}

static int32_t root_of_gate(Question *q, int32_t gate)
{
    int32_t size = width(&q->circuit, gate);
    int32_t *variables = take(&q->scratch, (size_t)size, sizeof *variables);
    for (int32_t i = 0; i < size; i++)
        variables[i] = q->variable[members(&q->circuit, gate)[i]];
    return threshold(q, q->circuit.need.at[gate], variables, size);
}

/* The size of the smallest set below a root of the current block. */
static void note_least(Question *q, int32_t root)
{
    const Assembly *all = &q->assembly;
    int32_t start = block_start(all);
    if (root < start) {
        push(&q->kept, &q->least, q->size + 1);
        return;
    }
    int32_t *least = take(&q->scratch, (size_t)(root - start) + 3, sizeof *least);
    least[0] = q->size + 1;
    for (int32_t node = start; node <= root; node++) {
        int32_t low = all->low.at[node], high = all->high.at[node];
        int32_t of_low = least[low < 2 ? low : low - start + 2];
        int32_t of_high = least[high < 2 ? high : high - start + 2] + weight_of(q, all->variable.at[node]);
        least[node - start + 2] = of_low < of_high ? of_low : of_high;
    }
    push(&q->kept, &q->least, least[root - start + 2]);
    drop(&q->scratch, least);
}

static void prepare(Question *q)
{
    simplify(q);
    join(q);
    part(q);
    begin_assembly(q);
    Circuit *circuit = &q->circuit;
    q->closed = modules(circuit, &q->kept, &q->is_closed);
    q->variable = take(&q->kept, (size_t)nodes_of(circuit), sizeof *q->variable);
    q->mark = take(&q->kept, (size_t)nodes_of(circuit), sizeof *q->mark);
    q->number = take(&q->kept, (size_t)nodes_of(circuit), sizeof *q->number);
    for (int32_t leaf = FIRST_LEAF; leaf < first_gate(circuit); leaf++)
        q->variable[leaf] = leaf - FIRST_LEAF;
    q->begun = true;
}

/* Goes on from where it was left, and gives the root of the whole family. */
static int32_t solve(Question *q)
{
    if (!q->begun)
        prepare(q);
    const Circuit *circuit = &q->circuit;
    if (circuit->root <= TRUE)
        return trimmed(q, circuit->root);
    if (circuit->root < first_gate(circuit) || q->size == 0)
        return trimmed(q, assembled(q, circuit->root - FIRST_LEAF, 0, q->size != 0));
    int32_t root = 0;
    for (; q->next < q->closed.size; q->next++) {
        int32_t gate = q->closed.at[q->next];
        if (!q->ways) {
            Ints gates = inside_of(q, gate);
            if (gates.size == 1)
                spend_on_gate(q, gate);
            if (gates.size > 1 || q->size >= 0)
                begin_core(q, &gates);
            empty(&q->scratch);
        }
        root = q->ways ? root_of_core(q) : root_of_gate(q, gate);
        release_core(q);
        if (q->size >= 0)
            note_least(q, root);
        q->variable[gate] = module_for(q, root);
        end_block(q);
        empty(&q->scratch);
    }
    return trimmed(q, root);
}
