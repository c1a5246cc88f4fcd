/* export.h - reports out of the store: for other programs, and to be added elsewhere. */
#ifndef STORE_EXPORT_H
#define STORE_EXPORT_H

#include "record/record.h"
#include "store/database.h"

/* JSON lines that readout reads: a report a line with what was given and found; "text" or "html" is
 * what was added, so that another store reads it alike. */
void export_jsonl(database *database, arena *scratch, record_sink *sink);

/* A table of the reports without their text, for a spreadsheet. */
void export_csv(database *database, arena *scratch, record_sink *sink);

/* A whole copy of the file at `path`, which must not exist, as of one moment. */
bool export_copy(database *database, const char *path);

/* One report with its clean text, as the HTTP API gives it. False when there is none. */
bool export_report(database *database, arena *scratch, int64_t number, record_sink *sink);

#endif
