/* utf8.h, against utf8proc's whole-text functions and for every code point there is. */
#include "base/utf8.h"
#include "unit/base/fixture.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

enum { CODE_POINTS = 0x110000 };

static bool surrogate(uint32_t c)
{
    return c >= 0xd800 && c <= 0xdfff;
}

/* One to four bytes in `bytes`. */
static str encode(uint32_t c, char bytes[4])
{
    const utf8proc_ssize_t len =
        utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)bytes);
    return (str){bytes, (size_t)len};
}

/* Random bytes of which many start or continue characters. */
static size_t random_bytes(uint64_t *seed, char *bytes, size_t max)
{
    static const unsigned char LIKELY[] = {'a',  0x80, 0xbf, 0xc2, 0xc3, 0xe0, 0xe2,
                                           0xed, 0xef, 0xf0, 0xf4, 0xcc, 0x81, 0xff};
    const size_t len = next_random(seed) % (max + 1);
    for (size_t i = 0; i < len; i++) {
        const uint64_t number = next_random(seed);
        bytes[i] = (char)(number % 4 != 0 ? LIKELY[(number >> 8) % sizeof LIKELY] : number >> 8);
    }
    return len;
}

/* A copy that ends where its memory ends, for the address sanitizer. */
static char *exact_copy(const char *bytes, size_t len)
{
    char *copy = malloc(len > 0 ? len : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, len);
    return copy;
}

/* ---- Walking ------------------------------------------------------------------------- */

static void every_code_point_is_decoded_both_ways(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        if (surrogate(c))
            continue;
        char bytes[4];
        const str text = encode(c, bytes);
        size_t end = 0;
        size_t start = text.len;
        size_t bad;
        if (utf8_next(text, &end) != c || end != text.len || utf8_previous(text, &start) != c ||
            start != 0 || utf8_peek(text, 0) != c || !utf8_valid(text, &bad))
            fail_msg("U+%04X", c);
    }
}

static void what_is_no_character_gives_one_replacement_a_byte(void **state)
{
    (void)state;
    static const char *const INVALID[] = {
        "\x80",                 /* continuation alone */
        "\xbf\xbf",             /* two of them */
        "\xc0\xaf",             /* overlong "/" */
        "\xc1\xbf",             /* overlong */
        "\xe0\x80\xaf",         /* overlong */
        "\xe0\x9f\xbf",         /* overlong U+07FF */
        "\xf0\x8f\xbf\xbf",     /* overlong U+FFFF */
        "\xed\xa0\x80",         /* U+D800 */
        "\xed\xbf\xbf",         /* U+DFFF */
        "\xf4\x90\x80\x80",     /* U+110000 */
        "\xf5\x80\x80\x80",     /* above */
        "\xfe\xff",             /* never */
        "\xc3",                 /* cut */
        "\xe2\x82",             /* cut */
        "\xf0\x9f\x98",         /* cut */
        "\xf8\x88\x80\x80\x80", /* five bytes */
    };
    for (size_t i = 0; i < sizeof INVALID / sizeof *INVALID; i++) {
        const str text = str_of(INVALID[i]);
        size_t bad = 99;
        assert_false(utf8_valid(text, &bad));
        assert_int_equal(bad, 0);
        assert_int_equal(utf8_count(text), text.len);
        for (size_t at = 0; at < text.len;)
            assert_int_equal(utf8_next(text, &at), UTF8_REPLACEMENT);
        for (size_t at = text.len; at > 0;)
            assert_int_equal(utf8_previous(text, &at), UTF8_REPLACEMENT);
    }
}

static void the_first_wrong_byte_is_told(void **state)
{
    (void)state;
    size_t bad = 99;
    assert_true(utf8_valid(STR("plain, \xc3\xa9, \xe2\x82\xac and more text"), &bad));
    assert_true(utf8_valid((str){NULL, 0}, &bad));
    assert_int_equal(bad, 99);
    assert_false(utf8_valid(STR("0123456789 \xc3\xa9 \xe2\x82 and more"), &bad));
    assert_int_equal(bad, 14);
    assert_false(utf8_valid(STR("abc\xff"), NULL));
}

static void peeking_at_or_behind_the_end_gives_0(void **state)
{
    (void)state;
    assert_int_equal(utf8_peek(STR("a"), 0), 'a');
    assert_int_equal(utf8_peek(STR("a"), 1), 0);
    assert_int_equal(utf8_peek(STR("a"), 99), 0);
    assert_int_equal(utf8_peek((str){NULL, 0}, 0), 0);
}

/* Back and forth through anything the same steps are taken, and never past the end. */
static void random_bytes_are_walked_alike_both_ways(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int round = 0; round < 50000; round++) {
        char bytes[24];
        const size_t len = random_bytes(&seed, bytes, sizeof bytes);
        char *copy = exact_copy(bytes, len);
        const str text = {copy, len};
        size_t starts[24];
        uint32_t characters[24];
        size_t count = 0;
        for (size_t at = 0; at < len; count++) {
            starts[count] = at;
            characters[count] = utf8_next(text, &at);
            for (size_t inside = starts[count]; inside < at; inside++)
                assert_int_equal(utf8_floor(text, inside), starts[count]);
        }
        assert_int_equal(utf8_count(text), count);
        size_t at = len;
        while (count-- > 0) {
            assert_int_equal(utf8_previous(text, &at), characters[count]);
            assert_int_equal(at, starts[count]);
        }
        assert_int_equal(at, 0);
        free(copy);
    }
}

static void text_is_valid_if_every_step_is(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int round = 0; round < 50000; round++) {
        char bytes[12];
        const str text = {bytes, random_bytes(&seed, bytes, sizeof bytes)};
        size_t expected = SIZE_MAX;
        for (size_t at = 0, start = 0; at < text.len && expected == SIZE_MAX; start = at)
            if (utf8_next(text, &at) == UTF8_REPLACEMENT && at - start == 1)
                expected = start;
        size_t bad = SIZE_MAX;
        assert_int_equal(utf8_valid(text, &bad), expected == SIZE_MAX);
        assert_int_equal(bad, expected);
    }
}

static void the_floor_does_not_cut_a_character(void **state)
{
    (void)state;
    const str text = STR("a\xf0\x9f\x98\x80z");
    static const size_t FLOORS[] = {0, 1, 1, 1, 1, 5, 6, 6};
    for (size_t at = 0; at < 8; at++)
        assert_int_equal(utf8_floor(text, at), FLOORS[at]);
    assert_int_equal(utf8_floor((str){NULL, 0}, 5), 0);
}

static void columns_in_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(utf8_width(STR("plain")), 5);
    assert_int_equal(utf8_width(STR("\xe6\x97\xa5\xe6\x9c\xac")), 4); /* Japan, in kanji */
    assert_int_equal(utf8_width(STR("e\xcc\x81")), 1);
    assert_int_equal(utf8_width(STR("\xe2\x80\x9cq\xe2\x80\x9d")), 3);
    assert_int_equal(utf8_width(STR("\xff")), 1);
    assert_int_equal(utf8_width(STR("\t\n")), 0);
}

/* ---- Classes ------------------------------------------------------------------------- */

/* The class by its name in Unicode: "Lu", "Mn" ... */
static void every_character_has_the_class_that_unicode_gives_it(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        const char *class = utf8proc_category_string((utf8proc_int32_t)c);
        const bool assigned = strcmp(class, "Cn") != 0 && strcmp(class, "Co") != 0;
        const bool control = !assigned || strcmp(class, "Cs") == 0 ||
                             (strcmp(class, "Cc") == 0 && !utf8_is_space(c));
        if (utf8_is_letter(c) != (class[0] == 'L' || class[0] == 'M') ||
            utf8_is_upper(c) != (strcmp(class, "Lu") == 0 || strcmp(class, "Lt") == 0) ||
            utf8_is_lower(c) != (strcmp(class, "Ll") == 0) ||
            utf8_is_digit(c) != (strcmp(class, "Nd") == 0) ||
            utf8_is_punct(c) != (class[0] == 'P') || utf8_is_symbol(c) != (class[0] == 'S') ||
            utf8_is_control(c) != control)
            fail_msg("U+%04X is %s", c, class);
        if (class[0] == 'Z' && !utf8_is_space(c))
            fail_msg("U+%04X is %s but no space", c, class);
    }
}

static void spaces_are_white_space_and_two_invisible_ones(void **state)
{
    (void)state;
    uint32_t count = 0;
    for (uint32_t c = 0; c < CODE_POINTS; c++)
        count += utf8_is_space(c);
    assert_int_equal(count, 25 + 2); /* White_Space has 25 members */
    assert_true(utf8_is_space(0x85) && utf8_is_space(0x200b) && utf8_is_space(0xfeff));
    assert_false(utf8_is_space(0x180e) || utf8_is_space(0x200c));
}

static void numbers_that_are_no_code_points_are_control(void **state)
{
    (void)state;
    static const uint32_t NUMBERS[] = {0x110000, 0x7fffffff, 0x80000000, UINT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        assert_true(utf8_is_control(NUMBERS[i]));
        assert_false(utf8_is_letter(NUMBERS[i]) || utf8_is_space(NUMBERS[i]));
        assert_int_equal(utf8_lower(NUMBERS[i]), NUMBERS[i]);
    }
}

static void quotation_marks_of_every_style(void **state)
{
    (void)state;
    const str both = STR("“”„‟«»‹›‚‛\"「」『』〝＂");
    for (size_t at = 0; at < both.len;) {
        const uint32_t c = utf8_next(both, &at);
        assert_true(utf8_is_quote(c) && utf8_is_double_quote(c));
    }
    const str apostrophes = STR("'‘’`＇");
    for (size_t at = 0; at < apostrophes.len;) {
        const uint32_t c = utf8_next(apostrophes, &at);
        assert_true(utf8_is_quote(c));
        assert_false(utf8_is_double_quote(c));
    }
    const str others = STR("a<>()´,.′″");
    for (size_t at = 0; at < others.len;)
        assert_false(utf8_is_quote(utf8_next(others, &at)));
}

static void lower_case_of_one_character(void **state)
{
    (void)state;
    assert_int_equal(utf8_lower('Q'), 'q');
    assert_int_equal(utf8_lower('q'), 'q');
    assert_int_equal(utf8_lower('['), '[');
    assert_int_equal(utf8_lower(0xc4), 0xe4);
    assert_int_equal(utf8_lower(0x416), 0x436); /* Cyrillic Zhe */
}

/* ---- Folding and NFC ----------------------------------------------------------------- */

static void unchanged_text_is_the_input_itself(void **state)
{
    arena *arena = arena_of(state);
    static const str FOLDED[] = {STR_INIT(""), STR_INIT("plain text, 7"), STR_INIT("é “ж” 日本")};
    for (size_t i = 0; i < 3; i++) {
        assert_ptr_equal(utf8_fold(arena, FOLDED[i]).data, FOLDED[i].data);
        assert_ptr_equal(utf8_nfc(arena, FOLDED[i]).data, FOLDED[i].data);
    }
    const str emoji =
        STR("Η Αθήνα और 👩‍👩‍👧 ❤️"); /* NFC, but not by the quick check */
    assert_ptr_equal(utf8_nfc(arena, emoji).data, emoji.data);
    assert_int_equal(utf8_fold(arena, (str){NULL, 0}).len, 0);
    assert_int_equal(utf8_nfc(arena, (str){NULL, 0}).len, 0);
    assert_int_equal(arena->used, 0);
}

static void folding_makes_case_variants_equal(void **state)
{
    arena *arena = arena_of(state);
    assert_text(utf8_fold(arena, STR("The WHITE House")), "the white house");
    assert_text(utf8_fold(arena, STR("Straße")), "strasse");
    assert_text(utf8_fold(arena, STR("STRASSE")), "strasse");
    assert_text(utf8_fold(arena, STR("ΌΣΟΣ")), "όσοσ");
    assert_text(utf8_fold(arena, STR("όσος")), "όσοσ");
    assert_text(utf8_fold(arena, STR("Łódź ÅNGSTRÖM")), "łódź ångström");
}

static void folding_agrees_with_utf8proc_for_every_code_point(void **state)
{
    arena *arena = arena_of(state);
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        if (surrogate(c))
            continue;
        const arena_mark mark = arena_save(arena);
        char bytes[4];
        const str text = encode(c, bytes);
        utf8proc_uint8_t *whole;
        const utf8proc_ssize_t len = utf8proc_map(
            (const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)text.len, &whole, UTF8PROC_CASEFOLD);
        if (!str_equal(utf8_fold(arena, text), (str){(const char *)whole, (size_t)len}))
            fail_msg("U+%04X", c);
        free(whole);
        arena_restore(arena, mark);
    }
}

static void assert_nfc_agrees(arena *arena, str text)
{
    const arena_mark mark = arena_save(arena);
    utf8proc_uint8_t *whole;
    const utf8proc_ssize_t len =
        utf8proc_map((const utf8proc_uint8_t *)text.data, (utf8proc_ssize_t)text.len, &whole,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const str expected = {(const char *)whole, (size_t)len};
    const str composed = utf8_nfc(arena, text);
    if (!str_equal(composed, expected))
        fail_msg("\"%.*s\" became \"%.*s\"", STR_ARG(text), STR_ARG(composed));
    free(whole);
    arena_restore(arena, mark);
}

/* Alone, and decomposed: a character that composes with what stands before it is found
 * among the parts of another. So this also tests the table of the quick check. */
static void nfc_agrees_with_utf8proc_for_every_code_point(void **state)
{
    arena *arena = arena_of(state);
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        if (surrogate(c))
            continue;
        char bytes[4];
        assert_nfc_agrees(arena, encode(c, bytes));
        utf8proc_int32_t parts[8];
        int boundary = 0;
        const utf8proc_ssize_t count =
            utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
        if (count < 2)
            continue;
        char whole[32];
        size_t len = 0;
        for (utf8proc_ssize_t i = 0; i < count; i++)
            len += encode((uint32_t)parts[i], whole + len).len;
        assert_nfc_agrees(arena, (str){whole, len});
    }
}

/* Words of letters, marks and jamo, in every order that chance finds. */
static void nfc_agrees_with_utf8proc_for_mixed_text(void **state)
{
    arena *arena = arena_of(state);
    static const uint32_t ALPHABET[] = {
        'a',     'e',    'A',   ' ',   'o',   0x300,  0x301,  0x308,   0x323,  0x327,
        0xe9,    0x1ea1, 0x3b1, 0x345, 0x342, 0x1100, 0x1161, 0x11a8,  0xac00, 0x9be,
        0x9c7,   0x5d0,  0x5b8, 0x627, 0x653, 0x2019, 0x212b, 0x340,   0x304b, 0x3099,
        0x1f600, 0xfe0f, 0x416, 0x438, 0x306, 0xe48,  0xe38,  0x1d15e, 0xfb1d, 0x2000,
    };
    uint64_t seed = 11;
    for (int round = 0; round < 100000; round++) {
        char bytes[80];
        size_t len = 0;
        const size_t count = next_random(&seed) % 20;
        for (size_t i = 0; i < count; i++) {
            const size_t which = next_random(&seed) % (sizeof ALPHABET / sizeof *ALPHABET);
            len += encode(ALPHABET[which], bytes + len).len;
        }
        assert_nfc_agrees(arena, (str){bytes, len});
    }
}

static void nfc_composes_and_orders_marks(void **state)
{
    arena *arena = arena_of(state);
    assert_text(utf8_nfc(arena, STR("cafe\xcc\x81 au lait")), "caf\xc3\xa9 au lait");
    assert_text(utf8_nfc(arena, STR("\xe2\x84\xab")), "\xc3\x85"); /* the angstrom sign */
    assert_text(utf8_nfc(arena, STR("q\xcc\x87\xcc\xa3")), "q\xcc\xa3\xcc\x87");
}

static void invalid_bytes_become_replacements(void **state)
{
    arena *arena = arena_of(state);
    assert_text(utf8_fold(arena, STR("a\xff")), "a\xef\xbf\xbd");
    assert_text(utf8_fold(arena, STR("\xe2\x82Z")), "\xef\xbf\xbd\xef\xbf\xbdz");
    assert_text(utf8_nfc(arena, STR("a\xff")), "a\xef\xbf\xbd");
    assert_text(utf8_nfc(arena, STR("\xff\xcc\x81 e\xcc\x81\xcc")),
                "\xef\xbf\xbd\xcc\x81 \xc3\xa9\xef\xbf\xbd");
}

static void random_bytes_fold_and_compose_to_valid_text(void **state)
{
    arena *arena = arena_of(state);
    uint64_t seed = 13;
    for (int round = 0; round < 50000; round++) {
        const arena_mark mark = arena_save(arena);
        char bytes[200];
        const size_t len = random_bytes(&seed, bytes, sizeof bytes);
        char *copy = exact_copy(bytes, len);
        const str folded = utf8_fold(arena, (str){copy, len});
        const str composed = utf8_nfc(arena, (str){copy, len});
        assert_true(utf8_valid(folded, NULL));
        assert_true(utf8_valid(composed, NULL));
        assert_nfc_agrees(arena, composed);
        free(copy);
        arena_restore(arena, mark);
    }
}

/* utf8proc alone would take minutes for this. */
static void a_million_marks_in_a_row_take_linear_time(void **state)
{
    buffer text = {.arena = arena_of(state)};
    buffer_add_byte(&text, 'a');
    for (int i = 0; i < 500000; i++)
        buffer_add(&text, STR("\xcc\x81\xcc\xa3"));
    const str composed = utf8_nfc(text.arena, buffer_str(&text));
    assert_true(utf8_valid(composed, NULL));
    assert_true(composed.len <= text.len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(every_code_point_is_decoded_both_ways),
        specification(what_is_no_character_gives_one_replacement_a_byte),
        specification(the_first_wrong_byte_is_told),
        specification(peeking_at_or_behind_the_end_gives_0),
        specification(random_bytes_are_walked_alike_both_ways),
        specification(text_is_valid_if_every_step_is),
        specification(the_floor_does_not_cut_a_character),
        specification(columns_in_a_terminal),
        specification(every_character_has_the_class_that_unicode_gives_it),
        specification(spaces_are_white_space_and_two_invisible_ones),
        specification(numbers_that_are_no_code_points_are_control),
        specification(quotation_marks_of_every_style),
        specification(lower_case_of_one_character),
        specification(unchanged_text_is_the_input_itself),
        specification(folding_makes_case_variants_equal),
        specification(folding_agrees_with_utf8proc_for_every_code_point),
        specification(nfc_agrees_with_utf8proc_for_every_code_point),
        specification(nfc_agrees_with_utf8proc_for_mixed_text),
        specification(nfc_composes_and_orders_marks),
        specification(invalid_bytes_become_replacements),
        specification(random_bytes_fold_and_compose_to_valid_text),
        specification(a_million_marks_in_a_row_take_linear_time),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
