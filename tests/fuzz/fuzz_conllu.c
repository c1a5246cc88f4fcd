/* fuzz_conllu.c - any bytes as CoNLL-U: sentences whose numbers hold, and as a treebank. */
#include "fuzz.h"
#include "language/conllu.h"
#include "language/treebank.h"

static void check_sentence(const conllu_sentence *sentence)
{
    must(sentence->words.count >= 1 && sentence->words.count <= CONLLU_WORDS_MAX);
    for (uint32_t i = 0; i < sentence->words.count; i++) {
        const conllu_word *word = &sentence->words.items[i];
        must(word->form.len > 0);
        must(word->head == UINT32_MAX || word->head <= sentence->words.count);
        must(word->range == UINT32_MAX || word->range < sentence->ranges.count);
        (void)conllu_space_after(word->misc);
    }
    uint32_t next = 0;
    for (uint32_t i = 0; i < sentence->ranges.count; i++) {
        const conllu_range *range = &sentence->ranges.items[i];
        must(range->first >= next && range->first < range->last);
        must(range->last < sentence->words.count);
        next = range->last + 1;
    }
    for (uint32_t i = 0; i < sentence->empties.count; i++)
        must(sentence->empties.items[i].after <= sentence->words.count);
}

static void read_all(void *context)
{
    fuzz_work *work = context;
    conllu_reader reader = conllu_open(&work->scratch, work->input);
    conllu_sentence sentence;
    while (conllu_next(&reader, &sentence))
        check_sentence(&sentence);
    must(reader.problems.count <= CONLLU_PROBLEMS_MAX);
    must(reader.problems.count <= reader.problem_count);
    treebank treebank = treebank_read(&work->keep, work->input, NULL, NULL);
    uint32_t at = 0;
    for (uint32_t i = 0; i < treebank.analysis.tokens.count; i++) {
        const token *token = &treebank.analysis.tokens.items[i];
        must(token->start >= at && token->end >= token->start);
        must(token->end <= treebank.report.text.len);
        at = token->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(read_all, data, size);
}
