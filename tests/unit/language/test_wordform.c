/* What the network is told about a word depends on its form alone, and sets of forms find what
 * was put into them. */
#include "language/wordform.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static wordform of(const char *form)
{
    return wordform_of(str_of(form));
}

static void case_and_digits_are_told_apart_where_they_should_be(void **state)
{
    (void)state;
    assert_true(of("Rome").normal == of("ROME").normal);
    assert_true(of("Rome").shape != of("ROME").shape);
    assert_true(of("Rome").upper && !of("rome").upper);
    assert_true(of("1999").normal != of("2022").normal);
    assert_true(of("1999").digits == of("2022").digits);
    assert_true(of("sanctions").ends[2] == of("actions").ends[2]);
    assert_true(of("sanctions").ends[2] != of("sanction").ends[2]);
    assert_true(of("\xe2\x80\x9c").normal == of("\"").normal);
    assert_true(of("sanctions").shape == of("envoys").shape);
}

static void any_bytes_have_rows_inside_the_table(void **state)
{
    static const char *const forms[] = {"", "a", "\xff\xfe", "\xf0\x9f\x99\x82", "\xe2\x82"};
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        uint32_t rows[WORDFORM_ROWS];
        wordform form = of(forms[i]);
        wordform_rows(&form, 127, 1000, rows);
        for (int r = 0; r < WORDFORM_ROWS; r++)
            assert_true(rows[r] < 1000);
    }
}

static void a_set_finds_what_was_added(void **state)
{
    static int32_t slots[256];
    char form[16];
    uint32_t added = 0;
    (void)state;
    memset(slots, 0, sizeof slots);
    for (uint32_t i = 0; i < 150; i++) {
        snprintf(form, sizeof form, "word%c%c", 'a' + (int)(i % 26), 'a' + (int)(i / 26));
        added += wordform_add(slots, 256, of(form).normal, i);
    }
    assert_true(added >= 148);
    uint32_t found = 0;
    for (uint32_t i = 0; i < 150; i++) {
        snprintf(form, sizeof form, "word%c%c", 'a' + (int)(i % 26), 'a' + (int)(i / 26));
        found += wordform_find(slots, 256, of(form).normal) == i;
    }
    assert_int_equal(found, added);
    assert_true(wordform_find(slots, 256, of("other").normal) == WORDFORM_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_and_digits_are_told_apart_where_they_should_be),
        cmocka_unit_test(any_bytes_have_rows_inside_the_table),
        cmocka_unit_test(a_set_finds_what_was_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
