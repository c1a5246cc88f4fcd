/* text.c - see text.h. */
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool make_room(text *text, size_t more)
{
    enum { FIRST = 1024 };
    if (text->failed || more > SIZE_MAX / 4 || text->len > SIZE_MAX / 4)
        return !(text->failed = true);
    if (text->capacity - text->len >= more)
        return true;
    size_t capacity = text->capacity > 0 ? text->capacity : FIRST;
    while (capacity - text->len < more)
        capacity *= 2;
    char *data = realloc(text->data, capacity);
    if (data == NULL)
        return !(text->failed = true);
    text->data = data;
    text->capacity = capacity;
    return true;
}

void text_add(text *text, const char *data, size_t len)
{
    if (len == 0 || !make_room(text, len))
        return;
    memcpy(text->data + text->len, data, len);
    text->len += len;
}

void text_put(text *text, const char *words)
{
    text_add(text, words, strlen(words));
}

void text_format(text *text, const char *format, ...)
{
    char words[512];
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    if (length > 0)
        text_add(text, words, (size_t)length < sizeof words ? (size_t)length : sizeof words - 1);
}

/* Bytes of the character at `at`; 0 when there is none (Unicode Standard, table 3-7). */
static size_t character_length(readout_str value, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)value.data + at;
    const size_t left = value.len - at;
    if (bytes[0] < 0x80)
        return 1;
    const size_t length = bytes[0] >= 0xc2 && bytes[0] < 0xe0   ? 2
                          : bytes[0] >= 0xe0 && bytes[0] < 0xf0 ? 3
                          : bytes[0] >= 0xf0 && bytes[0] < 0xf5 ? 4
                                                                : 0;
    if (length == 0 || left < length)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
    const bool bad =
        (bytes[0] == 0xe0 && bytes[1] < 0xa0) || (bytes[0] == 0xed && bytes[1] >= 0xa0) ||
        (bytes[0] == 0xf0 && bytes[1] < 0x90) || (bytes[0] == 0xf4 && bytes[1] >= 0x90);
    return bad ? 0 : length;
}

void text_json(text *text, readout_str value)
{
    text_put(text, "\"");
    for (size_t at = 0; at < value.len;) {
        const size_t length = character_length(value, at);
        const unsigned char byte = (unsigned char)value.data[at];
        if (length == 0)
            text_put(text, "\\ufffd");
        else if (byte == '"' || byte == '\\')
            text_format(text, "\\%c", byte);
        else if (byte < 0x20 || byte == 0x7f)
            text_format(text, "\\u%04x", byte);
        else
            text_add(text, value.data + at, length);
        at += length > 0 ? length : 1;
    }
    text_put(text, "\"");
}

bool text_take(void *payload, const char *data, size_t len)
{
    text *text = payload;
    text_add(text, data, len);
    return !text->failed;
}

void text_free(text *text)
{
    free(text->data);
    *text = (struct text){0};
}
