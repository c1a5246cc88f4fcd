/* watch.h - ends connections of clients that take too long, however slowly they still send. */
#ifndef WEB_WATCH_H
#define WEB_WATCH_H

#include <stdbool.h>

typedef struct watch watch;

/* A watched connection, from watch_add to watch_remove. */
typedef struct watched watched;

enum { WATCH_IDLE_SECONDS = 60, WATCH_REQUEST_SECONDS = 180 };

/* For at most `most` connections. NULL when it cannot be made. */
watch *watch_open(unsigned most);
void watch_close(watch *watch);

/* NULL when there is no room: the connection must not be taken. */
watched *watch_add(watch *watch, int socket);
void watch_remove(watch *watch, watched *watched);

/* From now on it may take so many seconds. */
void watch_allow(watch *watch, watched *watched, unsigned seconds);

#endif
