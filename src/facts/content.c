/* content.c - what a cue says was said: the words that hang on it.
 *
 *     said that [it was so]            a clause below the cue
 *     [It was so], Reeve said          a clause that the cue is inserted into
 *     "[It was so]," said Reeve        a quotation beside the cue's clause
 *     promised [to go]                 an infinitive, with its object
 *     denied [the claims of X]         an object, and what belongs to it
 *     called for [calm]                a prepositional phrase */
#include "facts/content.h"

enum {
    BEFORE_COMMA_MIN = 4, /* less than that before ", he said" is an adverbial */
    THAT_DISTANCE_MAX = 10,
    CIRCUMSTANCE_MAX = 6, /* words of "on Monday", "in a statement" */
    TAILS_MAX = 4
};

void content_add(candidate *candidate, range piece)
{
    if (piece.start >= piece.end)
        return;
    for (uint32_t i = 0; i < candidate->piece_count; i++) {
        range *there = &candidate->pieces[i];
        if (piece.start <= there->end && there->start <= piece.end) {
            there->start = piece.start < there->start ? piece.start : there->start;
            there->end = piece.end > there->end ? piece.end : there->end;
            return;
        }
    }
    if (candidate->piece_count < PIECES_MAX)
        candidate->pieces[candidate->piece_count++] = piece;
}

/* What of `whole` is left without `hole`: one piece or two. */
static void add_without(const syntax *syntax, candidate *candidate, range whole, range hole)
{
    if (hole.end <= whole.start || hole.start >= whole.end) {
        content_add(candidate, trimmed(syntax, whole));
        return;
    }
    content_add(candidate, trimmed(syntax, (range){whole.start, hole.start}));
    content_add(candidate, trimmed(syntax, (range){hole.end, whole.end}));
}

/* Are words behind ", he said," more of what he said? Not "adding that", "who spoke". */
static bool goes_on(const syntax *syntax, uint32_t from, uint32_t end)
{
    return from + BEFORE_COMMA_MIN < end &&
           !word_is(syntax, from,
                    "who which whose and but while as after before when where though "
                    "although with without") &&
           !str_ends_nocase(syntax_word(syntax, from), STR("ing"));
}

static bool take_clause(const syntax *syntax, candidate *candidate, uint32_t clause)
{
    if (clause == TOKEN_NONE)
        return false;
    const range whole = whole_of(syntax, clause);
    candidate->frame = FRAME_CLAUSE;
    candidate->content_head = clause;
    const uint32_t source = candidate->source;
    range hole = whole_of(syntax, candidate->at);
    if (hole.start <= whole.start && whole.end <= hole.end && source < candidate->at)
        hole = (range){syntax->low[source] > whole.start ? syntax->low[source] : source,
                       candidate->at + 1}; /* "The gate, Reeve said, was locked" */
    const bool around = whole.start <= candidate->at && candidate->at < whole.end;
    if (around && hole.end == candidate->at + 1 && !goes_on(syntax, hole.end + 1, whole.end) &&
        word_is(syntax, hole.end, ","))
        content_add(candidate, trimmed(syntax, (range){whole.start, hole.start}));
    else if (around)
        add_without(syntax, candidate, whole, hole);
    else
        content_add(candidate, trimmed(syntax, whole));
    return candidate->piece_count > 0;
}

/* "It was so, Reeve said": the cue hangs on the clause as a parenthesis. */
static bool take_host_clause(const syntax *syntax, candidate *candidate)
{
    const uint32_t at = candidate->at;
    const uint32_t head = syntax->tokens[at].head;
    if (deprel_at(syntax, at) != DEPREL_PARATAXIS || head >= syntax->count ||
        candidate->source == TOKEN_NONE || child_by(syntax, at, DEPREL_OBJ) != TOKEN_NONE)
        return false;
    candidate->frame = FRAME_CLAUSE;
    candidate->content_head = head;
    add_without(syntax, candidate, whole_of(syntax, head), whole_of(syntax, at));
    return candidate->piece_count > 0;
}

/* "according to" the same way; and "as Reeve said": an adverbial clause of the content. */
static bool take_as_clause(const syntax *syntax, candidate *candidate)
{
    const uint32_t at = candidate->at;
    const uint32_t mark = child_by(syntax, at, DEPREL_MARK);
    const uint32_t head = syntax->tokens[at].head;
    if (deprel_at(syntax, at) != DEPREL_ADVCL || mark == TOKEN_NONE || head >= syntax->count ||
        !word_is(syntax, mark, "as") || child_by(syntax, at, DEPREL_OBJ) != TOKEN_NONE)
        return false;
    candidate->frame = FRAME_CLAUSE;
    candidate->content_head = head;
    add_without(syntax, candidate, whole_of(syntax, head), whole_of(syntax, at));
    return candidate->piece_count > 0;
}

/* "It was so, Reeve said": where the tree does not tell, what stands before the comma. */
static bool take_before_comma(const syntax *syntax, candidate *candidate)
{
    const range sentence = sentence_range(syntax, syntax->sentence[candidate->at]);
    const range kernel = content_kernel(syntax, candidate);
    if (candidate->cue->kind != 'v' || candidate->source == TOKEN_NONE ||
        candidate->pointer != TOKEN_NONE || kernel.start < sentence.start + BEFORE_COMMA_MIN ||
        !word_is(syntax, kernel.start - 1, ",") || syntax->quote[candidate->at] != UINT32_MAX)
        return false;
    uint32_t end = kernel.end; /* of "on Monday", "in a statement" */
    for (; end < sentence.end && syntax->tokens[end].is_word; end++)
        if (end - kernel.end >= CIRCUMSTANCE_MAX ||
            (upos_at(syntax, end) == UPOS_VERB && deprel_at(syntax, end) != DEPREL_AMOD) ||
            word_is(syntax, end, "that upon for of"))
            return false;
    candidate->frame = FRAME_CLAUSE;
    content_add(candidate, trimmed(syntax, (range){sentence.start, kernel.start}));
    if (word_is(syntax, end, ",") && end == kernel.end && goes_on(syntax, end + 1, sentence.end))
        content_add(candidate, trimmed(syntax, (range){end + 1, sentence.end}));
    return true;
}

/* "told reporters in Rome on Friday that": where the tree does not tell, the words behind it. */
static bool take_that_clause(const syntax *syntax, candidate *candidate)
{
    const range sentence = sentence_range(syntax, syntax->sentence[candidate->at]);
    for (uint32_t at = candidate->at + 1;
         at < sentence.end && at < candidate->at + THAT_DISTANCE_MAX; at++) {
        if (word_is(syntax, at, ". ; :") ||
            (upos_at(syntax, at) == UPOS_VERB && deprel_at(syntax, at) != DEPREL_AMOD))
            return false;
        if (!word_is(syntax, at, "that") || deprel_at(syntax, at) != DEPREL_MARK)
            continue;
        const uint32_t clause = syntax->tokens[at].head;
        if (clause <= at || clause >= sentence.end || is_below(syntax, candidate->at, clause))
            return false;
        candidate->frame = FRAME_CLAUSE;
        candidate->content_head = clause;
        content_add(candidate, trimmed(syntax, (range){at, syntax->high[clause]}));
        return true;
    }
    return false;
}

static bool is_addressee_verb(const syntax *syntax, uint32_t at)
{
    return lemma_is(syntax, at,
                    "tell ask warn inform assure remind urge notify advise promise brief persuade "
                    "convince instruct order beg");
}

/* Who is spoken to: an indirect object, the object of "told", "to reporters". */
static void find_addressee(const syntax *syntax, candidate *candidate)
{
    const uint32_t at = candidate->at;
    uint32_t to = child_by(syntax, at, DEPREL_IOBJ);
    if (to == TOKEN_NONE && is_addressee_verb(syntax, at))
        to = child_by(syntax, at, DEPREL_OBJ);
    for (uint32_t child = syntax->child[at]; to == TOKEN_NONE && child != TOKEN_NONE;
         child = syntax->next[child]) {
        const uint32_t preposition = case_of(syntax, child);
        if (deprel_at(syntax, child) == DEPREL_OBL && preposition != TOKEN_NONE &&
            word_is(syntax, preposition, "to") && child > at &&
            (upos_at(syntax, child) == UPOS_PROPN || means_people(syntax, child)))
            to = child;
    }
    if (to != candidate->source)
        candidate->addressee = to;
}

static bool is_topic(const syntax *syntax, uint32_t child)
{
    const uint32_t preposition = case_of(syntax, child);
    return deprel_at(syntax, child) == DEPREL_OBL && preposition != TOKEN_NONE &&
           word_is(syntax, preposition,
                   "for of as about on against over with to upon into from in") &&
           !relation_is(syntax, child, "obl:tmod") && !relation_is(syntax, child, "obl:unmarked");
}

static range without_case(const syntax *syntax, uint32_t at)
{
    range whole = whole_of(syntax, at);
    const uint32_t preposition = case_of(syntax, at);
    if (preposition != TOKEN_NONE && preposition == whole.start)
        whole.start = preposition + 1;
    return whole;
}

static bool has_to(const syntax *syntax, uint32_t at)
{
    const uint32_t mark = child_by(syntax, at, DEPREL_MARK);
    return mark != TOKEN_NONE && word_is(syntax, mark, "to");
}

/* The last word below the cue behind `from`, without further clauses: "called him a fool". */
static uint32_t end_of_predicate(const syntax *syntax, uint32_t at, uint32_t from)
{
    uint32_t end = from;
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child]) {
        const deprel deprel = deprel_at(syntax, child);
        if (child < from || deprel == DEPREL_PUNCT || deprel == DEPREL_CONJ ||
            deprel == DEPREL_CC || deprel == DEPREL_PARATAXIS || deprel == DEPREL_ADVMOD ||
            (deprel == DEPREL_ADVCL && !has_to(syntax, child)) ||
            date_weekday_of(syntax_word(syntax, child)) >= 0)
            continue;
        if (syntax->high[child] > end)
            end = syntax->high[child];
    }
    return end;
}

/* The object and what follows it: "criticised him for his words". */
static bool take_object(const syntax *syntax, candidate *candidate)
{
    const uint32_t at = candidate->at;
    uint32_t object = child_by(syntax, at, DEPREL_OBJ);
    if (object == TOKEN_NONE && candidate->passive)
        object = child_by(syntax, at, DEPREL_NSUBJ);
    if (object == TOKEN_NONE || object == candidate->source || object == candidate->addressee)
        return false;
    candidate->frame = FRAME_OBJECT;
    candidate->content_head = object;
    content_add(candidate, trimmed(syntax, whole_of(syntax, object)));
    if (object < at) { /* "Reeve was criticised for it", "was described as careless" */
        for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
            if (child > at && (deprel_at(syntax, child) == DEPREL_XCOMP ||
                               (is_topic(syntax, child) &&
                                word_is(syntax, case_of(syntax, child), "for of as with"))))
                content_add(candidate, trimmed(syntax, whole_of(syntax, child)));
        return true;
    }
    if (object > at &&
        lemma_is(syntax, at,
                 "call describe label brand dub deem accuse portray depict paint "
                 "characterize characterise blame criticize criticise praise slam")) {
        const range rest = {syntax->low[object],
                            end_of_predicate(syntax, at, syntax->high[object])};
        content_add(candidate, trimmed(syntax, rest));
        return true;
    }
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
        if (child > object && object > at &&
            (deprel_at(syntax, child) == DEPREL_XCOMP ||
             (is_topic(syntax, child) &&
              word_is(syntax, case_of(syntax, child), "for of as with"))))
            content_add(candidate, trimmed(syntax, whole_of(syntax, child)));
    return true;
}

static bool take_infinitive(const syntax *syntax, candidate *candidate)
{
    const uint32_t at = candidate->at;
    const uint32_t object = child_by(syntax, at, DEPREL_OBJ);
    uint32_t clause = child_by(syntax, at, DEPREL_XCOMP);
    if (clause == TOKEN_NONE && object != TOKEN_NONE && object == candidate->addressee)
        clause = child_by(syntax, object, DEPREL_ACL);
    if (clause == TOKEN_NONE && object != TOKEN_NONE && object == candidate->addressee)
        clause = child_by(syntax, at, DEPREL_ADVCL);
    if (clause == TOKEN_NONE || (object != TOKEN_NONE && clause < object))
        return false;
    candidate->frame = FRAME_INFINITIVE;
    candidate->content_head = clause;
    range piece = whole_of(syntax, clause);
    if (object != TOKEN_NONE && object > at && object < clause)
        piece.start = syntax->low[object] < piece.start ? syntax->low[object] : piece.start;
    content_add(candidate, trimmed(syntax, piece));
    return true;
}

/* "in a statement", "at a briefing": how it was said, not what. */
static bool is_way(const syntax *syntax, uint32_t child)
{
    return word_is(syntax, case_of(syntax, child), "in on at") &&
           lemma_is(syntax, child,
                    "statement interview briefing conference letter tweet post message email "
                    "speech release report article hearing meeting");
}

static bool take_oblique(const syntax *syntax, candidate *candidate)
{
    const uint32_t at = candidate->at;
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child]) {
        if (!is_topic(syntax, child) || child == candidate->addressee || child < at ||
            child == candidate->source || is_way(syntax, child))
            continue;
        candidate->frame = FRAME_OBLIQUE;
        candidate->content_head = child;
        content_add(candidate, trimmed(syntax, without_case(syntax, child)));
        for (uint32_t after = syntax->next[child]; after != TOKEN_NONE;
             after = syntax->next[after]) {
            const uint32_t mark = child_by(syntax, after, DEPREL_MARK);
            if (mark != TOKEN_NONE && word_is(syntax, mark, "to") &&
                syntax->low[after] <= syntax->high[child])
                content_add(candidate, trimmed(syntax, whole_of(syntax, after)));
        }
        return true;
    }
    return false;
}

/* "Reeve believes ...": what follows, where the tree has broken off. */
static bool take_rest(const syntax *syntax, candidate *candidate)
{
    const range sentence = sentence_range(syntax, syntax->sentence[candidate->at]);
    const range kernel = content_kernel(syntax, candidate);
    if (candidate->cue->kind != 'v' || !cue_is_strong(candidate->cue) ||
        candidate->source == TOKEN_NONE || candidate->passive ||
        kernel.end + BEFORE_COMMA_MIN > sentence.end)
        return false;
    range rest = {kernel.end, sentence.end};
    for (uint32_t at = kernel.end; at < kernel.end + 3; at++)
        if (!syntax->tokens[at].is_word)
            return false;
    for (uint32_t at = kernel.end; at + 1 < sentence.end && at < kernel.end + THAT_DISTANCE_MAX;
         at++)
        if (word_is(syntax, at, "that")) {
            rest.start = at + 1;
            break;
        }
    candidate->frame = FRAME_CLAUSE;
    content_add(candidate, trimmed(syntax, rest));
    return true;
}

/* Where nothing hangs on a verb, what stands behind it up to a mark, if it is a phrase at all. */
static void take_remainder(const syntax *syntax, candidate *candidate)
{
    const range sentence = sentence_range(syntax, syntax->sentence[candidate->at]);
    uint32_t end = candidate->at + 1;
    while (end < sentence.end && !word_is(syntax, end, ", ; : . — -- –") &&
           syntax->quote[end] == syntax->quote[candidate->at])
        end++;
    if (candidate->cue->kind == 'v' && candidate->source != TOKEN_NONE &&
        candidate->source < candidate->at && end > candidate->at + 2)
        content_add(candidate, trimmed(syntax, (range){candidate->at + 1, end}));
}

/* "how it ended", "adding, to laughter, that": clauses that the parser hung on as adverbials. */
static bool take_adverbial_clause(const syntax *syntax, candidate *candidate)
{
    const uint32_t clause = child_by(syntax, candidate->at, DEPREL_ADVCL);
    if (clause == TOKEN_NONE || clause < candidate->at)
        return false;
    const uint32_t mark = child_by(syntax, clause, DEPREL_MARK);
    if (mark == TOKEN_NONE || !word_is(syntax, mark, "that if whether for how"))
        return false;
    return take_clause(syntax, candidate, clause);
}

static void noun_content(const syntax *syntax, candidate *candidate)
{
    const uint32_t at = candidate->at;
    uint32_t clause = child_by(syntax, at, DEPREL_ACL);
    if (clause == TOKEN_NONE)
        clause = child_by(syntax, at, DEPREL_CCOMP);
    if (clause != TOKEN_NONE && !relation_is(syntax, clause, "acl:relcl")) {
        candidate->frame = child_by(syntax, clause, DEPREL_MARK) != TOKEN_NONE &&
                                   word_is(syntax, child_by(syntax, clause, DEPREL_MARK), "to")
                               ? FRAME_INFINITIVE
                               : FRAME_CLAUSE;
        candidate->content_head = clause;
        content_add(candidate, trimmed(syntax, whole_of(syntax, clause)));
        return;
    }
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child]) {
        const uint32_t preposition = case_of(syntax, child);
        if (deprel_at(syntax, child) != DEPREL_NMOD || child == candidate->source || child < at ||
            preposition == TOKEN_NONE ||
            !word_is(syntax, preposition, "of for about on over against to"))
            continue;
        candidate->frame = FRAME_OBLIQUE;
        candidate->content_head = child;
        content_add(candidate, trimmed(syntax, without_case(syntax, child)));
        return;
    }
    /* "raised questions about it": where the phrase hangs on the verb */
    const uint32_t next = at + 1;
    if (next >= syntax->count || syntax->sentence[next] != syntax->sentence[at] ||
        !word_is(syntax, next, "of for about on over against that whether"))
        return;
    const uint32_t phrase = syntax->tokens[next].head;
    if (phrase >= syntax->count || phrase < next || syntax->low[phrase] != next)
        return;
    candidate->frame = word_is(syntax, next, "that whether") ? FRAME_CLAUSE : FRAME_OBLIQUE;
    candidate->content_head = phrase;
    content_add(candidate, trimmed(syntax, (range){next + (candidate->frame == FRAME_OBLIQUE),
                                                   syntax->high[phrase]}));
}

/* What a phrase or clause right behind the content adds to it, though the tree hangs it elsewhere:
 * "portrayed Reeve [as careless]", "a way [for the council] [to save money]". */
static void add_tails(const syntax *syntax, candidate *candidate)
{
    range *last = &candidate->pieces[candidate->piece_count - 1];
    const range sentence = sentence_range(syntax, syntax->sentence[candidate->at]);
    for (int tails = 0; tails < TAILS_MAX && last->end < sentence.end; tails++) {
        const uint32_t next = last->end;
        const uint32_t head =
            word_is(syntax, next, "being having") ? next : syntax->tokens[next].head;
        if (!word_is(syntax, next,
                     "for as to of that because than over about with from into against being "
                     "having") ||
            head >= sentence.end || head < next || syntax->low[head] != next ||
            syntax->quote[next] != syntax->quote[last->end - 1])
            return;
        last->end = trimmed(syntax, (range){last->start, syntax->high[head]}).end;
    }
}

static void find_pieces(const syntax *syntax, candidate *candidate)
{
    const uint32_t at = candidate->at;
    if (candidate->cue->kind == 'n') {
        noun_content(syntax, candidate);
        return;
    }
    if (content_quotation_before(syntax, candidate))
        return;
    if ((candidate->cue->class_ != READOUT_CUE_THINK && content_announced(syntax, candidate)) ||
        take_clause(syntax, candidate, child_by(syntax, at, DEPREL_CCOMP)) ||
        take_host_clause(syntax, candidate) || take_as_clause(syntax, candidate) ||
        take_infinitive(syntax, candidate) || take_that_clause(syntax, candidate) ||
        take_object(syntax, candidate) || content_quotation(syntax, candidate) ||
        take_adverbial_clause(syntax, candidate) || take_before_comma(syntax, candidate) ||
        ((!cue_is_strong(candidate->cue) || candidate->addressee != TOKEN_NONE) &&
         take_oblique(syntax, candidate)) ||
        take_rest(syntax, candidate) || take_oblique(syntax, candidate))
        return;
    take_remainder(syntax, candidate);
}

void content_find(const syntax *syntax, candidate *candidate)
{
    find_addressee(syntax, candidate);
    find_pieces(syntax, candidate);
    if (candidate->piece_count > 0 && candidate->frame != FRAME_QUOTE &&
        candidate->pieces[candidate->piece_count - 1].start > candidate->at)
        add_tails(syntax, candidate);
}
