/* atoms.c - see atoms.h. One pass over the bytes; what is looked at twice (the local part of
 * an e-mail) is bounded by ATOM_BYTES_MAX. */
#include "language/atoms.h"

#include "language/chars.h"
#include "language/contractions.h"

#include <string.h>

static const uint32_t FORM_SEED = 0x811c9dc5; /* FNV-1a */

enum { RUN_MIN = 4, NAME_BYTES_MAX = 200 };

typedef struct scanner {
    arena *arena;
    const char *base; /* byte 0 of the text */
    const char *at;
    const char *end;
    bool space_before;
    atom_array *atoms;
} scanner;

static uint32_t form_add(uint32_t form, uint32_t normal)
{
    return (form ^ normal) * 16777619u;
}

static char_info peek(const scanner *scanner, const char *at)
{
    return at < scanner->end ? char_at(at, scanner->end) : (char_info){' ', CHAR_SPACE, 0};
}

/* Adds the bytes from scanner->at up to `end` and moves there. */
static atom *emit(scanner *scanner, const char *end, uint32_t form, shape shape)
{
    atom *added = array_push(scanner->arena, scanner->atoms);
    added->start = (uint32_t)(scanner->at - scanner->base);
    added->end = (uint32_t)(end - scanner->base);
    added->form = form;
    added->shape = (uint8_t)shape;
    added->space_before = scanner->space_before;
    scanner->at = end;
    scanner->space_before = false;
    return added;
}

/* ---- Words ------------------------------------------------------------------------------ */

static bool in_word(uint8_t class_)
{
    return class_ >= CHAR_LOWER && class_ <= CHAR_EXTEND;
}

typedef struct word_scan {
    const char *end;
    uint32_t form;
    uint32_t letters;
    uint32_t uppers;
    bool first_upper;
    bool cased;
} word_scan;

static word_scan scan_word(const scanner *scanner)
{
    word_scan word = {.end = scanner->at, .form = FORM_SEED};
    for (;;) {
        char_info c = peek(scanner, word.end);
        if (!in_word(c.class_) || word.end + c.length > scanner->at + ATOM_BYTES_MAX)
            return word;
        word.end += c.length;
        if (c.class_ == CHAR_EXTEND)
            continue;
        word.form = form_add(word.form, c.normal);
        if (word.letters++ == 0)
            word.first_upper = c.class_ == CHAR_UPPER;
        word.uppers += c.class_ == CHAR_UPPER;
        word.cased |= c.class_ != CHAR_LETTER;
    }
}

static shape word_shape(const word_scan *word)
{
    if (!word->cased)
        return SHAPE_CASELESS;
    if (word->uppers == 0)
        return SHAPE_LOWER;
    if (word->uppers == word->letters)
        return word->letters == 1 ? SHAPE_INITIAL : SHAPE_UPPER;
    return word->uppers == 1 && word->first_upper ? SHAPE_CAPITAL : SHAPE_MIXED;
}

static uint32_t form_of(const char *at, const char *end)
{
    uint32_t form = FORM_SEED;
    while (at < end) {
        char_info c = char_at(at, end);
        form = form_add(form, c.normal);
        at += c.length;
    }
    return form;
}

/* The end of the n't that starts with the last letter of a word, or NULL. */
static const char *negation_end(const scanner *scanner, const char *word_end)
{
    if (word_end[-1] != 'n' && word_end[-1] != 'N')
        return NULL;
    char_info mark = peek(scanner, word_end);
    if (mark.normal != '\'')
        return NULL;
    const char *t = word_end + mark.length;
    if (t >= scanner->end || (*t != 't' && *t != 'T') || in_word(peek(scanner, t + 1).class_))
        return NULL;
    return t + 1;
}

static void emit_negated(scanner *scanner, const word_scan *word, const char *end)
{
    const char *cut = word->end - 1;
    emit(scanner, cut, form_of(scanner->at, cut), word_shape(word));
    atom *negation = emit(scanner, end, form_of(cut, end), SHAPE_CLITIC);
    negation->word_inside = true;
    negation->word_likely = true;
}

/* The entry of a word that may be several, or NULL. Its lower-cased copy fits or it has no
 * entry. */
static const contraction *find_contraction(const scanner *scanner, const word_scan *word)
{
    char lower[8];
    size_t length = (size_t)(word->end - scanner->at);
    if (length < 2 || length > sizeof lower)
        return NULL;
    for (size_t i = 0; i < length; i++) {
        char c = scanner->at[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    switch (lower[length - 1]) {
    case 'a':
    case 'd':
    case 'e':
    case 'l':
    case 'm':
    case 'o':
    case 'r':
    case 's':
    case 't':
        return contraction_find((str){lower, length});
    default:
        return NULL;
    }
}

static void emit_contraction(scanner *scanner, const word_scan *word, const contraction *entry)
{
    const char *cuts[] = {scanner->at + entry->first, scanner->at + entry->first + entry->second,
                          word->end};
    shape first_shape = word_shape(word);
    shape later_shape = first_shape == SHAPE_UPPER ? SHAPE_UPPER : SHAPE_LOWER;
    for (int i = 0; i < 3; i++) {
        if (cuts[i] == scanner->at)
            continue;
        bool inside = i > 0;
        uint32_t form = form_of(scanner->at, cuts[i]);
        atom *part = emit(scanner, cuts[i], form, inside ? later_shape : first_shape);
        part->word_inside = inside;
        part->word_likely = inside && entry->likely;
    }
}

/* ---- Addresses -------------------------------------------------------------------------- */

/* Bytes of "http://", "www." and the like at the scanner, or 0. */
static size_t address_prefix(const scanner *scanner)
{
    static const str PREFIXES[] = {STR_INIT("http://"), STR_INIT("https://"), STR_INIT("ftp://"),
                                   STR_INIT("www.")};
    switch (*scanner->at) {
    case 'h':
    case 'H':
    case 'f':
    case 'F':
    case 'w':
    case 'W':
        break;
    default:
        return 0;
    }
    str rest = {scanner->at, (size_t)(scanner->end - scanner->at)};
    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++)
        if (str_starts_nocase(rest, PREFIXES[i]) && rest.len > PREFIXES[i].len &&
            !(peek(scanner, scanner->at + PREFIXES[i].len).class_ == CHAR_SPACE))
            return PREFIXES[i].len;
    return 0;
}

static bool ends_address(char_info c)
{
    return c.class_ == CHAR_SPACE || c.normal == '<' || c.normal == '>' || c.normal == '"' ||
           c.normal == '|' || c.normal == '{' || c.normal == '}';
}

/* Marks at its end belong to the sentence, a closing bracket unless one was opened. */
static const char *address_end(const scanner *scanner, size_t prefix)
{
    const char *start = scanner->at + prefix;
    const char *end = start;
    bool bracket = false;
    while (end < scanner->end) {
        char_info c = char_at(end, scanner->end);
        if (ends_address(c) || end + c.length > scanner->at + ATOM_BYTES_MAX)
            break;
        bracket |= c.normal == '(';
        end += c.length;
    }
    while (end > start && strchr(bracket ? ".,;:!?'*" : ".,;:!?'*)]", end[-1]) != NULL)
        end--;
    return end > start ? end : NULL;
}

static bool in_local_part(const atom *atom, const char *base)
{
    return shape_is_word(atom->shape) || atom->shape == SHAPE_HYPHEN || base[atom->start] == '.' ||
           base[atom->start] == '_' || base[atom->start] == '+';
}

static bool in_domain(char_info c)
{
    return in_word(c.class_) || c.class_ == CHAR_DIGIT || c.normal == '.' || c.normal == '-' ||
           c.normal == '_';
}

static const char *name_end(const scanner *scanner, const char *at)
{
    const char *limit = at + NAME_BYTES_MAX;
    const char *end = at;
    for (char_info c = peek(scanner, end); in_domain(c) && end + c.length <= limit;
         c = peek(scanner, end))
        end += c.length;
    while (end > at && (end[-1] == '.' || end[-1] == '-'))
        end--;
    return end;
}

/* What a name with periods in it ends in if it is that of a site or a file. Not those that
 * are words: a missing space after a period must not make an address of "end.In". */
static const str NAME_ENDINGS[] = {
    STR_INIT("com"),  STR_INIT("org"), STR_INIT("net"), STR_INIT("gov"),  STR_INIT("edu"),
    STR_INIT("mil"),  STR_INIT("uk"),  STR_INIT("eu"),  STR_INIT("ru"),   STR_INIT("de"),
    STR_INIT("fr"),   STR_INIT("cn"),  STR_INIT("jp"),  STR_INIT("info"), STR_INIT("tv"),
    STR_INIT("io"),   STR_INIT("doc"), STR_INIT("pdf"), STR_INIT("htm"),  STR_INIT("html"),
    STR_INIT("xls"),  STR_INIT("ppt"), STR_INIT("txt"), STR_INIT("jpg"),  STR_INIT("jpeg"),
    STR_INIT("png"),  STR_INIT("gif"), STR_INIT("zip"), STR_INIT("exe"),  STR_INIT("mp3"),
    STR_INIT("docx"), STR_INIT("php"), STR_INIT("csv"), STR_INIT("xlsx"),
};

static bool is_name_ending(str ending)
{
    for (size_t i = 0; i < sizeof NAME_ENDINGS / sizeof *NAME_ENDINGS; i++)
        if (str_equal_nocase(ending, NAME_ENDINGS[i]))
            return true;
    return false;
}

/* The end of a site's or file's name that starts with the word that ends at `at`, with the
 * path behind it, or NULL. */
static const char *site_end(const scanner *scanner, const char *at)
{
    char_info c = peek(scanner, at);
    if (c.class_ != CHAR_DIGIT && c.normal != '.' && c.normal != '-' && c.normal != '_')
        return NULL;
    const char *end = name_end(scanner, at);
    const char *period = end;
    do
        period--;
    while (period > at && *period != '.');
    if (period < at || *period != '.')
        return NULL;
    if (!is_name_ending((str){period + 1, (size_t)(end - period - 1)}))
        return NULL;
    if (end < scanner->end && *end == '@')
        return NULL; /* the front of an e-mail */
    const char *path = end < scanner->end && *end == '/'
                           ? address_end(scanner, (size_t)(end - scanner->at))
                           : NULL;
    return path != NULL ? path : end;
}

/* At an "@" with a name on both sides: one atom of what stands before and behind. */
static bool emit_email(scanner *scanner)
{
    const char *end = name_end(scanner, scanner->at + 1);
    atom_array *atoms = scanner->atoms;
    uint32_t first = atoms->count;
    if (scanner->space_before || end == scanner->at + 1)
        return false;
    while (first > ATOM_PADDING && in_local_part(&atoms->items[first - 1], scanner->base) &&
           scanner->at - scanner->base - atoms->items[first - 1].start < ATOM_BYTES_MAX / 2) {
        first--;
        if (atoms->items[first].space_before)
            break;
    }
    if (first == atoms->count || end - scanner->base - atoms->items[first].start > ATOM_BYTES_MAX)
        return false;
    scanner->at = scanner->base + atoms->items[first].start;
    scanner->space_before = atoms->items[first].space_before;
    memset(&atoms->items[first], 0, (atoms->count - first) * sizeof *atoms->items);
    atoms->count = first;
    emit(scanner, end, '@', SHAPE_WEB);
    return true;
}

/* At a "#" or "@" that starts a tag or a handle. */
static bool emit_tag(scanner *scanner)
{
    if (!scanner->space_before || !in_word(peek(scanner, scanner->at + 1).class_))
        return false;
    const char *end = name_end(scanner, scanner->at + 1);
    if (end == scanner->at + 1)
        return false;
    emit(scanner, end, (uint32_t)*scanner->at, SHAPE_WEB);
    return true;
}

/* ---- Marks ------------------------------------------------------------------------------ */

static shape mark_shape(uint32_t normal, uint8_t class_)
{
    switch (normal) {
    case '.':
        return SHAPE_PERIOD;
    case ',':
    case 0x3001: /* 、 */
    case 0xff0c: /* ， */
        return SHAPE_COMMA;
    case ':':
        return SHAPE_COLON;
    case ';':
        return SHAPE_SEMICOLON;
    case '"':
        return SHAPE_QUOTE;
    case '\'':
        return SHAPE_APOSTROPHE;
    case '(':
    case '[':
    case '{':
        return SHAPE_OPEN;
    case ')':
    case ']':
    case '}':
        return SHAPE_CLOSE;
    case '-':
        return SHAPE_HYPHEN;
    case 0x2013: /* – and — */
        return SHAPE_DASH;
    case 0x2026: /* … */
        return SHAPE_ELLIPSIS;
    case '/':
        return SHAPE_SLASH;
    case '$':
    case 0x00a3: /* £ */
    case 0x00a5: /* ¥ */
    case 0x20ac: /* € */
        return SHAPE_MONEY;
    case 0x2022: /* • */
    case 0x00b7: /* · */
    case 0x2023: /* ‣ */
    case 0x25cf: /* ● */
    case 0x25e6: /* ◦ */
    case 0x25a0: /* ■ */
    case 0x25aa: /* ▪ */
    case 0x25ba: /* ► */
        return SHAPE_BULLET;
    default:
        if (char_is_terminal(normal))
            return SHAPE_TERMINAL;
        return class_ == CHAR_PUNCT ? SHAPE_PUNCT : SHAPE_SYMBOL;
    }
}

/* Two of these are one mark already; of others it takes RUN_MIN. */
static bool doubles(uint32_t normal)
{
    return normal < 128 && strchr(".-!?=*_~#+'$\\/", (char)normal) != NULL;
}

static shape run_shape(uint32_t normal, uint32_t length, shape single)
{
    if (normal == '.' || normal == 0x2026)
        return SHAPE_ELLIPSIS;
    if (char_is_terminal(normal))
        return SHAPE_TERMINAL;
    if (normal == '\'' && length == 2)
        return SHAPE_QUOTE;
    if (normal == '-' && length < RUN_MIN)
        return SHAPE_DASH;
    return length < RUN_MIN ? single : SHAPE_RULE;
}

static void emit_mark(scanner *scanner, char_info mark)
{
    const char *end = scanner->at + mark.length;
    uint32_t length = 1;
    for (char_info c = peek(scanner, end);
         c.normal == mark.normal && end + c.length <= scanner->at + ATOM_BYTES_MAX;
         c = peek(scanner, end)) {
        end += c.length;
        length++;
    }
    shape single = mark_shape(mark.normal, mark.class_);
    uint32_t form = form_add(FORM_SEED, mark.normal);
    if (length == 1 || (length < RUN_MIN && !doubles(mark.normal))) {
        emit(scanner, scanner->at + mark.length, form, single);
        return;
    }
    shape run = run_shape(mark.normal, length, single);
    if (run == SHAPE_QUOTE)
        form = form_add(FORM_SEED, '"');
    else if (run == SHAPE_ELLIPSIS)
        form = form_add(FORM_SEED, 0x2026);
    else
        form = form_add(form, length < RUN_MIN ? length : RUN_MIN);
    emit(scanner, end, form, run);
}

/* A clitic: its apostrophe follows a letter or digit directly, or white space behind a
 * word if white space follows the clitic too ("you 're here"). */
static bool emit_clitic(scanner *scanner, char_info mark)
{
    if (!shape_is_word(scanner->atoms->items[scanner->atoms->count - 1].shape))
        return false;
    size_t length =
        clitic_length((str){scanner->at, (size_t)(scanner->end - scanner->at)}, mark.length);
    if (length == 0)
        return false;
    if (scanner->space_before) {
        bool alone = peek(scanner, scanner->at + length).class_ == CHAR_SPACE;
        if (alone)
            emit(scanner, scanner->at + length, form_of(scanner->at, scanner->at + length),
                 SHAPE_CLITIC);
        return alone;
    }
    atom *clitic = emit(scanner, scanner->at + length, form_of(scanner->at, scanner->at + length),
                        SHAPE_CLITIC);
    clitic->word_inside = true;
    clitic->word_likely = true;
    return true;
}

/* A base with its modifiers: skin tone, variation selector, joined by zero-width joiners;
 * two regional indicators are a flag. */
static void emit_emoji(scanner *scanner)
{
    const uint32_t joiner = 0x200d;
    const char *end = scanner->at;
    char_info c = peek(scanner, end);
    bool flag = c.normal >= 0x1f1e6 && c.normal <= 0x1f1ff;
    uint32_t form = form_add(FORM_SEED, c.normal);
    uint32_t last = 0;
    do {
        last = c.normal;
        end += c.length;
        c = peek(scanner, end);
        flag = flag && c.normal >= 0x1f1e6 && c.normal <= 0x1f1ff && end - scanner->at <= 4;
    } while ((c.class_ == CHAR_EXTEND || flag || last == joiner ||
              (c.normal >= 0x1f3fb && c.normal <= 0x1f3ff)) &&
             c.class_ != CHAR_SPACE && end + c.length <= scanner->at + ATOM_BYTES_MAX);
    emit(scanner, end, form, SHAPE_EMOJI);
}

/* ---- One atom after the other ------------------------------------------------------------ */

static void emit_word(scanner *scanner)
{
    size_t prefix = address_prefix(scanner);
    const char *web = prefix > 0 ? address_end(scanner, prefix) : NULL;
    if (web != NULL) {
        emit(scanner, web, FORM_SEED, SHAPE_WEB);
        return;
    }
    word_scan word = scan_word(scanner);
    const char *site = site_end(scanner, word.end);
    if (site != NULL) {
        emit(scanner, site, FORM_SEED, SHAPE_WEB);
        return;
    }
    const char *negated = word.letters > 1 ? negation_end(scanner, word.end) : NULL;
    if (negated != NULL) {
        emit_negated(scanner, &word, negated);
        return;
    }
    const contraction *entry = find_contraction(scanner, &word);
    if (entry != NULL)
        emit_contraction(scanner, &word, entry);
    else
        emit(scanner, word.end, word.form, word_shape(&word));
}

static void emit_number(scanner *scanner)
{
    const char *end = scanner->at;
    uint32_t form = FORM_SEED;
    uint32_t digits = 0;
    for (char_info c = peek(scanner, end); (c.class_ == CHAR_DIGIT || c.class_ == CHAR_EXTEND) &&
                                           end + c.length <= scanner->at + ATOM_BYTES_MAX;
         c = peek(scanner, end)) {
        end += c.length;
        digits += c.class_ == CHAR_DIGIT;
        if (digits <= 6)
            form = form_add(form, c.normal);
    }
    shape shape = digits < 5 ? (enum shape)(SHAPE_DIGIT_1 + digits - (digits > 0)) : SHAPE_DIGITS;
    emit(scanner, end, form, shape);
}

static void emit_next(scanner *scanner, char_info c)
{
    switch (c.class_) {
    case CHAR_LOWER:
    case CHAR_UPPER:
    case CHAR_LETTER:
    case CHAR_EXTEND:
        emit_word(scanner);
        return;
    case CHAR_DIGIT:
        emit_number(scanner);
        return;
    case CHAR_IDEOGRAPH:
        emit(scanner, scanner->at + c.length, form_add(FORM_SEED, c.normal), SHAPE_IDEOGRAPH);
        return;
    case CHAR_EMOJI:
        emit_emoji(scanner);
        return;
    default:
        if (c.normal == '\'' && emit_clitic(scanner, c))
            return;
        if (c.normal == '@' && (emit_email(scanner) || emit_tag(scanner)))
            return;
        if (c.normal == '#' && emit_tag(scanner))
            return;
        emit_mark(scanner, c);
    }
}

static void add_padding(arena *arena, atom_array *atoms, uint32_t at)
{
    for (int i = 0; i < ATOM_PADDING; i++) {
        atom *pad = array_push(arena, atoms);
        pad->start = at;
        pad->end = at;
        pad->space_before = true;
    }
}

void atoms_find(arena *arena, str text, uint32_t start, uint32_t end, atom_array *atoms)
{
    scanner scanner = {.arena = arena,
                       .base = text.data,
                       .at = text.data + start,
                       .end = text.data + end,
                       .space_before = true,
                       .atoms = atoms};
    add_padding(arena, atoms, start);
    while (scanner.at < scanner.end) {
        char_info c = char_at(scanner.at, scanner.end);
        if (c.class_ == CHAR_SPACE) {
            scanner.at += c.length;
            scanner.space_before = true;
        } else {
            emit_next(&scanner, c);
        }
    }
    add_padding(arena, atoms, end);
}

bool shape_is_word(uint8_t shape)
{
    return (shape >= SHAPE_LOWER && shape <= SHAPE_WEB) ||
           (shape >= SHAPE_ABBREVIATION_LOWER && shape <= SHAPE_SEVERAL_DIGIT);
}

bool shape_is_terminal(uint8_t shape)
{
    return shape >= SHAPE_PERIOD && shape <= SHAPE_ELLIPSIS;
}

bool shape_is_upper(uint8_t shape)
{
    return (shape >= SHAPE_CAPITAL && shape <= SHAPE_UPPER) || shape == SHAPE_ABBREVIATION_TITLE ||
           shape == SHAPE_ABBREVIATION_UPPER || shape == SHAPE_SEVERAL_UPPER;
}
