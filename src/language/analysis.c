/* analysis.c - see analysis.h. */
#include "language/analysis.h"

str token_text(const report *report, const token *token)
{
    return str_slice(report->text, token->start, token->end);
}

uint32_t analysis_sentence_at(const analysis *analysis, uint32_t at)
{
    const sentence *sentences = analysis->sentences.items;
    uint32_t low = 0;
    uint32_t high = analysis->sentences.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sentences[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    bool holds = low < analysis->sentences.count && sentences[low].start <= at;
    return holds ? low : UINT32_MAX;
}

uint32_t analysis_token_at(const analysis *analysis, uint32_t at)
{
    const token *tokens = analysis->tokens.items;
    uint32_t low = 0;
    uint32_t high = analysis->tokens.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (tokens[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
