/* What is compared of the words of a text: monitor/outline.py says what, and does the same in Python. */
#include <stdint.h>
#include <string.h>

typedef struct {
    uint32_t *values;
    Py_ssize_t count;
} Hashes;

static int by_value(const void *one, const void *other) {
    uint32_t left = *(const uint32_t *)one, right = *(const uint32_t *)other;
    return (left > right) - (left < right);
}

/* Sorts by three passes over eleven bits each; `room` is as long as `values`. */
static void sort(uint32_t *values, uint32_t *room, Py_ssize_t count) {
    if (count < 96) {
        qsort(values, count, sizeof *values, by_value);
        return;
    }
    for (int shift = 0; shift < 33; shift += 11) {
        uint32_t starts[2048] = {0}, sum = 0;
        for (Py_ssize_t at = 0; at < count; at++)
            starts[values[at] >> shift & 2047]++;
        for (int at = 0; at < 2048; at++) {
            uint32_t here = starts[at];
            starts[at] = sum;
            sum += here;
        }
        for (Py_ssize_t at = 0; at < count; at++)
            room[starts[values[at] >> shift & 2047]++] = values[at];
        uint32_t *swap = values;
        values = room;
        room = swap;
    }
    memcpy(room, values, count * sizeof *values); /* three passes: the last is in the other half */
}

static Py_ssize_t unique(uint32_t *values, Py_ssize_t count) {
    Py_ssize_t kept = 0;
    for (Py_ssize_t at = 0; at < count; at++)
        if (!kept || values[kept - 1] != values[at])
            values[kept++] = values[at];
    return kept;
}

static int holds(const uint32_t *values, Py_ssize_t count, uint32_t value) {
    Py_ssize_t low = 0, high = count;
    while (low < high) {
        Py_ssize_t middle = (low + high) / 2;
        if (values[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && values[low] == value;
}

/* Of runs of four words; `into` has room for twice as many as there are words. */
static Hashes shingles_of(const uint64_t *hashes, Py_ssize_t words, Py_ssize_t most, uint32_t *into) {
    Py_ssize_t count = !words ? 0 : words < 4 ? 1 : words - 3;
    for (Py_ssize_t at = 0; at < count; at++) {
        uint64_t mixed = hashes[at];
        for (int step = 1; step < 4; step++) {
            mixed *= 0x9E3779B97F4A7C15ULL;
            mixed ^= mixed >> 29;
            mixed += at + step < words ? hashes[at + step] : 0;
        }
        into[at] = (uint32_t)((mixed * 0xBF58476D1CE4E5B9ULL) >> 32);
    }
    sort(into, into + count, count);
    count = unique(into, count);
    return (Hashes){into, count < most ? count : most};
}

/* Leaves of `telling` what is not in `common` too; both come back in order and unique. Either has room for twice as many. */
static void part_terms(Hashes *telling, Hashes *common) {
    for (int which = 0; which < 2; which++) {
        Hashes *part = which ? telling : common;
        sort(part->values, part->values + part->count, part->count);
        part->count = unique(part->values, part->count);
    }
    Py_ssize_t kept = 0;
    for (Py_ssize_t at = 0; at < telling->count; at++)
        if (!holds(common->values, common->count, telling->values[at]))
            telling->values[kept++] = telling->values[at];
    telling->count = kept;
}
