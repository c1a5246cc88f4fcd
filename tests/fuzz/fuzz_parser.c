/* fuzz_parser.c - the language model: a network of any numbers over words of any bytes. Bytes in
 * front are the numbers, over and over; bytes behind the first NUL are the words, cut at spaces.
 *
 * What must hold: one tree with one root for each sentence, labels that exist, well-formed
 * names, lemmas that are not longer than form and script. */
#include "fuzz/fuzz.h"
#include "unit/language/parser_model.h"

enum { FORMS_MAX = 300, SENTENCE = 37 };

typedef struct bytes {
    str all;
    size_t at;
} bytes;

static uint32_t next(void *source)
{
    bytes *bytes = source;
    if (bytes->all.len == 0)
        return 0;
    bytes->at = bytes->at + 1 < bytes->all.len ? bytes->at + 1 : 0;
    return (uint8_t)bytes->all.data[bytes->at];
}

static float next_float(void *source)
{
    uint32_t bits = next(source) | next(source) << 8 | next(source) << 16 | next(source) << 24;
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static void check(const parser *parser, fuzz_work *work, const str *forms, uint32_t n)
{
    uint32_t ends[FORMS_MAX];
    parsed_word words[FORMS_MAX];
    uint32_t sentences = 0;
    for (uint32_t end = 0; end < n;)
        ends[sentences++] = end = end + SENTENCE < n ? end + SENTENCE : n;
    parser_run(parser, &work->scratch, forms, ends, sentences, words);
    for (uint32_t s = 0, start = 0; s < sentences; start = ends[s++])
        must(tiny_sound(parser, words + start, ends[s] - start));
    for (uint32_t i = 0; i < n; i++) {
        str lemma = parser_lemma(parser, &work->keep, forms[i], &words[i]);
        must(lemma.len <= 3 * forms[i].len + 8);
    }
}

static void body(void *context)
{
    fuzz_work *work = context;
    size_t cut = str_find_byte(work->input, 0, 0);
    bytes bytes = {str_slice(work->input, 0, cut), 0};
    str rest = str_slice(work->input, cut == SIZE_MAX ? work->input.len : cut + 1, work->input.len);
    str forms[FORMS_MAX];
    uint32_t n = 0;
    while (n < FORMS_MAX && str_field(&rest, ' ', &forms[n]))
        n++;
    model *model;
    readout_error error;
    parser parser;
    must(model_read(tiny_model(&work->keep, next_float, next, &bytes), false, &model, &error) ==
         READOUT_OK);
    must(parser_of(&work->keep, model, &parser));
    if (n > 0)
        check(&parser, work, forms, n);
    model_free(model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(body, data, size);
}
