/* language.c - in which language a text is, told by its script and its commonest words.
 *
 * Most scripts decide alone; Latin and Cyrillic text is decided by counting function words
 * (W. Cavnar and J. Trenkle, "N-Gram-Based Text Categorization", 1994, name short words as
 * the rival of their n-grams, and for a page of text as good). The first words of a report
 * are enough. Below a share of function words, or without a clear lead, it is "und".
 */
#include "base/utf8.h"
#include "intake/intake.h"

#include <string.h>

enum {
    SAMPLE_BYTES = 16384,
    WORDS_MAX = 600,
    WORDS_MIN = 4, /* of text, to say anything at all */
    SLOTS = 2048,  /* of the hash table: a power of two, over twice the words below */
    WORD_BYTES = 24,
    LANGUAGES_MAX = 32,
};

typedef struct language {
    const char *code;
    const char *words; /* function words, most frequent first, that few neighbours share */
} language;

static const language languages[] = {
    {"en", "the of and to in that is for on with was as it at by from his he has are be this have"
           " not were but they said their which who an its had will been would she or more about"},
    {"de", "der die und das den von zu mit sich des auf ist im dem nicht ein eine als auch es an"
           " werden aus er hat dass sie nach wird bei einer um am sind noch wie einem war haben"},
    {"fr", "le la les de des du et en un une est que dans qui pour par sur au aux pas ne se plus"
           " ce avec il sont cette ont ses mais ou comme été nous leur elle a"},
    {"es", "el la los las de del que y en un una por con para se su al es lo no como más o pero"
           " sus le ha este entre cuando muy sin sobre también fue había son desde"},
    {"it", "il di che e la in un una per non è del con della si da sono le dei nel alla come al"
           " anche più delle gli ha dal ma lo suo nella questo i degli alle"},
    {"pt", "o a os as de do da que e em um uma para com não no na por mais dos das se como mas"
           " ao foi seu sua pelo pela são também ou está à até é"},
    {"nl", "de het een en van in is dat op te zijn met voor niet aan er om ook als bij door naar"
           " maar uit dan nog over wordt worden heeft die hij ze werd hebben"},
    {"sv", "och att det i en som är av för på med den till inte har om ett de var men sig från"
           " vi så kan när han nu över vid även efter eller"},
    {"da", "og at det en i er af til på den for med ikke der som har et de var om men sig fra"
           " vi så kan når han blev ved også efter eller til"},
    {"no", "og det i en er av til på den for med ikke som har et at de var om men seg fra vi så"
           " kan når han ble ved også etter eller til mot hun"},
    {"pl", "w i na z się do nie jest że o to jak za po od przez przy ale dla są oraz jego który"
           " tym która które ma był także już tylko może być"},
    {"cs", "a v se na že je s z do o i to k pro by ale jako za jsem podle které který po tak co"
           " být byl od při již jsou jeho také nebo"},
    {"tr", "ve bir bu da de için ile olarak çok daha olan gibi kadar en ne sonra var ise ancak"
           " o her değil ama olduğu göre büyük ya tarafından"},
    {"ro", "și în de la a pe că cu nu o un din care pentru este se mai au fost ce sunt prin dar"
           " fi lui după sau unui iar această"},
    {"hu", "a az és hogy nem is egy ez volt meg de csak már el mint azt még ki ha vagy van lesz"
           " szerint után ezt pedig között"},
    {"fi", "ja on ei että se oli hän mutta myös ovat kun joka tai kuin sen mukaan ole olisi jos"
           " sekä niin vuonna jo vain"},
    {"id", "yang dan di dengan untuk dari pada dalam ini itu adalah tidak akan ke oleh juga"
           " sebagai telah karena mereka kepada bahwa ada tersebut saat"},
    {"vi", "và của là có các được trong cho không một với những người đã này khi từ đến về"
           " năm nhiều tại cũng theo trên"},
    {"ca", "el la els les de del que i en un una per amb no és al com més són també ha aquest"
           " pel seva seu dels han però"},
    {"ru", "и в не на что с по он как это его к но из у за от так было все который она для"
           " был года также же если до при"},
    {"uk", "і в не на що з та до як за у для від про це його й але він ми які були також під"
           " року після щоб є"},
    {"bg", "и на в да за от не се с по е са че като той до при ще след бе този това през"
           " беше които във"},
    {"sr", "и у је да на се за од са су не као који што по из то али би или није о ће"
           " бити након"},
};

enum { LANGUAGES = sizeof languages / sizeof languages[0] };

/* Letters that one of these languages has and its neighbours have not. */
static const struct {
    uint32_t letter;
    const char *code;
} own_letters[] = {
    {0x44b, "ru"}, {0x44d, "ru"}, {0x451, "ru"}, {0x456, "uk"}, {0x457, "uk"},
    {0x454, "uk"}, {0x458, "sr"}, {0x459, "sr"}, {0x45a, "sr"}, {0x45b, "sr"},
    {0x452, "sr"}, {0xdf, "de"},  {0x142, "pl"}, {0x119, "pl"}, {0x159, "cs"},
    {0x11b, "cs"}, {0x11f, "tr"}, {0x131, "tr"}, {0x151, "hu"}, {0x21b, "ro"},
    {0x219, "ro"}, {0xf1, "es"},  {0xf5, "pt"},  {0x1b0, "vi"}, {0x111, "vi"},
};

/* ---- Scripts ------------------------------------------------------------------------- */

typedef struct script {
    uint32_t first;
    uint32_t last;
    const char *code; /* the language that nearly always is meant */
} script;

static const script scripts[] = {
    {0x0370, 0x03ff, "el"}, {0x0530, 0x058f, "hy"}, {0x0590, 0x05ff, "he"}, {0x0600, 0x06ff, "ar"},
    {0x0900, 0x097f, "hi"}, {0x0980, 0x09ff, "bn"}, {0x0b80, 0x0bff, "ta"}, {0x0e00, 0x0e7f, "th"},
    {0x10a0, 0x10ff, "ka"}, {0x3040, 0x30ff, "ja"}, {0x4e00, 0x9fff, "zh"}, {0xac00, 0xd7af, "ko"},
};

enum { SCRIPTS = sizeof scripts / sizeof scripts[0] };

/* Letters of Persian and Urdu that Arabic has not. */
static bool is_persian(uint32_t c)
{
    return c == 0x67e || c == 0x686 || c == 0x698 || c == 0x6af || c == 0x6cc || c == 0x6a9;
}

static bool is_urdu(uint32_t c)
{
    return c == 0x679 || c == 0x688 || c == 0x691 || c == 0x6ba || c == 0x6d2 || c == 0x6be;
}

/* The language by script alone, or NULL when most letters are Latin or Cyrillic. */
static const char *by_script(str sample)
{
    size_t counts[SCRIPTS] = {0};
    size_t letters = 0;
    size_t persian = 0;
    size_t urdu = 0;
    for (size_t at = 0; at < sample.len;) {
        uint32_t c = utf8_next(sample, &at);
        letters += utf8_is_letter(c);
        persian += is_persian(c);
        urdu += is_urdu(c);
        for (size_t i = 0; c >= 0x370 && i < SCRIPTS; i++)
            counts[i] += c >= scripts[i].first && c <= scripts[i].last;
    }
    for (size_t i = 0; i < SCRIPTS; i++) {
        if (counts[i] * 100 < letters * 15 || counts[i] == 0)
            continue;
        if (strcmp(scripts[i].code, "ar") == 0 && urdu * 50 > counts[i])
            return "ur";
        if (strcmp(scripts[i].code, "ar") == 0 && persian * 50 > counts[i])
            return "fa";
        if (counts[i] * 2 > letters || strcmp(scripts[i].code, "ja") == 0)
            return scripts[i].code; /* kana decides even among many Chinese characters */
    }
    return NULL;
}

/* ---- Words --------------------------------------------------------------------------- */

typedef struct slot {
    str word;
    uint32_t languages; /* bit n: languages[n] has it */
} slot;

static slot *find_slot(slot *slots, str word)
{
    size_t at = (size_t)(str_hash(word) & (SLOTS - 1));
    while (slots[at].word.len > 0 && !str_equal(slots[at].word, word))
        at = (at + 1) & (SLOTS - 1);
    return &slots[at];
}

static void fill_slots(slot *slots)
{
    for (size_t i = 0; i < LANGUAGES; i++) {
        str rest = str_of(languages[i].words);
        str word;
        while (str_field(&rest, ' ', &word)) {
            slot *slot = find_slot(slots, word);
            slot->word = word;
            slot->languages |= UINT32_C(1) << i;
        }
    }
}

/* The next word in lower case, cut to WORD_BYTES; false at the end. */
static bool next_word(str text, size_t *at, char *word, size_t *len)
{
    *len = 0;
    while (*at < text.len) {
        size_t start = *at;
        uint32_t c = utf8_lower(utf8_next(text, at));
        if (!utf8_is_letter(c)) {
            if (*len > 0)
                return true;
            continue;
        }
        size_t bytes = *at - start;
        if (c < 0x80) {
            bytes = 1;
        }
        if (*len + 4 > WORD_BYTES)
            continue;
        if (bytes == 1)
            word[(*len)++] = (char)c;
        else if (c < 0x800) {
            word[(*len)++] = (char)(0xc0 | (c >> 6));
            word[(*len)++] = (char)(0x80 | (c & 0x3f));
        } else {
            word[(*len)++] = (char)(0xe0 | (c >> 12 & 0x0f));
            word[(*len)++] = (char)(0x80 | ((c >> 6) & 0x3f));
            word[(*len)++] = (char)(0x80 | (c & 0x3f));
        }
    }
    return *len > 0;
}

static void count_own_letters(str sample, uint32_t *hits)
{
    for (size_t at = 0; at < sample.len;) {
        uint32_t c = utf8_next(sample, &at);
        for (size_t i = 0; c >= 0xdf && i < sizeof own_letters / sizeof own_letters[0]; i++)
            for (size_t k = 0; own_letters[i].letter == c && k < LANGUAGES; k++)
                hits[k] += strcmp(languages[k].code, own_letters[i].code) == 0;
    }
}

static const char *by_words(str sample)
{
    slot slots[SLOTS];
    uint32_t hits[LANGUAGES] = {0};
    uint32_t words = 0;
    char word[WORD_BYTES];
    size_t len;
    memset(slots, 0, sizeof slots);
    fill_slots(slots);
    for (size_t at = 0; words < WORDS_MAX && next_word(sample, &at, word, &len); words++) {
        uint32_t known = find_slot(slots, (str){word, len})->languages;
        for (size_t i = 0; known != 0; i++, known >>= 1)
            hits[i] += known & 1;
    }
    count_own_letters(sample, hits);
    size_t best = 0;
    size_t second = 1;
    for (size_t i = 1; i < LANGUAGES; i++) {
        if (hits[i] > hits[best]) {
            second = best;
            best = i;
        } else if (second == best || hits[i] > hits[second]) {
            second = i;
        }
    }
    bool enough = words >= WORDS_MIN && hits[best] >= 2 && hits[best] * 8 >= words;
    return enough && hits[best] > hits[second] ? languages[best].code : "und";
}

str language_detect(str text)
{
    str sample = str_slice(text, 0, utf8_floor(text, SAMPLE_BYTES));
    const char *code = by_script(sample);
    return str_of(code != NULL ? code : by_words(sample));
}
