/* Answers are given again while their tag is the same, and what is kept is bounded. */
#include "answers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool holds(answers *answers, uint64_t story, uint64_t tag)
{
    text out = {0};
    const bool found = answers_find(answers, story, tag, &out);
    assert_true(found == (out.len > 0));
    text_free(&out);
    return found;
}

static void the_same_tag_the_same_answer(void **state)
{
    answers *answers = answers_open();
    text answer = {0};
    text out = {0};
    (void)state;
    text_put(&answer, "{}");
    assert_false(holds(answers, 1, 7));
    answers_keep(answers, 1, 7, &answer);
    assert_true(answers_find(answers, 1, 7, &out));
    assert_memory_equal(out.data, "{}", 2);
    assert_false(holds(answers, 1, 8));
    answers_keep(answers, 1, 8, &answer);
    assert_false(holds(answers, 1, 7));
    assert_true(holds(answers, 1, 8));
    text_free(&out);
    text_free(&answer);
    answers_close(answers);
}

static void the_one_asked_for_longest_ago_goes(void **state)
{
    answers *answers = answers_open();
    text answer = {0};
    (void)state;
    text_put(&answer, "x");
    for (uint64_t story = 1; story <= ANSWERS_MAX; story++)
        answers_keep(answers, story, 1, &answer);
    assert_true(holds(answers, 1, 1));
    answers_keep(answers, ANSWERS_MAX + 1, 1, &answer);
    assert_true(holds(answers, 1, 1));
    assert_false(holds(answers, 2, 1));
    static const char block[1 << 20];
    for (int i = 0; i < 3; i++)
        text_add(&answer, block, sizeof block);
    for (uint64_t story = 1; story <= 40; story++)
        answers_keep(answers, story, 2, &answer);
    assert_true(holds(answers, 40, 2));
    assert_false(holds(answers, 1, 2)); /* 40 times 3 MiB are more than the bound */
    text_free(&answer);
    answers_close(answers);
}

static void what_was_found_right_is_given_until_a_change(void **state)
{
    answers *answers = answers_open();
    text answer = {0};
    text out = {0};
    uint64_t tag = 0;
    (void)state;
    text_put(&answer, "{}");
    answers_keep(answers, 1, 7, &answer);
    assert_false(answers_find_unchanged(answers, 1, 3, &tag, &out));
    answers_confirm(answers, 1, 8, 3); /* another tag was found */
    assert_false(answers_find_unchanged(answers, 1, 3, &tag, &out));
    answers_confirm(answers, 1, 7, 3);
    assert_true(answers_find_unchanged(answers, 1, 3, &tag, &out));
    assert_int_equal(tag, 7);
    assert_memory_equal(out.data, "{}", 2);
    assert_false(answers_find_unchanged(answers, 1, 4, &tag, &out));
    answers_confirm(answers, 1, 7, 0); /* changes that cannot be told */
    assert_false(answers_find_unchanged(answers, 1, 0, &tag, &out));
    text_free(&out);
    text_free(&answer);
    answers_close(answers);
}

static void what_was_asked_has_a_number(void **state)
{
    (void)state;
    const uint64_t number = answers_number("/a", "q 1 x ", 6);
    assert_int_equal(number, answers_number("/a", "q 1 x ", 6));
    assert_int_not_equal(number, answers_number("/a", "q 1 y ", 6));
    assert_int_not_equal(number, answers_number("/aq", " 1 x ", 5));
    assert_true(number >> 63 == 1); /* and is no story's */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_tag_the_same_answer),
        cmocka_unit_test(the_one_asked_for_longest_ago_goes),
        cmocka_unit_test(what_was_found_right_is_given_until_a_change),
        cmocka_unit_test(what_was_asked_has_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
