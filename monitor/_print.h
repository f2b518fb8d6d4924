/* The fingerprint of a text, from its pieces: monitor/fingerprint.py says what it is, and makes the same in Python. */
#include "_sorted.h"

enum { PIECES, TABLE, WORDS, NAMED, BUFFERS };
enum { MIDDLING = 2, TELLING = 4, PARTS = 32 };

/* Rows of the tables of monitor.pieces.Lexicon. */
typedef struct {
    uint64_t known, capital;
    int32_t first, count;
    uint8_t flags;
} Piece;

typedef struct {
    uint64_t hash, feature;
    uint8_t level, digit;
} Word;

/* monitor.outline.Extent. */
typedef struct {
    Py_ssize_t opening, body, lead, figures, most, shingle_keys, sample_keys, salient, singles;
    unsigned int word, name_word, name_rank, number_rank;
    unsigned long long single_key, sample_key;
} Extent;

/* What is written: numbers of all parts, then weights of some. */
typedef struct {
    uint32_t *values;
    uint16_t *weights, lengths[PARTS];
    Py_ssize_t count, weighted, most;
    int parts;
} Sheet;

typedef struct {
    uint64_t feature;
    uint32_t rank;
} Ranked;

/* `sort`, each number once; how many are left. */
static Py_ssize_t sort_unique(uint64_t *values, uint64_t *room, Py_ssize_t count, int bytes) {
    sort(values, room, count, bytes);
    Py_ssize_t kept = 0;
    for (Py_ssize_t at = 0; at < count; at++)
        if (!kept || values[kept - 1] != values[at])
            values[kept++] = values[at];
    return kept;
}

/* Where a number stands among sorted ones, or -1. */
static Py_ssize_t place_of(const uint64_t *values, Py_ssize_t count, uint64_t value) {
    Py_ssize_t low = 0, high = count;
    while (low < high) {
        Py_ssize_t middle = (low + high) / 2;
        if (values[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && values[low] == value ? low : -1;
}

static void put(Sheet *sheet, const uint64_t *values, Py_ssize_t count) {
    count = count < sheet->most ? count : sheet->most;
    for (Py_ssize_t at = 0; at < count; at++)
        sheet->values[sheet->count++] = (uint32_t)values[at];
    sheet->lengths[sheet->parts++] = (uint16_t)count;
}

/* Of pairs that hold a value and below it 16 bits of its weight; of one value the last. */
static void put_weighted(Sheet *sheet, uint64_t *pairs, uint64_t *room, Py_ssize_t count) {
    sort(pairs, room, count, 6);
    Py_ssize_t kept = 0;
    for (Py_ssize_t at = 0; at < count && kept < sheet->most; at++) {
        if (at + 1 < count && pairs[at] >> 16 == pairs[at + 1] >> 16)
            continue;
        sheet->values[sheet->count++] = (uint32_t)(pairs[at] >> 16);
        sheet->weights[sheet->weighted++] = (uint16_t)pairs[at];
        kept++;
    }
    sheet->lengths[sheet->parts++] = (uint16_t)kept;
}

/* Numbers of a list; -1 with an exception where one is none. */
static Py_ssize_t listed(PyObject *list, uint64_t *into) {
    Py_ssize_t count = PyList_GET_SIZE(list);
    for (Py_ssize_t at = 0; at < count; at++) {
        into[at] = PyLong_AsUnsignedLongLong(PyList_GET_ITEM(list, at));
        if (into[at] == (uint64_t)-1 && PyErr_Occurred())
            return -1;
    }
    return count;
}

static void shorten(uint64_t *values, Py_ssize_t count) {
    for (Py_ssize_t at = 0; at < count; at++)
        values[at] = (uint32_t)values[at];
}

static Py_ssize_t words_of(const Py_buffer *in, Py_ssize_t from, Py_ssize_t to, int32_t *into) {
    const int32_t *pieces = in[PIECES].buf;
    Py_ssize_t total = 0;
    for (Py_ssize_t at = from; at < to; at++) {
        const Piece *piece = (const Piece *)in[TABLE].buf + pieces[at];
        for (int32_t each = 0; into && each < piece->count; each++)
            into[total + each] = piece->first + each;
        total += piece->count;
    }
    return total;
}

/* Short hashes of the stems of words that tell at least so much, and less than that; sorted, each once. */
static Py_ssize_t stems_of(const Py_buffer *in, const int32_t *words, Py_ssize_t count, int least, int below, uint64_t *into,
                           uint64_t *room) {
    const Word *table = in[WORDS].buf;
    Py_ssize_t kept = 0;
    for (Py_ssize_t at = 0; at < count; at++) {
        const Word *word = table + words[at];
        into[kept] = (uint32_t)word->feature;
        kept += word->level >= least && word->level < below;
    }
    return sort_unique(into, room, kept, 4);
}

/* The same of words that begin with a digit. */
static Py_ssize_t digits_of(const Py_buffer *in, const int32_t *words, Py_ssize_t count, uint64_t *into, uint64_t *room) {
    const Word *table = in[WORDS].buf;
    Py_ssize_t kept = 0;
    for (Py_ssize_t at = 0; at < count; at++)
        if (table[words[at]].digit)
            into[kept++] = (uint32_t)table[words[at]].feature;
    return sort_unique(into, room, kept, 4);
}

/* Of runs of four words. */
static Py_ssize_t shingles_of(const Py_buffer *in, const int32_t *words, Py_ssize_t count, uint64_t *into, uint64_t *room) {
    const Word *table = in[WORDS].buf;
    Py_ssize_t runs = !count ? 0 : count < 4 ? 1 : count - 3;
    for (Py_ssize_t at = 0; at < count; at++)
        room[at] = table[words[at]].hash;
    for (Py_ssize_t at = 0; at < runs; at++) {
        uint64_t mixed = room[at];
        for (int step = 1; step < 4; step++) {
            mixed *= 0x9E3779B97F4A7C15ULL;
            mixed ^= mixed >> 29;
            mixed += at + step < count ? room[at + step] : 0;
        }
        into[at] = (mixed * 0xBF58476D1CE4E5B9ULL) >> 32;
    }
    return sort_unique(into, room, runs, 4);
}

/* Names: of the first pieces that end in one, and others. -1 with an exception for what is no piece or no number. */
static Py_ssize_t names_of(const Py_buffer *in, Py_ssize_t most, PyObject *others, uint64_t *into) {
    const Piece *table = in[TABLE].buf;
    const int32_t *named = in[NAMED].buf;
    Py_ssize_t count = 0;
    for (; count < most && count < in[NAMED].len / 4; count++) {
        if (named[count] < 0 || named[count] >= in[TABLE].len / (Py_ssize_t)sizeof *table) {
            PyErr_SetString(PyExc_IndexError, "no such piece");
            return -1;
        }
        into[count] = table[named[count]].capital;
    }
    Py_ssize_t more = listed(others, into + count);
    return more < 0 ? -1 : count + more;
}

static int by_rank(const void *one, const void *other) {
    const Ranked *left = one, *right = other;
    int higher = (left->rank < right->rank) - (left->rank > right->rank);
    return higher ? higher : (left->feature > right->feature) - (left->feature < right->feature);
}

/* The most distinctive features first, as many as are asked for. The ranks of one that stands there twice add up. */
static Py_ssize_t best_of(Ranked *ranked, Py_ssize_t count, Py_ssize_t most, uint64_t *features, uint64_t *room, uint64_t *into) {
    Ranked best[16];
    Py_ssize_t kept = 0;
    for (Py_ssize_t at = 0; at < count; at++)
        features[at] = ranked[at].feature;
    Py_ssize_t different = sort_unique(features, room, count, 8);
    memset(room, 0, different * sizeof *room);
    for (Py_ssize_t at = 0; at < count; at++)
        room[place_of(features, different, ranked[at].feature)] += ranked[at].rank;
    for (Py_ssize_t at = 0; at < different; at++) {
        Ranked next = {features[at], (uint32_t)room[at]};
        Py_ssize_t place = kept;
        while (place && by_rank(&next, best + place - 1) < 0)
            place--;
        if (place == most)
            continue;
        kept += kept < most;
        memmove(best + place + 1, best + place, (kept - 1 - place) * sizeof *best);
        best[place] = next;
    }
    for (Py_ssize_t at = 0; at < kept; at++)
        into[at] = best[at].feature;
    return kept;
}

/* Signed and sorted. */
static PyObject *key_tuple(uint64_t *keys, uint64_t *room, Py_ssize_t count) {
    const uint64_t sign = 1ULL << 63;
    for (Py_ssize_t at = 0; at < count; at++)
        keys[at] ^= sign;
    count = sort_unique(keys, room, count, 8);
    PyObject *made = PyTuple_New(count);
    for (Py_ssize_t at = 0; made && at < count; at++) {
        PyObject *key = PyLong_FromLongLong((int64_t)(keys[at] ^ sign));
        if (!key)
            Py_CLEAR(made);
        else
            PyTuple_SET_ITEM(made, at, key);
    }
    return made;
}

/* Stems of a headline, each once and sorted, with the level of the last of its words that tells anything; how many. */
static Py_ssize_t headline_of(const Py_buffer *in, const int32_t *words, Py_ssize_t count, uint64_t *stems, uint8_t *levels, uint64_t *room) {
    const Word *table = in[WORDS].buf;
    for (Py_ssize_t at = 0; at < count; at++)
        stems[at] = table[words[at]].feature;
    Py_ssize_t different = sort_unique(stems, room, count, 8);
    memset(levels, 0, different);
    for (Py_ssize_t at = 0; at < count; at++)
        if (table[words[at]].level)
            levels[place_of(stems, different, table[words[at]].feature)] = table[words[at]].level;
    return different;
}

/* Lists of numbers: [features, weights] for a part with weights, [features] for one without. */
static int put_listed(Sheet *sheet, PyObject *parts, uint64_t *values, uint64_t *room) {
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(parts); at++) {
        PyObject *part = PyTuple_GET_ITEM(parts, at), *features = PyTuple_GET_ITEM(part, 0);
        Py_ssize_t count = listed(features, values);
        if (count < 0)
            return -1;
        shorten(values, count);
        if (PyTuple_GET_SIZE(part) > 1) {
            if (listed(PyTuple_GET_ITEM(part, 1), room) != count)
                return -1;
            for (Py_ssize_t each = 0; each < count; each++)
                values[each] = values[each] << 16 | (uint16_t)room[each];
            put_weighted(sheet, values, room, count);
        } else
            put(sheet, values, sort_unique(values, room, count, 4));
    }
    return 0;
}

/* How many numbers lists hold; -1 with an exception where they are none. */
static Py_ssize_t room_for(PyObject *parts) {
    Py_ssize_t total = 0;
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(parts); at++) {
        PyObject *part = PyTuple_GET_ITEM(parts, at);
        Py_ssize_t lists = PyTuple_Check(part) ? PyTuple_GET_SIZE(part) : 0;
        for (Py_ssize_t each = 0; each < lists; each++)
            lists = PyList_Check(PyTuple_GET_ITEM(part, each)) ? lists : 0;
        if (lists < 1 || lists > 2 ||
            (lists == 2 && PyList_GET_SIZE(PyTuple_GET_ITEM(part, 0)) != PyList_GET_SIZE(PyTuple_GET_ITEM(part, 1)))) {
            PyErr_SetString(PyExc_TypeError, "a part is a tuple of one list or of two of one length");
            return -1;
        }
        total += PyList_GET_SIZE(PyTuple_GET_ITEM(part, 0));
    }
    return total;
}

static PyObject *sealed(const Sheet *sheet, int version, int flags) {
    Py_ssize_t head = (2 + 2 * sheet->parts + 3) / 4 * 4, values = 4 * sheet->count, weights = 2 * sheet->weighted;
    PyObject *packed = PyBytes_FromStringAndSize(NULL, head + values + weights);
    if (!packed)
        return NULL;
    char *bytes = PyBytes_AS_STRING(packed);
    bytes[0] = (char)version;
    bytes[1] = (char)flags;
    memset(bytes + 2, 0, head - 2); /* filled up, so that the numbers stand where they can be read at once */
    memcpy(bytes + 2, sheet->lengths, 2 * sheet->parts);
    memcpy(bytes + head, sheet->values, values);
    memcpy(bytes + head + values, sheet->weights, weights);
    return packed;
}
