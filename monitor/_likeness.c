/* What two packed sketches share, counted in one pass over each. monitor/sketch.py says how a sketch is packed,
   monitor/shared.py what is counted, and does the same where this could not be built. The tests hold the two to one
   result: everything is counted in whole numbers. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define VERSION 9        /* raised with every change of what goes in or out; shared.py asks for it */
#define SKETCH_VERSION 8 /* of monitor/sketch.py */
#define HEAD 32
#define SMALLEST 8 /* monitor.sketch.SKETCH */
#define LONG 600   /* monitor.shared.LONG, in thousandths */

enum { SHINGLES, OPENING, TERMS, MIDDLING, COMMON, TITLE, LEAD, DIGITS, NAMES, LEAD_NAMES, NUMBERS, LEAD_NUMBERS, TOLLS, DATES, DAYS, PARTS };

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

/* Counts numbers of a lead that the other text has too: those of one digit, longer ones. */
static void known_numbers(const Sketch *of, const Sketch *other, const Part *aside, int twice, int counts[2]) {
    const Part *lead = &of->part[LEAD_NUMBERS];
    for (int at = 0; at < lead->count; at++) {
        uint32_t number = lead->values[at];
        int both_lead = has(&other->part[LEAD_NUMBERS], number);
        if (!has(aside, number) && (both_lead ? twice : has(&other->part[NUMBERS], number)))
            counts[lead->weights[at] >= LONG]++;
    }
}

static int64_t in_lead(const Sketch *of, const Sketch *other, int64_t *total) {
    const Part *title = &of->part[TITLE];
    int64_t found = 0;
    *total = 0;
    for (int at = 0; at < title->count; at++) {
        *total += title->weights[at];
        if (has(&other->part[LEAD], title->values[at]))
            found += title->weights[at];
    }
    return found;
}

static int unheard(const Sketch *of, const Sketch *other) {
    const Part *title = &of->part[TITLE];
    int found = 0;
    for (int at = 0; at < title->count; at++)
        found += named(of, title->values[at]) && !told(other, title->values[at]);
    return found;
}

/* In the order of monitor.shared.Shared. */
static PyObject *counted(const Sketch *one, const Sketch *other, const Part *aside) {
    const Part *mine = one->part, *theirs = other->part;
    int same = common(&mine[SHINGLES], &theirs[SHINGLES], SMALLEST) ? common(&mine[SHINGLES], &theirs[SHINGLES], 0) : 0;
    int opening = same ? standing(&mine[OPENING], &theirs[SHINGLES]) : 0;
    int opening_other = same ? standing(&theirs[OPENING], &mine[SHINGLES]) : 0;
    int both = 0;
    int own = own_names(one, other, 1, &both), others = own_names(other, one, 0, &both);
    int digits = mine[DIGITS].count - standing(&mine[DIGITS], &theirs[LEAD]);
    int others_digits = theirs[DIGITS].count - standing(&theirs[DIGITS], &mine[LEAD]);
    int numbers[2] = {0, 0};
    known_numbers(one, other, aside, 1, numbers);
    known_numbers(other, one, aside, 0, numbers);
    int64_t total[2];
    int64_t headline = in_lead(one, other, total), headline_other = in_lead(other, one, total + 1);
    int missing = unheard(one, other), lost = unheard(other, one);
    const int64_t values[] = {
        same, opening, opening_other,
        common(&mine[TERMS], &theirs[TERMS], 0), common(&mine[MIDDLING], &theirs[MIDDLING], 0),
        common(&mine[COMMON], &theirs[COMMON], 0), common(&mine[DAYS], &theirs[DAYS], 0),
        both, own < others ? own : others, digits < others_digits ? digits : others_digits,
        common(&mine[DIGITS], &theirs[DIGITS], 0), numbers[1], numbers[0],
        headline, total[0], headline_other, total[1], missing < lost ? missing : lost,
    };
    enum { COUNT = sizeof values / sizeof *values };
    PyObject *result = PyTuple_New(COUNT);
    for (int at = 0; result && at < COUNT; at++) {
        PyObject *value = PyLong_FromLongLong(values[at]);
        if (!value)
            Py_CLEAR(result);
        else
            PyTuple_SET_ITEM(result, at, value);
    }
    return result;
}

static PyObject *compare(PyObject *module, PyObject *args) {
    Py_buffer first, second, third;
    if (!PyArg_ParseTuple(args, "y*y*y*", &first, &second, &third))
        return NULL;
    Sketch one, other;
    PyObject *result = NULL;
    if (open_sketch(&first, &one) && open_sketch(&second, &other)) {
        Part aside = {third.buf, NULL, (int)(third.len / 4)};
        result = counted(&one, &other, &aside);
    } else
        PyErr_SetString(PyExc_ValueError, "no sketch of this version");
    PyBuffer_Release(&first);
    PyBuffer_Release(&second);
    PyBuffer_Release(&third);
    return result;
}

static PyMethodDef functions[] = {
    {"compare", compare, METH_VARARGS, "What two packed sketches share; numbers to be set aside third."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_likeness", NULL, -1, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__likeness(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && PyModule_AddIntConstant(module, "VERSION", VERSION) < 0)
        Py_CLEAR(module);
    return module;
}
