/* rules.h - which rules this program was built from: hashes of its sources, made by the build
 * (cmake/ReadoutRules.cmake). What is kept in a store was made with them; a program that was built
 * from others makes it again, also when it calls itself by the same version. */
#ifndef ENGINE_RULES_H
#define ENGINE_RULES_H

/* Of everything that has a part in reading one report. */
const char *rules_of_reports(void);

/* Of everything that has a part in a record. */
const char *rules_of_records(void);

#endif
