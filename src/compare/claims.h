/* claims.h - propositions gathered into claims: shared by the files that make them.
 *
 *   propositions   p0  p1  p2  p3  p4  p5           of original reports
 *                   \__/    |   \__/   |
 *   piles           [0]    [1]  [2]   [3]           propositions.h: the same in other words
 *                    ^copies join     ^ [3] denies [0]
 *   claims          rank, count, walk */
#ifndef COMPARE_CLAIMS_H
#define COMPARE_CLAIMS_H

#include "compare/match.h"
#include "compare/synonyms.h"
#include "compare/traits.h"

typedef struct claim_index claim_index;

/* A proposition's place in a pile. */
typedef struct member {
    uint32_t proposition; /* READOUT_NONE: only the statement is there */
    uint32_t report;
    uint32_t sentence;
    uint32_t statement;
    text_span span;
    readout_bearing bearing;
    readout_counted counted; /* COPY, CORRUPT or MOOD are decided here; others by the roots */
} member;
typedef array_of(member) member_array;

typedef struct pile_of_claims {
    member_array members;
    index_array opposes;
    uint32_t centre; /* the proposition that stands for it */
    bool against;    /* says that it is not so */
    bool denial;     /* a denial by one party of another pile */
    bool gone;
} cluster;
typedef array_of(cluster) cluster_array;

typedef struct claiming {
    arena *keep;
    arena *scratch;
    const pile *pile;
    comparison *comparison;
    const vocabulary *vocabulary;
    propositions propositions;
    matcher matcher;
    uint32_t *family;     /* [report]: the report that it descends from, or itself */
    uint32_t *copy_of;    /* [report]: into comparison.copies, or READOUT_NONE */
    uint32_t *cluster_of; /* [proposition]: or READOUT_NONE */
    cluster_array clusters;
    map country_names;     /* key of a country -> entity of that name */
    uint32_t *seen_report; /* [report]: the last claim that counted it, + 1 */
    uint32_t *seen_family;
    str *labels;     /* [report]: how it is called; empty until asked for */
    uint32_t counts; /* of claims and bearings so far */
    const synonyms *synonyms;
    struct claim_index *index; /* of the propositions in piles */
} claiming;

/* claim_piles.c: the same propositions of original reports, piled up. */
void piles_make(claiming *claiming);

/* claim_piles.c: what is planned, possible, asked or mentioned, beside what is told as a fact. */
void piles_add_asides(claiming *claiming);

/* claim_copies.c: what copies say joins what their originals say. */
void piles_add_copies(claiming *claiming);

/* claim_denials.c: who denies which pile. */
void piles_add_denials(claiming *claiming);

/* claim_folds.c: piles that only tell a part of what another one tells in the same places. */
void piles_fold(claiming *claiming);

/* claim_texts.c: the words of the pile that tell it best, and how clear they are. */
void claim_tell(const claiming *claiming, const cluster *cluster, claim *claim);

/* From this clarity on a claim can be read alone. */
enum { CLARITY_ALONE = 128 };

/* claim_roots.c: walks the spans of a claim back to their roots and counts them. */
void roots_count(claiming *claiming, claim *claim);

/* The first proposition of a report at or behind a sentence; where the report ends if none. */
uint32_t first_from_sentence(const claiming *claiming, uint32_t report, uint32_t sentence);

static inline const proposition *proposition_at(const claiming *claiming, uint32_t at)
{
    return &claiming->propositions.items.items[at];
}

#endif
