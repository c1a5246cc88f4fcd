/* differences.c - what copies got wrong: pairs the sentences of a copy with those of its
 * original, and has the rules of differences_rules.c look at each pair.
 *
 *   original   s0  s1  s2  s3  s4         aligned (align.c): s0, s4
 *               |   :   :   :   |         between two of them equally many are left: paired too,
 *   copy       s0  s1  s2  s3  s4         for a paraphrase keeps the order of its sentences
 *
 * A difference is shown only where the rules find what changed: precision before recall. */
#include "compare/differences.h"

#include "base/utf8.h"
#include "compare/align.h"

#include <stdlib.h>

enum { GAP_MAX = 3 };

static const double CLOSE = 0.3;        /* similarity of sentences that tell the same */
static const double SIMILAR = 0.25;     /* the same, in a copy that follows its original */
static const double DENSE = 0.6;        /* of the sentences are aligned: it follows its original */
static const double LENGTH_LEAST = 0.6; /* of the shorter to the longer one */

void altered_add(altered *altered, readout_difference_kind kind, str text)
{
    const telling *original = &altered->original;
    const telling *copy = &altered->copy;
    const sentence *a = &original->reading->analysis->sentences.items[original->sentence];
    const sentence *b = &copy->reading->analysis->sentences.items[copy->sentence];
    difference *difference = array_push(altered->keep, altered->out);
    difference->kind = kind;
    difference->text = text;
    difference->a = (pile_span){original->report, a->start, a->end};
    difference->b = (pile_span){copy->report, b->start, b->end};
}

/* ---- Tellings ------------------------------------------------------------------------- */

static telling tell(arena *arena, const pile *pile, uint32_t report, uint32_t first, uint32_t last)
{
    const reading *reading = &pile->readings[report];
    const sentence *start = &reading->analysis->sentences.items[first];
    const sentence *end = &reading->analysis->sentences.items[last];
    telling telling = {reading, report, first, NULL, 0, start->first_token};
    telling.count = end->first_token + end->token_count - start->first_token;
    telling.words = arena_array(arena, str, telling.count);
    for (uint32_t i = 0; i < telling.count; i++) {
        const token *token = &reading->analysis->tokens.items[telling.first_token + i];
        telling.words[i] = utf8_fold(arena, token_text(reading->report, token));
    }
    return telling;
}

bool word_in(str word, const char *const *list)
{
    for (; *list != NULL; list++) {
        str entry = str_of(*list);
        size_t star = str_find_byte(entry, '*', 0);
        if (star == SIZE_MAX ? str_equal(word, entry)
                             : word.len > star && str_starts(word, str_slice(entry, 0, star)) &&
                                   str_ends(word, str_slice(entry, star + 1, entry.len)))
            return true;
    }
    return false;
}

uint32_t telling_find(const telling *telling, const char *const *list)
{
    for (uint32_t i = 0; i < telling->count; i++)
        if (word_in(telling->words[i], list))
            return i;
    return READOUT_NONE;
}

bool telling_has(const telling *telling, const char *const *list)
{
    return telling_find(telling, list) != READOUT_NONE;
}

/* ---- Sentence pairs ------------------------------------------------------------------- */

typedef struct work {
    arena *keep;
    arena *scratch;
    const pile *pile;
    const vocabulary *vocabulary;
    difference_array *out;
    traits original;
    traits copy;
    uint32_t of;
    uint32_t from;
    bool dense;
} work;

static double ratio(uint32_t part, uint32_t whole)
{
    return whole > 0 ? (double)part / whole : 0;
}

static void look_at(work *work, uint32_t original, uint32_t copy, double similarity)
{
    arena_mark mark = arena_save(work->scratch);
    const uint32_t here = work->copy.passages.items[copy].sentence;
    const sentence_array *sentences = &work->pile->readings[work->from].analysis->sentences;
    altered altered = {.keep = work->keep, .scratch = work->scratch, .out = work->out};
    uint32_t told = work->original.passages.items[original].sentence;
    altered.original = tell(work->scratch, work->pile, work->of, told, told);
    altered.copy = tell(work->scratch, work->pile, work->from, here, here);
    altered.around = tell(work->scratch, work->pile, work->from, here > 0 ? here - 1 : 0,
                          here + 1 < sentences->count ? here + 1 : here);
    uint32_t least =
        altered.original.count < altered.copy.count ? altered.original.count : altered.copy.count;
    uint32_t most = altered.original.count + altered.copy.count - least;
    altered.close = (similarity >= CLOSE || (work->dense && similarity >= SIMILAR)) &&
                    ratio(least, most) >= LENGTH_LEAST;
    altered.similar = similarity >= CLOSE;
    altered.dense = work->dense;
    for (altered_rule *const *rule = altered_rules; *rule != NULL; rule++)
        (*rule)(&altered);
    arena_restore(work->scratch, mark);
}

/* A copy that keeps most sentences of its original keeps those between two aligned ones too. */
static bool is_dense(const work *work, uint32_t pairs)
{
    uint32_t least = work->original.passages.count < work->copy.passages.count
                         ? work->original.passages.count
                         : work->copy.passages.count;
    return ratio(pairs, least) >= DENSE;
}

/* The sentences between two aligned pairs, one by one, if there are equally many. */
static void look_between(work *work, uint32_t a, uint32_t a_end, uint32_t b, uint32_t b_end)
{
    if (a_end - a != b_end - b || a_end - a > GAP_MAX)
        return;
    for (uint32_t i = 0; i < a_end - a; i++)
        look_at(work, a + i, b + i, 0);
}

static void compare_sentences(work *work)
{
    alignment alignment = {.share_a = 0};
    overlap overlap = overlap_of(work->scratch, &work->original, &work->copy);
    struct arena inner;
    arena_init(&inner, work->scratch->memory);
    align_run(work->scratch, &inner, &work->original, &work->copy, &overlap, &alignment);
    arena_finish(&inner);
    work->dense = is_dense(work, alignment.pairs.count);
    uint32_t a = 0;
    uint32_t b = 0;
    for (uint32_t i = 0; i < alignment.pairs.count; i++) {
        const passage_pair *pair = &alignment.pairs.items[i];
        if (i > 0 && work->dense)
            look_between(work, a, pair->a, b, pair->b);
        look_at(work, pair->a, pair->b, pair->similarity);
        a = pair->a + 1;
        b = pair->b + 1;
    }
}

/* ---- The pile ------------------------------------------------------------------------- */

static int compare_differences(const void *x, const void *y)
{
    const difference *left = x;
    const difference *right = y;
    if (left->b.report != right->b.report)
        return left->b.report < right->b.report ? -1 : 1;
    if (left->b.start != right->b.start)
        return left->b.start < right->b.start ? -1 : 1;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    return str_compare(left->text, right->text);
}

/* A name that is spelt in another way is told once a copy. */
static void drop_repeated(difference_array *all, uint32_t first)
{
    uint32_t kept = first;
    for (uint32_t i = first; i < all->count; i++) {
        bool told = false;
        for (uint32_t k = first; k < kept && !told; k++)
            told = all->items[k].kind == READOUT_DIFFERENCE_SPELLING &&
                   all->items[i].kind == READOUT_DIFFERENCE_SPELLING &&
                   str_equal(all->items[k].text, all->items[i].text);
        if (!told)
            all->items[kept++] = all->items[i];
    }
    all->count = kept;
}

static void take_copy(work *work, const copy *copy)
{
    arena_mark mark = arena_save(work->scratch);
    uint32_t first = work->out->count;
    work->of = copy->of;
    work->from = copy->copy;
    work->original = work->copy = (traits){.weight = 0};
    struct arena inner;
    arena_init(&inner, work->scratch->memory);
    traits_of(work->scratch, &inner, work->vocabulary, &work->pile->readings[copy->of],
              &work->original);
    traits_of(work->scratch, &inner, work->vocabulary, &work->pile->readings[copy->copy],
              &work->copy);
    arena_finish(&inner);
    compare_sentences(work);
    drop_repeated(work->out, first);
    for (uint32_t i = first; i < work->out->count; i++)
        work->out->items[i].verdict = copy->direction == READOUT_DIRECTION_UNKNOWN
                                          ? "one of the two altered it"
                                          : "the copy altered it";
    arena_restore(work->scratch, mark);
}

void differences_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison)
{
    arena_mark mark = arena_save(scratch);
    vocabulary vocabulary;
    work work = {.keep = keep, .scratch = scratch, .pile = pile, .vocabulary = &vocabulary};
    work.out = &comparison->differences;
    vocabulary_init(scratch, &vocabulary);
    for (uint32_t i = 0; i < comparison->copies.count; i++)
        if (comparison->copies.items[i].kind != READOUT_COPY_VERBATIM)
            take_copy(&work, &comparison->copies.items[i]);
    if (work.out->count > 0)
        qsort(work.out->items, work.out->count, sizeof(difference), compare_differences);
    arena_restore(scratch, mark);
}
