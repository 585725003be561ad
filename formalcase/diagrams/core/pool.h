/* Memory that is counted and given back as a whole, and the way out when there is none. */

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DONE, PAUSED, SPENT, NO_ROOM, CIRCULAR };

/* What all pools of one question share. `leave` ends what is being done, however deep the calls are, and
   goes back to whoever set `out` last. */
typedef struct {
    size_t used, most;
    jmp_buf *out;
    int code;
} Room;

_Noreturn static void leave(Room *room, int code)
{
    room->code = code;
    longjmp(*room->out, 1);
}

typedef struct Block {
    struct Block *next, *before;
    size_t size;
    size_t unused; /* what follows begins at a multiple of 16 */
} Block;

/* Blocks with one lifetime. */
typedef struct {
    Room *room;
    Block *first;
} Pool;

static void *linked(Pool *pool, Block *block, size_t size)
{
    block->size = size;
    block->before = NULL;
    block->next = pool->first;
    if (pool->first)
        pool->first->before = block;
    pool->first = block;
    return block + 1;
}

static Block *unlinked(Pool *pool, void *memory)
{
    Block *block = (Block *)memory - 1;
    if (block->before)
        block->before->next = block->next;
    else
        pool->first = block->next;
    if (block->next)
        block->next->before = block->before;
    return block;
}

static size_t asked(Room *room, size_t count, size_t each)
{
    if (count > (room->most - sizeof(Block)) / each || room->most - room->used < count * each + sizeof(Block))
        leave(room, NO_ROOM);
    return count * each + sizeof(Block);
}

/* So many things of that size, all zero. */
static void *take(Pool *pool, size_t count, size_t each)
{
    size_t size = asked(pool->room, count, each);
    Block *block = calloc(1, size);
    if (!block)
        leave(pool->room, NO_ROOM);
    pool->room->used += size;
    return linked(pool, block, size);
}

static void drop(Pool *pool, void *memory)
{
    if (memory) {
        Block *block = unlinked(pool, memory);
        pool->room->used -= block->size;
        free(block);
    }
}

/* The same with more room; what is new is not zero. */
static void *grown(Pool *pool, void *memory, size_t count, size_t each)
{
    if (!memory)
        return take(pool, count, each);
    size_t size = asked(pool->room, count, each);
    Block *block = unlinked(pool, memory);
    size_t before = block->size;
    Block *larger = realloc(block, size);
    if (!larger) {
        linked(pool, block, before);
        leave(pool->room, NO_ROOM);
    }
    pool->room->used += size - before;
    return linked(pool, larger, size);
}

static void empty(Pool *pool)
{
    while (pool->first)
        drop(pool, pool->first + 1);
}

/* A list of numbers that grows. */
typedef struct {
    int32_t *at;
    int32_t size, room;
} Ints;

static inline void make_room(Pool *pool, Ints *list, int32_t more)
{
    if (more > list->room - list->size) {
        if (more > INT32_MAX / 2 - list->size)
            leave(pool->room, NO_ROOM);
        int32_t room = 2 * list->room > list->size + more ? 2 * list->room : list->size + more;
        room = room < 16 ? 16 : room;
        list->at = grown(pool, list->at, (size_t)room, sizeof *list->at);
        list->room = room;
    }
}

static inline void push(Pool *pool, Ints *list, int32_t value)
{
    make_room(pool, list, 1);
    list->at[list->size++] = value;
}

static Ints zeros(Pool *pool, int32_t size)
{
    Ints list = {take(pool, (size_t)size + 1, sizeof(int32_t)), size, size + 1};
    return list;
}
