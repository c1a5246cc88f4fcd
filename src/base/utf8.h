/* utf8.h - UTF-8: validate, walk, classify, fold, normalise. Classes, folding and NFC come
 * from utf8proc (Unicode 15). */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

#define UTF8_REPLACEMENT 0xfffdu

/* The character at *at, and moves *at behind it. A byte that starts no valid character
 * (overlong and surrogates included) gives U+FFFD and moves by one. *at < text.len. */
uint32_t utf8_next(str text, size_t *at);

/* The character before *at, and moves *at to its start. *at > 0. */
uint32_t utf8_previous(str text, size_t *at);

/* The character at `at` without moving; 0 at or behind the end. */
uint32_t utf8_peek(str text, size_t at);

/* Valid as a whole? If not, *bad (may be NULL) is the offset of the first wrong byte. */
bool utf8_valid(str text, size_t *bad);

/* The largest position <= at that does not cut a character. */
size_t utf8_floor(str text, size_t at);

size_t utf8_count(str text); /* characters */
size_t utf8_width(str text); /* columns in a terminal */

bool utf8_is_letter(uint32_t c);  /* L* and M* */
bool utf8_is_upper(uint32_t c);   /* Lu, Lt */
bool utf8_is_lower(uint32_t c);   /* Ll */
bool utf8_is_digit(uint32_t c);   /* Nd */
bool utf8_is_space(uint32_t c);   /* White_Space, U+200B and U+FEFF */
bool utf8_is_punct(uint32_t c);   /* P* */
bool utf8_is_symbol(uint32_t c);  /* S* */
bool utf8_is_control(uint32_t c); /* Cc but white space, Cn, Co, Cs */

/* Quotation marks of any style: “ ” „ ‟ « » ‹ › ‘ ’ ‚ ‛ " ' ` and full-width ones. */
bool utf8_is_quote(uint32_t c);
/* The same without the marks that are also apostrophes: ' ’ ‘ ` and full-width '. */
bool utf8_is_double_quote(uint32_t c);

uint32_t utf8_lower(uint32_t c);

/* Case-folded copy, and NFC copy, in the arena. The input itself when nothing changes.
 * Invalid bytes become U+FFFD. Time is linear: a run of more than 64 characters that may
 * combine, which no language writes, is normalised in parts. */
str utf8_fold(arena *arena, str text);
str utf8_nfc(arena *arena, str text);

#endif
