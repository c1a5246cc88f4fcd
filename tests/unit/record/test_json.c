/* The record as JSON: docs/record.md. */
#include "unit/record/fixture.h"

static void assert_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("not found: %s\nin: %s", part, text);
}

static char *json_of(readout_part part)
{
    readout_record *record = fixture_make();
    char *text = fixture_write(record, (readout_view){.part = part, .face = READOUT_FACE_JSON});
    readout_record_free(record);
    return text;
}

static void brief_has_every_key(void **state)
{
    (void)state;
    static const char *const keys[] = {"\"format\":\"readout-record/1\"",
                                       "\"engine\":{\"version\":\"" READOUT_VERSION "\"",
                                       "\"model\":\"test 1\"",
                                       "\"reports\":[",
                                       "\"entities\":[",
                                       "\"statements\":[",
                                       "\"quotations\":[",
                                       "\"copies\":[",
                                       "\"shared_sources\":[",
                                       "\"claims\":[]",
                                       "\"differences\":[]",
                                       "\"times\":[",
                                       "\"timeline\":[",
                                       "\"events\":[]"};
    char *text = json_of(READOUT_PART_BRIEF);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        assert_holds(text, keys[i]);
    free(text);
}

static void reports_have_dates_sentences_and_problems(void **state)
{
    (void)state;
    char *text = json_of(READOUT_PART_BRIEF);
    assert_holds(text, "\"published\":{\"value\":\"2022-03-14\",\"precision\":\"day\","
                       "\"basis\":\"stated\",\"why\":\"dateline\"}");
    assert_holds(text, "\"published\":{\"value\":null,\"precision\":null,\"basis\":\"none\"");
    assert_holds(text, "{\"id\":\"r1.s1\",\"start\":0,\"end\":9,\"source\":[0,9],"
                       "\"kind\":\"headline\",\"line\":1}");
    assert_holds(text, "{\"id\":\"r2.s1\",\"start\":0,\"end\":24,\"source\":null,"
                       "\"kind\":\"prose\",\"line\":null}");
    assert_holds(text, "{\"kind\":\"nav\",\"source\":[83,95],\"text\":\"Home | World\"}");
    assert_holds(text, "\"problem\":\"not text: NUL bytes\"");
    assert_holds(text, "\"problem\":null");
    free(text);
}

static void statements_point_at_bytes(void **state)
{
    (void)state;
    char *text = json_of(READOUT_PART_STATEMENTS);
    assert_holds(text,
                 "{\"id\":\"r1.st1\",\"report\":\"r1\",\"sentence\":\"r1.s2\","
                 "\"speaker\":{\"entity\":\"e1\",\"text\":\"Anna Berg\",\"span\":{"
                 "\"report\":\"r1\",\"start\":11,\"end\":20,\"text\":\"Anna Berg\","
                 "\"source\":[11,20],\"line\":3},\"named\":true,\"number\":\"one\",\"same_as\":");
    assert_holds(text, "\"addressee\":null,\"channel\":[],\"mode\":\"indirect\","
                       "\"polarity\":\"deny\"");
    assert_holds(text, "\"within\":null,\"when\":\"r1.t1\"");
    assert_holds(text, "\"id\":\"r2.st1\"");
    assert_null(strstr(text, "\"timeline\""));
    free(text);
}

static void copies_and_quotations_and_timeline(void **state)
{
    (void)state;
    char *text = json_of(READOUT_PART_BRIEF);
    assert_holds(text, "{\"copy\":\"r2\",\"of\":\"r1\",\"kind\":\"paraphrase\","
                       "\"direction\":\"certain\",\"missing_ancestor\":true,\"score\":0.98");
    assert_holds(text, "{\"reports\":[\"r1\",\"r2\"],\"speaker\":\"Anna Berg\",\"spans\":[");
    assert_holds(text, "\"verdict\":\"altered\",\"changes\":[{\"kind\":\"truncation\","
                       "\"a\":\"for nothing\",\"b\":\"nothing\"}]");
    assert_holds(text, "\"when\":{\"value\":\"2022-03-14\",\"precision\":\"day\","
                       "\"earliest\":\"2022-03-14\",\"latest\":\"2022-03-14\"}");
    assert_holds(text, "\"time\":\"r1.t1\",\"resolved_by\":\"weekday before the report\","
                       "\"reports\":[\"r1\",\"r2\"]");
    free(text);
}

static void control_characters_are_escaped(void **state)
{
    (void)state;
    char *text = json_of(READOUT_PART_EXTRACT);
    assert_holds(text, "she said\\u001b[31m.");
    for (const char *at = text; *at != '\0'; at++)
        assert_true((unsigned char)*at >= 0x20 || *at == '\n');
    free(text);
}

static void extract_is_one_line_a_report(void **state)
{
    (void)state;
    char *text = json_of(READOUT_PART_EXTRACT);
    size_t lines = 0;
    for (const char *at = text; *at != '\0'; at++)
        lines += *at == '\n' ? 1 : 0;
    assert_int_equal(lines, 3);
    assert_holds(text, "{\"id\":\"r1\",\"path\":\"pile/agency.txt\"");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brief_has_every_key),
        cmocka_unit_test(reports_have_dates_sentences_and_problems),
        cmocka_unit_test(statements_point_at_bytes),
        cmocka_unit_test(copies_and_quotations_and_timeline),
        cmocka_unit_test(control_characters_are_escaped),
        cmocka_unit_test(extract_is_one_line_a_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
