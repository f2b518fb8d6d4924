/* A text cut into words; and the folding of texts that need no more than one byte for each character. */
#pragma once
#include "_fold.h"

#define BLOCK 32 /* characters */
#define EVERY(byte) (0x0101010101010101ULL * (byte))

static inline int32_t begin_of(const Folded *folded, Py_ssize_t word) { return folded->turns[2 * word + 1]; }

static inline int32_t end_of(const Folded *folded, Py_ssize_t word) { return folded->turns[2 * word + 2]; }

/* A bit for each of eight bytes that is no blank, the first byte's the lowest. */
static inline uint64_t letters_at(const uint8_t *at) {
    uint64_t eight;
    memcpy(&eight, at, 8);
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    eight ^= EVERY(SEP);
    eight = (((eight & EVERY(0x7F)) + EVERY(0x7F)) | eight) & EVERY(0x80); /* the highest bit of each */
    return (eight >> 7) * 0x0102040810204080ULL >> 56;
}

/* Finds the words: what stands behind a blank, up to the next or to the end. */
static int cut(Folded *folded) {
    int32_t *turns = PyMem_RawMalloc((folded->length + 2) * sizeof *turns);
    if (!turns)
        return PyErr_NoMemory(), -1;
    uint64_t before = 1; /* as if something ended where the first blank is, which is no word */
    Py_ssize_t count = 0;
    for (Py_ssize_t at = 0; at < folded->length; at += 64) {
        Py_ssize_t left = folded->length - at;
        uint64_t here = 0; /* of so many at once: the machine guesses each time when the loop below ends */
        for (int byte = 0; byte < 64 && byte < left; byte += 8)
            here |= letters_at(folded->data + at + byte) << byte;
        if (left < 64)
            here &= (1ULL << left) - 1;
        for (uint64_t both = here ^ (here << 1 | before); both; both &= both - 1)
            turns[count++] = (int32_t)at + __builtin_ctzll(both);
        before = here >> 63;
    }
    if (before)
        turns[count++] = (int32_t)folded->length;
    folded->turns = turns;
    folded->words = (count - 1) / 2;
    return 0;
}

/* Folds a text of which every character is one letter or one blank, a byte for each: runs of blanks stay. 1 where some
   character is more or nothing. */
static int fold_evenly(PyObject *string, Folded *folded) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(string);
    memset(folded, 0, sizeof *folded);
    if (!ready)
        return PyErr_Format(PyExc_RuntimeError, "no tables"), -1;
    if (length > INT32_MAX / 2)
        return PyErr_Format(PyExc_OverflowError, "too long a text"), -1;
    uint8_t *restrict data = folded->data = PyMem_RawMalloc(length + 2 + PADDING);
    if (!data)
        return PyErr_NoMemory(), -1;
    int odd = 0;
#define EACH(type)                                                                                                     \
    for (Py_ssize_t at = 0, next; at < length; at = next) {                                                            \
        const type *text = (const type *)PyUnicode_DATA(string) + at;                                                  \
        uint8_t *restrict to = data + at + 1;                                                                          \
        type seen = plain_ascii ? 0 : 128;                                                                             \
        next = at + BLOCK;                                                                                             \
        if (next > length)                                                                                             \
            next = length, seen = 128;                                                                                 \
        for (int one = 0; next - at == BLOCK && one < BLOCK; one++)                                                    \
            seen |= text[one];                                                                                         \
        if (seen < 128) { /* without the table the machine does it for many at once */                                 \
            for (int one = 0; one < BLOCK; one++) {                                                                    \
                uint8_t code = (uint8_t)text[one], small = code | 0x20;                                                \
                to[one] = (uint8_t)(small - 'a') < 26 ? small : (uint8_t)(code - '0') < 10 ? code : SEP;               \
            }                                                                                                          \
            continue;                                                                                                  \
        }                                                                                                              \
        for (Py_ssize_t one = 0; one < next - at; one++) {                                                             \
            to[one] = (uint8_t)(sizeof(type) < 4 ? folding[text[one] & 0xFFFF] : raw(text[one]));                      \
            odd |= to[one] < SEP;                                                                                      \
        }                                                                                                              \
    }
    if (PyUnicode_KIND(string) == PyUnicode_1BYTE_KIND)
        EACH(Py_UCS1)
    else if (PyUnicode_KIND(string) == PyUnicode_2BYTE_KIND)
        EACH(Py_UCS2)
    else
        EACH(Py_UCS4)
    data[0] = data[length + 1] = SEP;
    memset(data + length + 2, 0, PADDING);
    folded->length = length + 2;
    if (odd)
        release(folded);
    return odd;
}

/* What a text that was folded evenly and cut is when folded, into `whole`; `begins` gets where each word begins there. */
static int close_up(const Folded *even, Folded *whole, int32_t *begins) {
    memset(whole, 0, sizeof *whole);
    if (enlarge(whole, even->length) < 0)
        return release(whole), -1;
    Py_ssize_t n = 1;
    whole->data[0] = SEP;
    whole->origin[0] = -1;
    for (Py_ssize_t word = 0; word < even->words; word++) {
        int32_t from = begin_of(even, word), length = end_of(even, word) + 1 - from; /* with the blank after it */
        begins[word] = (int32_t)n;
        memcpy(whole->data + n, even->data + from, length);
        for (int32_t at = 0; at < length; at++)
            whole->origin[n + at] = from + at - 1;
        n += length;
    }
    whole->length = n;
    return 0;
}
