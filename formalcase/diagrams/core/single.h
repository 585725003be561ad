/* One minimal set without any diagram: go down where it is cheapest, then give back what is not needed.
   See single.py. */

/* For each node a number of leaves that surely suffice; and the members of each gate, the cheapest first. */
static void cheapest(const Circuit *circuit, const Ints *gates, uint8_t *wanted, Pool *pool)
{
    size_t nodes = (size_t)nodes_of(circuit), all = (size_t)circuit->members.size;
    int64_t *most = take(pool, nodes, sizeof *most);
    Keyed *ranked = take(pool, all + 1, sizeof *ranked), *spare = take(pool, all + 1, sizeof *spare);
    for (int32_t leaf = 0; leaf < first_gate(circuit); leaf++)
        most[leaf] = 1;
    for (int32_t i = 0; i < gates->size; i++) {
        int32_t gate = gates->at[i], need = circuit->need.at[gate], wide = width(circuit, gate);
        const int32_t *at = members(circuit, gate);
        Keyed *rank = ranked + circuit->from.at[gate];
        for (int32_t j = 0; j < wide; j++) {
            Keyed one = {most[at[j]], at[j], at[j]};
            rank[j] = one;
        }
        sort_keyed(rank, spare, wide);
        for (int32_t j = 0; j < need; j++)
            most[gate] += rank[j].key;
        most[gate] = most[gate] < MOST_SIZE ? most[gate] : MOST_SIZE;
    }
    wanted[circuit->root] = 1;
    for (int32_t i = gates->size; i--;) {
        const Keyed *rank = ranked + circuit->from.at[gates->at[i]];
        for (int32_t j = 0; wanted[gates->at[i]] && j < circuit->need.at[gates->at[i]]; j++)
            wanted[rank[j].item] = 1;
    }
}

/* Which gates use each node, one list after the other. */
typedef struct {
    int32_t *from, *at;
} Users;

static Users users_of(const Circuit *circuit, const Ints *gates, Pool *pool)
{
    int32_t nodes = nodes_of(circuit);
    Users users = {take(pool, (size_t)nodes + 2, sizeof(int32_t)),
                   take(pool, (size_t)circuit->members.size + 1, sizeof(int32_t))};
    int32_t *place = users.from + 1; /* moves on while the lists are filled, and ends where the next begins */
    for (int32_t i = 0; i < gates->size; i++)
        for (int32_t j = 0; j < width(circuit, gates->at[i]); j++)
            place[members(circuit, gates->at[i])[j] + 1]++;
    for (int32_t node = 0; node < nodes; node++)
        place[node + 1] += place[node];
    for (int32_t i = 0; i < gates->size; i++)
        for (int32_t j = 0; j < width(circuit, gates->at[i]); j++)
            users.at[place[members(circuit, gates->at[i])[j]]++] = gates->at[i];
    return users;
}

/* Gives back each leaf, the last one first, without which the root stays true: each gate counts its true
   members beyond those it needs, so a try costs no more than the gates that it turns. */
static void reduce(const Circuit *circuit, const Ints *gates, uint8_t *wanted, Pool *pool)
{
    Users users = users_of(circuit, gates, pool);
    size_t nodes = (size_t)nodes_of(circuit);
    int32_t *spare = take(pool, nodes, sizeof *spare);
    uint8_t *true_now = take(pool, nodes, 1);
    Ints todo = {0}, changed = {0};
    for (int32_t leaf = FIRST_LEAF; leaf < first_gate(circuit); leaf++)
        true_now[leaf] = wanted[leaf];
    for (int32_t i = 0; i < gates->size; i++) {
        int32_t gate = gates->at[i];
        spare[gate] = -circuit->need.at[gate];
        for (int32_t j = 0; j < width(circuit, gate); j++)
            spare[gate] += true_now[members(circuit, gate)[j]];
        true_now[gate] = spare[gate] >= 0;
    }
    for (int32_t leaf = first_gate(circuit) - 1; leaf >= FIRST_LEAF; leaf--) {
        bool holds = wanted[leaf];
        todo.size = changed.size = 0;
        push(pool, &todo, leaf);
        while (todo.size && holds) {
            int32_t node = todo.at[--todo.size];
            for (int32_t i = users.from[node]; holds && i < users.from[node + 1]; i++) {
                int32_t gate = users.at[i];
                push(pool, &changed, gate);
                if (--spare[gate] == -1) {
                    holds = gate != circuit->root;
                    push(pool, &todo, gate);
                }
            }
        }
        if (holds)
            wanted[leaf] = 0;
        else
            for (int32_t i = 0; i < changed.size; i++)
                spare[changed.at[i]]++;
    }
}

/* The leaves of a minimal set that makes the circuit true, rising; false where there is none. */
static bool one_minimal(Question *q, Ints *found)
{
    const Circuit *circuit = &q->circuit;
    if (circuit->root == FALSE)
        return false;
    if (circuit->root == TRUE)
        return true;
    Pool *pool = &q->scratch;
    Ints gates = reachable(circuit, pool);
    uint8_t *wanted = take(pool, (size_t)nodes_of(circuit), 1);
    cheapest(circuit, &gates, wanted, pool);
    if (gates.size)
        reduce(circuit, &gates, wanted, pool);
    for (int32_t leaf = FIRST_LEAF; leaf < first_gate(circuit); leaf++)
        if (wanted[leaf])
            push(&q->kept, found, leaf - FIRST_LEAF);
    return true;
}
