/* arena.c - see arena.h. Chunks double from 16 KiB to 1 MiB, so that a small pile stays
 * small and a large one does not call malloc often. What a restore frees is kept for the next
 * chunks, up to SPARE_MAX: scratch space that comes and goes would otherwise go back to the system
 * and come from there page by page, each to be cleared. */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_MIN = 16 << 10, CHUNK_MAX = 1 << 20, SPARE_MAX = 4 << 20 };

typedef struct arena_chunk {
    struct arena_chunk *older;
    size_t size; /* of data[] */
    alignas(max_align_t) char data[];
} arena_chunk;

typedef struct arena_cleanup {
    struct arena_cleanup *older;
    void (*release)(void *what);
    void *what;
} arena_cleanup;

void arena_init(arena *arena, memory *memory)
{
    memset(arena, 0, sizeof *arena);
    arena->memory = memory;
}

static void run_cleanups(arena *arena, const arena_cleanup *until)
{
    while (arena->cleanups != until) {
        arena_cleanup *cleanup = arena->cleanups;
        arena->cleanups = cleanup->older;
        cleanup->release(cleanup->what);
    }
}

static void free_list(arena_chunk *chunk)
{
    while (chunk != NULL) {
        arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
}

/* The smaller ones are not worth looking through. */
static void keep_or_free(arena *arena, arena_chunk *chunk)
{
    if (chunk->size < CHUNK_MAX / 16 || chunk->size > SPARE_MAX - arena->spare_size) {
        free(chunk);
        return;
    }
    arena->spare_size += chunk->size;
    chunk->older = arena->spare;
    arena->spare = chunk;
}

static void drop_chunks(arena *arena, const arena_chunk *until)
{
    while (arena->chunks != until) {
        arena_chunk *chunk = arena->chunks;
        arena->chunks = chunk->older;
        keep_or_free(arena, chunk);
    }
}

/* A spare chunk of at least that size, taken off the list; NULL if there is none. */
static arena_chunk *take_spare(arena *arena, size_t size)
{
    for (arena_chunk **link = &arena->spare; *link != NULL; link = &(*link)->older) {
        arena_chunk *chunk = *link;
        if (chunk->size < size)
            continue;
        *link = chunk->older;
        arena->spare_size -= chunk->size;
        return chunk;
    }
    return NULL;
}

void arena_reset(arena *arena)
{
    arena_restore(arena, (arena_mark){NULL, NULL, NULL, 0});
}

void arena_finish(arena *arena)
{
    run_cleanups(arena, NULL);
    free_list(arena->chunks);
    free_list(arena->spare);
    arena_init(arena, arena->memory);
}

void arena_bind(arena *arena, memory *memory)
{
    arena->memory = memory;
}

static void add_chunk(arena *arena, size_t need)
{
    size_t size = CHUNK_MIN;
    if (arena->chunks != NULL)
        size = arena->chunks->size < CHUNK_MAX ? arena->chunks->size * 2 : CHUNK_MAX;
    if (size < need)
        size = need;
    if (size > SIZE_MAX - sizeof(arena_chunk))
        memory_fail(arena->memory);
    arena_chunk *chunk = take_spare(arena, size);
    if (chunk == NULL) {
        chunk = memory_alloc(arena->memory, sizeof(arena_chunk) + size);
        chunk->size = size;
    }
    chunk->older = arena->chunks;
    arena->chunks = chunk;
    arena->at = chunk->data;
    arena->end = chunk->data + chunk->size;
}

void *arena_alloc(arena *arena, size_t count, size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size != 0 && count > (SIZE_MAX - align) / size)
        memory_fail(arena->memory);
    size_t bytes = (count * size + align - 1) / align * align;
    if (arena->chunks == NULL || bytes > (size_t)(arena->end - arena->at))
        add_chunk(arena, bytes);
    void *block = arena->at;
    arena->at += bytes;
    arena->used += bytes;
    return memset(block, 0, bytes);
}

/* Allocating the note can fail and jump away, so the resource must already be safe: the
 * note is made before the jump can lose it, by trying malloc-free space first. */
void arena_defer(arena *arena, void (*release)(void *what), void *what)
{
    size_t need = sizeof(arena_cleanup) + alignof(max_align_t);
    if (arena->chunks == NULL || need > (size_t)(arena->end - arena->at)) {
        arena_chunk *chunk = malloc(sizeof(arena_chunk) + CHUNK_MIN);
        if (chunk == NULL) {
            release(what);
            memory_fail(arena->memory);
        }
        chunk->older = arena->chunks;
        chunk->size = CHUNK_MIN;
        arena->chunks = chunk;
        arena->at = chunk->data;
        arena->end = chunk->data + CHUNK_MIN;
    }
    arena_cleanup *cleanup = arena_new(arena, arena_cleanup);
    cleanup->older = arena->cleanups;
    cleanup->release = release;
    cleanup->what = what;
    arena->cleanups = cleanup;
}

static void finish_inner(void *inner)
{
    arena_finish(inner);
}

arena *arena_inner(arena *outer)
{
    arena *inner = arena_new(outer, arena);
    arena_init(inner, outer->memory);
    arena_defer(outer, finish_inner, inner);
    return inner;
}

arena_mark arena_save(const arena *arena)
{
    return (arena_mark){arena->chunks, arena->cleanups, arena->at, arena->used};
}

void arena_restore(arena *arena, arena_mark mark)
{
    run_cleanups(arena, mark.cleanups);
    drop_chunks(arena, mark.chunk);
    arena->at = mark.at;
    arena->end = arena->chunks != NULL ? arena->chunks->data + arena->chunks->size : NULL;
    arena->used = mark.used;
}

readout_str arena_str(arena *arena, readout_str text)
{
    char *copy = arena_array(arena, char, text.len + 1);
    if (text.len > 0)
        memcpy(copy, text.data, text.len);
    return (readout_str){copy, text.len};
}

char *arena_cstr(arena *arena, readout_str text)
{
    char *copy = arena_array(arena, char, text.len + 1);
    if (text.len > 0)
        memcpy(copy, text.data, text.len);
    return copy;
}
