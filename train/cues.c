/* cues.c - learns the weights of src/facts/cue_table.c and src/facts/clue_table.c.
 *
 * usage: cues CANDIDATES CUE-TABLE CLUE-TABLE
 *        cues CANDIDATES --check
 *
 *   readout-eval-statements DATA --candidates        one line for each word that may be a cue
 *        |                                           attribution, document, lemma/kind, frame,
 *        |                                           signs, words around it as role:word
 *   features: bias, frame, lemma, lemma with frame,
 *   sign, word in its role
 *        |
 *   logistic regression                              by AdaGrad (Duchi, Hazan and Singer 2011),
 *        |                                           in an order that is shuffled by a fixed seed
 *   rows: hundredths of log odds
 *
 * CUE-TABLE keeps its rows, their classes and their order; verbs that mark at least NEW_MIN
 * attributions and are not in it get a row of their own. CLUE-TABLE is written anew. --check
 * writes nothing and tells how well each fifth of the documents is read by what is learned from
 * the other four. Strong cues and new rows change the candidates: make them anew and learn again.
 *
 * An attribution whose cue has several candidates ("declined to say") counts once, for the one
 * that a first training likes best; the others are left out of the second. */
#include "base/array.h"
#include "base/file.h"
#include "base/map.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_LIMIT = 1 << 28,
    FEATURES_MAX = 96,  /* of one candidate */
    EPOCHS = 10,        /* of the training */
    SEEN_MIN = 3,       /* a feature seen less often is not learned */
    CLUE_SEEN_MIN = 10, /* and a word in a role gets no row */
    NEW_MIN = 8,        /* attributions for a new verb ... */
    STRONG_MIN = 4,     /* uses with a clause or a quotation, of which ... */
    FOLDS = 5,
    NEAR = 400, /* candidates of one attribution stand closer together */
    THRESHOLDS = 41
};

/* How the content hangs on a cue, in the order of the table's columns. */
static const char *const FRAMES[] = {"clause", "quote", "infinitive", "object", "oblique", "bare"};
enum { FRAME_COUNT = sizeof FRAMES / sizeof *FRAMES };

static const double RATE = 0.05;
static const double RIDGE = 0.0003;      /* L2 */
static const double NEW_SHARE = 0.35;    /* ... and so many of its uses: no "take", no "go" */
static const double STRONG_SHARE = 0.62; /* ... so many mark an attribution */
static const double CLUE_WEIGHT_MIN = 0.12;

typedef struct feature {
    str name;
    uint32_t seen;
    double weight;
    double squares; /* sum of squared gradients */
} feature;

typedef struct example {
    bool cue;
    bool skipped;
    int attribution; /* number in its document, or -1 */
    uint32_t document;
    uint32_t count;
    uint32_t features[FEATURES_MAX];
} example;

/* How often a lemma is used with a clause or a quotation, and how often at all. */
typedef struct lemma {
    str name; /* "say/v" */
    bool known;
    uint32_t uses, cues;
    uint32_t clause_uses, clause_cues;
} lemma;

typedef struct trainer {
    arena arena;
    map ids;
    array_of(feature) features;
    array_of(example) examples;
    map lemma_ids;
    array_of(lemma) lemmas;
} trainer;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "cues: %s\n", what);
    exit(2);
}

/* ---- Reading ---------------------------------------------------------------------------- */

static uint32_t feature_id(trainer *trainer, str name)
{
    uint32_t *id = map_put(&trainer->ids, name);
    if (*id == MAP_NONE) {
        const str own = str_format(&trainer->arena, "%.*s", STR_ARG(name));
        *id = trainer->features.count;
        *array_push(&trainer->arena, &trainer->features) = (feature){.name = own};
    }
    return *id;
}

static void add_feature(trainer *trainer, example *example, str name)
{
    if (example->count == FEATURES_MAX)
        return;
    const uint32_t id = feature_id(trainer, name);
    trainer->features.items[id].seen++;
    example->features[example->count++] = id;
}

static lemma *lemma_of(trainer *trainer, str name, bool known)
{
    uint32_t *id = map_put(&trainer->lemma_ids, name);
    if (*id == MAP_NONE) {
        *id = trainer->lemmas.count;
        *array_push(&trainer->arena, &trainer->lemmas) = (lemma){.name = name, .known = known};
    }
    return &trainer->lemmas.items[*id];
}

static void count_lemma(trainer *trainer, str name, bool known, str frame, bool cue)
{
    lemma *lemma = lemma_of(trainer, name, known);
    lemma->uses++;
    lemma->cues += cue;
    if (str_equal(frame, str_of("clause")) || str_equal(frame, str_of("quote"))) {
        lemma->clause_uses++;
        lemma->clause_cues += cue;
    }
}

/* The number that a field holds. */
static long number_of(str field)
{
    char text[24] = {0};
    memcpy(text, field.data, field.len < sizeof text - 1 ? field.len : sizeof text - 1);
    return strtol(text, NULL, 10);
}

static void read_line(trainer *trainer, str line)
{
    str attribution, document, lemma, frame, field;
    arena *arena = &trainer->arena;
    if (!str_field(&line, '\t', &attribution) || !str_field(&line, '\t', &document) ||
        !str_field(&line, '\t', &lemma) || !str_field(&line, '\t', &frame) || lemma.len < 3)
        return;
    const bool known = lemma.data[lemma.len - 1] != '?';
    lemma.len -= !known;
    const bool cue = number_of(attribution) >= 0;
    count_lemma(trainer, lemma, known, frame, cue);
    if (!known)
        return;
    example *example = array_push(arena, &trainer->examples);
    example->attribution = (int)number_of(attribution);
    example->document = (uint32_t)number_of(document);
    example->cue = cue;
    add_feature(trainer, example, STR("bias"));
    add_feature(trainer, example, str_format(arena, "frame=%.*s", STR_ARG(frame)));
    add_feature(trainer, example, str_format(arena, "lemma=%.*s", STR_ARG(lemma)));
    add_feature(trainer, example,
                str_format(arena, "lemma=%.*s,%.*s", STR_ARG(lemma), STR_ARG(frame)));
    while (str_field(&line, ' ', &field))
        if (field.len > 0)
            add_feature(trainer, example,
                        str_find(field, STR(":"), 0) == SIZE_MAX
                            ? str_format(arena, "sign=%.*s", STR_ARG(field))
                            : field);
}

/* ---- Learning --------------------------------------------------------------------------- */

static double score(const trainer *trainer, const example *example)
{
    double sum = 0;
    for (uint32_t i = 0; i < example->count; i++)
        sum += trainer->features.items[example->features[i]].weight;
    return sum;
}

static void learn_one(trainer *trainer, const example *example)
{
    const double p = 1 / (1 + exp(-score(trainer, example)));
    const double error = p - (example->cue ? 1 : 0);
    for (uint32_t i = 0; i < example->count; i++) {
        feature *it = &trainer->features.items[example->features[i]];
        if (it->seen < SEEN_MIN)
            continue;
        const double gradient = error + RIDGE * it->weight;
        it->squares += gradient * gradient;
        it->weight -= RATE * gradient / sqrt(it->squares);
    }
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* On all documents but those of the fold; FOLDS: on all. */
static void learn(trainer *trainer, uint32_t fold)
{
    const uint32_t count = trainer->examples.count;
    uint32_t random = 12345;
    const arena_mark mark = arena_save(&trainer->arena);
    uint32_t *order = arena_array(&trainer->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    for (uint32_t i = 0; i < trainer->features.count; i++) {
        trainer->features.items[i].weight = 0;
        trainer->features.items[i].squares = 0.01;
    }
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (uint32_t i = count; i-- > 1;) {
            const uint32_t k = next_random(&random) % (i + 1);
            const uint32_t swap = order[i];
            order[i] = order[k];
            order[k] = swap;
        }
        for (uint32_t i = 0; i < count; i++) {
            const example *it = &trainer->examples.items[order[i]];
            if (!it->skipped && it->document % FOLDS != fold)
                learn_one(trainer, it);
        }
    }
    arena_restore(&trainer->arena, mark);
}

/* Of the candidates of one attribution, only the best counts. */
static void skip_others(trainer *trainer)
{
    example *all = trainer->examples.items;
    for (uint32_t i = 0; i < trainer->examples.count; i++)
        for (uint32_t k = i; all[i].cue && k-- > 0 && i - k < NEAR;) {
            if (all[k].document != all[i].document)
                break;
            if (all[k].attribution != all[i].attribution || all[k].skipped)
                continue;
            if (score(trainer, &all[k]) > score(trainer, &all[i]))
                all[i].skipped = true;
            else
                all[k].skipped = true;
        }
}

/* Reads each fifth by what the others teach; by threshold, as one of them is to be chosen. */
static void check(trainer *trainer)
{
    unsigned right[THRESHOLDS] = {0};
    unsigned found[THRESHOLDS] = {0};
    unsigned wanted = 0;
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        learn(trainer, fold);
        for (uint32_t i = 0; i < trainer->examples.count; i++) {
            const example *it = &trainer->examples.items[i];
            if (it->document % FOLDS != fold)
                continue;
            wanted += it->cue && !it->skipped;
            const double sum = score(trainer, it);
            for (int t = 0; t < THRESHOLDS; t++) {
                found[t] += sum > -1 + 0.05 * t;
                right[t] += sum > -1 + 0.05 * t && it->cue && !it->skipped;
            }
        }
    }
    for (int t = 0; t < THRESHOLDS; t += 2)
        fprintf(stderr, "over %5.2f: P %.1f R %.1f F1 %.1f of attributions that have a candidate\n",
                -1 + 0.05 * t, 100.0 * right[t] / found[t], 100.0 * right[t] / wanted,
                200.0 * right[t] / (found[t] + wanted));
}

/* ---- Writing ---------------------------------------------------------------------------- */

static int weight_of(const trainer *trainer, str name)
{
    const uint32_t id = map_get(&trainer->ids, name);
    return id == MAP_NONE ? 0 : (int)lround(100 * trainer->features.items[id].weight);
}

/* By the counts, if there are enough of them; else as the row has it. */
static bool is_strong(const trainer *trainer, str name, bool was)
{
    const uint32_t id = map_get(&trainer->lemma_ids, name);
    if (id == MAP_NONE || name.data[name.len - 1] != 'v')
        return was;
    const lemma *lemma = &trainer->lemmas.items[id];
    return lemma->clause_uses >= STRONG_MIN ? lemma->clause_cues > STRONG_SHARE * lemma->clause_uses
                                            : was;
}

/* What a row has behind its class: strong, weight, weights by frame. */
static void add_weights(trainer *trainer, buffer *out, str name, bool strong)
{
    buffer_format(out, "%-6s %5d, {", strong ? "true," : "false,",
                  weight_of(trainer, str_format(&trainer->arena, "lemma=%.*s", STR_ARG(name))));
    for (int frame = 0; frame < FRAME_COUNT; frame++)
        buffer_format(out, "%s%4d", frame > 0 ? ", " : "",
                      weight_of(trainer, str_format(&trainer->arena, "lemma=%.*s,%s", STR_ARG(name),
                                                    FRAMES[frame])));
    buffer_add(out, STR("}}"));
}

static void add_row(trainer *trainer, buffer *out, str lemma, char kind, str class_, bool strong)
{
    const str name = str_format(&trainer->arena, "%.*s/%c", STR_ARG(lemma), kind);
    const str quoted = str_format(&trainer->arena, "\"%.*s\",", STR_ARG(lemma));
    const str class_text = str_format(&trainer->arena, "READOUT_CUE_%.*s,", STR_ARG(class_));
    buffer_format(out, "    {%-16.*s '%c', %-21.*s ", STR_ARG(quoted), kind, STR_ARG(class_text));
    add_weights(trainer, out, name, is_strong(trainer, name, strong));
    buffer_add(out, STR(",\n"));
}

static int compare_lemmas(const void *x, const void *y)
{
    const str left = ((const lemma *)x)->name;
    const str right = ((const lemma *)y)->name;
    return str_compare(left, right);
}

/* New verbs that sort before `lemma`; all that are left if it is empty. */
static void add_new_verbs(trainer *trainer, buffer *out, uint32_t *next, str lemma)
{
    for (; *next < trainer->lemmas.count; ++*next) {
        const struct lemma it = trainer->lemmas.items[*next];
        const str word = {it.name.data, it.name.len - 2};
        if (lemma.len > 0 && str_compare(word, lemma) >= 0)
            return;
        if (!it.known && it.cues >= NEW_MIN && it.cues >= NEW_SHARE * it.uses)
            add_row(trainer, out, word, 'v', STR("SAY"), false);
    }
}

/* One line of the old table, with new weights if it has any. */
static void rewrite_line(trainer *trainer, buffer *out, str line, uint32_t *sign, uint32_t *next)
{
    if (str_starts(line, STR("const int16_t cue_bias"))) {
        buffer_format(out, "const int16_t cue_bias = %d;\n", weight_of(trainer, STR("bias")));
    } else if (str_starts(line, STR("const int16_t cue_frames"))) {
        buffer_add(out, STR("const int16_t cue_frames[FRAME_COUNT] = {"));
        for (int frame = 0; frame < FRAME_COUNT; frame++)
            buffer_format(
                out, "%s%d", frame > 0 ? ", " : "",
                weight_of(trainer, str_format(&trainer->arena, "frame=%s", FRAMES[frame])));
        buffer_add(out, STR("};\n"));
    } else if (str_starts(line, STR("    [SIGN_"))) {
        const size_t end = str_find(line, STR("]"), 0);
        buffer_format(out, "%.*s] = %d,\n", (int)end, line.data,
                      weight_of(trainer, str_format(&trainer->arena, "sign=%u", (*sign)++)));
    } else if (str_starts(line, STR("    {\"")) && line.len > 30) {
        const size_t quote = str_find(line, STR("\""), 6);
        const size_t class_ = str_find(line, STR("READOUT_CUE_"), 0);
        const str lemma = str_slice(line, 6, quote);
        const char kind = line.data[class_ - 4];
        const size_t comma = str_find(line, STR(","), class_);
        if (kind == 'v')
            add_new_verbs(trainer, out, next, lemma);
        add_row(trainer, out, lemma, kind, str_slice(line, class_ + 12, comma),
                str_find(line, STR("true,"), comma) != SIZE_MAX);
    } else {
        if (str_find(line, STR("/* nouns */"), 0) != SIZE_MAX)
            add_new_verbs(trainer, out, next, STR(""));
        buffer_format(out, "%.*s\n", STR_ARG(line));
    }
}

static void write_cues(trainer *trainer, const char *path)
{
    buffer out = {.arena = &trainer->arena};
    readout_error error;
    str old, line;
    uint32_t sign = 0;
    uint32_t next = 0;
    if (file_read(&trainer->arena, path, FILE_LIMIT, &old, &error) != READOUT_OK)
        die(error.message);
    qsort(trainer->lemmas.items, trainer->lemmas.count, sizeof(lemma), compare_lemmas);
    for (uint32_t i = 0; i < trainer->lemmas.count; i++)
        *map_put(&trainer->lemma_ids, trainer->lemmas.items[i].name) = i;
    while (str_line(&old, &line))
        rewrite_line(trainer, &out, line, &sign, &next);
    if (file_write(path, buffer_str(&out), &error) != READOUT_OK)
        die(error.message);
}

static int compare_features(const void *x, const void *y)
{
    return str_compare(((const feature *)x)->name, ((const feature *)y)->name);
}

/* Words that a string of C can hold as they are. */
static bool is_plain(str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.data[i] == '\\' || word.data[i] == '"' || word.data[i] < ' ')
            return false;
    return word.len > 0;
}

/* Sorts the features; call it last. */
static void write_clues(trainer *trainer, const char *path)
{
    buffer out = {.arena = &trainer->arena};
    readout_error error;
    buffer_add(&out, STR("/* clue_table.c - words around cues and their weights, in hundredths of "
                         "log odds: what train/cues.c\n * learned from counts of PolNeAR's "
                         "training part. Written by it; edit the trainer, not this. */\n"
                         "#include \"facts/clues.h\"\n\n/* clang-format off */\n"
                         "const clue_row clue_table[] = {\n"));
    qsort(trainer->features.items, trainer->features.count, sizeof(feature), compare_features);
    for (uint32_t i = 0; i < trainer->features.count; i++) {
        const feature *it = &trainer->features.items[i];
        const size_t colon = str_find(it->name, STR(":"), 0);
        if (colon == SIZE_MAX || it->seen < CLUE_SEEN_MIN || fabs(it->weight) < CLUE_WEIGHT_MIN)
            continue;
        const str word = str_slice(it->name, colon + 1, it->name.len);
        if (is_plain(word))
            buffer_format(&out, "    {CLUE_%.*s, \"%.*s\", %ld},\n", (int)colon, it->name.data,
                          STR_ARG(word), lround(100 * it->weight));
    }
    buffer_add(&out, STR("};\n/* clang-format on */\n\nconst uint32_t clue_table_count = sizeof "
                         "clue_table / sizeof *clue_table;\n"));
    if (file_write(path, buffer_str(&out), &error) != READOUT_OK)
        die(error.message);
}

int main(int argc, char **argv)
{
    static memory memory;
    static trainer trainer;
    readout_error error;
    str lines, line;
    const bool checks = argc == 3 && strcmp(argv[2], "--check") == 0;
    if (argc != 4 && !checks)
        die("usage: cues CANDIDATES (CUE-TABLE CLUE-TABLE | --check)");
    arena_init(&trainer.arena, &memory);
    trainer.ids.arena = trainer.lemma_ids.arena = &trainer.arena;
    if (file_read(&trainer.arena, argv[1], FILE_LIMIT, &lines, &error) != READOUT_OK)
        die(error.message);
    while (str_line(&lines, &line))
        read_line(&trainer, line);
    fprintf(stderr, "%u candidates, %u features\n", trainer.examples.count, trainer.features.count);
    learn(&trainer, FOLDS);
    skip_others(&trainer);
    if (checks) {
        check(&trainer);
    } else {
        learn(&trainer, FOLDS);
        write_cues(&trainer, argv[2]);
        write_clues(&trainer, argv[3]);
    }
    arena_finish(&trainer.arena);
    return 0;
}
