/* times_match.c - rules against items. A bit set a class says which rules may start there, so
 * that an ordinary word costs one test. A pattern has at most ten elements, so the work per
 * item is bounded whatever the text. */
#include "facts/times.h"

void rule_index_init(rule_index *index)
{
    *index = (rule_index){0};
    for (size_t i = 0; i < time_rule_count; i++) {
        uint64_t starts = 0;
        for (int k = 0; time_rules[i].pattern[k] != 0; k++) {
            starts |= time_rules[i].pattern[k];
            if ((time_rules[i].pattern[k] & TIME_OPTIONAL) == 0)
                break;
        }
        starts &= ~TIME_OPTIONAL;
        index->any |= starts;
        for (int bit = 0; bit < TIME_BIT_COUNT; bit++)
            if (starts >> bit & 1)
                index->starts[bit][i / 64] |= UINT64_C(1) << (i % 64);
    }
}

/* Elements from `element` on against items from `at` on: the end of the longest match, or 0.
 * Recursion is at most TIME_PATTERN_MAX deep. */
static uint32_t fit(time_match *match, int element, uint32_t at) // NOLINT(misc-no-recursion)
{
    const uint64_t want = match->rule->pattern[element];
    if (want == 0)
        return at;
    uint32_t taken = 0;
    if (at < match->count && (match->items[at].classes & want & ~TIME_OPTIONAL) != 0) {
        taken = fit(match, element + 1, at + 1);
        if (taken > 0) {
            match->path[element] = at;
            return taken;
        }
    }
    if ((want & TIME_OPTIONAL) == 0)
        return 0;
    match->path[element] = UINT32_MAX;
    return fit(match, element + 1, at);
}

bool times_match_at(const rule_index *index, str text, const time_item_array *items, uint32_t at,
                    time_match *match, time_meaning *meaning)
{
    uint64_t candidates[TIME_RULES_MAX / 64] = {0};
    if ((items->items[at].classes & (TC(COMMA) | TC(DOT))) != 0)
        return false; /* an optional mark of a rule, with nothing in front of it */
    for (uint64_t classes = items->items[at].classes & index->any; classes != 0;
         classes &= classes - 1) {
        int bit = 0;
        while ((classes >> bit & 1) == 0)
            bit++;
        for (int i = 0; i < TIME_RULES_MAX / 64; i++)
            candidates[i] |= index->starts[bit][i];
    }
    bool found = false;
    for (size_t i = 0; i < time_rule_count; i++) {
        if ((candidates[i / 64] >> (i % 64) & 1) == 0)
            continue;
        time_match attempt = {.rule = &time_rules[i],
                              .text = text,
                              .items = items->items,
                              .count = items->count,
                              .first = at};
        attempt.end = fit(&attempt, 0, at);
        while (attempt.end > at + 1 && (items->items[attempt.end - 1].classes & TC(COMMA)) != 0)
            attempt.end--; /* an optional comma with nothing behind it */
        if (attempt.end <= at || (found && attempt.end <= match->end))
            continue;
        time_meaning made = {0};
        if (!time_rules[i].make(&attempt, &made))
            continue;
        *match = attempt;
        *meaning = made;
        found = true;
    }
    return found;
}

const time_item *match_nth(const time_match *match, uint64_t class, unsigned nth)
{
    for (int i = 0; match->rule->pattern[i] != 0; i++) {
        if ((match->rule->pattern[i] & class & ~TIME_OPTIONAL) == 0 || match->path[i] == UINT32_MAX)
            continue;
        const time_item *item = &match->items[match->path[i]];
        if ((item->classes & class) != 0 && nth-- == 0)
            return item;
    }
    return NULL;
}

const time_item *match_item(const time_match *match, uint64_t class)
{
    return match_nth(match, class, 0);
}
