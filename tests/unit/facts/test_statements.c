/* Statements: speaker, cue, content, addressee, channel, force. Sentences are written for this
 * test; the trees are those of the model that is built in. */
#include "said.h"

static void content_is(const said *said, const readout_statement *it, size_t at,
                       const char *expected)
{
    assert_true(at < it->content.count);
    assert_text(readout_record_text(said->record, it->content.items[at]), expected);
}

static void test_indirect(void **state)
{
    (void)state;
    said said = said_in("Tom Reeve said on Monday that the gate had been locked all night.\n");
    const readout_statement *it = said_with(&said, "said");
    assert_text(it->speaker.text, "Tom Reeve");
    assert_true(it->speaker.named);
    assert_int_equal(it->speaker.number, READOUT_NUMBER_ONE);
    assert_int_equal(it->mode, READOUT_INDIRECT);
    assert_int_equal(it->polarity, READOUT_ASSERT);
    content_is(&said, it, 0, "the gate had been locked all night");
    said_end(&said);
}

static void test_pieces_of_speech(void **state)
{
    (void)state;
    said said = said_in("“The gate was locked,” said Tom Reeve. “Nobody had the key.”\n");
    assert_int_equal(said.count, 1);
    const readout_statement *it = said_with(&said, "said");
    assert_text(it->speaker.text, "Tom Reeve");
    assert_int_equal(it->mode, READOUT_DIRECT);
    content_is(&said, it, 0, "The gate was locked,");
    content_is(&said, it, 1, "Nobody had the key.");
    said_end(&said);
}

static void test_next_paragraph(void **state)
{
    (void)state;
    said said =
        said_in("“The gate was locked all night,” said Tom Reeve. “I had the key in my pocket.\n\n"
                "“In the morning I opened it myself, and nobody was there to see it.”\n");
    assert_int_equal(said.count, 2);
    assert_text(said.statements[1].speaker.text, "Tom Reeve");
    assert_int_equal(said.statements[1].cue.span.report, READOUT_NONE);
    said_end(&said);
}

static void test_quotation_behind_a_statement(void **state)
{
    (void)state;
    said said = said_in("Tom Reeve said that the gate had been a scandal. “Nobody ever had the key "
                        "to it.”\n");
    assert_int_equal(said.count, 1);
    assert_text(said.statements[0].speaker.text, "Tom Reeve");
    assert_int_equal(said.statements[0].mode, READOUT_MIXED);
    said_end(&said);
}

static void test_announced_by_a_colon(void **state)
{
    (void)state;
    said said =
        said_in("Tom Reeve said:\n\n“The gate was locked all night and nobody had the key.”\n");
    const readout_statement *it = said_with(&said, "said");
    content_is(&said, it, 0, "The gate was locked all night and nobody had the key.");
    said_end(&said);
}

static void test_unnamed(void **state)
{
    (void)state;
    said said = said_in(
        "A senior harbour official told Reuters that the gate was locked. The official, who "
        "declined to give details, said the key was lost.\n");
    const readout_statement *it = said_with(&said, "told");
    assert_text(it->speaker.text, "A senior harbour official");
    assert_false(it->speaker.named);
    assert_int_equal(it->speaker.number, READOUT_NUMBER_ONE);
    assert_int_equal(it->channel_count, 1);
    assert_text(it->channel[0].text, "Reuters");
    assert_int_equal(it->channel[0].kind, READOUT_CHANNEL_OUTLET);
    const readout_statement *next = said_with(&said, "said");
    assert_text(next->speaker.text, "The official");
    assert_int_equal(next->speaker.same_as, (uint32_t)(it - said.statements));
    said_end(&said);
}

static void test_another_official_is_another(void **state)
{
    (void)state;
    said said =
        said_in("A senior harbour official said that the gate was locked. The Danish official said "
                "that the key was lost.\n");
    assert_int_equal(said.count, 2);
    assert_int_equal(said.statements[1].speaker.same_as, READOUT_NONE);
    said_end(&said);
}

static void test_anonymity(void **state)
{
    (void)state;
    said said = said_in(
        "Two officials, who spoke on condition of anonymity, said that the gate was locked.\n");
    const readout_statement *it = said_with(&said, "said");
    assert_true(it->speaker.anonymous);
    assert_int_equal(it->speaker.number, READOUT_NUMBER_SEVERAL);
    said_end(&said);
}

static void test_pronoun(void **state)
{
    (void)state;
    said said = said_in(
        "Tom Reeve opened the gate on Monday. He said that it had been locked all night.\n");
    const readout_statement *it = said_with(&said, "said");
    assert_text(it->speaker.text, "He");
    assert_true(it->speaker.named);
    assert_int_not_equal(it->speaker.entity, READOUT_NONE);
    said_end(&said);
}

static void test_force(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *cue;
        readout_polarity polarity;
    } cases[] = {
        {"Tom Reeve denied that the gate had been locked.\n", "denied", READOUT_DENY},
        {"Tom Reeve warned that the wall could fall.\n", "warned", READOUT_WARN},
        {"The company declined to comment on the gate.\n", "declined", READOUT_NO_COMMENT},
        {"Tom Reeve called for calm in the town.\n", "called", READOUT_REQUEST},
        {"Tom Reeve asked whether the gate had been locked.\n", "asked", READOUT_QUESTION},
        {"Tom Reeve urged the council to repair the wall.\n", "urged", READOUT_REQUEST},
        {"The company said that it would repair the wall.\n", "said", READOUT_ASSERT},
        {"The company provided no further details.\n", "provided", READOUT_NO_COMMENT},
        {"The company did not respond to a request for comment.\n", "respond", READOUT_NO_COMMENT},
        {"Tom Reeve said that there would be consequences for the council.\n", "said",
         READOUT_WARN},
        {"“We will not allow the gate to be locked again,” Tom Reeve said.\n", "said",
         READOUT_WARN},
        {"Tom Reeve said that it was not true that the gate had been locked.\n", "said",
         READOUT_DENY},
        {"Tom Reeve called the claim about the gate a lie.\n", "called", READOUT_DENY},
        {"Tom Reeve said that all sides must keep the gate open.\n", "said", READOUT_REQUEST},
        {"Tom Reeve said that the wall could have far-reaching consequences.\n", "said",
         READOUT_ASSERT},
        {"“Who has the key to the gate?” Tom Reeve asked.\n", "asked", READOUT_QUESTION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        said said = said_in(cases[i].text);
        const readout_statement *it = said_with(&said, cases[i].cue);
        if (it->polarity != cases[i].polarity)
            fail_msg("%s: %d", cases[i].text, (int)it->polarity);
        said_end(&said);
    }
}

static void test_deeds_are_tentative(void **state)
{
    (void)state;
    said said =
        said_in("Tom Reeve voted against the harbour law on Monday.\n\n"
                "Tom Reeve condemned the harbour law. He told the council that the gate had been "
                "locked.\n");
    assert_true(said_with(&said, "voted")->tentative);
    assert_false(said_with(&said, "condemned")->tentative);
    assert_false(said_with(&said, "told")->tentative);
    said_end(&said);
}

static void test_declining_by_a_tenth_is_no_statement(void **state)
{
    (void)state;
    said said =
        said_in("The number of locked gates declined by a tenth in March. Tom Reeve declined to "
                "comment.\n");
    assert_int_equal(said.count, 1);
    assert_text(said.statements[0].speaker.text, "Tom Reeve");
    said_end(&said);
}

static void test_false_reports_deny_nothing(void **state)
{
    (void)state;
    said said = said_in("“You spread false reports about the gate every week,” Tom Reeve said.\n\n"
                        "“The report about the gate is false,” Ann Lee said.\n");
    assert_int_equal(said.count, 2);
    assert_int_equal(said.statements[0].polarity, READOUT_ASSERT);
    assert_int_equal(said.statements[1].polarity, READOUT_DENY);
    said_end(&said);
}

static void test_a_post_is_its_signer_s(void **state)
{
    (void)state;
    said said = said_in(
        "The council met on Monday.\n\n"
        "The gate is open again. It should never have been shut! — Tom Reeve (@reeve) March 14, "
        "2022\n\n"
        "So is the bridge. — Ann Lee (@annlee) 14 March 2022 The rain went on.\n");
    assert_int_equal(said.count, 2);
    assert_text(said.statements[0].speaker.text, "Tom Reeve");
    content_is(&said, &said.statements[0], 0,
               "The gate is open again. It should never have been shut!");
    assert_int_equal(said.statements[0].mode, READOUT_DIRECT);
    assert_text(said.statements[1].speaker.text, "Ann Lee");
    content_is(&said, &said.statements[1], 0, "So is the bridge");
    said_end(&said);
}

static void test_only_who_publishes_is_a_step(void **state)
{
    (void)state;
    said said = said_in("Tom Reeve told The Harbour Times that the gate was locked.\n\n"
                        "Ann Lee told the Supreme Court that the wall was old.\n");
    assert_int_equal(said.count, 2);
    assert_int_equal(said.statements[0].channel_count, 1);
    assert_int_equal(said.statements[1].channel_count, 0);
    said_end(&said);
}

static void test_planned_is_not_said(void **state)
{
    (void)state;
    said said =
        said_in("An official said that Tom Reeve planned to warn the council about the wall.\n");
    const readout_statement *it = said_with(&said, "warn");
    assert_true(it->planned);
    assert_int_equal(it->within, 0);
    assert_false(said_with(&said, "said")->planned);
    said_end(&said);
}

static void test_who_is_asked_does_not_ask(void **state)
{
    (void)state;
    said said = said_in("Asked whether the gate had been locked, Tom Reeve said that he had the "
                        "key.\n");
    const readout_statement *it = said_with(&said, "Asked");
    assert_int_equal(it->polarity, READOUT_QUESTION);
    assert_int_equal(it->speaker.text.len, 0);
    assert_text(said_with(&said, "said")->speaker.text, "Tom Reeve");
    content_is(&said, said_with(&said, "said"), 0, "he had the key");
    said_end(&said);
}

static void test_what_is_known_of_the_unnamed(void **state)
{
    (void)state;
    said said =
        said_in("Two senior German officials at the Foreign Ministry said that the gate was "
                "locked. They spoke on condition of anonymity.\n\n"
                "A group of harbour workers said that the key was lost.\n");
    const readout_statement *it = said_with(&said, "said");
    assert_text(it->speaker.role, "senior officials");
    assert_text(it->speaker.country, "DE");
    assert_text(it->speaker.quantity, "Two");
    assert_text(it->speaker.organization, "Foreign Ministry");
    assert_true(it->speaker.anonymous);
    const readout_statement *last = &said.statements[said.count - 1];
    assert_text(last->speaker.role, "harbour workers");
    assert_text(last->speaker.quantity, "A group of");
    assert_int_equal(last->speaker.number, READOUT_NUMBER_SEVERAL);
    said_end(&said);
    said = said_in("A dozen officials said that the gate was locked.\n");
    assert_int_equal(said.statements[0].speaker.number, READOUT_NUMBER_SEVERAL);
    said_end(&said);
}

static void test_a_statement_is_no_longer_than_its_name(void **state)
{
    (void)state;
    said said = said_in("The company released a brief statement saying the gate had been locked "
                        "all night.\n");
    const readout_statement *it = said_with(&said, "saying");
    assert_text(it->speaker.text, "The company");
    assert_int_equal(it->channel_count, 1);
    assert_text(it->channel[0].text, "a brief statement");
    assert_int_equal(said.count, 1);
    said_end(&said);
}

static void test_parenthesis(void **state)
{
    (void)state;
    said said = said_in("The old gate, Tom Reeve said, had been locked for most of the night.\n");
    const readout_statement *it = said_with(&said, "said");
    assert_true(it->content.count >= 1);
    said_end(&said);
}

static void test_words_before_a_quotation(void **state)
{
    (void)state;
    said said = said_in("The gate was “as good as locked all night,” Tom Reeve said.\n");
    const readout_statement *it = said_with(&said, "said");
    assert_text(it->speaker.text, "Tom Reeve");
    assert_int_equal(it->mode, READOUT_MIXED);
    said_end(&said);
}

static void test_marks(void **state)
{
    (void)state;
    said said = said_in("Tom Reeve reportedly said that the gate was locked. Ann Lee will announce "
                        "on Friday that the key was found.\n");
    assert_true(said_with(&said, "said")->hedged);
    assert_true(said_with(&said, "announce")->planned);
    said_end(&said);
}

static void test_channels(void **state)
{
    (void)state;
    said said =
        said_in("“The gate was locked all night,” the company said in a statement on Tuesday.\n");
    const readout_statement *it = said_with(&said, "said");
    assert_int_equal(it->channel_count, 1);
    assert_text(it->channel[0].text, "a statement");
    assert_int_equal(it->channel[0].kind, READOUT_CHANNEL_DOCUMENT);
    said_end(&said);
}

static void test_cited(void **state)
{
    (void)state;
    said said =
        said_in("The newspaper reported, citing two officials, that the gate had been locked.\n");
    const readout_statement *it = said_with(&said, "citing");
    assert_text(it->speaker.text, "two officials");
    assert_int_equal(it->speaker.number, READOUT_NUMBER_SEVERAL);
    assert_int_equal(it->channel_count, 1);
    assert_text(it->channel[0].text, "The newspaper");
    said_end(&said);
}

static void test_according_to(void **state)
{
    (void)state;
    said said = said_in("According to Tom Reeve, the gate had been locked all night.\n");
    const readout_statement *it = said_with(&said, "According to");
    assert_text(it->speaker.text, "Tom Reeve");
    content_is(&said, it, 0, "the gate had been locked all night");
    said_end(&said);
    said = said_in("Everything went according to plan on Monday.\n");
    assert_int_equal(said.count, 0);
    said_end(&said);
}

/* No trees: a German report. Nothing is made up, and nothing breaks. */
static void test_another_language(void **state)
{
    (void)state;
    said said = said_in(
        "Der Hafenmeister erklärte am Montag vor Journalisten: „Das Tor war die ganze Nacht über "
        "verschlossen, und niemand hatte den Schlüssel.“ Die Polizei ermittelt nun gegen "
        "unbekannt, wie ein Sprecher mitteilte.\n");
    for (size_t i = 0; i < said.count; i++)
        assert_int_equal(said.statements[i].speaker.entity, READOUT_NONE);
    said_end(&said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_indirect),
        cmocka_unit_test(test_pieces_of_speech),
        cmocka_unit_test(test_next_paragraph),
        cmocka_unit_test(test_announced_by_a_colon),
        cmocka_unit_test(test_quotation_behind_a_statement),
        cmocka_unit_test(test_unnamed),
        cmocka_unit_test(test_another_official_is_another),
        cmocka_unit_test(test_anonymity),
        cmocka_unit_test(test_pronoun),
        cmocka_unit_test(test_who_is_asked_does_not_ask),
        cmocka_unit_test(test_what_is_known_of_the_unnamed),
        cmocka_unit_test(test_a_statement_is_no_longer_than_its_name),
        cmocka_unit_test(test_parenthesis),
        cmocka_unit_test(test_words_before_a_quotation),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_force),
        cmocka_unit_test(test_deeds_are_tentative),
        cmocka_unit_test(test_declining_by_a_tenth_is_no_statement),
        cmocka_unit_test(test_false_reports_deny_nothing),
        cmocka_unit_test(test_a_post_is_its_signer_s),
        cmocka_unit_test(test_only_who_publishes_is_a_step),
        cmocka_unit_test(test_planned_is_not_said),
        cmocka_unit_test(test_channels),
        cmocka_unit_test(test_cited),
        cmocka_unit_test(test_according_to),
        cmocka_unit_test(test_another_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
