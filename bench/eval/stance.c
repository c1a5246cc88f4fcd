/* stance.c - what does an article say to a headline: nothing, the same, the opposite, or does it
 * only discuss it? On the pairs of the Fake News Challenge (FNC-1, Pomerleau and Rao 2017).
 *
 * usage: stance MODEL TRAIN-BODIES TRAIN-STANCES TEST-BODIES TEST-STANCES
 *
 *   headline   propositions -- matcher of compare/match.h --+
 *   article    propositions, sentences, who denies what ----+-- signs -- small network -- stance
 *
 * Signs: how much of the headline's words, runs, names and numbers stand in the article, in its
 * head and in its three most like sentences; the match of the best two propositions, and the best
 * under each bar (the other polarity, another number, actor, mood); words that doubt, deny or
 * hedge, in the headline, near those sentences, and over the article; how far what matches is told
 * as somebody's word, denied or planned.
 *
 * The topics of the training part are cut into five; five networks of one hidden layer are fitted,
 * each to four of them. How much each stance is favoured is chosen on what they say of the part
 * that they did not see, for the mean F1 of the four stances. The test part is measured with what
 * was chosen; the networks' chances are added. */
#include "base/file.h"
#include "base/utf8.h"
#include "intake/intake.h"
#include "language/language.h"
#include "language/wordlists.h"
#include "stance_network.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_LIMIT = 64 << 20,
    WORDS_MAX = 96,      /* of a headline */
    SENTENCES_MAX = 200, /* of an article */
    TOP = 3,
    CUES = 3, /* doubt, hedge, negation */
    PARTS = 5 /* of the training part's articles, each held out once */
};

static const double FOUND_MIN = 0.15; /* share of a headline below which nothing is compared */

/* Words that turn a story down, that keep away from it, that negate. Kept by hand. */
static const char *const CUE_WORDS[CUES] = {
    " absurd baseless bogus bullshit contradict contrary debunk denial deny disavow dismiss "
    "disprove "
    "dispute doubt doubtful fabricate fabricated fake false falsely falsehood fiction fictional "
    "fictitious fraud hoax inaccurate incorrect incorrectly joke lie mislead misleading mistake "
    "mistaken mistakenly myth nonsense parody phony photoshop photoshopped prank refute reject "
    "retract retraction ridiculous satire satirical skeptic skeptical sceptical skepticism spoof "
    "troll trolling unfounded unlikely unsubstantiated untrue wrong wrongly ",
    " accord according allegation allege alleged allegedly apparent apparently appear assert "
    "believe believed claim claimed confirm could if investigate investigation may might possible "
    "possibly potentially probe purport purported purportedly question report reportedly rumor "
    "rumored rumour rumoured say seem source speculate speculation suggest supposed supposedly "
    "suspect unclear unconfirmed unverified verify whether ",
    " barely cannot hardly n't neither never no nobody none nor not nothing without "};

/* A stem of a report, with the sentence that it stands in. */
typedef struct word {
    uint32_t key;
    uint32_t row; /* of its vector */
    uint16_t sentence;
    uint8_t weight;
    uint8_t cues; /* bit of each list that it is on */
    bool named;
} word;
typedef array_of(word) word_array;

typedef struct job {
    int argc;
    char **argv;
    arena arena;
    memory memory;
    model *model;
    array_of(reading) readings;
    word_array *words; /* [report] */
    map headlines;     /* text -> report */
    map bodies;        /* number, and part -> report */
    pair_array pairs;
    rarity rarity;
    sense sense;
    comparison comparison;
    propositions all;
    matcher matcher;
    readout_error error;
    int exit_code;
} job;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "readout-eval-stance: %s\n", what);
    exit(2);
}

/* ---- Reading -------------------------------------------------------------------------- */

/* The next field of comma-separated values; quotation marks inside are doubled. */
static bool csv_field(arena *arena, str text, size_t *at, str *field, bool *last)
{
    buffer made = {.arena = arena};
    if (*at >= text.len)
        return false;
    const bool quoted = text.data[*at] == '"';
    *at += quoted;
    while (*at < text.len) {
        const char c = text.data[(*at)++];
        if (quoted && c == '"' && *at < text.len && text.data[*at] == '"')
            ++*at;
        else if (quoted && c == '"')
            break;
        else if (!quoted && (c == ',' || c == '\n')) {
            --*at;
            break;
        }
        buffer_add_byte(&made, c);
    }
    while (*at < text.len && text.data[*at] != ',' && text.data[*at] != '\n')
        ++*at;
    *last = *at >= text.len || text.data[*at] == '\n';
    ++*at;
    *field = buffer_str(&made);
    return true;
}

static uint32_t read_report(job *job, arena *scratch, str text)
{
    report *report = arena_new(&job->arena, struct report);
    analysis *analysis = arena_new(&job->arena, struct analysis);
    facts *facts = arena_new(&job->arena, struct facts);
    const readout_input input = {.content = text, .format = READOUT_FORMAT_TEXT};
    arena *keep = &job->arena;
    intake_read(keep, scratch, &input, report);
    report->language = STR("en");
    segment_run(keep, scratch, job->model, report, analysis);
    parse_run(keep, scratch, job->model, report, analysis);
    names_run(keep, scratch, report, analysis);
    references_run(keep, scratch, report, analysis);
    quotes_run(keep, report, analysis, facts);
    statements_run(keep, scratch, report, analysis, facts);
    times_run(keep, scratch, report, analysis, facts);
    arena_finish(scratch);
    *array_push(keep, &job->readings) = (reading){report, analysis, facts};
    return job->readings.count - 1;
}

static uint64_t body_key(str number, bool test)
{
    return str_hash(number) * 2 + test;
}

static void read_bodies(job *job, const char *path, bool test)
{
    arena scratch;
    str text;
    str fields[2];
    bool last = false;
    size_t at = 0;
    arena_init(&scratch, &job->memory);
    if (file_read(&job->arena, path, FILE_LIMIT, &text, &job->error) != READOUT_OK)
        die(job->error.message);
    for (bool head = true; csv_field(&job->arena, text, &at, &fields[0], &last); head = false) {
        if (last || !csv_field(&job->arena, text, &at, &fields[1], &last))
            break;
        if (!head)
            *map_put_number(&job->bodies, body_key(fields[0], test)) =
                read_report(job, &scratch, fields[1]);
    }
}

/* By name, or as a number in the order of STANCES. */
static uint8_t stance_of(str name)
{
    for (int i = 0; i < CLASSES; i++)
        if (str_equal_nocase(name, str_of(STANCES[i])) ||
            (name.len == 1 && name.data[0] == '0' + i))
            return (uint8_t)i;
    die("a stance that nobody knows");
}

static void read_stances(job *job, const char *path, bool test)
{
    arena scratch;
    str text;
    str fields[3];
    bool last = false;
    size_t at = 0;
    arena_init(&scratch, &job->memory);
    if (file_read(&job->arena, path, FILE_LIMIT, &text, &job->error) != READOUT_OK)
        die(job->error.message);
    for (bool head = true;; head = false) {
        bool whole = true;
        for (int i = 0; i < 3 && whole; i++)
            whole = csv_field(&job->arena, text, &at, &fields[i], &last);
        if (!whole)
            break;
        if (head)
            continue;
        uint32_t *headline = map_put(&job->headlines, fields[0]);
        if (*headline == MAP_NONE)
            *headline = read_report(job, &scratch, fields[0]);
        const uint32_t body = map_get_number(&job->bodies, body_key(str_trim(fields[1]), test));
        if (body == MAP_NONE)
            die("a pair without its article");
        pair *pair = array_push(&job->arena, &job->pairs);
        pair->headline = *headline;
        pair->body = body;
        pair->stance = stance_of(str_trim(fields[2]));
        pair->test = test;
    }
}

/* Parts by topic: articles that have a related headline in common are of one. Else a network would
 * have seen the story that it is asked about. */
static uint32_t topic_of(uint32_t *up, uint32_t at)
{
    while (up[at] != at)
        at = up[at] = up[up[at]];
    return at;
}

static void cut_parts(job *job)
{
    uint32_t *up = arena_array(&job->arena, uint32_t, job->readings.count);
    for (uint32_t i = 0; i < job->readings.count; i++)
        up[i] = i;
    for (uint32_t i = 0; i < job->pairs.count; i++) {
        const pair *pair = &job->pairs.items[i];
        if (!pair->test && pair->stance != CLASSES - 1)
            up[topic_of(up, pair->headline)] = topic_of(up, pair->body);
    }
    for (uint32_t i = 0; i < job->pairs.count; i++) {
        pair *pair = &job->pairs.items[i];
        pair->part = (uint8_t)((topic_of(up, pair->body) * 2654435761u >> 16) % PARTS);
    }
}

/* ---- Words ---------------------------------------------------------------------------- */

static uint8_t cues_of(str word, str lemma)
{
    uint8_t cues = 0;
    for (int i = 0; i < CUES; i++)
        if (words_in(CUE_WORDS[i], strlen(CUE_WORDS[i]), word) ||
            (lemma.len > 0 && words_in(CUE_WORDS[i], strlen(CUE_WORDS[i]), lemma)))
            cues |= (uint8_t)(1u << i);
    return cues;
}

static void list_words(job *job)
{
    arena scratch;
    arena_init(&scratch, &job->memory);
    job->words = arena_array(&job->arena, word_array, job->readings.count);
    for (uint32_t i = 0; i < job->readings.count; i++) {
        const reading *reading = &job->readings.items[i];
        const analysis *analysis = reading->analysis;
        for (uint32_t s = 0; s < analysis->sentences.count && s < SENTENCES_MAX; s++) {
            const sentence *sentence = &analysis->sentences.items[s];
            for (uint32_t k = 0; k < sentence->token_count; k++) {
                const token *token = &analysis->tokens.items[sentence->first_token + k];
                if (!token->is_word)
                    continue;
                const str folded = utf8_fold(&scratch, token_text(reading->report, token));
                const str lemma = utf8_fold(&scratch, token->lemma);
                const str stem = stem_of(lemma.len > 0 ? lemma : folded);
                *array_push(&job->arena, &job->words[i]) = (word){
                    .key = (uint32_t)str_hash(stem),
                    .row = token_in_list(token, WORDS_FUNCTION) ? SENSE_NONE
                                                                : sense_row(&job->sense, lemma),
                    .sentence = (uint16_t)s,
                    .weight = (uint8_t)rarity_of(&job->rarity, stem),
                    .cues = cues_of(folded, lemma),
                    .named = token->starts_upper && k > 0};
            }
            arena_finish(&scratch);
        }
    }
}

/* ---- Signs ---------------------------------------------------------------------------- */

typedef struct likeness {
    double weight; /* of the headline's words */
    double found;  /* of those that the article has */
    double runs;   /* share of its pairs of words */
    double cosine;
    double share[SENTENCES_MAX]; /* of the headline, in each sentence of the article */
    uint32_t sentences;
    uint32_t top[TOP]; /* the most like sentences */
} likeness;

static void note_top(likeness *likeness)
{
    bool taken[SENTENCES_MAX] = {false};
    for (int i = 0; i < TOP; i++) {
        uint32_t best = 0;
        double most = -1;
        for (uint32_t s = 0; s < likeness->sentences; s++)
            if (!taken[s] && likeness->share[s] > most) {
                most = likeness->share[s];
                best = s;
            }
        taken[best] = true;
        likeness->top[i] = best;
    }
}

static void measure_words(const word_array *a, const word_array *b, likeness *it)
{
    memset(it, 0, sizeof *it);
    double squares = 0;
    uint32_t runs = 0;
    uint32_t common = 0;
    const uint32_t count = a->count < WORDS_MAX ? a->count : WORDS_MAX;
    for (uint32_t k = 0; k < b->count; k++) {
        squares += (double)b->items[k].weight * b->items[k].weight;
        if (b->items[k].sentence >= it->sentences)
            it->sentences = b->items[k].sentence + 1u;
    }
    for (uint32_t i = 0; i < count; i++) {
        const word *x = &a->items[i];
        uint32_t seen = UINT32_MAX;
        bool run = false;
        it->weight += x->weight;
        for (uint32_t k = 0; k < b->count; k++) {
            if (b->items[k].key != x->key)
                continue;
            if (seen == UINT32_MAX)
                it->found += x->weight;
            if (b->items[k].sentence != seen)
                it->share[b->items[k].sentence] += x->weight;
            seen = b->items[k].sentence;
            run = run ||
                  (i + 1 < count && k + 1 < b->count && b->items[k + 1].key == a->items[i + 1].key);
            it->cosine += (double)x->weight * x->weight;
        }
        runs += i + 1 < count;
        common += run;
    }
    it->runs = runs > 0 ? (double)common / runs : 0;
    it->cosine = squares > 0 && it->weight > 0 ? it->cosine / sqrt(squares) / it->weight : 0;
    for (uint32_t s = 0; s < it->sentences && it->weight > 0; s++)
        it->share[s] /= it->weight;
    note_top(it);
}

/* How near the headline's words are to those of a sentence, by their vectors. */
static double nearness(const job *job, const word_array *a, const word_array *b, uint32_t sentence)
{
    double sum = 0;
    double weight = 0;
    for (uint32_t i = 0; i < a->count && i < WORDS_MAX; i++) {
        double best = 0;
        if (a->items[i].row == SENSE_NONE)
            continue;
        for (uint32_t k = 0; k < b->count; k++) {
            if (b->items[k].sentence != sentence)
                continue;
            const double near = b->items[k].key == a->items[i].key
                                    ? 1
                                    : sense_cosine(&job->sense, a->items[i].row, b->items[k].row);
            best = near > best ? near : best;
        }
        sum += best * a->items[i].weight;
        weight += a->items[i].weight;
    }
    return weight > 0 ? sum / weight : 0;
}

static bool is_in_top(const likeness *likeness, uint32_t sentence, uint32_t around)
{
    for (int i = 0; i < TOP; i++)
        if (sentence + around >= likeness->top[i] && sentence <= likeness->top[i] + around)
            return true;
    return false;
}

/* Cues of the headline, of the head of the article, of all, near what is like. 5 for each list. */
static float *measure_cues(const word_array *a, const word_array *b, const likeness *likeness,
                           float *to)
{
    for (int c = 0; c < CUES; c++) {
        double counts[5] = {0};
        for (uint32_t i = 0; i < a->count; i++)
            counts[0] += a->items[i].cues >> c & 1;
        for (uint32_t k = 0; k < b->count; k++) {
            if ((b->items[k].cues >> c & 1) == 0)
                continue;
            const uint32_t sentence = b->items[k].sentence;
            counts[1] += sentence < 3;
            counts[2] += 1;
            counts[3] += is_in_top(likeness, sentence, 0);
            counts[4] += is_in_top(likeness, sentence, 1);
        }
        for (int i = 0; i < 5; i++)
            *to++ = (float)log(1 + counts[i]);
    }
    return to;
}

/* What the propositions say: the best match, and the best under each bar. */
static float *measure_claims(const job *job, const pair *pair, float *to)
{
    const propositions *all = &job->all;
    match best = {.score = -1};
    double bars[BAR_PLACE + 1] = {0};
    double told[8] = {0};
    double weight = 0;
    for (uint32_t i = all->first_of[pair->headline]; i < all->first_of[pair->headline + 1]; i++)
        for (uint32_t k = all->first_of[pair->body]; k < all->first_of[pair->body + 1]; k++) {
            const proposition *x = &all->items.items[i];
            const proposition *y = &all->items.items[k];
            const match found = match_of(&job->matcher, x, y);
            if (found.score > best.score)
                best = found;
            if (found.score > bars[found.bar])
                bars[found.bar] = found.score;
            const double much = found.score;
            weight += much;
            told[0] += much * (is_against(x) != is_against(y));
            told[1] += much * (y->statement != UINT32_MAX);
            told[2] += much * y->denied;
            told[3] += much * (y->mood == MOOD_POSSIBLE || y->mood == MOOD_OPEN);
            told[4] += much * (y->mood == MOOD_MENTIONED);
            told[5] += much * (x->mood != y->mood);
        }
    for (int i = 0; i <= BAR_PLACE; i++)
        *to++ = (float)bars[i];
    for (int i = 0; i < 6; i++)
        *to++ = (float)(told[i] / (weight + 0.1));
    *to++ = (float)log(1 + weight);
    for (int i = 0; i < MATCH_SIGNS; i++)
        *to++ = (float)(best.score >= 0 ? best.signs[i] : 0);
    return to;
}

static double share_of(const word_array *a, const word_array *b, bool named)
{
    double all = 0;
    double found = 0;
    for (uint32_t i = 0; i < a->count && i < WORDS_MAX; i++) {
        bool has = false;
        if (a->items[i].named != named || a->items[i].weight < 6)
            continue;
        for (uint32_t k = 0; k < b->count && !has; k++)
            has = b->items[k].key == a->items[i].key;
        all++;
        found += has;
    }
    return all > 0 ? found / all : 0.5;
}

static void measure(const job *job, pair *pair)
{
    static likeness likeness;
    const word_array *a = &job->words[pair->headline];
    const word_array *b = &job->words[pair->body];
    const str headline = job->readings.items[pair->headline].report->text;
    float *to = pair->signs;
    double head = 0;
    double mean = 0;
    measure_words(a, b, &likeness);
    for (uint32_t s = 0; s < 3 && s < likeness.sentences; s++)
        head = likeness.share[s] > head ? likeness.share[s] : head;
    for (int i = 0; i < TOP; i++)
        mean += likeness.share[likeness.top[i]] / TOP;
    *to++ = (float)(likeness.weight > 0 ? likeness.found / likeness.weight : 0);
    *to++ = (float)likeness.runs;
    *to++ = (float)likeness.cosine;
    *to++ = (float)likeness.share[likeness.top[0]];
    *to++ = (float)likeness.share[likeness.top[1]];
    *to++ = (float)mean;
    *to++ = (float)head;
    *to++ = (float)nearness(job, a, b, likeness.top[0]);
    *to++ = (float)nearness(job, a, b, 0);
    *to++ = (float)likeness.top[0] / 20;
    *to++ = (float)log(1 + likeness.sentences);
    *to++ = (float)log(1 + a->count);
    *to++ = (float)share_of(a, b, true);
    *to++ = (float)share_of(a, b, false);
    *to++ = str_find_byte(headline, '?', 0) != SIZE_MAX;
    *to++ =
        str_find_byte(headline, '\'', 0) != SIZE_MAX || str_find_byte(headline, '"', 0) != SIZE_MAX;
    *to++ = str_find_byte(headline, ':', 0) != SIZE_MAX;
    to = measure_cues(a, b, &likeness, to);
    if (likeness.found >= FOUND_MIN * likeness.weight)
        to = measure_claims(job, pair, to);
    if (to > pair->signs + SIGNS)
        die("more signs than there is room for");
}

static void measure_all(job *job)
{
    const pile pile = {job->readings.items, job->readings.count};
    arena scratch;
    arena_init(&scratch, &job->memory);
    entities_run(&job->arena, &scratch, &pile, &job->comparison);
    const proposer proposer = {&job->arena,      &scratch,     &pile,
                               &job->comparison, &job->rarity, &job->sense};
    propositions_find(&proposer, &job->all);
    arena_finish(&scratch);
    job->matcher = (matcher){&job->all, &pile, &job->sense};
    for (uint32_t i = 0; i < job->pairs.count; i++)
        measure(job, &job->pairs.items[i]);
}

/* ---- Judging ------------------------------------------------------------------------- */

static void judge(job *job)
{
    static network net;
    double favour[CLASSES];
    for (uint32_t part = 0; part < PARTS; part++) {
        fit(job->pairs.items, job->pairs.count, part, &net);
        for (uint32_t i = 0; i < job->pairs.count; i++) {
            pair *pair = &job->pairs.items[i];
            run run;
            if (!pair->test && pair->part != part)
                continue;
            forward(&net, pair, &run);
            for (int c = 0; c < CLASSES; c++)
                pair->chance[c] += run.p[c];
        }
    }
    choose_favour(job->pairs.items, job->pairs.count, favour);
    const score train = score_of(job->pairs.items, job->pairs.count, favour, false);
    print("training part, each held out once", &train);
    if (job->argc > 4) {
        const score test = score_of(job->pairs.items, job->pairs.count, favour, true);
        print("test part", &test);
    }
}

static void run_job(void *context)
{
    job *job = context;
    const char *path = strcmp(job->argv[1], "built-in") == 0 ? NULL : job->argv[1];
    if (readout_model_load(path, &job->model, &job->error) != READOUT_OK)
        die(job->error.message);
    job->headlines.arena = job->bodies.arena = &job->arena;
    job->sense = sense_of(job->model);
    rarity_init(&job->arena, &job->rarity);
    for (int test = 0; test < (job->argc > 5 ? 2 : 1); test++) {
        read_bodies(job, job->argv[2 + 2 * test], test);
        read_stances(job, job->argv[3 + 2 * test], test);
    }
    cut_parts(job);
    list_words(job);
    measure_all(job);
    judge(job);
}

int main(int argc, char **argv)
{
    static job job;
    job.argc = argc;
    job.argv = argv;
    if (argc != 4 && argc != 6)
        die("usage: stance MODEL BODIES STANCES [TEST-BODIES TEST-STANCES]");
    arena_init(&job.arena, &job.memory);
    if (!memory_try(&job.memory, run_job, &job))
        job.exit_code = 1;
    readout_model_free(job.model);
    arena_finish(&job.arena);
    return job.exit_code;
}
