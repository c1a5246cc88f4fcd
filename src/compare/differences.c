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
#include "language/wordlists.h"

#include <stdlib.h>

enum { GAP_MAX = 3 };

static const double CLOSE = 0.3;        /* similarity of sentences that tell the same */
static const double SIMILAR = 0.25;     /* the same, in a copy that follows its original */
static const double SURE = 0.4;         /* the same, in one that was written anew */
static const double DENSE = 0.6;        /* of the sentences are aligned: it follows its original */
static const double EVEN = 0.5;         /* of the steps between them are equally long in both */
static const double LENGTH_EVEN = 0.75; /* in a copy that follows its original */
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

static telling tell(arena *arena, const pile *pile, const syntax *syntax, uint32_t report,
                    uint32_t first, uint32_t last)
{
    const reading *reading = &pile->readings[report];
    const sentence *start = &reading->analysis->sentences.items[first];
    const sentence *end = &reading->analysis->sentences.items[last];
    telling telling = {reading, report, first, NULL, 0, start->first_token, syntax};
    telling.count = end->first_token + end->token_count - start->first_token;
    telling.words = arena_array(arena, str, telling.count);
    for (uint32_t i = 0; i < telling.count; i++) {
        const token *token = &reading->analysis->tokens.items[telling.first_token + i];
        telling.words[i] = utf8_fold(arena, token_text(reading->report, token));
    }
    return telling;
}

static double ratio(uint32_t part, uint32_t whole)
{
    return whole > 0 ? (double)part / whole : 0;
}

bool word_in(str word, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (**list != '*' && (word.len == 0 || **list != word.data[0]))
            continue; /* most of them, at little cost */
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

bool telling_has_word(const telling *telling, const char *word)
{
    for (uint32_t i = 0; i < telling->count; i++)
        if (str_equal(telling->words[i], str_of(word)))
            return true;
    return false;
}

bool telling_has_stem(const telling *telling, str word)
{
    for (uint32_t i = 0; i < telling->count; i++)
        if (str_equal(stem_of(telling->words[i]), stem_of(word)))
            return true;
    return false;
}

str telling_content_after(const telling *telling, uint32_t at)
{
    enum { REACH = 5 };
    for (uint32_t i = at + 1; i < telling->count && i <= at + REACH; i++)
        if (telling->words[i].len > 3 && !words_have(WORDS_FUNCTION, telling->words[i]))
            return telling->words[i];
    return (str){NULL, 0};
}

str telling_token(const telling *telling, uint32_t at)
{
    return token_text(telling->reading->report,
                      &telling->reading->analysis->tokens.items[telling->first_token + at]);
}

static bool is_content(const telling *telling, uint32_t at)
{
    enum { SHORT = 3 };
    return telling->words[at].len > SHORT && !words_have(WORDS_FUNCTION, telling->words[at]);
}

/* The word of content before or behind `at`, or READOUT_NONE. */
static uint32_t content_beside(const telling *telling, uint32_t at, int step)
{
    enum { REACH = 5 };
    for (int64_t i = (int64_t)at + step, k = 0; i >= 0 && i < telling->count && k < REACH;
         i += step, k++)
        if (is_content(telling, (uint32_t)i))
            return (uint32_t)i;
    return READOUT_NONE;
}

bool altered_in_place(const altered *altered, const telling *with, uint32_t at,
                      const telling *without)
{
    enum { NEAR = 4 };
    if (altered->dense)
        return true;
    uint32_t before = content_beside(with, at, -1);
    uint32_t behind = content_beside(with, at, 1);
    if (before == READOUT_NONE || behind == READOUT_NONE)
        return false;
    for (uint32_t i = 0; i < without->count; i++)
        for (uint32_t k = i + 1; k < without->count && k <= i + NEAR; k++)
            if (str_equal(stem_of(without->words[i]), stem_of(with->words[before])) &&
                str_equal(stem_of(without->words[k]), stem_of(with->words[behind])))
                return true;
    return false;
}

double altered_coverage(const altered *altered)
{
    uint32_t all = 0;
    uint32_t found = 0;
    for (uint32_t i = 0; i < altered->copy.count; i++)
        if (is_content(&altered->copy, i)) {
            all++;
            found += telling_has_stem(&altered->original, altered->copy.words[i]);
        }
    return ratio(found, all);
}

const telling *altered_where(const altered *altered)
{
    return altered->copy.count * 4 < altered->original.count * 3 ? &altered->around
                                                                 : &altered->copy;
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
    syntax syntax[2]; /* of the original, of the copy */
    uint32_t of;
    uint32_t from;
    uint32_t *told; /* [sentence of the copy]: the one that it was made from */
    uint32_t *made; /* [sentence of the original]: what was made from it */
    bool paraphrase;
    bool dense;
} work;

/* The two sentences, and what stands around the copy's. */
static altered altered_of(work *work, uint32_t told, uint32_t here)
{
    const sentence_array *sentences = &work->pile->readings[work->from].analysis->sentences;
    const sentence_array *originals = &work->pile->readings[work->of].analysis->sentences;
    altered altered = {.keep = work->keep, .scratch = work->scratch, .out = work->out};
    altered.original = tell(work->scratch, work->pile, &work->syntax[0], work->of, told, told);
    altered.copy = tell(work->scratch, work->pile, &work->syntax[1], work->from, here, here);
    altered.around = tell(work->scratch, work->pile, &work->syntax[1], work->from,
                          here > 0 ? here - 1 : 0, here + 1 < sentences->count ? here + 1 : here);
    altered.beside = tell(work->scratch, work->pile, &work->syntax[0], work->of,
                          told > 0 ? told - 1 : 0, told + 1 < originals->count ? told + 1 : told);
    altered.dense = work->dense;
    return altered;
}

static void look_at(work *work, uint32_t original, uint32_t copy, double similarity)
{
    arena_mark mark = arena_save(work->scratch);
    const uint32_t told = work->original.passages.items[original].sentence;
    const uint32_t here = work->copy.passages.items[copy].sentence;
    altered altered = altered_of(work, told, here);
    work->told[here] = told;
    work->made[told] = here;
    uint32_t least =
        altered.original.count < altered.copy.count ? altered.original.count : altered.copy.count;
    uint32_t most = altered.original.count + altered.copy.count - least;
    altered.similar = similarity >= (work->dense ? CLOSE : SURE);
    altered.close = (altered.similar || (work->dense && similarity >= SIMILAR)) &&
                    ratio(least, most) >= LENGTH_LEAST;
    if (work->dense && ratio(least, most) >= LENGTH_EVEN)
        altered.close = true;
    if (work->dense || altered.similar)
        for (altered_rule *const *rule = altered_rules; *rule != NULL; rule++)
            (*rule)(&altered);
    arena_restore(work->scratch, mark);
}

static void look_with(work *work, uint32_t told, uint32_t here, altered_rule *const *rules)
{
    arena_mark mark = arena_save(work->scratch);
    altered altered = altered_of(work, told, here);
    altered.part = true;
    for (; *rules != NULL; rules++)
        (*rules)(&altered);
    arena_restore(work->scratch, mark);
}

static bool is_prose(const work *work, uint32_t report, uint32_t sentence)
{
    const reading *reading = &work->pile->readings[report];
    uint32_t block = reading->analysis->sentences.items[sentence].block;
    return reading->report->blocks.items[block].kind == BLOCK_PROSE;
}

/* Sentences without a pair. One of the copy's may be the second half of what the one before it was
 * made from; one of the original's may have been joined to its neighbour. */
static void look_at_rest(work *work)
{
    const uint32_t copies = work->pile->readings[work->from].analysis->sentences.count;
    const uint32_t originals = work->pile->readings[work->of].analysis->sentences.count;
    for (uint32_t i = 1; i < copies; i++)
        if (work->told[i] == READOUT_NONE && work->told[i - 1] != READOUT_NONE &&
            is_prose(work, work->from, i))
            look_with(work, work->told[i - 1], i, altered_part_rules);
    for (uint32_t i = 0; i + 1 < originals; i++)
        if (work->made[i] == READOUT_NONE && work->made[i + 1] != READOUT_NONE &&
            is_prose(work, work->of, i))
            look_with(work, i, work->made[i + 1], altered_joined_rules);
}

static uint32_t *nothing(arena *arena, uint32_t count)
{
    uint32_t *list = arena_array(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        list[i] = READOUT_NONE;
    return list;
}

/* A copy that keeps most sentences of its original, one after another, keeps those between two
 * aligned ones too. */
static bool is_dense(const work *work, const alignment *alignment)
{
    uint32_t least = work->original.passages.count < work->copy.passages.count
                         ? work->original.passages.count
                         : work->copy.passages.count;
    uint32_t even = 0;
    for (uint32_t i = 1; i < alignment->pairs.count; i++) {
        const passage_pair *pair = &alignment->pairs.items[i];
        even += pair->a - pair[-1].a == pair->b - pair[-1].b;
    }
    return ratio(alignment->pairs.count, least) >= DENSE &&
           ratio(even, alignment->pairs.count) >= EVEN;
}

/* How alike two passages are, by the overlap: 0..1. */
static double likeness_at(const work *work, const overlap *overlap, uint32_t a, uint32_t b)
{
    double both = overlap->common[(size_t)a * overlap->columns + b];
    return 2 * both /
           (work->original.passages.items[a].weight + work->copy.passages.items[b].weight);
}

/* The sentences between two aligned pairs: one by one if there are equally many, else each of the
 * copy's with the likest of the original's, if there is one and it has not been told before. */
static void look_between(work *work, const overlap *overlap, uint32_t a, uint32_t a_end, uint32_t b,
                         uint32_t b_end)
{
    static const double LIKE = 0.12;
    bool even = a_end - a == b_end - b && a_end - a <= GAP_MAX;
    for (uint32_t k = b; k < b_end; k++) {
        uint32_t best = even ? a + (k - b) : READOUT_NONE;
        double most = LIKE;
        for (uint32_t i = a > 0 ? a - 1 : a; i < a_end && !even; i++)
            if (likeness_at(work, overlap, i, k) > most) {
                most = likeness_at(work, overlap, i, k);
                best = i;
            }
        if (best != READOUT_NONE && best >= a)
            look_at(work, best, k, likeness_at(work, overlap, best, k));
    }
}

static void compare_sentences(work *work)
{
    alignment alignment = {.share_a = 0};
    overlap overlap = overlap_of(work->scratch, &work->original, &work->copy);
    struct arena *inner = arena_inner(work->scratch);
    align_run(work->scratch, inner, &work->original, &work->copy, &overlap, &alignment);
    arena_finish(inner);
    work->dense = work->paraphrase && is_dense(work, &alignment);
    uint32_t a = 0;
    uint32_t b = 0;
    for (uint32_t i = 0; i < alignment.pairs.count; i++) {
        const passage_pair *pair = &alignment.pairs.items[i];
        if (work->dense)
            look_between(work, &overlap, a, pair->a, b, pair->b);
        look_at(work, pair->a, pair->b, pair->similarity);
        a = pair->a + 1;
        b = pair->b + 1;
    }
    if (work->dense)
        look_between(work, &overlap, a, work->original.passages.count, b,
                     work->copy.passages.count);
    if (work->dense)
        look_at_rest(work);
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

/* What became of it, in plain words. */
static const char *verdict_of(readout_difference_kind kind, readout_direction direction)
{
    static const char *const verdicts[][2] = {
        [READOUT_DIFFERENCE_CONTESTED] = {"they contradict each other", ""},
        [READOUT_DIFFERENCE_REVERSED] = {"the copy says the opposite",
                                         "one of the two says the opposite"},
        [READOUT_DIFFERENCE_NUMBER] = {"the copy has another number",
                                       "one of the two has a wrong number"},
        [READOUT_DIFFERENCE_ROLE] = {"the copy changed who is what, or who did it",
                                     "one of the two changed who is what, or who did it"},
        [READOUT_DIFFERENCE_SPELLING] = {"the copy spells the name in another way",
                                         "one of the two misspells the name"},
        [READOUT_DIFFERENCE_FRAMING] = {"the copy has a word that judges", ""},
        [READOUT_DIFFERENCE_MODALITY] = {"the copy tells as a fact what was left open",
                                         "one of the two tells as a fact what was left open"},
        [READOUT_DIFFERENCE_ATTRIBUTION_LOST] = {"the copy leaves out whose words it is",
                                                 "one of the two leaves out whose words it is"},
        [READOUT_DIFFERENCE_SOURCE_INFLATED] = {"the copy made several sources of one",
                                                "one of the two made several sources of one"},
    };
    return verdicts[kind][direction == READOUT_DIRECTION_UNKNOWN ? 1 : 0];
}

static void take_copy(work *work, const copy *copy)
{
    arena_mark mark = arena_save(work->scratch);
    uint32_t first = work->out->count;
    work->of = copy->of;
    work->from = copy->copy;
    work->paraphrase = copy->kind == READOUT_COPY_PARAPHRASE;
    work->original = work->copy = (traits){.weight = 0};
    struct arena *inner = arena_inner(work->scratch);
    traits_of(work->scratch, inner, work->vocabulary, &work->pile->readings[copy->of],
              &work->original);
    traits_of(work->scratch, inner, work->vocabulary, &work->pile->readings[copy->copy],
              &work->copy);
    arena_finish(inner);
    const reading *original = &work->pile->readings[copy->of];
    const reading *made = &work->pile->readings[copy->copy];
    work->syntax[0] =
        syntax_of(work->scratch, original->report, original->analysis, original->facts);
    work->syntax[1] = syntax_of(work->scratch, made->report, made->analysis, made->facts);
    work->told = nothing(work->scratch, made->analysis->sentences.count);
    work->made = nothing(work->scratch, original->analysis->sentences.count);
    compare_sentences(work);
    drop_repeated(work->out, first);
    for (uint32_t i = first; i < work->out->count; i++)
        work->out->items[i].verdict = verdict_of(work->out->items[i].kind, copy->direction);
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
