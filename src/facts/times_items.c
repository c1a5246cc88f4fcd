/* times_items.c - a sentence as items: words with the classes of the lexicon, numbers put
 * together, marks.
 *
 * The words are cut here once more, smaller than tokens: "third-quarter", "5pm" and "10:35"
 * mean the same however a tokenizer splits them, and "a.m." is one item. */
#include "facts/times.h"
#include "facts/times_holiday.h"

#include <string.h>

typedef struct scanner {
    arena *arena;
    const lexicon *lexicon;
    str text;
    uint32_t at;
    uint32_t end;
    bool space;
    time_item_array *items;
} scanner;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static char byte_at(const scanner *scanner, uint32_t at)
{
    return at < scanner->end ? scanner->text.data[at] : '\0';
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* The width of a sign that is no letter: U+0080..U+00BF and U+2000..U+2FFF; or 0. */
static uint32_t symbol_width(const scanner *scanner, uint32_t at)
{
    const unsigned char lead = (unsigned char)byte_at(scanner, at);
    const uint32_t width = lead == 0xc2 ? 2u : lead == 0xe2 ? 3u : 0u;
    return width <= scanner->end - at ? width : 0;
}

/* White space of one byte, or U+00A0: its width, or 0. */
static uint32_t space_width(const scanner *scanner, uint32_t at)
{
    const char c = byte_at(scanner, at);
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
        return 1;
    return symbol_width(scanner, at) == 2 && (unsigned char)scanner->text.data[at + 1] == 0xa0 ? 2
                                                                                               : 0;
}

/* U+2010..U+201F are three bytes, e2 80 xx; the last of them, or 0. */
static unsigned char general_mark(const scanner *scanner, uint32_t at)
{
    if (scanner->end - at < 3 || (unsigned char)scanner->text.data[at] != 0xe2 ||
        (unsigned char)scanner->text.data[at + 1] != 0x80)
        return 0;
    unsigned char last = (unsigned char)scanner->text.data[at + 2];
    return last >= 0x90 && last <= 0x9f ? last : 0;
}

static time_item *add(scanner *scanner, uint32_t end)
{
    time_item *item = array_push(scanner->arena, scanner->items);
    item->start = scanner->at;
    item->end = end;
    item->space_before = scanner->space;
    scanner->at = end;
    scanner->space = false;
    return item;
}

/* ---- Words ---------------------------------------------------------------------------------- */

/* "a.m." or "p.m." at `at`: its length, or 0. */
static uint32_t meridiem(const scanner *scanner, uint32_t at)
{
    const char first = lower(byte_at(scanner, at));
    if ((first != 'a' && first != 'p') || byte_at(scanner, at + 1) != '.' ||
        lower(byte_at(scanner, at + 2)) != 'm' || is_letter(byte_at(scanner, at + 3)))
        return 0;
    return byte_at(scanner, at + 3) == '.' ? 4 : 3;
}

/* "o'clock", with either apostrophe. */
static uint32_t oclock(const scanner *scanner, uint32_t at)
{
    if (lower(byte_at(scanner, at)) != 'o')
        return 0;
    const uint32_t mark = byte_at(scanner, at + 1) == '\''        ? 1u
                          : general_mark(scanner, at + 1) == 0x99 ? 3u
                                                                  : 0;
    const uint32_t length = 1 + mark + 5;
    return mark > 0 && scanner->end - at >= length &&
                   memcmp(scanner->text.data + at + 1 + mark, "clock", 5) == 0
               ? length
               : 0;
}

/* "Q3", "H1", "FY2010": letters and digits that name a part of a year. */
static void code(time_item *item, const char *word, size_t len)
{
    if (len == 2 && (word[0] == 'q' || word[0] == 'h') && word[1] >= '1' &&
        word[1] <= (word[0] == 'q' ? '4' : '2')) {
        item->classes = TC(QN);
        item->value = word[1] - '0';
        item->unit = word[0] == 'q' ? UNIT_QUARTER : UNIT_HALF;
    }
    uint32_t year;
    if (len == 6 && word[0] == 'f' && word[1] == 'y' && str_number((str){word + 2, 4}, &year) &&
        year >= 1900 && year < 2200) {
        item->classes = TC(YEAR);
        item->value = (int32_t)year;
    }
}

static void add_word(scanner *scanner)
{
    const char *text = scanner->text.data;
    const uint32_t start = scanner->at;
    uint32_t end = start;
    char word[TIME_WORD_LENGTH];
    size_t len = 0;
    bool digits = false;
    while (end < scanner->end && (is_letter(text[end]) || is_digit(text[end])) &&
           symbol_width(scanner, end) == 0) {
        digits |= is_digit(text[end]);
        if (len < TIME_WORD_LENGTH)
            word[len] = lower(text[end]);
        len++;
        end++;
    }
    const bool upper = text[start] >= 'A' && text[start] <= 'Z';
    const uint32_t dotted = len == 1 ? meridiem(scanner, start) : 0;
    const uint32_t clock = len == 1 ? oclock(scanner, start) : 0;
    time_item *item = add(scanner, dotted > 0 ? start + dotted : clock > 0 ? start + clock : end);
    item->upper = upper;
    item->letters = true;
    if (dotted > 0 || clock > 0) {
        item->classes = TC(AMPM);
        item->value = clock > 0 ? -1 : lower(text[start]) == 'p';
        return;
    }
    if (digits) {
        code(item, word, len);
        return;
    }
    const time_word *row = lexicon_find(scanner->lexicon, word, len);
    if (row == NULL || (row->role == ROLE_CAPITAL && !upper))
        return;
    item->classes = row->classes;
    item->value = row->value;
    item->unit = row->unit;
    item->role = row->role == ROLE_CAPITAL ? ROLE_PLAIN : row->role;
}

/* ---- Numbers ----------------------------------------------------------------------------------
 */

/* Reads digits at *at, at most `most` of them. */
static uint32_t digits(const scanner *scanner, uint32_t *at, uint32_t most, uint32_t *value)
{
    uint32_t count = 0;
    *value = 0;
    while (count < most && is_digit(byte_at(scanner, *at))) {
        *value = *value * 10 + (uint32_t)(scanner->text.data[*at] - '0');
        ++*at;
        count++;
    }
    return count;
}

static bool valid_day(int32_t year, int32_t month, int32_t day)
{
    return year >= 1000 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 &&
           day <= date_month_length(year, month);
}

/* 2022-03-14, 3/14/2022, 14.3.2022, 3-14-98: the end of it, or 0. */
static uint32_t numeric_date(const scanner *scanner, time_item *out)
{
    uint32_t at = scanner->at, parts[3], lengths[3];
    lengths[0] = digits(scanner, &at, 4, &parts[0]);
    const char mark = byte_at(scanner, at);
    if (mark != '-' && mark != '/' && mark != '.')
        return 0;
    for (int i = 1; i < 3; i++) {
        if (byte_at(scanner, at) != mark)
            return 0;
        at++;
        lengths[i] = digits(scanner, &at, 4, &parts[i]);
    }
    if (lengths[1] < 1 || lengths[1] > 2 || lengths[2] < 1 || is_digit(byte_at(scanner, at)))
        return 0;
    int32_t year, month, day;
    if (lengths[0] == 4 && lengths[2] <= 2) {
        year = (int32_t)parts[0], month = (int32_t)parts[1], day = (int32_t)parts[2];
    } else if (lengths[0] <= 2 && (lengths[2] == 4 || (lengths[2] == 2 && mark != '.'))) {
        const bool day_first = mark == '.' || parts[0] > 12;
        year = (int32_t)parts[2];
        if (lengths[2] == 2)
            year += year < 50 ? 2000 : 1900;
        month = (int32_t)parts[day_first ? 1 : 0], day = (int32_t)parts[day_first ? 0 : 1];
    } else {
        return 0;
    }
    if (!valid_day(year, month, day))
        return 0;
    out->classes = TC(DATE);
    out->value = year * 10000 + month * 100 + day;
    return at;
}

/* 10:35, 10:35:20, 7.30 p.m. */
static uint32_t clock_time(const scanner *scanner, time_item *out)
{
    uint32_t at = scanner->at, hour, minute, second;
    if (digits(scanner, &at, 3, &hour) > 2 || hour > 24)
        return 0;
    const char mark = byte_at(scanner, at);
    if (mark != ':' && mark != '.')
        return 0;
    at++;
    if (digits(scanner, &at, 3, &minute) != 2 || minute > 59)
        return 0;
    uint32_t more = at + 1;
    if (mark == ':' && byte_at(scanner, at) == ':' && digits(scanner, &more, 2, &second) == 2)
        at = more;
    if (mark == '.') {
        const uint32_t word = at + (byte_at(scanner, at) == ' ');
        const char m = lower(byte_at(scanner, word + 1));
        if (meridiem(scanner, word) == 0 &&
            !((lower(byte_at(scanner, word)) == 'p' || lower(byte_at(scanner, word)) == 'a') &&
              m == 'm' && !is_letter(byte_at(scanner, word + 2))))
            return 0;
    }
    out->classes = TC(CLOCK);
    out->value = (int32_t)(hour * 60 + minute);
    return at;
}

/* "th", "st", "s" right behind a number, and what they make of it. */
static uint32_t number_suffix(const scanner *scanner, uint32_t at, uint32_t length, time_item *out)
{
    uint32_t end = at;
    while (is_letter(byte_at(scanner, end)) && end - at < 3 && symbol_width(scanner, end) == 0)
        end++;
    const str suffix = {scanner->text.data + at, end - at};
    const int32_t value = out->value;
    if (str_equal_nocase(suffix, STR("th")) || str_equal_nocase(suffix, STR("st")) ||
        str_equal_nocase(suffix, STR("nd")) || str_equal_nocase(suffix, STR("rd"))) {
        out->classes = TC(ORD) | (value >= 1 && value <= 31 ? TC(DAY) : 0);
        return end;
    }
    if (str_equal(suffix, STR("s")) && value % 10 == 0 &&
        ((length == 4 && value >= 1000 && value < 2200) || (length == 2 && value >= 20))) {
        out->classes = TC(DECADE);
        if (length == 2)
            out->value = 1900 + value;
        return end;
    }
    if (suffix.len > 0 && !str_equal_nocase(suffix, STR("am")) &&
        !str_equal_nocase(suffix, STR("pm")))
        out->classes = 0; /* "3D", "5km" */
    return at;
}

static uint32_t plain_number(const scanner *scanner, time_item *out)
{
    uint32_t at = scanner->at, value, part;
    const uint32_t length = digits(scanner, &at, 9, &value);
    bool grouped = false;
    while (byte_at(scanner, at) == ',' && length <= 3) {
        uint32_t behind = at + 1;
        if (digits(scanner, &behind, 4, &part) != 3 || value > 999999)
            break;
        value = value * 1000 + part;
        at = behind;
        grouped = true;
    }
    out->value = (int32_t)value;
    out->classes = TC(NUM);
    if (byte_at(scanner, at) == '.' && is_digit(byte_at(scanner, at + 1))) {
        uint32_t behind = at + 1;
        const uint32_t count = digits(scanner, &behind, 2, &part);
        while (is_digit(byte_at(scanner, behind)))
            behind++;
        out->hundredths = (uint8_t)(count == 1 ? part * 10 : part);
        return behind;
    }
    if (grouped)
        return at;
    if (value >= 1 && value <= 31 && length <= 2)
        out->classes |= TC(DAY);
    if (length == 4 && value >= 1000 && value < 2200)
        out->classes |= TC(YEAR);
    while (is_digit(byte_at(scanner, at)))
        at++;
    return number_suffix(scanner, at, length, out);
}

static bool money_before(const scanner *scanner)
{
    if (scanner->at == 0)
        return false;
    const char before = scanner->text.data[scanner->at - 1];
    return before == '$' || before == '#' || (unsigned char)before == 0xa3 || /* pound */
           (unsigned char)before == 0xac;                                     /* euro */
}

static void add_number(scanner *scanner)
{
    time_item made = {0};
    uint32_t end = numeric_date(scanner, &made);
    if (end == 0)
        end = clock_time(scanner, &made);
    if (end == 0)
        end = plain_number(scanner, &made);
    const bool amount = money_before(scanner) || byte_at(scanner, end) == '%';
    time_item *item = add(scanner, end);
    item->classes = amount ? 0 : made.classes;
    item->value = made.value;
    item->hundredths = made.hundredths;
    item->number = true;
    item->amount = amount;
}

/* ---- Marks ------------------------------------------------------------------------------------
 */

/* 's, '98, '90s, 'll behind an apostrophe of `width` bytes. */
static bool add_apostrophe(scanner *scanner, uint32_t width)
{
    uint32_t at = scanner->at + width, value;
    if (byte_at(scanner, at) == 's' && !is_letter(byte_at(scanner, at + 1))) {
        add(scanner, at + 1)->classes = TC(MARK_S);
        return true;
    }
    if (byte_at(scanner, at) == 'l' && byte_at(scanner, at + 1) == 'l') {
        add(scanner, at + 2)->letters = true;
        return true;
    }
    if (digits(scanner, &at, 3, &value) != 2 || is_digit(byte_at(scanner, at)))
        return false;
    const bool decade = byte_at(scanner, at) == 's' && value % 10 == 0;
    if (!decade && is_letter(byte_at(scanner, at)))
        return false;
    time_item *item = add(scanner, at + decade);
    item->classes = decade ? TC(DECADE) : TC(YY);
    item->value = (int32_t)(value + (value < 30 ? 2000 : 1900));
    item->number = true;
    return true;
}

static uint64_t mark_class(char c)
{
    switch (c) {
    case '-':
        return TC(DASH);
    case ',':
        return TC(COMMA);
    case '.':
        return TC(DOT);
    case '(':
        return TC(OPEN);
    case ')':
        return TC(CLOSE);
    default:
        return 0;
    }
}

static void add_mark(scanner *scanner)
{
    const unsigned char general = general_mark(scanner, scanner->at);
    const uint32_t symbol = symbol_width(scanner, scanner->at);
    const uint32_t width = symbol > 0 ? symbol : 1;
    if ((general == 0x99 || general == 0x98 || byte_at(scanner, scanner->at) == '\'') &&
        add_apostrophe(scanner, width))
        return;
    const bool dash = general >= 0x90 && general <= 0x95;
    const uint64_t class = dash ? TC(DASH) : mark_class(byte_at(scanner, scanner->at));
    add(scanner, scanner->at + width)->classes = class;
}

/* ---- Numbers in words ---------------------------------------------------------------------------
 */

static bool joins(const time_item *item)
{
    return item->role == ROLE_ONES || item->role == ROLE_TENS || item->role == ROLE_HUNDRED;
}

/* The item behind `at` that goes on with the number, over a hyphen or "and"; or `at`. */
static uint32_t next_part(const time_item_array *items, uint32_t at, bool allow_and)
{
    uint32_t next = at + 1;
    if (next >= items->count)
        return at;
    const uint64_t class = items->items[next].classes;
    if (((class & TC(DASH)) && !items->items[next].space_before) ||
        (allow_and && (class & TC(AND))))
        next++;
    return next < items->count && joins(&items->items[next]) ? next : at;
}

/* Twenty-one: a number under 100 that starts at `at`. */
static uint32_t below_hundred(const time_item_array *items, uint32_t at, int32_t *value)
{
    *value = items->items[at].value;
    if (items->items[at].role != ROLE_TENS)
        return at;
    const uint32_t next = next_part(items, at, false);
    if (next != at && items->items[next].role == ROLE_ONES && items->items[next].value < 10) {
        *value += items->items[next].value;
        return next;
    }
    return at;
}

/* nineteen ninety-six; twenty twelve */
static uint32_t spoken_year(const time_item_array *items, uint32_t at, int32_t *value)
{
    int32_t high, low;
    const uint32_t last = below_hundred(items, at, &high);
    if (high < 16 || high > 20 || last != at || at + 1 >= items->count)
        return at;
    const time_item *next = &items->items[at + 1];
    if ((next->role != ROLE_TENS && next->role != ROLE_ONES) || next->value < 10)
        return at;
    const uint32_t end = below_hundred(items, at + 1, &low);
    *value = high * 100 + low;
    return end;
}

/* The last item of the number that starts at `at`. */
static uint32_t spoken_number(const time_item_array *items, uint32_t at, int32_t *value)
{
    const bool article = (items->items[at].classes & TC(A)) != 0;
    uint32_t last = at;
    if (article)
        *value = 1;
    else if (items->items[at].number)
        *value = items->items[at].value;
    else
        last = below_hundred(items, at, value);
    if (last + 1 < items->count && items->items[last + 1].role == ROLE_HUNDRED && *value < 100) {
        *value *= 100;
        last++;
        const uint32_t next = next_part(items, last, true);
        if (next != last && items->items[next].role != ROLE_HUNDRED) {
            int32_t rest;
            last = below_hundred(items, next, &rest);
            *value += rest;
        }
    }
    if (last + 1 < items->count && items->items[last + 1].role == ROLE_SCALE) {
        static const int32_t scales[] = {1000, 1000000, 1000000000};
        const int32_t scale = scales[items->items[last + 1].value / 3 - 1];
        *value = *value <= INT32_MAX / scale ? *value * scale : INT32_MAX;
        last++;
    }
    return last;
}

static bool starts_number(const time_item_array *items, uint32_t at)
{
    const time_item *item = &items->items[at];
    if (item->role == ROLE_ONES || item->role == ROLE_TENS)
        return true;
    const uint8_t next = at + 1 < items->count ? items->items[at + 1].role : (uint8_t)ROLE_PLAIN;
    return (next == ROLE_HUNDRED || next == ROLE_SCALE) &&
           ((item->classes & (TC(A) | TC(NUM))) != 0 || item->amount);
}

/* Puts words of one number into one item. */
static void join_numbers(time_item_array *items)
{
    uint32_t out = 0;
    for (uint32_t at = 0; at < items->count;) {
        uint32_t last = at;
        time_item item = items->items[at];
        if (starts_number(items, at)) {
            int32_t value = 0;
            last = item.number ? at : spoken_year(items, at, &value);
            const bool year = last != at;
            if (!year)
                last = spoken_number(items, at, &value);
            item.end = items->items[last].end;
            item.value = value;
            item.role = ROLE_PLAIN;
            item.classes = item.amount ? 0
                           : year      ? TC(YEAR)
                                       : TC(NUM) | (value >= 1 && value <= 31 ? TC(DAY) : 0);
        }
        items->items[out++] = item;
        at = last + 1;
    }
    items->count = out;
}

void times_items(arena *arena, const lexicon *lexicon, str text, uint32_t start, uint32_t end,
                 time_item_array *items)
{
    scanner scanner = {
        .arena = arena, .lexicon = lexicon, .text = text, .at = start, .end = end, .items = items};
    items->count = 0;
    bool joinable = false;
    while (scanner.at < end) {
        const char c = text.data[scanner.at];
        const uint32_t space = space_width(&scanner, scanner.at);
        if (space > 0) {
            scanner.at += space;
            scanner.space = true;
            continue;
        }
        if (is_digit(c))
            add_number(&scanner);
        else if (is_letter(c) && symbol_width(&scanner, scanner.at) == 0)
            add_word(&scanner);
        else
            add_mark(&scanner);
        joinable |= items->items[items->count - 1].role > ROLE_CAPITAL;
    }
    if (joinable)
        join_numbers(items);
    holidays_mark(text, items);
}
