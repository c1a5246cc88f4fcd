/* message.h - lines on standard error: "readout: ...". Control characters in them are
 * escaped, for names of files and reasons come from outside. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include <readout.h>

#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void message(const char *format, ...);

/* "readout: SUBJECT: REASON" */
void message_about(readout_str subject, readout_str reason);

#endif
