/* error.h - filling the caller's readout_error. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <readout.h>

/* Notes status and message and returns the status: `return error_set(error, ...)`. A
 * message that is too long is cut at a character; newlines become spaces. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
readout_status
error_set(readout_error *error, readout_status status, const char *format, ...);

/* Notes success. */
readout_status error_clear(readout_error *error);

#endif
