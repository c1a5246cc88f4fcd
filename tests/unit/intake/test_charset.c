/* charset.c: which charset, the converted text, and the way back. */
#include "intake/intake.h"
#include "unit/base/fixture.h"

typedef struct conversion {
    report report;
    source_run_array runs;
    str text;
} conversion;

static conversion convert(void **state, str content, const char *content_type, bool html)
{
    conversion done = {0};
    done.text = charset_to_utf8(arena_of(state), content, str_of(content_type), html, &done.report,
                                &done.runs);
    return done;
}

#define plain(content) convert(state, STR(content), NULL, false)

/* The original bytes behind `part` of the converted text. */
static str behind(const conversion *done, str content, const char *part)
{
    report report = {.has_source = true, .runs = done->runs, .text = done->text};
    size_t at = str_find(done->text, str_of(part), 0);
    uint32_t start;
    uint32_t end;
    assert_true(at != SIZE_MAX);
    assert_true(
        report_source(&report, (uint32_t)at, (uint32_t)(at + str_of(part).len), &start, &end));
    return str_slice(content, start, end);
}

static void utf8_stays_as_it_is_with_one_run(void **state)
{
    conversion done = plain("caf\xc3\xa9 \xe2\x80\x93 open");
    assert_text(done.report.charset, "UTF-8");
    assert_text(done.text, "caf\xc3\xa9 \xe2\x80\x93 open");
    assert_int_equal(done.runs.count, 1);
    assert_text(done.report.problem, "");
}

static void a_byte_order_mark_is_dropped(void **state)
{
    conversion done = plain("\xef\xbb\xbfopen");
    assert_text(done.text, "open");
    assert_int_equal(done.runs.items[0].source, 3);
}

static void a_few_wrong_bytes_are_replaced_and_counted(void **state)
{
    conversion done = plain("caf\xc3\xa9 caf\xc3\xa9 caf\xc3\xa9 x\xffy");
    assert_text(done.report.charset, "UTF-8");
    assert_text(done.text, "caf\xc3\xa9 caf\xc3\xa9 caf\xc3\xa9 x\xef\xbf\xbdy");
    assert_text(done.report.problem, "1 byte that is no UTF-8, the first at byte 19");
}

static void old_western_text_is_windows_1252(void **state)
{
    str content = STR("He said \x93no\x94 in the caf\xe9 and left it at that, the waiter said. "
                      "It was a long day for everybody in the town, and a longer night. "
                      "There was nothing else to say, so nobody said anything more about it. "
                      "That is how it was, and how it will be told for years to come here.");
    conversion done = convert(state, content, NULL, false);
    assert_text(done.report.charset, "windows-1252");
    assert_true(str_find(done.text, STR("\xe2\x80\x9cno\xe2\x80\x9d in the caf\xc3\xa9 and"), 0) !=
                SIZE_MAX);
    assert_text(behind(&done, content, "\xe2\x80\x9cno\xe2\x80\x9d"), "\x93no\x94");
    assert_text(behind(&done, content, "caf\xc3\xa9"), "caf\xe9");
    assert_text(behind(&done, content, "and left"), "and left");
}

static void a_declared_charset_is_used(void **state)
{
    conversion done =
        convert(state, STR("\xcc\xee\xf1\xea\xe2\xe0"), "text/plain; charset=windows-1251", false);
    assert_text(done.text, "\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0");
    assert_text(behind(&done, STR("\xcc\xee\xf1\xea\xe2\xe0"), "\xd1\x81\xd0\xba"), "\xf1\xea");
}

static void a_page_declares_its_charset_in_a_meta_element(void **state)
{
    conversion done = convert(state, STR("<meta charset=\"gbk\"><p>\xd6\xd0\xb9\xfa"), NULL, true);
    assert_text(done.report.charset, "GB18030");
    assert_text(done.text, "<meta charset=\"gbk\"><p>\xe4\xb8\xad\xe5\x9b\xbd");
}

static void valid_utf8_is_believed_more_than_a_declaration(void **state)
{
    conversion done = convert(state, STR("caf\xc3\xa9"), "text/html; charset=ISO-8859-1", true);
    assert_text(done.report.charset, "UTF-8");
    assert_text(done.text, "caf\xc3\xa9");
}

static void an_unknown_charset_is_named(void **state)
{
    conversion done = convert(state, STR("caf\xe9"), "text/plain; charset=klingon-8", false);
    assert_text(done.text, "caf\xc3\xa9");
    assert_text(done.report.problem, "unknown charset \"klingon-8\", read as windows-1252");
}

static void utf16_leads_back_to_its_bytes(void **state)
{
    str content = STR("\xff\xfeH\0i\0 \0\x3d\xd8\x00\xde!\0");
    conversion done = convert(state, content, NULL, false);
    assert_text(done.report.charset, "UTF-16LE");
    assert_text(done.text, "Hi \xf0\x9f\x98\x80!");
    assert_true(str_equal(behind(&done, content, "i"), STR("i\0")));
    assert_true(str_equal(behind(&done, content, "\xf0\x9f\x98\x80"), STR("\x3d\xd8\x00\xde")));
    assert_true(str_equal(behind(&done, content, "!"), STR("!\0")));
}

static void half_a_character_of_utf16_is_reported(void **state)
{
    conversion done = plain("\xff\xfeH\0\x3d\xd8i\0x");
    assert_text(done.text, "H\xef\xbf\xbdi\xef\xbf\xbd");
    assert_text(done.report.problem, "2 bytes that are no UTF-16LE, the first at byte 4");
}

static void nul_bytes_become_spaces_of_the_same_length(void **state)
{
    conversion done = plain("one\0two");
    assert_text(done.text, "one two");
    assert_text(done.report.problem, "1 NUL byte read as space");
}

static void mojibake_is_reported_and_left(void **state)
{
    conversion done = plain("It\xc3\xa2\xe2\x82\xac\xe2\x84\xa2s a caf\xc3\x83\xc2\xa9");
    assert_text(done.text, "It\xc3\xa2\xe2\x82\xac\xe2\x84\xa2s a caf\xc3\x83\xc2\xa9");
    assert_true(str_starts(done.report.problem, STR("wrongly converted before it came here")));
    assert_text(plain("S\xc3\x83O PAULO \xc3\xa2ge \xc3\x82me").report.problem, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(utf8_stays_as_it_is_with_one_run),
        specification(a_byte_order_mark_is_dropped),
        specification(a_few_wrong_bytes_are_replaced_and_counted),
        specification(old_western_text_is_windows_1252),
        specification(a_declared_charset_is_used),
        specification(a_page_declares_its_charset_in_a_meta_element),
        specification(valid_utf8_is_believed_more_than_a_declaration),
        specification(an_unknown_charset_is_named),
        specification(utf16_leads_back_to_its_bytes),
        specification(half_a_character_of_utf16_is_reported),
        specification(nul_bytes_become_spaces_of_the_same_length),
        specification(mojibake_is_reported_and_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
