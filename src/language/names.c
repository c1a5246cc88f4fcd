/* names.c - the names stage (see language.h): names in the text, who is the same, what they are.
 *
 *   US national security adviser Nils Oyelaran met ... Oyelaran said
 *      |_________role__________| |____name____|        |_name_|   -> one entity
 *
 * Input: tokens with the tags and trees of the language model; without them, by shape. A name
 * that only a headline has gives no entity: headlines shorten and capitalise. */
#include "language/names.h"

#include "base/map.h"
#include "language/language.h"

#include <string.h>

str finder_text(const finder *finder, uint32_t first, uint32_t end)
{
    return str_slice(finder->report->text, finder_token(finder, first)->start,
                     finder_token(finder, end - 1)->end);
}

static bool is_bracket(str word)
{
    return word.len == 1 && strchr("()[]", word.data[0]) != NULL;
}

str finder_name(const finder *finder, uint32_t first, uint32_t end)
{
    bool plain = true;
    buffer name = {.arena = finder->keep};
    for (uint32_t at = first; at < end; at++)
        plain = plain && !is_bracket(finder_word(finder, at));
    if (plain)
        return finder_text(finder, first, end);
    for (uint32_t at = first; at < end; at++) {
        if (is_bracket(finder_word(finder, at)))
            continue;
        if (name.len > 0)
            buffer_add_byte(&name, ' ');
        buffer_add(&name, finder_word(finder, at));
    }
    return buffer_str(&name);
}

bool finder_in_headline(const finder *finder, const sentence *sentence)
{
    return finder->report->blocks.items[sentence->block].kind == BLOCK_HEADLINE;
}

/* Looks each distinct word up once: texts repeat their words. */
static void look_up_words(finder *finder)
{
    map known = {.arena = finder->scratch};
    token_array *tokens = &finder->analysis->tokens;
    for (uint32_t at = 0; at < tokens->count; at++) {
        if (!tokens->items[at].is_word)
            continue;
        str word = finder_word(finder, at);
        uint32_t *bits = map_put(&known, word);
        if (*bits == MAP_NONE)
            *bits = words_lists_of(word);
        tokens->items[at].lists = (uint8_t)*bits;
    }
}

static void add_alias(finder *finder, entity *entity, str form)
{
    if (str_equal(entity->name, form))
        return;
    for (uint32_t i = 0; i < entity->aliases.count; i++)
        if (str_equal(entity->aliases.items[i], form))
            return;
    *array_push(finder->keep, &entity->aliases) = form;
}

/* Mentions that have an entity become the report's names. */
static void keep_names(finder *finder)
{
    analysis *analysis = finder->analysis;
    for (uint32_t i = 0; i < finder->mentions.count; i++) {
        const mention *mention = &finder->mentions.items[i];
        if (mention->entity == UINT32_MAX)
            continue;
        entity *entity = &analysis->entities.items[mention->entity];
        if (entity->mentions++ == 0)
            entity->first_name = analysis->names.count;
        *array_push(finder->keep, &analysis->names) =
            (name){.start = finder_token(finder, mention->first)->start,
                   .end = finder_token(finder, mention->end - 1)->end,
                   .first_token = mention->first,
                   .token_count = mention->end - mention->first,
                   .sentence = mention->sentence,
                   .kind = entity->kind,
                   .entity = mention->entity};
        if (!mention->headline)
            add_alias(finder, entity, finder_name(finder, mention->first, mention->end));
    }
}

void names_run(arena *keep, arena *scratch, const report *report, analysis *analysis)
{
    arena_mark mark = arena_save(scratch);
    finder finder = {.keep = keep, .scratch = scratch, .report = report, .analysis = analysis};
    look_up_words(&finder);
    if (analysis->has_trees)
        names_by_tags(&finder);
    else
        names_by_shape(&finder);
    names_join(&finder);
    keep_names(&finder);
    names_roles(&finder);
    arena_restore(scratch, mark);
}
