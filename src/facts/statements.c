/* statements.c - who says what: direct and indirect speech by the nearest cue and speaker.
 *
 * Input: sentences, tokens, names, quotations. Output: facts.statements.
 *
 *   Kremlin spokesperson Dmitry Peskov on Monday also denied  allegations Russia ...
 *   |_____________ speaker ___________|               |cue|   |____ content ______|
 *
 *   "It is a concern of ours. And we have ...,"  said  Haass, writing on Twitter.
 *   |________________ content ______________|   |cue| |speaker|
 *
 * A first version that knows no trees: it looks for a table cue, takes the words before it
 * up to a clause boundary (or the words behind it when the clause is inverted) as speaker,
 * and the quotation or the rest of the sentence as content. Trees replace it. What it
 * cannot tell it leaves empty; it never makes up a speaker. */
#include "facts/facts.h"

#include "base/utf8.h"
#include "facts/cues.h"

#include <stdlib.h>

enum {
    SPEAKER_TOKENS_MAX = 24,
    QUOTES_MAX = 16,       /* that one sentence can take */
    ALONE_WORDS_MIN = 6,   /* a shorter quotation without a cue is no statement */
    CLAUSE_TOKENS_MIN = 5  /* less than that before ", X said" is an adverbial */
};

/* Tokens [start, end) of the report. */
typedef struct range {
    uint32_t start;
    uint32_t end;
} range;

typedef struct reader {
    arena *keep;
    const report *report;
    const analysis *analysis;
    facts *facts;
    bool *quoted;    /* for each token: lies inside a quotation */
    const cue **cue_at; /* for each token: the cue whose form it has, or NULL */
} reader;

/* ---- Tokens --------------------------------------------------------------------------- */

static str word_at(const reader *reader, uint32_t at)
{
    return at < reader->analysis->tokens.count
               ? token_text(reader->report, &reader->analysis->tokens.items[at])
               : (str){NULL, 0};
}

static bool word_is(const reader *reader, uint32_t at, const char *choices)
{
    str word = word_at(reader, at);
    str rest = str_of(choices);
    str choice;
    while (str_field(&rest, ' ', &choice))
        if (str_equal_nocase(word, choice))
            return true;
    return false;
}

static bool is_word(const reader *reader, uint32_t at)
{
    return at < reader->analysis->tokens.count && reader->analysis->tokens.items[at].is_word;
}

static bool is_mark(const reader *reader, uint32_t at)
{
    str word = word_at(reader, at);
    size_t behind = 0;
    return word.len > 0 && utf8_is_double_quote(utf8_next(word, &behind)) && behind == word.len;
}

static bool is_day(const reader *reader, uint32_t at)
{
    return date_weekday_of(word_at(reader, at)) >= 0 && word_at(reader, at).len > 3;
}

static text_span span_of(const reader *reader, range range)
{
    if (range.start >= range.end)
        return (text_span){0, 0};
    const token *tokens = reader->analysis->tokens.items;
    return (text_span){tokens[range.start].start, tokens[range.end - 1].end};
}

/* ---- Speakers ------------------------------------------------------------------------- */

static const char boundaries[] = "that which who where while because although but as if when and";
static const char auxiliaries[] =
    "has have had also did was is were then later again repeatedly often never not n't n’t "
    "reportedly earlier separately further sternly directly publicly privately do does has been";
static const char prepositions[] =
    "on in at after before during with from about over amid following via by since until for";

/* The words before the cue, back to where its clause begins. */
static range words_before(const reader *reader, const sentence *sentence, uint32_t cue)
{
    uint32_t end = cue;
    while (end > sentence->first_token && word_is(reader, end - 1, auxiliaries))
        end--;
    uint32_t start = end;
    bool comma = start > sentence->first_token && word_is(reader, start - 1, ",");
    if (comma) { /* X, the spokesman of Y, said: what stands before the first comma */
        uint32_t at = start - 1;
        while (at > sentence->first_token && !word_is(reader, at - 1, ", ; :") &&
               !is_mark(reader, at - 1))
            at--;
        if (at > sentence->first_token && word_is(reader, at - 1, ","))
            start = end = at - 1;
    }
    while (start > sentence->first_token && end - start < SPEAKER_TOKENS_MAX &&
           !word_is(reader, start - 1, ", ; : -- –") && !is_mark(reader, start - 1) &&
           !word_is(reader, start - 1, "that which who where while because although but if when"))
        start--;
    return (range){start, end};
}

/* The words behind an inverted cue: "said Haass, writing on Twitter". */
static range words_behind(const reader *reader, const sentence *sentence, uint32_t cue)
{
    uint32_t limit = sentence->first_token + sentence->token_count;
    uint32_t start = cue + 1;
    uint32_t end = start;
    while (end < limit && end - start < SPEAKER_TOKENS_MAX && !word_is(reader, end, ", . ; : ( ? !") &&
           !is_mark(reader, end) && !is_day(reader, end) && !word_is(reader, end, boundaries) &&
           !(end > start && word_is(reader, end, prepositions)))
        end++;
    return (range){start, end};
}

static uint32_t name_in(const reader *reader, range range)
{
    const name_array *names = &reader->analysis->names;
    uint32_t found = UINT32_MAX;
    uint32_t low = 0;
    uint32_t high = names->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (names->items[middle].first_token < range.start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < names->count && names->items[low].first_token < range.end; low++) {
        if (found == UINT32_MAX || names->items[low].kind == NAME_PERSON)
            found = low;
        if (names->items[low].kind == NAME_PERSON)
            break;
    }
    return found;
}

/* Cuts trailing times and places: "Dmitry Peskov on Monday" -> "Dmitry Peskov". */
static range trim_speaker(const reader *reader, range range)
{
    for (uint32_t at = range.start + 1; at < range.end; at++) {
        bool preposition = word_is(reader, at, "on in at during after before");
        if (is_day(reader, at) || (preposition && at + 1 < range.end &&
                                   (is_day(reader, at + 1) ||
                                    word_is(reader, at + 1, "a an the response statement twitter")))) {
            range.end = at;
            break;
        }
    }
    while (range.start < range.end && !is_word(reader, range.start))
        range.start++;
    while (range.start < range.end && word_is(reader, range.start, "and but meanwhile however"))
        range.start++;
    return range;
}

static bool is_plural_noun(str word)
{
    return word.len > 3 && str_ends_nocase(word, STR("s")) && !str_ends_nocase(word, STR("ss")) &&
           !str_ends_nocase(word, STR("us")) && !str_ends_nocase(word, STR("'s"));
}

/* One or several, as written: by the article, then by the head noun. */
static readout_number number_of(const reader *reader, range range)
{
    if (word_is(reader, range.start, "a an one another"))
        return READOUT_NUMBER_ONE;
    if (word_is(reader, range.start,
                "two three four five six seven several some many both officials experts sources"))
        return READOUT_NUMBER_SEVERAL;
    uint32_t head = range.start;
    while (head + 1 < range.end && !word_is(reader, head + 1, "of familiar with from in who at , on for"))
        head++;
    if (is_plural_noun(word_at(reader, head)) || word_is(reader, head, "people"))
        return READOUT_NUMBER_SEVERAL;
    return word_is(reader, range.start, "the") ? READOUT_NUMBER_ONE : READOUT_NUMBER_UNKNOWN;
}

/* The last speaker before statement `before` who is a person: whom "he" and "she" mean. */
static uint32_t last_person(const reader *reader)
{
    for (uint32_t i = reader->facts->statements.count; i-- > 0;) {
        uint32_t entity = reader->facts->statements.items[i].speaker.entity;
        if (entity != UINT32_MAX && reader->analysis->entities.items[entity].kind == NAME_PERSON)
            return entity;
    }
    return UINT32_MAX;
}

/* A group named by its members' country or office is not that country: "US officials". */
static bool head_is_common_noun(const reader *reader, range range, const name *name)
{
    uint32_t behind = name->first_token + name->token_count;
    return name->kind != NAME_PERSON && behind < range.end && is_word(reader, behind) &&
           !word_is(reader, behind, prepositions) && !word_is(reader, behind, "of");
}

static speaker make_speaker(const reader *reader, range range)
{
    speaker speaker = {.entity = UINT32_MAX};
    range = trim_speaker(reader, range);
    if (range.start >= range.end || range.end - range.start >= SPEAKER_TOKENS_MAX)
        return speaker;
    speaker.span = span_of(reader, range);
    if (range.end - range.start == 1 && word_is(reader, range.start, "he she")) {
        speaker.entity = last_person(reader);
        speaker.named = speaker.entity != UINT32_MAX;
        speaker.number = READOUT_NUMBER_ONE;
        return speaker;
    }
    uint32_t found = name_in(reader, range);
    if (found != UINT32_MAX &&
        !head_is_common_noun(reader, range, &reader->analysis->names.items[found])) {
        const name *name = &reader->analysis->names.items[found];
        speaker.entity = name->entity;
        speaker.named = true;
        speaker.number = name->kind == NAME_PERSON ? READOUT_NUMBER_ONE : READOUT_NUMBER_UNKNOWN;
    } else {
        speaker.number = number_of(reader, range);
    }
    return speaker;
}

/* ---- Cues ----------------------------------------------------------------------------- */

static bool starts_clause(const reader *reader, uint32_t at)
{
    return word_is(reader, at, "that : , whether if how") || is_mark(reader, at);
}

/* "adding that", "saying": carries on the sentence's statement. */
static bool is_participle(const reader *reader, uint32_t at)
{
    return str_ends_nocase(word_at(reader, at), STR("ing"));
}

static bool is_passive(const reader *reader, uint32_t at)
{
    return word_is(reader, at - 1, "was were been be being is are") ||
           (word_is(reader, at - 1, "not also reportedly") &&
            word_is(reader, at - 2, "was were been be being is are"));
}

/* Is the clause inverted or put behind what was said ("...," Zhao said / said Zhao)? */
static bool content_before(const reader *reader, const sentence *sentence, range speaker,
                           uint32_t cue)
{
    uint32_t start = speaker.start < speaker.end ? speaker.start : cue;
    if (start <= sentence->first_token || is_participle(reader, cue))
        return false;
    bool mark = is_mark(reader, start - 1);
    bool comma = word_is(reader, start - 1, ",");
    if (!mark && !comma)
        return false;
    uint32_t next = cue + 1;
    if (speaker.start >= speaker.end)
        return true;
    bool ends = next >= sentence->first_token + sentence->token_count ||
                word_is(reader, next, ".") ||
                (word_is(reader, next, ",") && !is_mark(reader, next + 1));
    return mark || (ends && start - sentence->first_token >= CLAUSE_TOKENS_MIN);
}

/* Does the cue at `at` mark a statement here? "planned to warn" and "is said to" do not. */
static bool is_statement_cue(const reader *reader, const sentence *sentence, uint32_t at,
                             const cue *cue)
{
    if (reader->quoted[at] || (word_is(reader, at + 1, "to") && cue->class_ == READOUT_CUE_SAY))
        return false;
    if (at > sentence->first_token &&
        (word_is(reader, at - 1, "to the a an his her their this its") ||
         (at > sentence->first_token + 1 && is_passive(reader, at))))
        return false;
    if (is_participle(reader, at) && cue->class_ != READOUT_CUE_DECLINE &&
        !word_is(reader, at - 1, ", and statement") && !is_mark(reader, at - 1))
        return false;
    if (cue->use != CUE_CLAUSE || starts_clause(reader, at + 1))
        return true;
    uint32_t limit = sentence->first_token + sentence->token_count;
    for (uint32_t i = at + 1; i < limit && i < at + 6; i++)
        if (word_is(reader, i, "that"))
            return true;
    return content_before(reader, sentence, words_before(reader, sentence, at), at);
}

static readout_polarity polarity_of(const reader *reader, uint32_t at, const cue *cue)
{
    bool negated = at > 0 && word_is(reader, at - 1, "not n't n’t never");
    switch (cue->class_) {
    case READOUT_CUE_DENY:
        return READOUT_DENY;
    case READOUT_CUE_WARN:
        return READOUT_WARN;
    case READOUT_CUE_DECLINE:
        return READOUT_NO_COMMENT;
    case READOUT_CUE_ASK:
        return word_is(reader, at + 1, "if whether what why how when") ? READOUT_QUESTION
                                                                       : READOUT_REQUEST;
    default:
        return negated ? READOUT_NO_COMMENT : READOUT_ASSERT;
    }
}

/* "called for", "called on": a request, not a description. */
static readout_polarity polarity_with_particle(const reader *reader, uint32_t at, const cue *cue)
{
    if (word_is(reader, at, "called calling") && word_is(reader, at + 1, "for on all upon"))
        return READOUT_REQUEST;
    return polarity_of(reader, at, cue);
}

/* ---- Content -------------------------------------------------------------------------- */

/* Quotations that touch the sentence or end just before it. */
static uint32_t quotes_near(const reader *reader, const sentence *sentence,
                            uint32_t quotes[QUOTES_MAX])
{
    uint32_t count = 0;
    for (uint32_t i = quote_after(reader->facts, sentence->start);
         i < reader->facts->quotes.count && count < QUOTES_MAX; i++) {
        const quote *quote = &reader->facts->quotes.items[i];
        if (quote->start >= sentence->end)
            break;
        if (quote->statement == UINT32_MAX)
            quotes[count++] = i;
    }
    return count;
}

static void add_span(const reader *reader, statement *statement, uint32_t start, uint32_t end)
{
    if (end > start) {
        text_span *span = array_push(reader->keep, &statement->content);
        span->start = start;
        span->end = end;
    }
}

/* Where the content behind the cue begins: past the addressee, a day and "that". */
static uint32_t content_start(const reader *reader, const sentence *sentence, uint32_t cue,
                              statement *statement, bool addressee)
{
    uint32_t limit = sentence->first_token + sentence->token_count;
    uint32_t at = cue + 1;
    if (addressee) {
        uint32_t end = at;
        while (end < limit && end < at + 12 && !starts_clause(reader, end) && !is_day(reader, end) &&
               !word_is(reader, end, "on in the") + (end == at))
            end++;
        statement->addressee = span_of(reader, (range){at, end});
        at = end;
    }
    while (at < limit && at < cue + 16) {
        if (word_is(reader, at, "on") && is_day(reader, at + 1))
            at += 2;
        else if (is_day(reader, at) || word_is(reader, at, ", : that"))
            at++;
        else
            break;
    }
    return at;
}

static uint32_t before_stop(const reader *reader, uint32_t first, uint32_t limit)
{
    while (limit > first && !is_word(reader, limit - 1) && !is_mark(reader, limit - 1))
        limit--;
    return limit;
}

static uint32_t number_of_statement(const reader *reader, const statement *statement)
{
    return (uint32_t)(statement - reader->facts->statements.items);
}

static void take_quotes(const reader *reader, statement *statement, const uint32_t *quotes,
                        uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        quote *quote = &reader->facts->quotes.items[quotes[i]];
        quote->statement = number_of_statement(reader, statement);
        add_span(reader, statement, quote->inside.start, quote->inside.end);
    }
}

/* A statement that is nothing but quotation is direct; with words around it, mixed. */
static bool quotes_fill(const reader *reader, const uint32_t *quotes, uint32_t count,
                        text_span words)
{
    uint32_t inside = 0;
    for (uint32_t i = 0; i < count; i++) {
        const quote *quote = &reader->facts->quotes.items[quotes[i]];
        uint32_t start = quote->start > words.start ? quote->start : words.start;
        uint32_t end = quote->end < words.end ? quote->end : words.end;
        inside += end > start ? end - start : 0;
    }
    return inside + 12 >= words.end - words.start;
}

static void fill_content(const reader *reader, const sentence *sentence, statement *statement,
                         range words)
{
    uint32_t quotes[QUOTES_MAX];
    uint32_t count = quotes_near(reader, sentence, quotes);
    text_span text = span_of(reader, words);
    if (count > 0 && quotes_fill(reader, quotes, count, text)) {
        statement->mode = READOUT_DIRECT;
        take_quotes(reader, statement, quotes, count);
        return;
    }
    statement->mode = count > 0 ? READOUT_MIXED : READOUT_INDIRECT;
    for (uint32_t i = 0; i < count; i++)
        reader->facts->quotes.items[quotes[i]].statement = number_of_statement(reader, statement);
    add_span(reader, statement, text.start, text.end);
}

/* ---- Sentences ------------------------------------------------------------------------ */

static statement *add_statement(reader *reader, uint32_t sentence, range cue, str lemma,
                                readout_cue_class class_)
{
    statement *statement = array_push(reader->keep, &reader->facts->statements);
    statement->sentence = sentence;
    statement->speaker.entity = UINT32_MAX;
    statement->cue = span_of(reader, cue);
    statement->lemma = lemma;
    statement->cue_class = class_;
    statement->within = statement->when = UINT32_MAX;
    return statement;
}

/* "..., according to X": the rest of the sentence is content. */
static bool read_according(reader *reader, uint32_t number, uint32_t at)
{
    const sentence *sentence = &reader->analysis->sentences.items[number];
    if (!word_is(reader, at, "according") || reader->quoted[at])
        return false;
    bool to = word_is(reader, at + 1, "to");
    range source = words_behind(reader, sentence, at + (to ? 1 : 0));
    if (source.start >= source.end)
        return false;
    statement *statement = add_statement(reader, number, (range){at, at + (to ? 2 : 1)},
                                         STR("according to"), READOUT_CUE_SAY);
    statement->speaker = make_speaker(reader, source);
    uint32_t first = sentence->first_token;
    uint32_t limit = before_stop(reader, first, first + sentence->token_count);
    range words = at > first + 2 ? (range){first, before_stop(reader, first, at)}
                                 : (range){source.end, limit};
    while (words.start < words.end && word_is(reader, words.start, ","))
        words.start++;
    fill_content(reader, sentence, statement, words);
    return true;
}

/* The statement before this one, if it stands in the same sentence. */
static const statement *statement_before(const reader *reader, uint32_t sentence)
{
    uint32_t count = reader->facts->statements.count;
    const statement *last = count > 0 ? &reader->facts->statements.items[count - 1] : NULL;
    return last != NULL && last->sentence == sentence ? last : NULL;
}

static void read_cue(reader *reader, uint32_t number, uint32_t at, const cue *cue)
{
    const sentence *sentence = &reader->analysis->sentences.items[number];
    uint32_t first = sentence->first_token;
    uint32_t limit = before_stop(reader, first, first + sentence->token_count);
    bool participle = is_participle(reader, at);
    const statement *previous = statement_before(reader, number);
    speaker speaker = previous != NULL ? previous->speaker : (struct speaker){.entity = UINT32_MAX};
    range source = {at, at};
    if (!participle)
        source = words_before(reader, sentence, at);
    bool before = content_before(reader, sentence, source, at);
    if (source.start >= source.end && before)
        source = words_behind(reader, sentence, at);
    /* "X did not mention ..., but noted that": nobody is named again */
    if (source.start < source.end)
        speaker = make_speaker(reader, source);
    statement *statement =
        add_statement(reader, number, (range){at, at + 1}, str_of(cue->lemma), cue->class_);
    statement->speaker = speaker;
    statement->polarity = polarity_with_particle(reader, at, cue);
    range words;
    if (before)
        words = (range){first, before_stop(reader, first, source.start < at ? source.start : at)};
    else
        words = (range){content_start(reader, sentence, at, statement, cue->use == CUE_ADDRESSEE),
                        limit};
    fill_content(reader, sentence, statement, words);
}

static void read_sentence(reader *reader, uint32_t number)
{
    const sentence *sentence = &reader->analysis->sentences.items[number];
    if (reader->report->blocks.items[sentence->block].kind != BLOCK_PROSE)
        return;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        uint32_t at = sentence->first_token + i;
        if (read_according(reader, number, at))
            continue;
        const cue *cue = reader->cue_at[at];
        if (cue != NULL && is_statement_cue(reader, sentence, at, cue))
            read_cue(reader, number, at, cue);
    }
}

/* ---- Quotations that no cue took ------------------------------------------------------- */

/* A quotation alone goes on with the speaker of the statement before it in its paragraph, or
 * of the quotation that it continues. `from` is the last statement known to stand before it. */
static void read_loose_quote(reader *reader, uint32_t number, uint32_t cued, uint32_t *from)
{
    const quote *quote = &reader->facts->quotes.items[number];
    uint32_t sentence = analysis_sentence_at(reader->analysis, quote->inside.start);
    if (quote->statement != UINT32_MAX || !quote->speech || quote->words < ALONE_WORDS_MIN ||
        sentence == UINT32_MAX)
        return;
    const struct sentence *sentences = reader->analysis->sentences.items;
    uint32_t block = sentences[sentence].block;
    if (reader->report->blocks.items[block].kind != BLOCK_PROSE)
        return;
    const statement *all = reader->facts->statements.items;
    while (*from + 1 < cued && all[*from + 1].sentence <= sentence)
        ++*from;
    speaker speaker = {.entity = UINT32_MAX};
    if (*from < cued && all[*from].sentence <= sentence) {
        uint32_t where = sentences[all[*from].sentence].block;
        if (where == block || (quote->continues && where + 1 == block))
            speaker = all[*from].speaker;
    }
    statement *statement =
        add_statement(reader, sentence, (range){0, 0}, STR(""), READOUT_CUE_SAY);
    statement->speaker = speaker;
    statement->mode = READOUT_DIRECT;
    take_quotes(reader, statement, &number, 1);
}

static void mark_tokens(reader *reader, arena *scratch)
{
    map index = cue_index(scratch);
    const token_array *tokens = &reader->analysis->tokens;
    uint32_t quote = 0;
    const quote_array *quotes = &reader->facts->quotes;
    for (uint32_t at = 0; at < tokens->count; at++) {
        const token *token = &tokens->items[at];
        while (quote < quotes->count && quotes->items[quote].end <= token->start)
            quote++;
        reader->quoted[at] = quote < quotes->count && quotes->items[quote].inside.start <= token->start &&
                             token->end <= quotes->items[quote].inside.end;
        if (token->is_word && !reader->quoted[at])
            reader->cue_at[at] = cue_find(&index, token_text(reader->report, token));
    }
}

typedef struct ranked {
    statement statement;
    uint32_t was; /* its number before sorting */
} ranked;

static int compare_ranked(const void *x, const void *y)
{
    const ranked *left = x;
    const ranked *right = y;
    if (left->statement.sentence != right->statement.sentence)
        return left->statement.sentence < right->statement.sentence ? -1 : 1;
    return left->was < right->was ? -1 : left->was > right->was;
}

/* In the order of the text: loose quotations were added at the end. */
static void sort_statements(arena *scratch, facts *facts)
{
    uint32_t count = facts->statements.count;
    ranked *all = arena_array(scratch, ranked, count);
    uint32_t *now = arena_array(scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        all[i] = (ranked){facts->statements.items[i], i};
    if (count > 0)
        qsort(all, count, sizeof *all, compare_ranked);
    for (uint32_t i = 0; i < count; i++) {
        facts->statements.items[i] = all[i].statement;
        now[all[i].was] = i;
    }
    for (uint32_t i = 0; i < facts->quotes.count; i++)
        if (facts->quotes.items[i].statement != UINT32_MAX)
            facts->quotes.items[i].statement = now[facts->quotes.items[i].statement];
}

void statements_run(arena *keep, arena *scratch, const report *report, const analysis *analysis,
                    facts *facts)
{
    arena_mark mark = arena_save(scratch);
    reader reader = {keep,
                     report,
                     analysis,
                     facts,
                     arena_array(scratch, bool, analysis->tokens.count + 1),
                     arena_array(scratch, const cue *, analysis->tokens.count + 1)};
    mark_tokens(&reader, scratch);
    for (uint32_t i = 0; i < analysis->sentences.count; i++)
        read_sentence(&reader, i);
    const uint32_t cued = facts->statements.count;
    for (uint32_t i = 0, from = 0; i < facts->quotes.count; i++)
        read_loose_quote(&reader, i, cued, &from);
    sort_statements(scratch, facts);
    arena_restore(scratch, mark);
}
