/* sniff.c: what kind of bytes these are. */
#include "intake/intake.h"
#include "intake/sniff.h"
#include "unit/base/fixture.h"

#define assert_kind(content, kind) assert_int_equal(intake_sniff(STR(content)), (kind))

static void nothing_and_blanks_are_empty(void **state)
{
    (void)state;
    assert_kind("", REPORT_EMPTY);
    assert_kind(" \r\n\t\n", REPORT_EMPTY);
    assert_kind("\xef\xbb\xbf\n", REPORT_EMPTY);
}

static void pages_and_fragments_of_pages_are_html(void **state)
{
    (void)state;
    assert_kind("<!DOCTYPE html><p>A ferry", REPORT_HTML);
    assert_kind("\n<!-- saved -->\n<html lang=en>", REPORT_HTML);
    assert_kind("<?xml version=\"1.0\"?><html></html>", REPORT_HTML);
    assert_kind("<p>A ferry sank.</p>", REPORT_HTML);
    assert_kind("<div class=x><p>A</p><p>B</p></div>", REPORT_HTML);
    assert_kind("\xff\xfe<\0h\0t\0m\0l\0>\0", REPORT_HTML);
}

static void text_that_talks_about_tags_is_text(void **state)
{
    (void)state;
    assert_kind("Write <b> and </b> around it, said the teacher.", REPORT_TEXT);
    assert_kind("3 < 4, and a<b>c", REPORT_TEXT);
    assert_kind("{ not an object", REPORT_TEXT);
}

static void lines_of_objects_are_json_lines_even_with_a_broken_one(void **state)
{
    (void)state;
    assert_kind("{\"text\":\"a\"}\n{\"text\":\"b\"}\n", REPORT_JSONL);
    assert_kind("\n{\"text\":\"a\"}\n{\"text\":\n{ \"text\":\"c\"}\n", REPORT_JSONL);
}

static void binary_kinds_are_named(void **state)
{
    (void)state;
    assert_kind("%PDF-1.7\n", REPORT_BINARY);
    assert_string_equal(sniff_binary(STR("%PDF-1.7\n")), "a PDF file");
    assert_string_equal(sniff_binary(STR("PK\3\4rest")), "a ZIP archive or office document");
    assert_string_equal(sniff_binary(STR("\x89PNG\r\n\x1a\n")), "a PNG picture");
    assert_string_equal(sniff_binary(STR("\x1f\x8b\x08\0\0")), "a gzip archive");
    assert_string_equal(sniff_binary(STR("\1\2\3\0\0\0\0\5\6\7")), "binary data");
    assert_null(sniff_binary(STR("A plain text.")));
}

static void utf16_is_text_with_and_without_a_mark(void **state)
{
    (void)state;
    size_t mark;
    assert_int_equal(sniff_wide(STR("\xff\xfeH\0i\0"), &mark), WIDE_UTF16LE);
    assert_int_equal(mark, 2);
    assert_int_equal(sniff_wide(STR("H\0e\0l\0l\0o\0.\0"), &mark), WIDE_UTF16LE);
    assert_int_equal(mark, 0);
    assert_int_equal(sniff_wide(STR("\0H\0e\0l\0l\0o\0."), &mark), WIDE_UTF16BE);
    assert_int_equal(sniff_wide(STR("H\0\0\0i\0\0\0.\0\0\0"), &mark), WIDE_UTF32LE);
    assert_int_equal(sniff_wide(STR("Hello there, you"), &mark), WIDE_NONE);
    assert_kind("H\0e\0l\0l\0o\0.\0", REPORT_TEXT);
}

static void a_stray_nul_is_damaged_text(void **state)
{
    (void)state;
    assert_kind("A long enough line of text in which a single NUL byte \0 was left by a program.",
                REPORT_TEXT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_and_blanks_are_empty),
        cmocka_unit_test(pages_and_fragments_of_pages_are_html),
        cmocka_unit_test(text_that_talks_about_tags_is_text),
        cmocka_unit_test(lines_of_objects_are_json_lines_even_with_a_broken_one),
        cmocka_unit_test(binary_kinds_are_named),
        cmocka_unit_test(utf16_is_text_with_and_without_a_mark),
        cmocka_unit_test(a_stray_nul_is_damaged_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
