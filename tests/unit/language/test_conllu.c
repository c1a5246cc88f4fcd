/* conllu.h and treebank.h: sentences come in with all their columns, and wrong lines are
 * told by number. */
#include "language/conllu.h"
#include "language/treebank.h"
#include "unit/base/fixture.h"

#define COLUMNS "\tx\tNOUN\tNN\tNumber=Sing|Case=Nom\t0\troot\t0:root\t"

static const str EXAMPLE = STR_INIT(
    "# newdoc id = first\n"
    "# sent_id = s-1\n"
    "# newpar\n"
    "# text = Don't stop.\n"
    "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tDo\tdo\tAUX\tVB\tMood=Imp\t3\taux\t_\t_\n"
    "2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n"
    "3\tstop\tstop\tVERB\tVB\tMood=Imp|VerbForm=Fin\t0\troot\t0:root\tEntity=x|SpaceAfter=No\n"
    "3.1\tnow\tnow\tADV\tRB\t_\t_\t_\t3:advmod\t_\n"
    "4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n"
    "\n"
    "# sent_id = s-2\n"
    "1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n"
    "\n"
    "# newdoc id = second\r\n"
    "1\tEnd" COLUMNS "_\r\n");

static void a_sentence_has_words_ranges_and_empty_nodes(void **state)
{
    conllu_reader reader = conllu_open(arena_of(state), EXAMPLE);
    conllu_sentence sentence;
    assert_true(conllu_next(&reader, &sentence));
    assert_text(sentence.id, "s-1");
    assert_text(sentence.text, "Don't stop.");
    assert_text(sentence.document, "first");
    assert_true(sentence.newdoc && sentence.newpar);
    assert_int_equal(sentence.line, 1);
    assert_int_equal(sentence.words.count, 4);
    assert_text(sentence.words.items[1].lemma, "not");
    assert_text(sentence.words.items[2].feats, "Mood=Imp|VerbForm=Fin");
    assert_int_equal(sentence.words.items[1].head, 3);
    assert_int_equal(sentence.words.items[1].range, 0);
    assert_int_equal(sentence.words.items[2].range, UINT32_MAX);
    assert_int_equal(sentence.ranges.count, 1);
    assert_text(sentence.ranges.items[0].form, "Don't");
    assert_int_equal(sentence.ranges.items[0].last, 1);
    assert_int_equal(sentence.empties.count, 1);
    assert_int_equal(sentence.empties.items[0].after, 3);
    assert_text(sentence.empties.items[0].columns, "now\tADV\tRB\t_\t_\t_\t3:advmod\t_");
    assert_false(conllu_space_after(sentence.words.items[2].misc));
    assert_true(conllu_space_after(sentence.words.items[3].misc));
}

static void sentences_follow_each_other_to_the_end(void **state)
{
    conllu_reader reader = conllu_open(arena_of(state), EXAMPLE);
    conllu_sentence sentence;
    assert_true(conllu_next(&reader, &sentence));
    assert_true(conllu_next(&reader, &sentence));
    assert_text(sentence.id, "s-2");
    assert_false(sentence.newdoc || sentence.newpar);
    assert_int_equal(sentence.line, 12);
    assert_true(conllu_next(&reader, &sentence));
    assert_text(sentence.document, "second");
    assert_text(sentence.words.items[0].misc, "_");
    assert_false(conllu_next(&reader, &sentence));
    assert_int_equal(reader.problem_count, 0);
}

static void a_value_is_found_by_its_whole_name(void **state)
{
    (void)state;
    str value;
    assert_true(conllu_value(STR("Case=Nom|Number=Plur"), STR("Number"), &value));
    assert_text(value, "Plur");
    assert_false(conllu_value(STR("NumberX=Plur|_"), STR("Number"), &value));
    assert_false(conllu_value(STR(""), STR("Number"), &value));
}

/* A file with one wrong line, the number of that line, and how many words remain. */
static const struct {
    const char *content;
    uint32_t line;
    uint32_t words;
    const char *message;
} WRONG[] = {
    {"1\tA" COLUMNS "_\n2\tB\n\n", 2, 1, "not ten columns"},
    {"1\tA" COLUMNS "_\textra\n1\tB" COLUMNS "_\n", 1, 1, "not ten columns"},
    {"1\tA" COLUMNS "_\n3\tB" COLUMNS "_\n", 2, 1, "word out of order"},
    {"x\tA" COLUMNS "_\n1\tB" COLUMNS "_\n", 1, 1, "not a word, range or empty node in order"},
    {"2-1\tA" COLUMNS "_\n1\tB" COLUMNS "_\n", 1, 1, "range out of order"},
    {"1-2\tA" COLUMNS "_\n2-3\tA" COLUMNS "_\n1\tB" COLUMNS "_\n2\tC" COLUMNS "_\n", 2, 2,
     "range out of order"},
    {"1-3\tA" COLUMNS "_\n1\tB" COLUMNS "_\n\n", 3, 1, "range without its words"},
    {"1\tA\ta\tX\tX\t_\t7\troot\t_\t_\n\n", 2, 1, "head outside the sentence"},
    {"1\tA\ta\tX\tX\t_\tx\troot\t_\t_\n\n", 1, 1, "head is no number"},
    {"1\tA" COLUMNS "_\n4294967296.1\tB" COLUMNS "_\n", 2, 1,
     "not a word, range or empty node in order"},
};

static void a_wrong_line_is_named_and_passed_over(void **state)
{
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        conllu_reader reader = conllu_open(arena_of(state), str_of(WRONG[i].content));
        conllu_sentence sentence;
        assert_true(conllu_next(&reader, &sentence));
        assert_int_equal(sentence.words.count, WRONG[i].words);
        assert_int_equal(reader.problem_count, 1);
        assert_int_equal(reader.problems.items[0].line, WRONG[i].line);
        assert_text(reader.problems.items[0].message, WRONG[i].message);
    }
}

static void problems_are_bounded_and_counted_on(void **state)
{
    buffer content = {.arena = arena_of(state)};
    for (int i = 0; i < CONLLU_PROBLEMS_MAX + 50; i++)
        buffer_add(&content, STR("nonsense\n"));
    conllu_reader reader = conllu_open(arena_of(state), buffer_str(&content));
    conllu_sentence sentence;
    assert_false(conllu_next(&reader, &sentence));
    assert_int_equal(reader.problems.count, CONLLU_PROBLEMS_MAX);
    assert_int_equal(reader.problem_count, CONLLU_PROBLEMS_MAX + 50);
}

static void a_sentence_that_never_ends_is_cut(void **state)
{
    buffer content = {.arena = arena_of(state)};
    for (uint32_t i = 1; i <= CONLLU_WORDS_MAX + 7; i++)
        buffer_format(&content, "%u\tA" COLUMNS "_\n", i);
    conllu_reader reader = conllu_open(arena_of(state), buffer_str(&content));
    conllu_sentence sentence;
    assert_true(conllu_next(&reader, &sentence));
    assert_int_equal(sentence.words.count, CONLLU_WORDS_MAX);
    assert_int_equal(reader.problem_count, 7);
}

static void a_treebank_gives_back_its_raw_text(void **state)
{
    treebank treebank = treebank_read(arena_of(state), EXAMPLE, NULL, NULL);
    assert_text(treebank.report.text, "Don't stop. Go\n\nEnd");
    assert_int_equal(treebank.report.blocks.count, 2);
    assert_int_equal(treebank.report.blocks.items[1].start, 16);
    assert_int_equal(treebank.analysis.sentences.count, 3);
    assert_int_equal(treebank.analysis.sentences.items[0].end, 11);
    assert_int_equal(treebank.analysis.sentences.items[2].block, 1);
    assert_int_equal(treebank.analysis.tokens.count, 6);
    const token *negation = &treebank.analysis.tokens.items[1];
    assert_text(token_text(&treebank.report, negation), "n't");
    assert_true(negation->joined);
    assert_text(treebank.forms[1], "n't");
}

static bool is_second(void *context, str document)
{
    (void)context;
    return str_equal(document, STR("second"));
}

static void a_treebank_takes_the_documents_that_are_wanted(void **state)
{
    treebank treebank = treebank_read(arena_of(state), EXAMPLE, is_second, NULL);
    assert_text(treebank.report.text, "End");
    assert_int_equal(treebank.analysis.sentences.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(a_sentence_has_words_ranges_and_empty_nodes),
        specification(sentences_follow_each_other_to_the_end),
        specification(a_value_is_found_by_its_whole_name),
        specification(a_wrong_line_is_named_and_passed_over),
        specification(problems_are_bounded_and_counted_on),
        specification(a_sentence_that_never_ends_is_cut),
        specification(a_treebank_gives_back_its_raw_text),
        specification(a_treebank_takes_the_documents_that_are_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
