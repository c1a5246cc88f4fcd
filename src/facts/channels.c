/* channels.c - the way from the speaker to the page.
 *
 *     Reeve said in a statement               > a statement (document)
 *     Reeve wrote on Twitter                  > Twitter (medium)
 *     Reeve told CNN                          > CNN (outlet); CNN is the addressee, too
 *     Reeve said at a press briefing          > a press briefing (event)
 *     Reeve told Ann Lee in an interview ..   > an interview (event)
 *
 * Kinds are told by the nouns of a small table; a name is an outlet when its last word is one of
 * those that outlets end in, or when it is an organisation that is told something. */
#include "facts/said.h"

typedef struct channel_noun {
    const char *nouns;
    readout_channel_kind kind;
} channel_noun;

static const channel_noun channel_nouns[] = {
    {"statement letter memo report release readout email e-mail document filing book op-ed column "
     "essay article post affidavit complaint testimony lawsuit transcript editorial paper study "
     "message note text blog",
     READOUT_CHANNEL_DOCUMENT},
    {"twitter facebook instagram telegram youtube tweet weibo x tiktok snapchat reddit television "
     "tv radio phone telephone linkedin parler truth video",
     READOUT_CHANNEL_MEDIUM},
    {"briefing conference interview speech address hearing rally meeting call debate appearance "
     "event news-conference remarks lecture forum summit court panel session podcast",
     READOUT_CHANNEL_EVENT},
    {"cnn bbc reuters ap afp npr nbc abc cbs msnbc fox bloomberg politico axios aljazeera "
     "newspaper "
     "magazine reporters journalists times post journal news press broadcaster media outlet "
     "network "
     "agency show program programme today herald guardian telegraph tribune",
     READOUT_CHANNEL_OUTLET},
};

static bool channel_kind(const syntax *syntax, uint32_t at, readout_channel_kind *kind)
{
    for (size_t i = 0; i < sizeof channel_nouns / sizeof *channel_nouns; i++)
        if (lemma_is(syntax, at, channel_nouns[i].nouns) ||
            word_is(syntax, at, channel_nouns[i].nouns)) {
            *kind = channel_nouns[i].kind;
            return true;
        }
    return false;
}

/* The words for a step: without what the statement says, when it came, and the possessive of
 * "CNN's". */
static range step_words(const syntax *syntax, uint32_t head)
{
    range words = speaker_words(syntax, head);
    for (uint32_t at = head + 1; at < words.end; at++)
        if (upos_at(syntax, at) == UPOS_VERB || upos_at(syntax, at) == UPOS_AUX ||
            upos_at(syntax, at) == UPOS_SCONJ || date_weekday_of(syntax_word(syntax, at)) >= 0 ||
            word_is(syntax, at, "last this next early late earlier yesterday today tomorrow") ||
            (word_is(syntax, at, "on") && at + 1 < words.end &&
             date_weekday_of(syntax_word(syntax, at + 1)) >= 0))
            words.end = at;
    if (words.end > head + 1 && word_is(syntax, words.end - 1, "'s ’s ' ’"))
        words.end--;
    return words;
}

static void add_step(const reader *reader, statement *statement, uint32_t head,
                     readout_channel_kind kind)
{
    const range words = step_words(reader->syntax, head);
    const text_span span = text_of(reader->syntax, words);
    for (uint32_t i = 0; i < statement->channel.count; i++)
        if (statement->channel.items[i].span.start < span.end &&
            span.start < statement->channel.items[i].span.end)
            return;
    channel_step *step = array_push(reader->keep, &statement->channel);
    step->span = span;
    step->entity = speaker_entity(reader->syntax, head, words);
    step->kind = kind;
}

/* A phrase of the cue's clause: "in a statement", "on Twitter", "during an interview with X". */
static void read_phrase(const reader *reader, statement *statement, uint32_t phrase)
{
    const syntax *syntax = reader->syntax;
    const uint32_t preposition = case_of(syntax, phrase);
    readout_channel_kind kind;
    if (preposition == TOKEN_NONE ||
        !word_is(syntax, preposition, "in on at during via through by from to with"))
        return;
    const uint32_t owner = child_by_relation(syntax, phrase, "nmod:poss");
    if (owner != TOKEN_NONE && name_is(syntax, owner, "ORG") &&
        word_is(syntax, preposition, "on")) {
        add_step(reader, statement, owner, READOUT_CHANNEL_OUTLET); /* on CNN's "The Lead" */
        return;
    }
    if (!channel_kind(syntax, phrase, &kind))
        return;
    if (kind == READOUT_CHANNEL_OUTLET && word_is(syntax, preposition, "in by from"))
        return;
    add_step(reader, statement, phrase, kind);
    for (uint32_t child = syntax->child[phrase]; child != TOKEN_NONE; child = syntax->next[child]) {
        readout_channel_kind further;
        if (deprel_at(syntax, child) == DEPREL_NMOD && case_of(syntax, child) != TOKEN_NONE &&
            word_is(syntax, case_of(syntax, child), "with to on") &&
            (channel_kind(syntax, child, &further) || name_is(syntax, child, "ORG")))
            add_step(reader, statement, child, READOUT_CHANNEL_OUTLET);
    }
}

/* The statement that says it, as the words for its speaker or below "released". */
static void read_document(const reader *reader, const candidate *candidate, statement *statement)
{
    const syntax *syntax = reader->syntax;
    const uint32_t source = candidate->source;
    readout_channel_kind kind;
    if (source != TOKEN_NONE && channel_kind(syntax, source, &kind) &&
        kind == READOUT_CHANNEL_DOCUMENT)
        add_step(reader, statement, source, kind);
    const bool behind = candidate->at > 0 && (candidate->signs >> SIGN_PARTICIPLE & 1) != 0 &&
                        upos_at(syntax, candidate->at - 1) == UPOS_NOUN;
    const uint32_t noun = behind ? candidate->at - 1 : syntax->tokens[candidate->at].head;
    if ((behind || deprel_at(syntax, candidate->at) == DEPREL_ACL) && noun < syntax->count &&
        noun != source && candidate->pointer == TOKEN_NONE && channel_kind(syntax, noun, &kind) &&
        kind == READOUT_CHANNEL_DOCUMENT)
        add_step(reader, statement, noun, kind);
}

/* Is who is told something the one that publishes it? "Told CNN", "told The Daily Mirror"; not
 * "told the court", nor "asked the Health Ministry". */
static bool publishes(const syntax *syntax, const candidate *candidate, uint32_t to)
{
    readout_channel_kind kind;
    if (channel_kind(syntax, to, &kind) && kind == READOUT_CHANNEL_OUTLET)
        return !word_is(syntax, to, "reporters journalists");
    return name_is(syntax, to, "ORG") &&
           lemma_is(syntax, candidate->at, "tell say speak explain confirm add comment") &&
           !lemma_is(
               syntax, to,
               "agency army assembly board bureau cabinet circuit commission committee "
               "congress council court department government house ministry nation navy office "
               "parliament party police senate tribunal union");
}

void channels_find(const reader *reader, const candidate *candidate, statement *statement)
{
    const syntax *syntax = reader->syntax;
    for (uint32_t child = syntax->child[candidate->at]; child != TOKEN_NONE;
         child = syntax->next[child]) {
        const deprel deprel = deprel_at(syntax, child);
        if (child == candidate->source || child == candidate->content_head)
            continue;
        if (deprel == DEPREL_OBL)
            read_phrase(reader, statement, child);
        if (deprel == DEPREL_ADVCL &&
            lemma_is(syntax, child, "write speak post")) /* writing on Twitter */
            for (uint32_t phrase = syntax->child[child]; phrase != TOKEN_NONE;
                 phrase = syntax->next[phrase])
                if (deprel_at(syntax, phrase) == DEPREL_OBL)
                    read_phrase(reader, statement, phrase);
    }
    read_document(reader, candidate, statement);
    const uint32_t to = candidate->addressee;
    if (to == TOKEN_NONE)
        return;
    const range words = speaker_words(syntax, to);
    statement->addressee = text_of(syntax, words);
    statement->addressee_entity = speaker_entity(syntax, to, words);
    if (publishes(syntax, candidate, to))
        add_step(reader, statement, to, READOUT_CHANNEL_OUTLET);
}
