/* Folding and scanning in one pass; monitor/text.py and monitor/scan.py say what each means, and do the same where
   this could not be built. The tests hold the two to one result.

   A pattern is words between blanks. The patterns make a tree of words, kept as one hash table: (parent, word) leads
   to a node. A text is cut into words once, each is hashed once, and most are turned away by one bit. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define VERSION 3 /* raised with every change of what goes in or out; text.py asks for it */
#define SEP 32
#define END 10 /* after every pattern */
#define DELETE 0
#define EXPAND 1
#define JOINER 2
#define PLANE 0x10000
#define PADDING 16 /* bytes that may be read beyond the last; zeros after the patterns */
#define PARTIAL_SALT 0x9E3779B97F4A7C15ULL

enum { BEFORE = 1, AFTER = 2, JOINS = 4, GAP = 8 };

/* ------------------------------------------------------------------ folding */

static uint8_t folding[PLANE], marks[PLANE];
static uint8_t *expansions; /* at 32 * number: length, letters */
static uint16_t expansion_of[PLANE];
static int arabic_first, arabic_end, cyrillic_first;
static int ready;

static PyObject *install(PyObject *self, PyObject *args) {
    const char *table, *mark;
    Py_ssize_t tables, number, at = 0;
    PyObject *longer, *key, *value;
    if (!PyArg_ParseTuple(args, "y#y#O!iii", &table, &tables, &mark, &number, &PyDict_Type, &longer, &cyrillic_first,
                          &arabic_first, &arabic_end))
        return NULL;
    if (tables != PLANE || number != PLANE || PyDict_Size(longer) > 0xFFFF)
        return PyErr_Format(PyExc_ValueError, "tables of another size");
    uint8_t *letters = PyMem_Calloc(PyDict_Size(longer) + 1, 32);
    if (!letters)
        return PyErr_NoMemory();
    number = 0;
    while (PyDict_Next(longer, &at, &key, &value)) {
        unsigned long code = PyLong_AsUnsignedLong(key);
        if (PyErr_Occurred() || code >= PLANE || !PyBytes_Check(value) || PyBytes_GET_SIZE(value) > 31) {
            PyMem_Free(letters);
            return PyErr_Format(PyExc_ValueError, "no expansion");
        }
        letters[32 * number] = (uint8_t)PyBytes_GET_SIZE(value);
        memcpy(letters + 32 * number + 1, PyBytes_AS_STRING(value), PyBytes_GET_SIZE(value));
        expansion_of[code] = (uint16_t)number++;
    }
    PyMem_Free(expansions);
    expansions = letters;
    memcpy(folding, table, PLANE);
    memcpy(marks, mark, PLANE);
    ready = 1;
    Py_RETURN_NONE;
}

typedef struct {
    uint8_t *data;     /* PADDING readable bytes follow the last */
    int32_t *origin;   /* for every byte its place in the text */
    int32_t *blanks;   /* where the blanks are, then the length */
    Py_ssize_t length, words, room;
} Folded;

static void release(Folded *folded) {
    PyMem_RawFree(folded->data);
    PyMem_RawFree(folded->origin);
    PyMem_RawFree(folded->blanks);
}

static int enlarge(Folded *folded, Py_ssize_t room) {
    uint8_t *data = PyMem_RawRealloc(folded->data, room + PADDING);
    if (data)
        folded->data = data;
    int32_t *origin = data ? PyMem_RawRealloc(folded->origin, room * sizeof *origin) : NULL;
    if (origin)
        folded->origin = origin;
    int32_t *blanks = origin ? PyMem_RawRealloc(folded->blanks, (room + 1) * sizeof *blanks) : NULL;
    if (blanks)
        folded->blanks = blanks;
    folded->room = room;
    if (!blanks)
        PyErr_NoMemory();
    return blanks ? 0 : -1;
}

static inline int raw(Py_UCS4 code) { return code < PLANE ? folding[code] : SEP; }

static inline int joins(int byte) { return (byte >= arabic_first && byte < arabic_end) || (byte >= 48 && byte <= 57); }

/* Where the first character from `at` on stands that is not invisible; `length` where there is none. */
static Py_ssize_t visible(int kind, const void *text, Py_ssize_t length, Py_ssize_t at) {
    while (at < length) {
        int byte = raw(PyUnicode_READ(kind, text, at));
        if (byte != DELETE && byte != JOINER)
            break;
        at++;
    }
    return at;
}

static int fold_into(PyObject *string, Folded *folded) {
    int kind = PyUnicode_KIND(string), solid = SEP, last = SEP;
    const void *text = PyUnicode_DATA(string);
    Py_ssize_t length = PyUnicode_GET_LENGTH(string), n = 1, words = 1;
    memset(folded, 0, sizeof *folded);
    if (!ready)
        return PyErr_Format(PyExc_RuntimeError, "no tables"), -1;
    if (length > INT32_MAX / 2)
        return PyErr_Format(PyExc_OverflowError, "too long a text"), -1;
    if (enlarge(folded, length + 2) < 0)
        return release(folded), -1;
    folded->data[0] = SEP;
    folded->origin[0] = -1;
    folded->blanks[0] = 0;
#define EMIT(byte, place)                                                                                              \
    {                                                                                                                  \
        folded->data[n] = (uint8_t)(byte);                                                                             \
        folded->origin[n] = (int32_t)(place);                                                                          \
        folded->blanks[words] = (int32_t)n;                                                                            \
        words += (byte) == SEP && last != SEP;                                                                         \
        n += (byte) != SEP || last != SEP;                                                                             \
        last = (byte);                                                                                                 \
    }
#define RUN(type)                                                                                                      \
    for (Py_ssize_t at = 0; at < length; at++) {                                                                       \
        Py_UCS4 code = ((const type *)text)[at];                                                                       \
        int byte = sizeof(type) < 4 ? folding[code & 0xFFFF] : raw(code);                                              \
        if (byte >= SEP) {                                                                                             \
            EMIT(byte, at);                                                                                            \
            solid = byte;                                                                                              \
            continue;                                                                                                  \
        }                                                                                                              \
        if (byte == JOINER) { /* a blank between Arabic letters or digits, else nothing; so is a run of them */         \
            Py_ssize_t next = visible(kind, text, length, at);                                                         \
            if (joins(solid) && next < length && joins(raw(PyUnicode_READ(kind, text, next))))                         \
                EMIT(SEP, at);                                                                                         \
            at = next - 1;                                                                                             \
        }                                                                                                              \
        if (byte == EXPAND) {                                                                                          \
            const uint8_t *letters = expansions + 32 * expansion_of[code];                                             \
            if (n + letters[0] + (length - at) + 2 > folded->room && enlarge(folded, folded->room * 3 / 2 + 64) < 0)   \
                return release(folded), -1;                                                                            \
            for (int one = 1; one <= letters[0]; one++)                                                                \
                EMIT(letters[one], at);                                                                                \
            solid = EXPAND;                                                                                            \
        }                                                                                                              \
    }
    if (kind == PyUnicode_1BYTE_KIND)
        RUN(Py_UCS1)
    else if (kind == PyUnicode_2BYTE_KIND)
        RUN(Py_UCS2)
    else
        RUN(Py_UCS4)
    EMIT(SEP, length);
    memset(folded->data + n, 0, PADDING);
    folded->blanks[words] = (int32_t)n;
    folded->length = n;
    folded->words = words;
    return 0;
}

static PyObject *whole(const Folded *folded) {
    return Py_BuildValue("y#y#", folded->data, folded->length, (const char *)folded->origin,
                         folded->length * (Py_ssize_t)sizeof(int32_t));
}

static PyObject *fold(PyObject *self, PyObject *string) {
    Folded folded;
    if (!PyUnicode_Check(string))
        return PyErr_Format(PyExc_TypeError, "a text is needed");
    if (fold_into(string, &folded) < 0)
        return NULL;
    PyObject *result = whole(&folded);
    release(&folded);
    return result;
}

/* ------------------------------------------------------------------ patterns */

typedef struct {
    uint32_t parent, word, length; /* the word is at blob[word] */
    int32_t pattern;               /* that ends here: -1 for none; ~number - 1 for a beginning of a word */
    uint32_t partials;             /* 0, or which lengths of beginnings follow this node: masks[partials] */
} Node;

typedef struct {
    PyObject_HEAD
    PyObject *patterns; /* the bytes that `blob` points into */
    const uint8_t *blob;
    Node *nodes;
    uint64_t *slots, *masks, *first; /* first: two bits for every word that a pattern begins with */
    uint64_t slot_mask, first_mask;
    Py_ssize_t used, masked;
    PyObject *terms; /* of each pattern 2 * term + (1 where gaps count), or -1: a hit of it is for Python to judge */
} Matcher;

static inline uint64_t load(const uint8_t *at) {
    uint64_t value;
    memcpy(&value, at, 8);
    return value;
}

static uint64_t low_bytes[17]; /* low_bytes[8 + n]: the first n bytes of eight in memory */

static inline uint64_t low(Py_ssize_t count) { return low_bytes[count < 0 ? 8 : count > 8 ? 16 : 8 + count]; }

/* Reads up to sixteen bytes, also beyond the word; what stands there does not matter. */
static inline uint64_t hash_word(const uint8_t *word, Py_ssize_t length) {
    uint64_t hash = (uint64_t)length * 0xC2B2AE3D27D4EB4FULL + 1;
    while (length > 16) {
        hash = (hash ^ load(word)) * 0xFF51AFD7ED558CCDULL;
        hash ^= hash >> 32;
        word += 8;
        length -= 8;
    }
    hash = (hash ^ (load(word) & low(length))) * 0xFF51AFD7ED558CCDULL;
    hash = (hash ^ hash >> 32 ^ (load(word + 8) & low(length - 8))) * 0xC4CEB9FE1A85EC53ULL;
    return hash ^ hash >> 29;
}

static inline uint64_t two_bits(uint64_t hash) { return 1ULL << (hash >> 24 & 63) | 1ULL << (hash >> 30 & 63); }

static inline uint64_t key_of(uint32_t parent, uint64_t hash) {
    uint64_t key = (hash ^ ((uint64_t)parent * 0x9FB21C651E98DF25ULL)) * 0xD6E8FEB86659FD93ULL;
    return key ^ key >> 32;
}

static inline int is_node(const Matcher *self, uint32_t id, uint32_t parent, const uint8_t *word, Py_ssize_t length) {
    const Node *node = self->nodes + id;
    return node->parent == parent && node->length == length && !memcmp(self->blob + node->word, word, length);
}

static uint32_t child(const Matcher *self, uint32_t parent, const uint8_t *word, Py_ssize_t length, uint64_t hash) {
    uint64_t key = key_of(parent, hash);
    for (uint64_t slot = key & self->slot_mask; self->slots[slot]; slot = (slot + 1) & self->slot_mask) {
        uint64_t found = self->slots[slot];
        if (found >> 32 == key >> 32 && self->nodes[(uint32_t)found].pattern >= -1 &&
            is_node(self, (uint32_t)found, parent, word, length))
            return (uint32_t)found;
    }
    return 0;
}

static uint32_t add(Matcher *self, uint32_t parent, uint32_t word, Py_ssize_t length, uint64_t hash, int32_t pattern) {
    uint64_t key = key_of(parent, hash), slot = key & self->slot_mask;
    uint32_t id = (uint32_t)++self->used;
    self->nodes[id] = (Node){parent, word, (uint32_t)length, pattern, 0};
    while (self->slots[slot])
        slot = (slot + 1) & self->slot_mask;
    self->slots[slot] = key >> 32 << 32 | id;
    return id;
}

static inline Py_ssize_t hashed(Py_ssize_t length) { return length < 64 ? length : 64; }

static int add_partial(Matcher *self, uint32_t parent, uint32_t word, Py_ssize_t length, int32_t pattern) {
    Node *node = self->nodes + parent;
    if (!node->partials) {
        uint64_t *masks = PyMem_RawRealloc(self->masks, (self->masked + 2) * sizeof *masks);
        if (!masks)
            return PyErr_NoMemory(), -1;
        self->masks = masks;
        self->masks[node->partials = (uint32_t)++self->masked] = 0;
    }
    self->masks[node->partials] |= 1ULL << (hashed(length) - 1);
    add(self, parent, word, length, hash_word(self->blob + word, hashed(length)) ^ PARTIAL_SALT, -2 - pattern);
    return 0;
}

static uint64_t power(uint64_t least) {
    uint64_t found = 64;
    while (found < least)
        found *= 2;
    return found;
}

/* One pattern, which stands at blob[at]: its words but the last, then the last, whole or as a beginning. */
static int plant(Matcher *self, uint32_t at, Py_ssize_t length, int32_t number) {
    uint32_t node = 0, end = at + (uint32_t)length, start = at + 1;
    for (uint32_t place = start; place <= end; place++) {
        if (place < end && self->blob[place] != SEP)
            continue;
        Py_ssize_t word = place - start;
        if (place == end)
            return word ? add_partial(self, node, start, word, number) : 0;
        uint64_t hash = hash_word(self->blob + start, word);
        uint32_t next = child(self, node, self->blob + start, word, hash);
        if (!next)
            next = add(self, node, start, word, hash, -1);
        if (!node)
            self->first[hash >> 36 & self->first_mask] |= two_bits(hash);
        node = next;
        start = place + 1;
        if (start == end)
            self->nodes[node].pattern = number;
    }
    return 0;
}

static void matcher_free(Matcher *self) {
    Py_XDECREF(self->patterns);
    PyMem_RawFree(self->nodes);
    PyMem_RawFree(self->slots);
    PyMem_RawFree(self->masks);
    PyMem_RawFree(self->first);
    Py_XDECREF(self->terms);
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free((PyObject *)self);
}

static PyObject *matcher_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *patterns, *terms;
    if (!PyArg_ParseTuple(args, "SS", &patterns, &terms))
        return NULL;
    const uint8_t *blob = (const uint8_t *)PyBytes_AS_STRING(patterns);
    Py_ssize_t total = PyBytes_GET_SIZE(patterns), words = 0, count = 0, length = 0;
    for (Py_ssize_t at = 0; at < total; at++) {
        words += blob[at] == SEP;
        count += blob[at] == END;
        words -= blob[at] == END && at && blob[at - 1] == SEP; /* that one ends the last word */
    }
    for (Py_ssize_t at = total - PADDING; at >= 0 && at < total; at++)
        length += blob[at] == 0;
    if (length != PADDING || total > INT32_MAX / 2 || PyBytes_GET_SIZE(terms) != count * (Py_ssize_t)sizeof(int32_t))
        return PyErr_Format(PyExc_ValueError, "patterns of another form, or not a term for each");
    Matcher *self = (Matcher *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    uint64_t slots = power(3 * words / 2 + 2), groups = power((uint64_t)count / 8);
    self->patterns = Py_NewRef(patterns);
    self->terms = Py_NewRef(terms);
    self->blob = blob;
    self->slot_mask = slots - 1;
    self->first_mask = groups - 1;
    self->nodes = PyMem_RawCalloc(words + 1, sizeof *self->nodes);
    self->slots = PyMem_RawCalloc(slots, sizeof *self->slots);
    self->first = PyMem_RawCalloc(groups, sizeof *self->first);
    if (!self->nodes || !self->slots || !self->first) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    self->nodes[0].pattern = -1;
    uint32_t start = 0;
    for (int32_t number = 0; number < count; number++, start += (uint32_t)length + 1) {
        length = (const uint8_t *)memchr(blob + start, END, total - start) - (blob + start);
        if (length < 2 || blob[start] != SEP)
            PyErr_Format(PyExc_ValueError, "a pattern begins with a blank");
        if (PyErr_Occurred() || plant(self, start, length, number) < 0) {
            Py_DECREF(self);
            return NULL;
        }
    }
    Node *fewer = PyMem_RawRealloc(self->nodes, (self->used + 1) * sizeof *fewer);
    self->nodes = fewer ? fewer : self->nodes;
    return (PyObject *)self;
}

/* ------------------------------------------------------------------ scanning */

typedef struct {
    int32_t pattern, start, end;
} Hit;

typedef struct {
    Hit *hits;
    Py_ssize_t count, room;
} Hits;

static int note(Hits *hits, int32_t pattern, int32_t start, int32_t end) {
    if (hits->count == hits->room) {
        Py_ssize_t room = hits->room * 2 + 64;
        Hit *more = PyMem_RawRealloc(hits->hits, room * sizeof *more);
        if (!more)
            return PyErr_NoMemory(), -1;
        hits->hits = more;
        hits->room = room;
    }
    hits->hits[hits->count++] = (Hit){pattern, start, end};
    return 0;
}

/* Beginnings of words that may stand after `node`. */
static int partials(const Matcher *self, uint32_t node, const Folded *text, Py_ssize_t first, Py_ssize_t at,
                    Hits *hits) {
    uint64_t mask = self->masks[self->nodes[node].partials];
    int32_t start = text->blanks[at] + 1, length = text->blanks[at + 1] - start;
    for (int32_t one = 1; one <= length && one <= 64; one++) {
        if (!(mask >> (one - 1) & 1))
            continue;
        uint64_t key = key_of(node, hash_word(text->data + start, one) ^ PARTIAL_SALT);
        for (uint64_t slot = key & self->slot_mask; self->slots[slot]; slot = (slot + 1) & self->slot_mask) {
            uint32_t id = (uint32_t)self->slots[slot];
            const Node *found = self->nodes + id;
            if (self->slots[slot] >> 32 != key >> 32 || found->pattern > -2 || found->length > (uint32_t)length ||
                hashed(found->length) != one || !is_node(self, id, node, text->data + start, found->length))
                continue;
            if (note(hits, -2 - found->pattern, text->blanks[first], start + (int32_t)found->length) < 0)
                return -1;
        }
    }
    return 0;
}

static int find(const Matcher *self, const Folded *text, Hits *hits) {
    const int32_t *blanks = text->blanks;
    uint32_t beginnings = self->nodes[0].partials;
    for (Py_ssize_t first = 0; first < text->words; first++) {
        const uint8_t *word = text->data + blanks[first] + 1;
        uint64_t hash = hash_word(word, blanks[first + 1] - blanks[first] - 1);
        uint64_t bits = two_bits(hash);
        if (beginnings && partials(self, 0, text, first, first, hits) < 0)
            return -1;
        if ((self->first[hash >> 36 & self->first_mask] & bits) != bits)
            continue;
        uint32_t node = 0;
        for (Py_ssize_t at = first;;) {
            node = child(self, node, word, blanks[at + 1] - blanks[at] - 1, hash);
            if (!node || blanks[at + 1] >= text->length)
                break;
            if (self->nodes[node].pattern >= 0 &&
                note(hits, self->nodes[node].pattern, blanks[first], blanks[at + 1] + 1) < 0)
                return -1;
            if (++at >= text->words)
                break;
            if (self->nodes[node].partials && partials(self, node, text, first, at, hits) < 0)
                return -1;
            word = text->data + blanks[at] + 1;
            hash = hash_word(word, blanks[at + 1] - blanks[at] - 1);
        }
    }
    return 0;
}

static PyObject *scan(Matcher *self, PyObject *argument) {
    char *bytes;
    Py_ssize_t length;
    Folded text = {0};
    Hits hits = {0};
    PyObject *result = NULL;
    if (PyBytes_AsStringAndSize(argument, &bytes, &length) < 0)
        return NULL;
    if (length > INT32_MAX / 2)
        return PyErr_Format(PyExc_OverflowError, "too long a text");
    if (enlarge(&text, length) < 0)
        goto done;
    memcpy(text.data, bytes, length);
    memset(text.data + length, 0, PADDING);
    text.length = length;
    for (Py_ssize_t at = 0; at < length; at++)
        if (bytes[at] == SEP)
            text.blanks[text.words++] = (int32_t)at;
    text.blanks[text.words] = (int32_t)length;
    if (find(self, &text, &hits) < 0 || !(result = PyList_New(hits.count)))
        goto done;
    for (Py_ssize_t at = 0; at < hits.count; at++) {
        const Hit *hit = hits.hits + at;
        PyObject *row = Py_BuildValue("iii", hit->pattern, hit->start, hit->end);
        if (!row) {
            Py_CLEAR(result);
            break;
        }
        PyList_SET_ITEM(result, at, row);
    }
done:
    release(&text);
    PyMem_RawFree(hits.hits);
    return result;
}

/* Why the place [first, stop) of a text needs a closer look: 1 for what stands around it, 2 for what stands in it. */
static int doubts(int kind, const void *text, Py_ssize_t length, Py_ssize_t first, Py_ssize_t stop) {
#define MARK(code) ((code) < PLANE ? marks[code] : 0)
    int found = first && MARK(PyUnicode_READ(kind, text, first - 1)) & BEFORE;
    if (stop < length && !found) {
        int after = MARK(PyUnicode_READ(kind, text, stop));
        found = after & AFTER || (after & JOINS && stop + 1 < length &&
                                  !Py_UNICODE_ISSPACE(PyUnicode_READ(kind, text, stop + 1)));
    }
    for (; first < stop; first++) {
        Py_UCS4 code = PyUnicode_READ(kind, text, first);
        if (!(MARK(code) & GAP) && !Py_UNICODE_ISALNUM(code))
            return (found ? 1 : 0) | 2;
    }
    return found ? 1 : 0;
}

static int put(PyObject *spans, int32_t term, PyObject *place) {
    PyObject *key = PyLong_FromLong(term), *known = key ? PyDict_GetItemWithError(spans, key) : NULL;
    int done = -1;
    if (known)
        done = PyList_Append(known, place);
    else if (key && !PyErr_Occurred() && (known = PyList_New(1))) {
        Py_INCREF(place);
        PyList_SET_ITEM(known, 0, place);
        done = PyDict_SetItem(spans, key, known);
        Py_DECREF(known);
    }
    Py_XDECREF(key);
    return done;
}

/* Hits that nothing speaks against go to `spans` (term -> places), the others to `rows`. */
static int sort_out(const Matcher *self, const Hits *hits, const Folded *folded, PyObject *string, PyObject *spans,
                    PyObject *rows) {
    int kind = PyUnicode_KIND(string), done = 0;
    const void *text = PyUnicode_DATA(string);
    Py_ssize_t length = PyUnicode_GET_LENGTH(string);
    for (Py_ssize_t at = 0; !done && at < hits->count; at++) {
        const Hit *hit = hits->hits + at;
        int32_t first = folded->origin[hit->start + 1], stop = folded->origin[hit->end - 2] + 1;
        int doubt = doubts(kind, text, length, first, stop) | (stop != folded->origin[hit->end - 1]);
        int32_t term;
        memcpy(&term, PyBytes_AS_STRING(self->terms) + hit->pattern * sizeof term, sizeof term);
        PyObject *place = Py_BuildValue("ii", first, stop), *row = NULL;
        if (place && term >= 0 && (!doubt || (doubt == 2 && !(term & 1))))
            done = put(spans, term / 2, place);
        else if (place && (row = Py_BuildValue("iOiii", hit->pattern, place, doubt, hit->start, hit->end)))
            done = PyList_Append(rows, row);
        else
            done = -1;
        Py_XDECREF(place);
        Py_XDECREF(row);
    }
    return done;
}

static PyObject *matcher_read(Matcher *self, PyObject *string) {
    Folded folded;
    Hits hits = {0};
    PyObject *rows = NULL, *spans = NULL, *result = NULL, *texts = NULL;
    if (!PyUnicode_Check(string))
        return PyErr_Format(PyExc_TypeError, "a text is needed");
    if (fold_into(string, &folded) < 0)
        return NULL;
    if (find(self, &folded, &hits) == 0 && (rows = PyList_New(0)) && (spans = PyDict_New()) &&
        sort_out(self, &hits, &folded, string, spans, rows) == 0) {
        int latin = 0, cyrillic = 0;
        for (Py_ssize_t at = 0; PyUnicode_KIND(string) != PyUnicode_1BYTE_KIND && at < folded.length; at++) {
            latin += folded.data[at] >= 'a' && folded.data[at] <= 'z';
            cyrillic += folded.data[at] >= cyrillic_first && folded.data[at] < arabic_first;
        }
        int mixed = cyrillic > latin && latin;
        if ((texts = PyList_GET_SIZE(rows) || mixed ? whole(&folded) : Py_NewRef(Py_None)))
            result = Py_BuildValue("OOOO", spans, rows, texts, mixed ? Py_True : Py_False);
    }
    Py_XDECREF(rows);
    Py_XDECREF(spans);
    Py_XDECREF(texts);
    release(&folded);
    PyMem_RawFree(hits.hits);
    return result;
}

static PyMethodDef matcher_methods[] = {
    {"scan", (PyCFunction)scan, METH_O, "Every (pattern, start, end) in a folded text."},
    {"read", (PyCFunction)matcher_read, METH_O,
     "Fold a text and scan it: {term: [(first, stop)]}, [(pattern, (first, stop), doubt, start, end)], (data, origin) "
     "or None where nobody will ask, mixed scripts or not."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject MatcherType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "monitor._native.Matcher",
    .tp_basicsize = sizeof(Matcher),
    .tp_dealloc = (destructor)matcher_free,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Finds all patterns of a list.",
    .tp_methods = matcher_methods,
    .tp_new = matcher_new,
};

static PyMethodDef functions[] = {
    {"install", install, METH_VARARGS, "Take over the tables of monitor.text; once, before anything else."},
    {"fold", fold, METH_O, "A text folded: (data, origin), the origin as 32-bit numbers."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_native", NULL, -1, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void) {
    for (int count = 1; count <= 8; count++)
        memset(low_bytes + 8 + count, 0xFF, count);
    PyObject *module = PyType_Ready(&MatcherType) < 0 ? NULL : PyModule_Create(&definition);
    if (module && (PyModule_AddObjectRef(module, "Matcher", (PyObject *)&MatcherType) < 0 ||
                   PyModule_AddIntConstant(module, "VERSION", VERSION) < 0))
        Py_CLEAR(module);
    return module;
}
