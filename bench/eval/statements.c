/* statements.c - who said what, against PolNeAR: readout-eval-statements DATA [MODE]
 *
 *   DATA/attribution/polnear_dev.jsonl   84 articles with source, cue and content spans (Newell,
 *                                        Margolin and Ruths 2018). Their offsets count characters
 *                                        of the text; here they become tokens of our own splitter,
 *                                        by any overlap, so that raw text is what is measured.
 *
 *   cue         one statement each for one attribution: the cues share a token
 *   source      of those, the head words are one (by our trees), over all that have a source
 *   content     words shared by the contents, over all words of contents
 *   relation    cue, source (or both have none), and contents share half of their words
 *   quotations  of six words or more: whose words they are, by the same rule for sources
 *
 * MODE --errors prints what differs, --train measures the training part (for tuning), and
 * --candidates prints what the weights of the cues are learned from. */
#include "base/file.h"
#include "facts/candidates.h"
#include "intake/intake.h"
#include "language/language.h"
#include "learn/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

enum { FILE_MAX = 64 << 20, QUOTATION_WORDS = 6 };

typedef array_of(range) range_array;

/* The layers of one report. */
typedef struct layers {
    report report;
    analysis analysis;
    facts facts;
} layers;

typedef struct gold {
    range_array source, cue, content;
    uint32_t match; /* statement, or UINT32_MAX */
} gold;
typedef array_of(gold) gold_array;

typedef struct tally {
    unsigned documents, gold, found, cues;
    unsigned tentative, tentative_cues;
    unsigned gold_sources, found_sources, sources, strict_sources;
    unsigned long gold_words, found_words, words;
    unsigned relations;
    unsigned quotations, attributed, right;
} tally;

typedef struct work {
    arena arena;
    arena scratch;
    model *model;
    const char *mode;
    tally tally;
    /* the document at hand */
    layers *entry;
    syntax syntax;
    uint32_t *starts; /* [token]: byte of the "text" value */
    uint32_t *ends;
    gold_array gold;
    double seconds;
    unsigned long timed_words;
} work;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "readout-eval-statements: %s\n", what);
    exit(2);
}

/* ---- Spans to tokens ------------------------------------------------------------------------ */

static uint32_t byte_of(str text, size_t characters)
{
    size_t at = 0;
    for (; at < text.len && characters > 0; characters--) {
        at++;
        while (at < text.len && ((unsigned char)text.data[at] & 0xc0) == 0x80)
            at++;
    }
    return (uint32_t)at;
}

static void map_tokens(work *work)
{
    const report *report = &work->entry->report;
    const token_array *tokens = &work->entry->analysis.tokens;
    work->starts = arena_array(&work->arena, uint32_t, tokens->count);
    work->ends = arena_array(&work->arena, uint32_t, tokens->count);
    uint32_t run = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        const token *token = &tokens->items[i];
        while (run + 1 < report->runs.count && report->runs.items[run + 1].text <= token->start)
            run++;
        const source_run *it = &report->runs.items[run];
        work->starts[i] = it->source + (token->start - it->text);
        work->ends[i] = work->starts[i] + (token->end - token->start);
    }
}

static void add_tokens(work *work, range_array *ranges, uint32_t start, uint32_t end)
{
    const uint32_t count = work->entry->analysis.tokens.count;
    range range = {0, 0};
    while (range.start < count && work->ends[range.start] <= start)
        range.start++;
    range.end = range.start;
    while (range.end < count && work->starts[range.end] < end)
        range.end++;
    if (range.end > range.start)
        *array_push(&work->arena, ranges) = range;
}

static void read_spans(work *work, range_array *ranges, str text, const json_t *spans)
{
    size_t i;
    json_t *span;
    json_array_foreach(spans, i, span)
    {
        const size_t start = (size_t)json_integer_value(json_array_get(span, 0));
        const size_t end = (size_t)json_integer_value(json_array_get(span, 1));
        add_tokens(work, ranges, byte_of(text, start), byte_of(text, end));
    }
}

static void read_gold(work *work, str text, const json_t *attributions)
{
    size_t i;
    json_t *attribution;
    work->gold = (gold_array){0};
    json_array_foreach(attributions, i, attribution)
    {
        gold *gold = array_push(&work->arena, &work->gold);
        gold->match = UINT32_MAX;
        read_spans(work, &gold->source, text, json_object_get(attribution, "source"));
        read_spans(work, &gold->cue, text, json_object_get(attribution, "cue"));
        read_spans(work, &gold->content, text, json_object_get(attribution, "content"));
    }
}

static bool has_token(const range_array *ranges, uint32_t at)
{
    for (uint32_t i = 0; i < ranges->count; i++)
        if (ranges->items[i].start <= at && at < ranges->items[i].end)
            return true;
    return false;
}

static range tokens_of(const work *work, text_span span)
{
    const analysis *analysis = &work->entry->analysis;
    if (span.start >= span.end)
        return (range){0, 0};
    range range = {analysis_token_at(analysis, span.start), 0};
    range.end = range.start;
    while (range.end < analysis->tokens.count && analysis->tokens.items[range.end].start < span.end)
        range.end++;
    return range;
}

/* ---- Comparing ------------------------------------------------------------------------------ */

static unsigned count_words(const work *work, range range)
{
    unsigned words = 0;
    for (uint32_t at = range.start; at < range.end; at++)
        words += work->syntax.tokens[at].is_word;
    return words;
}

static unsigned gold_words(const work *work, const gold *gold)
{
    unsigned words = 0;
    for (uint32_t i = 0; i < gold->content.count; i++)
        words += count_words(work, gold->content.items[i]);
    return words;
}

static unsigned found_words(const work *work, const statement *said)
{
    unsigned words = 0;
    for (uint32_t i = 0; i < said->content.count; i++)
        words += count_words(work, tokens_of(work, said->content.items[i]));
    return words;
}

static unsigned shared_words(const work *work, const gold *gold, const statement *said)
{
    unsigned words = 0;
    for (uint32_t i = 0; i < said->content.count; i++) {
        const range range = tokens_of(work, said->content.items[i]);
        for (uint32_t at = range.start; at < range.end; at++)
            words += work->syntax.tokens[at].is_word && has_token(&gold->content, at);
    }
    return words;
}

static bool same_cue(const work *work, const gold *gold, const statement *said)
{
    const range cue = tokens_of(work, said->cue);
    for (uint32_t at = cue.start; at < cue.end; at++)
        if (has_token(&gold->cue, at))
            return true;
    return false;
}

static uint32_t head_of(const work *work, range range)
{
    for (uint32_t at = range.start; at < range.end; at++) {
        const uint32_t head = work->syntax.tokens[at].head;
        if (work->syntax.tokens[at].is_word && (head < range.start || head >= range.end))
            return at;
    }
    return TOKEN_NONE;
}

/* The same head; or each head in the other's words, where trees differ in what heads a name. We
 * write down whom "who" stands for, PolNeAR the pronoun: `strict` tells the two apart. */
static bool same_source(const work *work, const gold *gold, text_span speaker, bool strict)
{
    const range range = tokens_of(work, speaker);
    if (gold->source.count == 0 || range.start >= range.end)
        return gold->source.count == 0 && range.start >= range.end;
    uint32_t wanted = head_of(work, gold->source.items[0]);
    const uint32_t found = head_of(work, range);
    if (!strict && word_is(&work->syntax, wanted, "who which that")) {
        uint32_t pointer;
        const uint32_t verb = work->syntax.tokens[wanted].head;
        if (verb < work->syntax.count && deprel_at(&work->syntax, verb) == DEPREL_ACL)
            return found == source_of(&work->syntax, verb, &pointer);
    }
    return wanted == found ||
           (range.start <= wanted && wanted < range.end && has_token(&gold->source, found));
}

static void match_statements(work *work)
{
    const statement_array *all = &work->entry->facts.statements;
    bool *taken = arena_array(&work->arena, bool, all->count);
    for (uint32_t g = 0; g < work->gold.count; g++) {
        gold *gold = &work->gold.items[g];
        unsigned best = 0;
        for (uint32_t i = 0; i < all->count; i++) {
            const unsigned shared = 1 + shared_words(work, gold, &all->items[i]);
            if (!taken[i] && shared > best && same_cue(work, gold, &all->items[i])) {
                best = shared;
                gold->match = i;
            }
        }
        if (gold->match != UINT32_MAX)
            taken[gold->match] = true;
    }
}

static void print_words(const work *work, const char *what, text_span span)
{
    const str text = str_slice(work->entry->report.text, span.start, span.end);
    printf(" %s[%.*s]", what, (int)(text.len < 160 ? text.len : 160), text.data);
}

static void print_gold(const work *work, const gold *gold)
{
    for (uint32_t i = 0; i < gold->source.count; i++)
        print_words(work, "S", text_of(&work->syntax, gold->source.items[i]));
    for (uint32_t i = 0; i < gold->cue.count; i++)
        print_words(work, "C", text_of(&work->syntax, gold->cue.items[i]));
    for (uint32_t i = 0; i < gold->content.count; i++)
        print_words(work, "| ", text_of(&work->syntax, gold->content.items[i]));
    printf("\n");
}

static void print_statement(const work *work, const statement *said)
{
    print_words(work, "S", said->speaker.span);
    print_words(work, "C", said->cue);
    for (uint32_t i = 0; i < said->content.count; i++)
        print_words(work, "| ", said->content.items[i]);
    printf("\n");
}

static void score_statements(work *work)
{
    const statement_array *all = &work->entry->facts.statements;
    tally *tally = &work->tally;
    const bool errors = strcmp(work->mode, "--errors") == 0;
    bool *taken = arena_array(&work->arena, bool, all->count);
    match_statements(work);
    tally->documents++;
    tally->gold += work->gold.count;
    tally->found += all->count;
    for (uint32_t i = 0; i < all->count; i++) {
        tally->found_sources += all->items[i].speaker.span.start < all->items[i].speaker.span.end;
        tally->found_words += found_words(work, &all->items[i]);
    }
    for (uint32_t g = 0; g < work->gold.count; g++) {
        const gold *gold = &work->gold.items[g];
        const unsigned wanted = gold_words(work, gold);
        tally->gold_sources += gold->source.count > 0;
        tally->gold_words += wanted;
        if (gold->match == UINT32_MAX) {
            if (errors)
                printf("MISS    "), print_gold(work, gold);
            continue;
        }
        const statement *said = &all->items[gold->match];
        const unsigned shared = shared_words(work, gold, said);
        const unsigned either = wanted + found_words(work, said) - shared;
        const bool source = same_source(work, gold, said->speaker.span, false);
        taken[gold->match] = true;
        tally->cues++;
        tally->tentative_cues += said->tentative ? 1 : 0;
        tally->words += shared;
        tally->sources += source && gold->source.count > 0;
        tally->strict_sources +=
            gold->source.count > 0 && same_source(work, gold, said->speaker.span, true);
        tally->relations += source && 2 * shared >= either;
        if (errors && (!source || 2 * shared < either)) {
            printf("%s", source ? "CONTENT " : "SOURCE  "), print_gold(work, gold);
            printf("     got"), print_statement(work, said);
        }
    }
    for (uint32_t i = 0; i < all->count; i++)
        tally->tentative += all->items[i].tentative ? 1 : 0;
    for (uint32_t i = 0; errors && i < all->count; i++)
        if (!taken[i])
            printf("EXTRA   "), print_statement(work, &all->items[i]);
}

static void score_quotations(work *work)
{
    const facts *facts = &work->entry->facts;
    for (uint32_t i = 0; i < facts->quotes.count; i++) {
        const quote *quote = &facts->quotes.items[i];
        if (quote->words < QUOTATION_WORDS)
            continue;
        const range range = tokens_of(work, quote->inside);
        const gold *owner = NULL;
        for (uint32_t g = 0; g < work->gold.count && owner == NULL; g++)
            if (has_token(&work->gold.items[g].content,
                          range.start + (range.end - range.start) / 2) &&
                has_token(&work->gold.items[g].content, range.start))
                owner = &work->gold.items[g];
        const text_span speaker = quote->statement != UINT32_MAX
                                      ? facts->statements.items[quote->statement].speaker.span
                                      : (text_span){0, 0};
        const bool found = speaker.start < speaker.end;
        const bool wanted = owner != NULL && owner->source.count > 0;
        const bool right = found && wanted && same_source(work, owner, speaker, true);
        work->tally.quotations += wanted;
        work->tally.attributed += found;
        work->tally.right += right;
        if (strcmp(work->mode, "--errors") == 0 && (found || wanted) && !right) {
            printf("QUOTE   "), print_words(work, "got ", speaker),
                print_words(work, " ", quote->inside);
            printf(owner == NULL ? " no gold\n" : ""),
                owner != NULL ? print_gold(work, owner) : (void)0;
        }
    }
}

/* ---- Candidates ------------------------------------------------------------------------------ */

/* Small letters, and no white space: what a line of candidates is made of. */
static void print_plain(str text)
{
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.data[i];
        putchar(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c == ' ' || c == '\t' || c == '"' ? '_' : c);
    }
}

static const char *const FRAME_NAMES[FRAME_COUNT] = {"clause", "quote",   "infinitive",
                                                     "object", "oblique", "bare"};
static const char *const ROLE_NAMES[CLUE_ROLE_COUNT] = {
    "SUBJECT", "CONTENT", "PREPOSITION", "GOVERNOR", "ADVERB", "AUXILIARY",
    "MARK",    "PHRASE",  "CHILD",       "BEFORE",   "BEHIND", "TAG"};

/* One line: attribution or -1, document, lemma/kind with ? if the table lacks it, frame, signs,
 * clues as role:word. */
static void print_candidate(const work *work, const cue_map *cues, uint32_t at)
{
    static const cue other = {"", 'v', READOUT_CUE_SAY, false, 0, {0}};
    const syntax *syntax = &work->syntax;
    const bool known = cues->at[at] != NULL;
    const candidate candidate = candidate_read(syntax, cues, at, known ? cues->at[at] : &other);
    clue clues[CLUES_MAX];
    uint32_t number = 0;
    while (number < work->gold.count && !has_token(&work->gold.items[number].cue, at))
        number++;
    printf("%d\t%u\t", number < work->gold.count ? (int)number : -1, work->tally.documents);
    print_plain(known ? str_of(candidate.cue->lemma) : syntax_lemma(syntax, at));
    printf("/%c%s\t%s\t", candidate.cue->kind, known ? "" : "?", FRAME_NAMES[candidate.frame]);
    for (uint32_t i = 0; i < SIGN_COUNT; i++)
        if (candidate.signs >> i & 1)
            printf("%u ", i);
    const uint32_t count = candidate_clues(syntax, &candidate, clues);
    for (uint32_t i = 0; i < count; i++) {
        printf("%s:", ROLE_NAMES[clues[i].role]);
        print_plain(clues[i].word);
        putchar(' ');
    }
    printf("\n");
}

static void print_candidates(work *work)
{
    const cue_map cues = cue_map_of(&work->arena, &work->syntax);
    for (uint32_t at = 0; at < work->syntax.count; at++)
        if ((cues.at[at] != NULL || upos_at(&work->syntax, at) == UPOS_VERB) &&
            deprel_at(&work->syntax, at) != DEPREL_AMOD && !lemma_is(&work->syntax, at, "accord"))
            print_candidate(work, &cues, at);
}

/* ---- Speed --------------------------------------------------------------------------------- */

/* The stage alone, on what it gets from the others. */
static void time_statements(work *work)
{
    const layers *entry = work->entry;
    struct timespec from, to;
    arena keep, scratch;
    arena_init(&keep, work->arena.memory);
    arena_init(&scratch, work->arena.memory);
    facts facts = entry->facts;
    facts.statements = (statement_array){0};
    for (uint32_t i = 0; i < facts.quotes.count; i++)
        facts.quotes.items[i].statement = UINT32_MAX;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    statements_run(&keep, &scratch, &entry->report, &entry->analysis, &facts);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    work->seconds += (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec);
    for (uint32_t at = 0; at < work->syntax.count; at++)
        work->timed_words += work->syntax.tokens[at].is_word;
    arena_finish(&scratch);
    arena_finish(&keep);
}

/* ---- Documents ------------------------------------------------------------------------------- */

/* The stages of a report as far as the statements, on a JSON line: its bytes then map back. */
static void run_stages(work *work, str line)
{
    arena *keep = &work->arena;
    arena *scratch = &work->scratch;
    readout_input input = {0};
    str problem;
    layers *entry = arena_new(keep, layers);
    if (!intake_json_line(keep, line, &input, &problem))
        die("a document is no JSON line");
    intake_read(keep, scratch, &input, &entry->report);
    segment_run(keep, scratch, work->model, &entry->report, &entry->analysis);
    parse_run(keep, scratch, work->model, &entry->report, &entry->analysis);
    names_run(keep, scratch, &entry->report, &entry->analysis);
    quotes_run(keep, &entry->report, &entry->analysis, &entry->facts);
    statements_run(keep, scratch, &entry->report, &entry->analysis, &entry->facts);
    work->entry = entry;
}

static void read_document(work *work, const json_t *document)
{
    const str text = {json_string_value(json_object_get(document, "text")),
                      json_string_length(json_object_get(document, "text"))};
    json_t *line = json_pack("{s:s%}", "text", text.data, text.len);
    char *dumped = json_dumps(line, JSON_COMPACT);
    const arena_mark mark = arena_save(&work->arena);
    run_stages(work, str_of(dumped));
    work->syntax =
        syntax_of(&work->arena, &work->entry->report, &work->entry->analysis, &work->entry->facts);
    map_tokens(work);
    read_gold(work, text, json_object_get(document, "attributions"));
    if (strcmp(work->mode, "--candidates") == 0) {
        work->tally.documents++;
        print_candidates(work);
    } else {
        score_statements(work);
        score_quotations(work);
        time_statements(work);
    }
    arena_finish(&work->scratch);
    arena_restore(&work->arena, mark);
    free(dumped);
    json_decref(line);
}

static double f1(unsigned long right, unsigned long gold, unsigned long found)
{
    return gold + found == 0 ? 0 : 200.0 * (double)right / (double)(gold + found);
}

static void print_tally(const tally *tally)
{
    printf("%u documents, %u attributions, %u statements found\n", tally->documents, tally->gold,
           tally->found);
    printf("cue                 F1 %.1f (%u right)\n", f1(tally->cues, tally->gold, tally->found),
           tally->cues);
    printf("  tentative %u, of them %u right; of the other %u, %u are right\n", tally->tentative,
           tally->tentative_cues, tally->found - tally->tentative,
           tally->cues - tally->tentative_cues);
    printf("source head         F1 %.1f (%u right of %u, %u found)\n",
           f1(tally->sources, tally->gold_sources, tally->found_sources), tally->sources,
           tally->gold_sources, tally->found_sources);
    printf("  with relative pronouns as they stand: F1 %.1f (%u right)\n",
           f1(tally->strict_sources, tally->gold_sources, tally->found_sources),
           tally->strict_sources);
    printf("content words       F1 %.1f (%lu right of %lu, %lu found)\n",
           f1(tally->words, tally->gold_words, tally->found_words), tally->words, tally->gold_words,
           tally->found_words);
    printf("whole relation      F1 %.1f (%u right)\n",
           f1(tally->relations, tally->gold, tally->found), tally->relations);
    printf("speaker of quotations of six words and more: P %.1f, R %.1f (%u right, %u attributed, "
           "%u in gold)\n",
           tally->attributed > 0 ? 100.0 * tally->right / tally->attributed : 0.0,
           tally->quotations > 0 ? 100.0 * tally->right / tally->quotations : 0.0, tally->right,
           tally->attributed, tally->quotations);
}

int main(int argc, char **argv)
{
    static memory memory;
    work work = {.mode = argc > 2 ? argv[2] : ""};
    readout_error error;
    str rest;
    arena_init(&work.arena, &memory);
    arena_init(&work.scratch, &memory);
    if (argc < 2)
        die("usage: readout-eval-statements DATA [--errors | --train | --candidates]");
    const bool train = strcmp(work.mode, "--train") == 0 || strcmp(work.mode, "--candidates") == 0;
    const str path = str_format(&work.arena, "%s/attribution/polnear_%s.jsonl", argv[1],
                                train ? "train" : "dev");
    if (file_read(&work.arena, path.data, FILE_MAX, &rest, &error) != READOUT_OK ||
        model_built_in(&work.model, &error) != READOUT_OK)
        die(error.message);
    for (str line; str_line(&rest, &line);) {
        json_t *document = json_loadb(line.data, line.len, 0, NULL);
        if (document != NULL)
            read_document(&work, document);
        json_decref(document);
    }
    if (strcmp(work.mode, "--candidates") != 0) {
        print_tally(&work.tally);
        printf("statements from analysed sentences: %.0f words/s (%lu words)\n",
               (double)work.timed_words / work.seconds, work.timed_words);
    }
    model_free(work.model);
    arena_finish(&work.arena);
    return 0;
}
