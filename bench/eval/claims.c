/* claims.c - are the claims of a pile found, with the right counts? readout-eval-claims TARGET
 * SPANS REPORT...
 *
 * TARGET is a page of Markdown whose tables have rows "| C4 | claim | supports | denies | documents
 * | reports | roots |", made by a careful reader; places are written dN:LINE `words`. SPANS gives
 * the bytes of these places in the reports (as rome.c reads it). A claim of ours stands for one of
 * the target if it has a place of it among its supports; of several, the one whose documents are
 * most alike. It is found if at least half of the documents that either names are the same. Counts
 * are documents, reports once copies are folded, and roots from least to most. */
#include "base/file.h"

#include <readout.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 1 << 22, PLACES_MAX = 32, TARGETS_MAX = 64, CELLS = 8, COUNTED_FIRST = 13 };

typedef struct place {
    uint32_t report;
    uint32_t start; /* bytes of the file */
    uint32_t end;
} place;

typedef struct target {
    str id;
    str claim;
    place supports[PLACES_MAX];
    uint32_t support_count;
    bool denied; /* the reader names who denies it */
    uint32_t documents, reports, min, max;
} target;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "readout-eval-claims: %s\n", what);
    exit(2);
}

/* ---- The target ----------------------------------------------------------------------- */

static uint32_t first_number(str text)
{
    uint32_t value = 0;
    size_t at = 0;
    while (at < text.len && (text.data[at] < '0' || text.data[at] > '9'))
        at++;
    for (; at < text.len && text.data[at] >= '0' && text.data[at] <= '9'; at++)
        value = value * 10 + (uint32_t)(text.data[at] - '0');
    return value;
}

static bool find_place(str spans, str doc, str words, place *place)
{
    str line;
    while (str_line(&spans, &line)) {
        str fields[6] = {{NULL, 0}};
        str rest = line;
        for (int i = 0; i < 6 && str_field(&rest, '\t', &fields[i]); i++)
            ;
        if (!str_equal(fields[0], doc) || !str_equal(fields[5], words))
            continue;
        place->report = first_number(doc);
        return str_number(fields[3], &place->start) && str_number(fields[4], &place->end);
    }
    return false;
}

/* Places up to words that only mention, or tell a plan. */
static void read_places(str cell, str spans, target *target)
{
    static const char *const stops[] = {"mentioned only", "as a plan only"};
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++) {
        const size_t stop = str_find(cell, str_of(stops[i]), 0);
        cell = stop == SIZE_MAX ? cell : str_slice(cell, 0, stop);
    }
    for (size_t at = 0; (at = str_find_byte(cell, '`', at)) != SIZE_MAX;) {
        const size_t end = str_find_byte(cell, '`', at + 1);
        size_t doc = at;
        if (end == SIZE_MAX)
            break;
        while (doc > 0 && cell.data[doc - 1] != ':')
            doc--;
        if (doc >= 3 && target->support_count < PLACES_MAX &&
            find_place(spans, str_slice(cell, doc - 3, doc - 1), str_slice(cell, at + 1, end),
                       &target->supports[target->support_count]))
            target->support_count++;
        at = end + 1;
    }
}

static void read_roots(str cell, target *target)
{
    const size_t bold = str_find(cell, STR("**"), 0);
    const str range = str_slice(cell, bold == SIZE_MAX ? 0 : bold, cell.len);
    const size_t close = str_find(range, STR("**"), 2);
    const str numbers = str_slice(range, 0, close == SIZE_MAX ? range.len : close);
    const size_t dash = str_find_byte(numbers, '-', 0);
    target->min = first_number(numbers);
    target->max =
        dash == SIZE_MAX ? target->min : first_number(str_slice(numbers, dash, numbers.len));
}

static uint32_t read_targets(str page, str spans, target *targets)
{
    uint32_t count = 0;
    str line;
    while (str_line(&page, &line) && count < TARGETS_MAX) {
        str cells[CELLS] = {{NULL, 0}};
        str rest = line;
        int found = 0;
        while (found < CELLS && str_field(&rest, '|', &cells[found]))
            found++;
        if (found < CELLS || str_trim(cells[1]).len < 2 || str_trim(cells[1]).data[0] != 'C' ||
            first_number(cells[1]) != count + 1)
            continue;
        target *target = &targets[count++];
        target->id = str_trim(cells[1]);
        target->claim = str_trim(cells[2]);
        read_places(cells[3], spans, target);
        target->denied = str_find(cells[4], STR("denied"), 0) != SIZE_MAX ||
                         str_find(cells[4], STR("opposed"), 0) != SIZE_MAX ||
                         str_find(cells[4], STR("reverse"), 0) != SIZE_MAX;
        target->documents = first_number(cells[5]);
        target->reports = first_number(cells[6]);
        read_roots(cells[7], target);
    }
    return count;
}

/* ---- Our claims ----------------------------------------------------------------------- */

static bool overlaps(const readout_record *record, readout_span span, const place *place)
{
    uint32_t start;
    uint32_t end;
    return span.report == place->report && readout_record_source(record, span, &start, &end) &&
           start < place->end && place->start < end;
}

/* How alike the documents of a claim and of a target are, 0..1; 0 if no place is the same. */
static double alike(const readout_record *record, const readout_claim *claim, const target *target)
{
    size_t count;
    const readout_sentence *sentences = readout_record_sentences(record, &count);
    uint64_t ours = 0;
    uint64_t theirs = 0;
    uint64_t both = 0;
    bool same = false;
    for (size_t i = 0; i < claim->span_count; i++) {
        const readout_claim_span *span = &claim->spans[i];
        if (span->bearing != READOUT_BEARING_SUPPORT || span->span.report >= 64)
            continue;
        ours |= 1ull << span->span.report;
        for (uint32_t k = 0; k < target->support_count; k++) {
            same = same || overlaps(record, span->span, &target->supports[k]);
            if (overlaps(record, sentences[span->sentence].span, &target->supports[k]))
                both |= 1ull << span->span.report;
        }
    }
    for (uint32_t k = 0; k < target->support_count; k++)
        theirs |= 1ull << target->supports[k].report;
    uint32_t common = 0;
    uint32_t all = 0;
    for (uint32_t i = 0; i < 64; i++) {
        common += (both >> i & 1) != 0;
        all += ((ours | theirs) >> i & 1) != 0;
    }
    return same && all > 0 ? (double)common / all : 0;
}

static bool counts_right(const readout_claim *claim, const target *target)
{
    return claim->asserted.documents == target->documents &&
           claim->asserted.reports == target->reports && claim->asserted.min == target->min &&
           claim->asserted.max == target->max;
}

static void judge(const readout_record *record, const target *targets, uint32_t count)
{
    size_t claims;
    const readout_claim *all = readout_record_claims(record, &claims);
    uint32_t found = 0;
    uint32_t right = 0;
    uint32_t denials = 0;
    uint32_t denied = 0;
    for (uint32_t i = 0; i < count; i++) {
        const target *target = &targets[i];
        const readout_claim *best = NULL;
        double most = 0;
        for (size_t k = 0; k < claims; k++) {
            const double value =
                alike(record, &all[k], target) + (counts_right(&all[k], target) ? 1e-6 : 0);
            if (value > most && value > 1e-3) {
                most = value;
                best = &all[k];
            }
        }
        const bool is_found = most >= 0.5;
        const bool is_right = best != NULL && counts_right(best, target);
        found += is_found;
        right += is_right && i < COUNTED_FIRST;
        denials += target->denied;
        denied += target->denied && best != NULL && best->denied.documents > 0;
        if (best == NULL) {
            printf("%-4.*s missing  %.*s\n", STR_ARG(target->id), STR_ARG(target->claim));
            continue;
        }
        const str text = readout_record_text(record, best->text);
        printf("%-4.*s %-8s %u/%u/%u-%u, target %u/%u/%u-%u %-7s %-8s C%zu %.*s\n",
               STR_ARG(target->id), is_found ? "found" : "weak", best->asserted.documents,
               best->asserted.reports, best->asserted.min, best->asserted.max, target->documents,
               target->reports, target->min, target->max, is_right ? "right" : "",
               best->denied.documents > 0 ? "denied" : "", (size_t)(best - all) + 1,
               (int)(text.len < 70 ? text.len : 70), text.data);
    }
    printf("%u of %u claims found; documents, reports and roots right for %u of the first %d; "
           "denials of %u of %u\n",
           found, count, right, COUNTED_FIRST, denied, denials);
}

int main(int argc, char **argv)
{
    static memory memory;
    static target targets[TARGETS_MAX];
    arena arena;
    readout_model *model;
    readout *engine;
    readout_record *record;
    readout_error error;
    str page;
    str spans;
    arena_init(&arena, &memory);
    if (argc < 4)
        die("usage: readout-eval-claims TARGET SPANS REPORT...");
    if (file_read(&arena, argv[1], FILE_MAX, &page, &error) != READOUT_OK ||
        file_read(&arena, argv[2], FILE_MAX, &spans, &error) != READOUT_OK ||
        readout_model_load(NULL, &model, &error) != READOUT_OK ||
        readout_open(model, NULL, &engine, &error) != READOUT_OK)
        die(error.message);
    for (int i = 3; i < argc; i++)
        if (readout_add_path(engine, argv[i], &error) != READOUT_OK)
            die(error.message);
    if (readout_read(engine, &record, &error) != READOUT_OK)
        die(error.message);
    judge(record, targets, read_targets(page, spans, targets));
    readout_record_free(record);
    readout_close(engine);
    readout_model_free(model);
    arena_finish(&arena);
    return 0;
}
