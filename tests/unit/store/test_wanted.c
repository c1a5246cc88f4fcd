/* What a user types, as FTS5 gets it. */
#include "store/wanted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *words;
    const char *match; /* NULL: refused */
} rows[] = {
    {"", ""},
    {"embassy", "((\"embassy\"))"},
    {" two  words ", "((\"two\") AND (\"words\"))"},
    {"\"state dept\" -oil", "((\"state dept\")) NOT (\"oil\")"},
    {"syria OR iraq war", "((\"syria\" OR \"iraq\") AND (\"war\"))"},
    {"embass*", "((\"embass*\"*))"},
    {"gov* co", "((\"gov*\"*) AND (\"co\"))"},
    {"co*", NULL},
    {"OR", ""},
    {"OR a", "((\"a\"))"},
    {"a OR", "((\"a\"))"},
    {"a - b", "((\"a\") AND (\"b\"))"},
    {"\"unclosed phrase", "((\"unclosed phrase\"))"},
    {"x\"y", "((\"xy\"))"},
    {"... !", ""},
    {"-only", NULL},
    {"\xff", NULL},
};

static void check(void *context)
{
    arena arena;
    arena_init(&arena, context);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        str match = {NULL, 0};
        str problem = {NULL, 0};
        const bool read = wanted_match(&arena, str_of(rows[i].words), &match, &problem);
        assert_true(read == (rows[i].match != NULL));
        if (read)
            assert_string_equal(arena_cstr(&arena, match), rows[i].match);
        else
            assert_true(problem.len > 0);
    }
    buffer many = {.arena = &arena};
    str match;
    str problem;
    for (int i = 0; i <= WANTED_WORDS_MAX; i++)
        buffer_add(&many, STR("a "));
    assert_false(wanted_match(&arena, buffer_str(&many), &match, &problem));
    arena_finish(&arena);
}

static void every_word_is_quoted(void **state)
{
    memory memory = {0};
    (void)state;
    assert_true(memory_try(&memory, check, &memory));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_quoted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
