/* dates.c - the publication dates of reports that state none, from the rest of the pile.
 *
 *   undated    "... met [Monday] in Rome"          d = ?    [Monday] = last Monday up to d
 *                     | alike
 *   others     "On [March 14, 2022], X met Y"      -> d in 03-14 .. 03-20
 *              published 2022-03-15, alike         -> d near 03-15
 *
 * Every candidate day d is tried: the undated report's times are resolved against d and
 * compared with the days that other reports give to sentences that are alike. What speaks
 * for d: days that agree, reports of the same story published near d, and that news names
 * the newest day most often (of 300 bare weekdays in TimeBank 43 % are the day of the report,
 * 21 % the day before). Without enough evidence no day is named, only bounds: a report that
 * tells of a day as past was not published before it. Nothing from outside the pile is used.
 *
 * Cost: an undated report is compared with at most NEIGHBOURS others, found by shared names. */
#include "base/map.h"
#include "compare/align.h"

#include <stdlib.h>

enum {
    NEIGHBOURS = 12,   /* reports that one is compared with */
    COMMON_NAME = 256, /* a name in more reports says nothing */
    MENTIONS_MAX = 60, /* of each report */
    CANDIDATES_MAX = 160,
    ROUNDS = 2, /* in the second, dates of the first are evidence */
    WEEK = 7
};

static const double ALIKE = 0.25;       /* two sentences may tell of one event */
static const double STORY_ALIKE = 0.15; /* two reports may tell of one story */
static const double AGREEMENT = 0.30;   /* of days, to name a date */
static const double NEARNESS = 0.25;    /* of dated reports, to name a date */

typedef array_of(uint32_t) report_list;

typedef struct neighbour {
    uint32_t report;
    double likeness;
} neighbour;

/* A time of the undated report and a day that another report gives to a like sentence. */
typedef struct day_pair {
    uint32_t time;  /* of the undated report */
    uint32_t other; /* report */
    uint32_t other_time;
    int32_t day;
    double likeness;
} day_pair;

typedef struct work {
    arena *keep;
    arena *scratch;
    const pile *pile;
    comparison *comparison;
    features **features;    /* [report], made when asked for */
    uint32_t *name_first;   /* [entity]: into name_reports */
    uint32_t *name_reports; /* the reports that name it */
    double *shared;         /* [report]: weight of names shared, while neighbours are sought */
} work;

/* One undated report. */
typedef struct question {
    uint32_t report;
    neighbour neighbours[NEIGHBOURS];
    uint32_t neighbour_count;
    array_of(day_pair) pairs;
    int32_t candidates[CANDIDATES_MAX];
    uint32_t candidate_count;
} question;

/* What speaks for a day. */
typedef struct verdict {
    int32_t day;
    double agreement; /* of days */
    double nearness;  /* of dated reports */
    double total;
    const day_pair *best;
    uint32_t near; /* the neighbour that counts most, or UINT32_MAX */
} verdict;

const time_array *times_of(const pile *pile, const comparison *comparison, uint32_t report)
{
    return comparison->times != NULL ? &comparison->times[report]
                                     : &pile->readings[report].facts->times;
}

static const features *features_at(work *work, uint32_t report)
{
    if (work->features[report] == NULL) {
        work->features[report] = arena_new(work->scratch, features);
        features_of(work->scratch, work->keep, &work->pile->readings[report],
                    work->features[report]);
    }
    return work->features[report];
}

static const unit *unit_of(const features *features, uint32_t sentence)
{
    uint32_t low = 0, high = features->units.count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (features->units.items[middle].sentence < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low < features->units.count && features->units.items[low].sentence == sentence
               ? &features->units.items[low]
               : NULL;
}

/* ---- Neighbours -------------------------------------------------------------------------------
 */

/* For each entity of the pile the reports that name it, as runs of one array. */
static void index_names(work *work)
{
    const uint32_t entities = work->comparison->entities.count;
    work->name_first = arena_array(work->scratch, uint32_t, (size_t)entities + 2);
    uint32_t total = 0;
    for (uint32_t i = 0; i < work->pile->count; i++)
        for (uint32_t k = 0; k < work->pile->readings[i].analysis->entities.count; k++)
            if (work->comparison->entity_of[i][k] < entities) {
                work->name_first[work->comparison->entity_of[i][k] + 2]++;
                total++;
            }
    for (uint32_t i = 2; i < entities + 2; i++)
        work->name_first[i] += work->name_first[i - 1];
    work->name_reports = arena_array(work->scratch, uint32_t, total);
    for (uint32_t i = 0; i < work->pile->count; i++)
        for (uint32_t k = 0; k < work->pile->readings[i].analysis->entities.count; k++)
            if (work->comparison->entity_of[i][k] < entities)
                work->name_reports[work->name_first[work->comparison->entity_of[i][k] + 1]++] = i;
}

static void count_shared(work *work, uint32_t report, report_list *seen)
{
    const uint32_t entities = work->comparison->entities.count;
    for (uint32_t k = 0; k < work->pile->readings[report].analysis->entities.count; k++) {
        const uint32_t name = work->comparison->entity_of[report][k];
        if (name >= entities)
            continue;
        const uint32_t first = work->name_first[name], last = work->name_first[name + 1];
        for (uint32_t i = first; i < last && last - first <= COMMON_NAME; i++) {
            const uint32_t other = work->name_reports[i];
            if (other == report)
                continue;
            if (work->shared[other] == 0)
                *array_push(work->scratch, seen) = other;
            work->shared[other] += 1.0 / (last - first);
        }
    }
}

/* Keeps the best NEIGHBOURS, the earlier report first among equals. */
static void offer_neighbour(question *question, uint32_t report, double shared)
{
    uint32_t at = question->neighbour_count;
    while (at > 0 && question->neighbours[at - 1].likeness < shared)
        at--;
    if (at == NEIGHBOURS)
        return;
    if (question->neighbour_count < NEIGHBOURS)
        question->neighbour_count++;
    for (uint32_t i = question->neighbour_count - 1; i > at; i--)
        question->neighbours[i] = question->neighbours[i - 1];
    question->neighbours[at] = (neighbour){report, shared};
}

static void find_neighbours(work *work, question *question)
{
    report_list seen = {0};
    count_shared(work, question->report, &seen);
    for (uint32_t i = 0; i < seen.count; i++) {
        offer_neighbour(question, seen.items[i], work->shared[seen.items[i]]);
        work->shared[seen.items[i]] = 0;
    }
    const features *mine = features_at(work, question->report);
    for (uint32_t i = 0; i < question->neighbour_count; i++)
        question->neighbours[i].likeness =
            features_common(mine, features_at(work, question->neighbours[i].report));
}

/* ---- Days of like sentences ---------------------------------------------------------------------
 */

static bool is_day(const time_mention *time)
{
    return (time->type == READOUT_TIME_DATE || time->type == READOUT_TIME_TIME) &&
           !time->day_assumed && time->earliest.year != 0 &&
           date_compare(time->earliest, time->latest) == 0;
}

/* A day, or one that would be a day if the report were dated. */
static bool may_be_day(const time_mention *time)
{
    if (is_day(time))
        return true;
    return (time->type == READOUT_TIME_DATE || time->type == READOUT_TIME_TIME) &&
           time->value.len >= 10 && str_starts(time->value, STR("XXXX-"));
}

static void pair_with(work *work, question *question, uint32_t other, uint32_t time)
{
    const features *mine = features_at(work, question->report);
    const features *theirs = features_at(work, other);
    const time_array *days = times_of(work->pile, work->comparison, other);
    const unit *x = unit_of(
        mine, times_of(work->pile, work->comparison, question->report)->items[time].sentence);
    for (uint32_t i = 0; x != NULL && i < days->count && i < MENTIONS_MAX; i++) {
        const unit *y = is_day(&days->items[i]) ? unit_of(theirs, days->items[i].sentence) : NULL;
        const double likeness = y != NULL ? unit_similarity(mine, x, theirs, y) : 0;
        if (likeness >= ALIKE)
            *array_push(work->scratch, &question->pairs) =
                (day_pair){time, other, i, date_to_days(days->items[i].earliest), likeness};
    }
}

static void find_pairs(work *work, question *question)
{
    const time_array *mine = times_of(work->pile, work->comparison, question->report);
    for (uint32_t i = 0; i < mine->count && i < MENTIONS_MAX; i++)
        for (uint32_t k = 0; may_be_day(&mine->items[i]) && k < question->neighbour_count; k++)
            pair_with(work, question, question->neighbours[k].report, i);
}

/* ---- Candidates --------------------------------------------------------------------------------
 */

static void offer_day(question *question, int32_t day)
{
    for (uint32_t i = 0; i < question->candidate_count; i++)
        if (question->candidates[i] == day)
            return;
    if (question->candidate_count < CANDIDATES_MAX)
        question->candidates[question->candidate_count++] = day;
}

static const date *day_of_report(const work *work, uint32_t report)
{
    const report_date *date = &work->comparison->published[report];
    return date_precision(date->date) == READOUT_PRECISION_DAY ? &date->date : NULL;
}

static void find_candidates(work *work, question *question)
{
    for (uint32_t i = 0; i < question->neighbour_count; i++) {
        const date *day = day_of_report(work, question->neighbours[i].report);
        for (int32_t k = -2;
             day != NULL && question->neighbours[i].likeness >= STORY_ALIKE && k <= 3; k++)
            offer_day(question, date_to_days(*day) + k);
    }
    for (uint32_t i = 0; i < question->pairs.count; i++)
        for (int32_t k = 0; k < WEEK; k++)
            offer_day(question, question->pairs.items[i].day + k);
}

/* How often news of a day names one `days` days back as its newest, against the day itself. */
static double newest_share(int32_t days)
{
    static const double shares[WEEK] = {1.0, 0.5, 0.22, 0.22, 0.1, 0.05, 0.03};
    return days >= 0 && days < WEEK ? shares[days] : 0;
}

static double nearness(int32_t days)
{
    static const double shares[] = {1.0, 0.6, 0.25, 0.1};
    const int32_t away = days < 0 ? -days : days;
    return away < 4 ? shares[away] : 0;
}

/* Days that agree less those that do not; for each time and each other report once. */
static void weigh_agreement(const question *question, const time_array *mine, verdict *verdict)
{
    for (uint32_t i = 0; i < question->pairs.count;) {
        const day_pair *first = &question->pairs.items[i];
        const time_mention *time = &mine->items[first->time];
        const int32_t day = is_day(time) ? date_to_days(time->earliest) : INT32_MIN;
        const day_pair *agrees = NULL, *differs = NULL;
        for (; i < question->pairs.count && question->pairs.items[i].time == first->time &&
               question->pairs.items[i].other == first->other;
             i++) {
            const day_pair *pair = &question->pairs.items[i];
            const day_pair **best = pair->day == day ? &agrees : &differs;
            if (*best == NULL || pair->likeness > (*best)->likeness)
                *best = pair;
        }
        if (agrees != NULL) {
            verdict->agreement += agrees->likeness;
            if (verdict->best == NULL || agrees->likeness > verdict->best->likeness)
                verdict->best = agrees;
        } else if (differs != NULL && day != INT32_MIN) {
            verdict->agreement -= differs->likeness / 2;
        }
    }
}

static void weigh_nearness(const work *work, const question *question, verdict *verdict)
{
    double best = 0;
    verdict->near = UINT32_MAX;
    for (uint32_t i = 0; i < question->neighbour_count; i++) {
        const neighbour *neighbour = &question->neighbours[i];
        const date *day = day_of_report(work, neighbour->report);
        if (day == NULL || neighbour->likeness < STORY_ALIKE ||
            work->comparison->published[neighbour->report].basis == READOUT_BASIS_INFERRED)
            continue; /* what was inferred from days is no second witness */
        const double weight = neighbour->likeness * nearness(verdict->day - date_to_days(*day));
        verdict->nearness += weight;
        if (weight > best) {
            best = weight;
            verdict->near = neighbour->report;
        }
    }
}

/* The newest day that the report speaks of as past, when it was published on `day`. */
static double weigh_newest(const time_array *mine, int32_t day)
{
    int32_t newest = INT32_MIN;
    bool contradicts = false;
    for (uint32_t i = 0; i < mine->count; i++) {
        if (!is_day(&mine->items[i]) || mine->items[i].future)
            continue;
        const int32_t told = date_to_days(mine->items[i].earliest);
        contradicts |= told > day;
        if (told <= day && told > newest)
            newest = told;
    }
    return (newest == INT32_MIN ? 0 : 0.4 * newest_share(day - newest)) - (contradicts ? 0.5 : 0);
}

static verdict weigh(work *work, const question *question, int32_t day)
{
    const facts *facts = work->pile->readings[question->report].facts;
    verdict verdict = {.day = day, .near = UINT32_MAX};
    arena_mark mark = arena_save(work->scratch);
    time_array mine = {0};
    times_date(work->scratch, facts->times_said, date_from_days(day), &mine);
    weigh_agreement(question, &mine, &verdict);
    weigh_nearness(work, question, &verdict);
    verdict.total = verdict.agreement + verdict.nearness + weigh_newest(&mine, day);
    arena_restore(work->scratch, mark);
    return verdict;
}

/* ---- Answers ------------------------------------------------------------------------------------
 */

static str words_of(const work *work, uint32_t report, uint32_t time)
{
    const time_mention *mention = &times_of(work->pile, work->comparison, report)->items[time];
    return str_slice(work->pile->readings[report].report->text, mention->span.start,
                     mention->span.end);
}

static str id_of(const work *work, uint32_t report)
{
    return work->pile->readings[report].report->id;
}

/* How many other reports agree with the day that was chosen. */
static uint32_t count_agreeing(const question *question, const time_array *mine)
{
    uint32_t count = 0;
    uint32_t last = UINT32_MAX;
    for (uint32_t k = 0; k < question->neighbour_count; k++)
        for (uint32_t i = 0; i < question->pairs.count; i++) {
            const day_pair *pair = &question->pairs.items[i];
            const time_mention *time = &mine->items[pair->time];
            if (pair->other == question->neighbours[k].report && pair->other != last &&
                is_day(time) && date_to_days(time->earliest) == pair->day) {
                last = pair->other;
                count++;
            }
        }
    return count;
}

static str reason(const work *work, const question *question, const verdict *verdict,
                  const time_array *mine)
{
    buffer why = {.arena = work->keep};
    const day_pair *best = verdict->best;
    if (best != NULL) {
        const str day = date_format(work->keep, date_from_days(best->day));
        const uint32_t agreeing = count_agreeing(question, mine);
        buffer_format(&why, "\"%.*s\" is %.*s by a like sentence of report %.*s (\"%.*s\")",
                      STR_ARG(words_of(work, question->report, best->time)), STR_ARG(day),
                      STR_ARG(id_of(work, best->other)),
                      STR_ARG(words_of(work, best->other, best->other_time)));
        if (agreeing > 1)
            buffer_format(&why, "; %u reports agree", agreeing);
        if (verdict->near == UINT32_MAX)
            buffer_add(&why, STR("; taken as published on the newest day that it names"));
    }
    if (verdict->near != UINT32_MAX) {
        const str value = date_format(work->keep, *day_of_report(work, verdict->near));
        buffer_format(&why, "%stells the story of report %.*s, published %.*s",
                      best != NULL ? "; " : "", STR_ARG(id_of(work, verdict->near)),
                      STR_ARG(value));
    }
    return buffer_str(&why);
}

static void answer(work *work, uint32_t report, date date, date_bounds bounds, str why)
{
    work->comparison->published[report] = (report_date){date, READOUT_BASIS_INFERRED, why};
    work->comparison->bounds[report] = bounds;
    time_array times = {0};
    times_date(work->keep, work->pile->readings[report].facts->times_said, date, &times);
    work->comparison->times[report] = times;
}

/* The days around the best that the evidence cannot tell from it. */
static date_bounds bounds_of(const verdict *verdicts, uint32_t count, const verdict *best)
{
    int32_t first = best->day;
    int32_t last = first;
    for (uint32_t i = 0; i < count; i++) {
        if (verdicts[i].agreement + 0.01 < best->agreement || verdicts[i].best == NULL)
            continue;
        first = verdicts[i].day < first ? verdicts[i].day : first;
        last = verdicts[i].day > last ? verdicts[i].day : last;
    }
    return (date_bounds){date_from_days(first), date_from_days(last)};
}

/* News of the day names it by its weekday or as today; a text that dates everything by month
 * and day may be of any later time. */
static bool names_newest(const work *work, const question *question)
{
    for (uint32_t i = 0; i < question->pairs.count; i++) {
        const time_mention *time = &work->pile->readings[question->report]
                                        .facts->times.items[question->pairs.items[i].time];
        if (str_starts(time->value, STR("XXXX-W")) || str_starts(time->value, STR("XXXX-XX")))
            return true;
    }
    return false;
}

static bool infer(work *work, question *question)
{
    find_pairs(work, question);
    find_candidates(work, question);
    verdict *verdicts = arena_array(work->scratch, verdict, question->candidate_count);
    const verdict *best = NULL;
    for (uint32_t i = 0; i < question->candidate_count; i++) {
        verdicts[i] = weigh(work, question, question->candidates[i]);
        const verdict *it = &verdicts[i];
        if (best == NULL || it->total > best->total ||
            (it->total == best->total && it->day < best->day))
            best = it;
    }
    if (best == NULL || (best->nearness < NEARNESS &&
                         (best->agreement < AGREEMENT || !names_newest(work, question))))
        return false;
    time_array mine = {0};
    const date day = date_from_days(best->day);
    times_date(work->scratch, work->pile->readings[question->report].facts->times_said, day, &mine);
    answer(work, question->report, day, bounds_of(verdicts, question->candidate_count, best),
           reason(work, question, best, &mine));
    return true;
}

/* ---- From a copy's ancestor, or a bound ---------------------------------------------------------
 */

static bool infer_from_ancestor(work *work, uint32_t report)
{
    for (uint32_t i = 0; i < work->comparison->copies.count; i++) {
        const copy *copy = &work->comparison->copies.items[i];
        const date *day = copy->copy == report ? day_of_report(work, copy->of) : NULL;
        if (day == NULL)
            continue;
        const str value = date_format(work->keep, *day);
        const str why = str_format(
            work->keep, "a copy of report %.*s, which is of %.*s; its own date may be later",
            STR_ARG(id_of(work, copy->of)), STR_ARG(value));
        answer(work, report, *day, (date_bounds){*day, {0, 0, 0}}, why);
        return true;
    }
    return false;
}

/* "March 14" of an undated report takes the year that the other reports give to that day, if
 * all that name it with a year agree. */
static date agreed_day(const work *work, const question *question, const time_mention *open)
{
    date found = {0, 0, 0};
    for (uint32_t k = 0; k < question->neighbour_count; k++) {
        const time_array *times =
            times_of(work->pile, work->comparison, question->neighbours[k].report);
        for (uint32_t i = 0; i < times->count; i++) {
            const time_mention *other = &times->items[i];
            if (!is_day(other) ||
                !str_equal(str_slice(date_format(work->keep, other->earliest), 4, 10),
                           str_slice(open->value, 4, 10)))
                continue;
            if (found.year != 0 && date_compare(found, other->earliest) != 0)
                return (date){0, 0, 0};
            found = other->earliest;
        }
    }
    return found;
}

static void take_years(work *work, const question *question)
{
    const time_array *old = times_of(work->pile, work->comparison, question->report);
    time_array times = {0};
    for (uint32_t i = 0; i < old->count; i++) {
        time_mention *time = array_push(work->keep, &times);
        *time = old->items[i];
        const bool open = time->value.len == 10 && str_starts(time->value, STR("XXXX-")) &&
                          time->value.data[5] != 'X' && time->value.data[5] != 'W';
        const date day = open ? agreed_day(work, question, time) : (date){0, 0, 0};
        if (day.year == 0)
            continue;
        time->value = date_format(work->keep, day);
        time->earliest = time->latest = day;
        time->rule = "the year that other reports of the pile give to that day";
    }
    work->comparison->times[question->report] = times;
}

/* Not before the newest day that it tells of as past. */
static void bound(work *work, const question *question)
{
    take_years(work, question);
    const time_array *times = &work->comparison->times[question->report];
    const time_mention *newest = NULL;
    for (uint32_t i = 0; i < times->count; i++)
        if (is_day(&times->items[i]) && !times->items[i].future &&
            (newest == NULL || date_compare(times->items[i].earliest, newest->earliest) > 0))
            newest = &times->items[i];
    if (newest == NULL)
        return;
    const str words = words_of(work, question->report, (uint32_t)(newest - times->items));
    work->comparison->bounds[question->report].earliest = newest->earliest;
    report_date *published = &work->comparison->published[question->report];
    published->basis = READOUT_BASIS_INFERRED;
    published->why = str_format(work->keep, "it tells of \"%.*s\" as past", STR_ARG(words));
}

/* ---- The stage ----------------------------------------------------------------------------------
 */

static bool undated(const work *work, uint32_t report)
{
    return work->comparison->published[report].date.year == 0 &&
           work->pile->readings[report].report->text.len > 0;
}

static void answer_question(work *work, uint32_t report, bool last_round)
{
    question *question = arena_new(work->scratch, struct question);
    question->report = report;
    find_neighbours(work, question);
    if (!infer_from_ancestor(work, report) && !infer(work, question) && last_round)
        bound(work, question);
}

void dates_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison)
{
    arena_mark mark = arena_save(scratch);
    work work = {.keep = keep, .scratch = scratch, .pile = pile, .comparison = comparison};
    comparison->bounds = arena_array(keep, date_bounds, pile->count);
    comparison->times = arena_array(keep, time_array, pile->count);
    bool any = false;
    for (uint32_t i = 0; i < pile->count; i++) {
        comparison->times[i] = pile->readings[i].facts->times;
        any |= undated(&work, i);
    }
    if (any && pile->count > 1) {
        work.features = arena_array(scratch, features *, pile->count);
        work.shared = arena_array(scratch, double, pile->count);
        index_names(&work);
        for (int round = 1; round <= ROUNDS; round++)
            for (uint32_t i = 0; i < pile->count; i++)
                if (undated(&work, i))
                    answer_question(&work, i, round == ROUNDS);
    } else {
        for (uint32_t i = 0; i < pile->count; i++)
            if (undated(&work, i))
                bound(&work, &(question){.report = i});
    }
    arena_restore(scratch, mark);
}
