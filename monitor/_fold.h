/* Folding; monitor/text.py says what it means. */
#pragma once
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define SEP 32
#define END 10 /* after every pattern */
#define DELETE 0
#define EXPAND 1
#define JOINER 2
#define PLANE 0x10000
#define PADDING 16 /* bytes that may be read beyond the last; zeros after the patterns */


/* What monitor/surroundings.py says of characters. */
enum { BEFORE = 1, AFTER = 2, JOINS = 4, GAP = 8, APOSTROPHE = 16, HYPHEN = 32, JOINT = 64, POSSESSIVE = 128 };


static uint8_t folding[PLANE], marks[PLANE];
static uint8_t *expansions; /* at 32 * number: length, letters */
static uint16_t expansion_of[PLANE];
static uint8_t latin_only[128]; /* letters that no Cyrillic one looks like */
static int arabic_first, arabic_end, cyrillic_first;
static int ready, plain_ascii; /* the latter: whether ASCII folds to small letters, digits and blanks */

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
    plain_ascii = 1;
    for (int code = 0; code < 128; code++)
        plain_ascii &= folding[code] == (code >= 'A' && code <= 'Z'                                         ? code + 32
                                         : (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') ? code
                                                                                                        : SEP);
    ready = 1;
    Py_RETURN_NONE;
}

typedef struct {
    uint8_t *data;   /* PADDING readable bytes follow the last */
    int32_t *origin; /* for every byte its place in the text; NULL where each stands one further than there */
    int32_t *turns;  /* where blanks begin and words begin, in turn; see `cut` */
    Py_ssize_t length, words, room;
} Folded;

static inline int32_t place_of(const Folded *folded, Py_ssize_t at) {
    return folded->origin ? folded->origin[at] : (int32_t)at - 1;
}

static void release(Folded *folded) {
    PyMem_RawFree(folded->data);
    PyMem_RawFree(folded->origin);
    PyMem_RawFree(folded->turns);
}

static int enlarge(Folded *folded, Py_ssize_t room) {
    uint8_t *data = PyMem_RawRealloc(folded->data, room + PADDING);
    if (data)
        folded->data = data;
    int32_t *origin = data ? PyMem_RawRealloc(folded->origin, room * sizeof *origin) : NULL;
    if (origin)
        folded->origin = origin;
    folded->room = room;
    if (!origin)
        PyErr_NoMemory();
    return origin ? 0 : -1;
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
    Py_ssize_t length = PyUnicode_GET_LENGTH(string), n = 1;
    memset(folded, 0, sizeof *folded);
    if (!ready)
        return PyErr_Format(PyExc_RuntimeError, "no tables"), -1;
    if (length > INT32_MAX / 2)
        return PyErr_Format(PyExc_OverflowError, "too long a text"), -1;
    if (enlarge(folded, length + 2) < 0)
        return release(folded), -1;
    uint8_t *restrict data = folded->data; /* by these, or every byte written would make the machine look them up anew */
    int32_t *restrict origin = folded->origin;
    data[0] = SEP;
    origin[0] = -1;
#define EMIT(byte, place)                                                                                              \
    {                                                                                                                  \
        data[n] = (uint8_t)(byte);                                                                                     \
        origin[n] = (int32_t)(place);                                                                                  \
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
            if (n + letters[0] + (length - at) + 2 > folded->room) {                                                   \
                if (enlarge(folded, folded->room * 3 / 2 + 64) < 0)                                                    \
                    return release(folded), -1;                                                                        \
                data = folded->data, origin = folded->origin;                                                          \
            }                                                                                                          \
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
    memset(data + n, 0, PADDING);
    folded->length = n;
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
