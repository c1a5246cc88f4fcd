/* when.c - the time at which a statement was made: the time expression of its sentence that
 * hangs on the cue ("said on Monday", "told CNN Sunday", "On Monday, he said"), not one inside
 * what is said. By position, as there are no trees yet; times_hang() is what they replace.
 *
 *   [On Monday], he [said] [on Sunday] [that they met on Friday].
 *      farther      cue     nearest      content: passed over
 */
#include "facts/when.h"

enum {
    NEAR = 60, /* bytes between cue and time, unless only the clause's own words lie there */
    FRONT = 120
};

static bool inside_content(const statement *statement, const time_mention *time)
{
    for (uint32_t i = 0; i < statement->content.count; i++)
        if (time->span.start >= statement->content.items[i].start &&
            time->span.start < statement->content.items[i].end)
            return true;
    return false;
}

static bool is_point(const time_mention *time)
{
    return (time->type == READOUT_TIME_DATE || time->type == READOUT_TIME_TIME) &&
           !str_ends(time->value, STR("_REF"));
}

/* Words that end the reach of the cue between two places. */
static bool crosses_clause(const report *report, uint32_t from, uint32_t to)
{
    const str between = str_slice(report->text, from, to);
    return str_find(between, STR(";"), 0) != SIZE_MAX ||
           str_find(between, STR(" that "), 0) != SIZE_MAX;
}

/* The cue of another statement between two places: the time is nearer to that one. Only the
 * CUES_LOOKED_AT statements on each side are looked at. */
static bool crosses_cue(const facts *facts, const statement *said, uint32_t from, uint32_t to)
{
    enum { CUES_LOOKED_AT = 8 };
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

/* How far a time is from the cue that it hangs on; UINT32_MAX if it does not hang on it. */
static uint32_t times_hang(const report *report, const facts *facts, const sentence *sentence,
                           const statement *said, const time_mention *time)
{
    if (!is_point(time) || inside_content(said, time))
        return UINT32_MAX;
    if (time->span.start >= said->cue.end) {
        const uint32_t gap = time->span.start - said->cue.end;
        return gap <= NEAR && !crosses_clause(report, said->cue.end, time->span.start) &&
                       !crosses_cue(facts, said, said->cue.end, time->span.start)
                   ? gap
                   : UINT32_MAX;
    }
    if (time->span.end > said->cue.start)
        return UINT32_MAX;
    const uint32_t gap = said->cue.start - time->span.end;
    const bool front = time->span.start - sentence->start <= 12 && gap <= FRONT;
    if ((gap > NEAR && !front) || crosses_clause(report, time->span.end, said->cue.start) ||
        crosses_cue(facts, said, time->span.end, said->cue.start))
        return UINT32_MAX;
    return gap + NEAR; /* behind the cue is closer than in front */
}

static uint32_t when_of(const report *report, const analysis *analysis, const facts *facts,
                        const statement *said, uint32_t first_time)
{
    uint32_t best = UINT32_MAX;
    uint32_t nearest = UINT32_MAX;
    const sentence *sentence = &analysis->sentences.items[said->sentence];
    if (said->cue.end <= said->cue.start)
        return UINT32_MAX;
    for (uint32_t i = first_time;
         i < facts->times.count && facts->times.items[i].sentence == said->sentence; i++) {
        const uint32_t gap = times_hang(report, facts, sentence, said, &facts->times.items[i]);
        if (gap < nearest) {
            nearest = gap;
            best = i;
        }
    }
    return best;
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

void when_run(const report *report, const analysis *analysis, facts *facts)
{
    for (uint32_t i = 0; i < facts->statements.count; i++) {
        statement *said = &facts->statements.items[i];
        if (said->sentence < analysis->sentences.count)
            said->when = when_of(report, analysis, facts, said, first_in(facts, said->sentence));
    }
}
