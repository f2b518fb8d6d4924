/* Folding and scanning in one pass; monitor/text.py and monitor/scan.py say what each means, and do the same where
   this could not be built. The tests hold the two to one result.

   A pattern is words between blanks. The patterns make a tree of words, kept as one hash table: (parent, word) leads
   to a node. A text is cut into words once, each is hashed once, and most are turned away by one bit. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define VERSION 7 /* raised with every change of what goes in or out; text.py asks for it */
#define SEP 32
#define END 10 /* after every pattern */
#define DELETE 0
#define EXPAND 1
#define JOINER 2
#define PLANE 0x10000
#define PADDING 16 /* bytes that may be read beyond the last; zeros after the patterns */
#define PARTIAL_SALT 0x9E3779B97F4A7C15ULL

/* What monitor/surroundings.py says of characters. */
enum { BEFORE = 1, AFTER = 2, JOINS = 4, GAP = 8, APOSTROPHE = 16, HYPHEN = 32, JOINT = 64, POSSESSIVE = 128 };

/* A rule of monitor/postings.py: how it is judged, which case, letters free of it, digits only, gaps, their kinds. */
enum { RULE = 32, JUDGED = 0, CASE = 1, TAIL = 2, NUMBER = 3, GAPS = 4, KINDS = 5 };
enum { BY_PYTHON, UNASKED, PLAIN, CHECKED };
enum { ANY_CASE, INITIAL, CAPITALS };
enum { SOFT, APOSTROPHE_GAP = 2, HARD = 255 };

/* ------------------------------------------------------------------ folding */

static uint8_t folding[PLANE], marks[PLANE];
static uint8_t *expansions; /* at 32 * number: length, letters */
static uint16_t expansion_of[PLANE];
static uint8_t latin_only[128]; /* letters that no Cyrillic one looks like */
static int arabic_first, arabic_end, cyrillic_first;
static int ready;

static PyObject *install(PyObject *self, PyObject *args) {
    const char *table, *mark, *latin;
    Py_ssize_t tables, number, letters_known, at = 0;
    PyObject *longer, *key, *value;
    if (!PyArg_ParseTuple(args, "y#y#y#O!iii", &table, &tables, &mark, &number, &latin, &letters_known, &PyDict_Type,
                          &longer, &cyrillic_first, &arabic_first, &arabic_end))
        return NULL;
    if (tables != PLANE || number != PLANE || letters_known != sizeof latin_only || PyDict_Size(longer) > 0xFFFF)
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
    memcpy(latin_only, latin, sizeof latin_only);
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

/* A text of words of letters, parted by single blanks, folded; empty where it is something else, or has letters
   without a byte of their own. */
static PyObject *plain_word(PyObject *string) {
    int kind = PyUnicode_KIND(string), blank = 1, good = 1;
    Py_ssize_t length = PyUnicode_GET_LENGTH(string);
    for (Py_ssize_t at = 0; good && at < length; at++) {
        Py_UCS4 code = PyUnicode_READ(kind, PyUnicode_DATA(string), at);
        good = code == ' ' ? !blank : Py_UNICODE_ISALNUM(code) && !Py_UNICODE_ISDECIMAL(code);
        blank = code == ' ';
    }
    if (!good || blank)
        return PyBytes_FromStringAndSize(NULL, 0);
    Folded folded;
    if (fold_into(string, &folded) < 0)
        return NULL;
    good = folded.length > 1;
    for (Py_ssize_t at = 0; at < folded.length; at++)
        good &= folded.data[at] < arabic_end;
    PyObject *result = PyBytes_FromStringAndSize((const char *)folded.data, good ? folded.length : 0);
    release(&folded);
    return result;
}

static PyObject *plain_words(PyObject *self, PyObject *texts) {
    if (!PyList_Check(texts))
        return PyErr_Format(PyExc_TypeError, "a list of texts is needed");
    PyObject *result = PyList_New(PyList_GET_SIZE(texts));
    for (Py_ssize_t at = 0; result && at < PyList_GET_SIZE(texts); at++) {
        PyObject *text = PyList_GET_ITEM(texts, at), *one = NULL;
        if (!PyUnicode_Check(text))
            PyErr_Format(PyExc_TypeError, "a text is needed");
        else
            one = plain_word(text);
        if (!one)
            Py_CLEAR(result);
        else
            PyList_SET_ITEM(result, at, one);
    }
    return result;
}

/* ------------------------------------------------------------------ patterns */

typedef struct {
    uint32_t parent, word, length; /* the word is at blob[word] */
    int32_t pattern;               /* that ends here: -1 for none; ~number - 1 for a beginning of a word */
    uint32_t partials : 24;        /* 0, or which lengths of beginnings follow this node: masks[partials] */
    uint32_t tag : 8;              /* of its key */
} Node;

typedef struct {
    PyObject_HEAD
    PyObject *patterns; /* the bytes that `blob` points into */
    const uint8_t *blob;
    Node *nodes;
    uint32_t *slots;          /* numbers of nodes */
    uint64_t *masks, *first;  /* first: two bits for every word that a pattern begins with */
    uint64_t slot_mask, first_mask;
    Py_ssize_t used, masked;
    Py_buffer starts, terms, rules; /* pattern n belongs to terms[starts[n]:starts[n + 1]], each by its rule */
    PyObject *table;                /* of the rules, RULE bytes each */
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

static inline uint32_t tag_of(uint64_t key) { return key >> 56; }

static inline int is_node(const Matcher *self, uint32_t id, uint32_t parent, const uint8_t *word, Py_ssize_t length) {
    const Node *node = self->nodes + id;
    return node->parent == parent && node->length == length && !memcmp(self->blob + node->word, word, length);
}

static uint32_t child(const Matcher *self, uint32_t parent, const uint8_t *word, Py_ssize_t length, uint64_t hash) {
    uint64_t key = key_of(parent, hash);
    for (uint64_t slot = key & self->slot_mask; self->slots[slot]; slot = (slot + 1) & self->slot_mask) {
        uint32_t found = self->slots[slot];
        if (self->nodes[found].tag == tag_of(key) && self->nodes[found].pattern >= -1 &&
            is_node(self, found, parent, word, length))
            return found;
    }
    return 0;
}

static uint32_t add(Matcher *self, uint32_t parent, uint32_t word, Py_ssize_t length, uint64_t hash, int32_t pattern) {
    uint64_t key = key_of(parent, hash), slot = key & self->slot_mask;
    uint32_t id = (uint32_t)++self->used;
    self->nodes[id] = (Node){parent, word, (uint32_t)length, pattern, 0, tag_of(key)};
    while (self->slots[slot])
        slot = (slot + 1) & self->slot_mask;
    self->slots[slot] = id;
    return id;
}

static inline Py_ssize_t hashed(Py_ssize_t length) { return length < 64 ? length : 64; }

static int add_partial(Matcher *self, uint32_t parent, uint32_t word, Py_ssize_t length, int32_t pattern) {
    Node *node = self->nodes + parent;
    if (self->masked >= (1 << 24) - 1)
        return PyErr_Format(PyExc_OverflowError, "too many beginnings of words"), -1;
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
    PyBuffer_Release(&self->starts);
    PyBuffer_Release(&self->terms);
    PyBuffer_Release(&self->rules);
    Py_XDECREF(self->table);
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free((PyObject *)self);
}

/* Whether the postings are what the patterns need, so that reading need not look. */
static int postings_fit(const Matcher *self, Py_ssize_t count) {
    const int32_t *starts = self->starts.buf, *rules = self->rules.buf;
    Py_ssize_t postings = self->terms.len / 4, table = PyBytes_GET_SIZE(self->table) / RULE;
    if (self->starts.len / 4 != count + 1 || self->rules.len / 4 != postings || starts[0] || starts[count] != postings)
        return 0;
    for (Py_ssize_t at = 0; at < count; at++)
        if (starts[at] > starts[at + 1])
            return 0;
    for (Py_ssize_t at = 0; at < postings; at++)
        if (rules[at] < 0 || rules[at] >= table)
            return 0;
    for (Py_ssize_t at = 0; at < table; at++)
        if ((uint8_t)PyBytes_AS_STRING(self->table)[at * RULE + GAPS] > RULE - KINDS)
            return 0;
    return 1;
}

static int grow_tree(Matcher *self, Py_ssize_t words, Py_ssize_t count, Py_ssize_t total) {
    uint64_t slots = power(3 * words / 2 + 2), groups = power((uint64_t)count / 8);
    const uint8_t *blob = self->blob;
    self->slot_mask = slots - 1;
    self->first_mask = groups - 1;
    self->nodes = PyMem_RawCalloc(words + 1, sizeof *self->nodes);
    self->slots = PyMem_RawCalloc(slots, sizeof *self->slots);
    self->first = PyMem_RawCalloc(groups, sizeof *self->first);
    if (!self->nodes || !self->slots || !self->first)
        return PyErr_NoMemory(), -1;
    self->nodes[0].pattern = -1;
    uint32_t start = 0, length;
    for (int32_t number = 0; number < count; number++, start += length + 1) {
        length = (uint32_t)((const uint8_t *)memchr(blob + start, END, total - start) - (blob + start));
        if (length < 2 || blob[start] != SEP)
            return PyErr_Format(PyExc_ValueError, "a pattern begins with a blank"), -1;
        if (plant(self, start, length, number) < 0)
            return -1;
    }
    Node *fewer = PyMem_RawRealloc(self->nodes, (self->used + 1) * sizeof *fewer);
    self->nodes = fewer ? fewer : self->nodes;
    return 0;
}

static PyObject *matcher_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *patterns, *starts, *terms, *rules, *table;
    if (!PyArg_ParseTuple(args, "SOOOS", &patterns, &starts, &terms, &rules, &table))
        return NULL;
    const uint8_t *blob = (const uint8_t *)PyBytes_AS_STRING(patterns);
    Py_ssize_t total = PyBytes_GET_SIZE(patterns), words = 0, count = 0, zeros = 0;
    for (Py_ssize_t at = 0; at < total; at++) {
        words += blob[at] == SEP;
        count += blob[at] == END;
        words -= blob[at] == END && at && blob[at - 1] == SEP; /* that one ends the last word */
    }
    for (Py_ssize_t at = total - PADDING; at >= 0 && at < total; at++)
        zeros += blob[at] == 0;
    if (zeros != PADDING || total > INT32_MAX / 2)
        return PyErr_Format(PyExc_ValueError, "patterns of another form");
    Matcher *self = (Matcher *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->patterns = Py_NewRef(patterns);
    self->table = Py_NewRef(table);
    self->blob = blob;
    int done = PyObject_GetBuffer(starts, &self->starts, PyBUF_SIMPLE);
    done = done ? done : PyObject_GetBuffer(terms, &self->terms, PyBUF_SIMPLE);
    done = done ? done : PyObject_GetBuffer(rules, &self->rules, PyBUF_SIMPLE);
    if (!done && !postings_fit(self, count)) {
        PyErr_Format(PyExc_ValueError, "postings that do not fit the patterns");
        done = -1;
    }
    if (done || grow_tree(self, words, count, total) < 0)
        Py_CLEAR(self);
    return (PyObject *)self;
}

/* ------------------------------------------------------------------ numbering */

/* Numbers patterns in the order in which they come, each once, and remembers the numbers asked for. */
typedef struct {
    PyObject_HEAD
    uint8_t *blob; /* every pattern, each with END after it */
    uint32_t *starts, *slots;
    int32_t *asked;
    Py_ssize_t used, room, patterns, places, count, most;
    uint64_t mask; /* of the slots, which hold a number + 1 */
} Numbering;

static void numbering_free(Numbering *self) {
    PyMem_RawFree(self->blob);
    PyMem_RawFree(self->starts);
    PyMem_RawFree(self->slots);
    PyMem_RawFree(self->asked);
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free((PyObject *)self);
}

/* Room for one more element; 0 or -1. */
static int room_for(void **array, Py_ssize_t used, Py_ssize_t more, Py_ssize_t *room, size_t size) {
    if (used + more <= *room)
        return 0;
    Py_ssize_t wanted = *room + *room / 2 + more + 64;
    void *larger = PyMem_RawRealloc(*array, wanted * size);
    if (!larger)
        return PyErr_NoMemory(), -1;
    *array = larger;
    *room = wanted;
    return 0;
}

static uint64_t slot_of(const Numbering *self, uint32_t start, Py_ssize_t length) {
    const uint8_t *data = self->blob + start;
    uint64_t slot = hash_word(data, length) & self->mask;
    for (uint32_t one; (one = self->slots[slot]); slot = (slot + 1) & self->mask)
        if (!memcmp(self->blob + self->starts[one - 1], data, length + 1))
            break;
    return slot;
}

static int more_slots(Numbering *self) {
    uint64_t slots = self->slots ? 2 * (self->mask + 1) : 1024;
    PyMem_RawFree(self->slots);
    self->mask = slots - 1;
    if (!(self->slots = PyMem_RawCalloc(slots, sizeof *self->slots)))
        return PyErr_NoMemory(), -1;
    for (Py_ssize_t one = 0; one < self->patterns; one++) {
        Py_ssize_t end = one + 1 < self->patterns ? self->starts[one + 1] : self->used;
        self->slots[slot_of(self, self->starts[one], end - self->starts[one] - 1)] = (uint32_t)one + 1;
    }
    return 0;
}

static int number_one(Numbering *self, PyObject *data) {
    Py_ssize_t length = PyBytes_Check(data) ? PyBytes_GET_SIZE(data) : 0;
    if (!length || memchr(PyBytes_AS_STRING(data), END, length))
        return PyErr_Format(PyExc_ValueError, "no pattern"), -1;
    if (self->used + length > INT32_MAX / 2)
        return PyErr_Format(PyExc_OverflowError, "too many patterns"), -1;
    if (room_for((void **)&self->blob, self->used, length + 1 + PADDING, &self->room, 1) < 0 ||
        room_for((void **)&self->starts, self->patterns, 1, &self->places, sizeof *self->starts) < 0 ||
        room_for((void **)&self->asked, self->count, 1, &self->most, sizeof *self->asked) < 0 ||
        ((!self->slots || (uint64_t)self->patterns * 2 > self->mask) && more_slots(self) < 0))
        return -1;
    memcpy(self->blob + self->used, PyBytes_AS_STRING(data), length);
    self->blob[self->used + length] = END;
    memset(self->blob + self->used + length + 1, 0, PADDING);
    uint64_t slot = slot_of(self, (uint32_t)self->used, length);
    if (!self->slots[slot]) {
        self->starts[self->patterns++] = (uint32_t)self->used;
        self->slots[slot] = (uint32_t)self->patterns;
        self->used += length + 1;
    }
    self->asked[self->count++] = (int32_t)self->slots[slot] - 1;
    return 0;
}

static PyObject *numbering_add(Numbering *self, PyObject *found) {
    if (!PyList_Check(found))
        return PyErr_Format(PyExc_TypeError, "a list of patterns is needed");
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(found); at++) {
        PyObject *row = PyList_GET_ITEM(found, at);
        if (!PyTuple_Check(row) || !PyTuple_GET_SIZE(row))
            return PyErr_Format(PyExc_TypeError, "a list of patterns is needed");
        if (number_one(self, PyTuple_GET_ITEM(row, 0)) < 0)
            return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *numbering_packed(Numbering *self, PyObject *unused) {
    PyObject *packed = PyBytes_FromStringAndSize(NULL, self->used + PADDING);
    if (packed) {
        if (self->used)
            memcpy(PyBytes_AS_STRING(packed), self->blob, self->used);
        memset(PyBytes_AS_STRING(packed) + self->used, 0, PADDING);
    }
    return packed;
}

static PyObject *numbering_asked(Numbering *self, PyObject *unused) {
    return PyBytes_FromStringAndSize((const char *)self->asked, self->count * (Py_ssize_t)sizeof *self->asked);
}

static PyMethodDef numbering_methods[] = {
    {"add", (PyCFunction)numbering_add, METH_O, "Number the patterns of a list of (pattern, check)."},
    {"packed", (PyCFunction)numbering_packed, METH_NOARGS, "Every pattern by its number, as Patterns packs them."},
    {"asked", (PyCFunction)numbering_asked, METH_NOARGS, "The number of each pattern that came, as 32-bit numbers."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject NumberingType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "monitor._native.Numbering",
    .tp_basicsize = sizeof(Numbering),
    .tp_dealloc = (destructor)numbering_free,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Numbers patterns.",
    .tp_methods = numbering_methods,
    .tp_new = PyType_GenericNew,
};

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
            uint32_t id = self->slots[slot];
            const Node *found = self->nodes + id;
            if (found->tag != tag_of(key) || found->pattern > -2 || found->length > (uint32_t)length ||
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

/* ------------------------------------------------------------------ judging what was found */

typedef struct {
    int kind;
    const void *data;
    Py_ssize_t length;
} Text;

static inline Py_UCS4 at_place(const Text *text, Py_ssize_t at) { return PyUnicode_READ(text->kind, text->data, at); }

static inline int mark_at(const Text *text, Py_ssize_t at) {
    Py_UCS4 code = at_place(text, at);
    return code < PLANE ? marks[code] : 0;
}

/* Why the place [first, stop) of a text needs a closer look: 1 for what stands around it, 2 for what stands in it. */
static int doubts(const Text *text, Py_ssize_t first, Py_ssize_t stop) {
    int found = first && mark_at(text, first - 1) & BEFORE;
    if (stop < text->length && !found) {
        int after = mark_at(text, stop);
        found = after & AFTER ||
                (after & JOINS && stop + 1 < text->length && !Py_UNICODE_ISSPACE(at_place(text, stop + 1)));
    }
    for (; first < stop; first++)
        if (!(mark_at(text, first) & GAP) && !Py_UNICODE_ISALNUM(at_place(text, first)))
            return (found ? 1 : 0) | 2;
    return found ? 1 : 0;
}

/* The rest of this part gives 1 for yes, 0 for no, and -1 where monitor/verify.py must say: what is plain is told
   apart here, by the rules that stand there. */

/* Whether no address can be around [first, stop). */
static int no_address(const Text *text, Py_ssize_t first, Py_ssize_t stop) {
    int before = first && mark_at(text, first - 1) & JOINS;
    int after = stop + 1 < text->length && mark_at(text, stop) & JOINS && !Py_UNICODE_ISSPACE(at_place(text, stop + 1));
    if (!before && !after)
        return 1;
    while (first && !Py_UNICODE_ISSPACE(at_place(text, first - 1)))
        first--;
    while (stop < text->length && !Py_UNICODE_ISSPACE(at_place(text, stop)))
        stop++;
    for (Py_UCS4 last = ' ', code; first < stop; first++, last = code) {
        code = at_place(text, first);
        Py_UCS4 next = first + 1 < stop ? at_place(text, first + 1) : ' ';
        if (code == '@' || (code == '/' && last == ':') || (code == '.' && (last == 'w' || last == 'W')) ||
            (code == '.' && (next == '-' || next == '_' || Py_UNICODE_ISALNUM(next))))
            return -1;
    }
    return 1;
}

/* What stands around a form; `stop` grows by a possessive. */
static int around(const Text *text, Py_ssize_t first, int32_t *stop, Py_ssize_t first_word) {
    if (first > 1 && mark_at(text, first - 1) & APOSTROPHE && first_word <= 2) {
        Py_UCS4 owner = at_place(text, first - 2);
        if (owner >= 'A' && owner <= 'z')
            return 0;
    }
    if (no_address(text, first, *stop) < 0)
        return -1;
    if (*stop < text->length && mark_at(text, *stop) & AFTER) {
        if (!(mark_at(text, *stop) & APOSTROPHE))
            return -1;
        if (mark_at(text, *stop) & POSSESSIVE && *stop + 1 < text->length) {
            Py_UCS4 next = at_place(text, *stop + 1);
            if ((next == 's' || next == 'S') &&
                (*stop + 2 >= text->length || !Py_UNICODE_ISALNUM(at_place(text, *stop + 2))))
                *stop += 2;
        }
    }
    return 1;
}

static int gaps_hold(const uint8_t *rule, const Folded *folded, const Text *text, int32_t start) {
    int32_t at = start;
    for (int number = 0; number < rule[GAPS]; number++) {
        const uint8_t *next = memchr(folded->data + at + 1, SEP, folded->length - at - 1);
        at = (int32_t)(next - folded->data);
        int32_t left = folded->origin[at - 1] + 1;
        if (folded->origin[at + 1] - left != 1)
            return -1;
        int kind = rule[KINDS + number], mark = mark_at(text, left);
        if (kind == HARD || !((kind == SOFT && mark & JOINT) || (kind != APOSTROPHE_GAP && mark & HYPHEN)))
            return -1;
    }
    return 1;
}

static int case_holds(const uint8_t *rule, const Text *text, Py_ssize_t first, Py_ssize_t stop) {
    if (rule[CASE] == INITIAL) {
        for (; first < stop; first++)
            if (Py_UNICODE_ISALPHA(at_place(text, first)))
                return !Py_UNICODE_ISLOWER(at_place(text, first));
    }
    if (rule[CASE] == CAPITALS) {
        if (stop - first < rule[TAIL])
            return -1;
        for (stop -= rule[TAIL]; first < stop; first++) {
            Py_UCS4 code = at_place(text, first);
            if (code < 128 ? code < 'a' || code > 'z' : Py_UNICODE_ISUPPER(code) && Py_UNICODE_TOUPPER(code) == code)
                continue;
            return Py_UNICODE_ISLOWER(code) && Py_UNICODE_TOUPPER(code) != code ? 0 : -1;
        }
    }
    return 1;
}

/* Whether digits stand alone. */
static int stands_alone(const Text *text, Py_ssize_t first, Py_ssize_t stop) {
    for (int after = 0; after < 2; after++) {
        if (after ? stop >= text->length : !first)
            continue;
        Py_UCS4 code = at_place(text, after ? stop : first - 1);
        if (!Py_UNICODE_ISALNUM(code) && !Py_UNICODE_ISSPACE(code) && code != '-')
            return -1;
    }
    return 1;
}

static int holds(const uint8_t *rule, const Folded *folded, const Text *text, const Hit *hit, int32_t first,
                 int32_t stop, int doubt) {
    switch (rule[JUDGED]) {
    case UNASKED:
        return 1;
    case PLAIN:
        return !doubt ? 1 : doubt & 2 ? -1 : gaps_hold(rule, folded, text, hit->start);
    case CHECKED: {
        int cased = case_holds(rule, text, first, stop);
        if (cased <= 0)
            return cased;
        if (rule[NUMBER] && stands_alone(text, first, stop) < 0)
            return -1;
        return gaps_hold(rule, folded, text, hit->start);
    }
    default:
        return -1;
    }
}

typedef struct {
    PyObject *spans, *rows; /* term -> places; what is for Python to judge */
    int disordered;         /* some term's places do not stand in order */
} Sorted;

static int put(Sorted *sorted, int32_t term, PyObject *place) {
    PyObject *key = PyLong_FromLong(term), *known = key ? PyDict_GetItemWithError(sorted->spans, key) : NULL;
    int done = -1;
    if (known) {
        PyObject *last = PyList_GET_ITEM(known, PyList_GET_SIZE(known) - 1);
        int earlier = PyObject_RichCompareBool(place, last, Py_LE);
        sorted->disordered |= earlier;
        done = earlier < 0 ? -1 : PyList_Append(known, place);
    } else if (key && !PyErr_Occurred() && (known = PyList_New(1))) {
        PyList_SET_ITEM(known, 0, Py_NewRef(place));
        done = PyDict_SetItem(sorted->spans, key, known);
        Py_DECREF(known);
    }
    Py_XDECREF(key);
    return done;
}

enum { MOST = 64 };

/* Of the terms of a hit those for which it stands, as bits; -1 in `ask` where Python must say. */
static uint64_t standing(const Matcher *self, const Folded *folded, const Text *text, const Hit *hit, int32_t first,
                         int32_t stop, int doubt, int tell, int *ask) {
    const int32_t *rules = self->rules.buf;
    int32_t from = ((const int32_t *)self->starts.buf)[hit->pattern];
    int32_t count = ((const int32_t *)self->starts.buf)[hit->pattern + 1] - from;
    uint64_t yes = 0;
    *ask |= !count || count > MOST;
    for (int32_t at = 0; !*ask && at < count; at++) {
        const uint8_t *rule = (const uint8_t *)PyBytes_AS_STRING(self->table) + rules[from + at] * RULE;
        int verdict = holds(rule, folded, text, hit, first, stop, doubt);
        *ask |= verdict < 0 || (tell && !verdict);
        yes |= (uint64_t)(verdict > 0) << at;
    }
    return yes;
}

/* Every hit to the terms for which it stands, or to `rows`; with `tell` also those that stand for none. */
static int sort_out(const Matcher *self, const Hits *hits, const Folded *folded, const Text *text, int tell,
                    Sorted *sorted) {
    int done = 0;
    for (Py_ssize_t at = 0; !done && at < hits->count; at++) {
        const Hit *hit = hits->hits + at;
        int32_t first = folded->origin[hit->start + 1], stop = folded->origin[hit->end - 2] + 1, end = stop;
        int doubt = doubts(text, first, stop) | (stop != folded->origin[hit->end - 1]);
        int ask = stop != folded->origin[hit->end - 1];
        if (doubt & 1 && !ask) {
            const uint8_t *word = folded->data + hit->start + 1;
            int found = around(text, first, &end, (const uint8_t *)memchr(word, SEP, folded->data + folded->length - word) - word);
            if (!found)
                continue;
            ask = found < 0;
        }
        uint64_t yes = ask ? 0 : standing(self, folded, text, hit, first, stop, doubt, tell, &ask);
        PyObject *place = NULL, *row = NULL;
        if (ask) {
            done = (row = Py_BuildValue("i(ii)iii", hit->pattern, first, stop, doubt, hit->start, hit->end))
                       ? PyList_Append(sorted->rows, row)
                       : -1;
        } else if (yes && !(place = Py_BuildValue("(ii)", first, end)))
            done = -1;
        const int32_t *terms = (const int32_t *)self->terms.buf + ((const int32_t *)self->starts.buf)[hit->pattern];
        for (; !done && !ask && yes; yes >>= 1, terms++)
            if (yes & 1)
                done = put(sorted, *terms, place);
        Py_XDECREF(place);
        Py_XDECREF(row);
    }
    return done;
}

/* Whether a mostly Cyrillic text has a word with Latin letters that may all be look-alikes. */
static int has_lookalikes(const Folded *folded, const Text *text) {
    Py_ssize_t latin = 0, cyrillic = 0;
    for (Py_ssize_t at = 0; at < folded->length; at++) {
        latin += folded->data[at] >= 'a' && folded->data[at] <= 'z';
        cyrillic += folded->data[at] >= cyrillic_first && folded->data[at] < arabic_first;
    }
    if (cyrillic <= latin || !latin)
        return 0;
    for (Py_ssize_t word = 0; word + 1 < folded->words; word++) {
        int32_t start = folded->blanks[word] + 1, end = folded->blanks[word + 1], at = start;
        while (at < end && !(folded->data[at] >= 'a' && folded->data[at] <= 'z'))
            at++;
        if (at == end)
            continue;
        Py_ssize_t place = folded->origin[start], last = folded->origin[end - 1];
        while (place <= last && !(at_place(text, place) < 128 && latin_only[at_place(text, place)]))
            place++;
        if (place > last)
            return 1;
    }
    return 0;
}

/* Whether some line ends in a hyphen. */
static int has_broken_word(PyObject *string) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(string), at = 0;
    while ((at = PyUnicode_FindChar(string, '\n', at + 1, length, 1)) > 0) {
        Py_UCS4 last = PyUnicode_READ_CHAR(string, at - 1);
        if (last == '-' || last == 0x2010)
            return 1;
    }
    return 0;
}

static PyObject *matcher_read(Matcher *self, PyObject *args) {
    Folded folded;
    Hits hits = {0};
    Sorted sorted = {0};
    PyObject *string, *result = NULL, *texts = NULL;
    int tell;
    if (!PyArg_ParseTuple(args, "Up", &string, &tell) || fold_into(string, &folded) < 0)
        return NULL;
    Text text = {PyUnicode_KIND(string), PyUnicode_DATA(string), PyUnicode_GET_LENGTH(string)};
    if (find(self, &folded, &hits) == 0 && (sorted.rows = PyList_New(0)) && (sorted.spans = PyDict_New()) &&
        sort_out(self, &hits, &folded, &text, tell, &sorted) == 0) {
        int alike = text.kind != PyUnicode_1BYTE_KIND && has_lookalikes(&folded, &text);
        if ((texts = PyList_GET_SIZE(sorted.rows) || alike ? whole(&folded) : Py_NewRef(Py_None)))
            result = PyTuple_Pack(6, sorted.spans, sorted.rows, texts, alike ? Py_True : Py_False,
                                  has_broken_word(string) ? Py_True : Py_False, sorted.disordered ? Py_True : Py_False);
    }
    Py_XDECREF(sorted.rows);
    Py_XDECREF(sorted.spans);
    Py_XDECREF(texts);
    release(&folded);
    PyMem_RawFree(hits.hits);
    return result;
}

static PyMethodDef matcher_methods[] = {
    {"scan", (PyCFunction)scan, METH_O, "Every (pattern, start, end) in a folded text."},
    {"read", (PyCFunction)matcher_read, METH_VARARGS,
     "Fold a text, scan it, and judge what is plain: {term: [(first, stop)]}, for Python to judge [(pattern, (first, "
     "stop), doubt, start, end)], (data, origin) or None where nobody will ask, whether there may be look-alikes, "
     "broken words, places out of order. With a second argument that is true what does not hold is left to Python too."},
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

/* ------------------------------------------------------------------ names */

/* What monitor/naming.py knows: which entities a term names, and whether such a name counts wherever it stands. */
typedef struct {
    PyObject_HEAD
    Py_buffer starts, numbers; /* term t names numbers[starts[t]:starts[t + 1]] */
    PyObject *easy, *plans, *found, *mention, *hit;
} Names;

static void names_free(Names *self) {
    PyBuffer_Release(&self->starts);
    PyBuffer_Release(&self->numbers);
    Py_XDECREF(self->easy);
    Py_XDECREF(self->plans);
    Py_XDECREF(self->found);
    Py_XDECREF(self->mention);
    Py_XDECREF(self->hit);
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free((PyObject *)self);
}

static PyObject *names_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *starts, *numbers, *easy, *plans;
    PyTypeObject *found, *mention, *hit;
    if (!PyArg_ParseTuple(args, "OOSO!O!O!O!", &starts, &numbers, &easy, &PyDict_Type, &plans, &PyType_Type, &found,
                          &PyType_Type, &mention, &PyType_Type, &hit))
        return NULL;
    Names *self = (Names *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->easy = Py_NewRef(easy);
    self->plans = Py_NewRef(plans);
    self->found = Py_NewRef(found);
    self->mention = Py_NewRef(mention);
    self->hit = Py_NewRef(hit);
    int bad = PyObject_GetBuffer(starts, &self->starts, PyBUF_SIMPLE) < 0 ||
              PyObject_GetBuffer(numbers, &self->numbers, PyBUF_SIMPLE) < 0;
    if (!bad && (self->starts.len < 4 || PyBytes_GET_SIZE(easy) * 4 != self->numbers.len ||
                 !PyType_IsSubtype(found, &PyTuple_Type) || !PyType_IsSubtype(mention, &PyTuple_Type) ||
                 !PyType_IsSubtype(hit, &PyTuple_Type))) {
        PyErr_Format(PyExc_ValueError, "names of another form");
        bad = 1;
    }
    if (bad)
        Py_CLEAR(self);
    return (PyObject *)self;
}

typedef struct {
    int32_t number, term, easy;
    PyObject *places; /* borrowed */
} Named;

static int by_number(const void *one, const void *other) {
    const Named *a = one, *b = other;
    return a->number != b->number ? (a->number > b->number) - (a->number < b->number) : (a->term > b->term) - (a->term < b->term);
}

static int are_places(PyObject *list) {
    int good = PyList_Check(list);
    for (Py_ssize_t at = 0; good && at < PyList_GET_SIZE(list); at++) {
        PyObject *place = PyList_GET_ITEM(list, at);
        good = PyTuple_Check(place) && PyTuple_GET_SIZE(place) == 2 && PyLong_Check(PyTuple_GET_ITEM(place, 0)) &&
               PyLong_Check(PyTuple_GET_ITEM(place, 1));
    }
    return good;
}

/* Every (entity, term) of the terms that were hit, by entity; NULL with an error set, or where there is none. */
static Named *named(const Names *self, PyObject *hits, Py_ssize_t *count) {
    const int32_t *starts = self->starts.buf, *numbers = self->numbers.buf;
    Py_ssize_t terms = self->starts.len / 4 - 1, place = 0, room = 0;
    PyObject *key, *value;
    Named *rows = NULL;
    *count = 0;
    while (PyDict_Next(hits, &place, &key, &value)) {
        if (!are_places(value)) {
            PyMem_Free(rows);
            PyErr_Format(PyExc_ValueError, "places of another form");
            return NULL;
        }
        long term = PyLong_AsLong(key);
        for (int32_t at = term >= 0 && term < terms ? starts[term] : 0;
             term >= 0 && term < terms && at < starts[term + 1]; at++) {
            if (*count == room) {
                Named *more = PyMem_Realloc(rows, (room = room * 2 + 32) * sizeof *more);
                if (!more) {
                    PyMem_Free(rows);
                    PyErr_NoMemory();
                    return NULL;
                }
                rows = more;
            }
            rows[(*count)++] = (Named){numbers[at], (int32_t)term, PyBytes_AS_STRING(self->easy)[at], value};
        }
    }
    if (*count > 1)
        qsort(rows, *count, sizeof *rows, by_number);
    return rows;
}

static PyObject *row_of(PyObject *type, Py_ssize_t length) {
    return ((PyTypeObject *)type)->tp_alloc((PyTypeObject *)type, length);
}

/* Adds a mention for each place of a term; where several terms name one entity, each place once. */
static int mention_all(const Names *self, PyObject *mentions, PyObject *places, PyObject *alias, int once) {
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(places); at++) {
        PyObject *place = PyList_GET_ITEM(places, at);
        int known = 0;
        for (Py_ssize_t one = 0; once && !known && one < PyList_GET_SIZE(mentions); one++)
            known = PyObject_RichCompareBool(PyTuple_GET_ITEM(PyList_GET_ITEM(mentions, one), 0), place, Py_EQ);
        if (known < 0)
            return -1;
        PyObject *found = known ? NULL : row_of(self->found, 3);
        if (!found) {
            if (known)
                continue;
            return -1;
        }
        PyTuple_SET_ITEM(found, 0, Py_NewRef(place));
        PyTuple_SET_ITEM(found, 1, Py_NewRef(alias));
        PyTuple_SET_ITEM(found, 2, Py_NewRef(Py_False));
        int done = PyList_Append(mentions, found);
        Py_DECREF(found);
        if (done < 0)
            return -1;
    }
    return 0;
}

enum { FULL = 2, ID = 0 }; /* fields of an EntityPlan */

/* Borrowed: `plans` keeps what it was asked for. */
static PyObject *plan_of(const Names *self, Py_ssize_t number) {
    PyObject *key = PyLong_FromSsize_t(number), *plan = key ? PyObject_GetItem(self->plans, key) : NULL;
    Py_XDECREF(key);
    if (plan && (!PyTuple_Check(plan) || PyTuple_GET_SIZE(plan) <= FULL || !PyDict_Check(PyTuple_GET_ITEM(plan, FULL)))) {
        PyErr_Format(PyExc_ValueError, "plans of another form");
        Py_CLEAR(plan);
    }
    Py_XDECREF(plan);
    return plan;
}

/* One entity whose names all count: its mentions, in order. */
static PyObject *easily(const Names *self, const Named *rows, Py_ssize_t count) {
    PyObject *plan = plan_of(self, rows[0].number), *mentions = plan ? PyList_New(0) : NULL;
    int done = mentions ? 0 : -1;
    for (Py_ssize_t at = 0; !done && at < count; at++) {
        PyObject *key = PyLong_FromLong(rows[at].term);
        PyObject *alias = key ? PyDict_GetItemWithError(PyTuple_GET_ITEM(plan, FULL), key) : NULL;
        Py_XDECREF(key);
        if (!alias) {
            if (!PyErr_Occurred())
                PyErr_Format(PyExc_ValueError, "names of another form");
            done = -1;
        } else
            done = mention_all(self, mentions, rows[at].places, alias, at > 0);
    }
    if (!done && count > 1)
        done = PyList_Sort(mentions);
    if (done)
        Py_CLEAR(mentions);
    return mentions;
}

/* The entity at its number, and the terms of it that were hit: for Python. */
static PyObject *for_python(const Named *rows, Py_ssize_t count) {
    PyObject *terms = PyList_New(count);
    for (Py_ssize_t at = 0; terms && at < count; at++) {
        PyObject *term = PyLong_FromLong(rows[at].term);
        if (!term)
            Py_CLEAR(terms);
        else
            PyList_SET_ITEM(terms, at, term);
    }
    return terms ? Py_BuildValue("iN", rows[0].number, terms) : NULL;
}

typedef struct {
    Py_ssize_t start, stop;
    PyObject *id, *alias; /* borrowed */
    int ambiguous;
} Row;

static int by_start(const void *one, const void *other) {
    const Row *a = one, *b = other;
    return a->start != b->start ? (a->start > b->start) - (a->start < b->start) : (a->stop > b->stop) - (a->stop < b->stop);
}

/* Whether «and 191» may follow one of the places, as monitor/recognise.py has it: rather too often than too seldom. */
static int may_go_on(const Text *text, PyObject *places) {
    for (Py_ssize_t one = 0; one < PyList_GET_SIZE(places); one++) {
        Py_ssize_t at = PyLong_AsSsize_t(PyTuple_GET_ITEM(PyList_GET_ITEM(places, one), 1)), word;
#define SKIP(condition)                                                                                                \
    while (at < text->length && (condition))                                                                           \
    at++
#define HERE at_place(text, at)
        SKIP(Py_UNICODE_ISSPACE(HERE) || HERE == 0x200C);
        word = at;
        SKIP(at - word < 3 && Py_UNICODE_ISALPHA(HERE));
        if (at == word && at < text->length && (HERE == ',' || HERE == '/' || HERE == '&'))
            at++;
        if (at == word)
            continue;
        SKIP(Py_UNICODE_ISSPACE(HERE) || HERE == 0x200C || HERE == '-' || (HERE >= 0x2010 && HERE <= 0x2013));
        if (at < text->length && Py_UNICODE_ISDECIMAL(HERE))
            return 1;
    }
    return 0;
}

/* Whether mentions of different entities stand apart. */
static int stand_apart(PyObject *found) {
    Py_ssize_t total = 0, place = 0, at = 0;
    PyObject *key, *value;
    int apart = 1;
    while (PyDict_Next(found, &place, &key, &value))
        total += PyList_GET_SIZE(value);
    Row *rows = PyMem_Malloc((total + 1) * sizeof *rows);
    if (!rows)
        return PyErr_NoMemory(), -1;
    for (place = 0; PyDict_Next(found, &place, &key, &value);)
        for (Py_ssize_t one = 0; one < PyList_GET_SIZE(value); one++) {
            PyObject *span = PyTuple_GET_ITEM(PyList_GET_ITEM(value, one), 0);
            rows[at++] = (Row){PyLong_AsSsize_t(PyTuple_GET_ITEM(span, 0)), PyLong_AsSsize_t(PyTuple_GET_ITEM(span, 1)),
                               NULL, NULL, 0};
        }
    if (total > 1)
        qsort(rows, total, sizeof *rows, by_start);
    for (at = 1; at < total; at++)
        apart &= rows[at].start >= rows[at - 1].stop;
    PyMem_Free(rows);
    return apart;
}

static PyObject *names_found(Names *self, PyObject *args) {
    Py_ssize_t count, stop;
    PyObject *hits, *string;
    if (!PyArg_ParseTuple(args, "O!U", &PyDict_Type, &hits, &string))
        return NULL;
    Text text = {PyUnicode_KIND(string), PyUnicode_DATA(string), PyUnicode_GET_LENGTH(string)};
    Named *rows = named(self, hits, &count);
    PyObject *found = PyErr_Occurred() ? NULL : PyDict_New(), *rest = found ? PyList_New(0) : NULL, *result = NULL;
    int done = rest ? 0 : -1;
    for (Py_ssize_t at = 0; !done && at < count; at = stop) {
        int easy = 1;
        for (stop = at; stop < count && rows[stop].number == rows[at].number; stop++)
            easy &= rows[stop].easy == 1 || (rows[stop].easy == 2 && !may_go_on(&text, rows[stop].places));
        PyObject *one = easy ? easily(self, rows + at, stop - at) : for_python(rows + at, stop - at);
        PyObject *key = one && easy ? PyLong_FromLong(rows[at].number) : NULL;
        done = !one || (easy && !key) ? -1 : easy ? PyDict_SetItem(found, key, one) : PyList_Append(rest, one);
        Py_XDECREF(key);
        Py_XDECREF(one);
    }
    int apart = done ? -1 : stand_apart(found);
    if (apart >= 0)
        result = PyTuple_Pack(3, found, rest, apart ? Py_True : Py_False);
    PyMem_Free(rows);
    Py_XDECREF(found);
    Py_XDECREF(rest);
    return result;
}

static int by_place(const void *one, const void *other) {
    const Row *a = one, *b = other;
    int differ = by_start(one, other);
    differ = differ ? differ : PyUnicode_Compare(a->id, b->id);
    differ = differ ? differ : PyUnicode_Compare(a->alias, b->alias);
    return differ ? differ : a->ambiguous - b->ambiguous;
}

static PyObject *field_names[2];

/* The Hit of a place in title, two line breaks and text, where the last begins at `body`. */
static PyObject *hit_at(const Names *self, PyObject *text, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t body) {
    PyObject *hit = row_of(self->hit, 4);
    if (!hit)
        return NULL;
    Py_ssize_t from = start < body ? 0 : body;
    PyTuple_SET_ITEM(hit, 0, PyUnicode_Substring(text, start, stop));
    PyTuple_SET_ITEM(hit, 1, Py_NewRef(field_names[start >= body]));
    PyTuple_SET_ITEM(hit, 2, PyLong_FromSsize_t(start - from));
    PyTuple_SET_ITEM(hit, 3, PyLong_FromSsize_t(stop - from));
    if (PyErr_Occurred())
        Py_CLEAR(hit);
    return hit;
}

/* Collects the rows of one entity; -1 where its mentions have another form. */
static int rows_of(PyObject *id, PyObject *mentions, Row *rows) {
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(mentions); at++) {
        PyObject *found = PyList_GET_ITEM(mentions, at);
        PyObject *place = PyTuple_Check(found) && PyTuple_GET_SIZE(found) == 3 ? PyTuple_GET_ITEM(found, 0) : NULL;
        if (!place || !PyTuple_Check(place) || PyTuple_GET_SIZE(place) != 2 ||
            !PyUnicode_Check(PyTuple_GET_ITEM(found, 1)))
            return PyErr_Format(PyExc_ValueError, "mentions of another form"), -1;
        rows[at] = (Row){PyLong_AsSsize_t(PyTuple_GET_ITEM(place, 0)), PyLong_AsSsize_t(PyTuple_GET_ITEM(place, 1)), id,
                         PyTuple_GET_ITEM(found, 1), PyTuple_GET_ITEM(found, 2) == Py_True};
        if (PyErr_Occurred())
            return -1;
    }
    return 0;
}

static PyObject *mention_of(const Names *self, PyObject *text, Py_ssize_t body, const Row *row) {
    PyObject *mention = row_of(self->mention, 4), *hit = mention ? hit_at(self, text, row->start, row->stop, body) : NULL;
    if (!hit) {
        Py_XDECREF(mention);
        return NULL;
    }
    PyTuple_SET_ITEM(mention, 0, Py_NewRef(row->id));
    PyTuple_SET_ITEM(mention, 1, hit);
    PyTuple_SET_ITEM(mention, 2, Py_NewRef(row->alias));
    PyTuple_SET_ITEM(mention, 3, Py_NewRef(row->ambiguous ? Py_True : Py_False));
    return mention;
}

static PyObject *names_mentions(Names *self, PyObject *args) {
    PyObject *entities, *text, *key, *value, *result = NULL;
    Py_ssize_t body, total = 0, place = 0, at = 0;
    if (!PyArg_ParseTuple(args, "O!Un", &PyDict_Type, &entities, &text, &body))
        return NULL;
    while (PyDict_Next(entities, &place, &key, &value)) {
        if (!PyList_Check(value))
            return PyErr_Format(PyExc_ValueError, "mentions of another form");
        total += PyList_GET_SIZE(value);
    }
    Row *rows = PyMem_Malloc((total + 1) * sizeof *rows);
    if (!rows)
        return PyErr_NoMemory();
    for (place = 0; PyDict_Next(entities, &place, &key, &value); at += PyList_GET_SIZE(value)) {
        Py_ssize_t number = PyLong_AsSsize_t(key);
        PyObject *plan = PyErr_Occurred() ? NULL : plan_of(self, number);
        if (!plan || rows_of(PyTuple_GET_ITEM(plan, ID), value, rows + at) < 0)
            goto done;
    }
    if (total > 1)
        qsort(rows, total, sizeof *rows, by_place);
    result = PyTuple_New(total);
    for (at = 0; result && at < total; at++) {
        PyObject *mention = mention_of(self, text, body, rows + at);
        if (!mention)
            Py_CLEAR(result);
        else
            PyTuple_SET_ITEM(result, at, mention);
    }
done:
    PyMem_Free(rows);
    return result;
}

static PyMethodDef names_methods[] = {
    {"found", (PyCFunction)names_found, METH_VARARGS,
     "Of {term: places} and the text: {entity: [Found]} where every name counts wherever it stands; [(entity, [term])] "
     "elsewhere; whether the former stand apart."},
    {"mentions", (PyCFunction)names_mentions, METH_VARARGS,
     "Of {entity: [Found]}, the text and where its body begins: every Mention, in order."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject NamesType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "monitor._native.Names",
    .tp_basicsize = sizeof(Names),
    .tp_dealloc = (destructor)names_free,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Tells which entities the terms of a text name.",
    .tp_methods = names_methods,
    .tp_new = names_new,
};

static PyMethodDef functions[] = {
    {"install", install, METH_VARARGS, "Take over the tables of monitor.text; once, before anything else."},
    {"fold", fold, METH_O, "A text folded: (data, origin), the origin as 32-bit numbers."},
    {"plain_words", plain_words, METH_O, "Of texts those folded that are words of letters; empty for the others."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_native", NULL, -1, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void) {
    for (int count = 1; count <= 8; count++)
        memset(low_bytes + 8 + count, 0xFF, count);
    field_names[0] = PyUnicode_InternFromString("title");
    field_names[1] = PyUnicode_InternFromString("text");
    int ready_types = PyType_Ready(&MatcherType) == 0 && PyType_Ready(&NamesType) == 0 &&
                      PyType_Ready(&NumberingType) == 0;
    PyObject *module = ready_types && field_names[0] && field_names[1] ? PyModule_Create(&definition) : NULL;
    if (module && (PyModule_AddObjectRef(module, "Matcher", (PyObject *)&MatcherType) < 0 ||
                   PyModule_AddObjectRef(module, "Numbering", (PyObject *)&NumberingType) < 0 ||
                   PyModule_AddObjectRef(module, "Names", (PyObject *)&NamesType) < 0 ||
                   PyModule_AddIntConstant(module, "VERSION", VERSION) < 0))
        Py_CLEAR(module);
    return module;
}
