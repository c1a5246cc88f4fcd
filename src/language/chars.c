/* chars.c - see chars.h. ASCII by table and the marks of English typesetting by a switch,
 * as they are nearly all of news text; the rest by utf8.h. */
#include "language/chars.h"

#include "base/utf8.h"

/* Short names for the table alone. */
enum {
    C = CHAR_CONTROL,
    S = CHAR_SPACE,
    P = CHAR_PUNCT,
    Y = CHAR_SYMBOL,
    D = CHAR_DIGIT,
    U = CHAR_UPPER,
    L = CHAR_LOWER
};

/* Unicode's general categories of U+0000..U+007F, sixteen a row. */
// clang-format off
static const uint8_t ASCII_CLASSES[128] = {
    C, C, C, C, C, C, C, C, C, S, S, S, S, S, C, C,
    C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C,
    S, P, P, P, Y, P, P, P, P, P, P, Y, P, P, P, P,
    D, D, D, D, D, D, D, D, D, D, P, P, Y, Y, Y, P,
    P, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    U, U, U, U, U, U, U, U, U, U, U, P, P, P, Y, P,
    Y, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, P, Y, P, Y, C,
};
// clang-format on

static char_info ascii(uint32_t c)
{
    uint8_t class_ = ASCII_CLASSES[c];
    uint32_t normal = c;
    if (class_ == CHAR_UPPER)
        normal = c + ('a' - 'A');
    else if (class_ == CHAR_DIGIT)
        normal = '0';
    else if (c == '`')
        normal = '\'';
    return (char_info){normal, class_, 1};
}

static bool is_ideograph(uint32_t c)
{
    return (c >= 0x3041 && c <= 0x309f) || (c >= 0x3400 && c <= 0x4dbf) ||
           (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
           (c >= 0x20000 && c <= 0x3ffff);
}

static bool is_emoji(uint32_t c)
{
    return (c >= 0x1f000 && c <= 0x1faff) || (c >= 0x2600 && c <= 0x27bf);
}

static bool is_extend(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036f) || c == 0x00ad || (c >= 0x200c && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
           (c >= 0xfe00 && c <= 0xfe0f) || c == 0x20e3 || (c >= 0xe0020 && c <= 0xe01ef);
}

static uint8_t class_of(uint32_t c)
{
    if (utf8_is_space(c))
        return CHAR_SPACE;
    if (is_extend(c))
        return CHAR_EXTEND;
    if (utf8_is_upper(c))
        return CHAR_UPPER;
    if (utf8_is_lower(c))
        return CHAR_LOWER;
    if (is_ideograph(c))
        return CHAR_IDEOGRAPH;
    if (utf8_is_letter(c))
        return CHAR_LETTER;
    if (utf8_is_digit(c))
        return CHAR_DIGIT;
    if (utf8_is_punct(c))
        return CHAR_PUNCT;
    if (is_emoji(c))
        return CHAR_EMOJI;
    if (utf8_is_symbol(c))
        return CHAR_SYMBOL;
    return utf8_is_control(c) ? CHAR_CONTROL : CHAR_EXTEND;
}

static char_info other(uint32_t c, uint8_t length)
{
    switch (c) {
    case 0x00a0: /* no-break space */
        return (char_info){' ', CHAR_SPACE, length};
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
    case 0x201a: /* ‚ */
    case 0x201b: /* ‛ */
    case 0x2032: /* ′ */
    case 0x00b4: /* ´ */
    case 0x2039: /* ‹ */
    case 0x203a: /* › */
    case 0xff07: /* full-width ' */
        return (char_info){'\'', CHAR_PUNCT, length};
    case 0x201c: /* “ */
    case 0x201d: /* ” */
    case 0x201e: /* „ */
    case 0x201f: /* ‟ */
    case 0x2033: /* ″ */
    case 0x00ab: /* « */
    case 0x00bb: /* » */
    case 0xff02: /* full-width " */
        return (char_info){'"', CHAR_PUNCT, length};
    case 0x2010: /* hyphen */
    case 0x2011: /* no-break hyphen */
    case 0x2212: /* minus */
        return (char_info){'-', CHAR_PUNCT, length};
    case 0x2012: /* figure dash */
    case 0x2013: /* – */
    case 0x2014: /* — */
    case 0x2015: /* horizontal bar */
        return (char_info){0x2013, CHAR_PUNCT, length};
    default: {
        uint8_t class_ = class_of(c);
        uint32_t normal = class_ == CHAR_UPPER ? utf8_lower(c) : class_ == CHAR_DIGIT ? '0' : c;
        return (char_info){normal, class_, length};
    }
    }
}

char_info char_at(const char *at, const char *end)
{
    unsigned char first = (unsigned char)*at;
    if (first < 0x80)
        return ascii(first);
    size_t next = 0;
    str text = {at, (size_t)(end - at)};
    uint32_t c = utf8_next(text, &next);
    if (next == 1)
        return (char_info){UTF8_REPLACEMENT, CHAR_CONTROL, 1};
    return other(c, (uint8_t)next);
}

bool char_is_terminal(uint32_t normal)
{
    switch (normal) {
    case '.':
    case '!':
    case '?':
    case 0x2026: /* … */
    case 0x203c: /* ‼ */
    case 0x2047: /* ⁇ */
    case 0x203d: /* ‽ */
    case 0x3002: /* 。 */
    case 0xff01: /* ！ */
    case 0xff0e: /* ． */
    case 0xff1f: /* ？ */
    case 0x061f: /* ؟ */
    case 0x06d4: /* ۔ */
    case 0x0964: /* । */
        return true;
    default:
        return false;
    }
}
