/* byline.c: lines that say who wrote it, and the names in them. */
#include "intake/byline.h"
#include "intake/intake.h"
#include "unit/base/fixture.h"

static void assert_authors_equal(void **state, const char *byline, const char *expected)
{
    str_array authors = {0};
    buffer names = {.arena = arena_of(state)};
    byline_authors(arena_of(state), str_of(byline), &authors);
    for (uint32_t i = 0; i < authors.count; i++) {
        buffer_add(&names, i > 0 ? STR("|") : STR(""));
        buffer_add(&names, authors.items[i]);
    }
    assert_text(buffer_str(&names), expected);
}

static void names_are_cut_at_and_and_commas(void **state)
{
    assert_authors_equal(state, "By Jane Doe", "Jane Doe");
    assert_authors_equal(state, "BY JANE DOE", "JANE DOE");
    assert_authors_equal(state, "Jane Doe and Max Roe", "Jane Doe|Max Roe");
    assert_authors_equal(state, "Jane Doe, Max Roe & Ida Holm", "Jane Doe|Max Roe|Ida Holm");
    assert_authors_equal(state, "Jane Doe, Max Roe, and Ida Holm", "Jane Doe|Max Roe|Ida Holm");
}

static void jobs_places_and_desks_are_no_names(void **state)
{
    assert_authors_equal(state, "By Jane Doe and Max Roe, Diplomatic Correspondents",
                         "Jane Doe|Max Roe");
    assert_authors_equal(state, "By Jane Doe in Marstad", "Jane Doe");
    assert_authors_equal(state, "Jane Doe | Harbour News", "Jane Doe");
    assert_authors_equal(state, "By Jane Doe, Staff Reporter", "Jane Doe");
    assert_authors_equal(state, "By Staff", "");
}

static void particles_initials_and_suffixes_belong_to_the_name(void **state)
{
    assert_authors_equal(state, "By Anna van der Meer and J. P. Lund",
                         "Anna van der Meer|J. P. Lund");
    assert_authors_equal(state, "By Max Roe, Jr.", "Max Roe Jr.");
    assert_authors_equal(state, "Jos\xc3\xa9 \xc3\x81lvarez", "Jos\xc3\xa9 \xc3\x81lvarez");
}

static void a_name_may_stand_surname_first(void **state)
{
    assert_authors_equal(state, "Doe, Jane", "Jane Doe");
}

static void a_name_is_listed_once(void **state)
{
    assert_authors_equal(state, "Jane Doe, Jane Doe", "Jane Doe");
}

static void bylines_are_told_from_sentences(void **state)
{
    (void)state;
    assert_true(byline_is_line(STR("By Jane Doe")));
    assert_true(byline_is_line(STR("Written by Jane Doe and Max Roe")));
    assert_true(byline_is_line(STR("Jane Doe, Staff Reporter")));
    assert_true(byline_is_line(STR("Jane Doe | Harbour News")));
    assert_false(byline_is_line(STR("By Monday the fog had gone")));
    assert_false(byline_is_line(STR("By noon, both ships were in the harbour.")));
    assert_false(byline_is_line(STR("Jane Doe was on the quay.")));
    assert_false(byline_is_line(STR("Jane Doe, a passenger of the larger ferry, \"saw it.\"")));
    assert_false(byline_is_line(STR("")));
}

static void names_are_told_from_other_words(void **state)
{
    (void)state;
    assert_true(byline_is_name(STR("Jane Doe")));
    assert_true(byline_is_name(STR("J.R.R. Hansen")));
    assert_false(byline_is_name(STR("Jane")));
    assert_false(byline_is_name(STR("The Harbour")));
    assert_false(byline_is_name(STR("Harbour News")));
    assert_false(byline_is_name(STR("5. Hansen")));
    assert_false(byline_is_name(STR("\xc2\xa0")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(names_are_cut_at_and_and_commas),
        specification(jobs_places_and_desks_are_no_names),
        specification(particles_initials_and_suffixes_belong_to_the_name),
        specification(a_name_may_stand_surname_first),
        specification(a_name_is_listed_once),
        cmocka_unit_test(bylines_are_told_from_sentences),
        cmocka_unit_test(names_are_told_from_other_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
