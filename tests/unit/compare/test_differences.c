/* What copies got wrong, through the public interface: a report, and a copy that follows it
 * sentence by sentence with one error in each. */
#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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

typedef struct pile {
    readout_model *model;
    readout *engine;
    readout_record *record;
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
    return pile;
}

static void free_pile(pile *pile)
{
    readout_record_free(pile->record);
    readout_close(pile->engine);
    readout_model_free(pile->model);
}

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
        cmocka_unit_test(a_faithful_copy_has_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
