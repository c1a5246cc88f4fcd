/* gaps.c - where two atoms touch: two tokens, one token, or two words of one token?
 *
 * The classifier looks at the forms and shapes of two atoms to the left and three to the
 * right, at the whole written chunk (the atoms up to white space on both sides), and at its
 * own last decision in it. What UD English does with hyphens, "3pm", "w/o" or "and/or"
 * follows no rule short enough to write down, but is regular enough to learn. */
#include "language/abbreviations.h"
#include "language/splitter_parts.h"

typedef struct chunk {
    uint32_t first; /* atoms [first, end) without white space between them */
    uint32_t end;
    uint32_t form;
    uint32_t shape;
} chunk;

static chunk chunk_at(const atom *atoms, uint32_t first, uint32_t count)
{
    chunk chunk = {first, first, 0, 0};
    do {
        chunk.form = feature(1, chunk.form, atoms[chunk.end].form, 0);
        chunk.shape = feature(2, chunk.shape, atoms[chunk.end].shape, 0);
        chunk.end++;
    } while (chunk.end < count && !atoms[chunk.end].space_before);
    return chunk;
}

static uint32_t length_of(const atom *atom)
{
    uint32_t length = atom->end - atom->start;
    return length < 12 ? length : 12;
}

/* Shape, and whether white space is before it. */
static uint32_t look(const atom *atom)
{
    return atom->shape | (uint32_t)atom->space_before << 7;
}

/* The written word before a period, with the periods inside it (U.S). */
static abbreviation abbreviation_before(str text, const atom *atoms, uint32_t period,
                                        const chunk *chunk)
{
    if (atoms[period].shape != SHAPE_PERIOD || atoms[period].start == 0)
        return ABBREVIATION_NONE;
    uint32_t first = period - 1;
    while (first > chunk->first && period - first < 12 && atoms[first - 1].shape != SHAPE_OPEN &&
           atoms[first - 1].shape != SHAPE_QUOTE &&
           (atoms[first].shape == SHAPE_PERIOD || atoms[first - 1].shape == SHAPE_PERIOD))
        first--;
    return abbreviation_of(str_slice(text, atoms[first].start, atoms[period - 1].end));
}

static uint32_t find_features(str text, const atom *atoms, uint32_t at, const chunk *chunk,
                              uint32_t last_gap, uint32_t *out)
{
    const atom *a = &atoms[at - 1];
    const atom *b = &atoms[at];
    const atom *before = &atoms[at - 2];
    const atom *next = &atoms[at + 1];
    const uint32_t shapes = look(a) | (uint32_t)b->shape << 8;
    const uint32_t around = look(before) | look(next) << 8;
    const uint32_t wide = (uint32_t)look(&atoms[at - 3]) | look(&atoms[at + 2]) << 8;
    const uint32_t inside = (uint32_t)b->word_inside | (uint32_t)b->word_likely << 1;
    const uint32_t abbreviation = (uint32_t)abbreviation_before(text, atoms, at, chunk);
    const uint32_t place = (at - chunk->first < 6 ? at - chunk->first : 6) |
                           (chunk->end - at < 6 ? chunk->end - at : 6) << 8;
    uint32_t n = 0;

    out[n++] = feature(1, shapes, inside, 0);
    out[n++] = feature(2, shapes, look(next), inside);
    out[n++] = feature(3, shapes, around, inside);
    out[n++] = feature(4, shapes, around, wide);
    out[n++] = feature(5, a->form, b->form, 0);
    out[n++] = feature(6, a->form, b->shape, look(next));
    out[n++] = feature(7, look(a), b->form, look(next));
    out[n++] = feature(8, a->form, b->form, look(next));
    out[n++] = feature(9, a->form, b->form, next->form);
    out[n++] = feature(10, before->form, a->form, b->form);
    out[n++] = feature(11, before->form, a->form, b->shape);
    out[n++] = feature(12, look(before), a->form, b->form);
    out[n++] = feature(13, chunk->form, at - chunk->first, 0);
    out[n++] = feature(14, chunk->shape, at - chunk->first, 0);
    out[n++] = feature(15, last_gap, shapes, look(before));
    out[n++] = feature(16, last_gap, a->form, b->form);
    out[n++] = feature(17, abbreviation, look(next), look(a));
    out[n++] = feature(18, abbreviation, b->form, next->form);
    out[n++] = feature(19, shapes, length_of(a), length_of(b));
    out[n++] = feature(20, atoms[chunk->first].form, shapes, 0);
    out[n++] = feature(21, atoms[chunk->first].form, atoms[chunk->end - 1].form, shapes);
    out[n++] = feature(22, place, shapes, 0);
    out[n++] = feature(23, a->form, shapes, 0);
    out[n++] = feature(24, b->form, shapes, 0);
    out[n++] = feature(25, before->form, shapes, last_gap);
    out[n++] = feature(26, next->form, shapes, 0);
    out[n++] = feature(27, b->form, next->form, shapes);
    out[n++] = feature(28, before->form, b->form, inside);
    out[n++] = feature(29, atoms[at + 2].form, shapes, inside);
    return n;
}

/* ---- Without a model ---------------------------------------------------------------------- */

static bool is_digits(uint8_t shape)
{
    return shape >= SHAPE_DIGIT_1 && shape <= SHAPE_DIGITS;
}

static bool is_letters(uint8_t shape)
{
    return shape >= SHAPE_LOWER && shape <= SHAPE_CASELESS;
}

/* UAX #29's rules that matter for English, and periods that abbreviate. */
static gap gap_by_rule(str text, const atom *atoms, uint32_t at, const chunk *chunk)
{
    const uint8_t a = atoms[at - 1].shape;
    const uint8_t b = atoms[at].shape;
    const uint8_t before = atoms[at - 1].space_before ? SHAPE_NONE : atoms[at - 2].shape;
    const uint8_t next = atoms[at + 1].space_before ? SHAPE_NONE : atoms[at + 1].shape;
    if (atoms[at].word_inside)
        return atoms[at].word_likely ? GAP_WORD : GAP_JOIN;
    if ((is_letters(a) || is_digits(a)) && (is_letters(b) || is_digits(b)))
        return GAP_JOIN;
    if (b == SHAPE_APOSTROPHE && is_letters(a) && is_letters(next))
        return GAP_JOIN;
    if (a == SHAPE_APOSTROPHE && is_letters(before) && is_letters(b))
        return GAP_JOIN;
    if ((b == SHAPE_PERIOD || b == SHAPE_COMMA || b == SHAPE_COLON) && is_digits(a) &&
        is_digits(next))
        return GAP_JOIN;
    if ((a == SHAPE_PERIOD || a == SHAPE_COMMA || a == SHAPE_COLON) && is_digits(before) &&
        is_digits(b))
        return GAP_JOIN;
    if (a == SHAPE_PERIOD && is_letters(before) && is_letters(b))
        return GAP_JOIN;
    if (b == SHAPE_PERIOD && is_letters(a) && is_letters(next))
        return GAP_JOIN;
    abbreviation kind = abbreviation_before(text, atoms, at, chunk);
    bool ends_text = atoms[at + 1].shape == SHAPE_NONE;
    if (kind != ABBREVIATION_NONE && !(kind == ABBREVIATION_NUMBER && ends_text))
        return GAP_JOIN;
    return GAP_SPLIT;
}

/* ---- Deciding ----------------------------------------------------------------------------- */

static gap best(const int32_t *scores)
{
    gap best = GAP_SPLIT;
    for (int c = GAP_JOIN; c < GAP_COUNT; c++)
        if (scores[c] > scores[best])
            best = (gap)c;
    return best;
}

/* 5.50, 3.14.1 */
static bool is_decimal(const atom *atoms, uint32_t at)
{
    const atom *period = atoms[at].shape == SHAPE_PERIOD ? &atoms[at] : &atoms[at - 1];
    return period->shape == SHAPE_PERIOD && is_digits(period[-1].shape) &&
           is_digits(period[1].shape) && !period->space_before && !period[1].space_before;
}

/* "Sen. Warren", "D-Calif., said": titles and places are few in the treebanks and many in
 * the news. */
static bool is_abbreviated_name(str text, const atom *atoms, uint32_t at, const chunk *chunk)
{
    const atom *next = &atoms[at + 1];
    if (atoms[at].shape != SHAPE_PERIOD || atoms[at - 1].shape != SHAPE_CAPITAL)
        return false;
    switch (abbreviation_before(text, atoms, at, chunk)) {
    case ABBREVIATION_TITLE:
        return next->space_before && (next->shape == SHAPE_CAPITAL ||
                                      next->shape == SHAPE_INITIAL || next->shape == SHAPE_MIXED);
    case ABBREVIATION_PLACE:
    case ABBREVIATION_COMPANY:
        return !next->space_before && next->shape == SHAPE_COMMA;
    default:
        return false;
    }
}

/* What needs no asking: GAP_COUNT where it does. */
static gap certain_gap(str text, const atom *atoms, uint32_t at, const chunk *chunk)
{
    if (atoms[at - 1].shape == SHAPE_IDEOGRAPH || atoms[at].shape == SHAPE_IDEOGRAPH)
        return GAP_SPLIT;
    if (atoms[at].shape == SHAPE_CLITIC && is_letters(atoms[at - 1].shape))
        return GAP_WORD;
    if (is_decimal(atoms, at) || is_abbreviated_name(text, atoms, at, chunk))
        return GAP_JOIN;
    return GAP_COUNT;
}

static gap decide(const splitter *splitter, str text, const atom *atoms, uint32_t at,
                  const chunk *chunk, uint32_t last_gap)
{
    uint32_t features[FEATURES_MAX];
    int32_t scores[LINEAR_CLASSES_MAX];
    const splitter_observer *observer = splitter->observer;
    gap certain = certain_gap(text, atoms, at, chunk);
    if (certain != GAP_COUNT)
        return certain;
    if (splitter->gaps.weights == NULL && observer == NULL)
        return gap_by_rule(text, atoms, at, chunk);
    uint32_t count = find_features(text, atoms, at, chunk, last_gap, features);
    gap gap = GAP_SPLIT;
    if (splitter->gaps.weights != NULL) {
        linear_scores(&splitter->gaps, features, count, scores);
        gap = best(scores);
    }
    if (observer != NULL && observer->gap != NULL)
        observer->gap(observer->context, atoms[at].start, features, count, &gap);
    return gap;
}

void gaps_decide(const splitter *splitter, str text, const atom *atoms, uint32_t count,
                 uint8_t *gaps)
{
    chunk chunk = {0, 0, 0, 0};
    uint32_t token_start = 0;
    for (uint32_t at = ATOM_PADDING; at < count - ATOM_PADDING; at++) {
        gap gap = GAP_SPLIT;
        if (atoms[at].space_before)
            chunk = chunk_at(atoms, at, count);
        else
            gap = decide(splitter, text, atoms, at, &chunk, gaps[at - 1]);
        if (gap == GAP_JOIN && atoms[at].end - token_start > ATOM_BYTES_MAX)
            gap = GAP_SPLIT;
        if (gap != GAP_JOIN)
            token_start = atoms[at].start;
        gaps[at] = (uint8_t)gap;
    }
}
