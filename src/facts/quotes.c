/* quotes.c - words inside quotation marks.
 *
 * Input: the clean text and its blocks (paragraphs). Output: facts.quotes, in order.
 *
 * Marks are paired by a small machine that walks each block. What a mark does is told by
 * what stands beside it, not by its shape alone, because translators and content systems
 * leave reversed, doubled and missing marks:
 *
 *      he said: "The       space before, letter behind      opens
 *      of it," she         letter or stop before, no letter closes
 *      keep it open, “Haas a quotation is open and a stop stands before: closes (reversed)
 *      offered. ” Revised  space on both sides: closes if open, else its opening is missing
 *
 * A block that ends with an open quotation and is followed by one that begins with a mark
 * continues it (the printers' rule for speech over several paragraphs). */
#include "base/utf8.h"
#include "facts/facts.h"

enum {
    INSIDE_MAX = 20000, /* bytes of one quotation; then its mark is taken as stray */
    NAMED_WORDS_MAX = 6 /* a longer one is speech whatever stands before it */
};

typedef struct walker {
    arena *arena;
    const report *report;
    const analysis *analysis;
    facts *facts;
    bool open;
    bool single;       /* opened by ‘ or ' */
    bool carry;        /* the block before ended inside a quotation */
    uint32_t opened;   /* start of the opening mark */
    uint32_t inside;   /* behind it */
    uint32_t searched; /* before this a mark that nothing opened found no words */
} walker;

typedef enum role { ROLE_NONE, ROLE_OPENS, ROLE_CLOSES } role;

/* The low mark of „A ‚nested‘ word“ is one, too. */
static bool is_single(uint32_t c)
{
    return utf8_is_quote(c) && (!utf8_is_double_quote(c) || c == 0x201a);
}

static bool is_stop(uint32_t c)
{
    return c == ',' || c == '.' || c == '!' || c == '?' || c == ';' || c == 0x2026;
}

static bool is_opening_bracket(uint32_t c)
{
    return c == '(' || c == '[' || c == '{' || c == 0x2014 || c == 0x2013 || c == '-' || c == '/';
}

static uint32_t char_before(str text, size_t at, size_t limit)
{
    return at > limit ? utf8_previous(text, &at) : ' ';
}

/* The last character before `at` that is no white space. */
static uint32_t solid_before(str text, size_t at, size_t limit)
{
    while (at > limit) {
        uint32_t c = utf8_previous(text, &at);
        if (!utf8_is_space(c))
            return c;
    }
    return ' ';
}

/* What a double mark at [at, behind) does. */
static role double_role(const walker *walker, const block *block, size_t at, size_t behind)
{
    str text = str_slice(walker->report->text, 0, block->end);
    uint32_t before = char_before(text, at, block->start);
    uint32_t after = behind < block->end ? utf8_peek(text, behind) : ' ';
    bool gap_before = utf8_is_space(before) || is_opening_bracket(before) || is_single(before);
    bool gap_after = utf8_is_space(after) || behind >= block->end;
    if (walker->open && !walker->single) {
        if (!gap_before || gap_after)
            return ROLE_CLOSES;
        return is_stop(solid_before(text, at, block->start)) ? ROLE_CLOSES : ROLE_OPENS;
    }
    if (utf8_is_digit(before) && utf8_peek(text, at) == '"')
        return ROLE_NONE; /* inches */
    if (gap_after || (!gap_before && !utf8_is_letter(after)))
        return ROLE_CLOSES;
    return ROLE_OPENS;
}

/* Single marks are apostrophes most of the time: they open only behind a gap and before a
 * letter, and close only what they opened. */
static role single_role(const walker *walker, const block *block, size_t at, size_t behind)
{
    str text = str_slice(walker->report->text, 0, block->end);
    uint32_t before = char_before(text, at, block->start);
    uint32_t after = behind < block->end ? utf8_peek(text, behind) : ' ';
    bool gap_before = utf8_is_space(before) || is_opening_bracket(before);
    if (walker->open && walker->single) {
        bool ends = !gap_before && !utf8_is_letter(after) && !utf8_is_digit(after);
        return ends && (before != 's' || is_stop(after) || behind >= block->end) ? ROLE_CLOSES
                                                                                 : ROLE_NONE;
    }
    if (walker->open || !gap_before)
        return ROLE_NONE;
    return utf8_is_letter(after) ? ROLE_OPENS : ROLE_NONE;
}

/* Is there a mark further on in the block that would close a single quotation? */
static bool single_closes(const walker *outer, const block *block, size_t from)
{
    walker probe = *outer;
    probe.open = probe.single = true;
    str text = str_slice(outer->report->text, 0, block->end);
    for (size_t at = from; at < block->end && at < from + 600;) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        if (is_single(c) && single_role(&probe, block, start, at) == ROLE_CLOSES)
            return true;
        if (utf8_is_double_quote(c))
            return false;
    }
    return false;
}

static uint32_t count_words(str text)
{
    uint32_t words = 0;
    bool inside = false;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        bool word = utf8_is_letter(c) || utf8_is_digit(c) || (inside && (c == '\'' || c == 0x2019));
        words += word && !inside;
        inside = word;
    }
    return words;
}

static text_span trim(str text, uint32_t start, uint32_t end)
{
    while (start < end) {
        size_t next = start;
        if (!utf8_is_space(utf8_next(text, &next)))
            break;
        start = (uint32_t)next;
    }
    while (end > start) {
        size_t before = end;
        if (!utf8_is_space(utf8_previous(text, &before)))
            break;
        end = (uint32_t)before;
    }
    return (text_span){start, end};
}

/* Words that titles write small. */
static bool is_small_word(str word)
{
    static const char *const small[] = {"a",    "an",  "the", "of", "in",  "on", "at",
                                        "to",   "for", "and", "or", "but", "by", "from",
                                        "with", "as",  "is",  "'s", "’s"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (str_equal(word, str_of(small[i])))
            return true;
    return false;
}

/* Titles of works and nicknames are short and capitalised throughout; speech is not. */
static bool looks_like_title(const walker *walker, text_span inside)
{
    const analysis *analysis = walker->analysis;
    uint32_t lower = 0;
    uint32_t upper = 0;
    uint32_t at = analysis_token_at(analysis, inside.start);
    for (; at < analysis->tokens.count && analysis->tokens.items[at].start < inside.end; at++) {
        const token *token = &analysis->tokens.items[at];
        if (!token->is_word)
            continue;
        if (token->starts_upper)
            upper++;
        else if (!is_small_word(token_text(walker->report, token)))
            lower++;
    }
    return upper > 0 && lower == 0;
}

/* Words before a quotation that announce a name or a word as such, not speech. */
static const char *const naming_words[] = {
    "so-called", "called", "titled", "entitled", "nicknamed", "dubbed",  "headlined", "named",
    "known",     "word",   "term",   "phrase",   "song",      "film",    "movie",     "book",
    "novel",     "album",  "show",   "series",   "program",   "episode", "play"};

static bool is_naming_word(str word)
{
    for (size_t i = 0; i < sizeof naming_words / sizeof *naming_words; i++)
        if (str_equal_nocase(word, str_of(naming_words[i])))
            return true;
    return false;
}

/* Short words behind "so-called", "known as", "the song": not somebody's speech. "Called" is a
 * cue ("called it a hoax") unless the quotation is capitalised or it stands in "so-called". */
static bool is_named_so(const walker *walker, text_span inside, uint32_t words)
{
    const analysis *analysis = walker->analysis;
    uint32_t at = analysis_token_at(analysis, walker->opened);
    if (words > NAMED_WORDS_MAX || at == 0 || at >= analysis->tokens.count)
        return false;
    const uint32_t sentence = analysis_sentence_at(analysis, inside.start);
    if (sentence == UINT32_MAX || analysis->sentences.items[sentence].first_token >= at)
        return false;
    str before = token_text(walker->report, &analysis->tokens.items[at - 1]);
    if (str_equal_nocase(before, STR("as")) && at > 1)
        before = token_text(walker->report, &analysis->tokens.items[at - 2]);
    const bool capital =
        at + 1 < analysis->tokens.count && analysis->tokens.items[at + 1].starts_upper;
    if (str_equal_nocase(before, STR("called")) && !capital)
        return at > 2 &&
               str_equal_nocase(token_text(walker->report, &analysis->tokens.items[at - 3]),
                                STR("so"));
    return is_naming_word(before);
}

static void add_quote(walker *walker, uint32_t end, uint32_t inside_end, bool open_missing,
                      bool close_missing)
{
    str text = walker->report->text;
    text_span inside = trim(text, walker->inside, inside_end);
    uint32_t words = count_words(str_slice(text, inside.start, inside.end));
    if (words == 0)
        return;
    quote *quote = array_push(walker->arena, &walker->facts->quotes);
    quote->start = walker->opened;
    quote->end = end;
    quote->inside = inside;
    quote->open_missing = open_missing;
    quote->close_missing = close_missing;
    quote->continues = walker->carry;
    quote->words = words;
    quote->statement = UINT32_MAX;
    quote->speech =
        walker->carry || !(looks_like_title(walker, inside) || is_named_so(walker, inside, words));
    walker->carry = false;
}

static void open_quote(walker *walker, size_t at, size_t behind, bool single)
{
    walker->open = true;
    walker->single = single;
    walker->opened = (uint32_t)at;
    walker->inside = (uint32_t)behind;
}

/* A closing mark with nothing open: the words before it in its sentence were quoted. */
static void close_unopened(walker *walker, const block *block, size_t at, size_t behind)
{
    uint32_t found = analysis_sentence_at(walker->analysis, at > 0 ? (uint32_t)at - 1 : 0);
    uint32_t start = block->start;
    if (found != UINT32_MAX && walker->analysis->sentences.items[found].start >= block->start)
        start = walker->analysis->sentences.items[found].start;
    uint32_t quotes = walker->facts->quotes.count;
    if (quotes > 0 && walker->facts->quotes.items[quotes - 1].end > start)
        start = walker->facts->quotes.items[quotes - 1].end;
    if (start < walker->searched)
        start = walker->searched;
    walker->searched = (uint32_t)behind;
    walker->opened = walker->inside = start;
    add_quote(walker, (uint32_t)behind, (uint32_t)at, true, false);
}

static bool closes_oddly(const walker *walker, const block *block, uint32_t c, size_t at)
{
    bool opening_shape = c == 0x201c && utf8_peek(walker->report->text, walker->opened) == c;
    return opening_shape || utf8_is_space(char_before(walker->report->text, at, block->start));
}

static void take_mark(walker *walker, const block *block, uint32_t c, size_t at, size_t behind)
{
    bool single = is_single(c);
    role role =
        single ? single_role(walker, block, at, behind) : double_role(walker, block, at, behind);
    if (role == ROLE_OPENS && single && !single_closes(walker, block, behind))
        return;
    if (role == ROLE_OPENS) {
        if (walker->open)
            add_quote(walker, (uint32_t)at, (uint32_t)at, false, true);
        open_quote(walker, at, behind, single);
    } else if (role == ROLE_CLOSES && walker->open) {
        uint32_t before = walker->facts->quotes.count;
        add_quote(walker, (uint32_t)behind, (uint32_t)at, false, false);
        if (walker->facts->quotes.count > before)
            walker->facts->quotes.items[before].odd_close = closes_oddly(walker, block, c, at);
        walker->open = false;
    } else if (role == ROLE_CLOSES) {
        close_unopened(walker, block, at, behind);
    }
}

static bool is_half(uint32_t c)
{
    return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019;
}

static bool begins_with_mark(const report *report, const block *block)
{
    return block->start < block->end && utf8_is_double_quote(utf8_peek(report->text, block->start));
}

static void walk_block(walker *walker, const block *block, const struct block *next)
{
    str text = str_slice(walker->report->text, 0, block->end);
    for (size_t at = block->start; at < block->end;) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        if (is_half(c) && at < block->end && utf8_peek(text, at) == c) {
            utf8_next(text, &at); /* ''doubled'', as typewriters and some archives have it */
            c = '"';
        }
        if (utf8_is_quote(c))
            take_mark(walker, block, c, start, at);
        if (walker->open && at - walker->opened > INSIDE_MAX)
            walker->open = false;
    }
    bool goes_on = walker->open && next != NULL && begins_with_mark(walker->report, next);
    if (walker->open)
        add_quote(walker, block->end, block->end, false, !goes_on);
    walker->carry = goes_on;
    walker->open = false;
}

uint32_t quote_after(const facts *facts, uint32_t at)
{
    uint32_t low = 0;
    uint32_t high = facts->quotes.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (facts->quotes.items[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void quotes_run(arena *arena, const report *report, const analysis *analysis, facts *facts)
{
    walker walker = {.arena = arena, .report = report, .analysis = analysis, .facts = facts};
    for (uint32_t i = 0; i < report->blocks.count; i++) {
        const block *block = &report->blocks.items[i];
        walk_block(&walker, block, i + 1 < report->blocks.count ? block + 1 : NULL);
    }
}
