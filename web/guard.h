/* guard.h - who may ask: Host, Origin, and the token. Pure functions of what a request says.
 *
 * The server is reached by anything on the machine that can open a connection, web pages of
 * strangers among them. What stops these:
 *
 *   Host                  a name that a stranger points at 127.0.0.1 (DNS rebinding) is not ours
 *   Origin, Sec-Fetch-*   a form or a script of another page cannot change anything
 *   token                 on other addresses than loopback: whoever was not told it gets nothing
 *
 * (C. Jackson et al., "Protecting Browsers from DNS Rebinding Attacks", 2007; W3C Fetch Metadata.)
 */
#ifndef WEB_GUARD_H
#define WEB_GUARD_H

#include <readout.h>

enum { GUARD_TOKEN_BYTES = 32, GUARD_HOST_MAX = 255 };

typedef struct guard {
    uint16_t port;
    bool loopback;                         /* listens there only: names of loopback will do */
    char name[GUARD_HOST_MAX + 1];         /* of the machine, where it listens further */
    char token[2 * GUARD_TOKEN_BYTES + 1]; /* empty: none is needed */
} guard;

/* What a request says of itself; NULL where the header is not there. */
typedef struct guard_request {
    const char *host;
    const char *origin;
    const char *fetch_site;    /* Sec-Fetch-Site */
    const char *authorization; /* "Bearer TOKEN" */
    const char *cookie;        /* value of the cookie readout_token */
    bool writes;               /* changes something */
} guard_request;

typedef enum guard_verdict { GUARD_PASS = 0, GUARD_HOST, GUARD_ORIGIN, GUARD_TOKEN } guard_verdict;

guard_verdict guard_check(const guard *guard, const guard_request *request);

/* Is it the token? Takes the same time wherever they differ. */
bool guard_is_token(const guard *guard, const char *given);

/* Makes a token from the system's random numbers; false when there are none. */
bool guard_make_token(guard *guard);

#endif
