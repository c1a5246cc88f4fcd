/* ends.c - does a sentence end between two words?
 *
 *     ... p3 p2 p1 [gap] n1 n2 n3 ...
 *
 * Every gap is asked about, as web text and headlines end sentences without a mark; but a gap
 * between two lower-case words is passed over, where ends are too rare to be worth the
 * time. Besides the words around, the classifier sees the last mark before quotes and brackets
 * that close, the first word behind those that open, how long the sentence already is, how
 * far the next mark is, open quotes and brackets, and how the block ends and is written.
 *
 * Related: Read et al. 2012 (sentence boundary detection, a long solved problem?); Straka and
 * Strakova 2017 (UDPipe) for the evaluation on raw text. */
#include "language/abbreviations.h"
#include "language/splitter_parts.h"

enum { FAR = 250, MARKS_MAX = 8, INITIALS_BONUS = 4 * LINEAR_UNIT };

typedef struct block_view {
    str text;
    const piece *pieces;
    uint32_t first; /* of the block, behind the padding */
    uint32_t end;
    const uint8_t *distance; /* pieces up to and with the next terminal mark, or FAR */
    uint32_t style;          /* how the block is written */
} block_view;

/* What is known at a gap of the sentence so far. */
typedef struct progress {
    uint32_t start;  /* its first piece */
    uint32_t quotes; /* 1 inside a quotation */
    uint32_t opened; /* 1 when it was opened in the midst of this sentence */
    uint32_t brackets;
    uint32_t last_end; /* shape of what ended the last sentence */
    uint32_t uppers;   /* capitalised words in it */
} progress;

static uint32_t bucket(uint32_t n)
{
    if (n < 6)
        return n;
    if (n < 10)
        return 6;
    if (n < 15)
        return 7;
    if (n < 25)
        return 8;
    return n < 40 ? 9 : 10;
}

static bool closes(uint8_t shape)
{
    return shape == SHAPE_QUOTE || shape == SHAPE_CLOSE || shape == SHAPE_APOSTROPHE;
}

static bool opens(uint8_t shape)
{
    return shape == SHAPE_QUOTE || shape == SHAPE_OPEN || shape == SHAPE_APOSTROPHE ||
           shape == SHAPE_BULLET || shape == SHAPE_DASH || shape == SHAPE_HYPHEN;
}

static uint32_t look(const piece *piece)
{
    return piece->shape | (uint32_t)piece->space_before << 7;
}

static uint32_t cluster(const piece *piece)
{
    return piece->lexeme & LEXEME_CLUSTER;
}

static uint32_t case_of(const piece *piece)
{
    return (uint32_t)(piece->lexeme >> LEXEME_CASE_SHIFT) & 3;
}

/* NOLINTNEXTLINE(readability-function-size): a list of features, one after another */
static uint32_t find_features(const block_view *block, const progress *so_far, uint32_t at,
                              uint32_t *out)
{
    const piece *p1 = &block->pieces[at];
    const piece *p2 = p1 - 1;
    const piece *p3 = p1 - 2;
    const piece *n1 = p1 + 1;
    const piece *n2 = p1 + 2;
    const piece *n3 = p1 + 3;
    const piece *mark = p1; /* the last that is no closing quote or bracket */
    for (int i = 0; i < 2 && closes(mark->shape); i++)
        mark--;
    const piece *word = n1; /* the first that is no opening one */
    for (int i = 0; i < 2 && opens(word->shape); i++)
        word++;
    const piece *start = &block->pieces[so_far->start];
    const uint32_t length = at + 1 - so_far->start;
    const uint32_t left = block->end - at - 1;
    const uint32_t gap = p1->shape | (uint32_t)n1->shape << 7 | (uint32_t)n1->space_before << 14;
    const uint32_t word_case = case_of(word) | (uint32_t)word->shape << 2;
    const uint32_t next_mark = bucket(block->distance[at + 1]);
    const uint32_t quoted = so_far->quotes | so_far->opened << 1;
    const uint32_t marked = (uint32_t)shape_is_terminal(mark->shape) | (uint32_t)(mark == p1) << 1;
    uint32_t n = 0;

    out[n++] = feature(101, gap, 0, 0);
    out[n++] = feature(102, p1->form, n1->space_before, 0);
    out[n++] = feature(103, n1->form, n1->space_before, 0);
    out[n++] = feature(104, p1->form, n1->form, n1->space_before);
    out[n++] = feature(105, p1->form, look(n1), 0);
    out[n++] = feature(106, p1->shape, n1->form, n1->space_before);
    out[n++] = feature(107, p2->form, p1->form, 0);
    out[n++] = feature(108, n1->form, n2->form, 0);
    out[n++] = feature(109, look(p1) | (uint32_t)p2->shape << 8, look(n1), look(n2));
    out[n++] = feature(110, p2->form, p1->form, look(n1));
    out[n++] = feature(111, p1->form, look(n1), look(n2));
    out[n++] = feature(112, look(p3), look(p1) | (uint32_t)p2->shape << 8, look(n1));
    out[n++] = feature(113, cluster(p1), cluster(n1), gap);
    out[n++] = feature(114, cluster(p1), gap, 0);
    out[n++] = feature(115, cluster(n1), gap, 0);
    out[n++] = feature(116, cluster(p2), p1->shape, look(n1));
    out[n++] = feature(117, cluster(n2), look(n1), p1->shape);
    out[n++] = feature(118, mark->form, word_case, n1->space_before);
    out[n++] = feature(119, mark[-1].form, mark->form, word_case);
    out[n++] = feature(120, mark[-1].shape, mark->form, word_case);
    out[n++] = feature(121, mark->form, word->form, n1->space_before);
    out[n++] = feature(122, mark->form, cluster(word), word->shape);
    out[n++] = feature(123, word_case, p1->shape, cluster(p1));
    out[n++] = feature(124, bucket(length), gap, word_case);
    out[n++] = feature(125, bucket(left), gap, 0);
    out[n++] = feature(126, block->style, gap, 0);
    out[n++] = feature(127, quoted, gap, word->shape);
    out[n++] = feature(128, so_far->brackets, gap, 0);
    out[n++] = feature(129, start->form, gap, bucket(length));
    out[n++] = feature(130, start->shape, gap, bucket(length));
    out[n++] = feature(131, next_mark, gap, word_case);
    out[n++] = feature(132, next_mark, bucket(length), gap);
    out[n++] = feature(133, so_far->last_end, gap, word_case);
    out[n++] = feature(134, n1->form, cluster(n2), p1->shape);
    out[n++] = feature(135, cluster(p2), cluster(p1), look(n1));
    out[n++] = feature(136, cluster(n1), cluster(n2), gap);
    out[n++] = feature(137, look(n1), look(n2), look(n3) | (uint32_t)p1->shape << 8);
    out[n++] = feature(138, p3->form, p2->form, p1->form);
    out[n++] = feature(139, n2->form, p1->shape, look(n1));
    out[n++] = feature(140, p2->form, p1->shape, look(n1));
    out[n++] = feature(141, n3->form, look(n1), look(n2));
    out[n++] = feature(142, block->style, p1->form, look(n1));
    out[n++] = feature(143, block->style, next_mark, gap);
    out[n++] = feature(144, bucket(so_far->uppers), bucket(length), gap);
    out[n++] = feature(145, word_case, mark->form, bucket(length));
    out[n++] = feature(146, block->pieces[block->first].form, gap, block->first == so_far->start);
    out[n++] = feature(147, case_of(p1), case_of(n1), gap);
    out[n++] = feature(148, cluster(start), gap, 0);
    out[n++] = feature(149, quoted, marked, word_case);
    out[n++] = feature(150, block->style, marked, word_case);
    out[n++] = feature(151, block->style, marked, bucket(length) | next_mark << 4);
    out[n++] = feature(152, marked, start->shape | next_mark << 8, word_case);
    out[n++] = feature(153, marked, quoted, mark->form);
    return n;
}

/* ---- The block as a whole ---------------------------------------------------------------- */

static uint8_t *find_distances(arena *scratch, const piece *pieces, uint32_t count)
{
    uint8_t *distance = arena_array(scratch, uint8_t, count + 1);
    distance[count] = FAR;
    for (uint32_t i = count; i-- > 0;) {
        if (shape_is_terminal(pieces[i].shape))
            distance[i] = 1;
        else
            distance[i] = distance[i + 1] < FAR ? (uint8_t)(distance[i + 1] + 1) : FAR;
    }
    return distance;
}

/* Ends with a mark? Has others? Has capitals? Starts like a list? */
static uint32_t find_style(const piece *pieces, uint32_t first, uint32_t end)
{
    uint32_t marks = 0;
    uint32_t words = 0;
    uint32_t uppers = 0;
    for (uint32_t i = first; i < end; i++) {
        marks += shape_is_terminal(pieces[i].shape);
        words += shape_is_word(pieces[i].shape);
        uppers += shape_is_upper(pieces[i].shape);
    }
    const piece *last = &pieces[end - 1];
    while (last > &pieces[first] && closes(last->shape))
        last--;
    uint32_t case_ = uppers == 0 ? 0 : uppers * 2 > words ? 2 : 1;
    uint32_t rate = marks == 0 ? 0 : words / marks < 40 ? 1 : 2;
    return case_ | rate << 2 | (uint32_t)shape_is_terminal(last->shape) << 4;
}

/* ---- Without a model ---------------------------------------------------------------------- */

static bool end_by_rule(const piece *pieces, uint32_t at, bool foreign)
{
    const piece *mark = &pieces[at];
    const piece *next = &pieces[at + 1];
    for (int i = 0; i < 2 && closes(mark->shape); i++)
        mark--;
    if (!shape_is_terminal(mark->shape) || (!next->space_before && mark->shape != SHAPE_TERMINAL))
        return false;
    if (closes(next->shape) && !next->space_before)
        return false;
    if (foreign)
        return true;
    for (int i = 0; i < MARKS_MAX && opens(next->shape); i++)
        next++;
    return shape_is_upper(next->shape) || next->shape == SHAPE_CASELESS ||
           next->shape == SHAPE_IDEOGRAPH || next->shape == SHAPE_EMOJI ||
           (next->shape >= SHAPE_DIGIT_1 && next->shape <= SHAPE_DIGITS);
}

/* ---- Deciding ----------------------------------------------------------------------------- */

/* "ROME, Italy (AP) --" at the start of a block belongs to what follows: the piece behind
 * the dash, or `first` where there is no dateline. */
static uint32_t dateline_end(const piece *pieces, uint32_t first, uint32_t end)
{
    uint32_t at = first;
    if (pieces[at].shape != SHAPE_UPPER)
        return first;
    while (at < end && at - first < 12 &&
           (shape_is_word(pieces[at].shape) || pieces[at].shape == SHAPE_COMMA ||
            pieces[at].shape == SHAPE_OPEN || pieces[at].shape == SHAPE_CLOSE ||
            pieces[at].shape == SHAPE_SLASH || pieces[at].shape == SHAPE_PERIOD))
        at++;
    bool dash = at < end && pieces[at].space_before &&
                (pieces[at].shape == SHAPE_DASH || pieces[at].shape == SHAPE_HYPHEN);
    return dash && pieces[at + 1].space_before ? at + 1 : first;
}

static void advance(progress *so_far, const piece *piece, uint32_t next, bool ended)
{
    if (ended) {
        uint32_t open = so_far->quotes; /* a quotation may run over several sentences */
        *so_far = (progress){.start = next, .quotes = open, .last_end = piece->shape};
        return;
    }
    so_far->uppers += shape_is_upper(piece->shape);
}

static void count_marks(progress *so_far, const piece *piece, bool starts)
{
    if (piece->shape == SHAPE_QUOTE) {
        so_far->quotes ^= 1;
        so_far->opened = so_far->quotes && !starts;
    } else if (piece->shape == SHAPE_OPEN)
        so_far->brackets += so_far->brackets < 3;
    else if (piece->shape == SHAPE_CLOSE)
        so_far->brackets -= so_far->brackets > 0;
}

/* Hardly ever an end, and half of all gaps. */
static bool is_hopeless(const piece *last, const piece *next)
{
    return next->space_before && (next->shape == SHAPE_LOWER || next->shape == SHAPE_COMMA) &&
           (last->shape == SHAPE_LOWER || last->shape == SHAPE_COMMA);
}

static bool stands_alone(const piece *piece)
{
    return piece->space_before && piece[1].space_before;
}

/* Only a few marks since the sentence began: they go with what follows. */
static bool has_only_marks(const block_view *block, uint32_t start, uint32_t at)
{
    if (at - start > MARKS_MAX)
        return false;
    while (start <= at && (opens(block->pieces[start].shape) || closes(block->pieces[start].shape)))
        start++;
    return start > at;
}

/* "Gen. Milley", "No. 2" */
static bool is_title(const piece *last, const piece *next)
{
    return (last->abbreviation == ABBREVIATION_TITLE && shape_is_upper(next->shape) &&
            next->shape != SHAPE_UPPER) ||
           (last->abbreviation == ABBREVIATION_NUMBER && next->shape >= SHAPE_DIGIT_1 &&
            next->shape <= SHAPE_DIGITS);
}

/* Where no sentence ends whatever the classifier says. */
static bool is_inside(const block_view *block, const progress *so_far, uint32_t at)
{
    const piece *last = &block->pieces[at];
    const piece *next = last + 1;
    if (next->joined || is_hopeless(last, next) || is_title(last, next))
        return true;
    /* A quotation mark that white space leaves open on both sides: "over. “ He left." */
    if (next->shape == SHAPE_QUOTE && stands_alone(next) && so_far->quotes == 1)
        return true;
    return (last->shape == SHAPE_QUOTE || last->shape == SHAPE_OPEN) &&
           has_only_marks(block, so_far->start, at);
}

/* "— Ann Lee (@annlee) March 14, 2022": the end of a post that was put into a report, which no mark
 * ends and often another post follows. */
static bool ends_post(const block_view *block, uint32_t at)
{
    enum { TO_HANDLE = 5 }; /* "@annlee ) March 14 , [2022]" */
    const piece *last = &block->pieces[at];
    if (at < block->first + TO_HANDLE || last->end - last->start != 4 ||
        block->text.data[last->start] < '1' || block->text.data[last->start] > '2')
        return false;
    const bool comma = last[-1].shape == SHAPE_COMMA; /* "March 14, 2022", or "14 March 2022" */
    const piece *close = comma ? &last[-4] : &last[-3];
    if (close->shape != SHAPE_CLOSE)
        return false;
    const piece *handle = close - 1;
    return block->text.data[handle->start] == '@' ||
           (handle->start > 0 && block->text.data[handle->start - 1] == '@');
}

/* Scripts without case, which the classifier has never seen. */
static bool is_foreign(const piece *last, const piece *next)
{
    return next->shape == SHAPE_IDEOGRAPH || next->shape == SHAPE_CASELESS ||
           (last[-1].shape == SHAPE_IDEOGRAPH || last[-1].shape == SHAPE_CASELESS);
}

/* How much more an end is to be expected than the treebanks say: "in Washington, D.C. Officials
 * cheered" is common in the news, and rare in them; so is "the U.N. Security Council", where none
 * ends. The word that follows tells them apart: is it ever written so inside a sentence? */
static int32_t bonus(const piece *last, const piece *next)
{
    bool initials = last->shape == SHAPE_ABBREVIATION_UPPER && last->abbreviation != 0 &&
                    last->end - last->start > 2;
    if (!initials || next->shape != SHAPE_CAPITAL)
        return 0;
    switch (case_of(next)) {
    case CASE_LOWER:
        return INITIALS_BONUS;
    case CASE_EITHER:
    case CASE_UPPER:
        return -INITIALS_BONUS;
    default:
        return 0;
    }
}

static bool decide(const splitter *splitter, const block_view *block, const progress *so_far,
                   uint32_t at)
{
    uint32_t features[FEATURES_MAX];
    const splitter_observer *observer = splitter->observer;
    const piece *next = &block->pieces[at + 1];
    const piece *last = &block->pieces[at];
    if (is_inside(block, so_far, at))
        return false;
    if (ends_post(block, at))
        return true;
    if (next->shape == SHAPE_BULLET && block->pieces[block->first].shape == SHAPE_BULLET)
        return true;
    bool foreign = is_foreign(last, next);
    if (foreign || (splitter->ends.weights == NULL && observer == NULL))
        return end_by_rule(block->pieces, at, foreign);
    uint32_t count = find_features(block, so_far, at, features);
    bool end = splitter->ends.weights != NULL &&
               linear_score(&splitter->ends, features, count) + bonus(last, next) >
                   splitter->end_threshold;
    if (observer != NULL && observer->end != NULL)
        observer->end(observer->context, next->start, features, count, &end);
    return end;
}

void ends_decide(const splitter *splitter, arena *scratch, str text, piece *pieces, uint32_t count)
{
    const uint32_t first = PIECE_PADDING;
    const uint32_t end = count - PIECE_PADDING;
    if (first == end)
        return;
    const block_view block = {text,
                              pieces,
                              first,
                              end,
                              find_distances(scratch, pieces, count),
                              find_style(pieces, first, end)};
    const uint32_t dateline = dateline_end(pieces, first, end);
    progress so_far = {.start = first};
    for (uint32_t at = first; at + 1 < end; at++) {
        count_marks(&so_far, &pieces[at], at == so_far.start);
        pieces[at].is_last = at >= dateline && decide(splitter, &block, &so_far, at);
        advance(&so_far, &pieces[at], at + 1, pieces[at].is_last);
    }
    pieces[end - 1].is_last = true;
}
