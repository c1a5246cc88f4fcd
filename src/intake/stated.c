/* stated.c - reads the dates by which a report dates itself; see stated.h.
 *
 * A date counts only with day, month and year: "ROME, March 14" leaves the year to later
 * stages. Copyright lines never get here (text_label.c asks for bylines and datelines only).
 */
#include "intake/stated.h"

#include "base/utf8.h"

enum { PARTS_MAX = 24, LINE_BYTES = 240, YEAR_FIRST = 1900, YEAR_LAST = 2100 };

typedef struct part {
    str text;
    uint32_t number; /* when digits */
    int month;
    bool digits;
    char before; /* the sign before it, '\0' for none but blanks */
} part;

typedef struct part_list {
    part items[PARTS_MAX];
    size_t count;
} part_list;

static bool is_alnum(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Words and numbers; "14th" is the number 14, "10am" a word. */
static void take_parts(part_list *parts, str line)
{
    char before = '\0';
    parts->count = 0;
    for (size_t at = 0; at < line.len && parts->count < PARTS_MAX;) {
        if (!is_alnum(line.data[at])) {
            before = line.data[at] == ' ' && before != '\0' ? before : line.data[at];
            at++;
            continue;
        }
        size_t start = at;
        while (at < line.len && is_alnum(line.data[at]) &&
               is_digit(line.data[at]) == is_digit(line.data[start]))
            at++;
        part *item = &parts->items[parts->count++];
        *item = (part){.text = str_slice(line, start, at), .before = before};
        item->digits = str_number(item->text, &item->number);
        item->month = item->digits ? 0 : date_month_of(item->text);
        before = '\0';
        if (item->digits && at + 2 <= line.len) {
            str ending = str_slice(line, at, at + 2);
            if (str_equal_nocase(ending, STR("th")) || str_equal_nocase(ending, STR("st")) ||
                str_equal_nocase(ending, STR("nd")) || str_equal_nocase(ending, STR("rd")))
                at += 2;
        }
    }
}

static bool make_date(uint32_t year, uint32_t month, uint32_t day, date *date)
{
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    date->year = (int16_t)year;
    date->month = (uint8_t)month;
    date->day = (uint8_t)day;
    return date_valid(*date);
}

/* Three parts that make a date, in any of the orders that are not ambiguous. */
static bool parts_date(const part *p, date *date)
{
    if (p[0].month > 0 && p[1].digits && p[2].digits)
        return make_date(p[2].number, (uint32_t)p[0].month, p[1].number, date);
    if (p[0].digits && p[1].month > 0 && p[2].digits)
        return make_date(p[2].number, (uint32_t)p[1].month, p[0].number, date);
    if (!p[0].digits || !p[1].digits || !p[2].digits || p[1].before != p[2].before)
        return false;
    if (p[0].text.len == 4 && (p[1].before == '-' || p[1].before == '/' || p[1].before == '.'))
        return make_date(p[0].number, p[1].number, p[2].number, date);
    if (p[2].text.len == 4 && p[1].before == '.')
        return make_date(p[2].number, p[1].number, p[0].number, date);
    if (p[2].text.len != 4 || p[1].before != '/')
        return false;
    if (p[0].number > 12)
        return make_date(p[2].number, p[1].number, p[0].number, date);
    return p[1].number > 12 && make_date(p[2].number, p[0].number, p[1].number, date);
}

bool stated_date(str line, date *date)
{
    part_list parts;
    take_parts(&parts, str_slice(line, 0, utf8_floor(line, LINE_BYTES)));
    for (size_t i = 0; i + 2 < parts.count; i++)
        if (parts_date(&parts.items[i], date))
            return true;
    return false;
}

/* ---- Addresses ----------------------------------------------------------------------- */

static uint32_t digits_at(str text, size_t *at, size_t most)
{
    uint32_t number = 0;
    size_t start = *at;
    while (*at < text.len && *at - start < most && is_digit(text.data[*at]))
        number = number * 10 + (uint32_t)(text.data[(*at)++] - '0');
    return *at > start ? number : 0;
}

/* A month in an address: "03", "3", "mar". */
static uint32_t month_at(str text, size_t *at)
{
    if (*at < text.len && is_digit(text.data[*at]))
        return digits_at(text, at, 2);
    str name = str_slice(text, *at, *at + 3);
    int month = name.len == 3 ? date_month_of(name) : 0;
    if (month > 0)
        *at += 3;
    return (uint32_t)month;
}

bool stated_in_url(str url, date *date)
{
    url = str_slice(url, 0, 2000);
    for (size_t start = 1; start + 8 <= url.len; start++) {
        if (is_digit(url.data[start - 1]) || !is_digit(url.data[start]))
            continue;
        size_t at = start;
        uint32_t year = digits_at(url, &at, 4);
        char sign = at < url.len ? url.data[at] : '\0';
        if (at - start != 4 || (sign != '/' && sign != '-' && sign != '_' && !is_digit(sign)))
            continue;
        at += !is_digit(sign);
        uint32_t month = month_at(url, &at);
        if (!is_digit(sign) && at < url.len && url.data[at] == sign)
            at++;
        else if (!is_digit(sign) && !(sign == '/' && at < url.len && is_digit(url.data[at])))
            continue;
        uint32_t day = digits_at(url, &at, 2);
        bool ends = at == url.len || !is_digit(url.data[at]);
        if (ends && make_date(year, month, day, date))
            return true;
    }
    return false;
}

/* ---- Lines --------------------------------------------------------------------------- */

static const str modified_words[] = {
    STR_INIT("updated"),       STR_INIT("last updated"), STR_INIT("last modified"),
    STR_INIT("modified"),      STR_INIT("update:"),      STR_INIT("last update"),
    STR_INIT("date modified"), STR_INIT("last changed"),
};

static const str published_words[] = {
    STR_INIT("published"),        STR_INIT("first published"),
    STR_INIT("posted"),           STR_INIT("date published"),
    STR_INIT("publication date"), STR_INIT("released"),
    STR_INIT("issued"),           STR_INIT("date:"),
    STR_INIT("created"),          STR_INIT("originally published"),
    STR_INIT("publish date"),     STR_INIT("date posted"),
};

static bool starts_with_one(str line, const str *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_starts_nocase(line, list[i]))
            return true;
    return false;
}

static bool is_time_word(str word)
{
    static const str words[] = {
        STR_INIT("am"),      STR_INIT("pm"),        STR_INIT("a"),       STR_INIT("p"),
        STR_INIT("m"),       STR_INIT("et"),        STR_INIT("est"),     STR_INIT("edt"),
        STR_INIT("ct"),      STR_INIT("pt"),        STR_INIT("pst"),     STR_INIT("pdt"),
        STR_INIT("gmt"),     STR_INIT("bst"),       STR_INIT("utc"),     STR_INIT("cet"),
        STR_INIT("ist"),     STR_INIT("z"),         STR_INIT("t"),       STR_INIT("at"),
        STR_INIT("on"),      STR_INIT("the"),       STR_INIT("of"),      STR_INIT("hrs"),
        STR_INIT("cst"),     STR_INIT("ago"),       STR_INIT("hour"),    STR_INIT("hours"),
        STR_INIT("minutes"), STR_INIT("min"),       STR_INIT("mins"),    STR_INIT("day"),
        STR_INIT("days"),    STR_INIT("year"),      STR_INIT("years"),   STR_INIT("month"),
        STR_INIT("months"),  STR_INIT("week"),      STR_INIT("weeks"),   STR_INIT("th"),
        STR_INIT("updated"), STR_INIT("published"), STR_INIT("eastern"), STR_INIT("local"),
        STR_INIT("time"),    STR_INIT("h"),
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_nocase(word, words[i]))
            return true;
    return date_weekday_of(word) >= 0;
}

/* Counts what a line is made of besides numbers, months and words of time. */
typedef struct makeup {
    size_t numbers;
    size_t months;
    size_t times;
    size_t others;
    bool ago;
} makeup;

static makeup make_up(const part_list *parts)
{
    makeup found = {0};
    for (size_t i = 0; i < parts->count; i++) {
        const part *item = &parts->items[i];
        found.ago = found.ago || str_equal_nocase(item->text, STR("ago"));
        if (item->digits)
            found.numbers++;
        else if (item->month > 0)
            found.months++;
        else if (is_time_word(item->text))
            found.times++;
        else
            found.others++;
    }
    return found;
}

static bool is_upper_ascii(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

stated_kind stated_line(str line, date *date)
{
    part_list parts;
    line = str_trim(line);
    *date = (struct date){0};
    if (line.len == 0 || line.len > LINE_BYTES)
        return STATED_NONE;
    take_parts(&parts, line);
    if (parts.count == PARTS_MAX)
        return STATED_NONE;
    makeup found = make_up(&parts);
    bool dated = stated_date(line, date);
    bool some_date =
        dated || (found.months > 0 && found.numbers > 0) || (found.ago && found.numbers > 0);
    if (!some_date || found.others > 8)
        return STATED_NONE;
    if (starts_with_one(line, modified_words, sizeof modified_words / sizeof modified_words[0]))
        return found.others <= 6 && line.data[line.len - 1] != '.' ? STATED_MODIFIED : STATED_NONE;
    if (starts_with_one(line, published_words, sizeof published_words / sizeof published_words[0]))
        return found.others <= 6 && line.data[line.len - 1] != '.' ? STATED_PUBLISHED : STATED_NONE;
    if (found.others == 0)
        return STATED_DATE;
    bool ended = line.data[line.len - 1] == '.';
    if (found.others <= 4 && found.months == 1 && !ended && is_upper_ascii(line.data[0]) &&
        parts.count > 0 && parts.items[0].month == 0 && str_find_byte(line, ',', 0) != SIZE_MAX)
        return STATED_DATELINE;
    return STATED_NONE;
}

str stated_dateline(str paragraph)
{
    static const str dashes[] = {STR_INIT(" - "), STR_INIT(" -- "), STR_INIT(" \xe2\x80\x93 "),
                                 STR_INIT(" \xe2\x80\x94 ")};
    str head = str_slice(paragraph, 0, utf8_floor(paragraph, 80));
    size_t end = SIZE_MAX;
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        size_t at = str_find(head, dashes[i], 0);
        end = at < end ? at : end;
    }
    if (end == SIZE_MAX || end < 4 || !is_upper_ascii(head.data[0]) ||
        !is_upper_ascii(head.data[1]))
        return (str){NULL, 0};
    part_list parts;
    head = str_slice(head, 0, end);
    take_parts(&parts, head);
    makeup found = make_up(&parts);
    return found.months == 1 && found.numbers > 0 ? head : (str){NULL, 0};
}
