/* Texts as rows of numbers, in C: monitor/pieces.py, monitor/telling.py and monitor/prints.py say what each function
   means, and do the same where this could not be built. The tests hold the two to one result. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#define VERSION 1 /* raised with every change of what goes in or out; pieces.py asks for it */

/* Of monitor/chunks.py. */
enum { CAPITAL = 1, COMMON_NAME = 2, BREAKS = 4, ENDS = 8, FACT = 16, TOLL_WORD = 32, GROWS = 64 };

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
    for (Py_ssize_t at = 0; found && missing && at < length;) {
        Py_UCS4 letter = PyUnicode_READ(kind, data, at);
        if (Py_UNICODE_ISSPACE(letter)) {
            at++;
            continue;
        }
        Py_ssize_t start = at;
        uint64_t hash = 0, power = 1;
        do {
            hash += letter * power;
            power *= base;
            at++;
        } while (at < length && !Py_UNICODE_ISSPACE(letter = PyUnicode_READ(kind, data, at)));
        Py_ssize_t slot = (Py_ssize_t)((hash * spread) >> (64 - bits)), end = (Py_ssize_t)1 << bits;
        int32_t number;
        while ((number = slot < size ? table[slot] : -1) >= 0 && hashes[number] != hash)
            slot = slot + 1 == end ? 0 : slot + 1;
        if (number < 0) {
            PyObject *place = Py_BuildValue("(nnnK)", count, start, at, (unsigned long long)hash);
            if (!place || PyList_Append(missing, place) < 0)
                Py_CLEAR(missing);
            Py_XDECREF(place);
        }
        numbers[count++] = number;
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

static int add(PyObject *list, Py_ssize_t at) {
    PyObject *number = PyLong_FromSsize_t(at);
    int failed = !number || PyList_Append(list, number) < 0;
    Py_XDECREF(number);
    return failed;
}

static PyObject *places(PyObject *module, PyObject *args) {
    Py_buffer view;
    if (!PyArg_ParseTuple(args, "y*", &view))
        return NULL;
    const uint8_t *flags = view.buf;
    PyObject *names = PyList_New(0), *facts = PyList_New(0), *victims = PyList_New(0), *grows = PyList_New(0);
    int failed = !names || !facts || !victims || !grows, runs_on = 0, opens = 1;
    for (Py_ssize_t at = 0; !failed && at < view.len; at++) {
        int flag = flags[at], capital = flag & CAPITAL;
        int goes_on = capital && !(flag & BREAKS) && at + 1 < view.len && flags[at + 1] & CAPITAL;
        if (capital && !goes_on && !(flag & COMMON_NAME) && (runs_on || !opens))
            failed |= add(names, at);
        if (flag & FACT)
            failed |= add(facts, at);
        if (flag & TOLL_WORD)
            failed |= add(victims, at);
        if (flag & GROWS)
            failed |= add(grows, at);
        runs_on = goes_on;
        opens = flag & ENDS;
    }
    PyBuffer_Release(&view);
    if (!failed)
        return Py_BuildValue("(NNNN)", names, facts, victims, grows);
    Py_XDECREF(names);
    Py_XDECREF(facts);
    Py_XDECREF(victims);
    Py_XDECREF(grows);
    return NULL;
}

static PyObject *words(PyObject *module, PyObject *args) {
    Py_buffer pieces, firsts, counts;
    if (!PyArg_ParseTuple(args, "y*y*y*", &pieces, &firsts, &counts))
        return NULL;
    const int32_t *piece = pieces.buf, *first = firsts.buf, *count = counts.buf;
    Py_ssize_t total = 0, length = pieces.len / 4;
    for (Py_ssize_t at = 0; at < length; at++)
        total += count[piece[at]];
    PyObject *result = PyBytes_FromStringAndSize(NULL, 4 * total);
    if (result) {
        int32_t *into = (int32_t *)PyBytes_AS_STRING(result);
        for (Py_ssize_t at = 0; at < length; at++)
            for (int32_t each = 0; each < count[piece[at]]; each++)
                *into++ = first[piece[at]] + each;
    }
    PyBuffer_Release(&pieces);
    PyBuffer_Release(&firsts);
    PyBuffer_Release(&counts);
    return result;
}

static PyObject *shingles(PyObject *module, PyObject *args) {
    Py_buffer view;
    int most;
    if (!PyArg_ParseTuple(args, "y*i", &view, &most))
        return NULL;
    const uint64_t *hashes = view.buf;
    Py_ssize_t words = view.len / 8, count = !words ? 0 : words < 4 ? 1 : words - 3;
    uint32_t *values = PyMem_Malloc((2 * count + 1) * sizeof *values);
    PyObject *result = NULL;
    if (values) {
        for (Py_ssize_t at = 0; at < count; at++) {
            uint64_t mixed = hashes[at];
            for (int step = 1; step < 4; step++) {
                mixed *= 0x9E3779B97F4A7C15ULL;
                mixed ^= mixed >> 29;
                mixed += at + step < words ? hashes[at + step] : 0;
            }
            values[at] = (uint32_t)((mixed * 0xBF58476D1CE4E5B9ULL) >> 32);
        }
        sort(values, values + count, count);
        count = unique(values, count);
        result = PyBytes_FromStringAndSize((char *)values, 4 * (count < most ? count : most));
        PyMem_Free(values);
    } else
        PyErr_NoMemory();
    PyBuffer_Release(&view);
    return result;
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

/* (short hashes of words and how much each tells, those of names in order, worth by times): terms and thousandths. */
static PyObject *terms(PyObject *module, PyObject *args) {
    Py_buffer short_hashes, levels, names, worth;
    if (!PyArg_ParseTuple(args, "y*y*y*y*", &short_hashes, &levels, &names, &worth))
        return NULL;
    const uint32_t *words = short_hashes.buf, *named = names.buf;
    const uint8_t *level = levels.buf;
    const int64_t *values_of = worth.buf;
    Py_ssize_t all = levels.len, count = 0, kept = 0, most = worth.len / 8;
    uint32_t *telling = PyMem_Malloc((4 * all + 1) * sizeof *telling);
    uint32_t *common = telling ? telling + 2 * all : NULL;
    int64_t *values = PyMem_Malloc((all + 1) * sizeof *values);
    PyObject *result = NULL, *weights = NULL, *stems = NULL;
    if (!telling || !values) {
        PyErr_NoMemory();
        goto done;
    }
    Py_ssize_t commons = 0;
    for (Py_ssize_t at = 0; at < all; at++)
        if (level[at]) {
            telling[count++] = words[at];
            if (level[at] < 4)
                common[commons++] = words[at];
        }
    sort(telling, telling + all, count);
    sort(common, common + all, commons);
    commons = unique(common, commons);
    int64_t squares = 0;
    for (Py_ssize_t at = 0; at < count;) {
        Py_ssize_t first = at;
        uint32_t stem = telling[at];
        while (at < count && telling[at] == stem)
            at++;
        int64_t value = values_of[at - first < most ? at - first : most - 1];
        value *= holds(common, commons, stem) ? 1 : 4;
        value *= holds(named, names.len / 4, stem) ? 3 : 2;
        squares += value * value;
        values[kept] = value;
        telling[kept++] = stem;
    }
    stems = PyBytes_FromStringAndSize((char *)telling, 4 * kept);
    weights = PyBytes_FromStringAndSize(NULL, 2 * kept);
    if (stems && weights) {
        uint16_t *into = (uint16_t *)PyBytes_AS_STRING(weights);
        double length = sqrt((double)squares);
        for (Py_ssize_t at = 0; at < kept; at++)
            into[at] = (uint16_t)rint((double)(values[at] * 1000) / length);
        result = PyTuple_Pack(2, stems, weights);
    }
done:
    Py_XDECREF(stems);
    Py_XDECREF(weights);
    PyMem_Free(telling);
    PyMem_Free(values);
    PyBuffer_Release(&short_hashes);
    PyBuffer_Release(&levels);
    PyBuffer_Release(&names);
    PyBuffer_Release(&worth);
    return result;
}

static PyMethodDef functions[] = {
    {"read", read_text, METH_VARARGS, "Numbers of a text's pieces, -1 for new ones; (which, start, end, hash) of those."},
    {"places", places, METH_VARARGS, "Where names, facts, words for victims and for growth stand among pieces' flags."},
    {"words", words, METH_VARARGS, "Numbers of the words of pieces, of tables of each piece's first and how many."},
    {"shingles", shingles, METH_VARARGS, "Hashes of all runs of four words, in order, at most so many."},
    {"terms", terms, METH_VARARGS, "Stems in order and their weights in thousandths."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_pieces", NULL, -1, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__pieces(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && PyModule_AddIntConstant(module, "VERSION", VERSION) < 0)
        Py_CLEAR(module);
    return module;
}
