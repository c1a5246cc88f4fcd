/* show.c - one layer of the corridor, as text for a person to read: readout_show. */
#include "base/error.h"
#include "engine/engine.h"
#include "record/record.h"

#include <string.h>

typedef struct showing {
    readout *engine;
    const char *layer;
    record_sink *sink;
    arena keep;
    arena scratch;
} showing;

/* Text on one line, with what a terminal would act on made visible. */
static void put_text(record_sink *sink, str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '\n')
            sink_text(sink, "\\n");
        else if (c < 0x20 || c == 0x7f)
            sink_format(sink, "\\x%02x", c);
        else
            sink_str(sink, (str){text.data + i, 1});
    }
}

static void put_field(record_sink *sink, const char *name, str value)
{
    if (value.len == 0)
        return;
    sink_format(sink, "%-10s ", name);
    put_text(sink, value);
    sink_text(sink, "\n");
}

static void put_slice(record_sink *sink, const report *report, uint32_t start, uint32_t end)
{
    put_text(sink, str_slice(report->text, start, end));
}

static void show_date(record_sink *sink, arena *scratch, const char *name, const report_date *date)
{
    if (date->date.year == 0)
        return;
    str value = date_format(scratch, date->date);
    put_field(sink, name, str_format(scratch, "%.*s (%.*s)", STR_ARG(value), STR_ARG(date->why)));
}

static void show_text(record_sink *sink, arena *scratch, const entry *entry)
{
    const report *report = &entry->report;
    put_field(sink, "title", report->title);
    put_field(sink, "outlet", report->outlet);
    for (uint32_t i = 0; i < report->authors.count; i++)
        put_field(sink, "author", report->authors.items[i]);
    put_field(sink, "url", report->url);
    show_date(sink, scratch, "published", &report->published);
    show_date(sink, scratch, "modified", &report->modified);
    put_field(sink, "charset", report->charset);
    put_field(sink, "language", report->language);
    put_field(sink, "problem", report->problem);
    for (uint32_t i = 0; i < report->blocks.count; i++) {
        const block *block = &report->blocks.items[i];
        sink_format(sink, "%-10s %u-%u ", block_kind_name(block->kind), block->start, block->end);
        put_slice(sink, report, block->start, block->end);
        sink_text(sink, "\n");
    }
    for (uint32_t i = 0; i < report->excluded.count; i++) {
        const exclusion *left = &report->excluded.items[i];
        sink_format(sink, "- %-8s ", block_kind_name(left->kind));
        put_text(sink, left->text);
        sink_text(sink, "\n");
    }
}

static void show_sentences(record_sink *sink, arena *scratch, const entry *entry)
{
    (void)scratch;
    for (uint32_t i = 0; i < entry->analysis.sentences.count; i++) {
        const sentence *sentence = &entry->analysis.sentences.items[i];
        sink_format(sink, "%u", i);
        for (uint32_t k = 0; k < sentence->token_count; k++) {
            const token *token = &entry->analysis.tokens.items[sentence->first_token + k];
            sink_text(sink, token->joined ? "~" : " ");
            put_slice(sink, &entry->report, token->start, token->end);
        }
        sink_text(sink, "\n");
    }
}

static const char *const position_names[] = {"B-", "I-", "E-", "S-"};

static void show_name_tag(record_sink *sink, const labels *labels, uint16_t tag)
{
    if (tag == NAME_TAG_NONE) {
        sink_text(sink, "\t_\n");
        return;
    }
    sink_format(sink, "\t%s", position_names[name_tag_position(tag)]);
    put_text(sink, label_at(&labels->names, name_tag_kind(tag)));
    sink_text(sink, "\n");
}

static void show_word(record_sink *sink, const entry *entry, const sentence *sentence, uint32_t at)
{
    const labels *labels = entry->analysis.labels;
    const token *token = &entry->analysis.tokens.items[sentence->first_token + at];
    const str columns[] = {token_text(&entry->report, token), token->lemma, upos_name(token->upos),
                           label_at(&labels->xpos, token->xpos),
                           label_at(&labels->feats, token->feats)};
    sink_format(sink, "%u", at + 1);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        sink_text(sink, "\t");
        put_text(sink, columns[i]);
    }
    sink_format(sink, "\t%u\t",
                token->head == TOKEN_NONE ? 0 : token->head - sentence->first_token + 1);
    put_text(sink, label_at(&labels->relations, token->relation));
    show_name_tag(sink, labels, token->name);
}

/* CoNLL-U's columns as far as DEPREL, then the name tag. */
static void show_trees(record_sink *sink, arena *scratch, const entry *entry)
{
    (void)scratch;
    for (uint32_t i = 0; entry->analysis.has_trees && i < entry->analysis.sentences.count; i++) {
        const sentence *sentence = &entry->analysis.sentences.items[i];
        for (uint32_t k = 0; k < sentence->token_count; k++)
            show_word(sink, entry, sentence, k);
        sink_text(sink, "\n");
    }
}

static const char *const kind_names[] = {"person", "organization", "place", "other"};

/* " [CN, government] [Republican] (role; role)" */
static void put_roles(record_sink *sink, const entity *entity)
{
    if (entity->country.len > 0) {
        sink_text(sink, " [");
        put_text(sink, entity->country);
        sink_text(sink, entity->stands_for_government ? ", government]" : "]");
    }
    if (entity->party.len > 0) {
        sink_text(sink, " [");
        put_text(sink, entity->party);
        sink_text(sink, "]");
    }
    for (uint32_t i = 0; i < entity->roles.count; i++) {
        sink_text(sink, i == 0 ? " (" : "; ");
        put_text(sink, entity->roles.items[i]);
    }
    sink_text(sink, entity->roles.count > 0 ? ")" : "");
}

static void show_names(record_sink *sink, arena *scratch, const entry *entry)
{
    (void)scratch;
    for (uint32_t i = 0; i < entry->analysis.entities.count; i++) {
        const entity *entity = &entry->analysis.entities.items[i];
        sink_format(sink, "%-12s %3ux ", kind_names[entity->kind], entity->mentions);
        put_text(sink, entity->name);
        for (uint32_t k = 0; k < entity->aliases.count; k++) {
            sink_text(sink, " = ");
            put_text(sink, entity->aliases.items[k]);
        }
        put_roles(sink, entity);
        sink_text(sink, "\n");
    }
}

/* "sentence words = whom it means", by the entity's name or the words before. */
static void show_references(record_sink *sink, arena *scratch, const entry *entry)
{
    const analysis *analysis = &entry->analysis;
    (void)scratch;
    for (uint32_t i = 0; i < analysis->references.count; i++) {
        const reference *reference = &analysis->references.items[i];
        const token *first = &analysis->tokens.items[reference->first_token];
        sink_format(sink, "%u ", reference->sentence);
        put_slice(sink, &entry->report, first->start, first[reference->token_count - 1].end);
        sink_text(sink, " = ");
        if (reference->entity != UINT32_MAX)
            put_text(sink, analysis->entities.items[reference->entity].name);
        else if (reference->antecedent != TOKEN_NONE)
            put_text(sink,
                     token_text(&entry->report, &analysis->tokens.items[reference->antecedent]));
        else
            sink_text(sink, "?");
        sink_text(sink, "\n");
    }
}

static void show_quotes(record_sink *sink, arena *scratch, const entry *entry)
{
    (void)scratch;
    for (uint32_t i = 0; i < entry->facts.quotes.count; i++) {
        const quote *quote = &entry->facts.quotes.items[i];
        sink_format(sink, "%u-%u%s%s%s%s%s ", quote->start, quote->end,
                    quote->speech ? "" : " no-speech", quote->open_missing ? " open-missing" : "",
                    quote->close_missing ? " close-missing" : "",
                    quote->odd_close ? " odd-close" : "", quote->continues ? " continues" : "");
        put_slice(sink, &entry->report, quote->inside.start, quote->inside.end);
        sink_text(sink, "\n");
    }
}

static void show_marks(record_sink *sink, const entry *entry, const statement *statement)
{
    (void)entry;
    if (statement->speaker.same_as != UINT32_MAX)
        sink_format(sink, " as %u", statement->speaker.same_as);
    sink_text(sink, statement->speaker.anonymous ? " anonymous" : "");
    if (statement->speaker.role.len > 0)
        sink_format(sink, " role=\"%.*s\"", STR_ARG(statement->speaker.role));
    if (statement->speaker.country.len > 0)
        sink_format(sink, " country=%.*s", STR_ARG(statement->speaker.country));
    sink_text(sink, statement->planned ? " planned" : "");
    sink_text(sink, statement->hedged ? " hedged" : "");
    sink_text(sink, statement->tentative ? " tentative" : "");
    sink_text(sink, statement->conditional ? " conditional" : "");
    if (statement->within != UINT32_MAX)
        sink_format(sink, " within %u", statement->within);
}

static void show_channel(record_sink *sink, const entry *entry, const statement *statement)
{
    if (statement->addressee.start < statement->addressee.end) {
        sink_text(sink, " to ");
        put_slice(sink, &entry->report, statement->addressee.start, statement->addressee.end);
    }
    for (uint32_t i = 0; i < statement->channel.count; i++) {
        sink_text(sink, " > ");
        put_slice(sink, &entry->report, statement->channel.items[i].span.start,
                  statement->channel.items[i].span.end);
    }
}

static void show_statements(record_sink *sink, arena *scratch, const entry *entry)
{
    static const char *const polarities[] = {"assert",  "deny", "question",
                                             "request", "warn", "no-comment"};
    static const char *const modes[] = {"direct", "indirect", "mixed"};
    (void)scratch;
    for (uint32_t i = 0; i < entry->facts.statements.count; i++) {
        const statement *statement = &entry->facts.statements.items[i];
        sink_format(sink, "%u %s %s [", statement->sentence, modes[statement->mode],
                    polarities[statement->polarity]);
        put_slice(sink, &entry->report, statement->speaker.span.start, statement->speaker.span.end);
        if (statement->speaker.entity != UINT32_MAX) {
            sink_text(sink, " = ");
            put_text(sink, entry->analysis.entities.items[statement->speaker.entity].name);
        }
        show_marks(sink, entry, statement);
        sink_text(sink, "] ");
        put_text(sink, statement->lemma);
        show_channel(sink, entry, statement);
        for (uint32_t k = 0; k < statement->content.count; k++) {
            sink_text(sink, " | ");
            put_slice(sink, &entry->report, statement->content.items[k].start,
                      statement->content.items[k].end);
        }
        sink_text(sink, "\n");
    }
}

static void show_times(record_sink *sink, arena *scratch, const entry *entry)
{
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    for (uint32_t i = 0; i < entry->facts.times.count; i++) {
        const time_mention *time = &entry->facts.times.items[i];
        sink_format(sink, "%s ", types[time->type]);
        put_text(sink, time->value);
        if (time->mod.len > 0) {
            sink_text(sink, " ");
            put_text(sink, time->mod);
        }
        sink_text(sink, " \"");
        put_slice(sink, &entry->report, time->span.start, time->span.end);
        sink_text(sink, "\"");
        if (time->earliest.year != 0 || time->latest.year != 0) {
            const str first = date_format(scratch, time->earliest);
            const str last = date_format(scratch, time->latest);
            sink_format(sink, " %.*s..%.*s", STR_ARG(first), STR_ARG(last));
        }
        sink_format(sink, " (%s)\n", time->rule);
    }
}

/* ---- Layers of the pile --------------------------------------------------------------- */

static void finish_arena(void *what)
{
    arena_finish(what);
}

/* Pile layers are shown as the part of the record that they become. */
static void show_part(showing *showing, readout_part part)
{
    pile pile = {0};
    comparison comparison = {0};
    corridor_compare(showing->engine, &showing->keep, &showing->scratch, &pile, &comparison);
    readout_record *record = arena_new(&showing->keep, readout_record);
    arena_init(&record->arena, showing->keep.memory);
    arena_defer(&showing->keep, finish_arena, &record->arena);
    record_build(record, &pile, &comparison, model_name(showing->engine->model));
    const readout_view view = {.part = part};
    text_write(showing->sink, &showing->scratch, record, &view);
}

static void show_entities(showing *showing)
{
    pile pile = {0};
    comparison comparison = {0};
    corridor_compare(showing->engine, &showing->keep, &showing->scratch, &pile, &comparison);
    for (uint32_t i = 0; i < comparison.entities.count; i++) {
        const pile_entity *entity = &comparison.entities.items[i];
        sink_format(showing->sink, "%-12s ", kind_names[entity->kind]);
        put_text(showing->sink, entity->name);
        for (uint32_t k = 0; k < entity->aliases.count; k++) {
            sink_text(showing->sink, " = ");
            put_text(showing->sink, entity->aliases.items[k]);
        }
        sink_text(showing->sink, "\n");
    }
}

typedef struct layer {
    const char *name;
    void (*one)(record_sink *sink, arena *scratch, const entry *entry);
    void (*all)(showing *showing); /* when `one` is NULL; else the part of the record */
    readout_part part;
} layer;

static const layer layers[] = {
    {"text", show_text, NULL, READOUT_PART_BRIEF},
    {"sentences", show_sentences, NULL, READOUT_PART_BRIEF},
    {"trees", show_trees, NULL, READOUT_PART_BRIEF},
    {"names", show_names, NULL, READOUT_PART_BRIEF},
    {"references", show_references, NULL, READOUT_PART_BRIEF},
    {"quotes", show_quotes, NULL, READOUT_PART_BRIEF},
    {"statements", show_statements, NULL, READOUT_PART_BRIEF},
    {"times", show_times, NULL, READOUT_PART_BRIEF},
    {"copies", NULL, NULL, READOUT_PART_COPIES},
    {"entities", NULL, show_entities, READOUT_PART_BRIEF},
    {"quotations", NULL, NULL, READOUT_PART_QUOTATIONS},
    {"differences", NULL, NULL, READOUT_PART_DIFFERENCES},
    {"disagreements", NULL, NULL, READOUT_PART_DIFFERENCES},
    {"claims", NULL, NULL, READOUT_PART_CLAIMS},
    {"timeline", NULL, NULL, READOUT_PART_TIMELINE},
};

static const layer *layer_named(const char *name)
{
    for (size_t i = 0; i < sizeof layers / sizeof layers[0]; i++)
        if (strcmp(layers[i].name, name) == 0)
            return &layers[i];
    return NULL;
}

static void show_body(void *context)
{
    showing *showing = context;
    const layer *layer = layer_named(showing->layer);
    if (layer->all != NULL) {
        layer->all(showing);
        return;
    }
    if (layer->one == NULL) {
        show_part(showing, layer->part);
        return;
    }
    for (uint32_t i = 0; i < showing->engine->count && !showing->sink->failed; i++) {
        const entry *entry = showing->engine->entries[i];
        sink_text(showing->sink, "# ");
        put_text(showing->sink, entry->report.path);
        sink_text(showing->sink, "\n");
        layer->one(showing->sink, &showing->scratch, entry);
    }
}

readout_status readout_show(readout *engine, const char *layer, readout_writer write, void *payload,
                            readout_error *error)
{
    if (engine == NULL || layer == NULL || write == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_show: an argument is NULL");
    if (layer_named(layer) == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "there is no layer '%s'", layer);
    if (stage_behind(layer) > engine->end)
        return error_set(error, READOUT_ERR_ARGUMENT,
                         "layer '%s' lies behind the last stage that the engine runs", layer);
    readout_status status = corridor_read(engine, error);
    if (status != READOUT_OK)
        return status;
    record_sink sink = {.write = write, .payload = payload};
    showing showing = {.engine = engine, .layer = layer, .sink = &sink};
    arena_init(&showing.keep, &engine->memory);
    arena_init(&showing.scratch, &engine->memory);
    bool enough = memory_try(&engine->memory, show_body, &showing);
    arena_finish(&showing.keep);
    arena_finish(&showing.scratch);
    if (!enough)
        return error_set(error, READOUT_ERR_MEMORY, "out of memory");
    sink_flush(&sink);
    if (sink.failed)
        return error_set(error, READOUT_ERR_IO, "the output could not be written");
    return error_clear(error);
}
