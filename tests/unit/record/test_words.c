/* Two texts word by word. */
#include "record/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct work {
    memory memory;
    arena arena;
    const char *a;
    const char *b;
    char out[4096];
} work;

/* "same -gone- +new+" */
static void compare(void *context)
{
    static const char marks[] = {' ', '-', '+'};
    work *work = context;
    const words_runs runs =
        words_compare(&work->arena, &work->arena, str_of(work->a), str_of(work->b));
    size_t at = 0;
    for (uint32_t i = 0; i < runs.count; i++) {
        const str text = runs.items[i].text;
        assert_true(at + text.len + 4 < sizeof work->out);
        work->out[at++] = marks[runs.items[i].kind];
        memcpy(work->out + at, text.data, text.len);
        at += text.len;
    }
    work->out[at] = '\0';
}

static void assert_words(const char *a, const char *b, const char *expected)
{
    work work = {.a = a, .b = b};
    arena_init(&work.arena, &work.memory);
    assert_true(memory_try(&work.memory, compare, &work));
    arena_finish(&work.arena);
    assert_string_equal(work.out, expected);
}

static void what_stays_goes_and_comes(void **state)
{
    (void)state;
    assert_words("the gate was locked", "the gate was locked", " the gate was locked");
    assert_words("the gate was locked", "the gate was never locked", " the gate was+never locked");
    assert_words("a senior official said", "officials said", "-a senior official+officials said");
    assert_words("one two three", "two", "-one two-three");
}

static void case_and_marks_are_no_difference(void **state)
{
    (void)state;
    assert_words("\"We asked,\" he said.", "\xe2\x80\x9cwe asked\xe2\x80\x9d he said",
                 " \xe2\x80\x9cwe asked\xe2\x80\x9d he said");
}

static void an_empty_side(void **state)
{
    (void)state;
    assert_words("", "new words", "+new words");
    assert_words("old  words", "", "-old  words");
    assert_words("", "", "");
}

/* Beyond the limit nothing is searched for, and nothing is lost. */
static void long_texts_are_replaced_as_a_whole(void **state)
{
    (void)state;
    enum { COUNT = WORDS_MAX + 2 };
    static char a[COUNT * 2 + 1];
    static char b[COUNT * 2 + 1];
    for (size_t i = 0; i < COUNT; i++) {
        memcpy(a + 2 * i, "a ", 2);
        memcpy(b + 2 * i, "b ", 2);
    }
    work work = {0};
    arena_init(&work.arena, &work.memory);
    const words_runs runs = words_compare(&work.arena, &work.arena, str_of(a), str_of(b));
    assert_int_equal(runs.count, 2);
    assert_int_equal(runs.items[0].kind, WORDS_GONE);
    assert_int_equal(runs.items[0].text.len, COUNT * 2 - 1);
    assert_int_equal(runs.items[1].kind, WORDS_NEW);
    arena_finish(&work.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stays_goes_and_comes),
        cmocka_unit_test(case_and_marks_are_no_difference),
        cmocka_unit_test(an_empty_side),
        cmocka_unit_test(long_texts_are_replaced_as_a_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
