/* answers.h - answers that were given lately, to be given again while their tag is the same.
 *
 * An answer about a story has the story's number and tag. One about the whole store (a list, a
 * search) has a number of its own, and the number of the store's changes for a tag. While nothing
 * in the store has changed since an answer was last found right, its tag need not be asked for. */
#ifndef WEB_ANSWERS_H
#define WEB_ANSWERS_H

#include "text.h"

enum {
    ANSWERS_MAX = 512,
    ANSWERS_BYTES = 64 << 20,   /* of all of them */
    ANSWERS_ONE_BYTES = 4 << 20 /* a larger one is not kept */
};

typedef struct answers answers;

/* NULL when memory ran out. */
answers *answers_open(void);
void answers_close(answers *answers);

/* The number of an answer that is not about a story, from what was asked: `len` bytes. */
uint64_t answers_number(const char *path, const char *asked, size_t len);

/* Adds the answer that was found right when the store's changes had this number to `out`, with its
 * tag. */
bool answers_find_unchanged(answers *answers, uint64_t story, uint64_t changes, uint64_t *tag,
                            text *out);

/* Notes that it is right: its tag was compared after the changes had this number. */
void answers_confirm(answers *answers, uint64_t story, uint64_t tag, uint64_t changes);

/* Adds the answer about a story with this tag to `out`; false when there is none. */
bool answers_find(answers *answers, uint64_t story, uint64_t tag, text *out);

/* Keeps a copy, in the place of an older one about the story. */
void answers_keep(answers *answers, uint64_t story, uint64_t tag, const text *answer);

#endif
