/* Where the patterns stand in a text. */
#pragma once
#include "_tree.h"

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
    int32_t start = begin_of(text, at), length = end_of(text, at) - start;
    if (length < 64)
        mask &= (1ULL << length) - 1;
    for (; mask; mask &= mask - 1) {
        int32_t one = __builtin_ctzll(mask) + 1;
        uint64_t hash = hash_word(text->data + start, one) ^ PARTIAL_SALT, bits = two_bits(hash);
        if (!node && (self->first[hash >> 36 & self->first_mask] & bits) != bits)
            continue;
        uint64_t key = key_of(node, hash);
        for (uint64_t slot = key & self->slot_mask; self->slots[slot]; slot = (slot + 1) & self->slot_mask) {
            uint32_t id = self->slots[slot];
            const Node *found = self->nodes + id;
            if (found->tag != tag_of(key) || found->pattern > -2 || found->length > (uint32_t)length ||
                hashed(found->length) != one || !is_node(self, id, node, text->data + start, found->length))
                continue;
            if (note(hits, -2 - found->pattern, begin_of(text, first) - 1, start + (int32_t)found->length) < 0)
                return -1;
        }
    }
    return 0;
}

static int find(const Matcher *self, const Folded *text, Hits *hits) {
    uint32_t beginnings = self->nodes[0].partials;
    for (Py_ssize_t first = 0; first < text->words; first++) {
        const uint8_t *word = text->data + begin_of(text, first);
        if (!may_begin(self, word))
            continue;
        uint64_t hash = hash_word(word, end_of(text, first) - begin_of(text, first));
        uint64_t bits = two_bits(hash);
        if (beginnings && partials(self, 0, text, first, first, hits) < 0)
            return -1;
        if ((self->first[hash >> 36 & self->first_mask] & bits) != bits)
            continue;
        uint32_t node = 0;
        for (Py_ssize_t at = first;;) {
            int32_t end = end_of(text, at);
            node = child(self, node, word, end - begin_of(text, at), hash);
            if (!node || end >= text->length)
                break;
            if (self->nodes[node].pattern >= 0 &&
                note(hits, self->nodes[node].pattern, begin_of(text, first) - 1, end + 1) < 0)
                return -1;
            if (++at >= text->words || (text->origin && begin_of(text, at) != end + 1))
                break;
            if (self->nodes[node].partials && partials(self, node, text, first, at, hits) < 0)
                return -1;
            word = text->data + begin_of(text, at);
            hash = hash_word(word, end_of(text, at) - begin_of(text, at));
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
    if (cut(&text) < 0 || find(self, &text, &hits) < 0 || !(result = PyList_New(hits.count)))
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
