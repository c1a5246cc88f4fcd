/* str.c - see str.h. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PRINTF_MAX = 1 << 20 };

int str_printf_length(str text)
{
    return text.len < PRINTF_MAX ? (int)text.len : PRINTF_MAX;
}

int str_compare(str a, str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common > 0 ? memcmp(a.data, b.data, common) : 0;
    if (order != 0)
        return order < 0 ? -1 : 1;
    return a.len == b.len ? 0 : a.len < b.len ? -1 : 1;
}

size_t str_find_byte(str text, char byte, size_t from)
{
    if (from >= text.len)
        return SIZE_MAX;
    const char *found = memchr(text.data + from, byte, text.len - from);
    return found != NULL ? (size_t)(found - text.data) : SIZE_MAX;
}

size_t str_find(str text, str needle, size_t from)
{
    if (from > text.len || needle.len > text.len - from)
        return SIZE_MAX;
    if (needle.len == 0)
        return from;
    const size_t last = text.len - needle.len;
    for (size_t at = from; at <= last; at++) {
        at = str_find_byte(text, needle.data[0], at);
        if (at > last)
            return SIZE_MAX;
        if (memcmp(text.data + at, needle.data, needle.len) == 0)
            return at;
    }
    return SIZE_MAX;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool str_equal_nocase(str a, str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return true;
}

bool str_starts_nocase(str text, str prefix)
{
    return str_equal_nocase(str_slice(text, 0, prefix.len), prefix);
}

bool str_ends_nocase(str text, str suffix)
{
    return text.len >= suffix.len &&
           str_equal_nocase(str_slice(text, text.len - suffix.len, text.len), suffix);
}

size_t str_find_nocase(str text, str needle, size_t from)
{
    if (from > text.len)
        return SIZE_MAX;
    for (size_t at = from; at + needle.len <= text.len; at++)
        if (str_equal_nocase(str_slice(text, at, at + needle.len), needle))
            return at;
    return SIZE_MAX;
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

str str_trim(str text)
{
    size_t start = 0;
    size_t end = text.len;
    while (start < end && is_space(text.data[start]))
        start++;
    while (end > start && is_space(text.data[end - 1]))
        end--;
    return str_slice(text, start, end);
}

bool str_line(str *rest, str *line)
{
    if (!str_field(rest, '\n', line))
        return false;
    if (line->len > 0 && line->data[line->len - 1] == '\r')
        line->len--;
    return true;
}

bool str_field(str *rest, char separator, str *field)
{
    if (rest->len == 0)
        return false;
    size_t end = str_find_byte(*rest, separator, 0);
    if (end == SIZE_MAX) {
        *field = *rest;
        *rest = str_slice(*rest, rest->len, rest->len);
    } else {
        *field = str_slice(*rest, 0, end);
        *rest = str_slice(*rest, end + 1, rest->len);
    }
    return true;
}

bool str_number(str text, uint32_t *value)
{
    uint64_t number = 0;
    if (text.len == 0)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(text.data[i] - '0');
        if (number > UINT32_MAX)
            return false;
    }
    *value = (uint32_t)number;
    return true;
}

static uint64_t finish_hash(uint64_t hash)
{
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93u;
    return hash ^ (hash >> 32);
}

uint64_t str_hash(str text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 0x100000001b3u;
    return finish_hash(hash);
}

uint64_t str_hash_nocase(str text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char byte = (unsigned char)text.data[i];
        const bool upper = byte >= 'A' && byte <= 'Z';
        hash = (hash ^ (unsigned char)(upper ? byte + ('a' - 'A') : byte)) * 0x100000001b3u;
    }
    return finish_hash(hash);
}

static void reserve(buffer *buffer, size_t more)
{
    if (more <= buffer->capacity - buffer->len)
        return;
    if (more > SIZE_MAX / 2 - buffer->len)
        memory_fail(buffer->arena->memory);
    size_t capacity = buffer->capacity > 0 ? buffer->capacity : 64;
    while (capacity < buffer->len + more)
        capacity *= 2;
    char *data = arena_array(buffer->arena, char, capacity);
    if (buffer->len > 0)
        memcpy(data, buffer->data, buffer->len);
    buffer->data = data;
    buffer->capacity = capacity;
}

void buffer_add(buffer *buffer, str text)
{
    reserve(buffer, text.len);
    if (text.len > 0)
        memcpy(buffer->data + buffer->len, text.data, text.len);
    buffer->len += text.len;
}

void buffer_add_byte(buffer *buffer, char byte)
{
    reserve(buffer, 1);
    buffer->data[buffer->len++] = byte;
}

void buffer_add_codepoint(buffer *buffer, uint32_t codepoint)
{
    char bytes[4];
    size_t count = 0;
    if (codepoint > 0x10ffff || (codepoint >= 0xd800 && codepoint <= 0xdfff))
        codepoint = 0xfffd;
    if (codepoint < 0x80) {
        bytes[count++] = (char)codepoint;
    } else if (codepoint < 0x800) {
        bytes[count++] = (char)(0xc0 | (codepoint >> 6));
        bytes[count++] = (char)(0x80 | (codepoint & 0x3f));
    } else if (codepoint < 0x10000) {
        bytes[count++] = (char)(0xe0 | (codepoint >> 12));
        bytes[count++] = (char)(0x80 | ((codepoint >> 6) & 0x3f));
        bytes[count++] = (char)(0x80 | (codepoint & 0x3f));
    } else {
        bytes[count++] = (char)(0xf0 | ((codepoint >> 18) & 0x07));
        bytes[count++] = (char)(0x80 | ((codepoint >> 12) & 0x3f));
        bytes[count++] = (char)(0x80 | ((codepoint >> 6) & 0x3f));
        bytes[count++] = (char)(0x80 | (codepoint & 0x3f));
    }
    buffer_add(buffer, (str){bytes, count});
}

static void format_into(buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int need = vsnprintf(NULL, 0, format, arguments);
    if (need > 0) {
        reserve(buffer, (size_t)need + 1);
        vsnprintf(buffer->data + buffer->len, (size_t)need + 1, format, again);
        buffer->len += (size_t)need;
    }
    va_end(again);
}

void buffer_format(buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_into(buffer, format, arguments);
    va_end(arguments);
}

str buffer_str(const buffer *buffer)
{
    return (str){buffer->data, buffer->len};
}

str str_format(arena *arena, const char *format, ...)
{
    buffer text = {.arena = arena};
    va_list arguments;
    va_start(arguments, format);
    format_into(&text, format, arguments);
    va_end(arguments);
    return buffer_str(&text);
}
