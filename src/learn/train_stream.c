/* train_stream.c - see train_stream.h. Shuffled by Fisher and Yates. */
#include "learn/train_stream.h"

#include "learn/train_network.h"

train_stream train_stream_new(arena *arena, uint32_t first, uint32_t count, uint64_t seed)
{
    train_stream stream = {arena_array(arena, uint32_t, count), count, 0, seed};
    for (uint32_t i = 0; i < count; i++)
        stream.order[i] = first + i;
    return stream;
}

uint32_t train_stream_next(train_stream *stream)
{
    if (stream->next == 0)
        for (uint32_t i = stream->count; i > 1; i--) {
            const uint32_t other = (uint32_t)(train_random(&stream->random) % i);
            const uint32_t kept = stream->order[i - 1];
            stream->order[i - 1] = stream->order[other];
            stream->order[other] = kept;
        }
    const uint32_t item = stream->order[stream->next];
    stream->next = (stream->next + 1) % stream->count;
    return item;
}
