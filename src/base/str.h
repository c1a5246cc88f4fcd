/* str.h - slices of text: {pointer, length}, not NUL-terminated, never owned. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"

#include <readout.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef readout_str str;

/* A slice of a string literal. STR_INIT is for static tables. */
#define STR(literal) ((str){"" literal, sizeof(literal) - 1})
#define STR_INIT(literal)                                                                          \
    {                                                                                              \
        "" literal, sizeof(literal) - 1                                                            \
    }

/* For printf: printf("%.*s", STR_ARG(s)); longer than 1 MiB is cut. */
#define STR_ARG(s) str_printf_length(s), ((s).data != NULL ? (s).data : "")

int str_printf_length(str text);

/* NULL gives the empty slice. */
static inline str str_of(const char *text)
{
    return text != NULL ? (str){text, strlen(text)} : (str){NULL, 0};
}

/* Both ends are cut to the text. */
static inline str str_slice(str text, size_t start, size_t end)
{
    if (end > text.len)
        end = text.len;
    if (start > end)
        start = end;
    return text.data != NULL ? (str){text.data + start, end - start} : text;
}

static inline bool str_equal(str a, str b)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): a text with bytes has data */
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

static inline bool str_starts(str text, str prefix)
{
    return str_equal(str_slice(text, 0, prefix.len), prefix);
}

static inline bool str_ends(str text, str suffix)
{
    return text.len >= suffix.len &&
           str_equal(str_slice(text, text.len - suffix.len, text.len), suffix);
}

int str_compare(str a, str b); /* by bytes, as memcmp */

/* Byte position of the first `needle` at or after `from`, or SIZE_MAX. An empty needle is
 * found at `from`. */
size_t str_find(str text, str needle, size_t from);
size_t str_find_byte(str text, char byte, size_t from);

/* The same for ASCII letters of either case; other bytes must be equal. */
bool str_equal_nocase(str a, str b);
bool str_starts_nocase(str text, str prefix);
bool str_ends_nocase(str text, str suffix);
size_t str_find_nocase(str text, str needle, size_t from);

/* Without ASCII white space at both ends. */
str str_trim(str text);

/* Takes the next line off *rest, without its "\n" or "\r\n"; false at the end. */
bool str_line(str *rest, str *line);

/* Takes the next field up to `separator` off *rest; false at the end. A separator at the
 * very end starts no further field: "a," has one, ",a" two. */
bool str_field(str *rest, char separator, str *field);

/* A decimal number of digits only; false if it is not one or is over UINT32_MAX. */
bool str_number(str text, uint32_t *value);

/* FNV-1a, 64 bits, then mixed. The same on every machine and in every run. */
uint64_t str_hash(str text);
uint64_t str_hash_nocase(str text); /* of the text with A-Z in lower case */

/* Text that grows, in an arena. Start with {.arena = arena}. */
typedef struct buffer {
    arena *arena;
    char *data;
    size_t len;
    size_t capacity;
} buffer;

void buffer_add(buffer *buffer, str text);
void buffer_add_byte(buffer *buffer, char byte);
/* As UTF-8; U+FFFD for a surrogate or a number over U+10FFFF. */
void buffer_add_codepoint(buffer *buffer, uint32_t codepoint);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void buffer_format(buffer *buffer, const char *format, ...);
str buffer_str(const buffer *buffer); /* what is in it; valid until the next addition */

/* printf into an arena. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
str str_format(arena *arena, const char *format, ...);

#endif
