/* sniff.h - what kind of bytes these are, told from their beginning. */
#ifndef INTAKE_SNIFF_H
#define INTAKE_SNIFF_H

#include "base/str.h"

typedef enum wide_kind {
    WIDE_NONE = 0, /* one byte a character, or UTF-8 */
    WIDE_UTF16LE,
    WIDE_UTF16BE,
    WIDE_UTF32LE,
    WIDE_UTF32BE
} wide_kind;

/* UTF-16 and UTF-32, by byte order mark (whose length goes to *mark) or by where the zero
 * bytes stand. */
wide_kind sniff_wide(str content, size_t *mark);

/* "a PDF file", "a ZIP archive" ... "binary data"; NULL when it may be text. */
const char *sniff_binary(str content);

#endif
