/* Patterns as a tree of words, and where they stand in a text.

   A pattern is words between blanks; the tree is kept as one hash table: (parent, word) leads to a node. A text is cut
   into words once, each is hashed once, and most are turned away by one bit. */
#pragma once
#include "_words.h"

#define PARTIAL_SALT 0x9E3779B97F4A7C15ULL

/* A rule of monitor/postings.py: how it is judged, which case, letters free of it, digits only, gaps, their kinds. */
enum { RULE = 32, JUDGED = 0, CASE = 1, TAIL = 2, NUMBER = 3, GAPS = 4, KINDS = 5 };
enum { BY_PYTHON, UNASKED, PLAIN, CHECKED };
enum { ANY_CASE, INITIAL, CAPITALS };
enum { SOFT, APOSTROPHE_GAP = 2, HARD = 255 };


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
    uint64_t *masks, *first;  /* first: two bits for every word, or beginning of one, that a pattern begins with */
    uint64_t slot_mask, first_mask;
    uint64_t pairs[1024]; /* a bit for every two bytes that a pattern begins with */
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

/* Whether a pattern begins with the first two bytes of this word (the second may be the blank after it). */
static inline int may_begin(const Matcher *self, const uint8_t *word) {
    return self->pairs[word[0] << 2 | word[1] >> 6] >> (word[1] & 63) & 1;
}

static inline void begins(Matcher *self, uint8_t first, uint8_t second) {
    self->pairs[first << 2 | second >> 6] |= 1ULL << (second & 63);
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
    uint64_t hash = hash_word(self->blob + word, hashed(length)) ^ PARTIAL_SALT;
    if (!parent) {
        self->first[hash >> 36 & self->first_mask] |= two_bits(hash);
        for (int second = 0; second < 256; second++)
            if (length == 1 || second == self->blob[word + 1])
                begins(self, self->blob[word], (uint8_t)second);
    }
    add(self, parent, word, length, hash, -2 - pattern);
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
        if (!node) {
            self->first[hash >> 36 & self->first_mask] |= two_bits(hash);
            begins(self, self->blob[start], self->blob[start + 1]);
        }
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
