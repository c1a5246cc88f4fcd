/* candidates.c - how likely does a word mark a statement? A linear score over its lemma, how its
 * content hangs on it, who its subject is and what form it has.
 *
 * The weights in cue_table.c are those of a logistic regression on PolNeAR's training part
 * (Newell, Margolin and Ruths 2018), rounded to hundredths; sums are integers, and the same on
 * every machine. */
#include "facts/candidates.h"

#include "base/utf8.h"

enum {
    SHORT_TOKENS = 3,
    LONG_TOKENS = 10,
    QUOTED_TOKENS = 3,
    LOOK_TOKENS = 60,
    CUE_LENIENCE = 30,
    STRONG_WEIGHT = 100,
    ASKING_WEIGHT = 160
};

static const char people_nouns[] =
    "official officials source sources people person man men woman women critic critics expert "
    "experts analyst analysts aide aides spokesman spokeswoman spokesperson spokespeople adviser "
    "advisers advisor advisors police leader leaders lawyer lawyers attorney attorneys witness "
    "witnesses resident residents voter voters lawmaker lawmakers senator senators minister "
    "ministers president secretary ambassador diplomat diplomats scientist scientists researcher "
    "researchers economist economists journalist journalists reporter reporters activist activists "
    "candidate candidates supporter supporters opponent opponents mother father son daughter wife "
    "husband brother sister friend friends family families student students professor professors "
    "author authors judge judges prosecutor prosecutors investigator investigators member members "
    "mayor governor chairman chairwoman chief director executive executives ceo manager employee "
    "employees worker workers doctor doctors republican republicans democrat democrats americans "
    "conservatives liberals pollster strategist strategists operative insiders insider observers "
    "authorities government administration campaign committee court department ministry company "
    "agency party team group organization organisation union office outlet newspaper magazine "
    "network media press military army congress parliament council commission embassy delegation "
    "public nation state country host anchor commentator columnist historian scholar scholars "
    "nominee frontrunner veteran veterans officer officers soldier soldiers neighbor neighbors "
    "neighbour neighbours colleague colleagues passenger passengers captain guard driver owner";

bool means_people(const syntax *syntax, uint32_t at)
{
    return word_is(syntax, at, people_nouns);
}

static cue_sign name_sign(const syntax *syntax, uint32_t at)
{
    const uint16_t tag = syntax->tokens[at].name;
    if (tag == NAME_TAG_NONE)
        return means_people(syntax, at) ? SIGN_PEOPLE : SIGN_THING;
    const str kind = label_at(&syntax->analysis->labels->names, name_tag_kind(tag));
    if (str_equal(kind, STR("PER")))
        return SIGN_PERSON;
    if (str_equal(kind, STR("ORG")))
        return SIGN_ORGANIZATION;
    if (str_equal(kind, STR("LOC")) || str_equal(kind, STR("GPE")) || str_equal(kind, STR("NORP")))
        return SIGN_PLACE;
    return SIGN_THING;
}

static cue_sign speaker_sign(const syntax *syntax, const candidate *candidate)
{
    const uint32_t at = candidate->source;
    if (at == TOKEN_NONE)
        return SIGN_NO_SPEAKER;
    if (candidate->pointer != TOKEN_NONE)
        return SIGN_RELATIVE;
    if (word_is(syntax, at, "i we"))
        return SIGN_I;
    if (word_is(syntax, at, "you"))
        return SIGN_YOU;
    if (upos_at(syntax, at) == UPOS_PRON)
        return word_is(syntax, at, "he she they") ? SIGN_PRONOUN : SIGN_THING;
    cue_sign sign = name_sign(syntax, at);
    for (uint32_t child = syntax->child[at]; sign == SIGN_THING && child != TOKEN_NONE;
         child = syntax->next[child])
        if (deprel_at(syntax, child) == DEPREL_FLAT || deprel_at(syntax, child) == DEPREL_APPOS)
            sign = name_sign(syntax, child);
    return sign;
}

static cue_sign place_sign(const syntax *syntax, uint32_t at)
{
    switch (deprel_at(syntax, at)) {
    case DEPREL_ROOT:
        return SIGN_ROOT;
    case DEPREL_CONJ:
        return SIGN_CONJUNCT;
    case DEPREL_CCOMP:
    case DEPREL_CSUBJ:
        return SIGN_COMPLEMENT;
    case DEPREL_XCOMP:
        return SIGN_OPEN_COMPLEMENT;
    case DEPREL_ADVCL:
        return SIGN_ADVERBIAL;
    case DEPREL_ACL:
        return SIGN_RELATIVE_CLAUSE;
    case DEPREL_PARATAXIS:
        return SIGN_PARENTHESIS;
    default:
        return SIGN_NOMINAL;
    }
}

static cue_sign form_sign(const syntax *syntax, const candidate *candidate)
{
    const uint32_t at = candidate->at;
    bool modal = false;
    bool perfect = false;
    bool to = false;
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE && child < at;
         child = syntax->next[child]) {
        modal = modal ||
                word_is(syntax, child, "will would could should may might must can wo ’ll 'll ca");
        perfect = perfect || lemma_is(syntax, child, "have");
        to = to || (deprel_at(syntax, child) == DEPREL_MARK && word_is(syntax, child, "to"));
    }
    if (candidate->passive)
        return SIGN_PASSIVE;
    if (modal)
        return SIGN_MODAL;
    if (to)
        return SIGN_INFINITIVE;
    if (perfect)
        return SIGN_PERFECT;
    const str word = syntax_word(syntax, at);
    if (str_ends_nocase(word, STR("ing")))
        return SIGN_PARTICIPLE;
    const str tag = label_at(&syntax->analysis->labels->xpos, syntax->tokens[at].xpos);
    return str_equal(tag, STR("VBD")) || str_equal(tag, STR("VBN")) ? SIGN_PAST : SIGN_PRESENT;
}

static uint64_t bit(cue_sign sign)
{
    return (uint64_t)1 << sign;
}

static uint64_t content_signs(const syntax *syntax, const candidate *candidate)
{
    uint64_t signs = 0;
    uint32_t tokens = 0;
    uint32_t quoted = 0;
    for (uint32_t i = 0; i < candidate->piece_count; i++)
        for (uint32_t at = candidate->pieces[i].start;
             at < candidate->pieces[i].end && tokens < LOOK_TOKENS; at++) {
            tokens++;
            quoted += syntax->quote[at] != UINT32_MAX;
        }
    if (quoted >= QUOTED_TOKENS)
        signs |= bit(SIGN_SAYS_QUOTATION);
    if (tokens <= SHORT_TOKENS)
        signs |= bit(SIGN_SHORT_CONTENT);
    if (tokens >= LONG_TOKENS)
        signs |= bit(SIGN_LONG_CONTENT);
    const uint32_t head = candidate->content_head;
    if (head == TOKEN_NONE)
        return signs;
    if (child_by(syntax, head, DEPREL_MARK) != TOKEN_NONE &&
        word_is(syntax, child_by(syntax, head, DEPREL_MARK), "that"))
        signs |= bit(SIGN_THAT);
    const uint32_t preposition =
        candidate->frame == FRAME_OBLIQUE ? case_of(syntax, head) : TOKEN_NONE;
    if (preposition != TOKEN_NONE)
        signs |= word_is(syntax, preposition, "about of")      ? bit(SIGN_PREPOSITION_ABOUT)
                 : word_is(syntax, preposition, "for against") ? bit(SIGN_PREPOSITION_FOR)
                                                               : bit(SIGN_PREPOSITION_OTHER);
    return signs;
}

static bool is_negated(const syntax *syntax, uint32_t at)
{
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE && child < at;
         child = syntax->next[child])
        if (word_is(syntax, child, "not n't n’t never nor"))
            return true;
    return false;
}

static uint64_t signs_of(const syntax *syntax, const candidate *candidate)
{
    const uint32_t at = candidate->at;
    uint64_t signs = bit(speaker_sign(syntax, candidate)) | bit(place_sign(syntax, at)) |
                     content_signs(syntax, candidate);
    if (candidate->cue->kind == 'v')
        signs |= bit(form_sign(syntax, candidate));
    if (is_negated(syntax, at))
        signs |= bit(SIGN_NEGATED);
    if (syntax->quote[at] != UINT32_MAX)
        signs |= bit(SIGN_QUOTED);
    if (candidate->addressee != TOKEN_NONE)
        signs |= bit(SIGN_ADDRESSEE);
    const uint32_t mark = child_by(syntax, at, DEPREL_MARK);
    if (mark != TOKEN_NONE && word_is(syntax, mark, "if whether unless"))
        signs |= bit(SIGN_CONDITION);
    const uint32_t block = syntax->analysis->sentences.items[syntax->sentence[at]].block;
    if (syntax->report->blocks.items[block].kind == BLOCK_HEADLINE)
        signs |= bit(SIGN_HEADLINE);
    return signs;
}

bool cue_is_strong(const cue *cue)
{
    return cue->weight + cue->frames[FRAME_CLAUSE] > STRONG_WEIGHT;
}

candidate candidate_read(const syntax *syntax, uint32_t at, const cue *cue)
{
    candidate candidate = {.at = at, .cue = cue, .frame = FRAME_BARE};
    candidate.pointer = candidate.addressee = candidate.content_head = TOKEN_NONE;
    candidate.passive = cue->kind == 'v' && source_passive(syntax, at);
    candidate.source = source_of(syntax, at, &candidate.pointer);
    const bool stray = candidate.source != TOKEN_NONE && syntax->quote[at] == UINT32_MAX &&
                       syntax->quote[candidate.source] != UINT32_MAX;
    if (stray)
        candidate.source = candidate.pointer = TOKEN_NONE;
    if (candidate.source == TOKEN_NONE && cue->kind == 'v' && !candidate.passive &&
        cue_is_strong(cue))
        candidate.source = source_beside(syntax, at);
    content_find(syntax, &candidate);
    candidate.signs = signs_of(syntax, &candidate);
    int32_t score =
        cue_bias + cue->weight + cue_frames[candidate.frame] + cue->frames[candidate.frame];
    for (uint32_t i = 0; i < SIGN_COUNT; i++)
        if (candidate.signs >> i & 1)
            score += cue_signs[i];
    /* "has asked Beijing for help": who asks whom is speech even where the weights are in doubt */
    const bool asks = cue->class_ == READOUT_CUE_ASK && candidate.addressee != TOKEN_NONE &&
                      candidate.source != TOKEN_NONE && candidate.piece_count > 0 &&
                      cue->kind == 'v';
    candidate.score = score + CUE_LENIENCE + (asks ? ASKING_WEIGHT : 0);
    return candidate;
}
