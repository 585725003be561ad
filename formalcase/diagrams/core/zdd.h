/* Families of minimal sets, with operators that keep them minimal; all sets, or those up to a weight.
   See zdd.py and bounded.py. */

static int32_t without(Store *s, int32_t one, int32_t other, int32_t depth);

/* The minimal sets of two families together. */
static int32_t either(Store *s, int32_t one, int32_t other, int32_t depth)
{
    if (one == other || !other)
        return one;
    if (one > other) {
        int32_t kept = one;
        one = other;
        other = kept;
    }
    if (one < 2)
        return one ? 1 : other;
    int32_t found = recalled(s, EITHER, one, other), low, high;
    if (found >= 0)
        return found;
    step(s->meter, depth++);
    Node a = s->nodes[one], b = s->nodes[other];
    int32_t level = a.level < b.level ? a.level : b.level;
    if (a.level < b.level) {
        low = either(s, a.low, other, depth);
        high = without(s, a.high, other, depth);
    } else if (a.level > b.level) {
        low = either(s, one, b.low, depth);
        high = without(s, b.high, one, depth);
    } else {
        low = either(s, a.low, b.low, depth);
        int32_t first = without(s, a.high, b.low, depth);
        high = either(s, first, without(s, b.high, a.low, depth), depth);
    }
    return remembered(s, EITHER, one, other, node_for(s, level, low, high));
}

/* The sets of one family that contain no set of the other. */
static int32_t without(Store *s, int32_t one, int32_t other, int32_t depth)
{
    if (one == other || other == 1)
        return 0;
    if (one < 2 || !other)
        return one;
    Node a = s->nodes[one], b = s->nodes[other];
    while (a.level > b.level) {
        other = b.low;
        if (other < 2)
            return other ? 0 : one;
        b = s->nodes[other];
    }
    if (one == other)
        return 0;
    int32_t found = recalled(s, WITHOUT, one, other), low, high;
    if (found >= 0)
        return found;
    step(s->meter, depth++);
    if (a.level < b.level) {
        low = without(s, a.low, other, depth);
        high = without(s, a.high, other, depth);
    } else {
        low = without(s, a.low, b.low, depth);
        high = without(s, without(s, a.high, b.high, depth), b.low, depth);
    }
    found = low == a.low && high == a.high ? one : node_for(s, a.level, low, high);
    return remembered(s, WITHOUT, one, other, found);
}

/* The minimal unions of a set of each. */
static int32_t both(Store *s, int32_t one, int32_t other, int32_t depth)
{
    if (one == other)
        return one;
    if (one > other) {
        int32_t kept = one;
        one = other;
        other = kept;
    }
    if (one < 2)
        return one ? other : 0;
    int32_t found = recalled(s, BOTH, one, other), low, high;
    if (found >= 0)
        return found;
    step(s->meter, depth++);
    Node a = s->nodes[one], b = s->nodes[other];
    int32_t level = a.level < b.level ? a.level : b.level;
    if (a.level < b.level) {
        low = both(s, a.low, other, depth);
        high = without(s, both(s, a.high, other, depth), a.low, depth);
    } else if (a.level > b.level) {
        low = both(s, one, b.low, depth);
        high = without(s, both(s, one, b.high, depth), b.low, depth);
    } else {
        low = both(s, a.low, b.low, depth);
        int32_t first = either(s, a.high, a.low, depth);
        high = both(s, first, either(s, b.high, b.low, depth), depth);
        high = without(s, high, low, depth);
    }
    return remembered(s, BOTH, one, other, node_for(s, level, low, high));
}

/* The sets of at most this weight. */
static int32_t cut(Store *s, int32_t one, int32_t size, int32_t depth)
{
    if (s->heaviest[one] <= size)
        return one;
    if (s->lightest[one] > size)
        return 0;
    int32_t found = recalled(s, CUT, one, size);
    if (found >= 0)
        return found;
    step(s->meter, depth++);
    Node node = s->nodes[one];
    int32_t high = cut(s, node.high, size - s->weights[node.level], depth);
    int32_t low = cut(s, node.low, size, depth);
    return remembered(s, CUT, one, size, node_for(s, node.level, low, high));
}

/* The minimal unions of a set of each, of at most this weight. */
static int32_t within(Store *s, int32_t one, int32_t other, int32_t size, int32_t depth)
{
    if (s->lightest[one] > size || s->lightest[other] > size)
        return 0;
    if (one == other)
        return cut(s, one, size, depth);
    if (one > other) {
        int32_t kept = one;
        one = other;
        other = kept;
    }
    if (one < 2)
        return one ? cut(s, other, size, depth) : 0;
    int32_t most = s->heaviest[one] + s->heaviest[other];
    size = size < most ? size : most;
    int32_t what = WITHIN + OPERATORS * size, found = recalled(s, what, one, other), high = 0;
    if (found >= 0)
        return found;
    step(s->meter, depth++);
    Node a = s->nodes[one], b = s->nodes[other];
    int32_t level = a.level < b.level ? a.level : b.level, rest = size - s->weights[level];
    int32_t low_one = a.level == level ? a.low : one, high_one = a.level == level ? a.high : 0;
    int32_t low_other = b.level == level ? b.low : other, high_other = b.level == level ? b.high : 0;
    int32_t low = within(s, low_one, low_other, size, depth);
    if (rest < 0) {
        high = 0;
    } else if (!high_other) {
        high = without(s, within(s, high_one, other, rest, depth), low_one, depth);
    } else if (!high_one) {
        high = without(s, within(s, one, high_other, rest, depth), low_other, depth);
    } else {
        int32_t first = either(s, high_one, low_one, depth);
        high = within(s, first, either(s, high_other, low_other, depth), rest, depth);
        high = without(s, high, low, depth);
    }
    return remembered(s, what, one, other, node_for(s, level, low, high));
}
