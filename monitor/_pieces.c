/* Texts as rows of numbers, in C: monitor/pieces.py, monitor/telling.py and monitor/outline.py say what each function
   means, and do the same where this could not be built. The tests hold the two to one result. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#include "_outline.h"

#define VERSION 4 /* raised with every change of what goes in or out; pieces.py asks for it */

/* Of monitor/chunks.py. */
enum { CAPITAL = 1, COMMON_NAME = 2, BREAKS = 4, ENDS = 8, FACT = 16, TOLL_WORD = 32, GROWS = 64 };

enum { BLOCK = 64 }; /* pieces whose slots are fetched at once, before any is looked at */

static PyObject *read_text(PyObject *module, PyObject *args) {
    PyObject *text;
    Py_buffer slots, known;
    int bits;
    unsigned long long base, spread;
    if (!PyArg_ParseTuple(args, "Uy*y*iKK", &text, &slots, &known, &bits, &base, &spread))
        return NULL;
    const int32_t *table = slots.buf;
    const uint64_t *hashes = known.buf;
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), room = length / 2 + 1, count = 0, size = slots.len / 4;
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    PyObject *found = PyBytes_FromStringAndSize(NULL, room * 4), *missing = PyList_New(0);
    int32_t *numbers = found ? (int32_t *)PyBytes_AS_STRING(found) : NULL;
    Py_ssize_t at = 0, starts[BLOCK], ends[BLOCK], first[BLOCK];
    uint64_t hash[BLOCK];
    while (found && missing && at < length) {
        int block = 0;
        for (; at < length && block < BLOCK; block++) {
            Py_UCS4 letter = PyUnicode_READ(kind, data, at);
            while (Py_UNICODE_ISSPACE(letter) && ++at < length)
                letter = PyUnicode_READ(kind, data, at);
            if (at == length)
                break;
            starts[block] = at;
            uint64_t sum = 0, power = 1;
            do {
                sum += letter * power;
                power *= base;
                at++;
            } while (at < length && !Py_UNICODE_ISSPACE(letter = PyUnicode_READ(kind, data, at)));
            ends[block] = at;
            hash[block] = sum;
            first[block] = (Py_ssize_t)((sum * spread) >> (64 - bits));
            if (first[block] < size)
                __builtin_prefetch(table + first[block]);
        }
        for (int each = 0; each < block; each++)
            if (first[each] < size && table[first[each]] >= 0)
                __builtin_prefetch(hashes + table[first[each]]);
        for (int each = 0; missing && each < block; each++) {
            Py_ssize_t slot = first[each], end = (Py_ssize_t)1 << bits;
            int32_t number;
            while ((number = slot < size ? table[slot] : -1) >= 0 && hashes[number] != hash[each])
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
    const uint64_t *hashes = known.buf;
    Py_ssize_t end = (Py_ssize_t)1 << bits;
    if (slots.len / 4 >= end && known.len / 8 >= to)
        for (Py_ssize_t number = from; number < to; number++) {
            Py_ssize_t slot = (Py_ssize_t)((hashes[number] * spread) >> (64 - bits));
            while (table[slot] >= 0 && hashes[table[slot]] != hashes[number])
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
    enum { NAMES, NAMED, FACTS, STATING, VICTIMS, GROWTH, LISTS };
    Py_buffer pieces, table;
    if (!PyArg_ParseTuple(args, "y*y*", &pieces, &table))
        return NULL;
    const int32_t *piece = pieces.buf;
    Py_ssize_t count = pieces.len / 4;
    PyObject *lists[LISTS], *found = PyBytes_FromStringAndSize(NULL, count);
    int failed = !found, runs_on = 0, opens = 1;
    for (int at = 0; at < LISTS; at++)
        failed |= !(lists[at] = PyList_New(0));
    uint8_t *flags = found ? (uint8_t *)PyBytes_AS_STRING(found) : NULL;
    for (Py_ssize_t at = 0; !failed && at < count; at++)
        flags[at] = ((const uint8_t *)table.buf)[piece[at]];
    for (Py_ssize_t at = 0; !failed && at < count; at++) {
        int flag = flags[at], capital = flag & CAPITAL;
        int goes_on = capital && !(flag & BREAKS) && at + 1 < count && flags[at + 1] & CAPITAL;
        if (capital && !goes_on && !(flag & COMMON_NAME) && (runs_on || !opens))
            failed |= add(lists[NAMES], at) | add(lists[NAMED], piece[at]);
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
    PyObject *result = failed ? NULL : Py_BuildValue("(OOOOOOO)", found, lists[0], lists[1], lists[2], lists[3], lists[4], lists[5]);
    Py_XDECREF(found);
    for (int at = 0; at < LISTS; at++)
        Py_XDECREF(lists[at]);
    return result;
}

enum { PIECES, FIRST, COUNT, HASH, SHORT, LEVEL, CAPITALS, BUFFERS };

/* The numbers of the words of pieces; their room is asked for by the caller with `into` NULL. */
static Py_ssize_t words_of(const Py_buffer *in, Py_ssize_t from, Py_ssize_t to, int32_t *into) {
    const int32_t *pieces = in[PIECES].buf, *first = in[FIRST].buf, *count = in[COUNT].buf;
    Py_ssize_t total = 0;
    for (Py_ssize_t at = from; at < to; at++) {
        int32_t piece = pieces[at];
        for (int32_t each = 0; into && each < count[piece]; each++)
            into[total + each] = first[piece] + each;
        total += count[piece];
    }
    return total;
}

static Py_ssize_t stems(const Py_buffer *in, const int32_t *words, Py_ssize_t count, int least, uint32_t *into) {
    const uint32_t *hashes = in[SHORT].buf;
    const uint8_t *level = in[LEVEL].buf;
    Py_ssize_t kept = 0;
    for (Py_ssize_t at = 0; at < count; at++)
        if (level[words[at]] >= least)
            into[kept++] = hashes[words[at]];
    return kept;
}

static Py_ssize_t smaller(Py_ssize_t one, Py_ssize_t other) { return one < other ? one : other; }

/* The short hashes of names: those that pieces end in, and others. -1 with an exception for what is no number. */
static Py_ssize_t names_of(const Py_buffer *in, PyObject *named, PyObject *others, uint32_t *into) {
    const uint32_t *capitals = in[CAPITALS].buf;
    Py_ssize_t count = 0;
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(named); at++) {
        Py_ssize_t piece = PyLong_AsSsize_t(PyList_GET_ITEM(named, at));
        if (piece < 0 || piece >= in[CAPITALS].len / 4) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_IndexError, "no such piece");
            return -1;
        }
        into[count++] = capitals[piece];
    }
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(others); at++) {
        unsigned long hash = PyLong_AsUnsignedLong(PyList_GET_ITEM(others, at));
        if (hash == (unsigned long)-1 && PyErr_Occurred())
            return -1;
        into[count++] = (uint32_t)hash;
    }
    sort(into, into + count, count);
    return unique(into, count);
}

static PyObject *bytes_of(const void *data, Py_ssize_t size) { return PyBytes_FromStringAndSize(data, size); }

static PyObject *outline_of(const Py_buffer *in, PyObject *named, PyObject *others, Py_ssize_t split, Py_ssize_t opening, Py_ssize_t body, Py_ssize_t lead,
                            Py_ssize_t most, Py_ssize_t sample) {
    Py_ssize_t pieces = in[PIECES].len / 4;
    split = smaller(split, pieces);
    Py_ssize_t above = words_of(in, 0, split, NULL), below = words_of(in, split, pieces, NULL);
    Py_ssize_t all = above + below, looked = smaller(above, lead) + smaller(below, body), leads = above + smaller(below, lead);
    Py_ssize_t most_words = looked > leads ? looked : leads;
    int32_t *words = PyMem_Malloc((all + 1) * sizeof *words);
    uint64_t *hashes = PyMem_Malloc((below + 1) * sizeof *hashes);
    uint32_t *room = PyMem_Malloc((2 * below + 4 * most_words + 1) * sizeof *room);
    uint32_t *names = PyMem_Malloc((2 * (PyList_GET_SIZE(named) + PyList_GET_SIZE(others)) + 1) * sizeof *names);
    PyObject *made[9] = {NULL}, *result = NULL;
    if (!words || !hashes || !room || !names) {
        PyErr_NoMemory();
        goto done;
    }
    Py_ssize_t known = names_of(in, named, others, names);
    if (known < 0)
        goto done;
    words_of(in, 0, pieces, words);
    int32_t *under = words + above;
    for (Py_ssize_t at = 0; at < below; at++)
        hashes[at] = ((const uint64_t *)in[HASH].buf)[under[at]];
    made[0] = bytes_of(words, 4 * above);
    made[1] = PyLong_FromSsize_t(below);
    for (int at = 0; at < 2; at++) {
        Hashes found = shingles_of(hashes, at ? smaller(below, opening) : below, most, room);
        made[2 + at] = bytes_of(found.values, 4 * found.count);
    }
    uint32_t *other = room + 2 * most_words;
    Hashes telling = {room, 0}, common = {other, 0};
    const uint8_t *level = in[LEVEL].buf;
    for (Py_ssize_t at = 0; at < looked; at++) {
        int32_t word = at < smaller(above, lead) ? words[at] : under[at - smaller(above, lead)];
        Hashes *part = level[word] < 4 ? &common : &telling;
        if (level[word])
            part->values[part->count++] = ((const uint32_t *)in[SHORT].buf)[word];
    }
    part_terms(&telling, &common);
    made[4] = bytes_of(telling.values, 4 * telling.count);
    made[5] = bytes_of(common.values, 4 * common.count);
    Py_ssize_t count = stems(in, words, leads, 0, room);
    sort(room, room + count, count);
    made[6] = bytes_of(room, 4 * unique(room, count));
    count = stems(in, words, smaller(all, lead), 4, room);
    sort(room, room + count, count);
    count = smaller(unique(room, count), sample);
    made[7] = bytes_of(names, 4 * known);
    made[8] = PyList_New(count);
    for (Py_ssize_t at = 0; made[8] && at < count; at++)
        PyList_SET_ITEM(made[8], at, PyLong_FromUnsignedLong(room[at]));
    result = PyTuple_New(9);
    for (int at = 0; result && at < 9; at++) {
        if (!made[at])
            Py_CLEAR(result);
        else {
            PyTuple_SET_ITEM(result, at, made[at]);
            made[at] = NULL;
        }
    }
done:
    for (int at = 0; at < 9; at++)
        Py_XDECREF(made[at]);
    PyMem_Free(names);
    PyMem_Free(words);
    PyMem_Free(hashes);
    PyMem_Free(room);
    return result;
}

static PyObject *outline(PyObject *module, PyObject *args) {
    Py_buffer in[BUFFERS];
    PyObject *named, *others;
    Py_ssize_t split, opening, body, lead, most, sample;
    if (!PyArg_ParseTuple(args, "y*ny*y*y*y*y*y*O!O!nnnnn", &in[PIECES], &split, &in[FIRST], &in[COUNT], &in[HASH], &in[SHORT],
                          &in[LEVEL], &in[CAPITALS], &PyList_Type, &named, &PyList_Type, &others, &opening, &body, &lead,
                          &most, &sample))
        return NULL;
    PyObject *result = outline_of(in, named, others, split, opening, body, lead, most, sample);
    for (int at = 0; at < BUFFERS; at++)
        PyBuffer_Release(in + at);
    return result;
}

static PyMethodDef functions[] = {
    {"read", read_text, METH_VARARGS, "Numbers of a text's pieces, -1 for new ones; (which, start, end, hash) of those."},
    {"enter", enter, METH_VARARGS, "Puts numbers into the table of slots."},
    {"places", places, METH_VARARGS, "Flags of pieces; where among them names and facts (and which), words for victims and for growth stand."},
    {"outline", outline, METH_VARARGS, "What is compared of the words of pieces."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_pieces", NULL, -1, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__pieces(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && PyModule_AddIntConstant(module, "VERSION", VERSION) < 0)
        Py_CLEAR(module);
    return module;
}
