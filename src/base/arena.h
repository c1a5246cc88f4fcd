/* arena.h - memory that is freed all at once.
 *
 *      chunks:  [ newest | used........|free ] -> [ older ] -> NULL
 *                                      ^at    ^end
 *
 * One arena per report, one per record, one scratch arena per worker. Allocation never
 * returns NULL: see memory.h. An arena is used by one thread at a time.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/memory.h"

#include <readout.h>
#include <stdalign.h>
#include <stddef.h>

typedef struct arena {
    memory *memory; /* whose escape an allocation takes; see arena_bind */
    struct arena_chunk *chunks;
    struct arena_cleanup *cleanups; /* newest first */
    char *at;
    char *end;
    size_t used;               /* bytes handed out, for reports on memory */
    struct arena_chunk *spare; /* freed, for the next chunks */
    size_t spare_size;
} arena;

/* A place to come back to. */
typedef struct arena_mark {
    struct arena_chunk *chunk;
    struct arena_cleanup *cleanups;
    char *at;
    size_t used;
} arena_mark;

/* Starts an empty arena; allocates nothing. */
void arena_init(arena *arena, memory *memory);

/* Runs the cleanups, newest first, and frees everything. The arena may be used again. */
void arena_finish(arena *arena);

/* The same, but keeps some of the memory for what comes next: for a worker's scratch space. */
void arena_reset(arena *arena);

/* From now on failures leave the memory_try of `memory`: when an arena moves on to
 * another thread. */
void arena_bind(arena *arena, memory *memory);

/* `count` items of `size` bytes, zeroed, aligned for any type. */
void *arena_alloc(arena *arena, size_t count, size_t size);

#define arena_new(arena, type) ((type *)arena_alloc((arena), 1, sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type)))

/* Calls release(what) when the arena is finished or restored to before this point. If there is
 * no memory to note that, releases at once and fails. */
void arena_defer(arena *arena, void (*release)(void *what), void *what);

/* An arena of its own, finished with `outer` or before by arena_finish: for what is to be forgotten
 * earlier than what is made meanwhile. */
arena *arena_inner(arena *outer);

/* Forgets everything allocated since the mark. */
arena_mark arena_save(const arena *arena);
void arena_restore(arena *arena, arena_mark mark);

/* A copy of the bytes, followed by a NUL that is not counted. */
readout_str arena_str(arena *arena, readout_str text);

/* The same as a C string. Cut at the first NUL inside, if any. */
char *arena_cstr(arena *arena, readout_str text);

#endif
