/* train_stream.h - an endless sequence of examples, shuffled anew each time round. */
#ifndef LEARN_TRAIN_STREAM_H
#define LEARN_TRAIN_STREAM_H

#include "base/arena.h"

typedef struct train_stream {
    uint32_t *order; /* [count] */
    uint32_t count;
    uint32_t next;
    uint64_t random;
} train_stream;

/* Of the numbers [first, first + count). */
train_stream train_stream_new(arena *arena, uint32_t first, uint32_t count, uint64_t seed);

/* The next number; the stream must not be empty. */
uint32_t train_stream_next(train_stream *stream);

#endif
