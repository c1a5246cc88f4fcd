/* notes_list.c - see notes_list.h. */
#include "store/notes_list.h"

uint32_t notes_write(json *json, database *database, int64_t story, str kind, str item)
{
    uint32_t count = 0;
    query query = query_make(
        database, "SELECT kind, item, about, attached, text, source, information, changed FROM"
                  " note WHERE story = ?1 AND (?2 = '' OR (kind = ?2 AND item = ?3)) ORDER BY id");
    query_put_number(&query, story);
    query_put_text(&query, kind);
    query_put_text(&query, item);
    for (; query_next(&query); count++) {
        json_break(json);
        json_open(json, '{');
        json_key(json, "kind"), json_str(json, query_text(&query, 0));
        json_key(json, "item"), json_str(json, query_text(&query, 1));
        json_key(json, "about"), json_str(json, query_text(&query, 2));
        json_key(json, "attached"), json_bool(json, query_number(&query, 3) != 0);
        json_key(json, "text"), json_str(json, query_text(&query, 4));
        json_key(json, "source"), json_str_or_null(json, query_text(&query, 5));
        json_key(json, "information");
        if (query_is_null(&query, 6))
            json_null(json);
        else
            json_number(json, (uint64_t)query_number(&query, 6));
        json_key(json, "changed"), json_str(json, query_text(&query, 7));
        json_close(json, '}');
    }
    return count;
}
