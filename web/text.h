/* text.h - text that grows, and JSON in it. A failed allocation is noted; what follows is dropped,
 * so that it is checked once, at the end. */
#ifndef WEB_TEXT_H
#define WEB_TEXT_H

#include <readout.h>

/* All zero is empty. The owner frees `data`. */
typedef struct text {
    char *data;
    size_t len;
    size_t capacity;
    bool failed;
} text;

void text_add(text *text, const char *data, size_t len);
void text_put(text *text, const char *words);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void text_format(text *text, const char *format, ...); /* at most 512 bytes */

/* As a JSON string; bytes that are no UTF-8 become U+FFFD. */
void text_json(text *text, readout_str value);

/* A readout_writer; the payload is the text. False when memory ran out. */
bool text_take(void *payload, const char *data, size_t len);

void text_free(text *text);

#endif
