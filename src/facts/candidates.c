/* candidates.c - how likely does a word mark a statement? A linear score over its lemma, how its
 * content hangs on it, who its subject is, what form it has, and the words around it.
 *
 * The weights in cue_table.c and clue_table.c are those of a logistic regression on PolNeAR's
 * training part (Newell, Margolin and Ruths 2018; train/cues.c), rounded to hundredths; sums are
 * integers, and the same on every machine. */
#include "facts/candidates.h"

#include "base/utf8.h"

enum {
    SHORT_TOKENS = 3,
    LONG_TOKENS = 10,
    QUOTED_TOKENS = 3,
    LOOK_TOKENS = 60,
    CUE_LENIENCE = 24,
    ABOVE_MAX = 20,
    TENTATIVE_CLAUSE = 60,
    TENTATIVE_OTHER = 100,
    ACT_WEIGHT = 300,
    TOLD_WEIGHT = 160
};

/* Sorted. */
static const char *const people_nouns[] = {
    "activist",      "activists",   "administration", "adviser",       "advisers",
    "advisor",       "advisors",    "agency",         "aide",          "aides",
    "ambassador",    "americans",   "analyst",        "analysts",      "anchor",
    "army",          "attorney",    "attorneys",      "author",        "authorities",
    "authors",       "brother",     "campaign",       "candidate",     "candidates",
    "captain",       "ceo",         "chairman",       "chairwoman",    "chief",
    "colleague",     "colleagues",  "columnist",      "commentator",   "commission",
    "committee",     "company",     "congress",       "conservatives", "council",
    "country",       "court",       "critic",         "critics",       "daughter",
    "delegation",    "democrat",    "democrats",      "department",    "diplomat",
    "diplomats",     "director",    "doctor",         "doctors",       "driver",
    "economist",     "economists",  "embassy",        "employee",      "employees",
    "executive",     "executives",  "expert",         "experts",       "families",
    "family",        "father",      "friend",         "friends",       "frontrunner",
    "government",    "governor",    "group",          "guard",         "historian",
    "host",          "husband",     "insider",        "insiders",      "investigator",
    "investigators", "journalist",  "journalists",    "judge",         "judges",
    "lawmaker",      "lawmakers",   "lawyer",         "lawyers",       "leader",
    "leaders",       "liberals",    "magazine",       "man",           "manager",
    "mayor",         "media",       "member",         "members",       "men",
    "military",      "minister",    "ministers",      "ministry",      "mother",
    "nation",        "neighbor",    "neighbors",      "neighbour",     "neighbours",
    "network",       "newspaper",   "nominee",        "observers",     "office",
    "officer",       "officers",    "official",       "officials",     "operative",
    "opponent",      "opponents",   "organisation",   "organization",  "outlet",
    "owner",         "parliament",  "party",          "passenger",     "passengers",
    "people",        "person",      "police",         "pollster",      "president",
    "press",         "professor",   "professors",     "prosecutor",    "prosecutors",
    "public",        "reporter",    "reporters",      "republican",    "republicans",
    "researcher",    "researchers", "resident",       "residents",     "scholar",
    "scholars",      "scientist",   "scientists",     "secretary",     "senator",
    "senators",      "sister",      "soldier",        "soldiers",      "son",
    "source",        "sources",     "spokesman",      "spokespeople",  "spokesperson",
    "spokeswoman",   "state",       "strategist",     "strategists",   "student",
    "students",      "supporter",   "supporters",     "team",          "union",
    "veteran",       "veterans",    "voter",          "voters",        "wife",
    "witness",       "witnesses",   "woman",          "women",         "worker",
    "workers",
};

bool means_people(const syntax *syntax, uint32_t at)
{
    const str word = syntax_word(syntax, at);
    size_t low = 0;
    size_t high = sizeof people_nouns / sizeof *people_nouns;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = clue_compare(word, people_nouns[middle]);
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
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

/* Cues beside this one: below it, above it, in its sentence. */
static uint64_t neighbour_signs(const syntax *syntax, const cue_map *cues,
                                const candidate *candidate)
{
    uint64_t signs = 0;
    const uint32_t head = candidate->content_head;
    const cue *below = head != TOKEN_NONE ? cues->at[head] : NULL;
    if (below != NULL)
        signs |= bit(SIGN_CONTENT_CUE) | (below->strong ? bit(SIGN_CONTENT_STRONG) : 0);
    if (head != TOKEN_NONE && child_by(syntax, head, DEPREL_NSUBJ) != TOKEN_NONE)
        signs |= bit(SIGN_CONTENT_SUBJECT);
    uint32_t above = syntax->tokens[candidate->at].head;
    const cue *governor = above < syntax->count ? cues->at[above] : NULL;
    if (governor != NULL && governor->kind == 'v')
        signs |= bit(SIGN_BELOW_CUE) | (governor->strong ? bit(SIGN_BELOW_STRONG) : 0);
    for (uint32_t step = 0; step < ABOVE_MAX && above < syntax->count; step++) {
        if (cues->at[above] != NULL && cues->at[above]->strong) {
            signs |= bit(SIGN_INSIDE);
            break;
        }
        above = syntax->tokens[above].head;
    }
    const cue *own = cues->at[candidate->at];
    const uint32_t strong = cues->strong[syntax->sentence[candidate->at]];
    return strong > (own != NULL && own->strong ? 1u : 0u) ? signs | bit(SIGN_COMPANY) : signs;
}

static uint64_t signs_of(const syntax *syntax, const cue_map *cues, const candidate *candidate)
{
    const uint32_t at = candidate->at;
    uint64_t signs = bit(speaker_sign(syntax, candidate)) | bit(place_sign(syntax, at)) |
                     content_signs(syntax, candidate) | neighbour_signs(syntax, cues, candidate);
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

/* ---- Words ------------------------------------------------------------------------------ */

static void add_clue(clue *clues, uint32_t *count, clue_role role, str word)
{
    if (*count < CLUES_MAX && word.len > 0)
        clues[(*count)++] = (clue){role, word};
}

static void child_clues(const syntax *syntax, uint32_t child, clue *clues, uint32_t *count)
{
    const deprel deprel = deprel_at(syntax, child);
    switch (deprel) {
    case DEPREL_ADVMOD:
        add_clue(clues, count, CLUE_ADVERB, syntax_lemma(syntax, child));
        return;
    case DEPREL_AUX:
        add_clue(clues, count, CLUE_AUXILIARY, syntax_word(syntax, child));
        return;
    case DEPREL_MARK:
        add_clue(clues, count, CLUE_MARK, syntax_word(syntax, child));
        return;
    case DEPREL_OBL:
    case DEPREL_NMOD:
        if (case_of(syntax, child) != TOKEN_NONE)
            add_clue(clues, count, CLUE_PHRASE, syntax_word(syntax, case_of(syntax, child)));
        return;
    default:
        add_clue(clues, count, CLUE_CHILD, deprel_name(deprel));
        return;
    }
}

uint32_t candidate_clues(const syntax *syntax, const candidate *candidate, clue clues[CLUES_MAX])
{
    uint32_t count = 0;
    const uint32_t at = candidate->at;
    const uint32_t source = candidate->source;
    const uint32_t content = candidate->content_head;
    if (source != TOKEN_NONE && syntax->tokens[source].name == NAME_TAG_NONE)
        add_clue(clues, &count, CLUE_SUBJECT, syntax_lemma(syntax, source));
    if (content != TOKEN_NONE)
        add_clue(clues, &count, CLUE_CONTENT, syntax_lemma(syntax, content));
    if (content != TOKEN_NONE && case_of(syntax, content) != TOKEN_NONE)
        add_clue(clues, &count, CLUE_PREPOSITION, syntax_word(syntax, case_of(syntax, content)));
    if (syntax->tokens[at].head < syntax->count)
        add_clue(clues, &count, CLUE_GOVERNOR, syntax_lemma(syntax, syntax->tokens[at].head));
    if (at > 0)
        add_clue(clues, &count, CLUE_BEFORE, syntax_word(syntax, at - 1));
    add_clue(clues, &count, CLUE_BEHIND, syntax_word(syntax, at + 1));
    add_clue(clues, &count, CLUE_TAG,
             label_at(&syntax->analysis->labels->xpos, syntax->tokens[at].xpos));
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
        child_clues(syntax, child, clues, &count);
    return count;
}

/* ---- The score -------------------------------------------------------------------------- */

bool cue_is_strong(const cue *cue)
{
    return cue->strong;
}

static const cue *cue_at(const syntax *syntax, const map *index, uint32_t at)
{
    const token *token = &syntax->tokens[at];
    switch ((upos)token->upos) {
    case UPOS_VERB:
        return cue_find_verb(index, token->lemma, syntax_word(syntax, at));
    case UPOS_NOUN:
        return cue_find(index, token->lemma, 'n');
    case UPOS_ADJ:
        return cue_find(index, token->lemma, 'a');
    default:
        return NULL;
    }
}

cue_map cue_map_of(arena *arena, const syntax *syntax)
{
    cue_map cues = {.index = cue_index(arena),
                    .at = arena_array(arena, const cue *, syntax->count),
                    .strong = arena_array(arena, uint32_t, syntax->analysis->sentences.count)};
    clue_index_init(&cues.clues);
    for (uint32_t at = 0; at < syntax->count && syntax->analysis->has_trees; at++) {
        cues.at[at] = cue_at(syntax, &cues.index, at);
        if (cues.at[at] != NULL && cues.at[at]->strong)
            cues.strong[syntax->sentence[at]]++;
    }
    return cues;
}

static int32_t score_of(const syntax *syntax, const cue_map *cues, const candidate *candidate)
{
    const cue *cue = candidate->cue;
    clue clues[CLUES_MAX];
    int32_t score =
        cue_bias + cue->weight + cue_frames[candidate->frame] + cue->frames[candidate->frame];
    for (uint32_t i = 0; i < SIGN_COUNT; i++)
        if (candidate->signs >> i & 1)
            score += cue_signs[i];
    const uint32_t count = candidate_clues(syntax, candidate, clues);
    for (uint32_t i = 0; i < count; i++)
        score += clue_weight(&cues->clues, clues[i]);
    return score;
}

/* "has asked Beijing for help", "planned to warn China that": who asks or warns whom is speech even
 * where the weights are in doubt, as they come from reports of what was said, not of what was
 * asked for. */
static int32_t speech_act(const candidate *candidate)
{
    const cue *cue = candidate->cue;
    if (cue->kind != 'v' || candidate->source == TOKEN_NONE || candidate->piece_count == 0)
        return 0;
    const bool addressed = candidate->addressee != TOKEN_NONE;
    if ((cue->class_ == READOUT_CUE_ASK && addressed) ||
        (cue->class_ == READOUT_CUE_WARN && (addressed || candidate->frame == FRAME_CLAUSE)))
        return ACT_WEIGHT;
    return cue->strong && addressed && !candidate->passive ? TOLD_WEIGHT : 0;
}

candidate candidate_read(const syntax *syntax, const cue_map *cues, uint32_t at, const cue *cue)
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
    const uint32_t head = syntax->tokens[at].head;
    if (candidate.passive && source_is_asked(syntax, at) && head < syntax->count)
        candidate.addressee = child_by(syntax, head, DEPREL_NSUBJ);
    if (candidate.source == TOKEN_NONE && candidate.frame == FRAME_QUOTE && !candidate.passive &&
        cue->kind == 'v' && syntax->quote[at] == UINT32_MAX)
        candidate.source = source_beside(syntax, at);
    candidate.signs = signs_of(syntax, cues, &candidate);
    candidate.score = score_of(syntax, cues, &candidate) + CUE_LENIENCE + speech_act(&candidate);
    return candidate;
}

/* What is done by more than words: on what is done to an object, no statement need stand. */
static const char *const deeds =
    "accept adopt allow attack back ban bar block campaign choose clear consider continue defend "
    "defy deliver display draw elect enforce enjoy file find force give grab impose introduce "
    "invoke issue launch lead lift line make name nominate open opt pass pay press prohibit "
    "promote prove pursue push put raise read receive release relish restrict retire reverse run "
    "seek seize send show sign spend spread start submit switch take throw try use unveil veto "
    "view "
    "vote win withdraw";

/* Things that do tell: written words and what was found by asking or counting. */
static const char *const tellers =
    "account affidavit analysis article audit book cable column complaint communique data document "
    "editorial email essay estimate evidence figure filing finding footage headline indictment "
    "lawsuit leak letter memo message note number paper picture poll post readout record recording "
    "release report research result review sign slogan statement statistic story study suit survey "
    "tape text transcript tweet video warrant website";

/* A quotation is somebody's words whatever stands beside it. A denial that is shown where there is
 * none does less harm than one that is overlooked. */
bool candidate_is_tentative(const syntax *syntax, const candidate *candidate)
{
    if (candidate->frame == FRAME_QUOTE)
        return false;
    if (candidate->frame == FRAME_CLAUSE)
        return candidate->score < TENTATIVE_CLAUSE;
    const bool thing =
        (candidate->signs >> SIGN_THING & 1) != 0 && !lemma_is(syntax, candidate->source, tellers);
    const bool denies = candidate->cue->class_ == READOUT_CUE_DENY && candidate->cue->kind == 'v';
    return thing || (candidate->score < TENTATIVE_OTHER && !denies) ||
           (candidate->cue->kind == 'v' && lemma_is(syntax, candidate->at, deeds));
}
