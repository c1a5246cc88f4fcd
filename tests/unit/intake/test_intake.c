/* intake.c and report.c: one report from its bytes. */
#include "unit/intake/reading.h"

static report *read_input(void **state, const readout_input *input)
{
    arena *arena = arena_of(state);
    report *report = arena_new(arena, struct report);
    struct arena scratch;
    arena_init(&scratch, arena->memory);
    intake_read(arena, &scratch, input, report);
    arena_finish(&scratch);
    return report;
}

static void the_id_comes_from_the_content(void **state)
{
    report *report = read_report(state, STR("A ferry sank in the harbour on Tuesday night."));
    assert_int_equal(report->id.len, 13);
    assert_int_equal(report->id.data[0], 'r');
    assert_text(str_slice(report->sha256, 0, 12),
                arena_cstr(arena_of(state), str_slice(report->id, 1, 13)));
    assert_text(report->language, "en");
}

static void what_is_given_wins(void **state)
{
    readout_input input = {
        .content = STR("Fog over the harbour again\nBy Max Roe\nPublished: March 14, 2022\n\n"
                       "A ferry sank in the harbour on Tuesday night, the police said.\n"),
        .id = STR("x7"),
        .title = STR("Ferry sinks"),
        .author = STR("Jane Doe and Ida Holm"),
        .outlet = STR("Harbour Times"),
        .published = STR("2021-01-02T10:00:00Z"),
        .url = STR("https://example.org/2020/05/06/ferry"),
    };
    report *report = read_input(state, &input);
    assert_text(report->id, "x7");
    assert_text(report->title, "Ferry sinks");
    assert_text(report->outlet, "Harbour Times");
    assert_int_equal(report->authors.count, 2);
    assert_text(report->authors.items[1], "Ida Holm");
    assert_int_equal(report->published.date.year, 2021);
    assert_int_equal(report->published.basis, READOUT_BASIS_METADATA);
}

static void the_address_dates_a_report_that_nothing_else_dates(void **state)
{
    readout_input input = {.content = STR("A ferry sank in the harbour on Tuesday night."),
                           .url = STR("https://example.org/2020/05/06/ferry")};
    report *report = read_input(state, &input);
    assert_int_equal(report->published.date.month, 5);
    assert_int_equal(report->published.basis, READOUT_BASIS_URL);
}

static void an_author_that_is_no_person_is_kept_whole(void **state)
{
    readout_input input = {.content = STR("A ferry sank in the harbour on Tuesday night."),
                           .author = STR("Harbour News Agency")};
    report *report = read_input(state, &input);
    assert_int_equal(report->authors.count, 1);
    assert_text(report->authors.items[0], "Harbour News Agency");
}

static void bad_content_is_a_problem_and_no_error(void **state)
{
    assert_text(read_report(state, STR(""))->problem, "empty");
    assert_text(read_report(state, STR("\n \n"))->problem, "empty");
    assert_text(read_report(state, STR("%PDF-1.4 and more"))->problem, "a PDF file, not text");
    assert_text(read_report(state, STR("Advertisement\n"))->problem, "no text of a story in it");
}

static void problems_are_strung_together(void **state)
{
    report report = {0};
    report_problem(arena_of(state), &report, STR("one"));
    report_problem(arena_of(state), &report, STR("two"));
    assert_text(report.problem, "one; two");
}

static void a_report_without_a_map_has_no_source(void **state)
{
    (void)state;
    report report = {.text = STR("abc")};
    uint32_t start;
    uint32_t end;
    assert_false(report_source(&report, 0, 1, &start, &end));
    assert_int_equal(report_line(&report, 0), 0);
}

static void a_long_line_takes_time_in_proportion(void **state)
{
    buffer text = {.arena = arena_of(state)};
    for (int i = 0; i < 400000; i++)
        buffer_add(&text, STR("a word and \xe2\x80\x9c"
                              "another\xe2\x80\x9d"
                              ", "));
    report *report = read_report(state, buffer_str(&text));
    assert_int_equal(report->blocks.count, 1);
    assert_text(report->problem, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(the_id_comes_from_the_content),
        specification(what_is_given_wins),
        specification(the_address_dates_a_report_that_nothing_else_dates),
        specification(an_author_that_is_no_person_is_kept_whole),
        specification(bad_content_is_a_problem_and_no_error),
        specification(problems_are_strung_together),
        specification(a_report_without_a_map_has_no_source),
        specification(a_long_line_takes_time_in_proportion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
