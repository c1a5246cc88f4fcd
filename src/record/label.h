/* label.h - the words of record.md for the enumerations of readout.h. Never NULL. */
#ifndef RECORD_LABEL_H
#define RECORD_LABEL_H

#include <readout.h>

const char *label_precision(readout_precision precision);
const char *label_basis(readout_basis basis);
const char *label_sentence(readout_sentence_kind kind);
const char *label_excluded(readout_excluded_kind kind);
const char *label_entity(readout_entity_kind kind);
const char *label_cue(readout_cue_class cue);
const char *label_polarity(readout_polarity polarity);
const char *label_mode(readout_mode mode);
const char *label_number(readout_number number);
const char *label_channel(readout_channel_kind kind);
const char *label_verdict(readout_verdict verdict);
const char *label_change(readout_change_kind kind);
const char *label_copy(readout_copy_kind kind);
const char *label_direction(readout_direction direction);
const char *label_credit(readout_credit_kind value);
const char *label_difference(readout_difference_kind value);
const char *label_bearing(readout_bearing value);
const char *label_counted(readout_counted value);
const char *label_claim(readout_claim_status value);
const char *label_time(readout_time_type type);

#endif
