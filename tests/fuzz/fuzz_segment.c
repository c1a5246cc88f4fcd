/* fuzz_segment.c - any text: tokens and sentences that cover it in order, by rules, or (odd
 * first byte) with weights that mean nothing. */
#include "fuzz.h"
#include "language/language.h"
#include "language/splitter.h"

enum { ROWS = 256 };

/* A small model whose weights come from the length of the text alone. */
static model *random_model(arena *arena, uint64_t seed)
{
    int16_t *weights = arena_array(arena, int16_t, ROWS * GAP_COUNT);
    uint16_t *lexicon = arena_array(arena, uint16_t, ROWS);
    const int32_t threshold = 0;
    for (uint32_t i = 0; i < ROWS * GAP_COUNT; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        weights[i] = (int16_t)(seed >> 48);
        lexicon[i % ROWS] = (uint16_t)(seed >> 32);
    }
    model_builder *builder = model_builder_new(arena, "random");
    model_builder_add(builder, SPLITTER_GAPS, MODEL_I16, (uint32_t[4]){ROWS, GAP_COUNT}, weights);
    model_builder_add(builder, SPLITTER_ENDS, MODEL_I16, (uint32_t[4]){ROWS}, weights);
    model_builder_add(builder, SPLITTER_THRESHOLDS, MODEL_I32, (uint32_t[4]){1}, &threshold);
    model_builder_add(builder, SPLITTER_LEXICON, MODEL_U16, (uint32_t[4]){ROWS}, lexicon);
    model *model = NULL;
    return model_read(model_builder_bytes(arena, builder), false, &model, NULL) == READOUT_OK
               ? model
               : NULL;
}

static void free_model(void *what)
{
    model_free(what);
}

static void check_tokens(const report *report, const analysis *analysis)
{
    uint32_t next = 0;
    uint32_t at = 0;
    for (uint32_t s = 0; s < analysis->sentences.count; s++) {
        const sentence *sentence = &analysis->sentences.items[s];
        must(sentence->first_token == next);
        must(sentence->token_count >= 1 && sentence->token_count <= SENTENCE_TOKENS_MAX);
        must(sentence->start == analysis->tokens.items[next].start);
        must(!analysis->tokens.items[next].joined);
        for (uint32_t t = 0; t < sentence->token_count; t++, next++) {
            const token *token = &analysis->tokens.items[next];
            must(token->start >= at && token->end > token->start);
            must(fuzz_cuts_no_character(report->text, token->start));
            must(fuzz_cuts_no_character(report->text, token->end));
            while (at < token->start) {
                size_t step = at;
                must(utf8_is_space(utf8_next(report->text, &step)));
                at = (uint32_t)step;
            }
            at = token->end;
        }
        must(sentence->end == at);
    }
    must(next == analysis->tokens.count);
    must(at <= report->text.len);
}

static void segment(void *context)
{
    fuzz_work *work = context;
    const bool trained = fuzz_choice(&work->input) & 1;
    report report = {.text = utf8_nfc(&work->keep, work->input)};
    model *model = NULL;
    analysis analysis = {0};
    if (trained) {
        model = random_model(&work->keep, work->input.len);
        must(model != NULL);
        arena_defer(&work->keep, free_model, model);
    }
    array_push(&work->keep, &report.blocks)->end = (uint32_t)report.text.len;
    segment_run(&work->keep, &work->scratch, model, &report, &analysis);
    check_tokens(&report, &analysis);
    for (uint32_t at = 0; at <= report.text.len; at += 7) {
        uint32_t found = analysis_sentence_at(&analysis, at);
        must(found == UINT32_MAX || found < analysis.sentences.count);
        must(analysis_token_at(&analysis, at) <= analysis.tokens.count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(segment, data, size);
}
