/* Entities across reports: one person under two spellings is one, two people on a surname are two.
 */
#include "compare/comparison.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { REPORTS = 3 };

static memory test_memory;

/* A pile of reports that hold nothing but entities. */
typedef struct fixture {
    arena arena;
    arena scratch;
    report reports[REPORTS];
    analysis analyses[REPORTS];
    facts facts[REPORTS];
    reading readings[REPORTS];
    pile pile;
    comparison comparison;
} fixture;

static void start(fixture *fixture)
{
    memset(fixture, 0, sizeof *fixture);
    arena_init(&fixture->arena, &test_memory);
    arena_init(&fixture->scratch, &test_memory);
    for (uint32_t i = 0; i < REPORTS; i++)
        fixture->readings[i] =
            (reading){&fixture->reports[i], &fixture->analyses[i], &fixture->facts[i]};
    fixture->pile = (pile){fixture->readings, REPORTS};
}

static void finish(fixture *fixture)
{
    arena_finish(&fixture->arena);
    arena_finish(&fixture->scratch);
}

static entity *add(fixture *fixture, uint32_t report, name_kind kind, const char *name)
{
    entity *entity = array_push(&fixture->arena, &fixture->analyses[report].entities);
    entity->kind = kind;
    entity->name = str_of(name);
    entity->mentions = 1;
    return entity;
}

static void add_role(fixture *fixture, entity *entity, const char *role)
{
    *array_push(&fixture->arena, &entity->roles) = str_of(role);
}

/* Two names that all reports share, so that they tell of the same. */
static void share_context(fixture *fixture)
{
    for (uint32_t i = 0; i < REPORTS; i++) {
        add(fixture, i, NAME_ORGANIZATION, "Lindhaven Harbour Office");
        add(fixture, i, NAME_PERSON, "Marta Oyelaran");
    }
}

static void run(fixture *fixture)
{
    entities_run(&fixture->arena, &fixture->scratch, &fixture->pile, &fixture->comparison);
}

/* The pile's number for the newest entity of a report. */
static uint32_t last_of(const fixture *fixture, uint32_t report)
{
    return fixture->comparison.entity_of[report][fixture->analyses[report].entities.count - 1];
}

static bool joined(name_kind kind, const char *a, const char *b)
{
    fixture fixture;
    start(&fixture);
    share_context(&fixture);
    add(&fixture, 0, kind, a);
    add(&fixture, 1, kind, b);
    run(&fixture);
    const bool one = last_of(&fixture, 0) == last_of(&fixture, 1);
    finish(&fixture);
    return one;
}

static void test_spellings_of_a_person(void **state)
{
    (void)state;
    assert_true(joined(NAME_PERSON, "Emilia Thorne", "Emilia Thorn"));
    assert_true(joined(NAME_PERSON, "Robert N. Haas", "Robert Haas"));
    assert_true(joined(NAME_PERSON, "Li Wenhua", "Wenhua Li"));
    assert_true(joined(NAME_PERSON, "Kim Do-yun", "Kim Do Yun"));
    assert_true(joined(NAME_PERSON, "William Abara", "Bill Abara"));
    assert_true(joined(NAME_PERSON, "Tom Abara", "Thomas Abara III"));
    assert_true(joined(NAME_PERSON, "Dmitry Orlov", "Dmitri Orlov"));
}

static void test_two_people_stay_two(void **state)
{
    (void)state;
    assert_false(joined(NAME_PERSON, "Emilia Thorne", "Daniel Thorne"));
    assert_false(joined(NAME_PERSON, "Tom Abara", "Tom Abara Jr."));
    assert_false(joined(NAME_PERSON, "Anna B. Reyes", "Anna M. Reyes"));
    assert_false(joined(NAME_PERSON, "Anna Reyes", "Anna Ruiz"));
    assert_false(joined(NAME_PERSON, "A. Reyes", "A. Reyez"));
}

static void test_organizations(void **state)
{
    (void)state;
    assert_true(joined(NAME_ORGANIZATION, "Ministry of Foreign Affairs of Norway",
                       "Norwegian Foreign Ministry"));
    assert_true(joined(NAME_ORGANIZATION, "U.S. Department of State", "State Department"));
    assert_true(joined(NAME_ORGANIZATION, "Port Workers Union", "PWU"));
    assert_true(joined(NAME_ORGANIZATION, "Port Workers' Union", "PORT WORKERS’ UNION"));
    assert_false(joined(NAME_ORGANIZATION, "Union of Port Workers", "PWU"));
    assert_false(
        joined(NAME_ORGANIZATION, "Norwegian Foreign Ministry", "Danish Foreign Ministry"));
    assert_false(joined(NAME_ORGANIZATION, "Port Workers Union", "Dock Workers Union"));
}

static void test_countries(void **state)
{
    (void)state;
    assert_true(joined(NAME_PLACE, "U.S.", "United States"));
    assert_true(joined(NAME_PLACE, "the United States", "America"));
    assert_false(joined(NAME_PLACE, "Oslo", "Norway"));
}

static void test_a_capital_that_acts_is_its_country(void **state)
{
    (void)state;
    fixture fixture;
    start(&fixture);
    add(&fixture, 0, NAME_PLACE, "Norway");
    add(&fixture, 1, NAME_PLACE, "Oslo")->stands_for_government = true;
    run(&fixture);
    assert_int_equal(last_of(&fixture, 0), last_of(&fixture, 1));
    const pile_entity *norway = &fixture.comparison.entities.items[last_of(&fixture, 0)];
    assert_true(str_equal(norway->name, STR("Norway")));
    assert_int_equal(norway->aliases.count, 1);
    finish(&fixture);
}

static void test_spellings_need_a_context(void **state)
{
    (void)state;
    fixture fixture;
    start(&fixture);
    add(&fixture, 0, NAME_PERSON, "Emilia Thorne");
    add(&fixture, 1, NAME_PERSON, "Emilia Thorn");
    run(&fixture);
    assert_int_not_equal(last_of(&fixture, 0), last_of(&fixture, 1));
    finish(&fixture);
}

static void test_one_office_is_a_context(void **state)
{
    (void)state;
    fixture fixture;
    start(&fixture);
    add_role(&fixture, add(&fixture, 0, NAME_PERSON, "Emilia Thorne"), "U.N. spokeswoman");
    add_role(&fixture, add(&fixture, 1, NAME_PERSON, "Emilia Thorn"), "UN spokesperson");
    run(&fixture);
    const uint32_t one = last_of(&fixture, 0);
    assert_int_equal(one, last_of(&fixture, 1));
    assert_int_equal(fixture.comparison.entities.items[one].roles.count, 1);
    finish(&fixture);
}

/* A surname alone is the only person of that name, and nobody where there are two. */
static void test_surnames(void **state)
{
    (void)state;
    fixture fixture;
    start(&fixture);
    share_context(&fixture);
    add(&fixture, 0, NAME_PERSON, "Emilia Thorne");
    add(&fixture, 1, NAME_PERSON, "Thorne");
    run(&fixture);
    assert_int_equal(last_of(&fixture, 0), last_of(&fixture, 1));
    finish(&fixture);

    start(&fixture);
    share_context(&fixture);
    add(&fixture, 0, NAME_PERSON, "Emilia Thorne");
    add(&fixture, 2, NAME_PERSON, "Daniel Thorne");
    add(&fixture, 1, NAME_PERSON, "Thorne");
    run(&fixture);
    assert_int_not_equal(last_of(&fixture, 0), last_of(&fixture, 1));
    assert_int_not_equal(last_of(&fixture, 2), last_of(&fixture, 1));
    finish(&fixture);
}

/* Of two with the surname, the one whom another report calls by it alone. */
static void test_a_surname_is_his_who_goes_by_it(void **state)
{
    (void)state;
    fixture fixture;
    start(&fixture);
    share_context(&fixture);
    entity *emilia = add(&fixture, 0, NAME_PERSON, "Emilia Thorne");
    *array_push(&fixture.arena, &emilia->aliases) = STR("Thorne");
    add(&fixture, 2, NAME_PERSON, "Daniel Thorne");
    add(&fixture, 1, NAME_PERSON, "Thorne");
    run(&fixture);
    assert_int_equal(last_of(&fixture, 0), last_of(&fixture, 1));
    assert_int_not_equal(last_of(&fixture, 2), last_of(&fixture, 1));
    finish(&fixture);
}

/* What one report takes for a surname is a company in another. */
static void test_mistaken_surname(void **state)
{
    (void)state;
    fixture fixture;
    start(&fixture);
    share_context(&fixture);
    add(&fixture, 0, NAME_PERSON, "Norvend");
    entity *holding = add(&fixture, 1, NAME_ORGANIZATION, "Norvend Holding");
    *array_push(&fixture.arena, &holding->aliases) = STR("Norvend");
    run(&fixture);
    const uint32_t one = last_of(&fixture, 1);
    assert_int_equal(last_of(&fixture, 0), one);
    assert_true(str_equal(fixture.comparison.entities.items[one].name, STR("Norvend Holding")));
    finish(&fixture);
}

static void test_a_report_that_keeps_them_apart_is_believed(void **state)
{
    (void)state;
    fixture fixture;
    start(&fixture);
    share_context(&fixture);
    add(&fixture, 0, NAME_PERSON, "Emilia Thorne");
    add(&fixture, 1, NAME_PERSON, "Emilia Thorn");
    add(&fixture, 1, NAME_PERSON, "Emilia Thorne");
    run(&fixture);
    const uint32_t *of = fixture.comparison.entity_of[1];
    assert_int_not_equal(of[2], of[3]);
    assert_int_equal(of[3], last_of(&fixture, 0));
    finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings_of_a_person),
        cmocka_unit_test(test_two_people_stay_two),
        cmocka_unit_test(test_organizations),
        cmocka_unit_test(test_countries),
        cmocka_unit_test(test_a_capital_that_acts_is_its_country),
        cmocka_unit_test(test_spellings_need_a_context),
        cmocka_unit_test(test_one_office_is_a_context),
        cmocka_unit_test(test_surnames),
        cmocka_unit_test(test_a_surname_is_his_who_goes_by_it),
        cmocka_unit_test(test_mistaken_surname),
        cmocka_unit_test(test_a_report_that_keeps_them_apart_is_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
