/* str.h: slices, and text that grows. */
#include "unit/base/fixture.h"

#include <string.h>

static const str NOTHING = {NULL, 0};

static void slices_are_cut_to_the_text(void **state)
{
    (void)state;
    const str text = STR("abcdef");
    assert_text(str_slice(text, 1, 3), "bc");
    assert_text(str_slice(text, 4, 99), "ef");
    assert_text(str_slice(text, 99, 100), "");
    assert_text(str_slice(text, 4, 2), "");
    assert_int_equal(str_slice(NOTHING, 0, 5).len, 0);
    assert_int_equal(str_of(NULL).len, 0);
}

static void order_is_by_unsigned_bytes_then_length(void **state)
{
    (void)state;
    assert_true(str_compare(STR("a"), STR("b")) < 0);
    assert_true(str_compare(STR("b"), STR("a")) > 0);
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("\xff"), STR("a")) > 0);
    assert_int_equal(str_compare(STR("a"), STR("a")), 0);
    assert_int_equal(str_compare(NOTHING, STR("")), 0);
    assert_true(str_equal(NOTHING, STR("")));
    assert_false(str_equal(STR("a"), STR("A")));
}

static void starts_and_ends(void **state)
{
    (void)state;
    assert_true(str_starts(STR("abc"), STR("ab")));
    assert_true(str_starts(STR("abc"), STR("")));
    assert_false(str_starts(STR("ab"), STR("abc")));
    assert_true(str_ends(STR("abc"), STR("bc")));
    assert_true(str_ends(STR("abc"), STR("abc")));
    assert_false(str_ends(STR("bc"), STR("abc")));
    assert_true(str_starts_nocase(STR("Http://"), STR("hTTP")));
    assert_true(str_ends_nocase(STR("a.HTML"), STR(".html")));
}

/* The first match by trying every place. */
static size_t find_slowly(str text, str needle, size_t from)
{
    for (size_t at = from; at <= text.len; at++)
        if (str_starts(str_slice(text, at, text.len), needle))
            return at;
    return SIZE_MAX;
}

static void finding_agrees_with_trying_every_place(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char letters[12];
        for (size_t i = 0; i < sizeof letters; i++)
            letters[i] = (char)('a' + next_random(&seed) % 2);
        const str text = {letters, next_random(&seed) % 9};
        const str needle = {letters + 8, next_random(&seed) % 4};
        const size_t from = next_random(&seed) % 10;
        assert_int_equal(str_find(text, needle, from), find_slowly(text, needle, from));
        assert_int_equal(str_find_nocase(text, needle, from), find_slowly(text, needle, from));
    }
}

static void finding_in_nothing(void **state)
{
    (void)state;
    assert_int_equal(str_find(NOTHING, STR("a"), 0), SIZE_MAX);
    assert_int_equal(str_find(NOTHING, NOTHING, 0), 0);
    assert_int_equal(str_find(NOTHING, NOTHING, 1), SIZE_MAX);
    assert_int_equal(str_find_byte(NOTHING, 'a', 0), SIZE_MAX);
    assert_int_equal(str_find_byte(STR("abca"), 'a', 1), 3);
}

static void case_is_ignored_for_ascii_letters_only(void **state)
{
    (void)state;
    assert_true(str_equal_nocase(STR("aBcZ"), STR("AbCz")));
    assert_false(str_equal_nocase(STR("[a"), STR("{a"))); /* 0x5b and 0x7b */
    assert_false(str_equal_nocase(STR("ä"), STR("Ä")));
    assert_int_equal(str_find_nocase(STR("xxAbC"), STR("aBc"), 0), 2);
}

static void trimming_takes_ascii_white_space_off_both_ends(void **state)
{
    (void)state;
    assert_text(str_trim(STR(" \t\r\n\v\fa b \n")), "a b");
    assert_text(str_trim(STR(" \n ")), "");
    assert_text(str_trim(STR("\xc2\xa0")), "\xc2\xa0");
    assert_int_equal(str_trim(NOTHING).len, 0);
}

static void lines_end_with_lf_or_crlf(void **state)
{
    (void)state;
    str rest = STR("one\r\ntwo\n\nlast\r");
    str line;
    const char *const lines[] = {"one", "two", "", "last"};
    for (size_t i = 0; i < 4; i++) {
        assert_true(str_line(&rest, &line));
        assert_text(line, lines[i]);
    }
    assert_false(str_line(&rest, &line));
}

static void fields_are_between_separators(void **state)
{
    (void)state;
    str rest = STR(",a,,b,");
    str field;
    const char *const fields[] = {"", "a", "", "b"};
    for (size_t i = 0; i < 4; i++) {
        assert_true(str_field(&rest, ',', &field));
        assert_text(field, fields[i]);
    }
    assert_false(str_field(&rest, ',', &field));
    rest = NOTHING;
    assert_false(str_field(&rest, ',', &field));
}

static void numbers_are_digits_up_to_uint32(void **state)
{
    (void)state;
    uint32_t value = 99;
    assert_true(str_number(STR("0"), &value) && value == 0);
    assert_true(str_number(STR("4294967295"), &value) && value == UINT32_MAX);
    assert_true(str_number(STR("000000000000017"), &value) && value == 17);
    static const str BAD[] = {
        STR_INIT(""),   STR_INIT("4294967296"), STR_INIT("99999999999999999999999"),
        STR_INIT("-1"), STR_INIT("+1"),         STR_INIT(" 1"),
        STR_INIT("1a"), STR_INIT("1.0"),
    };
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(str_number(BAD[i], &value));
    assert_int_equal(value, 17);
}

/* Results must not change between machines or releases: these values are part of it. */
static void hashes_are_the_same_everywhere(void **state)
{
    (void)state;
    assert_true(str_hash(NOTHING) == str_hash(STR("")));
    assert_true(str_hash(STR("")) == 0xfdbdf6ac4fc52e7fu);
    assert_true(str_hash(STR("readout")) == 0xd13359abd90a9a8u);
}

static void a_buffer_holds_what_was_added(void **state)
{
    arena *arena = arena_of(state);
    buffer buffer = {.arena = arena};
    assert_int_equal(buffer_str(&buffer).len, 0);
    buffer_add(&buffer, NOTHING);
    for (int i = 0; i < 50000; i++) {
        buffer_add(&buffer, STR("ab"));
        buffer_add_byte(&buffer, 'c');
    }
    const str text = buffer_str(&buffer);
    assert_int_equal(text.len, 150000);
    for (size_t i = 0; i < text.len; i++)
        assert_int_equal(text.data[i], "abc"[i % 3]);
}

static void a_buffer_may_be_added_to_itself(void **state)
{
    buffer buffer = {.arena = arena_of(state)};
    buffer_add(&buffer, STR("0123456789"));
    for (int i = 0; i < 6; i++)
        buffer_add(&buffer, buffer_str(&buffer));
    assert_int_equal(buffer.len, 640);
    assert_text(str_slice(buffer_str(&buffer), 630, 640), "0123456789");
}

static void formatting_appends_however_long(void **state)
{
    arena *arena = arena_of(state);
    buffer buffer = {.arena = arena};
    buffer_format(&buffer, "%s", "");
    buffer_format(&buffer, "%d-%s;", 5, "x");
    buffer_format(&buffer, "%2000d", 7);
    assert_int_equal(buffer.len, 2004);
    assert_text(str_slice(buffer_str(&buffer), 0, 4), "5-x;");
    assert_text(str_format(arena, "%.*s|%05.1f", STR_ARG(STR("slice")), 2.25), "slice|002.2");
    assert_text(str_format(arena, "%.*s", STR_ARG(NOTHING)), "");
}

static void code_points_become_utf8(void **state)
{
    buffer buffer = {.arena = arena_of(state)};
    const uint32_t points[] = {'A', 0xe9, 0x20ac, 0x1f600, 0xd800, 0x110000};
    for (size_t i = 0; i < 6; i++)
        buffer_add_codepoint(&buffer, points[i]);
    assert_text(buffer_str(&buffer),
                "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xef\xbf\xbd\xef\xbf\xbd");
}

static void the_length_for_printf_has_a_limit(void **state)
{
    (void)state;
    assert_int_equal(str_printf_length((str){"", SIZE_MAX}), 1 << 20);
    assert_int_equal(str_printf_length(STR("abc")), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(slices_are_cut_to_the_text),
        specification(order_is_by_unsigned_bytes_then_length),
        specification(starts_and_ends),
        specification(finding_agrees_with_trying_every_place),
        specification(finding_in_nothing),
        specification(case_is_ignored_for_ascii_letters_only),
        specification(trimming_takes_ascii_white_space_off_both_ends),
        specification(lines_end_with_lf_or_crlf),
        specification(fields_are_between_separators),
        specification(numbers_are_digits_up_to_uint32),
        specification(hashes_are_the_same_everywhere),
        specification(a_buffer_holds_what_was_added),
        specification(a_buffer_may_be_added_to_itself),
        specification(formatting_appends_however_long),
        specification(code_points_become_utf8),
        specification(the_length_for_printf_has_a_limit),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
