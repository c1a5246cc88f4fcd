/* kept.c - see kept.h. What the structs of report.h, analysis.h and facts.h hold, as tables of
 * base/layout.h: who adds a field there adds a row here. Behind the limits of single numbers comes
 * what the stages take for granted of them together: that sentences are runs of tokens, one behind
 * the other, and that trees are trees. */
#include "facts/kept.h"

#include "base/layout.h"

/* What numbers lead into. */
enum bound {
    BOUND_TEXT = 0,
    BOUND_BLOCKS,
    BOUND_SENTENCES,
    BOUND_TOKENS,
    BOUND_NAMES,
    BOUND_ENTITIES,
    BOUND_STATEMENTS,
    BOUND_TIMES,
    BOUND_RELATIONS,
    BOUND_NAME_TAGS,
    BOUNDS
};

enum { MONTHS = 13, DAYS = 32 };

/* ---- What intake makes ---------------------------------------------------------------- */

static const layout_field block_fields[] = {
    LAYOUT_UP_TO(block, start, BOUND_TEXT),
    LAYOUT_END(block, end, BOUND_TEXT),
    LAYOUT_BELOW(block, kind, BLOCK_REPEAT + 1),
};
static const layout block_layout = LAYOUT_OF(block, block_fields);

static const layout_field exclusion_fields[] = {
    LAYOUT_BELOW(exclusion, kind, BLOCK_REPEAT + 1),
    LAYOUT_TRUTH(exclusion, has_source),
    LAYOUT_ANY(exclusion, source_start),
    LAYOUT_ANY(exclusion, source_end),
    LAYOUT_TEXT(exclusion, text),
};
static const layout exclusion_layout = LAYOUT_OF(exclusion, exclusion_fields);

static const layout_field run_fields[] = {
    LAYOUT_ANY(source_run, source),
    LAYOUT_UP_TO(source_run, text, BOUND_TEXT),
    LAYOUT_COUNT(source_run, length, BOUND_TEXT),
};
static const layout run_layout = LAYOUT_OF(source_run, run_fields);

static const layout_field date_fields[] = {
    LAYOUT_ANY(date, year),
    LAYOUT_BELOW(date, month, MONTHS),
    LAYOUT_BELOW(date, day, DAYS),
};
static const layout date_layout = LAYOUT_OF(date, date_fields);

static const layout_field report_date_fields[] = {
    LAYOUT_STRUCT(report_date, date, &date_layout),
    LAYOUT_BELOW(report_date, basis, READOUT_BASIS_INFERRED + 1),
    LAYOUT_TEXT(report_date, why),
};
static const layout report_date_layout = LAYOUT_OF(report_date, report_date_fields);

static const layout_field report_fields[] = {
    LAYOUT_TEXT(report, text),
    LAYOUT_TEXT(report, id),
    LAYOUT_TEXT(report, path),
    LAYOUT_TEXT(report, sha256),
    LAYOUT_BELOW(report, format, REPORT_CONLLU),
    LAYOUT_TEXT(report, charset),
    LAYOUT_TEXT(report, title),
    LAYOUT_TEXT(report, outlet),
    LAYOUT_LIST(report, authors, &layout_text),
    LAYOUT_TEXT(report, url),
    LAYOUT_STRUCT(report, published, &report_date_layout),
    LAYOUT_STRUCT(report, modified, &report_date_layout),
    LAYOUT_TEXT(report, language),
    LAYOUT_LIST(report, blocks, &block_layout),
    LAYOUT_LIST(report, excluded, &exclusion_layout),
    LAYOUT_TRUTH(report, has_source),
    LAYOUT_LIST(report, runs, &run_layout),
    LAYOUT_PLAIN_LIST(report, line_starts, line_count, &layout_number),
    LAYOUT_TEXT(report, problem),
};
static const layout report_layout = LAYOUT_OF(report, report_fields);

/* ---- What language makes -------------------------------------------------------------- */

static const layout_field token_fields[] = {
    LAYOUT_UP_TO(token, start, BOUND_TEXT),
    LAYOUT_END(token, end, BOUND_TEXT),
    LAYOUT_TRUTH(token, space_after),
    LAYOUT_TRUTH(token, joined),
    LAYOUT_TRUTH(token, starts_upper),
    LAYOUT_TRUTH(token, is_word),
    LAYOUT_ANY(token, lists),
    LAYOUT_BELOW(token, upos, UPOS_COUNT),
    LAYOUT_BELOW(token, deprel, DEPREL_COUNT),
    LAYOUT_ANY(token, xpos),
    LAYOUT_ANY(token, feats),
    LAYOUT_INDEX(token, relation, BOUND_RELATIONS),
    LAYOUT_INDEX(token, name, BOUND_NAME_TAGS),
    LAYOUT_INDEX_OR_NONE(token, head, BOUND_TOKENS),
    LAYOUT_TEXT(token, lemma),
};
static const layout token_layout = LAYOUT_OF(token, token_fields);

static const layout_field sentence_fields[] = {
    LAYOUT_UP_TO(sentence, start, BOUND_TEXT),
    LAYOUT_END(sentence, end, BOUND_TEXT),
    LAYOUT_UP_TO(sentence, first_token, BOUND_TOKENS),
    LAYOUT_COUNT(sentence, token_count, BOUND_TOKENS),
    LAYOUT_INDEX(sentence, block, BOUND_BLOCKS),
};
static const layout sentence_layout = LAYOUT_OF(sentence, sentence_fields);

static const layout_field name_fields[] = {
    LAYOUT_UP_TO(name, start, BOUND_TEXT),         LAYOUT_END(name, end, BOUND_TEXT),
    LAYOUT_INDEX(name, first_token, BOUND_TOKENS), LAYOUT_COUNT(name, token_count, BOUND_TOKENS),
    LAYOUT_INDEX(name, sentence, BOUND_SENTENCES), LAYOUT_BELOW(name, kind, NAME_OTHER + 1),
    LAYOUT_INDEX(name, entity, BOUND_ENTITIES),    LAYOUT_TRUTH(name, stands_for_government),
};
static const layout name_layout = LAYOUT_OF(name, name_fields);

static const layout_field entity_fields[] = {
    LAYOUT_BELOW(entity, kind, NAME_OTHER + 1),
    LAYOUT_TEXT(entity, name),
    LAYOUT_LIST(entity, aliases, &layout_text),
    LAYOUT_LIST(entity, roles, &layout_text),
    LAYOUT_TEXT(entity, role),
    LAYOUT_TEXT(entity, country),
    LAYOUT_TEXT(entity, party),
    LAYOUT_TRUTH(entity, stands_for_government),
    LAYOUT_BELOW(entity, gender, NAME_FEMALE + 1),
    LAYOUT_INDEX(entity, first_name, BOUND_NAMES),
    LAYOUT_ANY(entity, mentions),
};
static const layout entity_layout = LAYOUT_OF(entity, entity_fields);

static const layout_field reference_fields[] = {
    LAYOUT_INDEX(reference, first_token, BOUND_TOKENS),
    LAYOUT_COUNT(reference, token_count, BOUND_TOKENS),
    LAYOUT_INDEX(reference, head, BOUND_TOKENS),
    LAYOUT_INDEX(reference, sentence, BOUND_SENTENCES),
    LAYOUT_BELOW(reference, kind, REFERENCE_DESCRIPTION + 1),
    LAYOUT_INDEX_OR_NONE(reference, entity, BOUND_ENTITIES),
    LAYOUT_INDEX_OR_NONE(reference, antecedent, BOUND_TOKENS),
};
static const layout reference_layout = LAYOUT_OF(reference, reference_fields);

static const layout_field analysis_fields[] = {
    LAYOUT_LIST(analysis, sentences, &sentence_layout),
    LAYOUT_LIST(analysis, tokens, &token_layout),
    LAYOUT_TRUTH(analysis, has_trees),
    LAYOUT_LIST(analysis, names, &name_layout),
    LAYOUT_LIST(analysis, entities, &entity_layout),
    LAYOUT_LIST(analysis, references, &reference_layout),
};
static const layout analysis_layout = LAYOUT_OF(analysis, analysis_fields);

/* ---- What facts makes ----------------------------------------------------------------- */

static const layout_field span_fields[] = {
    LAYOUT_UP_TO(text_span, start, BOUND_TEXT),
    LAYOUT_END(text_span, end, BOUND_TEXT),
};
static const layout span_layout = LAYOUT_OF(text_span, span_fields);

static const layout_field quote_fields[] = {
    LAYOUT_UP_TO(quote, start, BOUND_TEXT),
    LAYOUT_END(quote, end, BOUND_TEXT),
    LAYOUT_STRUCT(quote, inside, &span_layout),
    LAYOUT_TRUTH(quote, open_missing),
    LAYOUT_TRUTH(quote, close_missing),
    LAYOUT_TRUTH(quote, odd_close),
    LAYOUT_TRUTH(quote, continues),
    LAYOUT_TRUTH(quote, speech),
    LAYOUT_ANY(quote, words),
    LAYOUT_INDEX_OR_NONE(quote, statement, BOUND_STATEMENTS),
};
static const layout quote_layout = LAYOUT_OF(quote, quote_fields);

static const layout_field speaker_fields[] = {
    LAYOUT_STRUCT(speaker, span, &span_layout),
    LAYOUT_INDEX_OR_NONE(speaker, entity, BOUND_ENTITIES),
    LAYOUT_TRUTH(speaker, named),
    LAYOUT_BELOW(speaker, number, READOUT_NUMBER_SEVERAL + 1),
    LAYOUT_INDEX_OR_NONE(speaker, same_as, BOUND_STATEMENTS),
    LAYOUT_TRUTH(speaker, anonymous),
    LAYOUT_TEXT(speaker, role),
    LAYOUT_STRUCT(speaker, organization, &span_layout),
    LAYOUT_TEXT(speaker, country),
    LAYOUT_STRUCT(speaker, quantity, &span_layout),
};
static const layout speaker_layout = LAYOUT_OF(speaker, speaker_fields);

static const layout_field step_fields[] = {
    LAYOUT_STRUCT(channel_step, span, &span_layout),
    LAYOUT_INDEX_OR_NONE(channel_step, entity, BOUND_ENTITIES),
    LAYOUT_BELOW(channel_step, kind, READOUT_CHANNEL_DOCUMENT + 1),
};
static const layout step_layout = LAYOUT_OF(channel_step, step_fields);

static const layout_field statement_fields[] = {
    LAYOUT_INDEX(statement, sentence, BOUND_SENTENCES),
    LAYOUT_STRUCT(statement, speaker, &speaker_layout),
    LAYOUT_STRUCT(statement, cue, &span_layout),
    LAYOUT_TEXT(statement, lemma),
    LAYOUT_BELOW(statement, cue_class, READOUT_CUE_THINK + 1),
    LAYOUT_TRUTH(statement, strong),
    LAYOUT_STRUCT(statement, addressee, &span_layout),
    LAYOUT_INDEX_OR_NONE(statement, addressee_entity, BOUND_ENTITIES),
    LAYOUT_LIST(statement, channel, &step_layout),
    LAYOUT_BELOW(statement, mode, READOUT_MIXED + 1),
    LAYOUT_BELOW(statement, polarity, READOUT_NO_COMMENT + 1),
    LAYOUT_TRUTH(statement, planned),
    LAYOUT_TRUTH(statement, hedged),
    LAYOUT_TRUTH(statement, conditional),
    LAYOUT_TRUTH(statement, tentative),
    LAYOUT_LIST(statement, content, &span_layout),
    LAYOUT_INDEX_OR_NONE(statement, within, BOUND_STATEMENTS),
    LAYOUT_INDEX_OR_NONE(statement, when, BOUND_TIMES),
};
static const layout statement_layout = LAYOUT_OF(statement, statement_fields);

static const layout_field time_fields[] = {
    LAYOUT_STRUCT(time_mention, span, &span_layout),
    LAYOUT_INDEX(time_mention, sentence, BOUND_SENTENCES),
    LAYOUT_INDEX_OR_NONE(time_mention, head, BOUND_TOKENS),
    LAYOUT_BELOW(time_mention, bound, TIME_AFTER + 1),
    LAYOUT_BELOW(time_mention, type, READOUT_TIME_SET + 1),
    LAYOUT_TEXT(time_mention, value),
    LAYOUT_TEXT(time_mention, mod),
    LAYOUT_STRUCT(time_mention, earliest, &date_layout),
    LAYOUT_STRUCT(time_mention, latest, &date_layout),
    LAYOUT_WORDS(time_mention, rule),
    LAYOUT_TRUTH(time_mention, future),
    LAYOUT_TRUTH(time_mention, day_assumed),
    LAYOUT_TRUTH(time_mention, spread),
};
static const layout time_layout = LAYOUT_OF(time_mention, time_fields);

static const layout_field facts_fields[] = {
    LAYOUT_LIST(facts, quotes, &quote_layout),
    LAYOUT_LIST(facts, statements, &statement_layout),
    LAYOUT_LIST(facts, times, &time_layout),
};
static const layout facts_layout = LAYOUT_OF(facts, facts_fields);

static const layout_field kept_fields[] = {
    LAYOUT_STRUCT(kept, report, &report_layout),
    LAYOUT_STRUCT(kept, analysis, &analysis_layout),
    LAYOUT_STRUCT(kept, facts, &facts_layout),
};
static const layout kept_layout = LAYOUT_OF(kept, kept_fields);

/* A field without a row would be lost in silence; only facts.times_said is, on purpose. One that
 * hides in the padding of its struct is not noticed here, but by the tests that compare records. */
#define SIZE_IS(type, bytes)                                                                       \
    _Static_assert(sizeof(void *) != 8 || sizeof(type) == (bytes),                                 \
                   #type " has another size: give its new fields rows above, then its size here")
SIZE_IS(block, 12);
SIZE_IS(exclusion, 32);
SIZE_IS(source_run, 12);
SIZE_IS(report_date, 24);
SIZE_IS(report, 304);
SIZE_IS(token, 48);
SIZE_IS(sentence, 20);
SIZE_IS(name, 32);
SIZE_IS(entity, 120);
SIZE_IS(reference, 28);
SIZE_IS(analysis, 96);
SIZE_IS(quote, 32);
SIZE_IS(speaker, 80);
SIZE_IS(channel_step, 16);
SIZE_IS(statement, 192);
SIZE_IS(time_mention, 80);
SIZE_IS(facts, 56);

/* ---- What must hold of them together -------------------------------------------------- */

static bool blocks_are_in_order(const report *report)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < report->blocks.count; i++) {
        if (report->blocks.items[i].start < end)
            return false;
        end = report->blocks.items[i].end;
    }
    return true;
}

static bool runs_are_in_order(const report *report)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < report->runs.count; i++) {
        const source_run *run = &report->runs.items[i];
        if (run->text < end || run->source > UINT32_MAX - run->length)
            return false;
        end = run->text + run->length;
    }
    for (uint32_t i = 1; i < report->line_count; i++)
        if (report->line_starts[i] < report->line_starts[i - 1])
            return false;
    return true;
}

/* Sentences are runs of tokens, one behind the other, and both go through the text. */
static bool sentences_are_runs(const analysis *analysis)
{
    uint32_t token = 0;
    uint32_t end = 0;
    for (uint32_t i = 0; i < analysis->sentences.count; i++) {
        const sentence *sentence = &analysis->sentences.items[i];
        if (sentence->first_token != token || sentence->start < end)
            return false;
        token += sentence->token_count;
        end = sentence->end;
    }
    end = 0;
    for (uint32_t i = 0; i < analysis->tokens.count; i++) {
        if (analysis->tokens.items[i].start < end)
            return false;
        end = analysis->tokens.items[i].end;
    }
    return token == analysis->tokens.count;
}

/* Each token leads to the root of its sentence: heads that were seen before on the way are those of
 * a circle. `seen` holds for each token the number of the walk that came by. */
static bool sentence_is_tree(const analysis *analysis, const sentence *sentence, uint32_t *seen)
{
    const uint32_t first = sentence->first_token;
    for (uint32_t i = first; i < first + sentence->token_count; i++)
        for (uint32_t at = i; at != TOKEN_NONE && seen[at] == 0;) {
            seen[at] = i + 1;
            const uint32_t head = analysis->tokens.items[at].head;
            if (head != TOKEN_NONE &&
                (head - first >= sentence->token_count || seen[head] == i + 1))
                return false;
            at = head;
        }
    return true;
}

static bool trees_are_trees(arena *scratch, const analysis *analysis)
{
    uint32_t *seen = arena_array(scratch, uint32_t, analysis->tokens.count + 1);
    for (uint32_t i = 0; analysis->has_trees && i < analysis->sentences.count; i++)
        if (!sentence_is_tree(analysis, &analysis->sentences.items[i], seen))
            return false;
    return true;
}

/* A statement stands in no circle of statements, and is the same as an earlier one. */
static bool statements_are_nested(arena *scratch, const facts *facts)
{
    const statement_array *all = &facts->statements;
    uint32_t *seen = arena_array(scratch, uint32_t, all->count + 1);
    for (uint32_t i = 0; i < all->count; i++) {
        const uint32_t same = all->items[i].speaker.same_as;
        if (same != UINT32_MAX && same >= i)
            return false;
        for (uint32_t at = i; at != UINT32_MAX && seen[at] == 0; at = all->items[at].within) {
            const uint32_t within = all->items[at].within;
            seen[at] = i + 1;
            if (within != UINT32_MAX && seen[within] == i + 1)
                return false;
        }
    }
    return true;
}

static bool is_whole(arena *scratch, const kept *kept, const labels *labels)
{
    const report *report = &kept->report;
    const analysis *analysis = &kept->analysis;
    const uint32_t bounds[BOUNDS] = {
        [BOUND_TEXT] = (uint32_t)report->text.len,
        [BOUND_BLOCKS] = report->blocks.count,
        [BOUND_SENTENCES] = analysis->sentences.count,
        [BOUND_TOKENS] = analysis->tokens.count,
        [BOUND_NAMES] = analysis->names.count,
        [BOUND_ENTITIES] = analysis->entities.count,
        [BOUND_STATEMENTS] = kept->facts.statements.count,
        [BOUND_TIMES] = kept->facts.times.count,
        [BOUND_RELATIONS] = labels != NULL ? labels->relations.count : 1,
        [BOUND_NAME_TAGS] = labels != NULL ? 1 + NAME_POSITIONS * labels->names.count : 1,
    };
    return layout_fits(&kept_layout, kept, bounds) && (labels != NULL || !analysis->has_trees) &&
           blocks_are_in_order(report) && runs_are_in_order(report) &&
           sentences_are_runs(analysis) && trees_are_trees(scratch, analysis) &&
           statements_are_nested(scratch, &kept->facts);
}

/* ---- Bytes ---------------------------------------------------------------------------- */

void kept_write(const kept *kept, arena *scratch, buffer *out)
{
    layout_write(&kept_layout, kept, scratch, out);
}

bool kept_read(arena *keep, arena *scratch, str bytes, const labels *labels, kept *kept)
{
    if (!layout_read(&kept_layout, keep, scratch, bytes, kept) || !is_whole(scratch, kept, labels))
        return false;
    kept->analysis.labels = kept->analysis.has_trees ? labels : NULL;
    return true;
}
