/* Building a record, and asking it for text, bytes and lines. */
#include "unit/record/fixture.h"

static void lists_have_the_pile_order(void **state)
{
    (void)state;
    readout_record *record = fixture_make();
    size_t count;
    const readout_report *reports = readout_record_reports(record, &count);
    assert_int_equal(count, 3);
    assert_int_equal(reports[1].first_sentence, 3);
    assert_int_equal(reports[1].first_excluded, 1);
    const readout_statement *said = readout_record_statements(record, &count);
    assert_int_equal(count, 3);
    assert_int_equal(said[2].report, 1);
    assert_int_equal(said[2].sentence, 3);
    assert_int_equal(said[0].when, 0);
    assert_int_equal(said[1].when, READOUT_NONE);
    readout_record_free(record);
}

static void a_span_has_words_bytes_and_a_line(void **state)
{
    (void)state;
    readout_record *record = fixture_make();
    const readout_span span = {0, 49, 82}; /* "We asked for nothing," she said. */
    uint32_t start;
    uint32_t end;
    assert_true(readout_record_source(record, span, &start, &end));
    assert_int_equal(start, 49);
    assert_int_equal(end, 82);
    assert_int_equal(readout_record_line(record, span), 3);
    assert_int_equal(readout_record_line(record, (readout_span){0, 59, 63}), 4);
    assert_string_equal(readout_record_text(record, (readout_span){0, 59, 62}).data,
                        "for nothing,\" she said.");
    readout_record_free(record);
}

/* The space where two lines were joined is the line break of the file. */
static void a_gap_maps_to_the_bytes_between(void **state)
{
    (void)state;
    readout_record *record = fixture_make();
    uint32_t start;
    uint32_t end;
    assert_true(readout_record_source(record, (readout_span){0, 58, 59}, &start, &end));
    assert_int_equal(start, 58);
    assert_int_equal(end, 59);
    assert_true(readout_record_source(record, (readout_span){0, 9, 11}, &start, &end));
    assert_int_equal(start, 9);
    assert_int_equal(end, 11);
    readout_record_free(record);
}

static void what_is_no_span_gives_nothing(void **state)
{
    (void)state;
    readout_record *record = fixture_make();
    uint32_t start = 7;
    uint32_t end = 7;
    const readout_span wrong[] = {{READOUT_NONE, 0, 0}, {3, 0, 1}, {0, 5, 5}, {0, 5, 4},
                                  {0, 0, 1000},         {1, 0, 4}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(readout_record_source(record, wrong[i], &start, &end));
        assert_int_equal(readout_record_line(record, wrong[i]), 0);
    }
    assert_int_equal(start, 7);
    assert_int_equal(readout_record_text(record, wrong[4]).len, 0);
    readout_record_free(record);
    readout_record_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_have_the_pile_order),
        cmocka_unit_test(a_span_has_words_bytes_and_a_line),
        cmocka_unit_test(a_gap_maps_to_the_bytes_between),
        cmocka_unit_test(what_is_no_span_gives_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
