/* score.c - see score.h. */
#include "language/score.h"

double score_percent(score_ratio ratio)
{
    return ratio.all > 0 ? 100.0 * ratio.right / ratio.all : 0;
}

double score_f1(score_names names)
{
    uint32_t sum = names.gold + names.found;
    return sum > 0 ? 200.0 * names.right / sum : 0;
}

uint32_t score_kinds(const parser *parser, bool all)
{
    uint32_t kinds = 0;
    for (uint32_t i = 0; i < parser->labels.names.count; i++) {
        str name = parser->labels.names.items[i];
        if (all || str_equal(name, STR("PER")) || str_equal(name, STR("ORG")) ||
            str_equal(name, STR("LOC")))
            kinds |= 1U << i;
    }
    return kinds;
}

static void count(score_ratio *ratio, bool right)
{
    ratio->all++;
    ratio->right += right;
}

static void score_word(const parser *parser, arena *scratch, const corpus_word *gold,
                       const parsed_word *word, scores *scores)
{
    const labels *labels = &parser->labels;
    str lemma = parser_lemma(parser, scratch, gold->form, word);
    str relation = label_at(&labels->relations, word->relation);
    bool head = word->head == gold->head;
    count(&scores->upos, str_equal(upos_name(word->upos), gold->upos));
    count(&scores->xpos, str_equal(label_at(&labels->xpos, word->xpos), gold->xpos));
    count(&scores->feats, str_equal(label_at(&labels->feats, word->feats), gold->feats));
    count(&scores->lemma, str_equal(lemma, gold->lemma) || str_equal(gold->lemma, STR("_")));
    count(&scores->uas, head);
    count(&scores->las_full, head && str_equal(relation, gold->deprel));
    count(&scores->las,
          head && str_equal(str_slice(relation, 0, str_find_byte(relation, ':', 0)),
                            str_slice(gold->deprel, 0, str_find_byte(gold->deprel, ':', 0))));
}

/* ---- Names ------------------------------------------------------------------------------------
 */

typedef struct span {
    uint32_t end;
    uint32_t kind; /* UINT32_MAX: none starts here */
} span;

static uint32_t kind_of(const label_list *kinds, str name)
{
    for (uint32_t i = 0; i < kinds->count; i++)
        if (str_equal(kinds->items[i], name))
            return i;
    return UINT32_MAX;
}

static span gold_span(const label_list *kinds, const corpus_word *words, uint32_t at, uint32_t n)
{
    str tag = words[at].name;
    if (tag.len < 3 || (tag.data[0] != 'B' && tag.data[0] != 'S'))
        return (span){at, UINT32_MAX};
    str kind = str_slice(tag, 2, tag.len);
    uint32_t end = at + 1;
    while (end < n && words[end].name.len > 2 &&
           (words[end].name.data[0] == 'I' || words[end].name.data[0] == 'E') &&
           str_equal(str_slice(words[end].name, 2, words[end].name.len), kind))
        end++;
    return (span){end, kind_of(kinds, kind)};
}

static span found_span(const parsed_word *words, uint32_t at, uint32_t n)
{
    uint16_t tag = words[at].name;
    if (tag == NAME_TAG_NONE ||
        (name_tag_position(tag) != NAME_FIRST && name_tag_position(tag) != NAME_SINGLE))
        return (span){at, UINT32_MAX};
    uint32_t end = at;
    while (end + 1 < n && name_tag_position(words[end].name) != NAME_SINGLE &&
           name_tag_position(words[end].name) != NAME_LAST)
        end++;
    return (span){end + 1, name_tag_kind(tag)};
}

static void score_spans(const parser *parser, const corpus_word *gold, const parsed_word *words,
                        uint32_t n, uint32_t kinds, scores *scores)
{
    for (uint32_t at = 0; at < n; at++) {
        span a = gold_span(&parser->labels.names, gold, at, n);
        span b = found_span(words, at, n);
        bool is_gold = a.kind != UINT32_MAX && (kinds >> a.kind & 1) != 0;
        bool is_found = b.kind != UINT32_MAX && (kinds >> b.kind & 1) != 0;
        if (is_gold) {
            scores->kinds[a.kind].gold++;
            scores->names.gold++;
        }
        if (is_found) {
            scores->kinds[b.kind].found++;
            scores->names.found++;
        }
        if (is_gold && is_found && a.end == b.end && a.kind == b.kind) {
            scores->kinds[a.kind].right++;
            scores->names.right++;
        }
    }
}

/* ---- A document ---------------------------------------------------------------------------------
 */

static void score_document(const parser *parser, arena *scratch, const corpus *corpus,
                           uint32_t from, uint32_t to, uint32_t kinds, scores *scores)
{
    const corpus_sentence *sentences = corpus->sentences.items;
    const uint32_t first = sentences[from].first;
    const uint32_t n = sentences[to - 1].first + sentences[to - 1].count - first;
    str *forms = arena_array(scratch, str, n);
    uint32_t *ends = arena_array(scratch, uint32_t, to - from);
    parsed_word *words = arena_array(scratch, parsed_word, n);
    const corpus_word *gold = corpus->words.items + first;
    for (uint32_t i = 0; i < n; i++)
        forms[i] = gold[i].form;
    for (uint32_t s = from; s < to; s++)
        ends[s - from] = sentences[s].first + sentences[s].count - first;
    parser_run(parser, scratch, forms, ends, to - from, words);
    for (uint32_t s = from; s < to; s++) {
        const uint32_t start = sentences[s].first - first;
        for (uint32_t i = 0; sentences[s].has_tree && i < sentences[s].count; i++)
            score_word(parser, scratch, &gold[start + i], &words[start + i], scores);
        if (gold[start].name.len > 0)
            score_spans(parser, gold + start, words + start, sentences[s].count, kinds, scores);
    }
}

scores score_corpus(const parser *parser, arena *scratch, const corpus *corpus, uint32_t kinds)
{
    scores scores = {0};
    uint32_t from = 0;
    for (uint32_t s = 1; s <= corpus->sentences.count; s++)
        if (s == corpus->sentences.count ||
            corpus->sentences.items[s].document != corpus->sentences.items[from].document) {
            arena_mark mark = arena_save(scratch);
            score_document(parser, scratch, corpus, from, s, kinds, &scores);
            arena_restore(scratch, mark);
            from = s;
        }
    return scores;
}
