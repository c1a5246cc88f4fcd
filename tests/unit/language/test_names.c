/* language.h, names_run; countries.h and people.h beneath it. More cases are in
 * tests/golden/layers/names.txt. */
#include "language/countries.h"
#include "language/people.h"
#include "language/wordlists.h"
#include "unit/language/analysed.h"

static void countries_are_known_by_every_word(void **state)
{
    (void)state;
    assert_string_equal(country_find(STR("China")).code, "CN");
    assert_int_equal(country_find(STR("Chinese")).word, COUNTRY_PEOPLE);
    assert_int_equal(country_find(STR("Beijing")).word, COUNTRY_CAPITAL);
    assert_int_equal(country_find(STR("the Kremlin")).word, COUNTRY_SEAT);
    assert_string_equal(country_find(STR("Zimbabwean")).code, "ZW");
    assert_string_equal(country_find(STR("10 Downing Street")).code, "GB");
    assert_int_equal(country_find(STR("Lindhaven")).word, COUNTRY_NONE);
    assert_int_equal(country_find(STR("")).word, COUNTRY_NONE);
    assert_int_equal(country_find(STR("turkey")).word, COUNTRY_NONE);
}

static void names_and_nouns_tell_who_is_meant(void **state)
{
    (void)state;
    assert_int_equal(gender_of_name(STR("Aaron")), NAME_MALE);
    assert_int_equal(gender_of_name(STR("Zoran")), NAME_MALE);
    assert_int_equal(gender_of_name(STR("Zoe")), NAME_FEMALE);
    assert_int_equal(gender_of_name(STR("Robin-Kim")), NAME_GENDER_UNKNOWN);
    assert_int_equal(gender_of_title(STR("Mrs.")), NAME_FEMALE);
    assert_int_equal(gender_of_noun(STR("spokeswoman")), NAME_FEMALE);
    assert_int_equal(noun_kind_of(STR("official")), NOUN_PERSON);
    assert_int_equal(noun_kind_of(STR("ministry")), NOUN_GROUP);
    assert_int_equal(noun_kind_of(STR("city")), NOUN_PLACE);
    assert_int_equal(noun_kind_of(STR("table")), NOUN_THING);
}

static void gender_comes_from_titles_names_and_roles(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made =
        analyse(arena_of(state), model,
                "Mr. Oyelaran met Marta Quist and Kim Arden, a spokeswoman for the port.");
    assert_int_equal(entity_named(&made, "Oyelaran")->gender, NAME_MALE);
    assert_int_equal(entity_named(&made, "Marta Quist")->gender, NAME_FEMALE);
    assert_int_equal(entity_named(&made, "Kim Arden")->gender, NAME_FEMALE);
    model_free(model);
}

static void a_surname_may_have_two_words(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made =
        analyse(arena_of(state), model,
                "Marta Friedrich-Quist met Ana Sousa Reis. Friedrich-Quist said that Ms. Sousa "
                "Reis had left. Nora Quist, her cousin, had not.");
    assert_int_equal(entity_named(&made, "Marta Friedrich-Quist")->aliases.count, 1);
    assert_int_equal(entity_named(&made, "Ana Sousa Reis")->aliases.count, 1);
    assert_int_equal(entity_named(&made, "Nora Quist")->aliases.count, 0);
    model_free(model);
}

static void a_distinction_is_no_role(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made = analyse(
        arena_of(state), model,
        "Marta Quist, the only candidate for the council, spoke. Kim Arden, a spokeswoman for "
        "the port, and Nora Hale, the first woman to lead the yard, did not.");
    assert_int_equal(entity_named(&made, "Marta Quist")->roles.count, 0);
    assert_int_equal(entity_named(&made, "Kim Arden")->roles.count, 1);
    assert_int_equal(entity_named(&made, "Nora Hale")->roles.count, 0);
    model_free(model);
}

static void a_capital_stands_for_its_government_where_it_acts(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made = analyse(arena_of(state), model,
                            "Beijing denied the report on Monday. The talks were held in Moscow.");
    assert_true(entity_named(&made, "Beijing")->stands_for_government);
    assert_false(entity_named(&made, "Moscow")->stands_for_government);
    assert_true(str_equal(entity_named(&made, "Moscow")->country, STR("RU")));
    model_free(model);
}

static void a_son_is_not_his_father(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made = analyse(arena_of(state), model,
                            "Paul Quist Jr. met the mayor on Monday. His father, Paul Quist, was "
                            "there. Quist Jr. said the talks went well.");
    const entity *son = entity_named(&made, "Paul Quist Jr.");
    assert_ptr_not_equal(son, entity_named(&made, "Paul Quist"));
    assert_int_equal(son->mentions, 2);
    model_free(model);
}

/* Whoever is told as somebody's relative does not take the surname over. */
static void a_surname_alone_is_not_the_relatives(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made = analyse(arena_of(state), model,
                            "President Paul Quist arrived in Oslo on Monday. His wife, Mary Quist, "
                            "was there. Quist said the talks went well. Quist left on Tuesday.");
    assert_int_equal(entity_named(&made, "Paul Quist")->mentions, 3);
    assert_int_equal(entity_named(&made, "Mary Quist")->mentions, 1);
    model_free(model);
}

static void assert_party(void **state, const char *text, const char *name, const char *party)
{
    model *model = analysed_model(arena_of(state));
    analysed made = analyse(arena_of(state), model, text);
    assert_true(str_equal(entity_named(&made, name)->party, str_of(party)));
    model_free(model);
}

static void parties_stand_beside_names(void **state)
{
    assert_party(state, "Sen. Rand Quist (R-Ky.) said no on Monday.", "Rand Quist", "Republican");
    assert_party(state, "Rep. Ann Lee, D-Calif., disagreed.", "Ann Lee", "Democratic");
    assert_party(state, "Republican Sen. Paul Orr agreed.", "Paul Orr", "Republican");
    assert_party(state, "Mary Dunn, a Maine Republican, agreed.", "Mary Dunn", "Republican");
    assert_party(state, "Mary Dunn, who beat a Republican, agreed.", "Mary Dunn", "");
}

static void mentions_lie_in_order_and_in_their_sentences(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made =
        analyse(arena_of(state), model,
                "Marta Oyelaran of the Port Workers' Union (PWU) met Tom Arden. The PWU "
                "and Arden agreed. Oyelaran flew to Oslo, the United States and the UK.");
    const name_array *names = &made.analysis.names;
    uint32_t end = 0;
    assert_true(names->count >= 8);
    for (uint32_t i = 0; i < names->count; i++) {
        const name *name = &names->items[i];
        const sentence *sentence = &made.analysis.sentences.items[name->sentence];
        assert_true(name->first_token >= end && name->first_token >= sentence->first_token);
        end = name->first_token + name->token_count;
        assert_true(end <= sentence->first_token + sentence->token_count);
        assert_true(name->entity < made.analysis.entities.count);
    }
    model_free(model);
}

/* Thousands of people with one surname: bounded, and nobody is merged. */
static void many_of_one_name_stay_many(void **state)
{
    enum { PEOPLE = 2000 };
    model *model = analysed_model(arena_of(state));
    buffer text = {.arena = arena_of(state)};
    for (int i = 0; i < PEOPLE; i++)
        buffer_format(&text, "Q%c%c%c Reeve said no. ", 'a' + i % 26, 'a' + i / 26 % 26,
                      'a' + i / 676);
    buffer_add_byte(&text, '\0');
    analysed made = analyse(arena_of(state), model, text.data);
    assert_true(made.analysis.entities.count > PEOPLE / 2);
    model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(countries_are_known_by_every_word),
        cmocka_unit_test(names_and_nouns_tell_who_is_meant),
        cmocka_unit_test(gender_comes_from_titles_names_and_roles),
        cmocka_unit_test(a_surname_may_have_two_words),
        cmocka_unit_test(a_distinction_is_no_role),
        cmocka_unit_test(a_capital_stands_for_its_government_where_it_acts),
        cmocka_unit_test(a_son_is_not_his_father),
        cmocka_unit_test(a_surname_alone_is_not_the_relatives),
        cmocka_unit_test(parties_stand_beside_names),
        cmocka_unit_test(mentions_lie_in_order_and_in_their_sentences),
        cmocka_unit_test(many_of_one_name_stay_many),
    };
    return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
