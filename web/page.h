/* page.h - the page that the server shows: one HTML file with script and style inside, embedded
 * when the program is built; and the policy that lets exactly these run. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "text.h"

/* The page; when the program was built without one, a page that says so. */
readout_str page_html(void);

/* A Content-Security-Policy with the SHA-256 of each inline <script> and <style> of the page
 * (W3C Content Security Policy Level 3, "hash-source"), followed by a NUL. False when memory ran
 * out. */
bool page_policy(readout_str html, text *policy);

#endif
