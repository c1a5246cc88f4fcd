/* answers.c - see answers.h. The one that was asked for longest ago goes first. */
#include "answers.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct kept {
    uint64_t story; /* 0: free */
    uint64_t tag;
    uint64_t asked;   /* when, in requests */
    uint64_t changes; /* of the store, when the tag was last compared; 0: never */
    char *data;
    size_t len;
} kept;

struct answers {
    kept slots[ANSWERS_MAX];
    size_t bytes;
    uint64_t requests;
    pthread_mutex_t lock;
};

answers *answers_open(void)
{
    answers *answers = calloc(1, sizeof *answers);
    if (answers != NULL)
        pthread_mutex_init(&answers->lock, NULL);
    return answers;
}

static void forget(answers *answers, kept *slot)
{
    answers->bytes -= slot->len;
    free(slot->data);
    *slot = (kept){0};
}

void answers_close(answers *answers)
{
    if (answers == NULL)
        return;
    for (size_t i = 0; i < ANSWERS_MAX; i++)
        forget(answers, &answers->slots[i]);
    pthread_mutex_destroy(&answers->lock);
    free(answers);
}

/* Story 0 finds a free slot. */
static kept *find(answers *answers, uint64_t story)
{
    for (size_t i = 0; i < ANSWERS_MAX; i++)
        if (answers->slots[i].story == story)
            return &answers->slots[i];
    return NULL;
}

static kept *oldest(answers *answers)
{
    kept *oldest = NULL;
    for (size_t i = 0; i < ANSWERS_MAX; i++) {
        kept *slot = &answers->slots[i];
        if (slot->story != 0 && (oldest == NULL || slot->asked < oldest->asked))
            oldest = slot;
    }
    return oldest;
}

bool answers_find(answers *answers, uint64_t story, uint64_t tag, text *out)
{
    pthread_mutex_lock(&answers->lock);
    kept *slot = find(answers, story);
    const bool found = slot != NULL && slot->tag == tag;
    if (found) {
        slot->asked = ++answers->requests;
        text_add(out, slot->data, slot->len);
    }
    pthread_mutex_unlock(&answers->lock);
    return found;
}

/* FNV-1a; the highest bit keeps it apart from the numbers of stories. */
uint64_t answers_number(const char *path, const char *asked, size_t len)
{
    static const uint64_t BASIS = 0xcbf29ce484222325u;
    static const uint64_t PRIME = 0x100000001b3u;
    static const uint64_t HIGHEST = UINT64_C(1) << 63;
    uint64_t hash = BASIS;
    for (const char *at = path; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * PRIME;
    hash *= PRIME; /* as if a zero stood between the two */
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)asked[i]) * PRIME;
    return hash | HIGHEST;
}

bool answers_find_unchanged(answers *answers, uint64_t story, uint64_t changes, uint64_t *tag,
                            text *out)
{
    pthread_mutex_lock(&answers->lock);
    kept *slot = find(answers, story);
    const bool found = slot != NULL && changes != 0 && slot->changes == changes;
    if (found) {
        slot->asked = ++answers->requests;
        *tag = slot->tag;
        text_add(out, slot->data, slot->len);
    }
    pthread_mutex_unlock(&answers->lock);
    return found;
}

void answers_confirm(answers *answers, uint64_t story, uint64_t tag, uint64_t changes)
{
    pthread_mutex_lock(&answers->lock);
    kept *slot = find(answers, story);
    if (slot != NULL && slot->tag == tag)
        slot->changes = changes;
    pthread_mutex_unlock(&answers->lock);
}

void answers_keep(answers *answers, uint64_t story, uint64_t tag, const text *answer)
{
    if (answer->failed || answer->len == 0 || answer->len > ANSWERS_ONE_BYTES)
        return;
    char *data = malloc(answer->len);
    if (data == NULL)
        return;
    memcpy(data, answer->data, answer->len);
    pthread_mutex_lock(&answers->lock);
    kept *slot = find(answers, story);
    if (slot != NULL)
        forget(answers, slot);
    while (answers->bytes + answer->len > ANSWERS_BYTES || (slot = find(answers, 0)) == NULL)
        forget(answers, oldest(answers));
    *slot = (kept){
        .story = story, .tag = tag, .asked = ++answers->requests, .data = data, .len = answer->len};
    answers->bytes += answer->len;
    pthread_mutex_unlock(&answers->lock);
}
