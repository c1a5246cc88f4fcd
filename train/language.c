/* language.c - trains the language model of language/parser.h.
 *
 * usage: language [OPTION VALUE]... (see OPTIONS below)
 *
 *     treebanks, names, silver --> examples --+--> batches --> steps (learn/train_step.h)
 *     vectors, word lists ------> tables -----+                  | averaged weights
 *     dev treebanks --> scores of the model as it will be shipped, every --every steps
 *                       the best so far is written to --out
 *
 * A seed gives the same model on the same kind of processor, whatever --threads is. With
 * --checkpoint the state is kept beside the model, and a run that was stopped goes on from there.
 */
#include "base/error.h"
#include "base/file.h"
#include "language/score.h"
#include "language/train_lists.h"
#include "language/train_model.h"
#include "learn/train_step.h"
#include "learn/train_stream.h"

#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FILE_LIMIT = 2000000000, FILES_MAX = 32, STREAMS = 3, BATCH_MAX = 4096, HELD_OUT = 6 };

typedef struct paths {
    const char *items[FILES_MAX];
    uint32_t count;
} paths;

typedef struct settings {
    const char *out, *name, *language, *vectors, *lists, *checkpoint, *start, *newswire;
    paths trees;      /* CoNLL-U */
    paths gum;        /* CoNLL-U of which only documents of free genres are taken */
    paths tree_names; /* IOB2 to join to trees */
    paths silver;
    paths dev, dev_names;
    uint32_t threads, every, steps, warmup;
    uint32_t patience;       /* stop after so many measurements without a better score; 0: never */
    uint32_t words[STREAMS]; /* of a batch: trees, newswire names, silver */
    uint32_t width, layers, table, vector_count;
    uint32_t xpos;     /* 0: leave XPOS out */
    uint32_t capitals; /* one in so many silver sentences is put in capitals; 0: none */
    float rate, drop, drop_word;
    uint64_t seed;
} settings;

typedef struct program {
    settings settings;
    arena arena;
    arena scratch;
    readout_error error;
    int exit_code;
    examples examples;
    train_trainer trainer;
    corpus trees, newswire, silver, dev, dev_newswire;
    lemma_model lemmas;
    train_stream streams[STREAMS];
    double best;
    uint64_t stale; /* measurements since it was reached */
    double started;
} program;

/* ---- Reading ----------------------------------------------------------------------------------
 */

static bool read_file(program *program, const char *path, str *content)
{
    return file_read(&program->arena, path, FILE_LIMIT, content, &program->error) == READOUT_OK;
}

static bool add_treebanks(program *program, const paths *paths, corpus_filter *filter,
                          corpus *corpus)
{
    for (uint32_t i = 0; i < paths->count; i++) {
        str content;
        uint32_t before = corpus->sentences.count;
        if (!read_file(program, paths->items[i], &content))
            return false;
        corpus_add_conllu(corpus, content, filter, NULL);
        fprintf(stderr, "%s: %u sentences\n", paths->items[i], corpus->sentences.count - before);
    }
    return true;
}

static bool join_names(program *program, const paths *paths, corpus *corpus)
{
    for (uint32_t i = 0; i < paths->count; i++) {
        str content;
        if (!read_file(program, paths->items[i], &content))
            return false;
        fprintf(stderr, "%s: names of %u sentences\n", paths->items[i],
                corpus_join_names(corpus, content, STR("OTH")));
    }
    return true;
}

static bool add_silver(program *program)
{
    for (uint32_t i = 0; i < program->settings.silver.count; i++) {
        str content;
        if (!read_file(program, program->settings.silver.items[i], &content))
            return false;
        corpus_add_silver(&program->silver, content);
    }
    return true;
}

/* Every sixth document is held out from training, and every sixth of the others' tells when
 * to stop: index % 6 == 5 is for tests only, index % 36 == 4 is dev. */
static bool add_newswire(program *program)
{
    file_list files = {0};
    if (program->settings.newswire == NULL)
        return true;
    if (file_walk(&program->arena, program->settings.newswire, 1 << 16, &files, &program->error) !=
        READOUT_OK)
        return false;
    for (uint32_t i = 0; i < files.count; i++) {
        str content;
        if (i % HELD_OUT == HELD_OUT - 1)
            continue;
        if (!read_file(program, files.paths[i].data, &content))
            return false;
        bool dev = i % (HELD_OUT * HELD_OUT) == HELD_OUT - 2;
        corpus_add_names(dev ? &program->dev_newswire : &program->newswire, content);
    }
    fprintf(stderr, "%s: %u documents, %u to train on, %u for dev\n", program->settings.newswire,
            files.count, program->newswire.documents, program->dev_newswire.documents);
    return true;
}

static bool read_vectors(program *program)
{
    arena *arena = &program->arena;
    const char *folder = program->settings.vectors;
    if (folder == NULL) {
        program->examples.vectors = word_vectors_none(arena);
        return true;
    }
    str words;
    str numbers;
    const char *word_file = str_format(arena, "%s/glove100k.vocab.txt", folder).data;
    const char *number_file = str_format(arena, "%s/glove100k.f16", folder).data;
    return read_file(program, word_file, &words) && read_file(program, number_file, &numbers) &&
           word_vectors_read(arena, words, numbers, program->settings.vector_count, 100,
                             &program->examples.vectors);
}

static bool read_data(program *program)
{
    settings *settings = &program->settings;
    corpus *all[] = {&program->trees, &program->newswire, &program->silver, &program->dev,
                     &program->dev_newswire};
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers */
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        all[i]->arena = &program->arena;
    program->examples.arena = &program->arena;
    program->examples.table_rows = settings->table;
    program->examples.language = str_of(settings->language);
    if (!add_treebanks(program, &settings->trees, NULL, &program->trees) ||
        !add_treebanks(program, &settings->gum, corpus_gum_is_free, &program->trees) ||
        !join_names(program, &settings->tree_names, &program->trees) ||
        !add_treebanks(program, &settings->dev, NULL, &program->dev) ||
        !join_names(program, &settings->dev_names, &program->dev) || !add_newswire(program) ||
        !add_silver(program) || !read_vectors(program))
        return false;
    return settings->lists == NULL || train_lists_read(&program->arena, settings->lists,
                                                       &program->examples.lists, &program->error);
}

/* ---- Examples ---------------------------------------------------------------------------------
 */

static void make_examples(program *program)
{
    examples *examples = &program->examples;
    corpus *with_trees[] = {&program->trees, &program->silver, &program->dev};
    const corpus *gold[] = {&program->trees};
    const corpus *corpora[STREAMS] = {&program->trees, &program->newswire, &program->silver};
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers */
    for (size_t i = 0; program->settings.xpos == 0 && i < sizeof with_trees / sizeof *with_trees;
         i++)
        corpus_drop_xpos(with_trees[i]);
    if (program->settings.capitals > 0)
        corpus_capitalise(&program->silver, program->settings.capitals);
    examples_count(examples, &program->trees);
    examples_count(examples, &program->newswire);
    examples_finish_labels(examples, 3);
    examples_finish_lists(examples);
    for (uint32_t i = 0; i < STREAMS; i++) {
        example_range range = examples_add(examples, corpora[i], 1.0F, i == 0);
        program->streams[i] =
            train_stream_new(&program->arena, range.first, range.count, program->settings.seed + i);
        fprintf(stderr, "stream %u: %u sentences, %u words\n", i, range.count, range.words);
    }
    program->lemmas = lemma_model_learn(&program->arena, examples, gold, 1);
    fprintf(stderr, "labels: %u xpos, %u feats, %u relations, %u kinds of names; %u lemma slots\n",
            examples->xpos.names.count, examples->feats.names.count,
            examples->relations.names.count, examples->names.names.count,
            program->lemmas.slot_count);
    for (uint32_t i = 0; i < examples->names.names.count; i++)
        fprintf(stderr, "  %.*s %u\n", STR_ARG(examples->names.names.items[i]),
                examples->names.counts.items[i]);
}

static void init_trainer(program *program)
{
    const examples *examples = &program->examples;
    const settings *settings = &program->settings;
    train_trainer *trainer = &program->trainer;
    network_shape shape = {.width = settings->width,
                           .layers = settings->layers,
                           .upos = UPOS_COUNT,
                           .xpos = examples->xpos.names.count,
                           .feats = examples->feats.names.count,
                           .arc = 64,
                           .relation = 64,
                           .relations = examples->relations.names.count,
                           .name = 64,
                           .names = 1 + NAME_POSITIONS * examples->names.names.count};
    trainer->parameters = (train_parameters){.table_rows = settings->table,
                                             .row_count = WORDFORM_ROWS,
                                             .word_rows = WORDFORM_WORD_ROWS,
                                             .vectors = examples->vectors.values,
                                             .vector_count = examples->vectors.count,
                                             .vector_padded = examples->vectors.padded,
                                             .other_names = examples->other_names};
    trainer->options = (train_options){.drop_input = settings->drop,
                                       .drop_layer = settings->drop,
                                       .drop_output = settings->drop,
                                       .drop_word = settings->drop_word,
                                       .tags_weight = 0.5F,
                                       .arcs_weight = 1,
                                       .relations_weight = 0.7F,
                                       .names_weight = 1};
    trainer->threads = settings->threads;
    train_trainer_init(trainer, &program->arena, &shape, settings->seed);
}

/* ---- Checkpoints ------------------------------------------------------------------------------
 */

typedef struct piece {
    void *data;
    size_t size;
} piece;

enum { PIECES_MAX = 32, ADAM_PIECES = 10 /* the first ones */ };

/* Everything that changes in training. */
static uint32_t pieces_of(program *program, piece pieces[PIECES_MAX])
{
    train_trainer *trainer = &program->trainer;
    adam *adams[] = {&trainer->dense, &trainer->table};
    uint32_t count = 0;
    for (int i = 0; i < 2; i++) {
        const size_t size = adams[i]->count * sizeof(float);
        pieces[count++] = (piece){adams[i]->weights, size};
        pieces[count++] = (piece){adams[i]->mean, size};
        pieces[count++] = (piece){adams[i]->square, size};
        pieces[count++] = (piece){adams[i]->average, size};
        pieces[count++] = (piece){&adams[i]->averaged, sizeof adams[i]->averaged};
    }
    for (int i = 0; i < STREAMS; i++) {
        train_stream *stream = &program->streams[i];
        pieces[count++] = (piece){stream->order, stream->count * sizeof *stream->order};
        pieces[count++] = (piece){&stream->next, sizeof stream->next};
        pieces[count++] = (piece){&stream->random, sizeof stream->random};
    }
    pieces[count++] = (piece){&trainer->step, sizeof trainer->step};
    pieces[count++] = (piece){&trainer->random, sizeof trainer->random};
    pieces[count++] = (piece){&program->best, sizeof program->best};
    pieces[count++] = (piece){&program->stale, sizeof program->stale};
    return count;
}

static bool write_checkpoint(program *program)
{
    piece pieces[PIECES_MAX] = {{0}};
    uint32_t count = pieces_of(program, pieces);
    arena_mark mark = arena_save(&program->scratch);
    buffer all = {.arena = &program->scratch};
    for (uint32_t i = 0; i < count; i++)
        buffer_add(&all, (str){pieces[i].data, pieces[i].size});
    bool done =
        file_write(program->settings.checkpoint, buffer_str(&all), &program->error) == READOUT_OK;
    arena_restore(&program->scratch, mark);
    return done;
}

/* Takes over a checkpoint of the same size, if there is one. */
static bool read_checkpoint(program *program)
{
    const char *path = program->settings.checkpoint;
    piece pieces[PIECES_MAX] = {{0}};
    uint32_t count = pieces_of(program, pieces);
    str all;
    size_t size = 0;
    if (path == NULL || file_kind_of(path) != FILE_REGULAR)
        return true;
    if (!read_file(program, path, &all))
        return false;
    for (uint32_t i = 0; i < count; i++)
        size += pieces[i].size;
    if (size != all.len) {
        fprintf(stderr, "%s is of another training: not used\n", path);
        return true;
    }
    for (uint32_t i = 0; i < count; all = str_slice(all, pieces[i++].size, all.len))
        memcpy(pieces[i].data, all.data, pieces[i].size);
    fprintf(stderr, "going on from step %llu\n", (unsigned long long)program->trainer.step);
    return true;
}

/* Begins with the averaged weights of another training's checkpoint: of the same sizes and
 * labels, so of the same gold data. */
static bool read_start(program *program)
{
    train_trainer *trainer = &program->trainer;
    adam *adams[] = {&trainer->dense, &trainer->table};
    piece pieces[PIECES_MAX] = {{0}};
    str all;
    if (program->settings.start == NULL)
        return true;
    if (!read_file(program, program->settings.start, &all))
        return false;
    pieces_of(program, pieces);
    for (int i = 0; i < ADAM_PIECES; all = str_slice(all, pieces[i++].size, all.len)) {
        if (all.len < pieces[i].size) {
            error_set(&program->error, READOUT_ERR_INPUT, "%s: of another training",
                      program->settings.start);
            return false;
        }
        memcpy(pieces[i].data, all.data, pieces[i].size);
    }
    for (int i = 0; i < 2; i++) {
        memcpy(adams[i]->weights, adams[i]->average, adams[i]->count * sizeof(float));
        adams[i]->averaged = 0;
    }
    return true;
}

/* ---- Scores -----------------------------------------------------------------------------------
 */

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double show_scores(const parser *parser, arena *scratch, const corpus *dev,
                          const corpus *newswire)
{
    scores trees = score_corpus(parser, scratch, dev, score_kinds(parser, false));
    scores names = score_corpus(parser, scratch, newswire, score_kinds(parser, true));
    fprintf(stderr,
            "    upos %.2f xpos %.2f feats %.2f lemma %.2f uas %.2f las %.2f (full %.2f) "
            "names %.2f newswire %.2f\n",
            score_percent(trees.upos), score_percent(trees.xpos), score_percent(trees.feats),
            score_percent(trees.lemma), score_percent(trees.uas), score_percent(trees.las),
            score_percent(trees.las_full), score_f1(trees.names), score_f1(names.names));
    return score_percent(trees.upos) + 2 * score_percent(trees.las) +
           0.5 * (score_f1(trees.names) + score_f1(names.names));
}

/* Makes the model as it will be shipped, measures it, and writes it if it is the best. */
static bool check_point(program *program)
{
    arena *scratch = &program->scratch;
    arena_mark mark = arena_save(scratch);
    model_builder *builder = model_builder_new(scratch, program->settings.name);
    train_model_add(scratch, builder, &program->trainer, &program->examples, &program->lemmas);
    str bytes = model_builder_bytes(scratch, builder);
    model *model = NULL;
    parser parser;
    bool done = model_read(bytes, false, &model, &program->error) == READOUT_OK;
    if (done && parser_of(scratch, model, &parser)) {
        double score = show_scores(&parser, scratch, &program->dev, &program->dev_newswire);
        program->stale = score > program->best ? 0 : program->stale + 1;
        if (score >= program->best) {
            program->best = score;
            done = file_write(program->settings.out, bytes, &program->error) == READOUT_OK;
        }
    }
    model_free(model);
    arena_restore(scratch, mark);
    return done && (program->settings.checkpoint == NULL || write_checkpoint(program));
}

/* ---- Training ---------------------------------------------------------------------------------
 */

static uint32_t fill_batch(program *program, const example **batch)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < STREAMS; i++) {
        uint32_t words = 0;
        train_stream *stream = &program->streams[i];
        while (stream->count > 0 && words < program->settings.words[i] && count < BATCH_MAX) {
            batch[count] = &program->examples.items.items[train_stream_next(stream)];
            words += batch[count++]->n;
        }
    }
    return count;
}

/* Up in a line, then down along half a cosine to a hundredth. */
static float rate_at(const settings *settings, uint64_t step)
{
    if (step < settings->warmup)
        return settings->rate * (float)(step + 1) / (float)settings->warmup;
    double done = (double)(step - settings->warmup) / (double)(settings->steps - settings->warmup);
    return settings->rate * (float)(0.01 + 0.99 * 0.5 * (1 + cos(3.14159265 * done)));
}

static bool train(program *program)
{
    const settings *settings = &program->settings;
    train_trainer *trainer = &program->trainer;
    const example **batch = arena_array(&program->arena, const example *, BATCH_MAX);
    train_losses losses = {0};
    program->started = seconds();
    if (trainer->step >= settings->steps) /* it was done: the model once more */
        return check_point(program);
    while (trainer->step < settings->steps &&
           (settings->patience == 0 || program->stale < settings->patience)) {
        uint32_t count = fill_batch(program, batch);
        if (!train_step_run(trainer, batch, count, rate_at(settings, trainer->step), &losses)) {
            fprintf(stderr, "out of memory\n");
            return false;
        }
        if (trainer->step % 16 == 0) {
            adam_average(&trainer->dense, 0.985F);
            adam_average(&trainer->table, 0.985F);
        }
        if (trainer->step % settings->every == 0 || trainer->step == settings->steps) {
            fprintf(
                stderr, "step %llu, %.0f s: loss tags %.3f arcs %.3f relations %.3f names %.4f\n",
                (unsigned long long)trainer->step, seconds() - program->started,
                losses.tags / (losses.tree_words + 1), losses.arcs / (losses.tree_words + 1),
                losses.relations / (losses.tree_words + 1), losses.names / (losses.name_words + 1));
            memset(&losses, 0, sizeof losses);
            if (!check_point(program))
                return false;
        }
    }
    return true;
}

/* ---- Main -------------------------------------------------------------------------------------
 */

static void run(void *context)
{
    program *program = context;
    if (read_data(program)) {
        make_examples(program);
        init_trainer(program);
        if (read_start(program) && read_checkpoint(program) && train(program))
            program->exit_code = 0;
        train_trainer_finish(&program->trainer);
    }
    if (program->exit_code != 0)
        fprintf(stderr, "language: %s\n", program->error.message);
}

static void add_path(paths *paths, const char *path)
{
    if (paths->count < FILES_MAX)
        paths->items[paths->count++] = path;
}

static bool read_text_option(settings *settings, const char *option, const char *value)
{
    struct {
        const char *name;
        const char **one;
        paths *many;
    } const options[] = {{"--out", &settings->out, NULL},
                         {"--name", &settings->name, NULL},
                         {"--language", &settings->language, NULL},
                         {"--vectors", &settings->vectors, NULL},
                         {"--lists", &settings->lists, NULL},
                         {"--checkpoint", &settings->checkpoint, NULL},
                         {"--start", &settings->start, NULL},
                         {"--newswire", &settings->newswire, NULL},
                         {"--trees", NULL, &settings->trees},
                         {"--gum", NULL, &settings->gum},
                         {"--tree-names", NULL, &settings->tree_names},
                         {"--silver", NULL, &settings->silver},
                         {"--dev", NULL, &settings->dev},
                         {"--dev-names", NULL, &settings->dev_names}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strcmp(option, options[i].name) == 0) {
            if (options[i].one != NULL)
                *options[i].one = value;
            else
                add_path(options[i].many, value);
            return true;
        }
    return false;
}

static bool read_number_option(settings *settings, const char *option, const char *value)
{
    struct {
        const char *name;
        uint32_t *whole;
        float *real;
    } const options[] = {{"--threads", &settings->threads, NULL},
                         {"--every", &settings->every, NULL},
                         {"--steps", &settings->steps, NULL},
                         {"--warmup", &settings->warmup, NULL},
                         {"--patience", &settings->patience, NULL},
                         {"--tree-words", &settings->words[0], NULL},
                         {"--name-words", &settings->words[1], NULL},
                         {"--silver-words", &settings->words[2], NULL},
                         {"--width", &settings->width, NULL},
                         {"--layers", &settings->layers, NULL},
                         {"--table", &settings->table, NULL},
                         {"--vector-count", &settings->vector_count, NULL},
                         {"--xpos", &settings->xpos, NULL},
                         {"--capitals", &settings->capitals, NULL},
                         {"--rate", NULL, &settings->rate},
                         {"--drop", NULL, &settings->drop},
                         {"--drop-word", NULL, &settings->drop_word}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strcmp(option, options[i].name) == 0) {
            if (options[i].whole != NULL)
                *options[i].whole = (uint32_t)strtoul(value, NULL, 10);
            else
                *options[i].real = strtof(value, NULL);
            return true;
        }
    if (strcmp(option, "--seed") != 0)
        return false;
    settings->seed = strtoull(value, NULL, 10);
    return true;
}

static bool read_settings(settings *settings, int argc, char **argv)
{
    *settings = (struct settings){.name = "readout-en net",
                                  .language = "en",
                                  .threads = 2,
                                  .every = 500,
                                  .steps = 6000,
                                  .warmup = 200,
                                  .patience = 5,
                                  .words = {700, 300, 0},
                                  .width = 128,
                                  .layers = 4,
                                  .table = 46 << 10,
                                  .vector_count = 40000,
                                  .xpos = 1,
                                  .rate = 0.003F,
                                  .drop = 0.2F,
                                  .drop_word = 0.1F,
                                  .seed = 1};
    int at = 1;
    for (; at + 1 < argc; at += 2)
        if (!read_text_option(settings, argv[at], argv[at + 1]) &&
            !read_number_option(settings, argv[at], argv[at + 1]))
            return false;
    return at == argc && settings->out != NULL && settings->trees.count > 0 &&
           settings->dev.count > 0 && settings->every > 0 && settings->warmup < settings->steps;
}

int main(int argc, char **argv)
{
    static program program = {.exit_code = 2};
    memory memory = {0};
    if (!read_settings(&program.settings, argc, argv)) {
        fprintf(stderr, "usage: language --out FILE --trees FILE... --dev FILE "
                        "[OPTION VALUE]...; train/train.sh has a full command\n");
        return 2;
    }
    /* Shards free and ask for the same memory at each step: keep it. */
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    arena_init(&program.arena, &memory);
    arena_init(&program.scratch, &memory);
    if (!memory_try(&memory, run, &program))
        fprintf(stderr, "language: out of memory\n");
    arena_finish(&program.arena);
    arena_finish(&program.scratch);
    return program.exit_code;
}
