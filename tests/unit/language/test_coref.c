/* coref.h. More cases are in tests/golden/layers/references.txt. */
#include "unit/language/analysed.h"

static const reference *reference_to(const analysed *analysed, const char *word, uint32_t skip)
{
    for (uint32_t i = 0; i < analysed->analysis.references.count; i++) {
        const reference *reference = &analysed->analysis.references.items[i];
        str text = token_text(&analysed->report, &analysed->analysis.tokens.items[reference->head]);
        if (str_equal_nocase(text, str_of(word)) && skip-- == 0)
            return reference;
    }
    return NULL;
}

static str meant(const analysed *analysed, const reference *reference)
{
    if (reference == NULL)
        return STR("not there");
    if (reference->entity == UINT32_MAX)
        return STR("nobody");
    return analysed->analysis.entities.items[reference->entity].name;
}

#define assert_meant(made, word, skip, wanted)                                                     \
    assert_true(str_equal(meant(&(made), reference_to(&(made), word, skip)), STR(wanted)))

static void gender_tells_two_people_apart(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made = analyse(arena_of(state), model,
                            "Marta Oyelaran met Paul Aherne on Monday. She said that he was late.");
    assert_meant(made, "she", 0, "Marta Oyelaran");
    assert_meant(made, "he", 0, "Paul Aherne");
    model_free(model);
}

static void who_cannot_be_told_stays_open(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made =
        analyse(arena_of(state), model, "It rained. He said nothing, and the mayor left.");
    assert_meant(made, "he", 0, "nobody");
    assert_meant(made, "it", 0, "nobody");
    assert_int_equal(reference_to(&made, "he", 0)->antecedent, TOKEN_NONE);
    model_free(model);
}

static void which_of_two_stays_open(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made =
        analyse(arena_of(state), model, "Jon Reeve and Tom Arden met at the port. He was late.");
    assert_meant(made, "he", 0, "nobody");
    model_free(model);
}

static void groups_and_governments_are_it_and_ministers_they(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made =
        analyse(arena_of(state), model,
                "Norrland Shipping Ltd bought the ferry. The company said that its crew "
                "would stay. China said it would not sell the port. The ministers met in "
                "Rome. They signed the treaty.");
    assert_meant(made, "company", 0, "Norrland Shipping Ltd");
    assert_meant(made, "its", 0, "Norrland Shipping Ltd");
    assert_meant(made, "it", 0, "China");
    const reference *they = reference_to(&made, "they", 0);
    assert_non_null(they);
    assert_int_not_equal(they->antecedent, TOKEN_NONE);
    str meant = token_text(&made.report, &made.analysis.tokens.items[they->antecedent]);
    assert_true(str_equal(meant, STR("ministers")));
    model_free(model);
}

static void appositions_are_one_with_what_they_stand_beside(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made =
        analyse(arena_of(state), model,
                "The Lindhaven Harbour Agency (LHA) said that its inspectors had left. A "
                "port authority spokesman, Paul Aherne, said the report was false. The "
                "spokesman said he was sorry.");
    assert_meant(made, "its", 0, "Lindhaven Harbour Agency");
    assert_meant(made, "spokesman", 0, "Paul Aherne");
    assert_meant(made, "he", 0, "Paul Aherne");
    model_free(model);
}

static void a_government_is_one_with_its_seats(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made =
        analyse(arena_of(state), model,
                "The Kremlin said nothing. The Russian government rejected the claim. The "
                "Danish government did not.");
    assert_meant(made, "government", 0, "Kremlin");
    assert_meant(made, "government", 1, "nobody");
    made = analyse(arena_of(state), model, "Denmark closed two ports. The country has nine.");
    assert_meant(made, "country", 0, "Denmark");
    made = analyse(arena_of(state), model,
                   "Denmark and Norway closed two ports. The country has nine.");
    assert_meant(made, "country", 0, "nobody");
    model_free(model);
}

static void an_unnamed_speaker_is_followed(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made =
        analyse(arena_of(state), model,
                "A senior official spoke on Monday. The official said he had no doubt.");
    const reference *he = reference_to(&made, "he", 0);
    const reference *official = reference_to(&made, "official", 0);
    assert_non_null(he);
    assert_non_null(official);
    assert_int_equal(official->antecedent, 2);
    assert_int_equal(he->entity, UINT32_MAX);
    assert_int_not_equal(he->antecedent, TOKEN_NONE);
    model_free(model);
}

static void a_span_is_asked_for_its_entity(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made = analyse(arena_of(state), model, "Marta Oyelaran opened the gate. She waved.");
    const sentence *second = &made.analysis.sentences.items[1];
    const uint32_t entity = coref_entity_of(&made.analysis, second->first_token, 1);
    assert_int_equal(entity, made.analysis.names.items[0].entity);
    assert_int_equal(coref_entity_of(&made.analysis, 0, 2), entity);
    assert_int_equal(coref_entity_of(&made.analysis, second->first_token + 1, 1), UINT32_MAX);
    assert_null(reference_at(&made.analysis, 0));
    model_free(model);
}

static void references_point_back_and_stand_in_order(void **state)
{
    model *model = analysed_model(arena_of(state));
    analysed made =
        analyse(arena_of(state), model,
                "Tom Arden sold his boat. He said the company paid him. \"They lied,\" he "
                "said. The company denied that its crew knew. He left with his sister.");
    const reference_array *references = &made.analysis.references;
    assert_true(references->count >= 6);
    for (uint32_t i = 0; i < references->count; i++) {
        const reference *reference = &references->items[i];
        assert_true(i == 0 || references->items[i - 1].head < reference->head);
        assert_true(reference->antecedent == TOKEN_NONE || reference->antecedent < reference->head);
        assert_true(reference->antecedent != TOKEN_NONE || reference->entity == UINT32_MAX);
        assert_ptr_equal(reference_at(&made.analysis, reference->head), reference);
    }
    model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gender_tells_two_people_apart),
        cmocka_unit_test(who_cannot_be_told_stays_open),
        cmocka_unit_test(which_of_two_stays_open),
        cmocka_unit_test(groups_and_governments_are_it_and_ministers_they),
        cmocka_unit_test(appositions_are_one_with_what_they_stand_beside),
        cmocka_unit_test(a_government_is_one_with_its_seats),
        cmocka_unit_test(an_unnamed_speaker_is_followed),
        cmocka_unit_test(a_span_is_asked_for_its_entity),
        cmocka_unit_test(references_point_back_and_stand_in_order),
    };
    return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
