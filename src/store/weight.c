/* weight.c - see weight.h. For each word or phrase the share that BM25 gives to its occurrences,
 * n / (n + 1.2), where one in the headline counts as four (S. Robertson and H. Zaragoza, "The
 * Probabilistic Relevance Framework", 2009). What BM25 has beyond that costs more than it brings
 * here: the rarity of a word is the same for all reports that have every word, and to count it FTS5
 * walks through all reports that have the word; lengths of reports are in a table that each hit
 * would ask. */
#include "store/weight.h"

#include <stddef.h>

#include <sqlite3.h>

enum { TITLE = 0, TITLE_COUNTS = 4, COUNT_MAX = 16 }; /* more occurrences hardly count */

static void weigh(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result,
                  int argument_count, sqlite3_value **arguments)
{
    static const double SATURATION = 1.2;
    double sum = 0;
    (void)argument_count;
    (void)arguments;
    const int phrases = api->xPhraseCount(context);
    for (int i = 0; i < phrases; i++) {
        Fts5PhraseIter at;
        int column;
        int offset;
        int count = 0;
        const int code = api->xPhraseFirst(context, i, &at, &column, &offset);
        if (code != SQLITE_OK) {
            sqlite3_result_error_code(result, code);
            return;
        }
        while (column >= 0 && count < COUNT_MAX) {
            count += column == TITLE ? TITLE_COUNTS : 1;
            api->xPhraseNext(context, &at, &column, &offset);
        }
        sum += count / (count + SATURATION);
    }
    sqlite3_result_double(result, sum);
}

int weight_register(struct sqlite3 *handle)
{
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, "SELECT fts5(?)", -1, &statement, NULL);
    if (code != SQLITE_OK)
        return code;
    sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
    code = sqlite3_finalize(statement);
    if (code != SQLITE_OK || api == NULL)
        return code != SQLITE_OK ? code : SQLITE_ERROR;
    return api->xCreateFunction(api, "weight", NULL, weigh, NULL);
}
