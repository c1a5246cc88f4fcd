/* disagreements.c - where independent reports differ: in numbers, in who holds which office, in the
 * spelling of a name, and in what one side asserts and the other denies.
 *
 *     "Two workers were killed" (report 1)   "The number of dead has risen to three" (report 2)
 *                \_____________ dead: 2 ___________ dead: 3 ____________/
 *
 * Numbers are compared only where both count the same: the dead and the injured of reports that
 * have names in common, else what one noun and verb count in sentences that share more words. A
 * bound is kept ("at least fifteen" and "17" agree), what a later report counts is marked as
 * newer and not as a conflict, and a copy is never an independent report. Originals meet through
 * chains of those with a key in common, CHAIN_MAX steps long. */
#include "base/map.h"
#include "base/utf8.h"
#include "compare/differences.h"
#include "compare/entity_forms.h"
#include "compare/families.h"
#include "compare/quantities.h"

#include <stdlib.h>
#include <string.h>

enum {
    CHAIN_MAX = 16,
    STORY_NAMES_MIN = 3,  /* names that two reports of one event share */
    KEY_NAMES_MAX = 12,   /* names of a report by which it is found */
    SHARED_WORDS_MIN = 2, /* besides noun and verb */
    SENTENCE_WORDS_MAX = 60,
    HISTORY_DAYS = 60, /* what is older belongs to another event */
    DIFFERENCES_MAX = 1000
};

typedef struct counted {
    uint32_t report;
    quantity quantity;
} counted;

typedef struct link {
    uint32_t counted;
    uint32_t next;
} link;

typedef struct work {
    arena *keep;
    arena *scratch;
    const pile *pile;
    comparison *comparison;
    const uint32_t *family;
    uint32_t **names; /* [report]: its entities of the pile, ascending, without governments */
    uint32_t *name_count;
    array_of(counted) counted;
    array_of(link) links;
    map chains;
    map told; /* what was written, once */
} work;

static const reading *reading_at(const work *work, uint32_t report)
{
    return &work->pile->readings[report];
}

/* ---- Which reports tell of one event -------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void list_names(work *work, uint32_t report)
{
    const uint32_t count = reading_at(work, report)->analysis->entities.count;
    uint32_t *names = arena_array(work->scratch, uint32_t, count + 1);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t entity = work->comparison->entity_of[report][i];
        if (!work->comparison->entities.items[entity].government)
            names[kept++] = entity;
    }
    qsort(names, kept, sizeof *names, by_number);
    uint32_t distinct = 0;
    for (uint32_t i = 0; i < kept; i++)
        if (i == 0 || names[i] != names[i - 1])
            names[distinct++] = names[i];
    work->names[report] = names;
    work->name_count[report] = distinct;
}

static uint32_t shared_names(const work *work, uint32_t a, uint32_t b)
{
    uint32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < work->name_count[a] && k < work->name_count[b];) {
        const uint32_t x = work->names[a][i];
        const uint32_t y = work->names[b][k];
        shared += x == y;
        i += x <= y;
        k += y <= x;
    }
    return shared;
}

/* The day that a report is of, counted from a fixed one; false: not known. */
static bool day_of(const work *work, uint32_t report, int32_t *day)
{
    const report_date *published = &work->comparison->published[report];
    if (published->date.year == 0 || published->date.day == 0)
        return false;
    *day = date_to_days(published->date);
    return true;
}

/* Does the sentence tell of something long before the report? */
static bool is_history(const work *work, uint32_t report, uint32_t sentence)
{
    int32_t day;
    const time_array *times = times_of(work->pile, work->comparison, report);
    if (!day_of(work, report, &day))
        return false;
    for (uint32_t i = 0; i < times->count; i++)
        if (times->items[i].sentence == sentence && times->items[i].latest.year != 0 &&
            day - date_to_days(times->items[i].latest) > HISTORY_DAYS)
            return true;
    return false;
}

/* ---- Words that two sentences share --------------------------------------------------- */

static bool is_content(const token *token)
{
    return token->upos == UPOS_NOUN || token->upos == UPOS_VERB || token->upos == UPOS_PROPN ||
           token->upos == UPOS_ADJ;
}

static uint32_t shared_words(const work *work, const counted *a, const counted *b)
{
    const analysis *left = reading_at(work, a->report)->analysis;
    const analysis *right = reading_at(work, b->report)->analysis;
    const sentence *x = &left->sentences.items[a->quantity.sentence];
    const sentence *y = &right->sentences.items[b->quantity.sentence];
    uint32_t shared = 0;
    for (uint32_t i = 0; i < x->token_count && i < SENTENCE_WORDS_MAX; i++) {
        const token *token = &left->tokens.items[x->first_token + i];
        bool found = false;
        if (!is_content(token) || str_equal(token->lemma, a->quantity.noun) ||
            str_equal(token->lemma, a->quantity.verb))
            continue;
        for (uint32_t k = 0; k < y->token_count && k < SENTENCE_WORDS_MAX && !found; k++)
            found = str_equal(token->lemma, right->tokens.items[y->first_token + k].lemma);
        shared += found;
    }
    return shared;
}

/* ---- Writing -------------------------------------------------------------------------- */

static pile_span sentence_span(const work *work, uint32_t report, uint32_t sentence)
{
    const struct sentence *at = &reading_at(work, report)->analysis->sentences.items[sentence];
    return (pile_span){report, at->start, at->end};
}

static void add(work *work, readout_difference_kind kind, str text, pile_span a, pile_span b,
                const char *verdict)
{
    if (work->comparison->differences.count < DIFFERENCES_MAX)
        *array_push(work->keep, &work->comparison->differences) =
            (difference){kind, text, a, b, verdict};
}

/* True the first time. */
static bool is_news(work *work, str what)
{
    uint32_t *slot = map_put(&work->told, what);
    const bool news = *slot == MAP_NONE;
    *slot = 1;
    return news;
}

/* ---- Numbers -------------------------------------------------------------------------- */

static str words_of(const work *work, const counted *counted)
{
    const text_span words = counted->quantity.words;
    return str_slice(reading_at(work, counted->report)->report->text, words.start, words.end);
}

static void compare_counts(work *work, const counted *a, const counted *b)
{
    const measured measured = a->quantity.measured;
    int32_t first = 0;
    int32_t second = 0;
    if (work->family[a->report] == work->family[b->report] ||
        quantities_agree(&a->quantity, &b->quantity) ||
        shared_names(work, a->report, b->report) < STORY_NAMES_MIN)
        return;
    if (measured == MEASURED_OTHER && shared_words(work, a, b) < SHARED_WORDS_MIN)
        return;
    const bool dated = day_of(work, a->report, &first) && day_of(work, b->report, &second);
    if (dated && second < first) {
        const counted *other = a;
        a = b;
        b = other;
    }
    str noun = measured != MEASURED_OTHER ? str_of(measured_name(measured)) : a->quantity.noun;
    str text = str_format(work->keep, "%.*s: %.*s, or %.*s", STR_ARG(noun),
                          STR_ARG(words_of(work, a)), STR_ARG(words_of(work, b)));
    if (is_news(work, utf8_fold(work->scratch, text)))
        add(work, READOUT_DIFFERENCE_NUMBER, text,
            sentence_span(work, a->report, a->quantity.sentence),
            sentence_span(work, b->report, b->quantity.sentence),
            dated && first != second ? "the later report has a newer count: no conflict"
                                     : "independent reports differ");
}

static void meet(work *work, str key, uint32_t at)
{
    uint32_t *head = map_put(&work->chains, key);
    uint32_t link = *head;
    for (uint32_t steps = 0; link != MAP_NONE && steps < CHAIN_MAX; steps++) {
        const struct link *before = &work->links.items[link];
        compare_counts(work, &work->counted.items[before->counted], &work->counted.items[at]);
        link = before->next;
    }
    const uint32_t next = *head;
    *head = work->links.count;
    *array_push(work->scratch, &work->links) = (struct link){at, next};
}

/* The dead of a report are its first count of all of them; parts of them are not compared. */
static void take_counts(work *work, uint32_t report)
{
    const reading *reading = reading_at(work, report);
    const syntax syntax =
        syntax_of(work->scratch, reading->report, reading->analysis, reading->facts);
    quantity_array found = {0};
    bool have[MEASURED_MOVED + 1] = {false};
    quantities_find(work->scratch, &syntax, times_of(work->pile, work->comparison, report), &found);
    for (uint32_t i = 0; i < found.count; i++) {
        const quantity *quantity = &found.items[i];
        const measured measured = quantity->measured;
        if (is_history(work, report, quantity->sentence) ||
            (measured != MEASURED_OTHER && (!quantity->general || have[measured])))
            continue;
        have[measured] = true;
        const uint32_t at = work->counted.count;
        *array_push(work->scratch, &work->counted) = (counted){report, *quantity};
        if (measured == MEASURED_OTHER)
            meet(work,
                 str_format(work->scratch, "%.*s %.*s", STR_ARG(quantity->noun),
                            STR_ARG(quantity->verb)),
                 at);
        for (uint32_t k = 0;
             measured != MEASURED_OTHER && k < work->name_count[report] && k < KEY_NAMES_MAX; k++)
            meet(work, str_format(work->scratch, "%d %u", (int)measured, work->names[report][k]),
                 at);
    }
}

/* ---- Names and offices ---------------------------------------------------------------- */

typedef struct appearance {
    uint32_t report;
    uint32_t entity; /* of the report */
    uint32_t next;   /* of the same entity of the pile, in a later report */
} appearance;

static pile_span first_mention(const work *work, const appearance *at)
{
    const analysis *analysis = reading_at(work, at->report)->analysis;
    const uint32_t name = analysis->entities.items[at->entity].first_name;
    if (name >= analysis->names.count)
        return (pile_span){READOUT_NONE, 0, 0};
    return sentence_span(work, at->report, analysis->names.items[name].sentence);
}

static const entity *entity_at(const work *work, const appearance *at)
{
    return &reading_at(work, at->report)->analysis->entities.items[at->entity];
}

/* The same words but for a letter: not a short form, a middle name or another order. */
static bool is_misspelling(arena *scratch, const entity *a, const entity *b)
{
    const name_form x = name_form_of(scratch, a);
    const name_form y = name_form_of(scratch, b);
    uint32_t other = 0;
    if (a->kind != NAME_PERSON || b->kind != NAME_PERSON || x.count != y.count ||
        !persons_alike(&x, &y))
        return false;
    for (uint32_t i = 0; i < x.count; i++)
        other += !str_equal(x.words[i], y.words[i]) && x.words[i].len > 3 && y.words[i].len > 3 &&
                 x.words[i].data[0] == y.words[i].data[0];
    uint32_t differ = 0;
    for (uint32_t i = 0; i < x.count; i++)
        differ += !str_equal(x.words[i], y.words[i]);
    return other == 1 && differ == 1 &&
           (str_equal(x.words[0], y.words[0]) || x.words[0].len == y.words[0].len);
}

/* The office that a role begins with, and of what: "president" "of the Council". */
static int office_of(str role, str *of)
{
    const size_t at = str_find_nocase(role, STR(" of "), 0);
    if (at == SIZE_MAX)
        return -1;
    *of = str_slice(role, at, role.len);
    str rest = str_slice(role, 0, at);
    str word = {NULL, 0};
    while (str_field(&rest, ' ', &word))
        ;
    for (const office *row = offices; row->word != NULL; row++)
        if (str_equal_nocase(word, str_of(row->word)))
            return row->office;
    return -1;
}

static void compare_roles(work *work, const appearance *x, const appearance *y)
{
    const entity *a = entity_at(work, x);
    const entity *b = entity_at(work, y);
    for (uint32_t i = 0; i < a->roles.count; i++) {
        for (uint32_t k = 0; k < b->roles.count; k++) {
            str of_a;
            str of_b;
            const int office = office_of(a->roles.items[i], &of_a);
            const int other = office_of(b->roles.items[k], &of_b);
            if (office < 0 || other < 0 || office == other || !str_equal_nocase(of_a, of_b))
                continue;
            str text = str_format(work->keep, "%.*s: %.*s, or %.*s", STR_ARG(a->name),
                                  STR_ARG(a->roles.items[i]), STR_ARG(b->roles.items[k]));
            if (is_news(work, text))
                add(work, READOUT_DIFFERENCE_ROLE, text, first_mention(work, x),
                    first_mention(work, y), "independent reports differ");
            return;
        }
    }
}

static void compare_names(work *work, const appearance *x, const appearance *y)
{
    const entity *a = entity_at(work, x);
    const entity *b = entity_at(work, y);
    const arena_mark mark = arena_save(work->scratch);
    const bool misspelt = is_misspelling(work->scratch, a, b);
    arena_restore(work->scratch, mark);
    if (misspelt) {
        str text = str_format(work->keep, "%.*s, or %.*s", STR_ARG(a->name), STR_ARG(b->name));
        if (is_news(work, text))
            add(work, READOUT_DIFFERENCE_SPELLING, text, first_mention(work, x),
                first_mention(work, y), "independent reports spell the name differently");
    }
    compare_roles(work, x, y);
}

/* Each entity as it appears in originals, against the first of them. */
static void take_entities(work *work)
{
    array_of(appearance) all = {0};
    const uint32_t entities = work->comparison->entities.count;
    uint32_t *first = arena_array(work->scratch, uint32_t, entities + 1);
    memset(first, 0xff, (entities + 1) * sizeof *first);
    for (uint32_t report = work->pile->count; report-- > 0;) {
        const uint32_t count = reading_at(work, report)->analysis->entities.count;
        for (uint32_t i = 0; i < count && work->family[report] == report; i++) {
            const uint32_t entity = work->comparison->entity_of[report][i];
            *array_push(work->scratch, &all) = (appearance){report, i, first[entity]};
            first[entity] = all.count - 1;
        }
    }
    for (uint32_t entity = 0; entity < entities && all.items != NULL; entity++) {
        if (first[entity] == UINT32_MAX ||
            work->comparison->entities.items[entity].kind != NAME_PERSON)
            continue;
        const appearance *one = &all.items[first[entity]];
        uint32_t at = one->next;
        for (uint32_t steps = 0; at != UINT32_MAX && steps < CHAIN_MAX; steps++) {
            compare_names(work, one, &all.items[at]);
            at = all.items[at].next;
        }
    }
}

/* ---- What is contested ---------------------------------------------------------------- */

static const claim_span *first_bearing(const claim *claim, readout_bearing bearing)
{
    for (uint32_t i = 0; i < claim->spans.count; i++)
        if (claim->spans.items[i].bearing == bearing)
            return &claim->spans.items[i];
    return NULL;
}

static void take_claims(work *work)
{
    const claim_array *claims = &work->comparison->claims;
    for (uint32_t i = 0; i < claims->count; i++) {
        const claim *claim = &claims->items[i];
        const claim_span *said = first_bearing(claim, READOUT_BEARING_SUPPORT);
        const claim_span *denied = first_bearing(claim, READOUT_BEARING_DENY);
        if (claim->status != READOUT_CLAIM_CONTESTED || claim->denial || said == NULL ||
            denied == NULL)
            continue;
        add(work, READOUT_DIFFERENCE_CONTESTED,
            str_slice(reading_at(work, claim->text.report)->report->text, claim->text.start,
                      claim->text.end),
            sentence_span(work, said->span.report, said->sentence),
            sentence_span(work, denied->span.report, denied->sentence),
            "one side says so, another denies it: open");
    }
}

void disagreements_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison)
{
    arena_mark mark = arena_save(scratch);
    work work = {.keep = keep, .scratch = scratch, .pile = pile, .comparison = comparison};
    work.family = families_of(scratch, pile->count, &comparison->copies);
    work.names = arena_array(scratch, uint32_t *, pile->count);
    work.name_count = arena_array(scratch, uint32_t, pile->count);
    work.chains = (map){.arena = scratch};
    work.told = (map){.arena = scratch};
    take_claims(&work);
    for (uint32_t i = 0; i < pile->count; i++)
        list_names(&work, i);
    for (uint32_t i = 0; i < pile->count; i++)
        if (work.family[i] == i)
            take_counts(&work, i);
    take_entities(&work);
    arena_restore(scratch, mark);
}
