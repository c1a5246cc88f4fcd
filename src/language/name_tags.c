/* name_tags.c - see name_tags.h. Two states matter between words: outside any name, or inside one
 * of a kind. So a step costs as much as there are tags. */
#include "language/name_tags.h"

#include "base/array.h"
#include "base/map.h"
#include "language/wordlists.h"

#include <math.h>

enum { STATES_MAX = NAME_KINDS_MAX + 1, OUTSIDE = 0 }; /* state 1 + k: inside kind k */

typedef struct step {
    uint16_t tags[STATES_MAX];  /* the tag that led here ... */
    uint8_t before[STATES_MAX]; /* ... and the state before it */
} step;

typedef struct viterbi {
    float best[STATES_MAX];
    float next[STATES_MAX];
    step *steps;
} viterbi;

static void arrive(viterbi *viterbi, step *step, uint32_t state, uint32_t from, uint16_t tag,
                   float score)
{
    if (viterbi->best[from] + score > viterbi->next[state]) {
        viterbi->next[state] = viterbi->best[from] + score;
        step->tags[state] = tag;
        step->before[state] = (uint8_t)from;
    }
}

static void walk(viterbi *viterbi, const float *scores, uint32_t kinds, step *step)
{
    for (uint32_t state = 0; state <= kinds; state++)
        viterbi->next[state] = -INFINITY; /* not reached */
    arrive(viterbi, step, OUTSIDE, OUTSIDE, NAME_TAG_NONE, scores[NAME_TAG_NONE]);
    for (uint32_t kind = 0; kind < kinds; kind++) {
        const uint16_t first = (uint16_t)name_tag(kind, NAME_FIRST);
        const uint32_t inside = 1 + kind;
        arrive(viterbi, step, OUTSIDE, OUTSIDE, first + NAME_SINGLE, scores[first + NAME_SINGLE]);
        arrive(viterbi, step, inside, OUTSIDE, first, scores[first]);
        arrive(viterbi, step, inside, inside, first + NAME_INSIDE, scores[first + NAME_INSIDE]);
        arrive(viterbi, step, OUTSIDE, inside, first + NAME_LAST, scores[first + NAME_LAST]);
    }
    for (uint32_t state = 0; state <= kinds; state++)
        viterbi->best[state] = viterbi->next[state];
}

void name_tags_find(arena *scratch, const float *scores, size_t stride, uint32_t n, uint32_t kinds,
                    uint16_t *tags)
{
    arena_mark mark = arena_save(scratch);
    viterbi viterbi = {.steps = arena_array(scratch, step, n)};
    for (uint32_t state = 1; state <= kinds; state++)
        viterbi.best[state] = -INFINITY;
    for (uint32_t t = 0; t < n; t++)
        walk(&viterbi, scores + t * stride, kinds, &viterbi.steps[t]);
    uint32_t state = OUTSIDE;
    for (uint32_t t = n; t-- > 0;) {
        tags[t] = viterbi.steps[t].tags[state];
        state = viterbi.steps[t].before[state];
    }
    arena_restore(scratch, mark);
}

typedef struct kind_counts {
    uint32_t counts[NAME_KINDS_MAX];
} kind_counts;

void name_tags_note(arena *scratch, const uint64_t *keys, const uint16_t *tags, uint32_t n,
                    uint8_t *notes)
{
    arena_mark mark = arena_save(scratch);
    map words = {.arena = scratch};
    array_of(kind_counts) counts = {0};
    array_reserve(scratch, &counts, 16);
    for (uint32_t i = 0; i < n; i++) {
        if (keys[i] == 0 || tags[i] == NAME_TAG_NONE)
            continue;
        uint32_t *slot = map_put_number(&words, keys[i]);
        if (*slot == MAP_NONE) {
            *slot = counts.count;
            array_push(scratch, &counts);
        }
        counts.items[*slot].counts[name_tag_kind(tags[i])]++;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t slot = keys[i] != 0 ? map_get_number(&words, keys[i]) : MAP_NONE;
        uint32_t most = 0;
        notes[i] = 0;
        for (uint32_t kind = 0; slot != MAP_NONE && kind < NAME_KINDS_MAX; kind++) {
            uint32_t count = counts.items[slot].counts[kind];
            count -= tags[i] != NAME_TAG_NONE && name_tag_kind(tags[i]) == kind;
            if (count > most) {
                most = count;
                notes[i] = (uint8_t)(kind + 1);
            }
        }
    }
    arena_restore(scratch, mark);
}

/* ---- No names ------------------------------------------------------------------------------ */

/* General knowledge: offices, degrees, measures, illnesses, contracts, time zones, chat. */
static const char common_capitals[] =
    " adhd aka asap bbq bst cdt ceo cest cet cfo cio coo cpu cst cto cv dna dui dvd dwi edt "
    "eps est eta etf evp faq fyi gdp gmt gnp gpa gps gpu hiv html http ipo iq kpi lcd led "
    "lmao lng lol lpg mba mdt mmog mph mri mst ngo omg pdf pdt phd ppm pst ptsd qed ram rfi "
    "rfp rip rna roi rom rsvp sms sos sql suv svp tba tbd tv ufo url usb utc vat vhs vip vp "
    "wmd wtf xml ";

static bool is_capitals(str form)
{
    for (size_t i = 0; i < form.len; i++)
        if (form.data[i] < 'A' || form.data[i] > 'Z')
            return false;
    return form.len > 1;
}

bool name_tags_refuse(str form, bool organisation)
{
    if (str_find_byte(form, '@', 1) != SIZE_MAX)
        return true;
    return organisation && is_capitals(form) &&
           words_in(common_capitals, sizeof common_capitals - 1, form);
}
