/* guard.c - see guard.h. */
#include "guard.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Host is NAME, NAME:PORT, [ADDRESS] or [ADDRESS]:PORT. False when it is none of them. */
static bool split_host(const char *host, char name[GUARD_HOST_MAX + 1], unsigned long *port)
{
    const char *end = host[0] == '[' ? strchr(host, ']') : strchr(host, ':');
    if (host[0] == '[' && end == NULL)
        return false;
    const size_t start = host[0] == '[' ? 1 : 0;
    const size_t length = end != NULL ? (size_t)(end - host) - start : strlen(host);
    if (length == 0 || length > GUARD_HOST_MAX)
        return false;
    memcpy(name, host + start, length);
    name[length] = '\0';
    const char *rest = end == NULL ? "" : host[0] == '[' ? end + 1 : end;
    enum { HTTP_PORT = 80, PORT_DIGITS = 5 };
    *port = HTTP_PORT;
    if (rest[0] == '\0')
        return true;
    if (rest[0] != ':' || rest[1] == '\0' || strlen(rest + 1) > PORT_DIGITS ||
        rest[1 + strspn(rest + 1, "0123456789")] != '\0')
        return false;
    *port = strtoul(rest + 1, NULL, 10);
    return true;
}

static bool is_address(const char *name)
{
    unsigned char address[sizeof(struct in6_addr)];
    return inet_pton(AF_INET, name, address) == 1 || inet_pton(AF_INET6, name, address) == 1;
}

static bool is_loopback(const char *name)
{
    return strcasecmp(name, "localhost") == 0 || strcmp(name, "127.0.0.1") == 0 ||
           strcmp(name, "::1") == 0;
}

/* A name that a stranger could have pointed here is none of ours; an address is nobody's name. */
static bool is_our_host(const guard *guard, const char *host)
{
    char name[GUARD_HOST_MAX + 1];
    unsigned long port;
    if (host == NULL || !split_host(host, name, &port) || port != guard->port)
        return false;
    if (is_loopback(name))
        return true;
    return !guard->loopback &&
           (is_address(name) || (guard->name[0] != '\0' && strcasecmp(name, guard->name) == 0));
}

static bool is_our_origin(const guard_request *request)
{
    static const char scheme[] = "http://";
    if (request->fetch_site != NULL && strcmp(request->fetch_site, "same-origin") != 0 &&
        strcmp(request->fetch_site, "none") != 0)
        return false;
    return request->origin == NULL ||
           (strncmp(request->origin, scheme, sizeof scheme - 1) == 0 &&
            strcasecmp(request->origin + sizeof scheme - 1, request->host) == 0);
}

bool guard_is_token(const guard *guard, const char *given)
{
    const size_t length = strlen(guard->token);
    unsigned char differs = 0;
    if (given == NULL || strlen(given) != length)
        return false;
    for (size_t i = 0; i < length; i++)
        differs |= (unsigned char)(given[i] ^ guard->token[i]);
    return differs == 0;
}

static bool has_token(const guard *guard, const guard_request *request)
{
    static const char scheme[] = "Bearer ";
    const char *given = request->authorization;
    if (given != NULL && strncasecmp(given, scheme, sizeof scheme - 1) == 0)
        return guard_is_token(guard, given + sizeof scheme - 1);
    return guard_is_token(guard, request->cookie);
}

guard_verdict guard_check(const guard *guard, const guard_request *request)
{
    if (!is_our_host(guard, request->host))
        return GUARD_HOST;
    if (request->writes && !is_our_origin(request))
        return GUARD_ORIGIN;
    if (guard->token[0] != '\0' && !has_token(guard, request))
        return GUARD_TOKEN;
    return GUARD_PASS;
}

bool guard_make_token(guard *guard)
{
    unsigned char bytes[GUARD_TOKEN_BYTES];
    FILE *random = fopen("/dev/urandom", "rb");
    const bool read = random != NULL && fread(bytes, sizeof bytes, 1, random) == 1;
    if (random != NULL)
        fclose(random);
    for (size_t i = 0; read && i < sizeof bytes; i++)
        snprintf(guard->token + 2 * i, 3, "%02x", bytes[i]);
    return read;
}
