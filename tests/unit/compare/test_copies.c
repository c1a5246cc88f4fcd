/* Copies through the public interface: a wire report, what others made of it, and a report of
 * somebody else who was there too. */
#include "unit/compare/pile.h"

#include <stdio.h>

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

/* Two newspapers, one post: each has prose of its own. */
static const char POST[] =
    "\n\nThe harbour board has lost its way and I have lost my patience. Forty berths were "
    "promised "
    "to the fishermen of Marlow and not one has been built since the Gannet light was sold. We "
    "will "
    "not pay a crown more until the board opens its books to every skipper in Kelmouth. - Tomas "
    "Reyland (@treyland) November 3, 2021\n\n";

static void a_shared_post_is_no_copy(void **state)
{
    (void)state;
    char a[2048];
    char b[2048];
    size_t count;
    snprintf(
        a, sizeof a,
        "Skipper turns on harbour board\n\nA lorry driver who owns two boats has accused the "
        "Kelmouth harbour board of breaking its word.%sThe board meets on Friday. Its treasurer "
        "was on holiday and did not answer the telephone.\n",
        POST);
    snprintf(b, sizeof b,
             "Morning briefing from the coast\n\nQuays are a matter of votes again in the "
             "north.%sRain is expected at Saint Brannock by noon, and the regatta may have to wait "
             "another week.\n",
             POST);
    pile pile = read_pile((const char *const[]){a, b}, 2);
    readout_record_copies(pile.record, &count);
    assert_int_equal(count, 0);
    free_pile(&pile);
}

/* ---- Any order, any number of jobs -------------------------------------------------------- */

enum { MANY = 60, TEXT_MAX = 1024 };

static void make_text(char *text, unsigned i)
{
    snprintf(text, TEXT_MAX,
             "Gate %u\n\nThe office of Town%u closed gate %u on Monday, said Anna Bell%u of pier "
             "%u.\n\nThe boat Dorn%u waits outside with %u people, among them Piet Noor%u.\n\nA "
             "diver of Kelm%u looked at the wall and found %u cracks.\n%s",
             i / 3, i / 3 * 7, i / 3 * 5 + 100, i / 3 * 11, i / 3 + 30, i / 3 * 13, i / 3 + 200,
             i / 3 * 17, i / 3 * 19, i / 3 + 40,
             i % 3 == 0   ? ""
             : i % 3 == 1 ? "\nIt rained.\n"
                          : "\nNo ferry ran, and the school stayed closed.\n");
}

static uint32_t number_of(readout_str text)
{
    unsigned gate = 0;
    char copy[16] = {0};
    memcpy(copy, text.data, text.len < sizeof copy - 1 ? text.len : sizeof copy - 1);
    assert_int_equal(sscanf(copy, "Gate %u", &gate), 1); /* NOLINT(cert-err34-c): ours */
    return gate;
}

/* Of each copy: its gate and the bytes of the two reports, in one number that has no order. */
static uint64_t read_in_order(char (*texts)[TEXT_MAX], const unsigned *order, unsigned jobs,
                              size_t *count)
{
    const char *list[MANY];
    size_t reports;
    uint64_t sum = 0;
    for (unsigned i = 0; i < MANY; i++)
        list[i] = texts[order[i]];
    pile pile = read_pile_by(list, MANY, jobs);
    const readout_copy *copies = readout_record_copies(pile.record, count);
    const readout_report *all = readout_record_reports(pile.record, &reports);
    for (size_t i = 0; i < *count; i++) {
        readout_str copy = all[copies[i].copy].text;
        readout_str of = all[copies[i].of].text;
        sum += (uint64_t)(number_of(copy) * 64 + number_of(of)) * 1000003u + copy.len * 131u +
               of.len * 7u + (uint64_t)(copies[i].score * 1000) * 31u + copies[i].evidence_count;
    }
    free_pile(&pile);
    return sum;
}

static void order_and_jobs_do_not_matter(void **state)
{
    (void)state;
    static char texts[MANY][TEXT_MAX];
    unsigned order[MANY];
    size_t counts[3];
    uint64_t sums[3];
    for (unsigned i = 0; i < MANY; i++) {
        make_text(texts[i], i);
        order[i] = i;
    }
    sums[0] = read_in_order(texts, order, 1, &counts[0]);
    for (unsigned i = 0; i < MANY; i++)
        order[i] = MANY - 1 - i;
    sums[1] = read_in_order(texts, order, 4, &counts[1]);
    for (unsigned i = 0; i < MANY; i++)
        order[i] = i * 23 % MANY;
    sums[2] = read_in_order(texts, order, 3, &counts[2]);
    assert_true(counts[0] >= MANY / 3);
    for (int i = 1; i < 3; i++) {
        assert_int_equal(counts[i], counts[0]);
        assert_int_equal(sums[i], sums[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edited_copy_is_found),
        cmocka_unit_test(a_paraphrase_is_found_and_is_the_copy),
        cmocka_unit_test(direction_does_not_depend_on_the_order_of_the_pile),
        cmocka_unit_test(the_same_event_is_no_copy),
        cmocka_unit_test(every_copy_has_one_original_and_there_is_no_circle),
        cmocka_unit_test(a_shared_post_is_no_copy),
        cmocka_unit_test(order_and_jobs_do_not_matter),
        cmocka_unit_test(a_large_pile_finds_the_same_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
