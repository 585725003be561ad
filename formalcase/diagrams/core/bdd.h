/* Monotone functions, and their minimal sets (Rauzy's minimal solutions). See bdd.py. */

/* Or and and, which differ in the constant that decides them alone: true or false. */
static int32_t joined(Store *s, int32_t what, int32_t one, int32_t other, int32_t depth)
{
    if (one == other)
        return one;
    if (one > other) {
        int32_t kept = one;
        one = other;
        other = kept;
    }
    if (one < 2)
        return one == (what == EITHER) ? one : other;
    int32_t found = recalled(s, what, one, other), low, high;
    if (found >= 0)
        return found;
    step(s->meter, depth++);
    Node a = s->nodes[one], b = s->nodes[other];
    int32_t level = a.level < b.level ? a.level : b.level;
    if (a.level < b.level) {
        low = joined(s, what, a.low, other, depth);
        high = joined(s, what, a.high, other, depth);
    } else if (a.level > b.level) {
        low = joined(s, what, one, b.low, depth);
        high = joined(s, what, one, b.high, depth);
    } else {
        low = joined(s, what, a.low, b.low, depth);
        high = joined(s, what, a.high, b.high, depth);
    }
    return remembered(s, what, one, other, node_for(s, level, low, high));
}

/* The sets of the family on which the function is false. */
static int32_t on_which_false(Store *s, Store *sets, int32_t family, int32_t function, int32_t depth)
{
    if (function < 2)
        return function ? 0 : family;
    if (family < 2)
        return family;
    Node a = sets->nodes[family], b = s->nodes[function];
    while (a.level > b.level) {
        function = b.low;
        if (function < 2)
            return function ? 0 : family;
        b = s->nodes[function];
    }
    int32_t found = recalled(s, WITHOUT, family, function), low, high;
    if (found >= 0)
        return found;
    step(s->meter, depth++);
    if (a.level < b.level) {
        low = on_which_false(s, sets, a.low, function, depth);
        high = on_which_false(s, sets, a.high, function, depth);
    } else {
        low = on_which_false(s, sets, a.low, b.low, depth);
        high = on_which_false(s, sets, a.high, b.high, depth);
    }
    found = low == a.low && high == a.high ? family : node_for(sets, a.level, low, high);
    return remembered(s, WITHOUT, family, function, found);
}

/* The minimal sets of the function, in the store `sets`. */
static int32_t minimal(Store *s, Store *sets, int32_t one, int32_t depth)
{
    if (one < 2)
        return one;
    int32_t found = recalled(s, MINIMAL, one, 0);
    if (found >= 0)
        return found;
    step(s->meter, depth++);
    Node node = s->nodes[one];
    int32_t low = minimal(s, sets, node.low, depth), high = minimal(s, sets, node.high, depth);
    high = on_which_false(s, sets, high, node.low, depth);
    return remembered(s, MINIMAL, one, 0, node_for(sets, node.level, low, high));
}
