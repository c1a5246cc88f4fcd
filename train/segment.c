/* segment.c - trains the splitter of language/splitter.h.
 *
 * usage: segment [OPTION VALUE]... FILE...
 *
 *     --out FILE       the model file to write; what else is in it stays
 *     --name NAME      of the model ("readout-en 0.1")
 *     --dev FILE       CoNLL-U to choose the threshold on; may be repeated
 *     --skip PREFIX    passes over documents whose id starts so; may be repeated
 *     --words FILE     words by frequency, one a line, and
 *     --clusters FILE  the number of each one's cluster, one a line
 *     --cases FILE     plain text or JSON lines, to count what is capitalised
 *     --threshold N    of the ends, in 1/1024; without it the best on --dev is taken
 *     --seed NUMBER
 *
 *   FILE...     -> raw text + gold --+--> gaps: examples -> weights
 *                                    +--> ends: examples -> weights (on our own gaps)
 *   --words ... -> lexicon ----------+            threshold: best F1 on --dev
 */
#include "base/file.h"
#include "base/map.h"
#include "language/language.h"
#include "language/splitter.h"
#include "language/treebank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_LIMIT = 1 << 30,
    NAMES_MAX = 64,
    GAP_ROWS = 1 << 15,
    END_ROWS = 1 << 18,
    LEXICON_SIZE = 1 << 17,
    CLUSTER_MAX = 1022
};

typedef struct names {
    const char *items[NAMES_MAX];
    uint32_t count;
} names;

typedef struct settings {
    const char *out;
    const char *name;
    const char *words;
    const char *clusters;
    const char *cases;
    names train;
    names dev;
    names skip;
    const char *threshold; /* NULL: choose */
    uint64_t seed;
} settings;

typedef struct trainer {
    settings settings;
    arena arena;
    arena scratch;
    readout_error error;
    int exit_code;
} trainer;

/* ---- Treebanks ---------------------------------------------------------------------------- */

enum { STARTS_TOKEN = 1, STARTS_WORD = 2, STARTS_SENTENCE = 4 };

/* A treebank, and for each byte of its text what starts there. */
typedef struct gold {
    treebank treebank;
    uint8_t *starts;
} gold;

static bool is_wanted(void *context, str document)
{
    const names *skip = context;
    for (uint32_t i = 0; i < skip->count; i++)
        if (str_starts(document, str_of(skip->items[i])))
            return false;
    return true;
}

static void mark_starts(arena *arena, gold *gold)
{
    const analysis *analysis = &gold->treebank.analysis;
    gold->starts = arena_array(arena, uint8_t, gold->treebank.report.text.len + 1);
    for (uint32_t i = 0; i < analysis->tokens.count; i++) {
        const token *token = &analysis->tokens.items[i];
        gold->starts[token->start] |= token->joined ? STARTS_WORD : STARTS_TOKEN;
    }
    for (uint32_t i = 0; i < analysis->sentences.count; i++)
        gold->starts[analysis->sentences.items[i].start] |= STARTS_SENTENCE;
}

static bool read_gold(trainer *trainer, const char *path, gold *gold)
{
    str content;
    if (file_read(&trainer->arena, path, FILE_LIMIT, &content, &trainer->error) != READOUT_OK)
        return false;
    gold->treebank = treebank_read(&trainer->arena, content, is_wanted, &trainer->settings.skip);
    mark_starts(&trainer->arena, gold);
    fprintf(stderr, "%s: %u sentences, %u words, %u lines not read\n", path,
            gold->treebank.analysis.sentences.count, gold->treebank.analysis.tokens.count,
            gold->treebank.problems);
    return true;
}

/* ---- Lexicon ------------------------------------------------------------------------------ */

static uint32_t form_of_word(trainer *trainer, str word, uint8_t *shape)
{
    arena_mark mark = arena_save(&trainer->scratch);
    atom_array atoms = {0};
    uint32_t form = 0;
    atoms_find(&trainer->scratch, word, 0, (uint32_t)word.len, &atoms);
    if (atoms.count == 2 * ATOM_PADDING + 1) {
        form = atoms.items[ATOM_PADDING].form;
        *shape = atoms.items[ATOM_PADDING].shape;
    }
    arena_restore(&trainer->scratch, mark);
    return form;
}

typedef struct case_count {
    uint32_t lower;
    uint32_t upper;
} case_count;
typedef array_of(case_count) case_counts;

/* Counts words that follow a word or a comma: there capitals mean names, or parts of them. */
static void count_cases(trainer *trainer, str text, map *forms, case_counts *counts)
{
    atom_array atoms = {0};
    atoms_find(&trainer->scratch, text, 0, (uint32_t)text.len, &atoms);
    for (uint32_t i = ATOM_PADDING; i < atoms.count - ATOM_PADDING; i++) {
        const atom *atom = &atoms.items[i];
        const uint8_t before = atom[-1].shape;
        bool inside = before == SHAPE_LOWER || before == SHAPE_COMMA || before == SHAPE_CAPITAL;
        if (!inside || !atom->space_before ||
            (atom->shape != SHAPE_LOWER && atom->shape != SHAPE_CAPITAL &&
             atom->shape != SHAPE_UPPER))
            continue;
        uint32_t *slot = map_put_number(forms, atom->form);
        if (*slot == MAP_NONE) {
            *slot = counts->count;
            array_push(&trainer->arena, counts);
        }
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a slot has its item */
        counts->items[*slot].lower += atom->shape == SHAPE_LOWER;
        counts->items[*slot].upper += atom->shape != SHAPE_LOWER;
    }
}

static lexeme_case case_of(case_count count)
{
    uint32_t sum = count.lower + count.upper;
    if (sum < 3)
        return CASE_UNKNOWN;
    if (count.upper * 30 < sum)
        return CASE_LOWER;
    return count.upper * 10 > sum * 9 ? CASE_UPPER : CASE_EITHER;
}

static bool count_all_cases(trainer *trainer, map *forms, case_counts *counts)
{
    enum { PIECE = 1 << 20 };
    str text;
    if (trainer->settings.cases == NULL)
        return true;
    if (file_read(&trainer->arena, trainer->settings.cases, FILE_LIMIT, &text, &trainer->error) !=
        READOUT_OK)
        return false;
    while (text.len > 0) {
        size_t end = str_find_byte(text, '\n', PIECE < text.len ? PIECE : text.len);
        end = end == SIZE_MAX ? text.len : end + 1;
        arena_mark mark = arena_save(&trainer->scratch);
        count_cases(trainer, str_slice(text, 0, end), forms, counts);
        arena_restore(&trainer->scratch, mark);
        text = str_slice(text, end, text.len);
    }
    return true;
}

/* The most frequent word has a slot first; a later one that falls on it is left out. */
static uint16_t *make_lexicon(trainer *trainer)
{
    uint16_t *lexicon = arena_array(&trainer->arena, uint16_t, LEXICON_SIZE);
    map forms = {.arena = &trainer->arena};
    case_counts counts = {0};
    str words = STR("");
    str clusters = STR("");
    str word;
    str cluster;
    uint32_t kept = 0;
    const settings *settings = &trainer->settings;
    if (settings->words == NULL || settings->clusters == NULL)
        return lexicon;
    if (file_read(&trainer->arena, settings->words, FILE_LIMIT, &words, &trainer->error) !=
            READOUT_OK ||
        file_read(&trainer->arena, settings->clusters, FILE_LIMIT, &clusters, &trainer->error) !=
            READOUT_OK ||
        !count_all_cases(trainer, &forms, &counts))
        return NULL;
    while (str_line(&words, &word) && str_line(&clusters, &cluster)) {
        uint32_t number;
        uint8_t shape = SHAPE_NONE;
        uint32_t form = form_of_word(trainer, word, &shape);
        if (shape < SHAPE_LOWER || shape > SHAPE_CASELESS || !str_number(cluster, &number) ||
            number > CLUSTER_MAX)
            continue;
        uint16_t *slot = &lexicon[lexicon_slot(form, LEXICON_SIZE)];
        if (*slot != 0)
            continue;
        uint32_t count = map_get_number(&forms, form);
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a slot has its item */
        lexeme_case case_ = count != MAP_NONE ? case_of(counts.items[count]) : CASE_UNKNOWN;
        *slot =
            (uint16_t)(lexicon_check(form) | (unsigned)case_ << LEXEME_CASE_SHIFT | (number + 1));
        kept++;
    }
    fprintf(stderr, "lexicon: %u words, %u counted for case\n", kept, counts.count);
    return lexicon;
}

/* ---- Examples ----------------------------------------------------------------------------- */

typedef struct collector {
    arena *arena;
    const gold *gold;
    linear_data *data;
} collector;

static void collect_gap(void *context, uint32_t at, const uint32_t *features, uint32_t count,
                        gap *gap)
{
    collector *collector = context;
    uint8_t starts = collector->gold->starts[at];
    *gap = starts & STARTS_TOKEN ? GAP_SPLIT : starts & STARTS_WORD ? GAP_WORD : GAP_JOIN;
    linear_data_add(collector->arena, collector->data, features, count, *gap, 1);
}

static void collect_end(void *context, uint32_t at, const uint32_t *features, uint32_t count,
                        bool *end)
{
    collector *collector = context;
    *end = (collector->gold->starts[at] & STARTS_SENTENCE) != 0;
    linear_data_add(collector->arena, collector->data, features, count, *end, 1);
}

static void run_over(trainer *trainer, splitter *splitter, const gold *gold)
{
    const report *report = &gold->treebank.report;
    for (uint32_t i = 0; i < report->blocks.count; i++) {
        arena_mark mark = arena_save(&trainer->scratch);
        piece_array pieces = {0};
        splitter_run(splitter, &trainer->scratch, report->text, report->blocks.items[i].start,
                     report->blocks.items[i].end, &pieces);
        arena_restore(&trainer->scratch, mark);
    }
}

static void collect(trainer *trainer, splitter splitter, const gold *golds, bool ends,
                    linear_data *data)
{
    collector collector = {&trainer->arena, NULL, data};
    splitter_observer observer = {.context = &collector};
    if (ends)
        observer.end = collect_end;
    else
        observer.gap = collect_gap;
    splitter.observer = &observer;
    for (uint32_t i = 0; i < trainer->settings.train.count; i++) {
        collector.gold = &golds[i];
        run_over(trainer, &splitter, &golds[i]);
    }
    fprintf(stderr, "%s: %u examples\n", ends ? "ends" : "gaps", data->examples.count);
}

static void show_loss(uint32_t epoch, double loss)
{
    fprintf(stderr, "  epoch %2u  loss %.5f\n", epoch, loss);
}

/* ---- Threshold ---------------------------------------------------------------------------- */

/* Twice the sentences found that are right, over all found and all in the treebank. */
static double sentence_f1(trainer *trainer, const splitter *splitter, const gold *gold)
{
    const report *report = &gold->treebank.report;
    const analysis *analysis = &gold->treebank.analysis;
    uint32_t found = 0;
    uint32_t right = 0;
    uint32_t next = 0;
    for (uint32_t b = 0; b < report->blocks.count; b++) {
        arena_mark mark = arena_save(&trainer->scratch);
        piece_array pieces = {0};
        splitter_run(splitter, &trainer->scratch, report->text, report->blocks.items[b].start,
                     report->blocks.items[b].end, &pieces);
        uint32_t first = PIECE_PADDING;
        for (uint32_t i = first; i < pieces.count - PIECE_PADDING; i++) {
            if (!pieces.items[i].is_last)
                continue;
            uint32_t start = pieces.items[first].start;
            while (next < analysis->sentences.count &&
                   analysis->sentences.items[next].start < start)
                next++;
            right += next < analysis->sentences.count &&
                     analysis->sentences.items[next].start == start &&
                     analysis->sentences.items[next].end == pieces.items[i].end;
            found++;
            first = i + 1;
        }
        arena_restore(&trainer->scratch, mark);
    }
    return 200.0 * right / (found + analysis->sentences.count);
}

static void choose_threshold(trainer *trainer, splitter *splitter, const gold *dev)
{
    double best = -1;
    int32_t chosen = 0;
    for (int32_t threshold = -2 * LINEAR_UNIT; threshold <= 2 * LINEAR_UNIT;
         threshold += LINEAR_UNIT / 4) {
        double sum = 0;
        splitter->end_threshold = threshold;
        fprintf(stderr, "  threshold %5d  F1", threshold);
        for (uint32_t i = 0; i < trainer->settings.dev.count; i++) {
            double f1 = sentence_f1(trainer, splitter, &dev[i]);
            fprintf(stderr, " %6.2f", f1);
            sum += f1;
        }
        fprintf(stderr, "\n");
        if (sum > best) {
            best = sum;
            chosen = threshold;
        }
    }
    if (trainer->settings.threshold != NULL)
        chosen = (int32_t)strtol(trainer->settings.threshold, NULL, 10);
    splitter->end_threshold = chosen;
    fprintf(stderr, "  threshold %d chosen\n", chosen);
}

/* ---- Writing ------------------------------------------------------------------------------ */

static bool write_model(trainer *trainer, const splitter *splitter)
{
    const settings *settings = &trainer->settings;
    model_builder *builder = model_builder_new(&trainer->arena, settings->name);
    model *old = NULL;
    str bytes;
    if (file_kind_of(settings->out) == FILE_REGULAR &&
        (file_read(&trainer->arena, settings->out, FILE_LIMIT, &bytes, &trainer->error) !=
             READOUT_OK ||
         model_read(bytes, true, &old, &trainer->error) != READOUT_OK))
        return false;
    if (old != NULL)
        model_builder_add_all(builder, old);
    model_builder_add(builder, SPLITTER_GAPS, MODEL_I16, (uint32_t[4]){GAP_ROWS, GAP_COUNT},
                      splitter->gaps.weights);
    model_builder_add(builder, SPLITTER_ENDS, MODEL_I16, (uint32_t[4]){END_ROWS},
                      splitter->ends.weights);
    model_builder_add(builder, SPLITTER_THRESHOLDS, MODEL_I32, (uint32_t[4]){1},
                      &splitter->end_threshold);
    model_builder_add(builder, SPLITTER_LEXICON, MODEL_U16, (uint32_t[4]){LEXICON_SIZE},
                      splitter->lexicon);
    str file = model_builder_bytes(&trainer->arena, builder);
    model_free(old);
    fprintf(stderr, "%s: %zu bytes\n", settings->out, file.len);
    return file_write(settings->out, file, &trainer->error) == READOUT_OK;
}

/* ---- Main --------------------------------------------------------------------------------- */

static bool read_all(trainer *trainer, const names *names, gold *golds)
{
    for (uint32_t i = 0; i < names->count; i++)
        if (!read_gold(trainer, names->items[i], &golds[i]))
            return false;
    return true;
}

static bool train(trainer *trainer)
{
    const settings *settings = &trainer->settings;
    gold *golds = arena_array(&trainer->arena, gold, settings->train.count);
    gold *dev = arena_array(&trainer->arena, gold, settings->dev.count);
    splitter splitter = {.lexicon_size = LEXICON_SIZE};
    linear_data gaps = {0};
    linear_data ends = {0};
    linear_options options = {.rows = GAP_ROWS,
                              .classes = GAP_COUNT,
                              .epochs = 20,
                              .rate = 0.03F,
                              .l2 = 1e-6F,
                              .drop = 0.3F,
                              .seed = settings->seed,
                              .progress = show_loss};
    if (!read_all(trainer, &settings->train, golds) || !read_all(trainer, &settings->dev, dev))
        return false;
    splitter.lexicon = make_lexicon(trainer);
    if (splitter.lexicon == NULL)
        return false;
    collect(trainer, splitter, golds, false, &gaps);
    splitter.gaps = linear_train(&trainer->arena, &gaps, &options);
    collect(trainer, splitter, golds, true, &ends);
    options.rows = END_ROWS;
    options.classes = 1;
    options.rate = 0.02F;
    options.l2 = 1e-5F;
    splitter.ends = linear_train(&trainer->arena, &ends, &options);
    choose_threshold(trainer, &splitter, dev);
    return write_model(trainer, &splitter);
}

static void run(void *context)
{
    trainer *trainer = context;
    bool done = train(trainer);
    if (!done)
        fprintf(stderr, "segment: %s\n", trainer->error.message);
    trainer->exit_code = done ? 0 : 2;
}

static void add_name(names *names, const char *name)
{
    if (names->count < NAMES_MAX)
        names->items[names->count++] = name;
}

static bool read_option(settings *settings, const char *option, const char *value)
{
    if (strcmp(option, "--out") == 0)
        settings->out = value;
    else if (strcmp(option, "--name") == 0)
        settings->name = value;
    else if (strcmp(option, "--words") == 0)
        settings->words = value;
    else if (strcmp(option, "--clusters") == 0)
        settings->clusters = value;
    else if (strcmp(option, "--cases") == 0)
        settings->cases = value;
    else if (strcmp(option, "--threshold") == 0)
        settings->threshold = value;
    else if (strcmp(option, "--dev") == 0)
        add_name(&settings->dev, value);
    else if (strcmp(option, "--skip") == 0)
        add_name(&settings->skip, value);
    else if (strcmp(option, "--seed") == 0)
        settings->seed = strtoull(value, NULL, 10);
    else
        return false;
    return true;
}

static bool read_settings(settings *settings, int argc, char **argv)
{
    *settings = (struct settings){.name = "readout-en 0.1", .seed = 1};
    int at = 1;
    for (; at + 1 < argc && strncmp(argv[at], "--", 2) == 0; at += 2)
        if (!read_option(settings, argv[at], argv[at + 1]))
            return false;
    for (; at < argc; at++)
        add_name(&settings->train, argv[at]);
    return settings->out != NULL && settings->train.count > 0;
}

int main(int argc, char **argv)
{
    memory memory = {0};
    trainer trainer = {.exit_code = 2};
    if (!read_settings(&trainer.settings, argc, argv)) {
        fprintf(stderr, "usage: segment --out FILE [--name NAME] [--dev FILE] [--skip PREFIX] "
                        "[--words FILE --clusters FILE] [--cases FILE] [--threshold N] "
                        "[--seed N] FILE...\n");
        return 2;
    }
    arena_init(&trainer.arena, &memory);
    arena_init(&trainer.scratch, &memory);
    if (!memory_try(&memory, run, &trainer))
        fprintf(stderr, "segment: out of memory\n");
    arena_finish(&trainer.arena);
    arena_finish(&trainer.scratch);
    return trainer.exit_code;
}
