/* claim_texts.c - which words of the pile tell a claim best.
 *
 * Never words that were made up: of all places that carry it one with names, whole, not long, whose
 * "he" or "we" is told, from a sentence that ends as one; originals before copies. */
#include "base/utf8.h"
#include "compare/claims.h"

enum {
    LENGTH_LEAST = 30, /* bytes of a text that says something by itself */
    LENGTH_GOOD = 160
};

/* What is shown of a place: its clause, with what it needs to be read alone. Where reports tell it
 * beside different things, only what they share. */
static text_span told_by(const claiming *claiming, const member *member, bool alone)
{
    if (member->proposition == READOUT_NONE)
        return member->span;
    const proposition *it = proposition_at(claiming, member->proposition);
    return alone || it->lead == TOKEN_NONE ? it->told : it->span;
}

static str words_of(const claiming *claiming, const member *member)
{
    return str_slice(claiming->pile->readings[member->report].report->text, member->span.start,
                     member->span.end);
}

/* Is it told by one report and copies of it, or quoted alike by all? */
static bool is_told_alike(const claiming *claiming, const cluster *cluster)
{
    const member *first = &cluster->members.items[0];
    for (uint32_t i = 1; i < cluster->members.count; i++) {
        const member *other = &cluster->members.items[i];
        if (other->counted != READOUT_COUNTED_COPY &&
            claiming->family[other->report] != claiming->family[first->report] &&
            !str_equal_nocase(words_of(claiming, first), words_of(claiming, other)))
            return false;
    }
    return true;
}

/* Brackets and quotation marks that have no partner in the words. */
static int unpaired(str text)
{
    int depth = 0;
    int worst = 0;
    uint32_t straight = 0;
    for (size_t at = 0; at < text.len; at++) {
        const unsigned char c = (unsigned char)text.data[at];
        const unsigned char last = at + 2 < text.len ? (unsigned char)text.data[at + 2] : 0;
        const bool curly =
            c == 0xe2 && at + 2 < text.len && (unsigned char)text.data[at + 1] == 0x80;
        depth += c == '(' || c == '[' || (curly && last == 0x9c);
        depth -= c == ')' || c == ']' || (curly && last == 0x9d);
        straight += c == '"';
        worst = depth < worst ? depth : worst;
    }
    return depth - 2 * worst + (int)(straight % 2);
}

/* Where the character before a byte starts. */
static uint32_t before(str text, uint32_t at)
{
    while (at > 0 && ((unsigned char)text.data[--at] & 0xc0) == 0x80)
        ;
    return at;
}

/* With the closing mark that a quotation at its end lacks, or the opening one at its start. */
static pile_span with_close(const claiming *claiming, pile_span span)
{
    const str text = claiming->pile->readings[span.report].report->text;
    size_t at = span.end;
    if (unpaired(str_slice(text, span.start, span.end)) == 0)
        return span;
    const uint32_t start = before(text, span.start);
    if (unpaired(str_slice(text, start, span.end)) == 0)
        return (pile_span){span.report, start, span.end};
    if (at < text.len)
        utf8_next(text, &at);
    if (unpaired(str_slice(text, span.start, at)) == 0)
        span.end = (uint32_t)at;
    return span;
}

static int value_of_text(const claiming *claiming, const member *member, bool alone)
{
    const sentence *sentence =
        &claiming->pile->readings[member->report].analysis->sentences.items[member->sentence];
    const text_span told = told_by(claiming, member, alone);
    const uint32_t length = told.end - told.start;
    int value = member->counted == READOUT_COUNTED_COPY ? -1000 : 0;
    value -= length < LENGTH_LEAST ? 200 : 0;
    value -= length > LENGTH_GOOD ? (int)(length - LENGTH_GOOD) / 2 : 0;
    value += told.start == sentence->start ? 20 : 0;
    const pile_span whole = with_close(claiming, (pile_span){member->report, told.start, told.end});
    value -= 150 * unpaired(str_slice(claiming->pile->readings[member->report].report->text,
                                      whole.start, whole.end));
    if (member->proposition == READOUT_NONE)
        return value;
    const proposition *it = proposition_at(claiming, member->proposition);
    value += it->agent != 0 ? 40 : 0;
    value -= it->lead == TOKEN_NONE ? 0 : alone && !it->fragment ? 60 : 120;
    value -= it->unclear ? 80 : 0;
    value -= it->stopped ? 0 : 100;
    for (uint32_t i = 0; i < it->count && i < 12; i++)
        value += claiming->propositions.terms.items[it->first + i].kind != TERM_WORD ? 12 : 0;
    return value;
}

/* How much a reader gets from it: from the head of a report, with names and numbers, as a fact. */
static uint32_t clarity_of(const claiming *claiming, const member *member, bool alone, int value)
{
    enum { HEAD_OF_REPORT = 40, NAMES_COUNTED = 4, PER_NAME = 4, AS_FACT = 8 };
    if (member->proposition == READOUT_NONE)
        return CLARITY_ALONE;
    const proposition *it = proposition_at(claiming, member->proposition);
    uint32_t names = 0;
    for (uint32_t i = 0; i < it->count; i++)
        names += claiming->propositions.terms.items[it->first + i].kind != TERM_WORD;
    const bool clear = !it->nominal && !it->unclear && it->stopped && value > 0 &&
                       (it->lead == TOKEN_NONE || (alone && !it->fragment));
    return (clear ? CLARITY_ALONE : 0) +
           (member->sentence < HEAD_OF_REPORT ? HEAD_OF_REPORT - member->sentence : 0) +
           PER_NAME * (names < NAMES_COUNTED ? names : NAMES_COUNTED) +
           (it->mood == MOOD_FACT ? AS_FACT : 0);
}

void claim_tell(const claiming *claiming, const cluster *cluster, claim *claim)
{
    const member *best = &cluster->members.items[0];
    const bool alone = is_told_alike(claiming, cluster);
    int most = value_of_text(claiming, best, alone);
    for (uint32_t i = 1; i < cluster->members.count; i++) {
        const member *member = &cluster->members.items[i];
        if (member->bearing != READOUT_BEARING_SUPPORT)
            continue;
        const int value = value_of_text(claiming, member, alone);
        if (value > most) {
            most = value;
            best = member;
        }
    }
    const text_span told = told_by(claiming, best, alone);
    claim->text = with_close(claiming, (pile_span){best->report, told.start, told.end});
    claim->clause =
        with_close(claiming, (pile_span){best->report, best->span.start, best->span.end});
    claim->clarity = clarity_of(claiming, best, alone, most);
}
