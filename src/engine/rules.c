/* rules.c - see rules.h. */
#include "engine/rules.h"

#include "readout_rules.inc"

const char *rules_of_reports(void)
{
    return READOUT_RULES_REPORTS;
}

const char *rules_of_records(void)
{
    return READOUT_RULES_RECORDS;
}
