/* digest.c - see digest.h. */
#include "base/digest.h"

#include <sys/types.h>

#include <sha256.h>

_Static_assert(DIGEST_HEX + 1 == SHA256_DIGEST_STRING_LENGTH, "libmd writes a NUL behind");

str digest_hex(arena *arena, str content)
{
    const char *bytes = content.len > 0 ? content.data : "";
    char *hex = arena_array(arena, char, SHA256_DIGEST_STRING_LENGTH);
    SHA256Data((const uint8_t *)bytes, content.len, hex);
    return (str){hex, DIGEST_HEX};
}
