/* record.c - flattens a compared pile into the public lists.
 *
 *   in    the pile (reports, analyses, facts) and its comparison, all finished
 *   out   a readout_record: one array a list, items pointing at each other by index
 *
 *   report 0: facts.times 0 1 2      report 1: facts.times 0 1
 *                         | | |                            | |
 *   record.times          0 1 2                            3 4     bases.times = {0, 3, 5}
 *
 * Everything is copied, so that the record outlives the engine. The order of the lists is
 * the order of the pile and, inside a report, of the text: nothing here depends on threads,
 * addresses or hashes.
 */
#include "record/record.h"

#include <string.h>

/* Where each report's items start in the record's lists. */
typedef struct bases {
    uint32_t *statements;
    uint32_t *times;
} bases;

typedef struct builder {
    readout_record *record;
    arena *arena;
    const pile *pile;
    const comparison *comparison;
    bases bases;
} builder;

static const readout_span NO_SPAN = {READOUT_NONE, 0, 0};
static const date_bounds NO_BOUNDS = {{0, 0, 0}, {0, 0, 0}};

/* ---- Parts of items ------------------------------------------------------------------- */

static readout_str copy_str(const builder *builder, str text)
{
    return arena_str(builder->arena, text);
}

static readout_strs copy_strs(const builder *builder, const str *items, uint32_t count)
{
    readout_str *copies = arena_array(builder->arena, readout_str, count);
    for (uint32_t i = 0; i < count; i++)
        copies[i] = copy_str(builder, items[i]);
    return (readout_strs){copies, count};
}

/* "Owner" says nothing beside "team owner". */
static bool is_part_of_role(str part, str role)
{
    return part.len < role.len && str_ends_nocase(role, part) &&
           role.data[role.len - part.len - 1] == ' ';
}

static readout_strs copy_roles(const builder *builder, const str_array *roles)
{
    readout_str *copies = arena_array(builder->arena, readout_str, roles->count);
    size_t count = 0;
    for (uint32_t i = 0; i < roles->count; i++) {
        bool told = false;
        for (uint32_t k = 0; k < roles->count && !told; k++)
            told = is_part_of_role(roles->items[i], roles->items[k]);
        if (!told)
            copies[count++] = copy_str(builder, roles->items[i]);
    }
    return (readout_strs){copies, count};
}

static readout_spans copy_spans(const builder *builder, const pile_span *items, uint32_t count)
{
    readout_span *copies = arena_array(builder->arena, readout_span, count);
    if (count > 0)
        memcpy(copies, items, count * sizeof *copies);
    return (readout_spans){copies, count};
}

static readout_span span_of(uint32_t report, text_span span)
{
    return span.end > span.start ? (readout_span){report, span.start, span.end} : NO_SPAN;
}

static readout_span sentence_span(const builder *builder, uint32_t report, uint32_t sentence)
{
    const sentence_array *sentences = &builder->pile->readings[report].analysis->sentences;
    if (sentence >= sentences->count)
        return NO_SPAN;
    const struct sentence *it = &sentences->items[sentence];
    return (readout_span){report, it->start, it->end};
}

static uint32_t entity_of(const builder *builder, uint32_t report, uint32_t entity)
{
    const comparison *comparison = builder->comparison;
    const entity_array *entities = &builder->pile->readings[report].analysis->entities;
    if (comparison->entity_of == NULL || entity >= entities->count)
        return READOUT_NONE;
    return comparison->entity_of[report][entity];
}

static uint32_t rebase(uint32_t base, uint32_t item)
{
    return item == UINT32_MAX ? READOUT_NONE : base + item;
}

/* A name for an evidence's or a time's `const char *`, which may be NULL. */
static readout_str copy_cstr(const builder *builder, const char *text)
{
    return copy_str(builder, str_of(text));
}

/* ---- Reports -------------------------------------------------------------------------- */

static readout_date build_date(const builder *builder, const report_date *date, date_bounds bounds)
{
    readout_date out = {.basis = date->basis, .precision = date_precision(date->date)};
    out.value = date_format(builder->arena, date->date);
    out.why = copy_str(builder, date->why);
    out.earliest = date_format(builder->arena, bounds.earliest);
    out.latest = date_format(builder->arena, bounds.latest);
    if (out.precision == READOUT_PRECISION_NONE && out.earliest.len == 0 && out.latest.len == 0)
        out.basis = READOUT_BASIS_NONE;
    return out;
}

static readout_excluded_kind excluded_kind(block_kind kind)
{
    switch (kind) {
    case BLOCK_BYLINE:
        return READOUT_EXCLUDED_BYLINE;
    case BLOCK_CAPTION:
        return READOUT_EXCLUDED_CAPTION;
    case BLOCK_PROMO:
        return READOUT_EXCLUDED_PROMO;
    case BLOCK_LEGAL:
        return READOUT_EXCLUDED_LEGAL;
    case BLOCK_COMMENT:
        return READOUT_EXCLUDED_COMMENT;
    case BLOCK_REPEAT:
        return READOUT_EXCLUDED_REPEAT;
    case BLOCK_NAV:
    case BLOCK_PROSE:
    case BLOCK_HEADLINE:
    case BLOCK_DATELINE:
    case BLOCK_CREDIT:
        break;
    }
    return READOUT_EXCLUDED_NAV;
}

static readout_sentence_kind sentence_kind(const report *report, uint32_t block)
{
    if (block >= report->blocks.count)
        return READOUT_SENTENCE_PROSE;
    switch (report->blocks.items[block].kind) {
    case BLOCK_HEADLINE:
        return READOUT_SENTENCE_HEADLINE;
    case BLOCK_CAPTION:
        return READOUT_SENTENCE_CAPTION;
    default:
        return READOUT_SENTENCE_PROSE;
    }
}

static void build_report(builder *builder, uint32_t at)
{
    const reading *reading = &builder->pile->readings[at];
    const report *report = reading->report;
    const report_date *published = builder->comparison->published != NULL
                                       ? &builder->comparison->published[at]
                                       : &report->published;
    const date_bounds bounds =
        builder->comparison->bounds != NULL ? builder->comparison->bounds[at] : NO_BOUNDS;
    readout_record *record = builder->record;
    record->reports[at] = (readout_report){
        .id = copy_str(builder, report->id),
        .path = copy_str(builder, report->path),
        .sha256 = copy_str(builder, report->sha256),
        .outlet = copy_str(builder, report->outlet),
        .title = copy_str(builder, report->title),
        .authors = copy_strs(builder, report->authors.items, report->authors.count),
        .url = copy_str(builder, report->url),
        .published = build_date(builder, published, bounds),
        .modified = build_date(builder, &report->modified, NO_BOUNDS),
        .language = copy_str(builder, report->language),
        .text = copy_str(builder, report->text),
        .first_sentence = record->sentences_count,
        .sentence_count = reading->analysis->sentences.count,
        .first_excluded = record->excluded_count,
        .excluded_count = report->excluded.count,
        .problem = copy_str(builder, report->problem),
    };
    for (uint32_t i = 0; i < reading->analysis->sentences.count; i++)
        record->sentences[record->sentences_count++] =
            (readout_sentence){sentence_span(builder, at, i),
                               sentence_kind(report, reading->analysis->sentences.items[i].block)};
    for (uint32_t i = 0; i < report->excluded.count; i++) {
        const exclusion *excluded = &report->excluded.items[i];
        record->excluded[record->excluded_count++] =
            (readout_excluded){.report = at,
                               .kind = excluded_kind(excluded->kind),
                               .has_source = excluded->has_source,
                               .source_start = excluded->source_start,
                               .source_end = excluded->source_end,
                               .text = copy_str(builder, excluded->text)};
    }
}

static void build_origin(const builder *builder, uint32_t at)
{
    const report *report = builder->pile->readings[at].report;
    source_run *runs = arena_array(builder->arena, source_run, report->runs.count);
    uint32_t *lines = arena_array(builder->arena, uint32_t, report->line_count);
    if (report->runs.count > 0)
        memcpy(runs, report->runs.items, report->runs.count * sizeof *runs);
    if (report->line_count > 0)
        memcpy(lines, report->line_starts, report->line_count * sizeof *lines);
    builder->record->origins[at] = (record_origin){.runs = runs,
                                                   .run_count = report->runs.count,
                                                   .line_starts = lines,
                                                   .line_count = report->line_count,
                                                   .has_source = report->has_source};
}

static void build_reports(builder *builder)
{
    readout_record *record = builder->record;
    const uint32_t count = builder->pile->count;
    uint32_t sentences = 0;
    uint32_t excluded = 0;
    for (uint32_t i = 0; i < count; i++) {
        sentences += builder->pile->readings[i].analysis->sentences.count;
        excluded += builder->pile->readings[i].report->excluded.count;
    }
    record->reports = arena_array(builder->arena, readout_report, count);
    record->sentences = arena_array(builder->arena, readout_sentence, sentences);
    record->excluded = arena_array(builder->arena, readout_excluded, excluded);
    record->origins = arena_array(builder->arena, record_origin, count);
    record->reports_count = count;
    for (uint32_t i = 0; i < count; i++) {
        build_report(builder, i);
        build_origin(builder, i);
    }
}

/* ---- Facts ---------------------------------------------------------------------------- */

static str copy_span(const builder *builder, const report *report, text_span span)
{
    return copy_str(builder, str_slice(report->text, span.start, span.end));
}

static void build_statement(const builder *builder, uint32_t at, const statement *said,
                            readout_statement *out)
{
    const report *report = builder->pile->readings[at].report;
    const bases *bases = &builder->bases;
    *out = (readout_statement){
        .report = at,
        .sentence = builder->record->reports[at].first_sentence + said->sentence,
        .speaker = {.entity = entity_of(builder, at, said->speaker.entity),
                    .span = span_of(at, said->speaker.span),
                    .named = said->speaker.named,
                    .number = said->speaker.number,
                    .same_as = rebase(bases->statements[at], said->speaker.same_as),
                    .anonymous = said->speaker.anonymous,
                    .role = copy_str(builder, said->speaker.role),
                    .organization = copy_span(builder, report, said->speaker.organization),
                    .country = copy_str(builder, said->speaker.country),
                    .quantity = copy_span(builder, report, said->speaker.quantity)},
        .cue = {.lemma = copy_str(builder, said->lemma),
                .span = span_of(at, said->cue),
                .class_ = said->cue_class},
        .addressee = {.entity = said->addressee.end > said->addressee.start
                                    ? entity_of(builder, at, said->addressee_entity)
                                    : READOUT_NONE,
                      .span = span_of(at, said->addressee)},
        .mode = said->mode,
        .polarity = said->polarity,
        .planned = said->planned,
        .hedged = said->hedged,
        .conditional = said->conditional,
        .tentative = said->tentative,
        .within = rebase(bases->statements[at], said->within),
        .when = rebase(bases->times[at], said->when),
    };
    out->speaker.text = copy_str(
        builder, str_slice(report->text, said->speaker.span.start, said->speaker.span.end));
    readout_channel *channel = arena_array(builder->arena, readout_channel, said->channel.count);
    for (uint32_t i = 0; i < said->channel.count; i++) {
        const channel_step *step = &said->channel.items[i];
        channel[i] = (readout_channel){
            entity_of(builder, at, step->entity),
            copy_str(builder, str_slice(report->text, step->span.start, step->span.end)),
            step->kind};
    }
    out->channel = channel;
    out->channel_count = said->channel.count;
    readout_span *content = arena_array(builder->arena, readout_span, said->content.count);
    for (uint32_t i = 0; i < said->content.count; i++)
        content[i] = span_of(at, said->content.items[i]);
    out->content = (readout_spans){content, said->content.count};
}

static readout_time build_time(const builder *builder, uint32_t at, const time_mention *mention)
{
    return (readout_time){.span = span_of(at, mention->span),
                          .type = mention->type,
                          .value = copy_str(builder, mention->value),
                          .mod = copy_str(builder, mention->mod),
                          .earliest = date_format(builder->arena, mention->earliest),
                          .latest = date_format(builder->arena, mention->latest),
                          .rule = copy_cstr(builder, mention->rule)};
}

static void build_facts(builder *builder)
{
    readout_record *record = builder->record;
    const uint32_t count = builder->pile->count;
    bases *bases = &builder->bases;
    bases->statements = arena_array(builder->arena, uint32_t, count);
    bases->times = arena_array(builder->arena, uint32_t, count);
    uint32_t statements = 0;
    uint32_t times = 0;
    for (uint32_t i = 0; i < count; i++) {
        bases->statements[i] = statements;
        bases->times[i] = times;
        statements += builder->pile->readings[i].facts->statements.count;
        times += times_of(builder->pile, builder->comparison, i)->count;
    }
    record->statements = arena_array(builder->arena, readout_statement, statements);
    record->times = arena_array(builder->arena, readout_time, times);
    for (uint32_t i = 0; i < count; i++) {
        const facts *facts = builder->pile->readings[i].facts;
        for (uint32_t j = 0; j < facts->statements.count; j++)
            build_statement(builder, i, &facts->statements.items[j],
                            &record->statements[record->statements_count++]);
        const time_array *mentions = times_of(builder->pile, builder->comparison, i);
        for (uint32_t j = 0; j < mentions->count; j++)
            record->times[record->times_count++] = build_time(builder, i, &mentions->items[j]);
    }
}

/* ---- Comparison ----------------------------------------------------------------------- */

static readout_entity_kind entity_kind(name_kind kind)
{
    switch (kind) {
    case NAME_PERSON:
        return READOUT_ENTITY_PERSON;
    case NAME_ORGANIZATION:
        return READOUT_ENTITY_ORGANIZATION;
    case NAME_PLACE:
        return READOUT_ENTITY_PLACE;
    case NAME_OTHER:
        break;
    }
    return READOUT_ENTITY_OTHER;
}

static void build_entities(builder *builder)
{
    const pile_entity_array *entities = &builder->comparison->entities;
    readout_record *record = builder->record;
    record->entities = arena_array(builder->arena, readout_entity, entities->count);
    record->entities_count = entities->count;
    for (uint32_t i = 0; i < entities->count; i++) {
        const pile_entity *entity = &entities->items[i];
        record->entities[i] = (readout_entity){
            .kind = entity_kind(entity->kind),
            .name = copy_str(builder, entity->name),
            .aliases = copy_strs(builder, entity->aliases.items, entity->aliases.count),
            .roles = copy_roles(builder, &entity->roles),
            .named = true,
            .country = copy_str(builder, entity->country),
            .party = copy_str(builder, entity->party)};
    }
}

static readout_quotation build_quotation(const builder *builder, const quotation *quotation)
{
    const uint32_t count = quotation->versions.count;
    readout_version_of *versions = arena_array(builder->arena, readout_version_of, count);
    for (uint32_t i = 0; i < count; i++) {
        const quotation_version *version = &quotation->versions.items[i];
        const facts *facts = builder->pile->readings[version->report].facts;
        versions[i] = (readout_version_of){
            span_of(version->report, facts->quotes.items[version->quote].inside),
            rebase(builder->bases.statements[version->report], version->statement)};
    }
    readout_change *changes = arena_array(builder->arena, readout_change, quotation->changes.count);
    for (uint32_t i = 0; i < quotation->changes.count; i++) {
        const readout_change *change = &quotation->changes.items[i];
        changes[i] = (readout_change){change->kind, copy_str(builder, change->a),
                                      copy_str(builder, change->b)};
    }
    return (readout_quotation){.speaker = quotation->speaker,
                               .versions = versions,
                               .version_count = count,
                               .verdict = quotation->verdict,
                               .changes = changes,
                               .change_count = quotation->changes.count};
}

static void build_quotations(builder *builder)
{
    const quotation_array *quotations = &builder->comparison->quotations;
    readout_record *record = builder->record;
    record->quotations = arena_array(builder->arena, readout_quotation, quotations->count);
    record->quotations_count = quotations->count;
    for (uint32_t i = 0; i < quotations->count; i++)
        record->quotations[i] = build_quotation(builder, &quotations->items[i]);
}

static readout_copy build_copy(const builder *builder, const copy *copy)
{
    readout_evidence *evidence =
        arena_array(builder->arena, readout_evidence, copy->evidence.count);
    for (uint32_t i = 0; i < copy->evidence.count; i++) {
        const struct evidence *piece = &copy->evidence.items[i];
        evidence[i] = (readout_evidence){copy_cstr(builder, piece->kind),
                                         copy_str(builder, piece->text), piece->a, piece->b};
    }
    return (readout_copy){.copy = copy->copy,
                          .of = copy->of,
                          .kind = copy->kind,
                          .direction = copy->direction,
                          .missing_ancestor = copy->missing_ancestor,
                          .score = copy->score,
                          .evidence = evidence,
                          .evidence_count = copy->evidence.count};
}

static readout_shared_source build_shared(const builder *builder, const shared_source *shared)
{
    uint32_t *reports = arena_array(builder->arena, uint32_t, shared->report_count);
    if (shared->report_count > 0)
        memcpy(reports, shared->reports, shared->report_count * sizeof *reports);
    return (readout_shared_source){
        .reports = reports,
        .report_count = shared->report_count,
        .speaker = copy_str(builder, shared->speaker),
        .spans = copy_spans(builder, shared->spans.items, shared->spans.count)};
}

static void build_copies(builder *builder)
{
    const comparison *comparison = builder->comparison;
    readout_record *record = builder->record;
    record->copies = arena_array(builder->arena, readout_copy, comparison->copies.count);
    record->copies_count = comparison->copies.count;
    for (uint32_t i = 0; i < comparison->copies.count; i++)
        record->copies[i] = build_copy(builder, &comparison->copies.items[i]);
    record->shared_sources =
        arena_array(builder->arena, readout_shared_source, comparison->shared.count);
    record->shared_sources_count = comparison->shared.count;
    for (uint32_t i = 0; i < comparison->shared.count; i++)
        record->shared_sources[i] = build_shared(builder, &comparison->shared.items[i]);
}

static void build_timeline(builder *builder)
{
    const timeline_array *timeline = &builder->comparison->timeline;
    readout_record *record = builder->record;
    record->timeline = arena_array(builder->arena, readout_timeline_entry, timeline->count);
    record->timeline_count = timeline->count;
    for (uint32_t i = 0; i < timeline->count; i++) {
        const timeline_entry *entry = &timeline->items[i];
        readout_timeline_entry *out = &record->timeline[i];
        const bool dated = entry->report < builder->pile->count;
        *out = (readout_timeline_entry){
            .value = copy_str(builder, entry->value),
            .precision = copy_cstr(builder, entry->precision),
            .earliest = date_format(builder->arena, entry->earliest),
            .latest = date_format(builder->arena, entry->latest),
            .time = dated && entry->time != UINT32_MAX
                        ? rebase(builder->bases.times[entry->report], entry->time)
                        : READOUT_NONE,
            .sources = copy_spans(builder, entry->sources.items, entry->sources.count),
            .copies = copy_spans(builder, entry->copies.items, entry->copies.count),
            .claim = entry->claim};
        if (out->time < record->times_count)
            out->resolved_by = record->times[out->time].rule;
        if (entry->reason.len > 0)
            out->resolved_by = copy_str(builder, entry->reason);
        if (entry->words.end > entry->words.start)
            out->text = readout_record_text(record, entry->words);
        else if (out->sources.count > 0)
            out->text = readout_record_text(record, out->sources.items[0]);
    }
}

static void build_credits(const builder *builder)
{
    const source_credit_array *credits = builder->comparison->credits;
    readout_record *record = builder->record;
    uint32_t count = 0;
    for (uint32_t i = 0; credits != NULL && i < builder->pile->count; i++)
        count += credits[i].count;
    record->credits = arena_array(builder->arena, readout_credit, count);
    for (uint32_t i = 0; credits != NULL && i < builder->pile->count; i++)
        for (uint32_t k = 0; k < credits[i].count; k++) {
            const source_credit *credit = &credits[i].items[k];
            record->credits[record->credits_count++] = (readout_credit){
                i, credit->kind, copy_str(builder, credit->name), span_of(i, credit->span)};
        }
}

static readout_roots build_roots(const builder *builder, const claim_root_array *roots,
                                 const claim_count *count, const str_array *parties)
{
    readout_root *items = arena_array(builder->arena, readout_root, roots->count);
    for (uint32_t i = 0; i < roots->count; i++) {
        const claim_root *root = &roots->items[i];
        items[i] = (readout_root){root->entity, copy_str(builder, root->text), root->named,
                                  root->own, copy_str(builder, root->party)};
    }
    return (readout_roots){items,
                           roots->count,
                           count->documents,
                           count->reports,
                           count->roots_min,
                           count->roots_max,
                           copy_strs(builder, parties->items, parties->count)};
}

static readout_claim_span build_claim_span(const builder *builder, const claim_span *span)
{
    readout_step *walk = arena_array(builder->arena, readout_step, span->walk.count);
    for (uint32_t i = 0; i < span->walk.count; i++)
        walk[i] = (readout_step){copy_cstr(builder, span->walk.items[i].kind),
                                 copy_str(builder, span->walk.items[i].text)};
    const uint32_t report = span->span.report;
    return (readout_claim_span){
        .span = span->span,
        .sentence = builder->record->reports[report].first_sentence + span->sentence,
        .statement = rebase(builder->bases.statements[report], span->statement),
        .bearing = span->bearing,
        .counted = span->counted,
        .root = span->root,
        .walk = walk,
        .walk_count = span->walk.count};
}

static void build_claims(const builder *builder)
{
    const claim_array *claims = &builder->comparison->claims;
    readout_record *record = builder->record;
    record->claims = arena_array(builder->arena, readout_claim, claims->count);
    record->claims_count = claims->count;
    for (uint32_t i = 0; i < claims->count; i++) {
        const claim *claim = &claims->items[i];
        readout_claim_span *spans =
            arena_array(builder->arena, readout_claim_span, claim->spans.count);
        uint32_t *opposes = arena_array(builder->arena, uint32_t, claim->opposes.count);
        for (uint32_t k = 0; k < claim->spans.count; k++)
            spans[k] = build_claim_span(builder, &claim->spans.items[k]);
        for (uint32_t k = 0; k < claim->opposes.count; k++)
            opposes[k] = claim->opposes.items[k];
        record->claims[i] = (readout_claim){
            .text = claim->text,
            .spans = spans,
            .span_count = claim->spans.count,
            .asserted = build_roots(builder, &claim->roots, &claim->asserted, &claim->parties),
            .denied =
                build_roots(builder, &claim->deny_roots, &claim->denied, &claim->deny_parties),
            .opposes = opposes,
            .opposes_count = claim->opposes.count,
            .denial = claim->denial,
            .status = claim->status};
    }
}

static void build_differences(const builder *builder)
{
    const difference_array *differences = &builder->comparison->differences;
    readout_record *record = builder->record;
    record->differences = arena_array(builder->arena, readout_difference, differences->count);
    record->differences_count = differences->count;
    for (uint32_t i = 0; i < differences->count; i++) {
        const difference *from = &differences->items[i];
        record->differences[i] =
            (readout_difference){from->kind, copy_str(builder, from->text), from->a, from->b,
                                 copy_cstr(builder, from->verdict)};
    }
}

void record_build(readout_record *record, const pile *pile, const comparison *comparison,
                  const char *model)
{
    builder builder = {
        .record = record, .arena = &record->arena, .pile = pile, .comparison = comparison};
    record->model = copy_cstr(&builder, model);
    build_reports(&builder);
    build_facts(&builder);
    build_entities(&builder);
    build_quotations(&builder);
    build_copies(&builder);
    build_credits(&builder);
    build_claims(&builder);
    build_differences(&builder);
    build_timeline(&builder);
}
