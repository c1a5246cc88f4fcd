/* label.c - see label.h. Each table is in the order of its enumeration. */
#include "record/label.h"

#define LABELS(name, type, ...)                                                                    \
    const char *label_##name(type value)                                                           \
    {                                                                                              \
        static const char *const words[] = {__VA_ARGS__};                                          \
        return (size_t)value < sizeof words / sizeof words[0] ? words[value] : "";                 \
    }

LABELS(precision, readout_precision, "none", "year", "month", "day")
LABELS(basis, readout_basis, "none", "stated", "metadata", "url", "inferred")
LABELS(sentence, readout_sentence_kind, "prose", "headline", "caption")
LABELS(excluded, readout_excluded_kind, "nav", "promo", "legal", "byline", "comment", "caption",
       "repeat")
LABELS(entity, readout_entity_kind, "person", "organization", "place", "group", "other")
LABELS(cue, readout_cue_class, "say", "deny", "warn", "ask", "promise", "confirm", "decline",
       "think")
LABELS(polarity, readout_polarity, "assert", "deny", "question", "request", "warn", "no-comment")
LABELS(mode, readout_mode, "direct", "indirect", "mixed")
LABELS(number, readout_number, "unknown", "one", "several")
LABELS(channel, readout_channel_kind, "outlet", "event", "medium", "document")
LABELS(verdict, readout_verdict, "same", "extract", "altered")
LABELS(change, readout_change_kind, "substitution", "negation", "number", "modality", "truncation",
       "addition")
LABELS(copy, readout_copy_kind, "verbatim", "edited", "paraphrase")
LABELS(direction, readout_direction, "unknown", "likely", "certain")
LABELS(credit, readout_credit_kind, "dateline", "contributed", "reported")
LABELS(difference, readout_difference_kind, "contested", "reversed", "number", "role", "spelling",
       "framing", "modality", "attribution_lost", "source_inflated")
LABELS(bearing, readout_bearing, "support", "deny", "aside")
LABELS(counted, readout_counted, "root", "same", "copy", "corrupt", "mood", "mention")
LABELS(claim, readout_claim_status, "uncontested", "contested", "unattributed")
LABELS(time, readout_time_type, "DATE", "TIME", "DURATION", "SET")
