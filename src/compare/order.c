/* order.c - happenings without a date of their own, put on one side of a day by the words that
 * order them; see order.h.
 *
 *   "That came after Russia's invasion"  + the report is of 14 March -> the invasion: by 14 March
 *   "the call on 18 March, preceded by an interview"                 -> the interview: by 18 March
 *   "an official said Sunday that X has asked for aid"               -> the asking: by that Sunday
 *
 * TimeML calls these links (TLINK BEFORE, AFTER; Pustejovsky and others 2003); only those are read
 * that a preposition or a tense states. What is future, possible or denied bounds nothing, a noun
 * must be one that happens, and a time of its own beats any bound. Nothing is guessed: a bound is
 * a day that the report itself names, or its own. */
#include "compare/order.h"

#include "facts/happening.h"
#include "language/wordlists.h"

enum { WORDS_MAX = 30, CLIMB_MAX = 16 };

typedef struct finder {
    arena *arena;
    const report *report;
    const analysis *analysis;
    const facts *facts;
    const time_array *times;
    const token *tokens;
    uint32_t number;
    date published;
    ordered_array *found;
    uint32_t *first_said; /* [sentence]: the first statement whose cue it holds, or UINT32_MAX */
    uint32_t *next_said;  /* [statement]: the next one of the same sentence */
} finder;

static str word_of(const finder *finder, uint32_t at)
{
    return token_text(finder->report, &finder->tokens[at]);
}

static str lemma_of(const finder *finder, uint32_t at)
{
    return finder->tokens[at].lemma.len > 0 ? finder->tokens[at].lemma : word_of(finder, at);
}

static bool is_one_of(str word, const char *list)
{
    str rest = str_of(list);
    for (str one; str_field(&rest, ' ', &one);)
        if (str_equal_nocase(word, one))
            return true;
    return false;
}

static deprel relation_of(const finder *finder, uint32_t at)
{
    return (deprel)finder->tokens[at].deprel;
}

static bool tag_is(const finder *finder, uint32_t at, const char *tag)
{
    return str_equal(label_at(&finder->analysis->labels->xpos, finder->tokens[at].xpos),
                     str_of(tag));
}

/* ---- Words ------------------------------------------------------------------------------------
 */

bool order_same_stem(str a, str b)
{
    enum { STEM = 4 };
    size_t same = 0;
    while (same < a.len && same < b.len && (a.data[same] | 0x20) == (b.data[same] | 0x20))
        same++;
    const size_t shorter = a.len < b.len ? a.len : b.len;
    return shorter > 0 && (same == a.len || same == b.len || same * 10 >= shorter * 6) &&
           same >= (shorter < STEM ? shorter : STEM);
}

bool order_happens(const report *report, const analysis *analysis, uint32_t at)
{
    static const str endings[] = {STR_INIT("tion"), STR_INIT("sion"), STR_INIT("ment"),
                                  STR_INIT("ence"), STR_INIT("ance"), STR_INIT("ing"),
                                  STR_INIT("ture"), STR_INIT("val")};
    static const char things[] = "government building station nation document apartment department "
                                 "parliament evidence audience science finance insurance feature "
                                 "nature culture furniture picture morning evening thing king "
                                 "section population organization institution administration "
                                 "regulation settlement element moment";
    static const char events[] =
        "attack war raid talk talks summit vote ruling trial death fire crash storm protest strike "
        "speech visit call interview debate arrest coup deal fall flood earthquake election "
        "verdict riot rally game match merger bid launch release test march siege battle ceasefire "
        "truce treaty accord pact conference assault murder killing blast explosion outbreak "
        "collapse leak spill scandal probe inquiry lawsuit sale purchase defeat victory win loss "
        "birth divorce wedding funeral tsunami hurricane drought famine party congress tour";
    const token *token = &analysis->tokens.items[at];
    const str lemma = token->lemma.len > 0 ? token->lemma : token_text(report, token);
    if (token->upos != UPOS_NOUN || is_one_of(lemma, things) || token_in_list(token, WORDS_ROLE))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(lemma, endings[i]) && lemma.len > endings[i].len + 2)
            return true;
    return is_one_of(lemma, events);
}

static bool happens(const finder *finder, uint32_t at)
{
    return order_happens(finder->report, finder->analysis, at);
}

static bool is_under(const finder *finder, uint32_t at, uint32_t head)
{
    for (int steps = 0; at < finder->analysis->tokens.count && steps < SENTENCE_TOKENS_MAX;
         steps++) {
        if (at == head)
            return true;
        at = finder->tokens[at].head;
    }
    return false;
}

/* The tokens [*first, *end) of the sentence below `head`, with it. */
static void extent_of(const finder *finder, const sentence *sentence, uint32_t head,
                      uint32_t *first, uint32_t *end)
{
    *first = sentence->first_token;
    *end = sentence->first_token + sentence->token_count;
    while (*first < *end && !is_under(finder, *first, head))
        ++*first;
    while (*end > *first && !is_under(finder, *end - 1, head))
        --*end;
}

/* Does the phrase name somebody or something, so that a reader knows which one is meant? */
static bool is_named(const finder *finder, uint32_t first, uint32_t end)
{
    for (uint32_t at = first; at < end; at++)
        if (finder->tokens[at].upos == UPOS_PROPN)
            return true;
    return false;
}

/* The first of the report's times that starts at byte `at` or behind it. */
static uint32_t time_behind(const finder *finder, uint32_t at)
{
    uint32_t low = 0, high = finder->times->count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (finder->times->items[middle].span.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool holds_time(const finder *finder, text_span words)
{
    for (uint32_t i = time_behind(finder, words.start);
         i < finder->times->count && finder->times->items[i].span.start < words.end; i++)
        if (finder->times->items[i].type != READOUT_TIME_DURATION &&
            finder->times->items[i].type != READOUT_TIME_SET)
            return true;
    return false;
}

/* ---- Days that bound --------------------------------------------------------------------------
 */

typedef struct bound {
    int32_t day;
    uint32_t time;
    str reason;
    bool known;
} bound;

static bool is_day(const time_mention *time)
{
    return time->type == READOUT_TIME_DATE && time->bound == TIME_AT && time->earliest.year != 0 &&
           date_compare(time->earliest, time->latest) == 0;
}

/* The day of a verb or noun: that of a time that it is the head of. TOKEN_NONE: of any time of the
 * sentence that stands in front of byte `before`. */
static bound day_of(const finder *finder, uint32_t sentence, uint32_t head, uint32_t before,
                    str reason)
{
    const struct sentence *whole = &finder->analysis->sentences.items[sentence];
    for (uint32_t i = time_behind(finder, whole->start);
         i < finder->times->count && finder->times->items[i].span.start < whole->end; i++) {
        const time_mention *time = &finder->times->items[i];
        if ((head == TOKEN_NONE ? time->span.end <= before : time->head == head) && is_day(time) &&
            !time->future)
            return (bound){date_to_days(time->earliest), i, reason, true};
    }
    return (bound){0};
}

static bool in_content(const statement *said, uint32_t byte)
{
    for (uint32_t k = 0; k < said->content.count; k++)
        if (byte >= said->content.items[k].start && byte < said->content.items[k].end)
            return true;
    return false;
}

/* Of the statement whose content has the token, or of the report: what is told as past is of the
 * day of telling at the latest. */
static bound day_of_telling(const finder *finder, uint32_t sentence, uint32_t at)
{
    for (uint32_t i = finder->first_said[sentence]; i != UINT32_MAX; i = finder->next_said[i]) {
        const statement *said = &finder->facts->statements.items[i];
        if (said->when < finder->times->count && is_day(&finder->times->items[said->when]) &&
            in_content(said, finder->tokens[at].start))
            return (bound){date_to_days(finder->times->items[said->when].earliest), said->when,
                           STR("told of as past on that day"), true};
    }
    if (finder->published.day == 0)
        return (bound){0};
    return (bound){date_to_days(finder->published), UINT32_MAX,
                   STR("spoken of as past by the report"), true};
}

/* ---- Adding -----------------------------------------------------------------------------------
 */

/* Words in front of a happening that only order it: "only after". */
static bool is_connective(const finder *finder, uint32_t at, uint32_t end)
{
    const uint8_t here = finder->tokens[at].upos;
    const uint8_t next = at + 1 < end ? finder->tokens[at + 1].upos : here;
    return here == UPOS_ADP || here == UPOS_SCONJ || here == UPOS_PUNCT ||
           (here == UPOS_ADV && (next == UPOS_ADP || next == UPOS_SCONJ));
}

static void add(const finder *finder, uint32_t sentence, uint32_t head, bound bound, order side)
{
    uint32_t first, end;
    extent_of(finder, &finder->analysis->sentences.items[sentence], head, &first, &end);
    while (first < end && is_connective(finder, first, end))
        first++;
    while (end > first && finder->tokens[end - 1].upos == UPOS_PUNCT)
        end--;
    if (!bound.known || end <= first || end - first > WORDS_MAX || !is_named(finder, first, end))
        return;
    const text_span words = {finder->tokens[first].start, finder->tokens[end - 1].end};
    if (holds_time(finder, words))
        return;
    *array_push(finder->arena, finder->found) =
        (ordered){finder->number, sentence,  head,       words,       side,
                  TOKEN_NONE,     bound.day, bound.time, bound.reason};
}

/* The happening that a preposition or conjunction introduces: the noun, or the verb of its clause;
 * of "the invasion had occurred" the noun. */
static uint32_t introduced(const finder *finder, uint32_t connective)
{
    const uint32_t head = finder->tokens[connective].head;
    if (head >= finder->analysis->tokens.count)
        return TOKEN_NONE;
    if (relation_of(finder, connective) == DEPREL_CASE)
        return happens(finder, head) ? head : TOKEN_NONE;
    if (relation_of(finder, connective) != DEPREL_MARK)
        return TOKEN_NONE;
    if (is_one_of(lemma_of(finder, head), "occur happen begin start take break come"))
        for (uint32_t at = connective; at < head; at++)
            if (finder->tokens[at].head == head && relation_of(finder, at) == DEPREL_NSUBJ &&
                happens(finder, at))
                return at;
    return TOKEN_NONE;
}

/* after, following, since: what stands behind is over. */
static void read_after(const finder *finder, uint32_t sentence, uint32_t at)
{
    if (!is_one_of(word_of(finder, at), "after following since"))
        return;
    const uint32_t happening = introduced(finder, at);
    if (happening == TOKEN_NONE)
        return;
    uint32_t governor = finder->tokens[finder->tokens[at].head].head;
    if (governor >= finder->analysis->tokens.count)
        return;
    const tense tense = happening_tense(finder->report, finder->analysis, governor);
    if (tense == TENSE_FUTURE)
        return;
    bound bound = day_of(finder, sentence, governor, 0, STR("before what is dated there"));
    if (!bound.known && tense == TENSE_PAST)
        bound = day_of_telling(finder, sentence, at);
    add(finder, sentence, happening, bound, ORDER_BY);
}

/* preceded by, followed by: the agent lies before what is dated, or behind it. */
static void read_participle(const finder *finder, uint32_t sentence, uint32_t at)
{
    const bool before = str_equal_nocase(word_of(finder, at), STR("preceded"));
    if ((!before && !str_equal_nocase(word_of(finder, at), STR("followed"))) ||
        !tag_is(finder, at, "VBN"))
        return;
    const struct sentence *whole = &finder->analysis->sentences.items[sentence];
    const uint32_t stop = whole->first_token + whole->token_count;
    uint32_t agent = TOKEN_NONE;
    for (uint32_t i = at + 1; i < stop && agent == TOKEN_NONE; i++)
        if (finder->tokens[i].head == at && relation_of(finder, i) == DEPREL_OBL &&
            token_is_noun(finder->analysis, i))
            agent = i;
    if (agent == TOKEN_NONE || !happens(finder, agent))
        return;
    const str reason =
        before ? STR("before what is dated there") : STR("after what is dated there");
    bound bound = {0};
    uint32_t governor = finder->tokens[at].head;
    for (int steps = 0;
         steps < CLIMB_MAX && governor < finder->analysis->tokens.count && !bound.known;
         steps++, governor = finder->tokens[governor].head)
        bound = day_of(finder, sentence, governor, 0, reason);
    if (!bound.known) /* the noun that it says more about: "the talks on 8 May, preceded by" */
        bound = day_of(finder, sentence, TOKEN_NONE, finder->tokens[at].start, reason);
    add(finder, sentence, agent, bound, before ? ORDER_BY : ORDER_FROM);
}

/* ---- What was told as done ---------------------------------------------------------------------
 */

static bool has_perfect(const finder *finder, const sentence *sentence, uint32_t verb)
{
    if (!tag_is(finder, verb, "VBN"))
        return false;
    bool have = false, subject = false;
    for (uint32_t at = sentence->first_token; at < verb; at++) {
        if (finder->tokens[at].head != verb)
            continue;
        have |= relation_of(finder, at) == DEPREL_AUX && is_one_of(lemma_of(finder, at), "have");
        subject |= relation_of(finder, at) == DEPREL_NSUBJ && finder->tokens[at].upos != UPOS_PRON;
        if (is_one_of(word_of(finder, at),
                      "not n't never no yet would could might should always ever often long"))
            return false;
    }
    return have && subject;
}

/* The words for the speaker, as they stand inside a sentence. */
static str speaker_of(const finder *finder, const statement *said)
{
    const text_span who = said->speaker.span;
    if (who.end <= who.start)
        return STR("an unnamed source");
    const str name = str_slice(finder->report->text, who.start, who.end);
    const uint32_t first = analysis_token_at(finder->analysis, who.start);
    if (finder->tokens[first].upos != UPOS_DET)
        return name;
    const str copy =
        str_format(finder->arena, "%c%.*s", name.data[0] | 0x20, (int)name.len - 1, name.data + 1);
    return copy;
}

/* "told ABC Sunday that Ostrow has asked Tolland": done by then, on no day that is told. */
static void read_telling(const finder *finder, const statement *said)
{
    if (said->when >= finder->times->count || said->content.count == 0 ||
        said->polarity != READOUT_ASSERT || said->mode == READOUT_DIRECT || said->planned ||
        said->conditional || !is_day(&finder->times->items[said->when]))
        return;
    const sentence *sentence = &finder->analysis->sentences.items[said->sentence];
    const text_span content = said->content.items[0];
    const uint32_t stop = sentence->first_token + sentence->token_count;
    const uint32_t cue = analysis_token_at(finder->analysis, said->cue.start);
    for (uint32_t at = sentence->first_token; at < stop; at++)
        if (finder->tokens[at].start >= content.start && finder->tokens[at].end <= content.end &&
            finder->tokens[at].head == cue && relation_of(finder, at) == DEPREL_CCOMP &&
            has_perfect(finder, sentence, at)) {
            const time_mention *time = &finder->times->items[said->when];
            const str reason = str_format(finder->arena, "told of as done on that day by %.*s",
                                          STR_ARG(speaker_of(finder, said)));
            add(finder, said->sentence, at,
                (bound){date_to_days(time->earliest), said->when, reason, true}, ORDER_BY);
            return;
        }
}

/* ---- Beside another happening -------------------------------------------------------------------
 */

static bool is_definite(const finder *finder, const sentence *sentence, uint32_t noun)
{
    for (uint32_t at = sentence->first_token; at < noun; at++)
        if (finder->tokens[at].head == noun &&
            is_one_of(word_of(finder, at), "the their his her its this that these those"))
            return true;
    return false;
}

/* Which side the preposition of the phrase puts its clause on; false if none. */
static bool side_of(const finder *finder, uint32_t preposition, order *side)
{
    static const struct {
        str word;
        order side;
    } sides[] = {{STR_INIT("after"), ORDER_FROM},
                 {STR_INIT("following"), ORDER_FROM},
                 {STR_INIT("before"), ORDER_BY},
                 {STR_INIT("ahead"), ORDER_BY},
                 {STR_INIT("during"), ORDER_ON}};
    if (str_equal_nocase(lemma_of(finder, finder->tokens[preposition].head), STR("eve"))) {
        *side = ORDER_EVE;
        return true;
    }
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (str_equal_nocase(word_of(finder, preposition), sides[i].word)) {
            *side = sides[i].side;
            return true;
        }
    return false;
}

/* The noun that hangs on a noun: "the eve of the talks". */
static uint32_t noun_below(const finder *finder, const sentence *sentence, uint32_t noun)
{
    for (uint32_t at = noun + 1; at < sentence->first_token + sentence->token_count; at++)
        if (finder->tokens[at].head == noun && relation_of(finder, at) == DEPREL_NMOD)
            return at;
    return TOKEN_NONE;
}

/* "After the talks, the ministry released", "on the eve of the talks": the main clause beside a
 * happening that was spoken of before. */
static void read_beside(const finder *finder, uint32_t number, uint32_t at)
{
    const sentence *sentence = &finder->analysis->sentences.items[number];
    order side;
    if (relation_of(finder, at) != DEPREL_CASE ||
        finder->tokens[at].head >= finder->analysis->tokens.count || !side_of(finder, at, &side))
        return;
    uint32_t noun = finder->tokens[at].head;
    if (noun >= finder->analysis->tokens.count || relation_of(finder, noun) != DEPREL_OBL)
        return;
    const uint32_t verb = finder->tokens[noun].head;
    if (side == ORDER_EVE)
        noun = noun_below(finder, sentence, noun);
    if (noun == TOKEN_NONE || !happens(finder, noun) || !is_definite(finder, sentence, noun))
        return;
    if (verb >= finder->analysis->tokens.count || at > verb ||
        finder->tokens[verb].head < finder->analysis->tokens.count ||
        happening_tense(finder->report, finder->analysis, verb) != TENSE_PAST ||
        !clause_has_subject(finder->analysis, verb) ||
        holds_time(finder, (text_span){sentence->start, sentence->end}) ||
        !is_named(finder, sentence->first_token, sentence->first_token + sentence->token_count))
        return;
    *array_push(finder->arena, finder->found) =
        (ordered){.report = finder->number,
                  .sentence = number,
                  .head = verb,
                  .words = {sentence->start, sentence->end},
                  .side = side,
                  .anchor = noun,
                  .time = UINT32_MAX,
                  .reason = str_slice(finder->report->text, finder->tokens[at].start,
                                      finder->tokens[noun].end)};
}

static void link_statements(finder *finder, arena *scratch)
{
    const statement_array *statements = &finder->facts->statements;
    const uint32_t sentences = finder->analysis->sentences.count;
    finder->first_said = arena_array(scratch, uint32_t, sentences);
    finder->next_said = arena_array(scratch, uint32_t, statements->count);
    for (uint32_t i = 0; i < sentences; i++)
        finder->first_said[i] = UINT32_MAX;
    for (uint32_t i = statements->count; i-- > 0;) {
        const uint32_t sentence = statements->items[i].sentence;
        if (sentence >= sentences)
            continue;
        finder->next_said[i] = finder->first_said[sentence];
        finder->first_said[sentence] = i;
    }
}

void order_find(arena *keep, arena *scratch, const reading *reading, uint32_t number,
                const time_array *times, date published, ordered_array *found)
{
    finder finder = {.arena = keep,
                     .report = reading->report,
                     .analysis = reading->analysis,
                     .facts = reading->facts,
                     .times = times,
                     .tokens = reading->analysis->tokens.items,
                     .number = number,
                     .published = published,
                     .found = found};
    if (!reading->analysis->has_trees)
        return;
    const arena_mark mark = arena_save(scratch);
    link_statements(&finder, scratch);
    for (uint32_t i = 0; i < reading->analysis->sentences.count; i++) {
        const sentence *sentence = &reading->analysis->sentences.items[i];
        for (uint32_t k = 0; k < sentence->token_count; k++) {
            read_after(&finder, i, sentence->first_token + k);
            read_participle(&finder, i, sentence->first_token + k);
            read_beside(&finder, i, sentence->first_token + k);
        }
    }
    for (uint32_t i = 0; i < reading->facts->statements.count; i++)
        if (reading->facts->statements.items[i].sentence < reading->analysis->sentences.count)
            read_telling(&finder, &reading->facts->statements.items[i]);
    arena_restore(scratch, mark);
}
