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

/* "Failed to" turns around what follows. */
static void what_failed_to_happen_is_another_claim(void **state)
{
    (void)state;
    static const char yes[] =
        "North Halmark said that its Lumen satellite entered its intended orbit "
        "after nine minutes on Sunday morning.\n";
    static const char no[] = "Trackers in Oslo said that the Lumen satellite failed to enter its "
                             "intended orbit on Sunday morning.\n";
    const char *const texts[] = {yes, no};
    pile pile = read_pile(texts, 2);
    const readout_claim *claim = claim_with(&pile, 0, "entered its intended orbit");
    assert_non_null(claim);
    assert_int_equal(claim->asserted.reports, 1);
    free_pile(&pile);
}

/* Two sides met, and each report cites what one of them gave out about it: two roots. */
static void a_report_rests_on_the_party_that_it_cites(void **state)
{
    (void)state;
    static const char one[] =
        "Norwegian foreign minister Henrik Dahl met Chinese foreign minister Wu Lan in Geneva on "
        "4 March 2021.\n\n"
        "After the meeting the White Tower was lit. Norway said in a statement after the meeting "
        "that "
        "the fishing quota had been raised.\n";
    static const char two[] =
        "Henrik Dahl, the Norwegian foreign minister, met Wu Lan, the Chinese foreign minister, in "
        "Geneva on 4 March 2021.\n\n"
        "Following the meeting in Geneva, China published a statement on the tariffs for salmon.\n";
    const char *const texts[] = {one, two};
    pile pile = read_pile(texts, 2);
    const readout_claim *claim = claim_with(&pile, 0, "met Chinese foreign minister Wu Lan");
    assert_non_null(claim);
    assert_int_equal(claim->asserted.reports, 2);
    assert_int_equal(claim->asserted.min, 2);
    assert_int_equal(claim->asserted.max, 2);
    assert_true(claim->asserted.items[0].named);
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

/* The report of `after` that has the text of one of `before`. */
static uint32_t same_report(const pile *before, uint32_t report, const pile *after)
{
    size_t count;
    const readout_report *old = readout_record_reports(before->record, &count);
    const readout_report *all = readout_record_reports(after->record, &count);
    for (uint32_t i = 0; i < count; i++)
        if (all[i].id.len == old[report].id.len &&
            memcmp(all[i].id.data, old[report].id.data, all[i].id.len) == 0)
            return i;
    return READOUT_NONE;
}

static bool same_counts(const readout_roots *a, const readout_roots *b)
{
    return a->min == b->min && a->max == b->max && a->reports == b->reports;
}

/* Is there a claim of `after` that a place of a claim of `before` stands in, with the same counts?
 * Where the copy is taken for the original the place may be a little wider or narrower. */
static bool is_kept(const pile *before, const readout_claim *claim, const readout_claim_span *place,
                    const pile *after)
{
    const uint32_t report = same_report(before, place->span.report, after);
    for (size_t k = 0; k < after->count; k++)
        for (size_t j = 0; j < after->claims[k].span_count; j++) {
            const readout_claim_span *span = &after->claims[k].spans[j];
            if (span->span.report == report && span->span.start < place->span.end &&
                place->span.start < span->span.end && span->bearing == place->bearing &&
                after->claims[k].denial == claim->denial &&
                same_counts(&after->claims[k].asserted, &claim->asserted) &&
                same_counts(&after->claims[k].denied, &claim->denied))
                return true;
        }
    return false;
}

/* Every claim of the first three reports is there with every place and the same counts of reports
 * and roots, wherever the copies stand in the pile. */
static void check_copies(const char *const *copies, size_t copy_count)
{
    const char *const without[] = {FIRST, SECOND, THIRD};
    pile before = read_pile(without, 3);
    for (size_t at = 0; at <= 3; at++) {
        const char *with[8];
        size_t count = 0;
        for (size_t i = 0; i <= 3; i++) {
            for (size_t k = 0; i == at && k < copy_count; k++)
                with[count++] = copies[k];
            if (i < 3)
                with[count++] = without[i];
        }
        pile after = read_pile(with, count);
        size_t found;
        (void)readout_record_copies(after.record, &found);
        assert_int_equal(found, copy_count);
        for (size_t i = 0; i < before.count; i++)
            for (size_t k = 0; k < before.claims[i].span_count; k++)
                assert_true(
                    is_kept(&before, &before.claims[i], &before.claims[i].spans[k], &after));
        free_pile(&after);
    }
    free_pile(&before);
}

static void check_copy(const char *copy)
{
    check_copies(&copy, 1);
}

static void many_copies_add_no_root(void **state)
{
    (void)state;
    const char *const copies[] = {EDITED, TURNED, SECOND};
    check_copies(copies, 3);
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
        cmocka_unit_test(what_failed_to_happen_is_another_claim),
        cmocka_unit_test(a_report_rests_on_the_party_that_it_cites),
        cmocka_unit_test(every_span_shows_its_walk),
        cmocka_unit_test(a_verbatim_copy_adds_no_root),
        cmocka_unit_test(an_edited_copy_adds_no_root),
        cmocka_unit_test(a_paraphrased_copy_adds_no_root),
        cmocka_unit_test(many_copies_add_no_root),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
