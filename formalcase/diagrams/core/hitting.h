/* The minimal sets that have a member in each of some sets, which may come meanwhile. See hitting.py in solve/,
   which finds the same in the same order, at the same places of the search. Sets of labels, and of what is to be
   hit, are the bits of words. */

enum { FOUND, GOING_ON, OVER, FULL };
enum { LOOKED_AT = 64, FEW_SETS = 32, PAUSE_EVERY = 64 };
/* What is done next, also when the search is called again. */
typedef enum { BEGIN, ARRIVE, LOOK_AROUND, ANSWERED, MOVE_ON } Next;

/* Some members (the one of this place and those before it), which sets they hit once or more and twice or more,
   of the `known` first ones; which labels may join them, and with which of these the search goes on. */
typedef struct {
    int32_t member, known;
    uint64_t *once, *twice, *allowed, *choices;
} Place;

typedef struct {
    int64_t places; /* read from outside */
    Room room;
    Pool pool;
    int32_t labels, words; /* and words for a set of labels */
    int32_t count, across; /* of the sets, and words for one bit each */
    int32_t room_for;      /* sets */
    uint64_t *sets, *with, *left;
    Place *path; /* the first has no member */
    int32_t depth;
    int32_t known, answered_with;
    int64_t most;
    Next next;
} Hitting;

static inline int ones(uint64_t word)
{
#if defined(__GNUC__)
    return __builtin_popcountll(word);
#else
    int count = 0;
    for (; word; word &= word - 1)
        count++;
    return count;
#endif
}

static inline int lowest(uint64_t word) { return ones((word & -word) - 1); }

static uint64_t *set_at(Hitting *h, int32_t at) { return h->sets + (size_t)at * (size_t)h->words; }
static uint64_t *with_of(Hitting *h, int32_t label) { return h->with + (size_t)label * (size_t)h->across; }

/* Rows of so many words with more room for each. */
static uint64_t *wider(Hitting *h, uint64_t *rows, int32_t count, int32_t across)
{
    uint64_t *made = take(&h->pool, (size_t)count * (size_t)across + 1, sizeof *made);
    for (int32_t row = 0; rows && row < count; row++)
        memcpy(made + (size_t)row * (size_t)across, rows + (size_t)row * (size_t)h->across,
               (size_t)h->across * sizeof *made);
    drop(&h->pool, rows);
    return made;
}

static void make_room_for_sets(Hitting *h)
{
    if (h->room_for > INT32_MAX / 4)
        leave(&h->room, NO_ROOM);
    int32_t across = h->across ? 2 * h->across : 1;
    h->sets = grown(&h->pool, h->sets, (size_t)across * 64 * (size_t)h->words + 1, sizeof *h->sets);
    h->with = wider(h, h->with, h->labels, across);
    for (int32_t at = 0; at <= h->labels; at++) {
        h->path[at].once = wider(h, h->path[at].once, 1, across);
        h->path[at].twice = wider(h, h->path[at].twice, 1, across);
    }
    h->left = wider(h, h->left, 1, across);
    h->across = across;
    h->room_for = 64 * across;
}

static void note_members(Hitting *h, int32_t at)
{
    for (int32_t word = 0; word < h->words; word++)
        for (uint64_t rest = set_at(h, at)[word]; rest; rest &= rest - 1)
            with_of(h, 64 * word + lowest(rest))[at / 64] |= (uint64_t)1 << at % 64;
}

static void add_set(Hitting *h, const uint64_t *labels)
{
    if (h->count == h->room_for)
        make_room_for_sets(h);
    memcpy(set_at(h, h->count), labels, (size_t)h->words * sizeof *labels);
    note_members(h, h->count++);
}

static void begin_hitting(Hitting *h, int32_t labels)
{
    h->pool.room = &h->room;
    h->labels = labels;
    h->words = (labels + 63) / 64;
    size_t each = (size_t)h->words + 1;
    h->path = take(&h->pool, (size_t)labels + 1, sizeof *h->path);
    for (int32_t at = 0; at <= labels; at++) {
        h->path[at].allowed = take(&h->pool, each, sizeof(uint64_t));
        h->path[at].choices = take(&h->pool, each, sizeof(uint64_t));
    }
    h->known = -1;
    make_room_for_sets(h);
}

/* The smaller one first; of two as large, the one that is less as a number. */
static bool set_is_less(const void *hitting, int32_t one, int32_t other)
{
    const Hitting *h = hitting;
    const uint64_t *a = h->sets + (size_t)one * (size_t)h->words, *b = h->sets + (size_t)other * (size_t)h->words;
    int32_t more = 0;
    for (int32_t word = 0; word < h->words; word++)
        more += ones(a[word]) - ones(b[word]);
    for (int32_t word = h->words - 1; !more && word >= 0; word--)
        more = (a[word] > b[word]) - (a[word] < b[word]);
    return more < 0;
}

static void sort_sets(Hitting *h)
{
    size_t words = (size_t)h->words;
    int32_t *order = in_order(&h->pool, h->count, h, set_is_less);
    uint64_t *sorted = take(&h->pool, (size_t)h->room_for * words + 1, sizeof *sorted);
    for (int32_t at = 0; at < h->count; at++)
        memcpy(sorted + (size_t)at * words, set_at(h, order[at]), words * sizeof *sorted);
    drop(&h->pool, order);
    drop(&h->pool, h->sets);
    h->sets = sorted;
}

/* Small sets leave few choices. */
static void begin_pass(Hitting *h)
{
    h->known = h->count;
    sort_sets(h);
    memset(h->with, 0, (size_t)h->labels * (size_t)h->across * sizeof *h->with);
    for (int32_t at = 0; at < h->count; at++)
        note_members(h, at);
    h->most = 2 * (int64_t)h->count + FEW_SETS;
    Place *root = &h->path[0];
    root->known = 0;
    memset(root->once, 0, (size_t)h->across * sizeof *root->once);
    memset(root->twice, 0, (size_t)h->across * sizeof *root->twice);
    for (int32_t word = 0; word < h->words; word++)
        root->allowed[word] = h->labels - 64 * word >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << (h->labels - 64 * word)) - 1;
    h->depth = 0;
}

/* Takes in what has come meanwhile. */
static void bring_up_to_date(Hitting *h, int32_t depth)
{
    Place *place = &h->path[depth];
    if (place->known == h->count)
        return;
    for (int32_t word = place->known / 64; 64 * (int64_t)word < h->count; word++) {
        uint64_t once = 0, twice = 0;
        for (int32_t at = 1; at <= depth; at++) {
            uint64_t hit = with_of(h, h->path[at].member)[word];
            twice |= once & hit;
            once |= hit;
        }
        place->once[word] = once;
        place->twice[word] = twice;
    }
    place->known = h->count;
}

/* The sets that no member of the place hits; false when there are none. */
static bool any_left(Hitting *h)
{
    bring_up_to_date(h, h->depth);
    uint64_t any = 0;
    for (int32_t word = 0; 64 * (int64_t)word < h->count; word++) {
        int32_t bits = h->count - 64 * word;
        uint64_t all = bits >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << bits) - 1;
        any |= h->left[word] = all & ~h->path[h->depth].once[word];
    }
    return any;
}

/* The choices are what hits one of the sets that are left: the one with the fewest, of the first few. */
static void find_choices(Hitting *h, Place *place)
{
    int32_t fewest = h->labels + 1, looked = 0;
    for (int32_t word = 0; 64 * (int64_t)word < h->count; word++)
        for (uint64_t rest = h->left[word]; rest; rest &= rest - 1) {
            const uint64_t *set = set_at(h, 64 * word + lowest(rest));
            int32_t count = 0;
            for (int32_t i = 0; i < h->words; i++)
                count += ones(set[i] & place->allowed[i]);
            if (count < fewest) {
                fewest = count;
                for (int32_t i = 0; i < h->words; i++)
                    place->choices[i] = set[i] & place->allowed[i];
            }
            if (++looked == LOOKED_AT || fewest < 2)
                return;
        }
}

static void choose(Hitting *h, Place *place)
{
    find_choices(h, place);
    for (int32_t i = 0; i < h->words; i++)
        place->allowed[i] &= ~place->choices[i];
}

static bool each_is_needed(Hitting *h, const uint64_t *twice)
{
    for (int32_t at = 1; at <= h->depth; at++) {
        const uint64_t *with = with_of(h, h->path[at].member);
        uint64_t alone = 0;
        for (int32_t word = 0; !alone && 64 * (int64_t)word < h->count; word++)
            alone = with[word] & ~twice[word];
        if (!alone)
            return false;
    }
    return true;
}

/* Goes to the place with the next of the choices that leaves each member the only one in some set. */
static bool go_below(Hitting *h)
{
    Place *place = &h->path[h->depth], *below = place + 1;
    bring_up_to_date(h, h->depth);
    for (int32_t word = 0; word < h->words; word++)
        while (place->choices[word]) {
            int bit = lowest(place->choices[word]);
            int32_t member = 64 * word + bit;
            const uint64_t *with = with_of(h, member);
            place->choices[word] &= place->choices[word] - 1;
            for (int32_t i = 0; 64 * (int64_t)i < h->count; i++)
                below->twice[i] = place->twice[i] | (place->once[i] & with[i]);
            if (!each_is_needed(h, below->twice))
                continue;
            for (int32_t i = 0; 64 * (int64_t)i < h->count; i++)
                below->once[i] = place->once[i] | with[i];
            below->member = member;
            below->known = place->known;
            memcpy(below->allowed, place->allowed, (size_t)h->words * sizeof *below->allowed);
            /* Sets with this member and a later choice are found below that one. */
            place->allowed[word] |= (uint64_t)1 << bit;
            h->depth++;
            return true;
        }
    return false;
}

static void tell_members(Hitting *h, uint64_t *found)
{
    memset(found, 0, (size_t)h->words * sizeof *found);
    for (int32_t at = 1; at <= h->depth; at++)
        found[h->path[at].member / 64] |= (uint64_t)1 << h->path[at].member % 64;
}

/* The next minimal hitting set; GOING_ON now and then, OVER at the end. */
static int32_t next_hitting(Hitting *h, uint64_t *found)
{
    for (;;)
        switch (h->next) {
        case BEGIN:
            if (h->known >= h->count)
                return OVER;
            begin_pass(h);
            h->next = ARRIVE;
            break;
        case ARRIVE:
            h->next = LOOK_AROUND;
            if (++h->places % PAUSE_EVERY == 0)
                return GOING_ON;
            break;
        case LOOK_AROUND:
            if (any_left(h)) {
                choose(h, &h->path[h->depth]);
                h->next = MOVE_ON;
                break;
            }
            tell_members(h, found);
            h->answered_with = h->count;
            h->next = ANSWERED;
            return FOUND;
        case ANSWERED:
            h->next = LOOK_AROUND;
            if (h->answered_with == h->count) {
                h->depth--;
                h->next = MOVE_ON;
            }
            break;
        case MOVE_ON:
            h->next = BEGIN;
            if (h->count <= h->most) {
                while (h->depth >= 0 && !go_below(h))
                    h->depth--;
                if (h->depth >= 0)
                    h->next = ARRIVE;
            }
        }
}
