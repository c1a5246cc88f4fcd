/* fuzz_annotate.c - any bytes through readout_annotate, as a report or as CoNLL-U (the first byte
 * chooses). What comes out is CoNLL-U that reads without a problem, one root a sentence, and
 * comes back with the same words when it is given once more. */
#include "fuzz.h"
#include "language/conllu.h"

#include <stdlib.h>
#include <string.h>

typedef struct output {
    char *data;
    size_t len;
} output;

static bool keep_bytes(void *payload, const char *data, size_t len)
{
    output *output = payload;
    char *grown = realloc(output->data, output->len + len + 1);
    if (grown == NULL)
        return false;
    memcpy(grown + output->len, data, len);
    output->data = grown;
    output->len += len;
    return true;
}

/* Analysing needs a model; the built-in one is loaded once. */
static const readout_model *model(void)
{
    static readout_model *loaded;
    if (loaded == NULL)
        must(readout_model_load(NULL, &loaded, NULL) == READOUT_OK);
    return loaded;
}

static bool annotate(str content, readout_format format, output *output)
{
    readout *engine = NULL;
    const readout_options options = {.jobs = 1};
    const readout_input input = {.content = content, .format = format};
    bool done = readout_open(model(), &options, &engine, NULL) == READOUT_OK &&
                readout_add(engine, &input, NULL) == READOUT_OK &&
                readout_annotate(engine, keep_bytes, output, NULL) == READOUT_OK;
    readout_close(engine);
    return done;
}

static void check_sentence(const conllu_sentence *sentence)
{
    uint32_t roots = 0;
    const bool analysed = sentence->words.items[0].head != UINT32_MAX;
    for (uint32_t i = 0; i < sentence->words.count; i++) {
        const conllu_word *word = &sentence->words.items[i];
        must((word->head != UINT32_MAX) == analysed);
        must(word->head != i + 1);
        must(!analysed || word->lemma.len > 0);
        roots += word->head == 0;
    }
    must(roots == (analysed ? 1 : 0));
}

static void check(void *context)
{
    fuzz_work *work = context;
    const bool given = fuzz_choice(&work->input) % 2 == 1;
    output first = {0};
    output second = {0};
    if (annotate(work->input, given ? READOUT_FORMAT_CONLLU : READOUT_FORMAT_DETECT, &first) &&
        annotate((str){first.data, first.len}, READOUT_FORMAT_CONLLU, &second)) {
        conllu_reader a = conllu_open(&work->scratch, (str){first.data, first.len});
        conllu_reader b = conllu_open(&work->scratch, (str){second.data, second.len});
        conllu_sentence one;
        conllu_sentence two;
        while (conllu_next(&a, &one)) {
            check_sentence(&one);
            must(conllu_next(&b, &two));
            must(one.words.count == two.words.count);
            for (uint32_t i = 0; i < one.words.count; i++)
                must(str_equal(one.words.items[i].form, two.words.items[i].form));
        }
        must(!conllu_next(&b, &two));
        must(a.problem_count == 0 && b.problem_count == 0);
    }
    free(first.data);
    free(second.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(check, data, size);
}
