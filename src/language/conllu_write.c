/* conllu_write.c - see conllu_write.h. What makes the output valid whatever the input: words are
 * numbered from 1, each sentence has one root (pieces of a sentence that was too long to analyse
 * at once hang on the first one's), no column is empty, and none has a tab or line break. */
#include "language/conllu_write.h"

typedef struct writer {
    buffer *out;
    const report *report;
    const analysis *analysis;
    uint32_t next_name; /* the first that is not behind the words written so far */
    uint32_t next_reference;
} writer;

/* A sentence to write: words [first, first + count) of the report. */
typedef struct line_sentence {
    uint32_t first;
    uint32_t count;
    uint32_t root;               /* of the first piece */
    const conllu_sentence *read; /* NULL: not given */
} line_sentence;

/* Control characters would end a column, a line or a reader's patience. */
static void put(writer *writer, str text)
{
    size_t from = 0;
    for (size_t at = 0; at < text.len; at++) {
        const unsigned char byte = (unsigned char)text.data[at];
        if (byte >= 0x20 && byte != 0x7f)
            continue;
        buffer_add(writer->out, str_slice(text, from, at));
        buffer_add(writer->out, STR("\xef\xbf\xbd"));
        from = at + 1;
    }
    buffer_add(writer->out, str_slice(text, from, text.len));
}

static void put_column(writer *writer, str text)
{
    buffer_add_byte(writer->out, '\t');
    put(writer, text.len > 0 ? text : STR("_"));
}

static void put_empty(writer *writer, int count)
{
    for (int i = 0; i < count; i++)
        buffer_add(writer->out, STR("\t_"));
}

/* ---- MISC ----------------------------------------------------------------------------- */

/* The next field of MISC, whose column so far is empty or not. */
static void put_field(writer *writer, bool *any, str field)
{
    if (*any)
        buffer_add_byte(writer->out, '|');
    put(writer, field);
    *any = true;
}

static void put_entity(writer *writer, bool *any, const char *name, uint32_t entity)
{
    if (*any)
        buffer_add_byte(writer->out, '|');
    buffer_format(writer->out, "%s=e%u", name, entity);
    *any = true;
}

static void put_entities(writer *writer, bool *any, uint32_t at)
{
    const name_array *names = &writer->analysis->names;
    const reference_array *references = &writer->analysis->references;
    while (writer->next_name < names->count && names->items[writer->next_name].first_token < at)
        writer->next_name++;
    while (writer->next_reference < references->count &&
           references->items[writer->next_reference].head < at)
        writer->next_reference++;
    if (writer->next_name < names->count && names->items[writer->next_name].first_token == at)
        put_entity(writer, any, "Entity_id", names->items[writer->next_name].entity);
    if (writer->next_reference < references->count &&
        references->items[writer->next_reference].head == at &&
        references->items[writer->next_reference].entity != UINT32_MAX)
        put_entity(writer, any, "Refers_to", references->items[writer->next_reference].entity);
}

static void put_name(writer *writer, bool *any, const token *token)
{
    if (!writer->analysis->has_trees || token->name == NAME_TAG_NONE)
        return;
    const uint32_t position = name_tag_position(token->name);
    if (*any)
        buffer_add_byte(writer->out, '|');
    buffer_add(writer->out,
               position == NAME_FIRST || position == NAME_SINGLE ? STR("NE=B-") : STR("NE=I-"));
    put(writer, label_at(&writer->analysis->labels->names, name_tag_kind(token->name)));
    *any = true;
}

/* Fields of a given MISC that are not ours. */
static void put_given_misc(writer *writer, bool *any, str misc)
{
    str field;
    while (str_field(&misc, '|', &field))
        if (field.len > 0 && !str_equal(field, STR("_")) && !str_starts(field, STR("NE=")) &&
            !str_starts(field, STR("Entity_id=")) && !str_starts(field, STR("Refers_to=")))
            put_field(writer, any, field);
}

static void put_misc(writer *writer, uint32_t at, const conllu_word *given)
{
    const token *tokens = writer->analysis->tokens.items;
    const bool last = at + 1 == writer->analysis->tokens.count;
    const bool in_range = tokens[at].joined || (!last && tokens[at + 1].joined);
    bool any = false;
    buffer_add_byte(writer->out, '\t');
    put_entities(writer, &any, at);
    put_name(writer, &any, &tokens[at]);
    if (given != NULL)
        put_given_misc(writer, &any, given->misc);
    else if (!tokens[at].space_after && !in_range)
        put_field(writer, &any, STR("SpaceAfter=No"));
    if (!any)
        buffer_add_byte(writer->out, '_');
}

/* ---- Words ---------------------------------------------------------------------------- */

static void put_tree(writer *writer, const line_sentence *sentence, uint32_t at)
{
    const token *token = &writer->analysis->tokens.items[at];
    str relation = label_at(&writer->analysis->labels->relations, token->relation);
    if (at == sentence->root) {
        buffer_add(writer->out, STR("\t0\troot"));
        return;
    }
    const bool second = token->head == TOKEN_NONE || token->head < sentence->first ||
                        token->head >= sentence->first + sentence->count;
    const uint32_t head = second ? sentence->root : token->head;
    buffer_format(writer->out, "\t%u", head - sentence->first + 1);
    if (second)
        relation = STR("parataxis");
    put_column(writer, str_equal(relation, STR("root")) ? STR("dep") : relation);
}

static void put_word(writer *writer, const line_sentence *sentence, uint32_t i)
{
    const uint32_t at = sentence->first + i;
    const token *token = &writer->analysis->tokens.items[at];
    const labels *labels = writer->analysis->labels;
    const conllu_word *given = sentence->read != NULL ? &sentence->read->words.items[i] : NULL;
    str form = given != NULL ? given->form : token_text(writer->report, token);
    buffer_format(writer->out, "%u", i + 1);
    put_column(writer, form);
    if (writer->analysis->has_trees) {
        put_column(writer, token->lemma.len > 0 ? token->lemma : form);
        put_column(writer, upos_name(token->upos));
        put_column(writer, label_at(&labels->xpos, token->xpos));
        put_column(writer, label_at(&labels->feats, token->feats));
        put_tree(writer, sentence, at);
        put_empty(writer, 1);
    } else {
        put_empty(writer, 7);
    }
    put_misc(writer, at, given);
    buffer_add_byte(writer->out, '\n');
}

/* The line of words that are written as one, in front of the first. */
static void put_range(writer *writer, const line_sentence *sentence, uint32_t i)
{
    const token *tokens = writer->analysis->tokens.items + sentence->first;
    const conllu_word *given = sentence->read != NULL ? &sentence->read->words.items[i] : NULL;
    if (given != NULL) {
        if (given->range == UINT32_MAX || sentence->read->ranges.items[given->range].first != i)
            return;
        const conllu_range *range = &sentence->read->ranges.items[given->range];
        buffer_format(writer->out, "%u-%u", range->first + 1, range->last + 1);
        put_column(writer, range->form);
        put_empty(writer, 7);
        put_column(writer, range->misc);
        buffer_add_byte(writer->out, '\n');
        return;
    }
    uint32_t last = i;
    while (last + 1 < sentence->count && tokens[last + 1].joined)
        last++;
    if (last == i || (tokens[i].joined && i > 0))
        return;
    buffer_format(writer->out, "%u-%u", i + 1, last + 1);
    put_column(writer, str_slice(writer->report->text, tokens[i].start, tokens[last].end));
    put_empty(writer, 7);
    put_column(writer, tokens[last].space_after ? STR("_") : STR("SpaceAfter=No"));
    buffer_add_byte(writer->out, '\n');
}

/* ---- Sentences ------------------------------------------------------------------------ */

/* The text as the words and ranges make it. */
static void put_text(writer *writer, const line_sentence *sentence)
{
    const token *tokens = writer->analysis->tokens.items + sentence->first;
    buffer_add(writer->out, STR("# text = "));
    if (sentence->read != NULL && sentence->read->text.len > 0) {
        put(writer, sentence->read->text);
        buffer_add_byte(writer->out, '\n');
        return;
    }
    for (uint32_t i = 0; i < sentence->count; i++) {
        const conllu_word *given = sentence->read != NULL ? &sentence->read->words.items[i] : NULL;
        const bool ranged = given != NULL && given->range != UINT32_MAX;
        if (ranged && sentence->read->ranges.items[given->range].first == i)
            put(writer, sentence->read->ranges.items[given->range].form);
        else if (!ranged)
            put(writer, given != NULL ? given->form : token_text(writer->report, &tokens[i]));
        if (tokens[i].space_after && i + 1 < sentence->count && !tokens[i + 1].joined)
            buffer_add_byte(writer->out, ' ');
    }
    buffer_add_byte(writer->out, '\n');
}

static uint32_t root_of(const writer *writer, uint32_t first, uint32_t count)
{
    for (uint32_t at = first; at < first + count; at++)
        if (writer->analysis->tokens.items[at].head == TOKEN_NONE)
            return at;
    return first;
}

static void put_words(writer *writer, const line_sentence *sentence)
{
    put_text(writer, sentence);
    for (uint32_t i = 0; i < sentence->count; i++) {
        put_range(writer, sentence, i);
        put_word(writer, sentence, i);
    }
    buffer_add_byte(writer->out, '\n');
}

static void put_id(writer *writer, const char *name, str id)
{
    buffer_format(writer->out, "# %s = ", name);
    put(writer, id);
    buffer_add_byte(writer->out, '\n');
}

static void put_new_id(writer *writer, uint32_t number)
{
    buffer_add(writer->out, STR("# sent_id = "));
    put(writer, writer->report->id);
    buffer_format(writer->out, ".s%u\n", number);
}

/* A report in another language stays as it is, which is said. */
static void put_document(writer *writer, str id)
{
    put_id(writer, "newdoc id", id);
    if (!writer->analysis->has_trees)
        put_id(writer, "readout_note = not analysed, language", writer->report->language);
}

static void write_given(writer *writer, const given *given)
{
    for (uint32_t i = 0; i < given->given.count; i++) {
        const given_sentence *from = &given->given.items[i];
        const sentence *piece = &given->sentences.items[from->first_piece];
        const line_sentence sentence = {piece->first_token, from->read.words.count,
                                        root_of(writer, piece->first_token, piece->token_count),
                                        &from->read};
        if (from->read.newdoc || i == 0)
            put_document(writer,
                         from->read.document.len > 0 ? from->read.document : writer->report->id);
        if (from->read.newpar)
            buffer_add(writer->out, STR("# newpar\n"));
        if (from->read.id.len > 0)
            put_id(writer, "sent_id", from->read.id);
        else
            put_new_id(writer, i + 1);
        if (from->read.empties.count > 0)
            buffer_format(writer->out, "# readout_note = %u empty nodes left out\n",
                          from->read.empties.count);
        put_words(writer, &sentence);
    }
}

static void write_found(writer *writer)
{
    const analysis *analysis = writer->analysis;
    for (uint32_t i = 0; i < analysis->sentences.count; i++) {
        const sentence *from = &analysis->sentences.items[i];
        const line_sentence sentence = {from->first_token, from->token_count,
                                        root_of(writer, from->first_token, from->token_count),
                                        NULL};
        if (i == 0)
            put_document(writer, writer->report->id);
        if (i == 0 || from->block != from[-1].block)
            buffer_add(writer->out, STR("# newpar\n"));
        put_new_id(writer, i + 1);
        if (from->token_count == SENTENCE_TOKENS_MAX)
            buffer_format(writer->out, "# readout_note = cut after %d words\n",
                          SENTENCE_TOKENS_MAX);
        put_words(writer, &sentence);
    }
}

void conllu_write(buffer *out, const report *report, const analysis *analysis, const given *given)
{
    writer writer = {.out = out, .report = report, .analysis = analysis};
    if (given != NULL)
        write_given(&writer, given);
    else
        write_found(&writer);
}
