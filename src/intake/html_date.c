/* html_date.c - see html_date.h. A small scanner over numbers and words: every number is
 * tried as the start of each numeric form, every word as the name of a month. */
#include "intake/html_date.h"

enum { YEAR_MIN = 1990, YEAR_MAX = 2100 };

/* Names of months that differ from English, by their first letters (Unicode CLDR 42, "wide"
 * and "abbreviated" formats of de, fr, es, it, pt, nl). English is date_month_of's. */
static const struct {
    str start;
    int month;
} MONTHS[] = {
    {STR_INIT("januar"), 1},     {STR_INIT("jänner"), 1},     {STR_INIT("janvier"), 1},
    {STR_INIT("enero"), 1},      {STR_INIT("gennaio"), 1},    {STR_INIT("janeiro"), 1},
    {STR_INIT("februar"), 2},    {STR_INIT("février"), 2},    {STR_INIT("febrero"), 2},
    {STR_INIT("febbraio"), 2},   {STR_INIT("fevereiro"), 2},  {STR_INIT("märz"), 3},
    {STR_INIT("maerz"), 3},      {STR_INIT("mrz"), 3},        {STR_INIT("mars"), 3},
    {STR_INIT("marzo"), 3},      {STR_INIT("março"), 3},      {STR_INIT("maart"), 3},
    {STR_INIT("avril"), 4},      {STR_INIT("abril"), 4},      {STR_INIT("aprile"), 4},
    {STR_INIT("mai"), 5},        {STR_INIT("mayo"), 5},       {STR_INIT("maggio"), 5},
    {STR_INIT("maio"), 5},       {STR_INIT("mei"), 5},        {STR_INIT("juni"), 6},
    {STR_INIT("juin"), 6},       {STR_INIT("junio"), 6},      {STR_INIT("giugno"), 6},
    {STR_INIT("junho"), 6},      {STR_INIT("juli"), 7},       {STR_INIT("juillet"), 7},
    {STR_INIT("julio"), 7},      {STR_INIT("luglio"), 7},     {STR_INIT("julho"), 7},
    {STR_INIT("août"), 8},       {STR_INIT("agosto"), 8},     {STR_INIT("augustus"), 8},
    {STR_INIT("septiembre"), 9}, {STR_INIT("settembre"), 9},  {STR_INIT("setembro"), 9},
    {STR_INIT("septembre"), 9},  {STR_INIT("oktober"), 10},   {STR_INIT("okt"), 10},
    {STR_INIT("octobre"), 10},   {STR_INIT("octubre"), 10},   {STR_INIT("ottobre"), 10},
    {STR_INIT("outubro"), 10},   {STR_INIT("noviembre"), 11}, {STR_INIT("novembro"), 11},
    {STR_INIT("novembre"), 11},  {STR_INIT("dezember"), 12},  {STR_INIT("dez"), 12},
    {STR_INIT("décembre"), 12},  {STR_INIT("diciembre"), 12}, {STR_INIT("dicembre"), 12},
    {STR_INIT("dezembro"), 12},
};

typedef struct piece {
    str text;
    bool number;
    uint32_t value; /* of a number, or the month of a word; 0: neither */
} piece;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xc3;
}

static int month_of(str word)
{
    int month = date_month_of(word);
    for (size_t i = 0; month == 0 && i < sizeof MONTHS / sizeof MONTHS[0]; i++)
        if (str_equal_nocase(word, MONTHS[i].start))
            month = MONTHS[i].month;
    return month;
}

/* The number or word at or behind *at; false at the end. */
static bool next_piece(str text, size_t *at, piece *piece)
{
    while (*at < text.len && !is_digit(text.data[*at]) && !is_letter(text.data[*at]))
        ++*at;
    if (*at >= text.len)
        return false;
    size_t start = *at;
    piece->number = is_digit(text.data[start]);
    while (*at < text.len &&
           (piece->number ? is_digit(text.data[*at])
                          : is_letter(text.data[*at]) || (unsigned char)text.data[*at] >= 0x80))
        ++*at;
    piece->text = str_slice(text, start, *at);
    piece->value = 0;
    if (piece->number && !str_number(piece->text, &piece->value))
        piece->value = 0;
    if (!piece->number && piece->text.len >= 3)
        piece->value = (uint32_t)month_of(piece->text);
    return true;
}

static bool set(date *out, uint32_t year, uint32_t month, uint32_t day)
{
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    *out = (date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return date_valid(*out);
}

static uint32_t year_of(const piece *piece)
{
    return piece->text.len == 2 ? 2000 + piece->value : piece->value;
}

/* Three pieces in a row as a date. */
static bool three(const piece *a, const piece *b, const piece *c, date_order order, date *out)
{
    if (a->number && a->text.len == 4 && b->number && c->number && b->text.len <= 2 &&
        c->text.len <= 2)
        return set(out, a->value, b->value, c->value);
    if (!c->number || (c->text.len != 4 && c->text.len != 2))
        return false;
    if (a->number && !b->number && c->text.len == 4)
        return set(out, c->value, b->value, a->value);
    if (!a->number && b->number && c->text.len == 4 && a->value > 0)
        return set(out, c->value, a->value, b->value);
    if (!a->number || !b->number || a->text.len > 2 || b->text.len > 2)
        return false;
    bool month_first = (order == DATE_MONTH_FIRST && a->value <= 12) || b->value > 12;
    return month_first ? set(out, year_of(c), a->value, b->value)
                       : set(out, year_of(c), b->value, a->value);
}

static bool is_filler(const piece *piece)
{
    return !piece->number &&
           (str_equal_nocase(piece->text, STR("th")) || str_equal_nocase(piece->text, STR("st")) ||
            str_equal_nocase(piece->text, STR("nd")) || str_equal_nocase(piece->text, STR("rd")) ||
            str_equal_nocase(piece->text, STR("de")) || str_equal_nocase(piece->text, STR("of")));
}

/* Numbers of a two-digit year must be joined by one sign as in 14.03.22. */
static bool joined(str text, const piece *a, const piece *b, const piece *c)
{
    if (c->text.len != 2 || !c->number)
        return true;
    size_t first = (size_t)(b->text.data - a->text.data) - a->text.len;
    size_t second = (size_t)(c->text.data - b->text.data) - b->text.len;
    const char *sign = a->text.data + a->text.len;
    (void)text;
    return first == 1 && second == 1 && (*sign == '.' || *sign == '/') &&
           *sign == b->text.data[b->text.len];
}

static bool unix_time(str text, date *out)
{
    uint32_t value = 0;
    text = str_slice(text, 0, text.len == 13 ? 10 : text.len); /* milliseconds */
    if (text.len != 10 || !str_number(text, &value))
        return false;
    date date = date_from_days((int32_t)(value / 86400));
    return set(out, (uint32_t)date.year, date.month, date.day);
}

bool html_date_find(str text, date_order order, date *out)
{
    enum { TEXT_MAX = 4096 };
    text = str_trim(str_slice(text, 0, TEXT_MAX));
    date iso;
    if (date_parse_iso(text, &iso) && iso.day > 0)
        return set(out, (uint32_t)iso.year, iso.month, iso.day);
    if (unix_time(text, out))
        return true;
    piece last[3] = {{.text = {NULL, 0}}};
    unsigned count = 0;
    piece piece;
    for (size_t at = 0; next_piece(text, &at, &piece);) {
        if (is_filler(&piece))
            continue;
        if (piece.number && piece.text.len == 8 &&
            set(out, piece.value / 10000, piece.value / 100 % 100, piece.value % 100))
            return true;
        last[0] = last[1];
        last[1] = last[2];
        last[2] = piece;
        if (++count >= 3 && three(&last[0], &last[1], &last[2], order, out) &&
            joined(text, &last[0], &last[1], &last[2]))
            return true;
    }
    return false;
}

bool html_date_of_url(str url, date *out)
{
    size_t path = str_find(url, STR("://"), 0);
    path = str_find_byte(url, '/', path == SIZE_MAX ? 0 : path + 3);
    if (path == SIZE_MAX)
        return false;
    for (size_t at = path; at + 4 < url.len; at++) {
        if (is_digit(url.data[at]) || !is_digit(url.data[at + 1]))
            continue; /* only where a number starts */
        str rest = str_slice(url, at + 1, url.len);
        size_t digits = 0;
        while (digits < rest.len && is_digit(rest.data[digits]))
            digits++;
        uint32_t year = 0, month = 0, day = 0;
        if (digits == 8 && str_number(str_slice(rest, 0, 8), &year) &&
            set(out, year / 10000, year / 100 % 100, year % 100))
            return true;
        if (digits != 4 || rest.len < 7 || (rest.data[4] != '/' && rest.data[4] != '-') ||
            !str_number(str_slice(rest, 0, 4), &year))
            continue;
        str after = str_slice(rest, 5, rest.len);
        str field, next;
        char sign = rest.data[4];
        if (!str_field(&after, sign, &field))
            continue;
        month = 0;
        if (!str_number(field, &month))
            month = (uint32_t)(field.len >= 3 ? month_of(field) : 0);
        next = after;
        size_t length = 0;
        while (length < next.len && is_digit(next.data[length]))
            length++;
        if (length >= 1 && length <= 2 && str_number(str_slice(next, 0, length), &day) &&
            set(out, year, month, day))
            return true;
        if (sign == '/' && set(out, year, month, 1)) {
            out->day = 0;
            return true;
        }
    }
    return false;
}
