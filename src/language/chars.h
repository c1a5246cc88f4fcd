/* chars.h - what the tokeniser needs to know of a character: one class, and one normal form
 * that is the same for all styles of a mark. */
#ifndef LANGUAGE_CHARS_H
#define LANGUAGE_CHARS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum char_class {
    CHAR_SPACE = 0,
    CHAR_LOWER,
    CHAR_UPPER,
    CHAR_LETTER,    /* of a script without case */
    CHAR_EXTEND,    /* combining marks, joiners, variation selectors, direction marks */
    CHAR_IDEOGRAPH, /* a word, or a syllable of one, in a script without spaces */
    CHAR_DIGIT,
    CHAR_PUNCT,
    CHAR_SYMBOL,
    CHAR_EMOJI,
    CHAR_CONTROL
} char_class;

typedef struct char_info {
    uint32_t normal; /* lower case; digits are '0'; any double quotation mark is '"', any
                        apostrophe or single one '\'', a dash U+2013 */
    uint8_t class_;  /* char_class */
    uint8_t length;  /* bytes */
} char_info;

/* The character at `at`, of which at least one byte is before `end`; the text is valid
 * UTF-8, and if it is not the byte is CHAR_CONTROL. */
char_info char_at(const char *at, const char *end);

/* Ends a sentence by itself: . ! ? … and what other scripts use. */
bool char_is_terminal(uint32_t normal);

#endif
