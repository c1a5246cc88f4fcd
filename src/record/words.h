/* words.h - two texts word by word: what stayed, what went, what came. */
#ifndef RECORD_WORDS_H
#define RECORD_WORDS_H

#include "base/array.h"
#include "base/str.h"

typedef enum words_kind { WORDS_SAME = 0, WORDS_GONE, WORDS_NEW } words_kind;

/* Words that stand next to each other and have the same fate, with the white space inside. */
typedef struct words_run {
    words_kind kind;
    str text; /* of `a` when gone, else of `b` */
} words_run;
typedef array_of(words_run) words_runs;

/* The shortest way from `a` to `b`, in order. Letters are compared without case, and marks around
 * a word do not count. Of texts of more than WORDS_MAX words everything went and everything came.
 */
enum { WORDS_MAX = 1200 };
words_runs words_compare(arena *keep, arena *scratch, str a, str b);

#endif
