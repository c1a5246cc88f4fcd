/* What is claimed, from how many roots, and who denies it, through the public interface. The story
 * is made up. */
#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char FIRST[] =
    "Foreign minister Henrik Dahl of Norway met his Estonian colleague Liisa Tamm in Geneva on "
    "Monday for talks on the Kelmouth ferry disaster.\n\n"
    "A senior Norwegian official said on Sunday that Estonia has asked Norway for 40 rescue "
    "helicopters, including pilots.\n\n"
    "Estonia has denied that it asked Norway for helicopters or other equipment.\n\n"
    "The ferry Gannet sank off Saint Brannock on 4 March after a fire in its engine room, "
    "investigators found.\n\n"
    "Dahl said that the two governments would set up a joint inquiry before the summer.\n\n"
    "Relatives of the passengers lit candles outside the harbour office in Kelmouth.\n\n"
    "The Norhaven shipping company lost two other vessels in the past ten years.\n";

static const char SECOND[] =
    "Two ministers who have hardly spoken since the winter sat down on the shore of Lake Geneva "
    "yesterday.\n\n"
    "Diplomats hope that the encounter ends a quarrel which began with fishing rights.\n\n"
    "According to an official in Oslo, Estonia requested 40 helicopters from Norway for the rescue "
    "work.\n\n"
    "Tamm told reporters that divers will return to the wreck in April, when the water is "
    "clearer.\n\n"
    "An Estonian newspaper had put the number of missing passengers at 31 and printed their "
    "names.\n\n"
    "Schools in Tartu stayed closed for a day of mourning, and the parliament cancelled its "
    "session.\n\n"
    "The insurers expect to pay about 60 million euros.\n";

static const char THIRD[] =
    "Estonian foreign ministry spokeswoman Maarja Kask on Monday denied reports that Estonia had "
    "asked Norway for rescue helicopters.\n\n"
    "She said the ministry was preparing its own report on the accident.\n\n"
    "The fishermen of Marlow found a lifeboat with nobody in it near the Gannet lighthouse.\n\n"
    "Norway bought 14 helicopters from an Italian company in 2011.\n";

static const char EDITED[] =
    "Foreign minister Henrik Dahl of Norway met his Estonian colleague Liisa Tamm in Geneva on "
    "Monday for talks about the Kelmouth ferry disaster.\n\n"
    "A senior Norwegian official said on Sunday that Estonia has asked Norway for 40 rescue "
    "helicopters, including their pilots.\n\n"
    "Estonia has denied that it asked Norway for helicopters or any other equipment.\n\n"
    "The ferry Gannet sank off Saint Brannock on 4 March after a fire in the engine room, "
    "investigators have found.\n\n"
    "Dahl said that the two governments would set up a joint inquiry before the summer.\n\n"
    "The Norhaven shipping company lost two other vessels in the past ten years.\n";

static const char TURNED[] =
    "Norway's foreign minister Henrik Dahl held talks with his Estonian counterpart Liisa Tamm in "
    "Geneva on Monday about the Kelmouth ferry catastrophe.\n\n"
    "Senior Norwegian officials said on Sunday that Estonia had requested Norway for 40 rescue "
    "helicopters, including pilots.\n\n"
    "Estonia denies that it asked Norway for helicopters or different equipment.\n\n"
    "Investigators found that the ferry Gannet sank off Saint Brannock on 4 March after a blaze in "
    "its engine room.\n\n"
    "Dahl said the two governments will establish a joint investigation before the summer.\n\n"
    "Relatives of the passengers lighted candles in front of the harbour office in Kelmouth.\n\n"
    "Shipping company Norhaven has lost two other ships in the last ten years.\n";

typedef struct pile {
    readout_model *model;
    readout *engine;
    readout_record *record;
    const readout_claim *claims;
    size_t count;
} pile;

static pile read_pile(const char *const *texts, size_t count)
{
    pile pile = {0};
    readout_error error;
    const readout_options options = {.jobs = 1};
    assert_int_equal(readout_model_load(NULL, &pile.model, &error), READOUT_OK);
    assert_int_equal(readout_open(pile.model, &options, &pile.engine, &error), READOUT_OK);
    for (size_t i = 0; i < count; i++) {
        readout_input input = {.content = {texts[i], strlen(texts[i])}};
        assert_int_equal(readout_add(pile.engine, &input, &error), READOUT_OK);
    }
    assert_int_equal(readout_read(pile.engine, &pile.record, &error), READOUT_OK);
    pile.claims = readout_record_claims(pile.record, &pile.count);
    return pile;
}

static void free_pile(pile *pile)
{
    readout_record_free(pile->record);
    readout_close(pile->engine);
    readout_model_free(pile->model);
}

static bool has(const pile *pile, readout_span span, const char *words)
{
    const readout_str text = readout_record_text(pile->record, span);
    const size_t length = strlen(words);
    for (size_t i = 0; i + length <= text.len; i++)
        if (memcmp(text.data + i, words, length) == 0)
            return true;
    return false;
}

/* The claim that is no denial and has a support in this report with these words. */
static const readout_claim *claim_with(const pile *pile, uint32_t report, const char *words)
{
    for (size_t i = 0; i < pile->count; i++)
        for (size_t k = 0; k < pile->claims[i].span_count; k++) {
            const readout_claim_span *span = &pile->claims[i].spans[k];
            if (!pile->claims[i].denial && span->bearing == READOUT_BEARING_SUPPORT &&
                span->span.report == report && has(pile, span->span, words))
                return &pile->claims[i];
        }
    return NULL;
}

static bool has_support(const readout_claim *claim, uint32_t report, readout_bearing bearing)
{
    for (size_t k = 0; k < claim->span_count; k++)
        if (claim->spans[k].bearing == bearing && claim->spans[k].span.report == report)
            return true;
    return false;
}

static void the_same_in_other_words_is_one_claim(void **state)
{
    (void)state;
    const char *const texts[] = {FIRST, SECOND, THIRD};
    pile pile = read_pile(texts, 3);
    const readout_claim *claim = claim_with(&pile, 0, "asked Norway for 40");
    assert_non_null(claim);
    assert_true(has_support(claim, 1, READOUT_BEARING_SUPPORT));
    assert_int_equal(claim->asserted.reports, 2);
    free_pile(&pile);
}

static void another_number_is_another_claim(void **state)
{
    (void)state;
    static const char *const other =
        "Reports from the coast differ on what happened after the accident.\n\n"
        "According to an official in Oslo, Estonia requested 90 helicopters from Norway for the "
        "rescue work.\n";
    const char *const texts[] = {FIRST, other};
    pile pile = read_pile(texts, 2);
    const readout_claim *claim = claim_with(&pile, 0, "asked Norway for 40");
    assert_non_null(claim);
    assert_false(has_support(claim, 1, READOUT_BEARING_SUPPORT));
    free_pile(&pile);
}

static void another_actor_is_another_claim(void **state)
{
    (void)state;
    static const char *const other =
        "Reports from the coast differ on what happened after the accident.\n\n"
        "According to an official in Oslo, Norway requested 40 helicopters from Estonia for the "
        "rescue work.\n";
    const char *const texts[] = {FIRST, other};
    pile pile = read_pile(texts, 2);
    const readout_claim *claim = claim_with(&pile, 0, "asked Norway for 40");
    assert_non_null(claim);
    assert_false(has_support(claim, 1, READOUT_BEARING_SUPPORT));
    free_pile(&pile);
}

static void a_plan_is_no_support(void **state)
{
    (void)state;
    static const char *const other =
        "Reports from the coast differ on what happened after the accident.\n\n"
        "According to an official in Oslo, Estonia will request 40 helicopters from Norway for the "
        "rescue work.\n";
    const char *const texts[] = {FIRST, other};
    pile pile = read_pile(texts, 2);
    const readout_claim *claim = claim_with(&pile, 0, "asked Norway for 40");
    assert_non_null(claim);
    assert_false(has_support(claim, 1, READOUT_BEARING_SUPPORT));
    free_pile(&pile);
}

static void denials_of_any_report_stand_against_a_claim(void **state)
{
    (void)state;
    const char *const texts[] = {FIRST, SECOND, THIRD};
    pile pile = read_pile(texts, 3);
    const readout_claim *claim = claim_with(&pile, 0, "asked Norway for 40");
    assert_non_null(claim);
    assert_int_equal(claim->status, READOUT_CLAIM_CONTESTED);
    assert_true(has_support(claim, 0, READOUT_BEARING_DENY));
    assert_true(has_support(claim, 2, READOUT_BEARING_DENY));
    assert_int_equal(claim - pile.claims, 0); /* contested claims come first */
    assert_true(claim->opposes_count > 0);
    free_pile(&pile);
}

static void unnamed_sources_are_a_range(void **state)
{
    (void)state;
    const char *const texts[] = {FIRST, SECOND};
    pile pile = read_pile(texts, 2);
    const readout_claim *claim = claim_with(&pile, 0, "asked Norway for 40");
    assert_non_null(claim);
    assert_int_equal(claim->asserted.min, 1);
    assert_int_equal(claim->asserted.max, 2);
    free_pile(&pile);
}

static void every_span_shows_its_walk(void **state)
{
    (void)state;
    const char *const texts[] = {FIRST, SECOND, EDITED};
    pile pile = read_pile(texts, 3);
    assert_true(pile.count > 0);
    for (size_t i = 0; i < pile.count; i++)
        for (size_t k = 0; k < pile.claims[i].span_count; k++) {
            const readout_claim_span *span = &pile.claims[i].spans[k];
            assert_true(span->walk_count >= 2);
            assert_string_equal(span->walk[span->walk_count - 1].kind.data, "count");
        }
    free_pile(&pile);
}

/* No root count of a claim of the first three reports changes when a copy is added. */
static void check_copy(const char *copy)
{
    const char *const without[] = {FIRST, SECOND, THIRD};
    const char *const with[] = {FIRST, SECOND, THIRD, copy};
    pile before = read_pile(without, 3);
    pile after = read_pile(with, 4);
    size_t copies;
    (void)readout_record_copies(after.record, &copies);
    assert_int_equal(copies, 1);
    for (size_t i = 0; i < before.count; i++) {
        const readout_claim *claim = &before.claims[i];
        const readout_claim *same = NULL;
        for (size_t k = 0; k < after.count && same == NULL; k++)
            for (size_t j = 0; j < after.claims[k].span_count; j++)
                if (memcmp(&after.claims[k].spans[j].span, &claim->spans[0].span,
                           sizeof(readout_span)) == 0 &&
                    after.claims[k].spans[j].bearing == claim->spans[0].bearing &&
                    after.claims[k].denial == claim->denial)
                    same = &after.claims[k];
        if (same == NULL)
            continue;
        assert_int_equal(same->asserted.min, claim->asserted.min);
        assert_int_equal(same->asserted.max, claim->asserted.max);
        assert_int_equal(same->asserted.reports, claim->asserted.reports);
        assert_int_equal(same->denied.max, claim->denied.max);
    }
    free_pile(&before);
    free_pile(&after);
}

static void a_verbatim_copy_adds_no_root(void **state)
{
    (void)state;
    check_copy(FIRST);
}

static void an_edited_copy_adds_no_root(void **state)
{
    (void)state;
    check_copy(EDITED);
}

static void a_paraphrased_copy_adds_no_root(void **state)
{
    (void)state;
    check_copy(TURNED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_in_other_words_is_one_claim),
        cmocka_unit_test(another_number_is_another_claim),
        cmocka_unit_test(another_actor_is_another_claim),
        cmocka_unit_test(a_plan_is_no_support),
        cmocka_unit_test(denials_of_any_report_stand_against_a_claim),
        cmocka_unit_test(unnamed_sources_are_a_range),
        cmocka_unit_test(every_span_shows_its_walk),
        cmocka_unit_test(a_verbatim_copy_adds_no_root),
        cmocka_unit_test(an_edited_copy_adds_no_root),
        cmocka_unit_test(a_paraphrased_copy_adds_no_root),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
