/* pack.c - see pack.h. */
#include "store/pack.h"

#include <zlib.h>

str pack(arena *arena, str bytes, bool *packed)
{
    enum { LEVEL = 4, WORTH_IT = 128 };
    *packed = false;
    if (bytes.len < WORTH_IT || bytes.len > PACK_LIMIT)
        return bytes;
    uLongf length = compressBound((uLong)bytes.len);
    const arena_mark mark = arena_save(arena);
    unsigned char *room = arena_array(arena, unsigned char, length);
    const int code =
        compress2(room, &length, (const unsigned char *)bytes.data, (uLong)bytes.len, LEVEL);
    if (code != Z_OK || length >= bytes.len) {
        arena_restore(arena, mark);
        return bytes;
    }
    *packed = true;
    return (str){(const char *)room, length};
}

bool unpack(arena *arena, str packed, size_t size, str *bytes)
{
    /* Deflate makes nothing smaller than that (https://zlib.net/zlib_tech.html), so that a damaged
     * size takes no memory that the bytes could not fill. */
    enum { SMALLEST = 1032 };
    if (size > PACK_LIMIT || size / SMALLEST > packed.len)
        return false;
    uLongf length = (uLongf)size;
    unsigned char *room = arena_array(arena, unsigned char, size + 1);
    if (uncompress(room, &length, (const unsigned char *)packed.data, (uLong)packed.len) != Z_OK ||
        length != size)
        return false;
    *bytes = (str){(const char *)room, size};
    return true;
}
