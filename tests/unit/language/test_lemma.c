/* Edit scripts, and the table that chooses them. */
#include "language/irregular.h"
#include "language/lemma.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char *const PAIRS[][3] = {
    {"Denied", "deny", "l3+y"},
    {"talks", "talk", "k1+"},
    {"was", "be", "k3+be"},
    {"Rome", "Rome", "k0+"},
    {"\xc3\x89t\xc3\xa9s", "\xc3\xa9t\xc3\xa9", "l1+"},
    {"n't", "not", "k2+ot"},
    {"THE", "the", "l0+"},
};

static void scripts_lead_from_form_to_lemma(void **state)
{
    memory memory = {0};
    arena arena;
    (void)state;
    arena_init(&arena, &memory);
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        str lemma;
        str script = lemma_script(&arena, str_of(PAIRS[i][0]), str_of(PAIRS[i][1]));
        assert_true(str_equal(script, str_of(PAIRS[i][2])));
        assert_true(lemma_apply(&arena, script, str_of(PAIRS[i][0]), &lemma));
        assert_true(str_equal(lemma, str_of(PAIRS[i][1])));
    }
    arena_finish(&arena);
}

static void a_script_that_does_not_fit_is_refused(void **state)
{
    static const char *const scripts[] = {"", "k", "k+", "k9+", "k-1+", "l99999999999+", "k4+"};
    memory memory = {0};
    arena arena;
    str lemma;
    (void)state;
    arena_init(&arena, &memory);
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        assert_false(lemma_apply(&arena, str_of(scripts[i]), STR("Rome"), &lemma));
    arena_finish(&arena);
}

static void put(int32_t *slots, const char *ending, bool whole, uint32_t script)
{
    lemma_form form = lemma_form_of(str_of(ending));
    wordform_add(slots, 64, lemma_key(&form, form.count, whole, lemma_tag(UPOS_VERB, 2)), script);
}

static void the_longest_known_ending_decides(void **state)
{
    static const str scripts[] = {STR_INIT("k0+"), STR_INIT("k1+"), STR_INIT("k3+y"),
                                  STR_INIT("k2+")};
    memory memory = {0};
    arena arena;
    int32_t slots[64] = {0};
    const lemma_table table = {slots, 64, {(str *)(uintptr_t)scripts, 4}};
    (void)state;
    arena_init(&arena, &memory);
    put(slots, "", false, 0);
    put(slots, "s", false, 1);
    put(slots, "ies", false, 2);
    put(slots, "dies", true, 1);
    const char *const pairs[][2] = {
        {"met", "met"}, {"says", "say"}, {"denies", "deny"}, {"dies", "die"}};
    for (size_t i = 0; i < 4; i++) {
        str lemma = lemma_find(&arena, &table, str_of(pairs[i][0]), UPOS_VERB, 2);
        assert_true(str_equal(lemma, str_of(pairs[i][1])));
    }
    assert_true(str_equal(lemma_find(&arena, &table, STR("says"), UPOS_NOUN, 2), STR("says")));
    assert_true(str_equal(lemma_find(&arena, &table, STR(""), UPOS_VERB, 2), STR("")));
    arena_finish(&arena);
}

static void irregular_verbs_are_known(void **state)
{
    (void)state;
    assert_string_equal(irregular_verb(STR("risen")), "rise");
    assert_string_equal(irregular_verb(STR("Ate")), "eat");
    assert_string_equal(irregular_verb(STR("wrote")), "write");
    assert_null(irregular_verb(STR("walked")));
    assert_null(irregular_verb(STR("")));
    assert_null(irregular_verb(STR("straightforwardness")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_lead_from_form_to_lemma),
        cmocka_unit_test(a_script_that_does_not_fit_is_refused),
        cmocka_unit_test(the_longest_known_ending_decides),
        cmocka_unit_test(irregular_verbs_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
