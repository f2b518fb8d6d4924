/* Texts as rows of numbers, in C: monitor/pieces.py, monitor/telling.py and monitor/fingerprint.py say what each function
   means, and do the same where this could not be built. The tests hold the two to one result. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#include "_fingerprint.h"

#define VERSION 9 /* raised with every change of what goes in or out; pieces.py asks for it */

/* Of monitor/chunks.py. */
enum { CAPITAL = 1, COMMON_NAME = 2, BREAKS = 4, ENDS = 8, FACT = 16, TOLL_WORD = 32, GROWS = 64 };

enum { BLOCK = 64 }; /* pieces whose slots are fetched at once, before any is looked at */

/* Finds the next pieces, and hashes each, in letters of one size. */
#define SPLIT(LETTER)                                                                                                          \
    {                                                                                                                          \
        const LETTER *letters = data;                                                                                          \
        for (; block < BLOCK; block++) {                                                                                       \
            while (at < length && Py_UNICODE_ISSPACE(letters[at]))                                                             \
                at++;                                                                                                          \
            if (at == length)                                                                                                  \
                break;                                                                                                         \
            starts[block] = at;                                                                                                \
            uint64_t sum = 0, power = 1;                                                                                       \
            do {                                                                                                               \
                sum += letters[at] * power;                                                                                    \
                power *= base;                                                                                                 \
            } while (++at < length && !Py_UNICODE_ISSPACE(letters[at]));                                                       \
            ends[block] = at;                                                                                                  \
            hash[block] = sum;                                                                                                 \
        }                                                                                                                      \
    }

static PyObject *read_text(PyObject *module, PyObject *args) {
    PyObject *text;
    Py_buffer slots, known;
    int bits;
    unsigned long long base, spread;
    if (!PyArg_ParseTuple(args, "Uy*y*iKK", &text, &slots, &known, &bits, &base, &spread))
        return NULL;
    const int32_t *table = slots.buf;
    const Piece *pieces = known.buf;
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), room = length / 2 + 1, count = 0, size = slots.len / 4;
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    PyObject *found = PyBytes_FromStringAndSize(NULL, room * 4), *missing = PyList_New(0);
    int32_t *numbers = found ? (int32_t *)PyBytes_AS_STRING(found) : NULL;
    Py_ssize_t at = 0, starts[BLOCK], ends[BLOCK], first[BLOCK];
    uint64_t hash[BLOCK];
    while (found && missing && at < length) {
        int block = 0;
        if (kind == PyUnicode_1BYTE_KIND)
            SPLIT(Py_UCS1)
        else if (kind == PyUnicode_2BYTE_KIND)
            SPLIT(Py_UCS2)
        else
            SPLIT(Py_UCS4)
        for (int each = 0; each < block; each++) {
            first[each] = (Py_ssize_t)((hash[each] * spread) >> (64 - bits));
            if (first[each] < size)
                __builtin_prefetch(table + first[each]);
        }
        for (int each = 0; each < block; each++)
            if (first[each] < size && table[first[each]] >= 0)
                __builtin_prefetch(pieces + table[first[each]]);
        for (int each = 0; missing && each < block; each++) {
            Py_ssize_t slot = first[each], end = (Py_ssize_t)1 << bits;
            int32_t number;
            while ((number = slot < size ? table[slot] : -1) >= 0 && pieces[number].known != hash[each])
                slot = slot + 1 == end ? 0 : slot + 1;
            if (number < 0) {
                PyObject *place = Py_BuildValue("(nnnK)", count, starts[each], ends[each], (unsigned long long)hash[each]);
                if (!place || PyList_Append(missing, place) < 0)
                    Py_CLEAR(missing);
                Py_XDECREF(place);
            }
            numbers[count++] = number;
        }
    }
    PyBuffer_Release(&slots);
    PyBuffer_Release(&known);
    if (!found || !missing || _PyBytes_Resize(&found, count * 4) < 0) {
        Py_XDECREF(found);
        Py_XDECREF(missing);
        return NULL;
    }
    return Py_BuildValue("(NN)", found, missing);
}

/* Puts numbers into their slots, each under the hash that is known of it. */
static PyObject *enter(PyObject *module, PyObject *args) {
    Py_buffer slots, known;
    int bits;
    unsigned long long spread;
    Py_ssize_t from, to;
    if (!PyArg_ParseTuple(args, "w*y*iKnn", &slots, &known, &bits, &spread, &from, &to))
        return NULL;
    int32_t *table = slots.buf;
    const Piece *pieces = known.buf;
    Py_ssize_t end = (Py_ssize_t)1 << bits;
    if (slots.len / 4 >= end && known.len / (Py_ssize_t)sizeof *pieces >= to)
        for (Py_ssize_t number = from; number < to; number++) {
            Py_ssize_t slot = (Py_ssize_t)((pieces[number].known * spread) >> (64 - bits));
            while (table[slot] >= 0 && pieces[table[slot]].known != pieces[number].known)
                slot = slot + 1 == end ? 0 : slot + 1;
            table[slot] = (int32_t)number;
        }
    PyBuffer_Release(&slots);
    PyBuffer_Release(&known);
    Py_RETURN_NONE;
}

static int add(PyObject *list, Py_ssize_t at) {
    PyObject *number = PyLong_FromSsize_t(at);
    int failed = !number || PyList_Append(list, number) < 0;
    Py_XDECREF(number);
    return failed;
}

static PyObject *places(PyObject *module, PyObject *args) {
    enum { STEMS, FACTS, STATING, VICTIMS, GROWTH, LISTS };
    Py_buffer pieces, table;
    PyObject *capitals;
    Py_ssize_t lead, named = 0, lead_named = 0;
    if (!PyArg_ParseTuple(args, "y*y*O!n", &pieces, &table, &PyList_Type, &capitals, &lead))
        return NULL;
    const int32_t *piece = pieces.buf;
    Py_ssize_t count = pieces.len / 4;
    PyObject *lists[LISTS], *found = PyBytes_FromStringAndSize(NULL, count), *names = PyBytes_FromStringAndSize(NULL, pieces.len);
    int failed = !found || !names, runs_on = 0, opens = 1;
    for (int at = 0; at < LISTS; at++)
        failed |= !(lists[at] = PyList_New(0));
    uint8_t *flags = found ? (uint8_t *)PyBytes_AS_STRING(found) : NULL;
    int32_t *ending = names ? (int32_t *)PyBytes_AS_STRING(names) : NULL;
    for (Py_ssize_t at = 0; !failed && at < count; at++) {
        flags[at] = ((const Piece *)table.buf)[piece[at]].flags;
        failed |= piece[at] < 0 || piece[at] >= PyList_GET_SIZE(capitals);
    }
    for (Py_ssize_t at = 0; !failed && at < count; at++) {
        int flag = flags[at], capital = flag & CAPITAL;
        int goes_on = capital && !(flag & BREAKS) && at + 1 < count && flags[at + 1] & CAPITAL;
        if (capital && !goes_on && !(flag & COMMON_NAME) && (runs_on || !opens)) {
            failed |= PyList_Append(lists[STEMS], PyList_GET_ITEM(capitals, piece[at])) < 0;
            ending[named++] = piece[at];
            lead_named += at < lead;
        }
        if (flag & FACT)
            failed |= add(lists[FACTS], at) | add(lists[STATING], piece[at]);
        if (flag & TOLL_WORD)
            failed |= add(lists[VICTIMS], at);
        if (flag & GROWS)
            failed |= add(lists[GROWTH], at);
        runs_on = goes_on;
        opens = flag & ENDS;
    }
    PyBuffer_Release(&pieces);
    PyBuffer_Release(&table);
    if (failed && !PyErr_Occurred())
        PyErr_SetString(PyExc_IndexError, "no such piece");
    failed |= names && _PyBytes_Resize(&names, 4 * named) < 0;
    PyObject *result = failed ? NULL : Py_BuildValue("(OOnOOOOO)", found, names, lead_named, lists[0], lists[1], lists[2], lists[3], lists[4]);
    Py_XDECREF(found);
    Py_XDECREF(names);
    for (int at = 0; at < LISTS; at++)
        Py_XDECREF(lists[at]);
    return result;
}

static PyMethodDef functions[] = {
    {"read", read_text, METH_VARARGS, "Numbers of a text's pieces, -1 for new ones; (which, start, end, hash) of those."},
    {"enter", enter, METH_VARARGS, "Puts numbers into the table of slots."},
    {"places", places, METH_VARARGS, "Flags of pieces; which end names, how many of them in the lead, and their stems; where facts (and which), words for victims and for growth stand."},
    {"fingerprint", fingerprint, METH_VARARGS, "What is compared of a text packed, its keys, how many words it has and which its headline."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_pieces", NULL, -1, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__pieces(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && PyModule_AddIntConstant(module, "VERSION", VERSION) < 0)
        Py_CLEAR(module);
    return module;
}
