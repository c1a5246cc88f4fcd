/* schema.c - see schema.h. A step is never changed once it was released; a change is a further
 * step.
 *
 *   story 1--n report 1--1 original     what was added: bytes and what was given with them
 *     |          |    1--1 clean -----> words (FTS5)
 *     |          |    1--n term         its heaviest words, by which its story is found
 *     |          +----1--n mention n--1 name -----> names (FTS5)
 *     |          +--0..1 layers         what the stages made of it
 *     +--0..1 record                    the story's record as JSON, as of story.version
 *     +--n note                         the analyst's own
 *     +--n merged                       the numbers of stories that became part of it
 */
#include "store/schema.h"

/* ---- The steps ------------------------------------------------------------------------ */

static const char TABLES[] =
    "CREATE TABLE story ("
    "  id INTEGER PRIMARY KEY,"
    "  title TEXT NOT NULL,"
    "  first_day INTEGER," /* days since 1970-01-01; NULL: no report has a date */
    "  last_day INTEGER,"
    "  reports INTEGER NOT NULL,"
    "  version INTEGER NOT NULL);" /* counts what changed its record */
    "CREATE INDEX story_latest ON story(last_day, id);"

    "CREATE TABLE report ("
    "  id INTEGER PRIMARY KEY,"
    "  story INTEGER NOT NULL REFERENCES story(id),"
    "  name TEXT NOT NULL," /* its id in a record, but for numbers that make it unique there */
    "  identity TEXT NOT NULL UNIQUE,"
    "  sha256 TEXT NOT NULL,"
    "  path TEXT NOT NULL,"
    "  outlet TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  authors TEXT NOT NULL," /* separated by newlines */
    "  url TEXT NOT NULL,"
    "  published TEXT NOT NULL,"
    "  first_day INTEGER," /* of the published date, which may be a month or a year */
    "  last_day INTEGER,"
    "  inferred INTEGER NOT NULL DEFAULT 0," /* 1: the date comes from the story's record */
    "  language TEXT NOT NULL,"
    "  problem TEXT NOT NULL,"
    "  added TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')));"
    "CREATE INDEX report_story ON report(story);"
    "CREATE INDEX report_day ON report(last_day);"
    "CREATE INDEX report_outlet ON report(outlet COLLATE NOCASE);"
    /* What a search asks of each hit, packed closely. */
    "CREATE INDEX report_filter ON report(id, story, first_day, last_day, outlet COLLATE NOCASE);"

    "CREATE TABLE original ("
    "  report INTEGER PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE,"
    "  bytes_sha256 TEXT NOT NULL," /* of the file, or of the whole line of JSON */
    "  format INTEGER NOT NULL,"    /* readout_format of the content */
    "  url TEXT NOT NULL,"          /* as given with it, where it was */
    "  outlet TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  author TEXT NOT NULL,"
    "  published TEXT NOT NULL,"
    "  content_type TEXT NOT NULL,"
    "  size INTEGER NOT NULL,"
    "  packed INTEGER NOT NULL," /* 1: by zlib */
    "  content BLOB NOT NULL);"
    "CREATE INDEX original_bytes ON original(bytes_sha256);"

    "CREATE TABLE clean ("
    "  id INTEGER PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE,"
    "  title TEXT NOT NULL,"
    "  text TEXT NOT NULL);"
    "CREATE VIRTUAL TABLE words USING fts5(title, text, content='clean', content_rowid='id',"
    "  tokenize='porter unicode61 remove_diacritics 2');"

    "CREATE TABLE term ("
    "  term INTEGER NOT NULL,"
    "  day INTEGER NOT NULL,"
    "  report INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE,"
    "  PRIMARY KEY (term, day, report)) WITHOUT ROWID;"

    "CREATE TABLE record ("
    "  story INTEGER PRIMARY KEY REFERENCES story(id) ON DELETE CASCADE,"
    "  version INTEGER NOT NULL," /* story.version that it was made of */
    "  engine TEXT NOT NULL,"
    "  model TEXT NOT NULL,"
    "  copies INTEGER NOT NULL,"
    "  claims INTEGER NOT NULL,"
    "  contested INTEGER NOT NULL,"
    "  statements INTEGER NOT NULL,"
    "  quotations INTEGER NOT NULL,"
    "  differences INTEGER NOT NULL,"
    "  size INTEGER NOT NULL,"
    "  json BLOB NOT NULL);"; /* by zlib */

static const char NAMES_AND_NOTES[] =
    "ALTER TABLE story ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;" /* counts what notes changed */
    "CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);"
    "CREATE VIRTUAL TABLE names USING fts5(text, content='name', content_rowid='id',"
    "  tokenize='unicode61 remove_diacritics 2');"
    "CREATE TABLE mention ("
    "  name INTEGER NOT NULL REFERENCES name(id),"
    "  report INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE,"
    "  speaks INTEGER NOT NULL," /* 1: the report quotes them */
    "  PRIMARY KEY (name, report)) WITHOUT ROWID;"
    "CREATE INDEX mention_report ON mention(report);"

    "CREATE TABLE note ("
    "  id INTEGER PRIMARY KEY,"
    "  story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,"
    "  kind TEXT NOT NULL,"
    "  item TEXT NOT NULL,"  /* its id in the record */
    "  about TEXT NOT NULL," /* its words, by which it is found again */
    "  attached INTEGER NOT NULL,"
    "  text TEXT NOT NULL,"
    "  source TEXT NOT NULL,"
    "  information INTEGER," /* NULL: no grade */
    "  changed TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')));"
    "CREATE INDEX note_story ON note(story, kind, item);"
    /* Records of version 1 have no names beside them: made again when they are asked for. */
    "DELETE FROM record;";

static const char LAYERS_AND_MERGES[] =
    /* What the stages made of a report, so that a story that grows is not read whole again. */
    "CREATE TABLE layers ("
    "  report INTEGER PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE,"
    "  maker INTEGER NOT NULL," /* a hash of what they were made with */
    "  size INTEGER NOT NULL,"
    "  bytes BLOB NOT NULL);" /* by zlib */
    /* The version of the story whose names were noted. */
    "ALTER TABLE story ADD COLUMN analysed INTEGER NOT NULL DEFAULT 0;"
    "UPDATE story SET analysed ="
    "  coalesce((SELECT version FROM record WHERE record.story = story.id), 0);"
    "CREATE INDEX story_unread ON story(id) WHERE analysed <> version;"
    /* Stories that became part of another one: their addresses lead on. */
    "CREATE TABLE merged ("
    "  story INTEGER PRIMARY KEY," /* that was */
    "  into_story INTEGER NOT NULL REFERENCES story(id));"
    "CREATE INDEX merged_into ON merged(into_story);";

static const char *const steps[SCHEMA_VERSION] = {TABLES, NAMES_AND_NOTES, LAYERS_AND_MERGES};

/* ---- Running them --------------------------------------------------------------------- */

static int64_t header_number(database *database, const char *pragma)
{
    query query = query_make(database, pragma);
    const int64_t number = query_next(&query) ? query_number(&query, 0) : 0;
    query_end(&query);
    return number;
}

/* Called inside a transaction: another program may have taken the step meanwhile. */
static bool take_step(database *database, int version)
{
    static const char *const numbers[SCHEMA_VERSION] = {
        "PRAGMA user_version = 1", "PRAGMA user_version = 2", "PRAGMA user_version = 3"};
    if (header_number(database, "PRAGMA user_version") >= version)
        return !database_failed(database);
    return database_run(database, steps[version - 1]) &&
           database_run(database, numbers[version - 1]);
}

bool schema_make(database *database, int version)
{
    for (int next = 1; next <= version; next++)
        if (!database_begin_write(database) || !take_step(database, next) ||
            !database_commit(database))
            return false;
    return true;
}

/* Is there nothing in it yet? */
static bool is_empty(database *database)
{
    return header_number(database, "SELECT count(*) FROM sqlite_schema") == 0;
}

static bool claim_file(database *database)
{
    _Static_assert(SCHEMA_APPLICATION == 1380208468, "the number below");
    return database_run(database, "PRAGMA journal_mode = WAL") &&
           database_run(database, "PRAGMA application_id = 1380208468");
}

/* Read in one transaction, so that a program which is just making the file is not seen halfway. */
static bool check_file(database *database, bool only_read)
{
    if (!database_begin_read(database))
        return false;
    const int64_t application = header_number(database, "PRAGMA application_id");
    const int64_t version = header_number(database, "PRAGMA user_version");
    const bool empty = application == 0 && version == 0 && is_empty(database);
    if (!database_commit(database))
        return false;
    if (application != SCHEMA_APPLICATION) {
        if (!empty || only_read)
            return database_fail(database, READOUT_ERR_STORE, "the file is no store of readout");
        return claim_file(database);
    }
    if (version > SCHEMA_VERSION)
        return database_fail(database, READOUT_ERR_STORE,
                             "the store was made by a newer version of readout (its schema is %d, "
                             "this version knows up to %d)",
                             (int)version, SCHEMA_VERSION);
    if (version < SCHEMA_VERSION && only_read)
        return database_fail(
            database, READOUT_ERR_STORE,
            "the store is of an older version and must be opened for writing once");
    return true;
}

bool schema_prepare(database *database, bool only_read)
{
    if (!check_file(database, only_read))
        return false;
    if (!only_read && header_number(database, "PRAGMA user_version") < SCHEMA_VERSION &&
        !schema_make(database, SCHEMA_VERSION))
        return false;
    return database_run(database, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                                  "PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384;"
                                  "PRAGMA mmap_size = 2147418112;"
                                  "PRAGMA journal_size_limit = 67108864");
}
