/* pack.h - bytes made smaller for keeping, by zlib. */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include "base/str.h"

enum { PACK_LIMIT = 1 << 30 }; /* what unpack gives at most */

/* The bytes packed, in the arena; *packed is false, and the bytes come back as they are, where that
 * is not smaller. */
str pack(arena *arena, str bytes, bool *packed);

/* The `size` bytes that were packed, in the arena; false when they are damaged. */
bool unpack(arena *arena, str packed, size_t size, str *bytes);

#endif
