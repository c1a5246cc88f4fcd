/* What copies got wrong, through the public interface: a report, and a copy that follows it
 * sentence by sentence with one error in each. */
#include "unit/compare/pile.h"

static const char ORIGINAL[] =
    "The harbour board of Kelmouth approved a plan for 40 new berths on Monday, its members "
    "said.\n\n"
    "A senior official of the transport ministry said the port would receive 12 million crowns "
    "from "
    "the Norhaven fund.\n\n"
    "The ministry did not promise the fishermen of Marlow a second slipway beside the Gannet "
    "lighthouse.\n\n"
    "Ilona Petersen, president of the Kelmouth Rowing Society, said members could lose the old "
    "boathouse at Saint Brannock.\n\n"
    "Building work at the Gannet lighthouse will begin before the regatta in September, engineers "
    "of "
    "Norhaven Lines said.\n";

static const char COPY[] = "The harbour board of Kelmouth approved the plan for 40 new berths on "
                           "Monday, its members said.\n\n"
                           "Senior officials of the transport ministry said the port would receive "
                           "12 billion crowns out of "
                           "the Norhaven fund.\n\n"
                           "The ministry promised the fishermen of Marlow a second slipway beside "
                           "the Gannet lighthouse.\n\n"
                           "Ilona Petersen, chairman of the Kelmouth Rowing Society, said members "
                           "lose the old boathouse at "
                           "Saint Brannock.\n\n"
                           "Building work at the Gannet lighthouse will begin after the regatta in "
                           "September, engineers of "
                           "Norhaven Lines said.\n";

static bool shows(const pile *pile, readout_difference_kind kind)
{
    size_t count;
    const readout_difference *all = readout_record_differences(pile->record, &count);
    for (size_t i = 0; i < count; i++)
        if (all[i].kind == kind && all[i].a.report != all[i].b.report)
            return true;
    return false;
}

static void each_error_of_a_copy_is_shown(void **state)
{
    (void)state;
    pile pile = read_pile((const char *const[]){ORIGINAL, COPY}, 2);
    assert_true(shows(&pile, READOUT_DIFFERENCE_SOURCE_INFLATED));
    assert_true(shows(&pile, READOUT_DIFFERENCE_NUMBER));
    assert_true(shows(&pile, READOUT_DIFFERENCE_REVERSED));
    assert_true(shows(&pile, READOUT_DIFFERENCE_ROLE));
    assert_true(shows(&pile, READOUT_DIFFERENCE_MODALITY));
    free_pile(&pile);
}

/* More errors: doers, denials, prefixes, choices, numbers of things. */
static const char SECOND[] =
    "The harbour council of Kelmouth met on Monday in the town hall of Marlow.\n\n"
    "Spokeswoman Ilona Petersen denied that Norhaven Lines had paid for the Gannet lighthouse.\n\n"
    "The crew of the Brannock was rescued by Tomas Reyland after the storm in March.\n\n"
    "Four sailors and 11 passengers were treated at the hospital of Saint Brannock.\n\n"
    "The council called its ruling on the fishing boats advisory rather than mandatory.\n\n"
    "Members of the anti-noise league of Marlow wrote to the council about the new siren.\n\n"
    "The master of the Gannet had been drinking, the Anner Echo reported on Tuesday.\n\n"
    "The council did not accept the offer of Norhaven Lines for the old boathouse.\n";

static const char SECOND_COPY[] =
    "The harbour council of Kelmouth gathered on Monday in the town hall of Marlow.\n\n"
    "Spokeswoman Ilona Petersen asks Norhaven Lines to pay for the Gannet lighthouse.\n\n"
    "The crew of the Brannock rescued Tomas Reyland following the storm in March.\n\n"
    "4 passengers and 11 sailors got treatment at the hospital of Saint Brannock.\n\n"
    "The council named its ruling about the fishing boats mandatory instead of advisory.\n\n"
    "Members of the noise league of Marlow wrote the council regarding the new siren.\n\n"
    "The master of the Gannet had been drinking.\n\n"
    "The council refused the offer of Norhaven Lines for the old boathouse.\n";

static bool shows_about(const pile *pile, readout_difference_kind kind, const char *word)
{
    size_t count;
    const readout_difference *all = readout_record_differences(pile->record, &count);
    for (size_t i = 0; i < count; i++) {
        char text[256] = {0};
        readout_str sentence = readout_record_text(pile->record, all[i].a);
        memcpy(text, sentence.data,
               sentence.len < sizeof text - 1 ? sentence.len : sizeof text - 1);
        if (all[i].kind == kind && strstr(text, word) != NULL)
            return true;
    }
    return false;
}

static void who_did_what_is_compared(void **state)
{
    (void)state;
    pile pile = read_pile((const char *const[]){SECOND, SECOND_COPY}, 2);
    assert_true(shows_about(&pile, READOUT_DIFFERENCE_REVERSED, "denied"));
    assert_true(shows_about(&pile, READOUT_DIFFERENCE_ROLE, "rescued"));
    assert_true(shows_about(&pile, READOUT_DIFFERENCE_NUMBER, "sailors"));
    assert_true(shows_about(&pile, READOUT_DIFFERENCE_REVERSED, "advisory"));
    assert_true(shows_about(&pile, READOUT_DIFFERENCE_REVERSED, "anti-noise"));
    assert_true(shows_about(&pile, READOUT_DIFFERENCE_ATTRIBUTION_LOST, "Anner Echo"));
    free_pile(&pile);
}

static void other_words_for_the_same_are_no_difference(void **state)
{
    (void)state;
    pile pile = read_pile((const char *const[]){SECOND, SECOND_COPY}, 2);
    assert_false(shows_about(&pile, READOUT_DIFFERENCE_REVERSED, "boathouse"));
    assert_false(shows_about(&pile, READOUT_DIFFERENCE_REVERSED, "town hall"));
    free_pile(&pile);
}

static void a_faithful_copy_has_no_difference(void **state)
{
    (void)state;
    size_t count;
    pile pile = read_pile((const char *const[]){ORIGINAL, ORIGINAL}, 2);
    readout_record_copies(pile.record, &count);
    assert_int_equal(count, 1);
    readout_record_differences(pile.record, &count);
    assert_int_equal(count, 0);
    free_pile(&pile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_error_of_a_copy_is_shown),
        cmocka_unit_test(who_did_what_is_compared),
        cmocka_unit_test(other_words_for_the_same_are_no_difference),
        cmocka_unit_test(a_faithful_copy_has_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
