/* json_line.c: one line of JSON lines. */
#include "intake/intake.h"
#include "unit/base/fixture.h"

#define refused(line, expected)                                                                    \
    do {                                                                                           \
        readout_input input = {0};                                                                 \
        str problem = {0};                                                                         \
        assert_false(intake_json_line(arena_of(state), (line), &input, &problem));                 \
        assert_text(problem, expected);                                                            \
        assert_int_equal(input.content.len, 0);                                                    \
    } while (0)

static readout_input accepted(void **state, str line)
{
    readout_input input = {0};
    str problem = {0};
    bool done = intake_json_line(arena_of(state), line, &input, &problem);
    assert_text(problem, "");
    assert_true(done);
    return input;
}

static void fields_are_read_and_others_ignored(void **state)
{
    readout_input input = accepted(
        state, STR("{\"id\":\"a1\",\"url\":\"http://x\",\"outlet\":\"Harbour Times\",\"title\":"
                   "\"Fog\",\"author\":\"Jane Doe\",\"published\":\"2022-03-14\",\"text\":"
                   "\"A\\nB\",\"extra\":{\"deep\":[1,2]}}"));
    assert_text(input.id, "a1");
    assert_text(input.url, "http://x");
    assert_text(input.outlet, "Harbour Times");
    assert_text(input.title, "Fog");
    assert_text(input.author, "Jane Doe");
    assert_text(input.published, "2022-03-14");
    assert_text(input.content, "A\nB");
    assert_int_equal(input.format, READOUT_FORMAT_TEXT);
}

static void html_is_told_by_its_field(void **state)
{
    readout_input input = accepted(state, STR("{\"html\":\"<p>A</p>\"}"));
    assert_int_equal(input.format, READOUT_FORMAT_HTML);
    input = accepted(state, STR("{\"text\":\"\",\"html\":\"<p>A</p>\"}"));
    assert_int_equal(input.format, READOUT_FORMAT_HTML);
}

static void authors_may_be_a_list(void **state)
{
    readout_input input =
        accepted(state, STR("{\"authors\":[\"Jane Doe\",\"Max Roe\"],\"text\":\"A\"}"));
    assert_text(input.author, "Jane Doe; Max Roe");
}

static void null_is_absent_and_a_number_may_be_an_id(void **state)
{
    readout_input input = accepted(state, STR("{\"id\":12,\"title\":null,\"text\":\"A\"}"));
    assert_text(input.id, "12");
    assert_text(input.title, "");
}

static void wrong_types_are_named(void **state)
{
    refused(STR("{\"title\":5,\"text\":\"A\"}"), "field \"title\" is a number, not text");
    refused(STR("{\"text\":[\"A\"]}"), "field \"text\" is a list, not text");
    refused(STR("{\"authors\":[{}],\"text\":\"A\"}"),
            "field \"authors\" holds an object, not text");
    refused(STR("[1]"), "a list, not a JSON object");
    refused(STR("{\"title\":\"A\"}"), "neither \"text\" nor \"html\"");
}

static void a_field_twice_is_refused(void **state)
{
    readout_input input = {0};
    str problem = {0};
    assert_false(intake_json_line(arena_of(state), STR("{\"text\":\"A\",\"text\":\"B\"}"), &input,
                                  &problem));
    assert_true(str_find(problem, STR("duplicate object key"), 0) != SIZE_MAX);
}

static void broken_lines_are_refused(void **state)
{
    readout_input input = {0};
    str problem = {0};
    assert_false(intake_json_line(arena_of(state), STR("{\"text\":\"A"), &input, &problem));
    assert_true(str_starts(problem, STR("no JSON object: ")));
    assert_false(intake_json_line(arena_of(state), STR(""), &input, &problem));
}

static void nul_escapes_stay_in_the_text(void **state)
{
    readout_input input = accepted(state, STR("{\"title\":\"A\\u0000B\",\"text\":\"A\\u0000B\"}"));
    assert_true(str_equal(input.content, STR("A\0B")));
    assert_text(input.title, "A B");
}

static void half_a_surrogate_pair_costs_one_character_only(void **state)
{
    readout_input input = accepted(state, STR("{\"text\":\"A\\ud83dB \\ud83d\\ude00\"}"));
    assert_text(input.content, "A\xef\xbf\xbd"
                               "B \xf0\x9f\x98\x80");
}

static void wrong_bytes_cost_one_character_only(void **state)
{
    assert_text(accepted(state, STR("{\"text\":\"caf\xe9!\"}")).content, "caf\xef\xbf\xbd!");
}

static void depth_is_bounded(void **state)
{
    buffer line = {.arena = arena_of(state)};
    buffer_add(&line, STR("{\"text\":\"A\",\"x\":"));
    for (int i = 0; i < 100000; i++)
        buffer_add_byte(&line, '[');
    refused(buffer_str(&line), "JSON nested deeper than 256");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(fields_are_read_and_others_ignored),
        specification(html_is_told_by_its_field),
        specification(authors_may_be_a_list),
        specification(null_is_absent_and_a_number_may_be_an_id),
        specification(wrong_types_are_named),
        specification(a_field_twice_is_refused),
        specification(broken_lines_are_refused),
        specification(nul_escapes_stay_in_the_text),
        specification(half_a_surrogate_pair_costs_one_character_only),
        specification(wrong_bytes_cost_one_character_only),
        specification(depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
