/* What is kept of where articles meet: by week and key a bucket, a ring of the articles in it. */
#pragma once
#include <Python.h>

#define NONE UINT32_MAX
enum { MOST = 64 }; /* articles in a bucket, and candidates of one: at most one less */

/* The last of a bucket is followed by the first. */
typedef struct {
    uint32_t article, next;
} Entry;

/* Empty where it counts none. */
typedef struct {
    int64_t key;
    uint32_t last;
    int32_t week : 24;
    uint32_t count : 8;
} Bucket;

typedef struct {
    PyObject_HEAD
    Bucket *buckets; /* open addressing, at most three quarters full */
    Entry *entries;
    uint64_t *shared; /* what one article found, `turned`; and room to sort it */
    uint32_t bits, used, room, taken, spare; /* spare: first of a chain of entries given back */
    Py_ssize_t shared_room;
    uint64_t spread;
    int most, candidates, chance;
} Meetings;

static Bucket *find(const Meetings *self, const Bucket *table, int64_t key, int32_t week) {
    uint32_t mask = ((uint32_t)1 << self->bits) - 1;
    uint32_t slot = (uint32_t)((((uint64_t)key + (uint64_t)week * 0x9E3779B97F4A7C15ULL) * self->spread) >> (64 - self->bits));
    while (table[slot].count && (table[slot].key != key || table[slot].week != week))
        slot = (slot + 1) & mask;
    return (Bucket *)table + slot;
}

/* Moves what is kept into a table of 1 << bits. */
static int rebuild(Meetings *self, uint32_t bits, int64_t before) {
    Bucket *old = self->buckets, *table = bits < 31 ? PyMem_Calloc((size_t)1 << bits, sizeof *table) : NULL;
    if (!table) {
        PyErr_NoMemory();
        return -1;
    }
    size_t size = old ? (size_t)1 << self->bits : 0;
    self->bits = bits;
    self->used = 0;
    for (size_t at = 0; at < size; at++) {
        if (!old[at].count)
            continue;
        if (old[at].week >= before) {
            *find(self, table, old[at].key, old[at].week) = old[at];
            self->used++;
        } else {
            uint32_t first = self->entries[old[at].last].next;
            self->entries[old[at].last].next = self->spare;
            self->spare = first;
        }
    }
    PyMem_Free(old);
    self->buckets = table;
    return 0;
}

static uint32_t entry(Meetings *self, uint32_t article) {
    uint32_t at = self->spare;
    if (at != NONE)
        self->spare = self->entries[at].next;
    else {
        if (self->taken == self->room) {
            uint32_t room = self->room < NONE / 2 ? self->room + self->room / 4 + 256 : 0;
            Entry *more = room ? PyMem_Realloc(self->entries, room * sizeof *more) : NULL;
            if (!more) {
                PyErr_NoMemory();
                return NONE;
            }
            self->entries = more;
            self->room = room;
        }
        at = self->taken++;
    }
    self->entries[at] = (Entry){article, at};
    return at;
}

/* Puts an article into a bucket: last, or in order of the numbers. */
static Bucket *enter(Meetings *self, int32_t week, int64_t key, uint32_t article, int in_order) {
    if (self->used >= (uint32_t)3 << self->bits >> 2 && rebuild(self, self->bits + 1, INT64_MIN) < 0)
        return NULL;
    uint32_t new = entry(self, article);
    if (new == NONE)
        return NULL;
    Bucket *bucket = find(self, self->buckets, key, week);
    Entry *entries = self->entries;
    if (!bucket->count) {
        *bucket = (Bucket){key, new, week, 1};
        self->used++;
        return bucket;
    }
    uint32_t before = bucket->last;
    if (in_order && entries[before].article > article)
        while (entries[entries[before].next].article < article)
            before = entries[before].next;
    else
        bucket->last = new;
    bucket->count++;
    entries[new].next = entries[before].next;
    entries[before].next = new;
    return bucket;
}

/* Pushes out of a bucket what came first, where there is one too many. */
static void bound(Meetings *self, Bucket *bucket) {
    if (bucket->count <= (uint32_t)self->most)
        return;
    uint32_t first = self->entries[bucket->last].next;
    self->entries[bucket->last].next = self->entries[first].next;
    self->entries[first].next = self->spare;
    self->spare = first;
    bucket->count--;
}
