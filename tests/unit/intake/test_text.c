/* text.c and its parts: lines, wraps, furniture by place, the way back to the original. */
#include "unit/intake/reading.h"

#define STORY                                                                                      \
    "Two ferries collided outside the harbour on Tuesday night, the coast guard said.\n\n"         \
    "Nobody was hurt, and both ships reached the quay under their own power.\n\n"                  \
    "An inquiry will look at the radar of the larger ship, a spokesman told reporters.\n"
#define STORY_READ                                                                                 \
    "prose: Two ferries collided outside the harbour on Tuesday night, the coast guard said.\n"    \
    "prose: Nobody was hurt, and both ships reached the quay under their own power.\n"             \
    "prose: An inquiry will look at the radar of the larger ship, a spokesman told reporters.\n"

/* ---- Paragraphs ---------------------------------------------------------------------- */

static void paragraphs_of_one_line_each_stay_apart(void **state)
{
    assert_read(state, "Ferries collide\n\n" STORY, "headline: Ferries collide\n" STORY_READ);
}

static void a_text_without_headline_has_none(void **state)
{
    assert_read(state, STORY, STORY_READ);
    assert_text(read_report(state, STR(STORY))->title, "");
}

static void hard_wrapped_lines_are_joined_with_one_space(void **state)
{
    assert_read(
        state,
        "The coast guard said on Tuesday that two ferries had collided in\n"
        "the fog outside the harbour. Nobody was hurt, and both ships were\n"
        "able to reach the quay.\n"
        "\n"
        "An inquiry will look at the radar of the larger ship, which had\n"
        "been repaired last week.\n",
        "prose: The coast guard said on Tuesday that two ferries had collided in the fog "
        "outside the harbour. Nobody was hurt, and both ships were able to reach the quay.\n"
        "prose: An inquiry will look at the radar of the larger ship, which had been "
        "repaired last week.\n");
}

static void lines_broken_behind_a_link_at_the_start_of_a_paragraph_are_joined(void **state)
{
    assert_read(state,
                "Harbour closed after two ferries collide in the fog\n"
                "The\n"
                "Northern ferry company said that its ship had been on time and that\n"
                "the captain had seen nothing.\n"
                "Divers\n"
                "say the hull of the smaller ship was torn open over a length of six\n"
                "metres, but that the pumps had kept it afloat.\n"
                "\"We\n"
                "were lucky,\" said Ida Holm, who was on board with two children and a\n"
                "dog.\n"
                "A lucky night\n"
                "Tuesday's\n"
                "fog was the thickest in the harbour for years, fishermen said on the\n"
                "quay.\n",
                "headline: Harbour closed after two ferries collide in the fog\n"
                "prose: The Northern ferry company said that its ship had been on time and that "
                "the captain had seen nothing.\n"
                "prose: Divers say the hull of the smaller ship was torn open over a length of "
                "six metres, but that the pumps had kept it afloat.\n"
                "prose: \"We were lucky,\" said Ida Holm, who was on board with two children and "
                "a dog.\n"
                "headline: A lucky night\n"
                "prose: Tuesday's fog was the thickest in the harbour for years, fishermen said "
                "on the quay.\n");
}

static void an_abbreviation_at_the_end_of_a_line_ends_no_paragraph(void **state)
{
    assert_read(state,
                "A long line that wraps here is followed by an officer of the U.S.\n"
                "Navy who had come to see the damage, and by a second one who had\n"
                "not been asked to come at all.\n",
                "prose: A long line that wraps here is followed by an officer of the U.S. Navy "
                "who had come to see the damage, and by a second one who had not been asked to "
                "come at all.\n");
}

static void a_word_of_the_page_that_ends_a_sentence_is_prose(void **state)
{
    assert_read(state,
                "The harbour master said that nobody had been on the bridge when he\n"
                "called, and that it was not the first time; later he wrote so on\n"
                "Twitter.\n"
                "The owner of the ferry said that the captain had been asked to come\n"
                "to the office.\n",
                "prose: The harbour master said that nobody had been on the bridge when he "
                "called, and that it was not the first time; later he wrote so on Twitter.\n"
                "prose: The owner of the ferry said that the captain had been asked to come to "
                "the office.\n");
}

static void list_items_stay_apart(void **state)
{
    assert_read(state,
                "The captain named three reasons for the accident on Tuesday night:\n"
                "- the fog\n"
                "- the tide\n"
                "- the radar\n",
                "prose: The captain named three reasons for the accident on Tuesday night:\n"
                "prose: - the fog\nprose: - the tide\nprose: - the radar\n");
}

static void a_short_line_between_paragraphs_is_a_crosshead(void **state)
{
    assert_read(state,
                STORY "\nOpen questions\n\nThe captain has not spoken to the police so far.\n",
                STORY_READ "headline: Open questions\n"
                           "prose: The captain has not spoken to the police so far.\n");
}

/* ---- Furniture by place -------------------------------------------------------------- */

static void the_headline_once_more_is_a_repeat(void **state)
{
    assert_read(state,
                "Ferries collide in the fog\n\nFerries collide in the fog\n\n"
                "Local, Sea | Ferries collide in the fog\n\n" STORY,
                "headline: Ferries collide in the fog\n" STORY_READ
                "- repeat: Ferries collide in the fog\n"
                "- repeat: Local, Sea | Ferries collide in the fog\n");
}

static void everything_below_a_footer_is_excluded(void **state)
{
    assert_read(state,
                STORY "\nRelated articles\n\nFog in the harbour again\n\nLeave a comment\n\n"
                      "Harbour Times is a small paper that has looked at ships since 1901.\n\n"
                      "Back to top\n",
                STORY_READ "- promo: Related articles\n"
                           "- promo: Fog in the harbour again\n"
                           "- comment: Leave a comment\n"
                           "- comment: Harbour Times is a small paper that has looked at ships "
                           "since 1901.\n"
                           "- nav: Back to top\n");
}

static void a_comment_counter_above_the_story_ends_nothing(void **state)
{
    assert_read(state, "Ferries collide in the fog\n\nNo comments\n\n" STORY,
                "headline: Ferries collide in the fog\n" STORY_READ "- comment: No comments\n");
}

static void loose_lines_between_the_story_and_a_footer_are_excluded(void **state)
{
    assert_read(state, STORY "\nHarbour Office\n\nbottom of page\n",
                STORY_READ "- nav: Harbour Office\n- nav: bottom of page\n");
}

static void who_contributed_is_kept(void **state)
{
    assert_read(state, STORY "\nIda Holm and Per Lund contributed to this report.\n",
                STORY_READ "credit: Ida Holm and Per Lund contributed to this report.\n");
}

static void a_last_sentence_cut_off_is_kept(void **state)
{
    assert_read(state, STORY "\nThe owner of the ferry said that he\n",
                STORY_READ "prose: The owner of the ferry said that he\n");
}

static void prose_about_websites_is_kept(void **state)
{
    const char *text =
        "The newspaper asked its readers to sign up for a boycott, the police said on Monday.\n\n"
        "Lawmakers want companies such as Facebook and Twitter to publish their privacy rules.\n";
    const char *expected =
        "prose: The newspaper asked its readers to sign up for a boycott, the police said on "
        "Monday.\n"
        "prose: Lawmakers want companies such as Facebook and Twitter to publish their privacy "
        "rules.\n";
    assert_read(state, text, expected);
}

/* ---- What a text states of itself ---------------------------------------------------- */

static void title_authors_and_dates_are_read_from_the_top(void **state)
{
    report *report = read_report(state, STR("Ferries collide in the fog\n"
                                            "By Ida Holm and Per Lund, Shipping Correspondents\n"
                                            "Published: March 14, 2022\n"
                                            "Updated 15 March 2022 10:00\n\n" STORY));
    assert_text(report->title, "Ferries collide in the fog");
    assert_int_equal(report->authors.count, 2);
    assert_text(report->authors.items[0], "Ida Holm");
    assert_text(report->authors.items[1], "Per Lund");
    assert_text(date_format(arena_of(state), report->published.date), "2022-03-14");
    assert_int_equal(report->published.basis, READOUT_BASIS_STATED);
    assert_text(date_format(arena_of(state), report->modified.date), "2022-03-15");
    assert_int_equal(report->excluded.count, 3);
}

static void a_dateline_without_a_year_is_noted_but_gives_no_date(void **state)
{
    report *report = read_report(
        state,
        STR("MARSTAD, March 14 (Wire) - Two ferries collided on Tuesday night in the fog.\n"));
    assert_int_equal(report->published.date.year, 0);
    assert_int_equal(report->published.basis, READOUT_BASIS_NONE);
    assert_text(report->published.why, "dateline \"MARSTAD, March 14 (Wire)\" has no year");
    assert_int_equal(report->blocks.count, 1);
}

static void a_copyright_year_is_no_date(void **state)
{
    report *report = read_report(state, STR(STORY "\nCopyright 14 March 2025 Harbour Times\n"));
    assert_int_equal(report->published.date.year, 0);
    assert_int_equal(report->modified.date.year, 0);
}

/* ---- The way back -------------------------------------------------------------------- */

static void every_kept_byte_leads_back_to_its_original(void **state)
{
    str content =
        STR("Menu\r\n\r\nFerries collide in the fog\r\n\r\nThe coast guard said that two\r\n"
            "ships had met \xe2\x80\x9con a bad night\xe2\x80\x9d for everyone.\r\n");
    report *report = read_report(state, content);
    assert_true(report->has_source);
    for (uint32_t at = 0; at < report->text.len; at++) {
        uint32_t start;
        uint32_t end;
        assert_true(report_source(report, at, at + 1, &start, &end));
        char byte = report->text.data[at];
        if (byte != ' ' && byte != '\n') {
            assert_int_equal(end, start + 1);
            assert_int_equal(content.data[start], byte);
        }
    }
}

static void lines_are_counted_from_one(void **state)
{
    report *report = read_report(state, STR("Ferries collide in the fog\n\n" STORY));
    assert_int_equal(report_line(report, report->blocks.items[0].start), 1);
    assert_int_equal(report_line(report, report->blocks.items[1].start), 3);
    assert_int_equal(report_line(report, report->blocks.items[3].start), 7);
}

static void an_exclusion_says_where_it_stood(void **state)
{
    str content = STR(STORY "\nLeave a comment\n");
    report *report = read_report(state, content);
    const exclusion *last = &report->excluded.items[0];
    assert_true(last->has_source);
    assert_text(str_slice(content, last->source_start, last->source_end), "Leave a comment");
}

static void more_lines_than_the_limit_are_left_out_and_that_is_said(void **state)
{
    buffer text = {.arena = arena_of(state)};
    for (int i = 0; i < INTAKE_BLOCKS_MAX + 10; i++)
        buffer_add(&text, STR("a\n"));
    report *report = read_report(state, buffer_str(&text));
    assert_text(report->problem, "more than 200000 lines; the rest was left out");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(paragraphs_of_one_line_each_stay_apart),
        specification(a_text_without_headline_has_none),
        specification(hard_wrapped_lines_are_joined_with_one_space),
        specification(lines_broken_behind_a_link_at_the_start_of_a_paragraph_are_joined),
        specification(an_abbreviation_at_the_end_of_a_line_ends_no_paragraph),
        specification(a_word_of_the_page_that_ends_a_sentence_is_prose),
        specification(list_items_stay_apart),
        specification(a_short_line_between_paragraphs_is_a_crosshead),
        specification(the_headline_once_more_is_a_repeat),
        specification(everything_below_a_footer_is_excluded),
        specification(a_comment_counter_above_the_story_ends_nothing),
        specification(loose_lines_between_the_story_and_a_footer_are_excluded),
        specification(who_contributed_is_kept),
        specification(a_last_sentence_cut_off_is_kept),
        specification(prose_about_websites_is_kept),
        specification(title_authors_and_dates_are_read_from_the_top),
        specification(a_dateline_without_a_year_is_noted_but_gives_no_date),
        specification(a_copyright_year_is_no_date),
        specification(every_kept_byte_leads_back_to_its_original),
        specification(lines_are_counted_from_one),
        specification(an_exclusion_says_where_it_stood),
        specification(more_lines_than_the_limit_are_left_out_and_that_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
