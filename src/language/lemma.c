/* lemma.c - see lemma.h. Edit scripts as classes follow Chrupala, "Simple Data-Driven
 * Context-Sensitive Lemmatization" (2006). */
#include "language/lemma.h"

#include "base/utf8.h"

enum { FORM_BYTES_MAX = 256 }; /* a longer form is its own lemma */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

lemma_form lemma_form_of(str form)
{
    lemma_form result = {0};
    size_t at = form.len;
    while (at > 0 && result.count <= LEMMA_ENDING_MAX)
        result.letters[result.count++] = utf8_lower(utf8_previous(form, &at));
    result.whole = at == 0 && result.count <= LEMMA_ENDING_MAX;
    result.upper = form.len > 0 && utf8_is_upper(utf8_peek(form, 0));
    return result;
}

uint64_t lemma_key(const lemma_form *form, uint32_t length, bool whole, uint32_t tag)
{
    uint64_t hash = mix(mix(whole ? 31 : 32, tag), form->upper ? 1 : 2);
    for (uint32_t i = 0; i < length; i++)
        hash = mix(hash, form->letters[i]);
    return mix(hash, length);
}

uint32_t lemma_tag(uint32_t upos, uint32_t xpos)
{
    return upos << 16 | xpos;
}

/* Text in lower case, without its last `cut` characters. */
static bool cut_form(buffer *to, str form, bool lower, uint32_t cut)
{
    size_t count = utf8_count(form);
    if (cut > count)
        return false;
    size_t at = 0;
    for (size_t i = cut; i < count; i++) {
        uint32_t c = utf8_next(form, &at);
        buffer_add_codepoint(to, lower ? utf8_lower(c) : c);
    }
    return true;
}

bool lemma_apply(arena *keep, str script, str form, str *lemma)
{
    uint32_t cut;
    size_t plus = str_find_byte(script, '+', 0);
    if (form.len > FORM_BYTES_MAX || plus == SIZE_MAX ||
        !str_number(str_slice(script, 1, plus), &cut))
        return false;
    str added = str_slice(script, plus + 1, script.len);
    bool lower = script.data[0] == 'l';
    if (!lower && cut == 0 && added.len == 0) {
        *lemma = form;
        return true;
    }
    buffer made = {.arena = keep};
    if (!cut_form(&made, form, lower, cut))
        return false;
    buffer_add(&made, added);
    *lemma = buffer_str(&made);
    return lemma->len > 0;
}

str lemma_script(arena *arena, str form, str lemma)
{
    str best = STR("");
    for (int lower = 0; lower <= 1; lower++) {
        buffer folded = {.arena = arena};
        cut_form(&folded, form, lower == 1, 0);
        str from = buffer_str(&folded);
        size_t same = 0;
        while (same < from.len && same < lemma.len && from.data[same] == lemma.data[same])
            same++;
        same = utf8_floor(from, same);
        size_t cut = utf8_count(str_slice(from, same, from.len));
        str script = str_format(arena, "%c%zu+%.*s", lower ? 'l' : 'k', cut,
                                STR_ARG(str_slice(lemma, same, lemma.len)));
        if (best.len == 0 || script.len < best.len)
            best = script;
    }
    return best;
}

str lemma_find(arena *keep, const lemma_table *table, str form, uint32_t upos, uint32_t xpos)
{
    const lemma_form letters = lemma_form_of(form);
    const uint32_t tag = lemma_tag(upos, xpos);
    uint32_t script = WORDFORM_NONE;
    if (table->slots == NULL)
        return form;
    if (letters.whole)
        script = wordform_find(table->slots, table->slot_count,
                               lemma_key(&letters, letters.count, true, tag));
    uint32_t length = letters.count < LEMMA_ENDING_MAX ? letters.count : LEMMA_ENDING_MAX;
    for (length = length < 6 ? length : 6; script == WORDFORM_NONE; length--) {
        script =
            wordform_find(table->slots, table->slot_count, lemma_key(&letters, length, false, tag));
        if (length == 0)
            break;
    }
    str lemma = form;
    if (script < table->scripts.count)
        lemma_apply(keep, table->scripts.items[script], form, &lemma);
    return lemma;
}

bool lemma_is_known(const lemma_table *table, str form, uint32_t upos, uint32_t xpos)
{
    const lemma_form letters = lemma_form_of(form);
    return table->slots != NULL && letters.whole &&
           wordform_find(table->slots, table->slot_count,
                         lemma_key(&letters, letters.count, true, lemma_tag(upos, xpos))) !=
               WORDFORM_NONE;
}
