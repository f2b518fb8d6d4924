/* What two packed sketches share, counted in one pass over each. monitor/sketch.py says how a sketch is packed,
   monitor/shared.py what is counted, and does the same where this could not be built. The tests hold the two to one
   result: everything is counted in whole numbers. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define VERSION 4        /* raised with every change of what goes in or out; shared.py asks for it */
#define SKETCH_VERSION 6 /* of monitor/sketch.py */
#define HEAD 28
#define SMALLEST 8 /* monitor.sketch.SKETCH */

enum { SHINGLES, OPENING, TERMS, COMMON, TITLE, LEAD, NAMES, LEAD_NAMES, NUMBERS, LEAD_NUMBERS, TOLLS, DATES, DAYS, PARTS };

typedef struct {
    const uint32_t *values;
    const uint16_t *weights; /* NULL for parts without */
    int count;
} Part;

typedef struct {
    Part part[PARTS];
} Sketch;

/* 0 where the bytes are no sketch of this version. */
static int open_sketch(const Py_buffer *view, Sketch *sketch) {
    const unsigned char *bytes = view->buf;
    if (view->len < HEAD || bytes[0] != SKETCH_VERSION || (uintptr_t)bytes % 4)
        return 0;
    uint16_t lengths[PARTS];
    memcpy(lengths, bytes + 2, sizeof lengths);
    const uint32_t *values = (const uint32_t *)(bytes + HEAD);
    Py_ssize_t total = 0;
    for (int at = 0; at < PARTS; at++) {
        sketch->part[at] = (Part){values + total, NULL, lengths[at]};
        total += lengths[at];
    }
    const uint16_t *weights = (const uint16_t *)(values + total);
    static const int weighted[] = {TITLE, NUMBERS, LEAD_NUMBERS};
    Py_ssize_t size = 0;
    for (int at = 0; at < 3; at++) {
        sketch->part[weighted[at]].weights = weights + size;
        size += lengths[weighted[at]];
    }
    return view->len == HEAD + 4 * total + 2 * size;
}

/* Without a branch on what is found: half of them would be guessed wrong. */
static int has(const Part *part, uint32_t value) {
    const uint32_t *at = part->values;
    int left = part->count;
    while (left > 1) {
        int half = left / 2;
        at += half & -(at[half - 1] < value);
        left -= half;
    }
    return left && *at == value;
}

static int common(const Part *one, const Part *other, int most) {
    int a = 0, b = 0, found = 0;
    int ends = most && most < one->count ? most : one->count, other_ends = most && most < other->count ? most : other->count;
    while (a < ends && b < other_ends) {
        uint32_t left = one->values[a], right = other->values[b];
        found += left == right;
        a += left <= right;
        b += right <= left;
    }
    return found;
}

/* How many of few values stand among many. */
static int standing(const Part *few, const Part *many) {
    int found = 0;
    for (int at = 0; at < few->count; at++)
        found += has(many, few->values[at]);
    return found;
}

static int named(const Sketch *sketch, uint32_t value) {
    return has(&sketch->part[NAMES], value) || has(&sketch->part[LEAD_NAMES], value);
}

static int told(const Sketch *sketch, uint32_t value) {
    return has(&sketch->part[LEAD], value) || named(sketch, value);
}

/* Whether it stands in a headline or is a name of the first words. */
static int above(const Sketch *sketch, uint32_t value) {
    return has(&sketch->part[LEAD_NAMES], value) || has(&sketch->part[TITLE], value) ||
           (has(&sketch->part[LEAD], value) && has(&sketch->part[NAMES], value));
}

/* Names of a lead that the other text has not; how many of them stand above in it, those of both leads once. */
static int own_names(const Sketch *of, const Sketch *other, int twice, int *shared) {
    const Part *lead = &of->part[LEAD_NAMES];
    int own = 0;
    for (int at = 0; at < lead->count; at++) {
        uint32_t name = lead->values[at];
        own += !told(other, name);
        *shared += above(other, name) && (twice || !has(&other->part[LEAD_NAMES], name));
    }
    return own;
}

static int64_t known_numbers(const Sketch *of, const Sketch *other, const Part *aside, int64_t *own, int twice) {
    const Part *lead = &of->part[LEAD_NUMBERS];
    int64_t shared = 0;
    *own = 0;
    for (int at = 0; at < lead->count; at++) {
        uint32_t number = lead->values[at];
        if (has(aside, number))
            continue;
        if (!has(&other->part[NUMBERS], number) && !has(&other->part[LEAD_NUMBERS], number))
            *own += lead->weights[at];
        else if (twice || !has(&other->part[LEAD_NUMBERS], number))
            shared += lead->weights[at];
    }
    return shared;
}

static int64_t in_lead(const Sketch *of, const Sketch *other, int64_t *total) {
    const Part *title = &of->part[TITLE];
    int64_t found = 0;
    for (int at = 0; at < title->count; at++) {
        *total += title->weights[at];
        if (has(&other->part[LEAD], title->values[at]))
            found += title->weights[at];
    }
    return found;
}

static int unheard(const Sketch *of, const Sketch *other, int *names) {
    const Part *title = &of->part[TITLE];
    int found = 0;
    *names = 0;
    for (int at = 0; at < title->count; at++)
        if (named(of, title->values[at])) {
            ++*names;
            found += !told(other, title->values[at]);
        }
    return found;
}

/* Two sketches, and the bytes that they lie in. */
typedef struct {
    Py_buffer views[2];
    Sketch one, other;
} Pair;

static void close_pair(Pair *pair) {
    PyBuffer_Release(pair->views);
    PyBuffer_Release(pair->views + 1);
}

/* 0 with an exception where they are none. */
static int open_pair(PyObject *one, PyObject *other, Pair *pair) {
    if (PyObject_GetBuffer(one, pair->views, PyBUF_SIMPLE) < 0)
        return 0;
    if (PyObject_GetBuffer(other, pair->views + 1, PyBUF_SIMPLE) < 0) {
        PyBuffer_Release(pair->views);
        return 0;
    }
    if (open_sketch(pair->views, &pair->one) && open_sketch(pair->views + 1, &pair->other))
        return 1;
    close_pair(pair);
    PyErr_SetString(PyExc_ValueError, "no sketch of this version");
    return 0;
}

static PyObject *shingles(PyObject *module, PyObject *args) {
    PyObject *first, *second;
    Pair pair;
    if (!PyArg_ParseTuple(args, "OO", &first, &second) || !open_pair(first, second, &pair))
        return NULL;
    const Part *mine = &pair.one.part[SHINGLES], *theirs = &pair.other.part[SHINGLES];
    PyObject *result = PyLong_FromLong(common(mine, theirs, SMALLEST) ? common(mine, theirs, 0) : 0);
    close_pair(&pair);
    return result;
}

static PyObject *openings(PyObject *module, PyObject *args) {
    PyObject *first, *second;
    Pair pair;
    if (!PyArg_ParseTuple(args, "OO", &first, &second) || !open_pair(first, second, &pair))
        return NULL;
    const Part *mine = pair.one.part, *theirs = pair.other.part;
    PyObject *result = Py_BuildValue("(ii)", standing(&mine[OPENING], &theirs[SHINGLES]), standing(&theirs[OPENING], &mine[SHINGLES]));
    close_pair(&pair);
    return result;
}

static PyObject *facts(PyObject *module, PyObject *args) {
    PyObject *first, *second;
    Py_buffer third;
    Pair pair;
    if (!PyArg_ParseTuple(args, "OOy*", &first, &second, &third))
        return NULL;
    PyObject *result = NULL;
    if (open_pair(first, second, &pair)) {
        const Sketch *one = &pair.one, *other = &pair.other;
        Part aside = {third.buf, NULL, (int)(third.len / 4)};
        int both = 0, names[2];
        int own = own_names(one, other, 1, &both), others = own_names(other, one, 0, &both);
        int64_t numbers[2], total = 0;
        int64_t shared = known_numbers(one, other, &aside, numbers, 1);
        shared += known_numbers(other, one, &aside, numbers + 1, 0);
        int64_t headline = in_lead(one, other, &total) + in_lead(other, one, &total);
        int missing = unheard(one, other, names), lost = unheard(other, one, names + 1);
        result = Py_BuildValue("(iiLLLLiiii)", both, own < others ? own : others, (long long)shared,
                               (long long)(numbers[0] < numbers[1] ? numbers[0] : numbers[1]), (long long)headline,
                               (long long)total, missing, names[0], lost, names[1]);
        close_pair(&pair);
    }
    PyBuffer_Release(&third);
    return result;
}

static PyObject *words(PyObject *module, PyObject *args) {
    PyObject *first, *second;
    Pair pair;
    if (!PyArg_ParseTuple(args, "OO", &first, &second) || !open_pair(first, second, &pair))
        return NULL;
    const Part *mine = pair.one.part, *theirs = pair.other.part;
    PyObject *result = Py_BuildValue("(ii)", common(&mine[TERMS], &theirs[TERMS], 0), common(&mine[COMMON], &theirs[COMMON], 0));
    close_pair(&pair);
    return result;
}

static PyMethodDef functions[] = {
    {"shingles", shingles, METH_VARARGS, "How many shingles two packed sketches share; 0 where none of the smallest is."},
    {"openings", openings, METH_VARARGS, "How many shingles of either opening stand in the other text."},
    {"facts", facts, METH_VARARGS, "Names, numbers and headlines of two packed sketches; numbers to be set aside third."},
    {"words", words, METH_VARARGS, "How many telling and how many common stems the first words of both have."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_likeness", NULL, -1, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__likeness(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && PyModule_AddIntConstant(module, "VERSION", VERSION) < 0)
        Py_CLEAR(module);
    return module;
}
