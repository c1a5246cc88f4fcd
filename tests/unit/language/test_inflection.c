/* Lemmas that are checked against the regular endings of English. */
#include "language/inflection.h"
#include "unit/base/fixture.h"

#include <string.h>

/* A small vocabulary, by how frequent its words are. */
static const char *const vocabulary[] = {
    "she",  "good",    "great", "life",   "live",   "star",    "star",  "process", "smell",  "hope",
    "stop", "hop",     "fad",   "fade",   "stare",  "shed",    "blame", "boast",   "potato", "deny",
    "tie",  "provoke", "mimic", "troops", "simple", "declare", "rude",  "bet",     "panic",
};

static uint32_t rank(const void *context, str word)
{
    (void)context;
    for (uint32_t i = 0; i < sizeof vocabulary / sizeof vocabulary[0]; i++)
        if (str_equal(word, str_of(vocabulary[i])))
            return i;
    return UINT32_MAX;
}

static void assert_lemma(void **state, const char *form, const char *xpos, const char *given,
                         const char *expected)
{
    const inflection_words words = {rank, NULL};
    const str lemma = inflection_lemma(arena_of(state), &words, str_of(form),
                                       inflection_of(str_of(xpos)), str_of(given));
    if (!str_equal(lemma, str_of(expected)))
        fail_msg("%s %s: %.*s instead of %s", form, xpos, STR_ARG(lemma), expected);
}

static void a_lemma_that_no_rule_supports_is_replaced(void **state)
{
    static const char *const rows[][4] = {
        {"blaming", "VBG", "blam", "blame"},
        {"boasted", "VBD", "boaste", "boast"},
        {"shed", "VBD", "shet", "shed"},
        {"smelled", "VBD", "smel", "smell"},
        {"faded", "VBD", "fad", "fade"},
        {"stared", "VBD", "star", "stare"},
        {"processes", "NNS", "processe", "process"},
        {"potatoes", "NNS", "potatoe", "potato"},
        {"mimicking", "VBG", "mimick", "mimic"},
        {"provoked", "VBN", "provok", "provoke"},
        {"GREATEST", "JJS", "GREAgood", "great"},
        {"simplest", "JJS", "simpl", "simple"},
        {"declare", "VBP", "declbe", "declare"},
        {"ruder", "JJR", "rud", "rude"},
        {"Panicked", "VBD", "panick", "panic"},
        {"stopping", "VBG", "stopp", "stop"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_lemma(state, rows[i][0], rows[i][1], rows[i][2], rows[i][3]);
}

static void a_lemma_that_may_be_right_stays(void **state)
{
    static const char *const rows[][4] = {
        {"hoped", "VBD", "hope", "hope"},  {"stopped", "VBD", "stop", "stop"},
        {"denied", "VBD", "deny", "deny"}, {"lives", "NNS", "life", "life"},
        {"better", "JJR", "good", "good"}, {"troops", "NNS", "troops", "troops"},
        {"tying", "VBG", "tie", "tie"},    {"went", "VBD", "go", "go"},
        {"zorbed", "VBD", "zorb", "zorb"}, {"shed", "XX", "shet", "shet"},
        {"K-9s", "NNS", "k-9", "k-9"},     {"guardsmen", "NNS", "guardsman", "guardsman"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_lemma(state, rows[i][0], rows[i][1], rows[i][2], rows[i][3]);
}

static void an_unknown_word_gets_what_the_rules_give(void **state)
{
    assert_lemma(state, "zorbed", "VBD", "zt", "zorb");
    assert_lemma(state, "zorbies", "NNS", "zorbiz", "zorby");
    assert_lemma(state, "zorbing", "VBG", "z", "zorb");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(a_lemma_that_no_rule_supports_is_replaced),
        specification(a_lemma_that_may_be_right_stays),
        specification(an_unknown_word_gets_what_the_rules_give),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
