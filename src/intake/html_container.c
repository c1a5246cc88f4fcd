/* html_container.c - which element of a page holds the story.
 *
 *   prose of the pieces    -1 -3 -5 | 0 25 40 18 -1 33 | -8 -8 | 12 9 (comments: 0)
 *   elements                        [------ div -------]
 *                                 [---------- article ---------]
 *                          [------------------ body ---------------------------------]
 *
 * Every element is a range of pieces, so the sum of their prose is a difference of two
 * prefix sums; the story is where the sum is largest. (J. Pasternack and D. Roth, "Extracting
 * Article Text from the Web with Maximum Subsequence Segmentation", WWW 2009, do this over
 * all token ranges; keeping to elements uses what the page's authors knew.) From there we go
 * down again as long as one child holds nearly all of it. */
#include "intake/html_piece.h"

typedef struct finder {
    const html_tree *tree;
    const html_pieces *pieces;
    double *sums; /* sums[i]: prose of the pieces before i, furniture counted as none */
} finder;

static double prose_in(const finder *finder, uint32_t element)
{
    const html_pieces *pieces = finder->pieces;
    return finder->sums[pieces->before[finder->tree->nodes[element].end]] -
           finder->sums[pieces->before[element]];
}

static uint32_t best_element(const finder *finder)
{
    uint32_t best = 0;
    double most = -1e9;
    for (uint32_t i = 0; i < finder->tree->count; i++) {
        const html_node *node = &finder->tree->nodes[i];
        if (node->tag == HTML_TEXT || !html_tag_is_block(node->tag))
            continue;
        double prose = prose_in(finder, i);
        if (prose >= most) { /* the deepest of equals */
            most = prose;
            best = i;
        }
    }
    return best;
}

/* One child that holds nearly all of the prose, or HTML_NONE. */
static uint32_t heavy_child(const finder *finder, uint32_t element, double least)
{
    const html_node *nodes = finder->tree->nodes;
    for (uint32_t i = element + 1; i < nodes[element].end; i = nodes[i].end)
        if (nodes[i].tag != HTML_TEXT && nodes[i].tag != HTML_P && prose_in(finder, i) >= least)
            return i;
    return HTML_NONE;
}

/* The element below `element` that is marked `hint` and holds the most prose, if that is at
 * least `least`, else `element`. */
static uint32_t best_marked(const finder *finder, uint32_t element, html_hint hint, double least)
{
    uint32_t best = element;
    double most = least;
    for (uint32_t i = element + 1; i < finder->tree->nodes[element].end; i++) {
        if (finder->pieces->marks[i] != hint || finder->tree->nodes[i].tag == HTML_P)
            continue;
        double prose = prose_in(finder, i);
        if (prose > most) {
            most = prose;
            best = i;
        }
    }
    return best;
}

uint32_t html_container(arena *scratch, const html_tree *tree, const html_pieces *pieces)
{
    finder finder = {tree, pieces, arena_array(scratch, double, (size_t)pieces->count + 1)};
    for (uint32_t i = 0; i < pieces->count; i++) {
        double prose = pieces->items[i].hint == HTML_HINT_NONE ? pieces->items[i].prose : 0;
        finder.sums[i + 1] = finder.sums[i] + prose;
    }
    uint32_t best = best_element(&finder);
    double whole = prose_in(&finder, best);
    best = best_marked(&finder, best, HTML_HINT_ARTICLE, whole * 0.5);
    best = best_marked(&finder, best, HTML_HINT_BODY, prose_in(&finder, best) * 0.85);
    whole = prose_in(&finder, best);
    for (uint32_t child; (child = heavy_child(&finder, best, whole * 0.9)) != HTML_NONE;)
        best = child;
    return best;
}
