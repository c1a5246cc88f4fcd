/* language.h, segment_run: sentences and tokens as a reader of UD English would have them.
 *
 * Expected texts: "|" between tokens, "+" before a further word of the same token, " || "
 * between sentences. */
#include "base/file.h"
#include "language/language.h"
#include "language/splitter.h"
#include "unit/base/fixture.h"

#include <string.h>

enum { MODEL_LIMIT = 64 << 20 };

typedef struct sample {
    const char *text;
    const char *expected;
} sample;

static report report_of(arena *arena, str text)
{
    report report = {.text = text};
    array_push(arena, &report.blocks)->end = (uint32_t)text.len;
    return report;
}

static str shown(arena *arena, const model *model, const char *text)
{
    report report = report_of(arena, str_of(text));
    analysis analysis = {0};
    struct arena scratch;
    buffer out = {.arena = arena};
    arena_init(&scratch, arena->memory);
    segment_run(arena, &scratch, model, &report, &analysis);
    arena_finish(&scratch);
    for (uint32_t s = 0; s < analysis.sentences.count; s++) {
        const sentence *sentence = &analysis.sentences.items[s];
        if (s > 0)
            buffer_add(&out, STR(" || "));
        for (uint32_t t = 0; t < sentence->token_count; t++) {
            const token *token = &analysis.tokens.items[sentence->first_token + t];
            if (t > 0)
                buffer_add_byte(&out, token->joined ? '+' : '|');
            buffer_add(&out, token_text(&report, token));
        }
    }
    return buffer_str(&out);
}

static model *shipped_model(arena *arena)
{
    str bytes;
    model *model = NULL;
    if (file_read(arena, "models/readout-en.model", MODEL_LIMIT, &bytes, NULL) != READOUT_OK ||
        model_read(bytes, true, &model, NULL) != READOUT_OK)
        skip();
    return model;
}

static void check(arena *arena, const model *model, const sample *samples, size_t count)
{
    uint32_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        str found = shown(arena, model, samples[i].text);
        if (!str_equal(found, str_of(samples[i].expected))) {
            print_error("found  %.*s\nwanted %s\n", STR_ARG(found), samples[i].expected);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

#define check_all(model, samples)                                                                  \
    check(arena_of(state), (model), (samples), sizeof(samples) / sizeof *(samples))

#define shipped(name, samples)                                                                     \
    static void name(void **state)                                                                 \
    {                                                                                              \
        model *model = shipped_model(arena_of(state));                                             \
        check_all(model, samples);                                                                 \
        model_free(model);                                                                         \
    }

/* ---- With the shipped model ----------------------------------------------------------------- */

static const sample DATELINES[] = {
    {"ROME (AP) -- The ministers met on Monday. They will meet again.",
     "ROME|(|AP|)|--|The|ministers|met|on|Monday|. || They|will|meet|again|."},
    {"KYIV, Ukraine (Reuters) - Officials said on Friday that talks had ended. Nobody signed.",
     "KYIV|,|Ukraine|(|Reuters|)|-|Officials|said|on|Friday|that|talks|had|ended|. || "
     "Nobody|signed|."},
    {"WASHINGTON, March 14 — The envoy arrived early. He left late.",
     "WASHINGTON|,|March|14|—|The|envoy|arrived|early|. || He|left|late|."},
    {"BEIJING, March 15 (Xinhua) -- A spokesman said so.",
     "BEIJING|,|March|15|(|Xinhua|)|--|A|spokesman|said|so|."},
};
shipped(a_dateline_belongs_to_its_sentence, DATELINES)

    static const sample NAMES[] = {
        {"Richard N. Haass spoke first. J. K. Rowling and George W. Bush listened.",
         "Richard|N.|Haass|spoke|first|. || J.|K.|Rowling|and|George|W.|Bush|listened|."},
        {"Mr. Smith met Dr. Jones and Gen. Mark A. Milley in St. Louis. Sen. Warren was not there.",
         "Mr.|Smith|met|Dr.|Jones|and|Gen.|Mark|A.|Milley|in|St.|Louis|. || "
         "Sen.|Warren|was|not|there|."},
        {"Sen. Bob Corker, R-Tenn., said no. Rep. Adam Schiff, D-Calif., agreed.",
         "Sen.|Bob|Corker|,|R|-|Tenn.|,|said|no|. || Rep.|Adam|Schiff|,|D|-|Calif.|,|agreed|."},
        {"The company, Apple Inc., rose. Ford Motor Co. fell. Acme Corp. said so.",
         "The|company|,|Apple|Inc.|,|rose|. || Ford|Motor|Co.|fell|. || Acme|Corp.|said|so|."},
};
shipped(titles_and_initials_end_no_sentence, NAMES)

    static const sample INITIALS[] = {
        {"He lives in the U.S. The U.N. disagrees. The U.S. Senate voted at 3 p.m. on Jan. 6.",
         "He|lives|in|the|U.S. || The|U.N.|disagrees|. || "
         "The|U.S.|Senate|voted|at|3|p.m.|on|Jan.|6|."},
        {"The U.N. Security Council met at the U.S. Embassy. Nobody in the U.S. They said so.",
         "The|U.N.|Security|Council|met|at|the|U.S.|Embassy|. || Nobody|in|the|U.S. || "
         "They|said|so|."},
        {"The gate is open. — Ann Lee (@annlee) March 14, 2022 Sorry for the wait",
         "The|gate|is|open|. || —|Ann|Lee|(|@|annlee|)|March|14|,|2022 || Sorry|for|the|wait"},
        {"The deal was signed in Washington, D.C. Officials cheered.",
         "The|deal|was|signed|in|Washington|,|D.C. || Officials|cheered|."},
        {"He works for the F.B.I. and the C.I.A. Nobody knows.",
         "He|works|for|the|F.B.I.|and|the|C.I.A. || Nobody|knows|."},
};
shipped(initials_may_end_a_sentence, INITIALS)

    static const sample NUMBERS[] = {
        {"It rose 3.5% to $5.50 a share, or €1,200.75 in all. That was 10% more.",
         "It|rose|3.5|%|to|$|5.50|a|share|,|or|€|1,200.75|in|all|. || That|was|10|%|more|."},
        {"The meeting on Monday (14th) went well. It lasted from 3pm.",
         "The|meeting|on|Monday|(|14th|)|went|well|. || It|lasted|from|3|pm|."},
        {"It happened on 14/03/2022 at 10:30 a.m. in Rome. Nobody came.",
         "It|happened|on|14/03/2022|at|10:30|a.m.|in|Rome|. || Nobody|came|."},
        {"Prices rose by 1.5 percent in 2021. 2022 was worse.",
         "Prices|rose|by|1.5|percent|in|2021|. || 2022|was|worse|."},
        {"She was No. 1 in the world. The vote was 52-48.",
         "She|was|No.|1|in|the|world|. || The|vote|was|52|-|48|."},
};
shipped(numbers_keep_their_marks, NUMBERS)

    static const sample CONTRACTIONS[] = {
        {"They don't know; I cannot say, he's gonna ask.",
         "They|do+n't|know|;|I|can+not|say|,|he+'s|gon+na|ask|."},
        {"I'm sure we've lost, they'll win and she'd go. You won’t.",
         "I+'m|sure|we+'ve|lost|,|they+'ll|win|and|she+'d|go|. || You|wo+n’t|."},
        {"John's car and the boy's bikes weren't there. O'Brien's dog didn't care.",
         "John+'s|car|and|the|boy+'s|bikes|were+n't|there|. || O'Brien+'s|dog|did+n't|care|."},
        {"What you 're saying is its own reward.", "What|you|'re|saying|is|its|own|reward|."},
};
shipped(contractions_are_several_words_of_one_token, CONTRACTIONS)

    static const sample HYPHENS[] = {
        {"The three-year-old U.S.-China co-operation e-mail was well-known and/or new.",
         "The|three|-|year|-|old|U.S.|-|China|co-operation|e-mail|was|well|-|known|and|/|or|new|."},
};
shipped(hyphens_split_as_in_the_treebanks, HYPHENS)

    static const sample QUOTES[] = {
        {"“We won’t go,” he said. “They can’t make us.” She laughed.",
         "“|We|wo+n’t|go|,|”|he|said|. || “|They|ca+n’t|make|us|.|” || She|laughed|."},
        {"\"We won't go,\" he said. \"They can't make us.\" She laughed.",
         "\"|We|wo+n't|go|,|\"|he|said|. || \"|They|ca+n't|make|us|.|\" || She|laughed|."},
        {"„We leave today“, he said. „Nobody stays.“ Then they left.",
         "„|We|leave|today|“|,|he|said|. || „|Nobody|stays|.|“ || Then|they|left|."},
        {"«We leave today,» he said. «Nobody stays.» Then they left.",
         "«|We|leave|today|,|»|he|said|. || «|Nobody|stays|.|» || Then|they|left|."},
        {"« We leave today », he said. Then they left.",
         "«|We|leave|today|»|,|he|said|. || Then|they|left|."},
        {"'It is over,' said the minister. 'We lost.' The crowd left.",
         "'|It|is|over|,|'|said|the|minister|. || '|We|lost|.|' || The|crowd|left|."},
        {"``We leave today,'' he said. Then they left.",
         "``|We|leave|today|,|''|he|said|. || Then|they|left|."},
        {"”The talks are over.“ Nobody believed him.",
         "”|The|talks|are|over|.|“ || Nobody|believed|him|."},
        {"“The talks are over, “he said. “Nobody believed him. “ Then they left.",
         "“|The|talks|are|over|,|“|he|said|. || “|Nobody|believed|him|.|“ || Then|they|left|."},
        {"It did not end with a mark.\" He told CNN: \"No comment.\" They left.",
         "It|did|not|end|with|a|mark|.|\" || He|told|CNN|:|\"|No|comment|.|\" || They|left|."},
};
shipped(quotation_marks_of_every_style_stay_with_their_words, QUOTES)

    static const sample ELLIPSES[] = {
        {"He waited... and waited. So it goes… Another day.",
         "He|waited|...|and|waited|. || So|it|goes|… || Another|day|."},
        {"Is that so? Yes! \"Why?\" he asked. Nobody answered.",
         "Is|that|so|? || Yes|! || \"|Why|?|\"|he|asked|. || Nobody|answered|."},
};
shipped(marks_end_sentences_when_something_new_begins, ELLIPSES)

    static const sample ADDRESSES[] = {
        {"Contact us at press@example.org or https://example.org/a?b=c. Visit www.example.com, "
         "please.",
         "Contact|us|at|press@example.org|or|https://example.org/a?b=c|. || "
         "Visit|www.example.com|,|please|."},
        {"See example.com/news/1 (or notes_final.pdf).",
         "See|example.com/news/1|(|or|notes_final.pdf|)|."},
        {"They liked #news by @user, too.", "They|liked|#news|by|@user|,|too|."},
};
shipped(addresses_are_whole, ADDRESSES)

    static const sample OTHERS[] = {
        {"• First point • Second point", "•|First|point || •|Second|point"},
        {"We love you 😀👍🏽!", "We|love|you|😀|👍🏽|!"},
        {"他说。我们走。", "他|说|。 || 我|们|走|。"},
        {"قال إنه سيغادر. لم يصدقه أحد.", "قال|إنه|سيغادر|. || لم|يصدقه|أحد|."},
        {"", ""},
        {"   ", ""},
        {".", "."},
};
shipped(other_scripts_and_no_script_are_sane, OTHERS)

    /* ---- Without a model ----------------------------------------------------------------------
     */

    static const sample RULES[] = {
        {"Mr. Smith's car cost $5.50. He didn't pay.",
         "Mr.|Smith+'s|car|cost|$|5.50|. || He|did+n't|pay|."},
        {"The U.S. voted. \"Why?\" he asked. (Nobody knew.) He left.",
         "The|U.S.|voted|. || \"|Why|?|\"|he|asked|. || (|Nobody|knew|.|) || He|left|."},
        {"It's over. 14 left.", "It+'s|over|. || 14|left|."},
        {"wait. what", "wait|.|what"},
};

static void rules_do_when_there_is_no_model(void **state)
{
    check_all(NULL, RULES);
}

static void a_model_without_its_sections_means_rules(void **state)
{
    model *model = NULL;
    assert_int_equal(model_empty(&model, NULL), READOUT_OK);
    check_all(model, RULES);
    model_free(model);
}

static void sections_of_a_wrong_shape_mean_rules(void **state)
{
    static const int16_t WEIGHTS[9] = {0};
    static const int32_t WORDS[8] = {0};
    arena *arena = arena_of(state);
    model_builder *builder = model_builder_new(arena, "wrong");
    model_builder_add(builder, SPLITTER_GAPS, MODEL_I16, (uint32_t[4]){3, 3}, WEIGHTS);
    model_builder_add(builder, SPLITTER_ENDS, MODEL_I16, (uint32_t[4]){3}, WEIGHTS);
    model_builder_add(builder, SPLITTER_LEXICON, MODEL_I32, (uint32_t[4]){8}, WORDS);
    model *model = NULL;
    assert_int_equal(model_read(model_builder_bytes(arena, builder), true, &model, NULL),
                     READOUT_OK);
    check_all(model, RULES);
    model_free(model);
}

/* ---- Bounds --------------------------------------------------------------------------------- */

/* Whatever the text: tokens in order, within sentences, within bounds, nothing lost. */
static void check_bounds(arena *arena, const model *model, str text)
{
    report report = report_of(arena, text);
    analysis analysis = {0};
    struct arena scratch;
    arena_init(&scratch, arena->memory);
    segment_run(arena, &scratch, model, &report, &analysis);
    arena_finish(&scratch);
    uint32_t next_token = 0;
    uint32_t at = 0;
    for (uint32_t s = 0; s < analysis.sentences.count; s++) {
        const sentence *sentence = &analysis.sentences.items[s];
        assert_int_equal(sentence->first_token, next_token);
        assert_in_range(sentence->token_count, 1, SENTENCE_TOKENS_MAX);
        for (uint32_t t = 0; t < sentence->token_count; t++, next_token++) {
            const token *token = &analysis.tokens.items[next_token];
            assert_true(token->start >= at && token->end > token->start);
            assert_in_range(token->end - token->start, 1, 1100);
            assert_true(t > 0 || !token->joined);
            for (; at < token->start; at++)
                assert_int_equal(text.data[at], ' ');
            at = token->end;
        }
    }
    assert_int_equal(next_token, analysis.tokens.count);
}

static void monsters_are_cut(void **state)
{
    static const char *PIECES[] = {
        "a",  "\"",  "\"'", "a'",    "'s",        "a.", ".", "a ", "1,",           "a@",   "@",
        "#a", "((a", "-a-", "don't", "http://a(", "é",  "😀", "你", "\xe2\x80\x8d", "a.com"};
    enum { SIZE = 600000 };
    arena *arena = arena_of(state);
    model *model = shipped_model(arena);
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
        arena_mark mark = arena_save(arena);
        buffer text = {.arena = arena};
        while (text.len < SIZE)
            buffer_add(&text, str_of(PIECES[i]));
        check_bounds(arena, model, buffer_str(&text));
        check_bounds(arena, NULL, buffer_str(&text));
        arena_restore(arena, mark);
    }
    model_free(model);
}

static void sentences_never_cross_blocks(void **state)
{
    arena *arena = arena_of(state);
    report report = {.text = STR("No mark here\n\nand none there")};
    *array_push(arena, &report.blocks) = (block){0, 12, BLOCK_HEADLINE};
    *array_push(arena, &report.blocks) = (block){14, 28, BLOCK_PROSE};
    analysis analysis = {0};
    struct arena scratch;
    arena_init(&scratch, arena->memory);
    segment_run(arena, &scratch, NULL, &report, &analysis);
    arena_finish(&scratch);
    assert_int_equal(analysis.sentences.count, 2);
    assert_int_equal(analysis.sentences.items[0].end, 12);
    assert_int_equal(analysis.sentences.items[1].start, 14);
    assert_int_equal(analysis.sentences.items[1].block, 1);
    assert_true(analysis.tokens.items[2].space_after);
}

/* ---- analysis.h ------------------------------------------------------------------------------ */

static void positions_find_their_sentence_and_token(void **state)
{
    arena *arena = arena_of(state);
    report report = report_of(arena, STR("It ends. It begins."));
    analysis analysis = {0};
    struct arena scratch;
    arena_init(&scratch, arena->memory);
    segment_run(arena, &scratch, NULL, &report, &analysis);
    arena_finish(&scratch);
    assert_int_equal(analysis_sentence_at(&analysis, 0), 0);
    assert_int_equal(analysis_sentence_at(&analysis, 7), 0);
    assert_int_equal(analysis_sentence_at(&analysis, 8), UINT32_MAX);
    assert_int_equal(analysis_sentence_at(&analysis, 9), 1);
    assert_int_equal(analysis_sentence_at(&analysis, 19), UINT32_MAX);
    assert_int_equal(analysis_token_at(&analysis, 0), 0);
    assert_int_equal(analysis_token_at(&analysis, 1), 1);
    assert_int_equal(analysis_token_at(&analysis, 9), 3);
    assert_int_equal(analysis_token_at(&analysis, 100), 6);
    assert_true(analysis.tokens.items[0].starts_upper);
    assert_true(analysis.tokens.items[0].is_word);
    assert_false(analysis.tokens.items[2].is_word);
    assert_false(analysis.tokens.items[1].space_after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(a_dateline_belongs_to_its_sentence),
        specification(titles_and_initials_end_no_sentence),
        specification(initials_may_end_a_sentence),
        specification(numbers_keep_their_marks),
        specification(contractions_are_several_words_of_one_token),
        specification(hyphens_split_as_in_the_treebanks),
        specification(quotation_marks_of_every_style_stay_with_their_words),
        specification(marks_end_sentences_when_something_new_begins),
        specification(addresses_are_whole),
        specification(other_scripts_and_no_script_are_sane),
        specification(rules_do_when_there_is_no_model),
        specification(a_model_without_its_sections_means_rules),
        specification(sections_of_a_wrong_shape_mean_rules),
        specification(monsters_are_cut),
        specification(sentences_never_cross_blocks),
        specification(positions_find_their_sentence_and_token),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
