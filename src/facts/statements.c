/* statements.c - who says what.
 *
 *   words of the table of cues          candidates.c   read with their clause and scored
 *        |
 *   cues: candidates over nothing,      this file      one where two mark the same statement;
 *   "according to X", "X: headline"                    with speaker, content, channel, force
 *        |
 *   quotations without a cue            quoted.c       go to the statement beside them
 *        |
 *   statements in order, `within` each other
 *
 * Input: sentences with trees, names, quotations. Output: facts.statements. */
#include "facts/said.h"

#include <stdlib.h>

enum { CHAIN_MAX = 8 };

/* ---- Content ----------------------------------------------------------------------------- */

static void add_span(const reader *reader, statement *statement, text_span span)
{
    if (span.start >= span.end)
        return;
    for (uint32_t i = 0; i < statement->content.count; i++) {
        text_span *there = &statement->content.items[i];
        if (span.start < there->end && there->start < span.end) {
            there->start = span.start < there->start ? span.start : there->start;
            there->end = span.end > there->end ? span.end : there->end;
            return;
        }
    }
    *array_push(reader->keep, &statement->content) = span;
}

/* A piece that ends inside a quotation takes the rest of it, if the cue is not in there too. */
static text_span whole_quotes(const syntax *syntax, range piece, uint32_t cue)
{
    text_span span = text_of(syntax, piece);
    const uint32_t ends[] = {syntax->quote[piece.start], syntax->quote[piece.end - 1]};
    for (size_t i = 0; i < 2; i++) {
        if (ends[i] == UINT32_MAX || ends[i] == syntax->quote[cue])
            continue;
        const text_span inside = syntax->facts->quotes.items[ends[i]].inside;
        span.start = inside.start < span.start ? inside.start : span.start;
        span.end = inside.end > span.end ? inside.end : span.end;
    }
    return span;
}

/* Words of the piece that stand in a quotation that the cue does not stand in, and all. */
static void count_quoted(const syntax *syntax, range piece, uint32_t cue, uint32_t *quoted,
                         uint32_t *all)
{
    for (uint32_t at = piece.start; at < piece.end; at++) {
        if (!syntax->tokens[at].is_word)
            continue;
        ++*all;
        *quoted += syntax->quote[at] != UINT32_MAX && syntax->quote[at] != syntax->quote[cue];
    }
}

static bool is_that(const syntax *syntax, range piece)
{
    return word_is(syntax, piece.start, "that") && piece.end > piece.start + 1 &&
           deprel_at(syntax, piece.start) == DEPREL_MARK;
}

/* Marks the quotations of a piece as this statement's; a piece that is all quotation becomes
 * the insides of its quotations. */
static void take_piece(const reader *reader, uint32_t number, range piece, bool direct,
                       uint32_t cue)
{
    const syntax *syntax = reader->syntax;
    statement *statement = &reader->facts->statements.items[number];
    uint32_t last = UINT32_MAX;
    for (uint32_t at = piece.start; at < piece.end; at++) {
        const uint32_t quote = syntax->quote[at];
        if (quote == UINT32_MAX || quote == last || quote == syntax->quote[cue])
            continue;
        last = quote;
        struct quote *it = &reader->facts->quotes.items[quote];
        const bool taken = it->statement != UINT32_MAX;
        /* "said that she worries because “...”": the words are those of who speaks */
        if (!taken || (direct && (statement->strong ||
                                  !reader->facts->statements.items[it->statement].strong)))
            it->statement = number;
        if (direct)
            add_span(reader, statement, it->inside);
    }
    if (!direct)
        add_span(reader, statement, whole_quotes(syntax, piece, cue));
}

/* "asking for calm, Reeve said that": an object does not reach over who says what next. */
static range before_speech(const syntax *syntax, range piece)
{
    for (uint32_t at = piece.start + 1; at < piece.end; at++) {
        const uint32_t subject = child_by(syntax, at, DEPREL_NSUBJ);
        if (upos_at(syntax, at) != UPOS_VERB || !lemma_is(syntax, at, "say tell") ||
            subject == TOKEN_NONE || subject <= piece.start)
            continue;
        for (uint32_t comma = at; comma-- > piece.start + 1;)
            if (word_is(syntax, comma, ",") && comma <= subject)
                return trimmed(syntax, (range){piece.start, comma});
    }
    return piece;
}

/* "If Russia asks for help, Reeve said", "regarding Russia asking for help, Reeve said": a clause
 * that the main one is not part of, whatever the tree says. */
static bool is_subordinate(const syntax *syntax, uint32_t at)
{
    const range sentence = sentence_range(syntax, syntax->sentence[at]);
    const uint32_t mark = child_by(syntax, at, DEPREL_MARK);
    const bool marked = mark != TOKEN_NONE && mark < at &&
                        word_is(syntax, mark, "if when whether after before as while since that");
    return at > sentence.start &&
           (marked || (str_ends_nocase(syntax_word(syntax, at), STR("ing")) &&
                       syntax->tokens[at - 1].is_word));
}

/* "said that it was so and added that": another cue of the same speaker ends the content. */
static range before_next_cue(const syntax *syntax, uint32_t cue, range piece)
{
    if (piece.start <= cue)
        return piece;
    for (uint32_t at = piece.start + 3; at < piece.end; at++) {
        const bool next = upos_at(syntax, at) == UPOS_VERB && word_is(syntax, at - 1, "and but") &&
                          syntax->quote[at] == syntax->quote[cue] &&
                          syntax->tokens[at].xpos == syntax->tokens[cue].xpos &&
                          lemma_is(syntax, at,
                                   "say tell add ask note argue insist warn promise "
                                   "urge call accuse deny suggest") &&
                          child_by(syntax, at, DEPREL_NSUBJ) == TOKEN_NONE;
        if (next)
            return trimmed(syntax, (range){piece.start, at - 1});
    }
    return piece;
}

static void fill_content(const reader *reader, uint32_t number, const candidate *candidate)
{
    const syntax *syntax = reader->syntax;
    statement *statement = &reader->facts->statements.items[number];
    uint32_t quoted = 0;
    uint32_t all = 0;
    for (uint32_t i = 0; i < candidate->piece_count; i++)
        count_quoted(syntax, candidate->pieces[i], candidate->at, &quoted, &all);
    const bool direct = quoted > 0 && quoted + 1 >= all && (quoted == all || quoted > 3);
    statement->mode = direct ? READOUT_DIRECT : quoted > 0 ? READOUT_MIXED : READOUT_INDIRECT;
    for (uint32_t i = 0; i < candidate->piece_count; i++) {
        range piece = candidate->pieces[i];
        if ((candidate->frame != FRAME_CLAUSE && candidate->frame != FRAME_QUOTE) ||
            is_subordinate(syntax, candidate->at))
            piece = before_speech(syntax, piece);
        piece = before_next_cue(syntax, candidate->at, piece);
        for (uint32_t at = piece.start + 1; at < piece.end; at++)
            if (word_is(syntax, at, "according") && !syntax->tokens[at - 1].is_word)
                piece = trimmed(syntax, (range){piece.start, at});
        if (is_that(syntax, piece))
            piece = trimmed(syntax, (range){piece.start + 1, piece.end});
        if (piece.start < piece.end)
            take_piece(reader, number, piece, direct, candidate->at);
    }
}

/* ---- Statements -------------------------------------------------------------------------- */

uint32_t statement_add(reader *reader, const candidate *candidate, range cue, str lemma,
                       readout_cue_class class_)
{
    const syntax *syntax = reader->syntax;
    const speaker speaker = speaker_of(reader, candidate->source, candidate->pointer);
    const uint32_t number = reader->facts->statements.count;
    statement *statement = array_push(reader->keep, &reader->facts->statements);
    statement->sentence = syntax->sentence[candidate->at];
    statement->speaker = speaker;
    statement->cue = text_of(syntax, cue);
    statement->lemma = lemma;
    statement->cue_class = class_;
    statement->strong = candidate->cue == NULL || candidate->cue->strong;
    statement->addressee_entity = UINT32_MAX;
    statement->within = statement->when = UINT32_MAX;
    fill_content(reader, number, candidate);
    return number;
}

/* As the table has it, which mends the tagger's; its own word for what the table lacks. */
static str lemma_of(const syntax *syntax, const candidate *candidate)
{
    return candidate->cue->lemma[0] == '\0' ? syntax_lemma(syntax, candidate->at)
                                            : str_of(candidate->cue->lemma);
}

/* "The paper reported, citing two officials, that": the officials say what the paper reports;
 * the paper is the way that it took. */
static bool add_cited(reader *reader, const candidate *candidate)
{
    const syntax *syntax = reader->syntax;
    const uint32_t cited = child_by(syntax, candidate->at, DEPREL_OBJ);
    const uint32_t count = reader->facts->statements.count;
    if (!lemma_is(syntax, candidate->at, "cite quote") || candidate->passive ||
        cited == TOKEN_NONE || count == 0 ||
        !(means_people(syntax, cited) || upos_at(syntax, cited) == UPOS_PROPN ||
          noun_kind_of(syntax_lemma(syntax, cited)) == NOUN_GROUP) ||
        reader->facts->statements.items[count - 1].sentence != syntax->sentence[candidate->at])
        return false;
    struct candidate said = *candidate;
    said.source = cited;
    said.pointer = TOKEN_NONE;
    const struct statement *told = &reader->facts->statements.items[count - 1];
    if (told->content.count > 0)
        said.piece_count = 0;
    const uint32_t number = statement_add(reader, &said, (range){candidate->at, candidate->at + 1},
                                          lemma_of(syntax, candidate), candidate->cue->class_);
    statement *statement = &reader->facts->statements.items[number];
    struct statement *report = &reader->facts->statements.items[count - 1];
    for (uint32_t i = 0; i < report->content.count; i++)
        *array_push(reader->keep, &statement->content) = report->content.items[i];
    if (report->content.count == 0) /* the tree gave it to the word that stands nearer */
        for (uint32_t i = 0; i < statement->content.count; i++)
            *array_push(reader->keep, &report->content) = statement->content.items[i];
    statement->mode = report->mode;
    statement->polarity = report->polarity;
    if (report->speaker.span.start < report->speaker.span.end)
        *array_push(reader->keep, &statement->channel) =
            (channel_step){report->speaker.span, report->speaker.entity, READOUT_CHANNEL_OUTLET};
    return true;
}

static void add_candidate(reader *reader, const candidate *candidate)
{
    if (add_cited(reader, candidate))
        return;
    const uint32_t number =
        statement_add(reader, candidate, (range){candidate->at, candidate->at + 1},
                      lemma_of(reader->syntax, candidate), candidate->cue->class_);
    statement *statement = &reader->facts->statements.items[number];
    statement->tentative =
        statement->mode == READOUT_INDIRECT && candidate_is_tentative(reader->syntax, candidate);
    force_find(reader->syntax, candidate, statement);
    channels_find(reader, candidate, statement);
}

/* "According to the ministry, it was so": the rest of the sentence. */
static void read_according(reader *reader, uint32_t at)
{
    const syntax *syntax = reader->syntax;
    if (!word_is(syntax, at, "according"))
        return;
    const bool to = word_is(syntax, at + 1, "to");
    const range sentence = sentence_range(syntax, syntax->sentence[at]);
    candidate candidate = {.at = at, .pointer = TOKEN_NONE, .addressee = TOKEN_NONE};
    candidate.source = source_behind(syntax, at + 1 + to);
    if (candidate.source == TOKEN_NONE ||
        lemma_is(syntax, candidate.source, "plan schedule law rule tradition need"))
        return;
    range phrase = {at, speaker_words(syntax, candidate.source).end};
    if (phrase.end <= at)
        phrase.end = candidate.source + 1;
    while (phrase.end < sentence.end && syntax->tokens[phrase.end].is_word && at > sentence.start)
        phrase.end++; /* what still belongs to the source: "familiar with the matter" */
    content_add(&candidate, trimmed(syntax, (range){sentence.start, at}));
    if (candidate.piece_count == 0 || !word_is(syntax, phrase.end + 1, "adding noting saying"))
        content_add(&candidate, trimmed(syntax, (range){phrase.end, sentence.end}));
    statement_add(reader, &candidate, (range){at, at + 1 + to}, STR("according to"),
                  READOUT_CUE_SAY);
}

/* ---- Cues of a sentence ------------------------------------------------------------------ */

/* "went on to say", "declined to say": one statement. The outer verb has it when it means that
 * nothing was said. */
static bool is_part_of(const candidate *inner, const candidate *outer)
{
    if (outer->frame != FRAME_INFINITIVE || outer->content_head != inner->at)
        return false;
    return outer->cue->class_ == READOUT_CUE_DECLINE;
}

static bool only_leads_to(const candidate *outer, const candidate *inner)
{
    return outer->frame == FRAME_INFINITIVE && outer->content_head == inner->at &&
           outer->cue->class_ != READOUT_CUE_DECLINE && outer->cue->class_ != READOUT_CUE_ASK &&
           outer->cue->class_ != READOUT_CUE_PROMISE && outer->cue->class_ != READOUT_CUE_WARN;
}

/* "released a statement saying that": the second says all that the first does. */
static bool only_issues(const syntax *syntax, const candidate *outer, const candidate *inner)
{
    return outer->frame == FRAME_OBJECT && outer->content_head + 1 == inner->at &&
           (inner->signs >> SIGN_PARTICIPLE & 1) != 0 && inner->piece_count > 0 &&
           lemma_is(syntax, outer->content_head,
                    "statement letter memo release readout tweet message post");
}

static void keep_best(const syntax *syntax, candidate *all, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count && k < i + 1 + CHAIN_MAX; k++) {
            if (all[k].score > 0 && only_issues(syntax, &all[i], &all[k]))
                all[i].score = 0;
            if (is_part_of(&all[k], &all[i]))
                all[k].score = 0;
            else if (all[k].score > 0 && only_leads_to(&all[i], &all[k]))
                all[i].score = 0;
        }
}

static bool has_own_subject(const syntax *syntax, uint32_t at)
{
    return child_by(syntax, at, DEPREL_NSUBJ) != TOKEN_NONE;
}

/* "he said it, adding that", "…, but indicated that": the speaker of the cue before. */
static void share_speakers(const syntax *syntax, candidate *all, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        candidate *it = &all[i];
        uint32_t from = i - 1;
        while (from > 0 && it->cue->class_ == READOUT_CUE_DECLINE &&
               (all[from].signs >> SIGN_INFINITIVE & 1) != 0)
            from--; /* "said that he planned to warn them, without providing details" */
        const candidate *before = &all[from];
        const bool participle =
            (it->signs >> SIGN_PARTICIPLE & 1) != 0 && it->at > 0 &&
            (!syntax->tokens[it->at - 1].is_word || word_is(syntax, it->at - 1, "and but without"));
        const bool conjunct =
            deprel_at(syntax, it->at) == DEPREL_CONJ && word_is(syntax, it->at - 1, "and but");
        if ((participle || conjunct) && before->source != TOKEN_NONE && it->cue->kind == 'v' &&
            before->cue->kind == 'v' && !it->passive &&
            (participle || !has_own_subject(syntax, it->at)) &&
            (cue_is_strong(it->cue) || it->cue->class_ == READOUT_CUE_DECLINE) &&
            (cue_is_strong(before->cue) || before->cue->class_ == READOUT_CUE_DECLINE) &&
            syntax->quote[it->at] == syntax->quote[before->at]) {
            it->source = before->source;
            it->pointer = before->pointer;
        }
    }
}

/* "said Reeve, writing on Twitter": the way that the words before it went, no further statement. */
static bool is_way_of(const syntax *syntax, const candidate *it, const candidate *before)
{
    return (it->signs >> SIGN_PARTICIPLE & 1) != 0 && before->frame == FRAME_QUOTE &&
           lemma_is(syntax, it->at, "write speak post tweet") && it->at > before->at &&
           syntax->sentence[it->at] == syntax->sentence[before->at] &&
           !syntax->tokens[it->at - 1].is_word && syntax->quote[it->at] == UINT32_MAX;
}

static void read_sentence(reader *reader, const cue_map *cues, uint32_t number)
{
    const syntax *syntax = reader->syntax;
    const range sentence = sentence_range(syntax, number);
    const arena_mark mark = arena_save(reader->scratch);
    candidate *all = arena_array(reader->scratch, candidate, sentence.end - sentence.start);
    uint32_t count = 0;
    for (uint32_t at = sentence.start; at < sentence.end; at++) {
        const cue *cue = deprel_at(syntax, at) == DEPREL_AMOD ? NULL : cues->at[at];
        if (upos_at(syntax, at) == UPOS_VERB && doubts_withholds(syntax, at)) {
            all[count] = candidate_read(syntax, cues, at, &cue_withholding);
            if (all[count].passive) /* "he could not be reached" */
                all[count].source = child_by(syntax, at, DEPREL_NSUBJ);
            all[count++].score = 1;
            continue;
        }
        if (cue != NULL)
            all[count] = candidate_read(syntax, cues, at, cue);
        if (cue != NULL && all[count].score > 0 && !doubts_about(syntax, &all[count]))
            count++;
    }
    keep_best(syntax, all, count);
    share_speakers(syntax, all, count);
    signed_by_colon(reader, number);
    signed_by_name(reader, number);
    for (uint32_t at = sentence.start, next = 0; at < sentence.end; at++) {
        read_according(reader, at);
        if (next < count && all[next].at == at) {
            if (next > 0 && is_way_of(syntax, &all[next], &all[next - 1]) &&
                reader->facts->statements.count > 0)
                channels_find(
                    reader, &all[next],
                    &reader->facts->statements.items[reader->facts->statements.count - 1]);
            else if (all[next].score > 0)
                add_candidate(reader, &all[next]);
            next++;
        }
    }
    arena_restore(reader->scratch, mark);
}

/* ---- Statements inside statements ---------------------------------------------------------- */

static bool holds(const statement *outer, const statement *inner)
{
    for (uint32_t i = 0; i < outer->content.count; i++)
        if (outer->content.items[i].start <= inner->cue.start &&
            inner->cue.end <= outer->content.items[i].end)
            return true;
    return false;
}

static uint32_t length_of(const statement *statement)
{
    uint32_t length = 0;
    for (uint32_t i = 0; i < statement->content.count; i++)
        length += statement->content.items[i].end - statement->content.items[i].start;
    return length;
}

/* The one with the shortest content, of the few around it, is the one that reports it. */
static void find_within(facts *facts)
{
    statement *all = facts->statements.items;
    for (uint32_t i = 0; i < facts->statements.count; i++) {
        if (all[i].cue.end <= all[i].cue.start)
            continue;
        uint32_t best = UINT32_MAX;
        const uint32_t from = i > CHAIN_MAX ? i - CHAIN_MAX : 0;
        for (uint32_t k = from; k < facts->statements.count && k <= i + CHAIN_MAX; k++)
            if (k != i && holds(&all[k], &all[i]) && !holds(&all[i], &all[k]) &&
                (best == UINT32_MAX || length_of(&all[k]) < length_of(&all[best])))
                best = k;
        all[i].within = best;
    }
}

/* ---- Order --------------------------------------------------------------------------------- */

typedef struct ranked {
    statement statement;
    uint32_t was; /* its number before sorting */
} ranked;

static int compare_ranked(const void *x, const void *y)
{
    const ranked *left = x;
    const ranked *right = y;
    if (left->statement.sentence != right->statement.sentence)
        return left->statement.sentence < right->statement.sentence ? -1 : 1;
    return left->was < right->was ? -1 : left->was > right->was;
}

static int compare_spans(const void *x, const void *y)
{
    const text_span *left = x;
    const text_span *right = y;
    return left->start < right->start ? -1 : left->start > right->start;
}

static void renumber(const uint32_t *now, uint32_t *number)
{
    if (*number != UINT32_MAX)
        *number = now[*number];
}

/* In the order of the text: those without a cue were added at the end. */
static void sort_statements(arena *scratch, facts *facts)
{
    const uint32_t count = facts->statements.count;
    ranked *all = arena_array(scratch, ranked, count);
    uint32_t *now = arena_array(scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        all[i] = (ranked){facts->statements.items[i], i};
    if (count > 0)
        qsort(all, count, sizeof *all, compare_ranked);
    for (uint32_t i = 0; i < count; i++) {
        facts->statements.items[i] = all[i].statement;
        now[all[i].was] = i;
    }
    for (uint32_t i = 0; i < count; i++) {
        statement *statement = &facts->statements.items[i];
        renumber(now, &statement->within);
        renumber(now, &statement->speaker.same_as);
        if (statement->content.count > 1)
            qsort(statement->content.items, statement->content.count, sizeof(text_span),
                  compare_spans);
    }
    for (uint32_t i = 0; i < facts->quotes.count; i++)
        renumber(now, &facts->quotes.items[i].statement);
}

static bool is_read(const report *report, const sentence *sentence)
{
    const block_kind kind = report->blocks.items[sentence->block].kind;
    return kind == BLOCK_PROSE || kind == BLOCK_HEADLINE;
}

void statements_run(arena *keep, arena *scratch, const report *report, const analysis *analysis,
                    facts *facts)
{
    const arena_mark mark = arena_save(scratch);
    const syntax syntax = syntax_of(scratch, report, analysis, facts);
    const cue_map cues = cue_map_of(scratch, &syntax);
    reader reader = {keep, scratch, &syntax, analysis, facts};
    for (uint32_t i = 0; i < analysis->sentences.count; i++) {
        if (!is_read(report, &analysis->sentences.items[i]))
            continue;
        if (analysis->has_trees)
            read_sentence(&reader, &cues, i);
        else
            statements_flat(&reader, &cues.index, i);
    }
    quotes_attach(&reader);
    find_within(facts);
    sort_statements(scratch, facts);
    unnamed_conditions(&reader);
    arena_restore(scratch, mark);
}
