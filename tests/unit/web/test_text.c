/* JSON strings, names of files, and the page's policy. */
#include "body.h"
#include "page.h"
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void json_strings(void **state)
{
    static const struct {
        const char *value;
        const char *json;
    } rows[] = {
        {"", "\"\""},
        {"a \"b\" \\", "\"a \\\"b\\\" \\\\\""},
        {"\n\x01\x7f", "\"\\u000a\\u0001\\u007f\""},
        {"Zürich €", "\"Zürich €\""},
        {"\xff\xc3", "\"\\ufffd\\ufffd\""},
        {"\xed\xa0\x80", "\"\\ufffd\\ufffd\\ufffd\""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        text text = {0};
        text_json(&text, (readout_str){rows[i].value, strlen(rows[i].value)});
        text_add(&text, "", 1);
        assert_string_equal(text.data, rows[i].json);
        text_free(&text);
    }
}

static void names(void **state)
{
    static const struct {
        const char *given;
        const char *name;
    } rows[] = {
        {"a%20b.txt", "a b.txt"}, {"%C3%BC", "ü"},    {"100%", "100%"},
        {"%zz%4", "%zz%4"},       {"a%00b", "a%00b"}, {"abcdefghijklmno", "abcdefghi"},
    };
    char name[10];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        body_decode_name(rows[i].given, name, sizeof name);
        assert_string_equal(name, rows[i].name);
    }
}

static void policies(void **state)
{
    /* printf 'run()' | openssl dgst -sha256 -binary | base64 */
    static const char html[] = "<style></style><script type=\"module\">run()</script>";
    text policy = {0};
    (void)state;
    assert_true(page_policy((readout_str){html, sizeof html - 1}, &policy));
    assert_non_null(
        strstr(policy.data, "script-src 'sha256-AvyuiL0SD1mVY3NNxR+V2uo+lhk6RMFrytWmRt6CrJQ='; "));
    /* that of nothing */
    assert_non_null(
        strstr(policy.data, "style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; "));
    assert_null(strstr(policy.data, "unsafe"));
    text_free(&policy);
    assert_true(page_policy((readout_str){"<p>", 3}, &policy));
    assert_null(strstr(policy.data, "script-src"));
    text_free(&policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_strings),
        cmocka_unit_test(names),
        cmocka_unit_test(policies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
