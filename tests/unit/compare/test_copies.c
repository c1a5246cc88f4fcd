/* Copies through the public interface: a wire report, what others made of it, and a report of
 * somebody else who was there too. */
#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char WIRE[] =
    "Ferry runs aground off Kelmouth\n\n"
    "A ferry with 212 people on board ran aground off the port of Kelmouth on Tuesday night, the "
    "coastguard said.\n\n"
    "Nobody was badly hurt, but eleven passengers were treated for bruises at Marlow Hospital.\n\n"
    "\"We heard a long scraping noise and then everything stopped,\" said Tomas Reyland, a lorry "
    "driver who was in the cafeteria.\n\n"
    "The operator, Norhaven Lines, said the master had reported a failure of the steering gear "
    "eight minutes before the ship struck the Gannet Bank.\n\n"
    "Harbour master Ilona Petersen said two tugs would try to pull the vessel free at high water "
    "on Wednesday morning.\n\n"
    "It is the second accident on the route since March, when a crew member lost a hand in a "
    "winch.\n";

static const char EDITED[] =
    "Second accident on the Kelmouth route\n\n"
    "A ferry with 212 people on board ran aground off the port of Kelmouth on Tuesday night.\n\n"
    "Eleven passengers were treated for bruises at Marlow Hospital.\n\n"
    "\"We heard a long scraping noise and then everything stopped,\" said Tomas Reyland, a lorry "
    "driver who was in the cafeteria.\n\n"
    "Norhaven Lines said the master had reported a failure of the steering gear eight minutes "
    "before the ship struck the Gannet Bank.\n\n"
    "Two tugs would try to pull the vessel free at high water on Wednesday morning, harbour master "
    "Ilona Petersen said.\n";

static const char PARAPHRASE[] =
    "Ship sits on bank near Kelmouth\n\n"
    "A boat carrying 212 persons drove onto ground before the harbour Kelmouth Tuesday in the "
    "night, so the coastguard.\n\n"
    "None was heavily injured, however eleven travellers became treatment for bruising in the "
    "Marlow Hospital.\n\n"
    "\xe2\x80\x9cWe have heard a lengthy scratching sound, then all stood, \xe2\x80\x9csaid Tomas "
    "Reyland, truck driver, who sat in the cafeteria.\n\n"
    "The operating company Norhaven Lines explained, the master announced a steering gear fault "
    "eight minutes before the ship hit on the Gannet Bank.\n\n"
    "Port master Ilona Peterson said that two tugs want to draw the ship free with Wednesday high "
    "water in the morning.\n\n"
    "It is the second accident of the route since March, as a crew man lost the hand in a "
    "winch. \xe2\x80\x9d\n";

static const char INDEPENDENT[] =
    "\"It was like an earthquake\": night on the Gannet Bank\n\n"
    "Marie Oduya had just put her children to bed when the lamps in cabin 31 began to swing.\n\n"
    "She spent the next five hours in a life jacket on the car deck of the ferry, one of about 200 "
    "people waiting for news off Kelmouth.\n\n"
    "A spokeswoman for Norhaven Lines told this newspaper that divers would look at the hull "
    "before anybody tries to move the ship.\n\n"
    "The transport workers' union has called for an inquiry into working hours on the line, which "
    "carried 400,000 travellers last year.\n\n"
    "At the harbour, volunteers from Saint Brannock's church handed out tea and blankets until "
    "dawn.\n";

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

static bool has_evidence(const readout_copy *copy, const char *kind)
{
    for (size_t i = 0; i < copy->evidence_count; i++)
        if (copy->evidence[i].kind.len == strlen(kind) &&
            memcmp(copy->evidence[i].kind.data, kind, strlen(kind)) == 0)
            return true;
    return false;
}

/* The one copy of a pile of two. */
static const readout_copy *only_copy(const pile *pile)
{
    size_t count;
    const readout_copy *copies = readout_record_copies(pile->record, &count);
    assert_int_equal(count, 1);
    return copies;
}

static void an_edited_copy_is_found(void **state)
{
    (void)state;
    pile pile = read_pile((const char *const[]){WIRE, EDITED}, 2);
    const readout_copy *copy = only_copy(&pile);
    assert_int_equal(copy->copy, 1);
    assert_int_equal(copy->of, 0);
    assert_int_equal(copy->kind, READOUT_COPY_EDITED);
    assert_true(has_evidence(copy, "identical-run"));
    free_pile(&pile);
}

static void a_paraphrase_is_found_and_is_the_copy(void **state)
{
    (void)state;
    pile pile = read_pile((const char *const[]){WIRE, PARAPHRASE}, 2);
    const readout_copy *copy = only_copy(&pile);
    assert_int_equal(copy->copy, 1);
    assert_int_equal(copy->kind, READOUT_COPY_PARAPHRASE);
    assert_int_not_equal(copy->direction, READOUT_DIRECTION_UNKNOWN);
    assert_true(has_evidence(copy, "aligned-sentences"));
    assert_true(has_evidence(copy, "damaged-text"));
    free_pile(&pile);
}

static void direction_does_not_depend_on_the_order_of_the_pile(void **state)
{
    (void)state;
    pile pile = read_pile((const char *const[]){PARAPHRASE, WIRE}, 2);
    assert_int_equal(only_copy(&pile)->copy, 0);
    assert_int_equal(only_copy(&pile)->of, 1);
    free_pile(&pile);
}

static void the_same_event_is_no_copy(void **state)
{
    (void)state;
    size_t count;
    pile pile = read_pile((const char *const[]){WIRE, INDEPENDENT}, 2);
    readout_record_copies(pile.record, &count);
    assert_int_equal(count, 0);
    free_pile(&pile);
}

static void every_copy_has_one_original_and_there_is_no_circle(void **state)
{
    (void)state;
    size_t count;
    pile pile = read_pile((const char *const[]){PARAPHRASE, EDITED, WIRE, INDEPENDENT, WIRE}, 5);
    const readout_copy *copies = readout_record_copies(pile.record, &count);
    assert_int_equal(count, 3);
    uint32_t parent[5] = {READOUT_NONE, READOUT_NONE, READOUT_NONE, READOUT_NONE, READOUT_NONE};
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(parent[copies[i].copy], READOUT_NONE);
        parent[copies[i].copy] = copies[i].of;
    }
    assert_int_equal(parent[3], READOUT_NONE);
    for (uint32_t i = 0; i < 5; i++) {
        uint32_t steps = 0;
        for (uint32_t at = i; parent[at] != READOUT_NONE; at = parent[at])
            assert_true(++steps < 5);
    }
    free_pile(&pile);
}

/* More reports than are compared pair by pair: the index must find the same. */
static void a_large_pile_finds_the_same_copy(void **state)
{
    (void)state;
    enum { OTHERS = 80 };
    static char others[OTHERS][512];
    const char *texts[OTHERS + 2] = {WIRE};
    for (int i = 0; i < OTHERS; i++) {
        snprintf(
            others[i], sizeof others[i],
            "Council report %d\n\nThe council of Town%d met on the %dth floor and took up item "
            "%d of its list.\n\nMember Karla Stone%d asked about the price of road %d, which "
            "stands at %d crowns.\n",
            i, i, i + 4, i * 7, i, i * 3, 1000 + i);
        texts[i + 1] = others[i];
    }
    texts[OTHERS + 1] = EDITED;
    size_t count;
    pile pile = read_pile(texts, OTHERS + 2);
    const readout_copy *copies = readout_record_copies(pile.record, &count);
    bool found = false;
    for (size_t i = 0; i < count; i++)
        found = found || (copies[i].copy == OTHERS + 1 && copies[i].of == 0);
    assert_true(found);
    free_pile(&pile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edited_copy_is_found),
        cmocka_unit_test(a_paraphrase_is_found_and_is_the_copy),
        cmocka_unit_test(direction_does_not_depend_on_the_order_of_the_pile),
        cmocka_unit_test(the_same_event_is_no_copy),
        cmocka_unit_test(every_copy_has_one_original_and_there_is_no_circle),
        cmocka_unit_test(a_large_pile_finds_the_same_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
