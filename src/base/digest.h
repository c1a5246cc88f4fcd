/* digest.h - SHA-256, by libmd. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/str.h"

enum { DIGEST_HEX = 64 };

/* The SHA-256 of the bytes as lower-case hex in the arena. */
str digest_hex(arena *arena, str content);

#endif
