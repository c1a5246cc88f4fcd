/* corpus.h: what the trainer reads, and what it changes of it. */
#include "language/corpus.h"
#include "unit/base/fixture.h"

static const str TREEBANK = STR_INIT("# newdoc_id = GUM_news_port\n# sent_id = a\n"
                                     "1\tShips\tship\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_\n"
                                     "2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n\n"
                                     "# newdoc id = GUM_fiction_port\n# sent_id = b\n"
                                     "1\tOslo\tOslo\tPROPN\tNNP\t_\t0\troot\t_\tNE=B-LOC\n\n");

static void documents_are_told_apart_and_chosen_by_genre(void **state)
{
    corpus all = {.arena = arena_of(state)};
    corpus_add_conllu(&all, TREEBANK, NULL, NULL);
    assert_int_equal(all.sentences.count, 2);
    assert_int_not_equal(all.sentences.items[0].document, all.sentences.items[1].document);
    corpus news = {.arena = arena_of(state)};
    corpus_add_conllu(&news, TREEBANK, corpus_gum_is_free, NULL);
    assert_int_equal(news.sentences.count, 1);
    assert_text(news.sentences.items[0].id, "a");
}

static void names_of_silver_are_all_known(void **state)
{
    corpus silver = {.arena = arena_of(state)};
    corpus_add_silver(&silver, TREEBANK);
    assert_text(silver.words.items[0].name, "O");
    assert_text(silver.words.items[2].name, "B-LOC");
}

static void names_are_joined_by_id_without_dropped_kinds(void **state)
{
    corpus corpus = {.arena = arena_of(state)};
    corpus_add_conllu(&corpus, TREEBANK, NULL, NULL);
    assert_int_equal(corpus_join_names(&corpus,
                                       STR("# sent_id = a\n1\tShips\tB-OTH\n2\tleft\tB-O\n\n"
                                           "# sent_id = b\n1\tOslo\tB-Location\n"),
                                       STR("OTH")),
                     2);
    assert_text(corpus.words.items[0].name, "O");
    assert_text(corpus.words.items[1].name, "O");
    assert_text(corpus.words.items[2].name, "B-LOC");
}

static void xpos_can_be_left_out_and_sentences_be_put_in_capitals(void **state)
{
    corpus corpus = {.arena = arena_of(state)};
    corpus_add_conllu(&corpus, TREEBANK, NULL, NULL);
    corpus_drop_xpos(&corpus);
    corpus_capitalise(&corpus, 2);
    assert_text(corpus.words.items[0].xpos, "_");
    assert_text(corpus.words.items[0].form, "Ships");
    assert_text(corpus.words.items[2].form, "OSLO");
    assert_text(corpus.words.items[2].lemma, "Oslo");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_told_apart_and_chosen_by_genre),
        cmocka_unit_test(names_of_silver_are_all_known),
        cmocka_unit_test(names_are_joined_by_id_without_dropped_kinds),
        cmocka_unit_test(xpos_can_be_left_out_and_sentences_be_put_in_capitals),
    };
    return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
