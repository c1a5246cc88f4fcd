/* schema.h - the tables of a store, and how an older file becomes a newer one. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/database.h"

/* "RDOT" in the file's header: file(1) and we tell a store by it. */
enum { SCHEMA_APPLICATION = 0x52444f54 };

/* The version that this code reads and writes, in the header's user_version. */
enum { SCHEMA_VERSION = 3 };

/* Checks that the file is a store, or empty; brings an older one up to SCHEMA_VERSION, each step
 * in a transaction of its own; sets what a connection needs. Writes nothing when `only_read`: an
 * older file is then a failure. */
bool schema_prepare(database *database, bool only_read);

/* Makes an empty file a store of an older version: for tests of the steps. */
bool schema_make(database *database, int version);

#endif
