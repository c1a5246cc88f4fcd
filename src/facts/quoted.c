/* quoted.c - quotations that no cue has taken.
 *
 *     "It was locked," Reeve said. "Nobody had the key."      goes on with Reeve
 *      |___ taken by its cue ___|  |_ a further piece of _|
 *                                  |_ that statement ____|
 *
 *     "I opened it in the morning.                            a paragraph of its own: a statement
 *                                                             without a cue, by the same speaker
 *                                                             if he was quoted just before
 *
 * In its sentence a quotation goes to the nearest cue that is not inside it. */
#include "facts/said.h"

enum { ALONE_WORDS_MIN = 6, PIECE_WORDS_MIN = 2, NEAR_BYTES = 60 };

static bool overlaps(const statement *statement, text_span span)
{
    for (uint32_t i = 0; i < statement->content.count; i++)
        if (statement->content.items[i].start < span.end &&
            span.start < statement->content.items[i].end)
            return true;
    return false;
}

static uint32_t distance(text_span a, text_span b)
{
    return a.end <= b.start ? b.start - a.end : b.end <= a.start ? a.start - b.end : 0;
}

static bool can_take(const statement *statement)
{
    return statement->cue_class != READOUT_CUE_DECLINE && statement->cue_class != READOUT_CUE_THINK;
}

/* The statement of the quotation's own sentence whose cue is nearest. Statements are in the order
 * of their sentences; `first` is the first of this one. */
static uint32_t nearest(const facts *facts, uint32_t first, uint32_t cued, uint32_t sentence,
                        const quote *quote)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t i = first; i < cued && facts->statements.items[i].sentence == sentence; i++) {
        const statement *it = &facts->statements.items[i];
        if (!can_take(it) || distance(it->cue, quote->inside) == 0)
            continue;
        if (best == UINT32_MAX || distance(it->cue, quote->inside) <
                                      distance(facts->statements.items[best].cue, quote->inside))
            best = i;
    }
    return best;
}

static void give(const reader *reader, uint32_t number, struct quote *quote)
{
    statement *statement = &reader->facts->statements.items[number];
    quote->statement = number;
    if (overlaps(statement, quote->inside))
        return;
    if (statement->mode == READOUT_INDIRECT)
        statement->mode = statement->content.count == 0 ? READOUT_DIRECT : READOUT_MIXED;
    *array_push(reader->keep, &statement->content) = quote->inside;
}

static uint32_t add_alone(const reader *reader, uint32_t sentence, const speaker *from,
                          uint32_t same_as)
{
    statement *statement = array_push(reader->keep, &reader->facts->statements);
    statement->sentence = sentence;
    statement->speaker = (speaker){.entity = UINT32_MAX, .same_as = UINT32_MAX};
    if (from != NULL) {
        statement->speaker = *from;
        if (from->entity == UINT32_MAX && from->same_as == UINT32_MAX)
            statement->speaker.same_as = same_as;
    }
    statement->lemma = STR("");
    statement->mode = READOUT_DIRECT;
    statement->addressee_entity = statement->within = statement->when = UINT32_MAX;
    return reader->facts->statements.count - 1;
}

/* What reading the quotations in order remembers. */
typedef struct going {
    uint32_t cued;              /* statements with a cue: [0, cued), by sentence */
    uint32_t first;             /* the first of them whose sentence is not before the quotation's */
    uint32_t previous;          /* the statement of the last quotation, or UINT32_MAX */
    uint32_t previous_sentence; /* in which that quotation ends */
} going;

/* The last statement with a cue before the quotation, in its own paragraph. */
static uint32_t cue_before(const reader *reader, const going *going, uint32_t sentence)
{
    const struct sentence *sentences = reader->analysis->sentences.items;
    if (going->first == 0)
        return UINT32_MAX;
    const uint32_t last = going->first - 1;
    const statement *it = &reader->facts->statements.items[last];
    /* "Reeve called it a scandal. “Nobody had the key.”" */
    const bool follows =
        sentence - it->sentence == 1 && it->strong && it->speaker.span.start < it->speaker.span.end;
    if (sentences[it->sentence].block != sentences[sentence].block ||
        (it->mode == READOUT_INDIRECT && !follows) || sentence - it->sentence > 2)
        return UINT32_MAX;
    return it->cue_class == READOUT_CUE_DECLINE ? UINT32_MAX : last;
}

/* The last statement with a cue, when its sentence ends in a colon: "He went on:" and then, also
 * in a new paragraph, the quotation. */
static uint32_t colon_before(const reader *reader, const going *going, uint32_t sentence)
{
    if (going->first == 0)
        return UINT32_MAX;
    const uint32_t last = going->first - 1;
    const statement *it = &reader->facts->statements.items[last];
    const range words = sentence_range(reader->syntax, it->sentence);
    if (it->sentence + 1 != sentence || it->content.count > 0 ||
        !word_is(reader->syntax, words.end - 1, ":"))
        return UINT32_MAX;
    return last;
}

/* "REEVE: It was locked.", all of it in marks: the statement that the name and the colon make. */
static uint32_t transcript_line(const facts *facts, uint32_t first, uint32_t cued,
                                uint32_t sentence, const quote *quote)
{
    for (uint32_t i = first; i < cued && facts->statements.items[i].sentence == sentence; i++) {
        const statement *it = &facts->statements.items[i];
        if (str_equal(it->lemma, STR(":")) && quote->inside.start <= it->speaker.span.start &&
            it->cue.end <= quote->inside.end)
            return i;
    }
    return UINT32_MAX;
}

static void place(const reader *reader, going *going, struct quote *quote, uint32_t sentence)
{
    facts *facts = reader->facts;
    const struct sentence *sentences = reader->analysis->sentences.items;
    const uint32_t line = transcript_line(facts, going->first, going->cued, sentence, quote);
    if (line != UINT32_MAX) {
        quote->statement = line;
        if (facts->statements.items[line].content.count > 0 &&
            facts->statements.items[line].content.items[0].start < quote->inside.end)
            quote->inside.start = facts->statements.items[line].content.items[0].start;
        return;
    }
    const uint32_t own = nearest(facts, going->first, going->cued, sentence, quote);
    const bool near =
        own != UINT32_MAX &&
        (quote->words >= ALONE_WORDS_MIN || facts->statements.items[own].mode != READOUT_INDIRECT ||
         distance(facts->statements.items[own].cue, quote->inside) < NEAR_BYTES);
    if (near && quote->words >= PIECE_WORDS_MIN) {
        give(reader, own, quote);
        return;
    }
    if (quote->words < ALONE_WORDS_MIN &&
        (quote->words < PIECE_WORDS_MIN || quote->start > sentences[sentence].start))
        return;
    const uint32_t announced = colon_before(reader, going, sentence);
    if (announced != UINT32_MAX) {
        give(reader, announced, quote);
        return;
    }
    uint32_t from = going->previous;
    bool same_block = false;
    bool next_block = false;
    if (from != UINT32_MAX) {
        const uint32_t before = sentences[going->previous_sentence].block;
        same_block =
            before == sentences[sentence].block && sentence - going->previous_sentence <= 2;
        next_block = before + 1 == sentences[sentence].block;
    }
    const uint32_t cued = cue_before(reader, going, sentence);
    if (cued != UINT32_MAX && (!same_block || facts->statements.items[from].sentence <=
                                                  facts->statements.items[cued].sentence)) {
        give(reader, cued, quote);
        return;
    }
    if (same_block) {
        give(reader, from, quote);
        return;
    }
    if (quote->words < ALONE_WORDS_MIN)
        return;
    const speaker speaker =
        next_block ? facts->statements.items[from].speaker : (struct speaker){0};
    const uint32_t number = add_alone(reader, sentence, next_block ? &speaker : NULL, from);
    give(reader, number, quote);
}

void quotes_attach(reader *reader)
{
    facts *facts = reader->facts;
    going going = {.cued = facts->statements.count, .previous = UINT32_MAX};
    for (uint32_t i = 0; i < facts->quotes.count; i++) {
        struct quote *quote = &facts->quotes.items[i];
        const uint32_t sentence = analysis_sentence_at(reader->analysis, quote->inside.start);
        if (sentence == UINT32_MAX)
            continue;
        while (going.first < going.cued && facts->statements.items[going.first].sentence < sentence)
            going.first++;
        const block_kind kind =
            reader->syntax->report->blocks.items[reader->analysis->sentences.items[sentence].block]
                .kind;
        if (quote->statement == UINT32_MAX && quote->speech && kind == BLOCK_PROSE)
            place(reader, &going, quote, sentence);
        if (quote->statement == UINT32_MAX)
            continue;
        const uint32_t end = analysis_sentence_at(reader->analysis, quote->inside.end - 1);
        going.previous = quote->statement;
        going.previous_sentence = end != UINT32_MAX ? end : sentence;
    }
}
