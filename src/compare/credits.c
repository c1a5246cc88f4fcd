/* credits.c - see credits.h. Looks for tags in brackets, and for a few fixed phrases with the
 * capitalised words beside them. */
#include "compare/credits.h"

#include "base/utf8.h"

enum { DATELINE_BYTES = 120, NAME_WORDS = 5, NAME_BYTES_MIN = 3 };

/* News agencies and the tags of their datelines, from their own style guides and sites. */
const agency agencies[] = {
    {"AP", "Associated Press"},
    {"Reuters", "Reuters"},
    {"REUTERS", "Reuters"},
    {"Thomson Reuters Foundation", "Reuters"},
    {"AFP", "Agence France-Presse"},
    {"UPI", "United Press International"},
    {"dpa", "Deutsche Presse-Agentur"},
    {"DPA", "Deutsche Presse-Agentur"},
    {"EFE", "EFE"},
    {"ANSA", "ANSA"},
    {"PTI", "Press Trust of India"},
    {"ANI", "Asian News International"},
    {"IANS", "Indo-Asian News Service"},
    {"AAP", "Australian Associated Press"},
    {"PA", "PA Media"},
    {"CP", "Canadian Press"},
    {"Xinhua", "Xinhua"},
    {"TASS", "TASS"},
    {"Interfax", "Interfax"},
    {"Kyodo", "Kyodo News"},
    {"Yonhap", "Yonhap"},
    {"Bloomberg", "Bloomberg"},
    {"KUNA", "Kuwait News Agency"},
    {"WAM", "Emirates News Agency"},
    {"Bernama", "Bernama"},
    {"Antara", "Antara"},
    {NULL, NULL},
};

/* A phrase is looked for where its anchor stands: texts are searched for few words. */
static const str anchors[] = {STR_INIT("contributed"), STR_INIT("first reported"),
                              STR_INIT("g to a report")};

/* Phrases that a name follows or precedes. */
static const struct phrase {
    str words;
    bool name_before;
    readout_credit_kind kind;
} phrases[] = {
    {STR_INIT("first reported by "), false, READOUT_CREDIT_REPORTED},
    {STR_INIT("according to a report by "), false, READOUT_CREDIT_REPORTED},
    {STR_INIT("according to a report in "), false, READOUT_CREDIT_REPORTED},
    {STR_INIT(" first reported"), true, READOUT_CREDIT_REPORTED},
    {STR_INIT(" contributed to this report"), true, READOUT_CREDIT_CONTRIBUTED},
    {STR_INIT(" contributed reporting"), true, READOUT_CREDIT_CONTRIBUTED},
    {STR_INIT(" contributed to this story"), true, READOUT_CREDIT_CONTRIBUTED},
    {STR_INIT(" contributed to this article"), true, READOUT_CREDIT_CONTRIBUTED},
};

static void add(arena *keep, source_credit_array *credits, readout_credit_kind kind, str name,
                text_span span)
{
    for (uint32_t i = 0; i < credits->count; i++)
        if (credits->items[i].kind == kind && str_equal_nocase(credits->items[i].name, name))
            return;
    *array_push(keep, credits) = (source_credit){kind, name, span};
}

/* "(TAG)" or "(TAG/Other)", near the start of a block: the dateline of the report or of a part. */
static void find_tags(arena *keep, const report *report, const block *block,
                      source_credit_array *credits)
{
    str text = str_slice(report->text, block->start, block->end);
    for (size_t at = str_find_byte(text, '(', 0); at != SIZE_MAX && at < DATELINE_BYTES;
         at = str_find_byte(text, '(', at + 1)) {
        str inside = str_slice(text, at + 1, text.len);
        for (const agency *agency = agencies; agency->tag != NULL; agency++) {
            str tag = str_of(agency->tag);
            char after = str_starts(inside, tag) && inside.len > tag.len ? inside.data[tag.len] : 0;
            if (after == ')' || after == '/')
                add(keep, credits, READOUT_CREDIT_DATELINE, str_of(agency->name),
                    (text_span){block->start + (uint32_t)at + 1,
                                block->start + (uint32_t)(at + 1 + tag.len)});
        }
    }
}

static bool names(const token *token)
{
    return token->is_word && (token->starts_upper || token->lists != 0);
}

/* The capitalised words that end before, or start at, clean byte `at`. */
static text_span name_beside(const reading *reading, uint32_t at, bool before)
{
    const token_array *tokens = &reading->analysis->tokens;
    uint32_t first = analysis_token_at(reading->analysis, at);
    uint32_t last = first;
    if (before) {
        while (first > 0 && last - first < NAME_WORDS && names(&tokens->items[first - 1]))
            first--;
    } else {
        while (last < tokens->count && last - first < NAME_WORDS && names(&tokens->items[last]))
            last++;
    }
    while (first < last && !tokens->items[first].starts_upper)
        first++;
    while (first < last && !tokens->items[last - 1].starts_upper)
        last--;
    if (first == last)
        return (text_span){0, 0};
    return (text_span){tokens->items[first].start, tokens->items[last - 1].end};
}

/* The phrases that hold the anchor at `at`. */
static void find_at(arena *keep, const reading *reading, str anchor, size_t at,
                    source_credit_array *credits)
{
    str text = reading->report->text;
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        const struct phrase *phrase = &phrases[i];
        size_t within = str_find(phrase->words, anchor, 0);
        if (within == SIZE_MAX || within > at ||
            !str_starts(str_slice(text, at - within, text.len), phrase->words))
            continue;
        size_t start = at - within;
        size_t beside = phrase->name_before ? start : start + phrase->words.len;
        text_span span = name_beside(reading, (uint32_t)beside, phrase->name_before);
        str name = str_slice(text, span.start, span.end);
        if (name.len >= NAME_BYTES_MIN)
            add(keep, credits, phrase->kind, name, span);
    }
}

static void find_phrases(arena *keep, const reading *reading, source_credit_array *credits)
{
    str text = reading->report->text;
    for (size_t i = 0; i < sizeof anchors / sizeof anchors[0]; i++)
        for (size_t at = str_find(text, anchors[i], 0); at != SIZE_MAX;
             at = str_find(text, anchors[i], at + anchors[i].len))
            find_at(keep, reading, anchors[i], at, credits);
}

static int compare_credits(const source_credit *left, const source_credit *right)
{
    return left->span.start < right->span.start ? -1 : left->span.start > right->span.start;
}

/* There are few: insertion keeps equal ones in place. */
static void sort_credits(source_credit_array *credits)
{
    for (uint32_t i = 1; i < credits->count; i++)
        for (uint32_t k = i;
             k > 0 && compare_credits(&credits->items[k], &credits->items[k - 1]) < 0; k--) {
            source_credit moved = credits->items[k];
            credits->items[k] = credits->items[k - 1];
            credits->items[k - 1] = moved;
        }
}

void credits_find(arena *keep, const reading *reading, source_credit_array *credits)
{
    const block_array *blocks = &reading->report->blocks;
    for (uint32_t i = 0; i < blocks->count; i++)
        if (block_kind_kept(blocks->items[i].kind))
            find_tags(keep, reading->report, &blocks->items[i], credits);
    find_phrases(keep, reading, credits);
    sort_credits(credits);
}

const source_credit *credits_first(const source_credit_array *credits, readout_credit_kind kind)
{
    for (uint32_t i = 0; i < credits->count; i++)
        if (credits->items[i].kind == kind)
            return &credits->items[i];
    return NULL;
}

bool credits_outlet(str credited, str outlet)
{
    if (outlet.len < NAME_BYTES_MIN || credited.len < NAME_BYTES_MIN)
        return false;
    return str_find_nocase(credited, outlet, 0) != SIZE_MAX ||
           str_find_nocase(outlet, credited, 0) != SIZE_MAX;
}
