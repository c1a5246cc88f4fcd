/* The record as a page: for a terminal and as Markdown. */
#include "base/utf8.h"
#include "unit/record/fixture.h"

static const readout_part PARTS[] = {READOUT_PART_BRIEF,      READOUT_PART_EXTRACT,
                                     READOUT_PART_STATEMENTS, READOUT_PART_QUOTATIONS,
                                     READOUT_PART_COPIES,     READOUT_PART_TIMELINE};

static char *page_of(readout_view view)
{
    readout_record *record = fixture_make();
    char *text = fixture_write(record, view);
    readout_record_free(record);
    return text;
}

static void assert_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("not found: %s\nin: %s", part, text);
}

static void brief_folds_the_copy(void **state)
{
    (void)state;
    char *text = page_of((readout_view){.width = 80});
    assert_holds(text, "3 documents, 1 report once copies are folded; 1 copy; 1 could not be");
    assert_holds(text, "\n    2   The Corvane Review, pile/page.html: a paraphrased copy of 1");
    assert_holds(text, "both seem to descend from a\n  text that is not here");
    assert_holds(text, "problem: not text: NUL bytes");
    free(text);
}

static void lines_end_with_their_source(void **state)
{
    (void)state;
    char *text = page_of((readout_view){.width = 80});
    assert_holds(
        text, "denies    the claim (denied, indirect, on 2022-03-14)                    [1:3]\n");
    assert_holds(
        text, "“We asked nothing,”                                                     [2@28]\n");
    assert_holds(
        text, "Home | World                                                             [1:5]\n");
    free(text);
}

static void no_line_is_wider_than_asked(void **state)
{
    (void)state;
    for (unsigned width = 40; width < 130; width += 7)
        for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
            char *text = page_of((readout_view){.part = PARTS[i], .width = width});
            str rest = str_of(text);
            for (str line; str_line(&rest, &line);)
                if (utf8_width(line) > width)
                    fail_msg("%u: %.*s", width, STR_ARG(line));
            free(text);
        }
}

static void control_characters_never_get_through(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
        for (unsigned face = 0; face <= READOUT_FACE_MARKDOWN; face++) {
            char *text = page_of((readout_view){.part = PARTS[i], .face = (readout_face)face});
            assert_null(strchr(text, '\033'));
            free(text);
        }
    char *text = page_of((readout_view){.part = READOUT_PART_EXTRACT});
    assert_holds(text, "she said\\x1b[31m.");
    free(text);
}

static void colour_only_when_wanted(void **state)
{
    (void)state;
    char *text = page_of((readout_view){.color = true});
    assert_holds(text, "\033[31mdenies\033[0m");
    assert_holds(text, "\033[2m[1:3]\033[0m");
    free(text);
}

static void markdown_has_tables_and_sources(void **state)
{
    (void)state;
    char *text = page_of((readout_view){.face = READOUT_FACE_MARKDOWN});
    assert_holds(text, "# Talks end `[1:1]`\n");
    assert_holds(text, "| when | what | source |\n|---|---|---|\n| **2022-03-14** | Anna Berg");
    assert_holds(text, "- Home \\| World `[1:5]`\n");
    free(text);
}

static bool stop(void *payload, const char *data, size_t len)
{
    (void)data;
    (void)len;
    ++*(int *)payload;
    return false;
}

static void a_writer_that_stops_is_an_io_error(void **state)
{
    (void)state;
    readout_record *record = fixture_make();
    readout_error error;
    int calls = 0;
    assert_int_equal(readout_record_write(record, NULL, stop, &calls, &error), READOUT_ERR_IO);
    assert_int_equal(calls, 1);
    assert_int_equal(readout_record_write(NULL, NULL, stop, &calls, NULL), READOUT_ERR_ARGUMENT);
    readout_record_free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brief_folds_the_copy),
        cmocka_unit_test(lines_end_with_their_source),
        cmocka_unit_test(no_line_is_wider_than_asked),
        cmocka_unit_test(control_characters_never_get_through),
        cmocka_unit_test(colour_only_when_wanted),
        cmocka_unit_test(markdown_has_tables_and_sources),
        cmocka_unit_test(a_writer_that_stops_is_an_io_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
