/* error.h: a message is one line of valid UTF-8 that fits. */
#include "base/error.h"
#include "base/utf8.h"
#include "unit/base/fixture.h"

#include <string.h>

static void status_and_message_are_noted(void **state)
{
    (void)state;
    readout_error error;
    assert_int_equal(error_set(&error, READOUT_ERR_INPUT, "no %s in %d", "file", 7),
                     READOUT_ERR_INPUT);
    assert_int_equal(error.status, READOUT_ERR_INPUT);
    assert_string_equal(error.message, "no file in 7");
}

static void clearing_notes_success(void **state)
{
    (void)state;
    readout_error error;
    (void)error_set(&error, READOUT_ERR_IO, "x");
    assert_int_equal(error_clear(&error), READOUT_OK);
    assert_int_equal(error.status, READOUT_OK);
    assert_string_equal(error.message, "");
}

static void nobody_has_to_listen(void **state)
{
    (void)state;
    assert_int_equal(error_set(NULL, READOUT_ERR_MODEL, "x"), READOUT_ERR_MODEL);
    assert_int_equal(error_clear(NULL), READOUT_OK);
}

static void a_message_is_one_line(void **state)
{
    (void)state;
    readout_error error;
    (void)error_set(&error, READOUT_ERR_INPUT, "a\nb\r\tc\x1b[1m\x7f%s%s", "\xc2\x9b",
                    "\xe2\x80\xa8");
    assert_string_equal(error.message, "a b  c [1m      ");
}

static void bytes_that_are_no_utf8_become_question_marks(void **state)
{
    (void)state;
    readout_error error;
    (void)error_set(&error, READOUT_ERR_INPUT, "%s", "caf\xe9 \xc3\xa9 \xff");
    assert_string_equal(error.message, "caf? \xc3\xa9 ?");
}

/* Whatever the character at the cut and wherever it starts. */
static void a_long_message_is_cut_at_a_character(void **state)
{
    arena *arena = arena_of(state);
    static const char *const CHARACTERS[] = {"a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80"};
    for (size_t width = 1; width <= 4; width++)
        for (size_t shift = 0; shift < 4; shift++) {
            buffer text = {.arena = arena};
            for (size_t i = 0; i < shift; i++)
                buffer_add_byte(&text, '.');
            for (size_t i = 0; i < 600; i++)
                buffer_add(&text, str_of(CHARACTERS[width - 1]));
            readout_error error;
            (void)error_set(&error, READOUT_ERR_INPUT, "%.*s", STR_ARG(buffer_str(&text)));
            const size_t len = strlen(error.message);
            assert_true(len < sizeof error.message && len + width >= sizeof error.message);
            assert_int_equal((len - shift) % width, 0);
            assert_memory_equal(error.message, text.data, len);
        }
}

static void a_message_that_just_fits_is_kept(void **state)
{
    arena *arena = arena_of(state);
    readout_error error;
    (void)error_set(&error, READOUT_ERR_INPUT, "%*d", (int)sizeof error.message - 1, 5);
    assert_int_equal(strlen(error.message), sizeof error.message - 1);
    assert_int_equal(error.message[sizeof error.message - 2], '5');
    (void)arena;
}

static void a_message_may_contain_the_one_before(void **state)
{
    (void)state;
    readout_error error;
    (void)error_set(&error, READOUT_ERR_INPUT, "inner");
    (void)error_set(&error, READOUT_ERR_MODEL, "outer: %s", error.message);
    assert_string_equal(error.message, "outer: inner");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(status_and_message_are_noted),
        specification(clearing_notes_success),
        specification(nobody_has_to_listen),
        specification(a_message_is_one_line),
        specification(bytes_that_are_no_utf8_become_question_marks),
        specification(a_long_message_is_cut_at_a_character),
        specification(a_message_that_just_fits_is_kept),
        specification(a_message_may_contain_the_one_before),
    };
    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
