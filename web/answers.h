/* answers.h - answers that were given lately, to be given again while their tag is the same. */
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

/* Adds the answer about a story with this tag to `out`; false when there is none. */
bool answers_find(answers *answers, uint64_t story, uint64_t tag, text *out);

/* Keeps a copy, in the place of an older one about the story. */
void answers_keep(answers *answers, uint64_t story, uint64_t tag, const text *answer);

#endif
