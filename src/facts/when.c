/* when.c - the time at which a statement was made: the time expression that belongs to the clause
 * of its cue, and not to what is said.
 *
 *   [On Monday], he [said] [in a letter dated May 3] [that they met on Friday].
 *      obl of the cue          on a document of it      content: passed over
 *
 * By the tree, the way goes from the time upwards until it meets the cue, through names and
 * through the nouns by which the statement went (its speaker, its addressee, its channel) and no
 * others: "said of the raid on Friday" tells when the raid was. A clause that only says how
 * somebody spoke ("speaking on Friday", "a statement released on Friday") counts as the cue's.
 * A time in front of coordinated verbs holds for all of them. A statement without a time of its
 * own that goes on with the words of the same speaker has the time of the one before it.
 *
 * Without trees the nearest time outside the content counts. */
#include "facts/when.h"

#include "facts/happening.h"

enum {
    NEAR = 60, /* bytes between cue and time, unless only the clause's own words lie there */
    FRONT = 120,
    CLIMB_MAX = 16,
    CUES_LOOKED_AT = 8, /* statements on each side whose cues may lie between */
    GOES_ON = 3         /* sentences that a speech is carried on over */
};

typedef struct finder {
    const report *report;
    const analysis *analysis;
    const facts *facts;
} finder;

static bool touches(text_span span, uint32_t start, uint32_t end)
{
    return span.start < end && start < span.end;
}

static bool inside_content(const statement *statement, const time_mention *time)
{
    for (uint32_t i = 0; i < statement->content.count; i++)
        if (time->span.start >= statement->content.items[i].start &&
            time->span.start < statement->content.items[i].end)
            return true;
    return false;
}

/* A time that something can be said at. */
static bool is_point(const time_mention *time)
{
    if (time->bound != TIME_AT && time->bound != TIME_AFTER && time->bound != TIME_BY)
        return false;
    return time->spread || ((time->type == READOUT_TIME_DATE || time->type == READOUT_TIME_TIME) &&
                            !str_ends(time->value, STR("_REF")));
}

/* ---- By position ------------------------------------------------------------------------------
 */

/* Words that end the reach of the cue between two places. */
static bool crosses_clause(const report *report, uint32_t from, uint32_t to)
{
    const str between = str_slice(report->text, from, to);
    return str_find(between, STR(";"), 0) != SIZE_MAX ||
           str_find(between, STR(" that "), 0) != SIZE_MAX;
}

/* The cue of another statement between two places: the time is nearer to that one. */
static bool crosses_cue(const facts *facts, const statement *said, uint32_t from, uint32_t to)
{
    const uint32_t here = (uint32_t)(said - facts->statements.items);
    const uint32_t first = here > CUES_LOOKED_AT ? here - CUES_LOOKED_AT : 0;
    for (uint32_t i = first; i < facts->statements.count && i <= here + CUES_LOOKED_AT; i++) {
        const statement *other = &facts->statements.items[i];
        if (other != said && other->cue.end > other->cue.start && other->cue.start >= from &&
            other->cue.end <= to)
            return true;
    }
    return false;
}

/* How far a time is from the cue that it stands beside; UINT32_MAX if it does not. */
static uint32_t beside(const finder *finder, const statement *said, const time_mention *time)
{
    const sentence *sentence = &finder->analysis->sentences.items[said->sentence];
    const bool behind = time->span.start >= said->cue.end;
    const uint32_t from = behind ? said->cue.end : time->span.end;
    const uint32_t to = behind ? time->span.start : said->cue.start;
    if (from > to)
        return UINT32_MAX;
    const bool front = !behind && time->span.start - sentence->start <= 12 && to - from <= FRONT;
    if ((to - from > NEAR && !front) || crosses_clause(finder->report, from, to) ||
        crosses_cue(finder->facts, said, from, to))
        return UINT32_MAX;
    return to - from + (behind ? 0 : NEAR); /* behind the cue is closer than in front */
}

/* ---- By the tree ------------------------------------------------------------------------------
 */

static str lemma_of(const finder *finder, uint32_t at)
{
    const token *token = &finder->analysis->tokens.items[at];
    return token->lemma.len > 0 ? token->lemma : token_text(finder->report, token);
}

static bool lemma_in(const finder *finder, uint32_t at, const char *list)
{
    str rest = str_of(list);
    for (str word; str_field(&rest, ' ', &word);)
        if (str_equal_nocase(lemma_of(finder, at), word))
            return true;
    return false;
}

/* Verbs of clauses that only say how somebody spoke. */
static const char SPEAKING[] = "speak talk write respond reply ask testify appear address answer "
                               "tweet post question press meet brief";
/* Verbs of clauses that say how the words came out. */
static const char PUBLISHING[] = "post release issue publish send air broadcast give make sign "
                                 "date deliver file record circulate dub read tweet distribute";

static bool is_cue(const statement *said, const token *token)
{
    return touches(said->cue, token->start, token->end);
}

/* Is the noun one that the statement went by? */
static bool is_on_the_way(const finder *finder, const statement *said, uint32_t at)
{
    const token *token = &finder->analysis->tokens.items[at];
    if (token->upos == UPOS_PROPN || token->upos == UPOS_PRON ||
        touches(said->speaker.span, token->start, token->end) ||
        touches(said->addressee, token->start, token->end))
        return true;
    for (uint32_t i = 0; i < said->channel.count; i++)
        if (touches(said->channel.items[i].span, token->start, token->end))
            return true;
    return lemma_in(finder, at,
                    "statement interview conference briefing letter memo report tweet post speech "
                    "remark email call column editorial reporter journalist hearing video");
}

static bool tag_is(const finder *finder, uint32_t at, const char *tag)
{
    const label_list *tags = &finder->analysis->labels->xpos;
    return str_equal(label_at(tags, finder->analysis->tokens.items[at].xpos), str_of(tag));
}

/* Is the clause of the verb told as going on with the one above it: "sent a letter on Friday
 * arguing", "took to the floor on Friday to warn", "was booed on Friday when he said"? */
static bool goes_with_governor(const finder *finder, uint32_t verb)
{
    const analysis *analysis = finder->analysis;
    const uint32_t marker = clause_marker(analysis, verb);
    if (marker != TOKEN_NONE && tag_is(finder, marker, "WRB"))
        return lemma_in(finder, marker, "when");
    if (clause_has_subject(analysis, verb))
        return false;
    return tag_is(finder, verb, "VBG") ||
           (tag_is(finder, verb, "VB") && marker != TOKEN_NONE && tag_is(finder, marker, "TO"));
}

/* Does the clause of the verb belong to the cue as well: coordinated with it, above a cue that is
 * an infinitive ("declined on Monday to say"), or gone on with by the cue's? `early`: the time
 * stands in front of the verb. */
static bool shares_clause(const finder *finder, const statement *said, uint32_t verb, bool early)
{
    const token *tokens = finder->analysis->tokens.items;
    const uint32_t count = finder->analysis->tokens.count;
    uint32_t at = analysis_token_at(finder->analysis, said->cue.start);
    bool document = false;
    for (int steps = 0; steps < CLIMB_MAX && at < count; steps++) {
        if (at == verb)
            return true;
        const deprel relation = (deprel)tokens[at].deprel;
        const bool inside = tokens[at].head < count && is_cue(said, &tokens[tokens[at].head]);
        const bool clause =
            (relation == DEPREL_ADVCL || relation == DEPREL_ACL) && goes_with_governor(finder, at);
        const bool noun = document && (relation == DEPREL_OBJ || relation == DEPREL_OBL);
        if (!inside && relation != DEPREL_XCOMP && relation != DEPREL_AUX &&
            !(relation == DEPREL_CONJ && early) && !clause && !noun)
            return false;
        document = clause && relation == DEPREL_ACL;
        at = tokens[at].head;
    }
    return false;
}

/* Is the noun the source that the cue only marks: "according to data released on Tuesday"? */
static bool cue_marks(const finder *finder, const statement *said, uint32_t noun)
{
    const token *tokens = finder->analysis->tokens.items;
    const uint32_t cue = analysis_token_at(finder->analysis, said->cue.start);
    return cue < finder->analysis->tokens.count && tokens[cue].head == noun &&
           (deprel)tokens[cue].deprel == DEPREL_CASE && tokens[noun].upos == UPOS_NOUN;
}

/* Does the way up from the time lead to the cue? */
static bool hangs(const finder *finder, const statement *said, const time_mention *time)
{
    const token *tokens = finder->analysis->tokens.items;
    uint32_t at = happening_top(finder->analysis, time->sentence, time->span);
    const bool early = at != TOKEN_NONE && time->span.end <= said->cue.start;
    bool document = false;
    for (int steps = 0; steps < CLIMB_MAX && at < finder->analysis->tokens.count; steps++) {
        const uint32_t head = tokens[at].head;
        if (head >= finder->analysis->tokens.count)
            return false;
        if (cue_marks(finder, said, head))
            return true;
        if (is_cue(said, &tokens[head]))
            return !((deprel)tokens[at].deprel == DEPREL_OBJ && steps > 0 &&
                     lemma_in(finder, head, "cite quote mention reference discuss describe read"));
        if (tokens[head].upos == UPOS_VERB || tokens[head].upos == UPOS_AUX) {
            const deprel relation = (deprel)tokens[head].deprel;
            if (shares_clause(finder, said, head,
                              document || (early && tokens[head].start > time->span.start)))
                return true;
            const bool speaking = relation == DEPREL_ADVCL && lemma_in(finder, head, SPEAKING);
            const bool publishing = relation == DEPREL_ACL && lemma_in(finder, head, PUBLISHING);
            if (!speaking && !publishing)
                return false;
            document |= publishing; /* that of all coordinated verbs */
        } else if (!is_on_the_way(finder, said, head) && (deprel)tokens[at].deprel != DEPREL_ACL &&
                   (deprel)tokens[at].deprel != DEPREL_APPOS) {
            return false;
        }
        at = head;
    }
    return false;
}

/* ---- The time of a statement -------------------------------------------------------------------
 */

/* "said Monday the talks": the day right behind the cue is its own, although the reader of the
 * content may have taken it for the content's first word. */
static bool right_behind(const finder *finder, const statement *said, const time_mention *time)
{
    if (time->span.start < said->cue.end || time->span.start - said->cue.end > 4)
        return false;
    const str between = str_slice(finder->report->text, said->cue.end, time->span.start);
    const str behind = str_slice(finder->report->text, time->span.end, time->span.end + 3);
    return (str_equal(between, STR(" ")) || str_equal(between, STR(" on "))) &&
           str_starts(behind, STR(" ")) && time->earliest.year == time->latest.year &&
           (str_starts(time->value, STR("XXXX-WXX-")) ||
            date_compare(time->earliest, time->latest) == 0);
}

static uint32_t distance(const finder *finder, const statement *said, const time_mention *time)
{
    if (!is_point(time))
        return UINT32_MAX;
    if (right_behind(finder, said, time))
        return 0;
    if (inside_content(said, time))
        return UINT32_MAX;
    if (!finder->analysis->has_trees)
        return beside(finder, said, time);
    if (!hangs(finder, said, time))
        return UINT32_MAX;
    return time->span.start >= said->cue.end ? time->span.start - said->cue.end
                                             : said->cue.start - time->span.end + NEAR;
}

/* The first time in the sentence or behind it. */
static uint32_t first_in(const facts *facts, uint32_t sentence)
{
    uint32_t low = 0, high = facts->times.count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (facts->times.items[middle].sentence < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t own_time(const finder *finder, const statement *said)
{
    uint32_t best = UINT32_MAX, nearest = UINT32_MAX;
    const time_array *times = &finder->facts->times;
    if (said->cue.end <= said->cue.start)
        return UINT32_MAX;
    for (uint32_t i = first_in(finder->facts, said->sentence);
         i < times->count && times->items[i].sentence == said->sentence; i++) {
        const uint32_t far = distance(finder, said, &times->items[i]);
        if (far < nearest) {
            nearest = far;
            best = i;
        }
    }
    return best;
}

static bool same_speaker(const facts *facts, const statement *said, const statement *before)
{
    const speaker *a = &said->speaker, *b = &before->speaker;
    const uint32_t number = (uint32_t)(before - facts->statements.items);
    if (a->entity != UINT32_MAX)
        return a->entity == b->entity;
    if (a->same_as != UINT32_MAX && (a->same_as == number || a->same_as == b->same_as))
        return true;
    return a->span.end > a->span.start && a->span.start == b->span.start;
}

/* Cues that may go on with what somebody has begun to say. */
static bool goes_on(const statement *said)
{
    static const char *const lemmas[] = {
        "say",         "add",       "continue",  "note",     "explain",  "tell",  "go",
        "write",       "insist",    "stress",    "declare",  "warn",     "argue", "call",
        "suggest",     "emphasize", "according", "sound",    "announce", "state", "respond",
        "tweet",       "maintain",  "confirm",   "describe", "speak",    "claim", "predict",
        "acknowledge", "mention",   "report"};
    if (said->cue.end <= said->cue.start)
        return true;
    for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++)
        if (str_starts(said->lemma, str_of(lemmas[i])))
            return true;
    return false;
}

static bool is_present(const finder *finder, const statement *said)
{
    const uint32_t at = analysis_token_at(finder->analysis, said->cue.start);
    return finder->analysis->has_trees && said->cue.end > said->cue.start &&
           at < finder->analysis->tokens.count &&
           (tag_is(finder, at, "VBZ") || tag_is(finder, at, "VBP"));
}

/* Is the verb of the cue perfect: "has said", "had said"? */
static bool is_perfect(const finder *finder, const statement *said)
{
    const token *tokens = finder->analysis->tokens.items;
    const uint32_t at = analysis_token_at(finder->analysis, said->cue.start);
    const sentence *sentence = &finder->analysis->sentences.items[said->sentence];
    for (uint32_t i = sentence->first_token; finder->analysis->has_trees && i < at; i++)
        if (tokens[i].head == at && (deprel)tokens[i].deprel == DEPREL_AUX &&
            lemma_in(finder, i, "have"))
            return true;
    return false;
}

/* Has the sentence a time of its own outside the content, that could not be given to the cue? */
static bool has_time_beside(const finder *finder, const statement *said)
{
    const time_array *times = &finder->facts->times;
    for (uint32_t i = first_in(finder->facts, said->sentence);
         i < times->count && times->items[i].sentence == said->sentence; i++)
        if (is_point(&times->items[i]) && times->items[i].value.len > 4 &&
            !inside_content(said, &times->items[i]))
            return true; /* more exact than a year */
    return false;
}

/* Can `said` go on with `before`? That is dated to the day and speech like this one: neither a
 * vote in 2016, nor what somebody says now, or has long said, after what he did then. */
static bool opens(const finder *finder, const statement *said, const statement *before)
{
    const time_mention *time = &finder->facts->times.items[before->when];
    const bool day = date_compare(time->earliest, time->latest) == 0 &&
                     (time->earliest.year != 0 || str_starts(time->value, STR("XXXX-WXX-")) ||
                      str_starts(time->value, STR("XXXX-XX-XX")));
    return day && goes_on(before) && is_present(finder, said) == is_present(finder, before) &&
           !is_perfect(finder, said) && !is_perfect(finder, before) &&
           !has_time_beside(finder, said);
}

/* The time of the statement that this one goes on with: the last dated one of the same speaker,
 * a few sentences back at most, when nobody else has spoken in between. */
static uint32_t begun_at(const finder *finder, uint32_t number)
{
    const statement *said = &finder->facts->statements.items[number];
    for (uint32_t back = 1; back <= CUES_LOOKED_AT && back <= number; back++) {
        const statement *before = &finder->facts->statements.items[number - back];
        if (before->sentence > said->sentence || said->sentence - before->sentence > GOES_ON)
            return UINT32_MAX;
        const bool same = same_speaker(finder->facts, said, before);
        if (same && before->when != UINT32_MAX && !before->planned)
            return opens(finder, said, before) ? before->when : UINT32_MAX;
        if (!same && before->within == UINT32_MAX)
            return UINT32_MAX;
    }
    return UINT32_MAX;
}

void when_run(const report *report, const analysis *analysis, facts *facts)
{
    const finder finder = {report, analysis, facts};
    for (uint32_t i = 0; i < facts->statements.count; i++) {
        statement *said = &facts->statements.items[i];
        if (said->sentence >= analysis->sentences.count)
            continue;
        said->when = own_time(&finder, said);
        if (said->when != UINT32_MAX || said->within != UINT32_MAX || said->planned ||
            !goes_on(said))
            continue;
        said->when = begun_at(&finder, i);
    }
}
