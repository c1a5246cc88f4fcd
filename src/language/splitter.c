/* splitter.c - see splitter.h. Atoms to pieces; gaps.c and ends.c decide. */
#include "language/splitter.h"

#include "language/abbreviations.h"
#include "language/splitter_parts.h"

#include <string.h>

static bool is_power_of_two(uint32_t n)
{
    return n > 0 && (n & (n - 1)) == 0;
}

static linear linear_of(const model *model, const char *name, uint32_t classes)
{
    const model_section *section = model_find(model, name, MODEL_I16, 0, classes > 1 ? classes : 0);
    if (section == NULL || !is_power_of_two(section->dims[0]) ||
        section->count != (size_t)section->dims[0] * classes)
        return (linear){NULL, 0, 0};
    return (linear){section->data, section->dims[0], classes};
}

splitter splitter_of(const model *model)
{
    splitter splitter = {0};
    if (model == NULL)
        return splitter;
    const model_section *thresholds = model_find(model, SPLITTER_THRESHOLDS, MODEL_I32, 1, 1);
    const model_section *lexicon = model_find(model, SPLITTER_LEXICON, MODEL_U16, 0, 1);
    splitter.gaps = linear_of(model, SPLITTER_GAPS, GAP_COUNT);
    splitter.ends = linear_of(model, SPLITTER_ENDS, 1);
    if (thresholds != NULL)
        memcpy(&splitter.end_threshold, thresholds->data, sizeof splitter.end_threshold);
    if (lexicon != NULL && is_power_of_two(lexicon->dims[0]) &&
        lexicon->count == lexicon->dims[0]) {
        splitter.lexicon = lexicon->data;
        splitter.lexicon_size = lexicon->dims[0];
    }
    return splitter;
}

/* ---- Lexicon ------------------------------------------------------------------------------ */

uint32_t lexicon_slot(uint32_t form, uint32_t size)
{
    return ((form * 0x9e3779b1u) >> 7) & (size - 1);
}

uint16_t lexicon_check(uint32_t form)
{
    return (uint16_t)(((form * 0x85ebca6bu) >> 28) << LEXEME_CHECK_SHIFT);
}

static uint16_t lexeme_of(const splitter *splitter, uint32_t form, uint8_t shape)
{
    const uint16_t check = 0xf << LEXEME_CHECK_SHIFT;
    if (splitter->lexicon == NULL || shape < SHAPE_LOWER || shape > SHAPE_CASELESS)
        return 0;
    uint16_t entry = splitter->lexicon[lexicon_slot(form, splitter->lexicon_size)];
    return (entry & check) == lexicon_check(form) ? (uint16_t)(entry & ~check) : 0;
}

/* ---- Pieces ------------------------------------------------------------------------------- */

static bool is_digits(uint8_t shape)
{
    return (shape >= SHAPE_DIGIT_1 && shape <= SHAPE_DIGITS) || shape == SHAPE_SEVERAL_DIGIT;
}

/* The look of a piece with one more atom. */
static uint8_t joined_shape(uint8_t before, uint8_t atom)
{
    if (!shape_is_word(before)) {
        if (is_digits(atom))
            return SHAPE_SEVERAL_DIGIT;
        return shape_is_word(atom) ? SHAPE_SEVERAL_LOWER : SHAPE_SEVERAL_MARKS;
    }
    if (atom == SHAPE_PERIOD) {
        if (before == SHAPE_LOWER || before == SHAPE_SEVERAL_LOWER)
            return SHAPE_ABBREVIATION_LOWER;
        if (before == SHAPE_CAPITAL || before == SHAPE_MIXED)
            return SHAPE_ABBREVIATION_TITLE;
        if (shape_is_upper(before))
            return SHAPE_ABBREVIATION_UPPER;
    }
    if (is_digits(before))
        return SHAPE_SEVERAL_DIGIT;
    if (shape_is_upper(before))
        return SHAPE_SEVERAL_UPPER;
    return before == SHAPE_WEB ? SHAPE_WEB : SHAPE_SEVERAL_LOWER;
}

static void add_padding(arena *scratch, piece_array *pieces, uint32_t at)
{
    for (int i = 0; i < PIECE_PADDING; i++)
        *array_push(scratch, pieces) = (piece){.start = at, .end = at, .space_before = true};
}

/* The kind of a piece that is a word with its period, as all its atoms are known. */
static uint8_t piece_abbreviation(str text, const piece *piece)
{
    if (piece->shape < SHAPE_ABBREVIATION_LOWER || piece->shape > SHAPE_ABBREVIATION_UPPER)
        return ABBREVIATION_NONE;
    return (uint8_t)abbreviation_of(str_slice(text, piece->start, piece->end - 1));
}

static void make_pieces(const splitter *splitter, arena *scratch, str text, const atom_array *atoms,
                        const uint8_t *gaps, piece_array *pieces)
{
    const uint32_t end = atoms->count - ATOM_PADDING;
    array_reserve(scratch, pieces, atoms->count);
    add_padding(scratch, pieces, atoms->items[0].start);
    for (uint32_t i = ATOM_PADDING; i < end; i++) {
        const atom *atom = &atoms->items[i];
        if (gaps[i] == GAP_JOIN) {
            piece *piece = &pieces->items[pieces->count - 1];
            piece->end = atom->end;
            piece->form = feature(3, piece->form, atom->form, 0);
            piece->shape = joined_shape(piece->shape, atom->shape);
            piece->lexeme = 0;
            piece->abbreviation = piece_abbreviation(text, piece);
            continue;
        }
        pieces->items[pieces->count++] =
            (piece){.start = atom->start,
                    .end = atom->end,
                    .form = atom->form,
                    .lexeme = lexeme_of(splitter, atom->form, atom->shape),
                    .shape = atom->shape,
                    .space_before = atom->space_before,
                    .joined = gaps[i] == GAP_WORD};
    }
    add_padding(scratch, pieces, atoms->items[end].start);
}

void splitter_run(const splitter *splitter, arena *scratch, str text, uint32_t start, uint32_t end,
                  piece_array *pieces)
{
    atom_array atoms = {0};
    atoms_find(scratch, text, start, end, &atoms);
    uint8_t *gaps = arena_array(scratch, uint8_t, atoms.count);
    gaps_decide(splitter, text, atoms.items, atoms.count, gaps);
    make_pieces(splitter, scratch, text, &atoms, gaps, pieces);
    ends_decide(splitter, scratch, text, pieces->items, pieces->count);
}
