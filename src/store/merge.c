/* merge.c - see merge.h. Numbers of stories are addresses that people keep: none is used twice, and
 * that of a story which became part of another one leads there.
 *
 *   story 7: reports, notes --+
 *                             +--> story 3, one version on; 7 --> 3 in `merged`
 *   story 3: reports, notes --+
 *
 * Notes go to the item that says the same in the new record, when that is made (notes_attach). Of
 * two notes on the stories as wholes the one on the story that is left stays in its place, and the
 * other one is listed beside it. */
#include "store/merge.h"

static bool run_on(database *database, const char *sql, int64_t first, int64_t second)
{
    query query = query_make(database, sql);
    query_put_number(&query, first);
    query_put_number(&query, second);
    return query_run(&query);
}

static int64_t number_of(database *database, const char *sql, int64_t story)
{
    query query = query_make(database, sql);
    query_put_number(&query, story);
    const int64_t number = query_next(&query) ? query_number(&query, 0) : 0;
    query_end(&query);
    return number;
}

int64_t merge_now(database *database, int64_t story)
{
    const int64_t now = number_of(database, "SELECT into_story FROM merged WHERE story = ?", story);
    return now != 0 ? now : story;
}

int64_t merge_next_story(database *database)
{
    const int64_t last = number_of(database,
                                   "SELECT max((SELECT coalesce(max(id), 0) FROM story),"
                                   " (SELECT coalesce(max(story), 0) FROM merged), ?)",
                                   0);
    return last + 1;
}

static bool is_older(database *database, int64_t story, int64_t other)
{
    static const char REPORTS[] = "SELECT reports FROM story WHERE id = ?";
    const int64_t mine = number_of(database, REPORTS, story);
    const int64_t others = number_of(database, REPORTS, other);
    return mine != others ? mine > others : story < other;
}

int64_t merge_stories(database *database, int64_t story, int64_t other)
{
    static const char *const steps[] = {
        /* ?1 takes in ?2 */
        "UPDATE story SET reports = reports + (SELECT reports FROM story WHERE id = ?2),"
        " version = max(version, (SELECT version FROM story WHERE id = ?2)) + 1,"
        " noted = max(noted, (SELECT noted FROM story WHERE id = ?2)) + 1,"
        " first_day = min(coalesce(first_day, (SELECT first_day FROM story WHERE id = ?2)),"
        "  coalesce((SELECT first_day FROM story WHERE id = ?2), first_day)),"
        " last_day = max(coalesce(last_day, (SELECT last_day FROM story WHERE id = ?2)),"
        "  coalesce((SELECT last_day FROM story WHERE id = ?2), last_day))"
        " WHERE id = ?1",
        "UPDATE report SET story = ?1 WHERE story = ?2",
        "UPDATE note SET story = ?1, attached = kind = 'story' AND NOT EXISTS"
        " (SELECT 1 FROM note WHERE story = ?1 AND kind = 'story' AND attached = 1)"
        " WHERE story = ?2",
        "UPDATE merged SET into_story = ?1 WHERE into_story = ?2",
        "INSERT INTO merged (into_story, story) VALUES (?1, ?2)",
        "DELETE FROM record WHERE story IN (?1, ?2)",
        "DELETE FROM story WHERE id = ?2 AND id <> ?1",
    };
    const int64_t left = is_older(database, story, other) ? story : other;
    const int64_t gone = left == story ? other : story;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (!run_on(database, steps[i], left, gone))
            return 0;
    return left;
}
