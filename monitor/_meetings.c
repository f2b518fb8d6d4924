/* Where articles meet, in C: monitor/meetings.py says what each method means, and does the same where this could not be
   built. The tests hold the two to one result. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include "_buckets.h"
#include "_sorted.h"

#define VERSION 3 /* raised with every change of what goes in or out; meetings.py asks for it */

static PyObject *fill(Meetings *self, PyObject *args) {
    int week;
    PyObject *rows;
    if (!PyArg_ParseTuple(args, "iO!", &week, &PyList_Type, &rows))
        return NULL;
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(rows); at++) {
        PyObject *row = PyList_GET_ITEM(rows, at), *articles;
        if (!PyTuple_Check(row) || PyTuple_GET_SIZE(row) != 2 || !PyBytes_Check(articles = PyTuple_GET_ITEM(row, 1))) {
            PyErr_SetString(PyExc_TypeError, "a row is a tuple (key, packed articles)");
            return NULL;
        }
        int64_t key = PyLong_AsLongLong(PyTuple_GET_ITEM(row, 0));
        if (key == -1 && PyErr_Occurred())
            return NULL;
        const unsigned char *packed = (const unsigned char *)PyBytes_AS_STRING(articles);
        for (Py_ssize_t left = PyBytes_GET_SIZE(articles) / 4; left; left--, packed += 4) {
            uint32_t article = packed[0] | packed[1] << 8 | packed[2] << 16 | (uint32_t)packed[3] << 24;
            Bucket *bucket = enter(self, week, key, article, 1);
            if (!bucket)
                return NULL;
            bound(self, bucket);
        }
    }
    Py_RETURN_NONE;
}

/* A number such that the newest article has the smallest; and back. */
static uint64_t turned(uint64_t article) { return UINT32_MAX - article; }

/* Of the articles found, each as often as it shares a key: those worth comparing. */
static PyObject *ranked(const Meetings *self, Py_ssize_t count) {
    uint64_t *shared = self->shared, several[MOST], once[MOST];
    Py_ssize_t keys[MOST];
    int many = 0, few = 0;
    sort(shared, shared + self->shared_room, count, 4);
    for (Py_ssize_t at = 0; at < count;) {
        Py_ssize_t first = at;
        while (at < count && shared[at] == shared[first])
            at++;
        if (at - first == 1) {
            if (few < self->chance)
                once[few++] = shared[first];
            continue;
        }
        int place = many;
        while (place && keys[place - 1] < at - first)
            place--;
        if (place == self->candidates)
            continue;
        many += many < self->candidates;
        memmove(several + place + 1, several + place, (many - 1 - place) * sizeof *several);
        memmove(keys + place + 1, keys + place, (many - 1 - place) * sizeof *keys);
        several[place] = shared[first];
        keys[place] = at - first;
    }
    few = few < self->candidates - many ? few : self->candidates - many;
    PyObject *found = PyList_New(many + few);
    for (int at = 0; found && at < many + few; at++) {
        PyObject *number = PyLong_FromUnsignedLongLong(turned(at < many ? several[at] : once[at - many]));
        if (!number)
            Py_CLEAR(found);
        else
            PyList_SET_ITEM(found, at, number);
    }
    return found;
}

/* Adds what stands in a bucket to what is shared; how much there is then, -1 for an error. */
static Py_ssize_t gather(Meetings *self, const Bucket *bucket, Py_ssize_t count) {
    if (count + bucket->count > self->shared_room) {
        Py_ssize_t room = 2 * (count + bucket->count);
        uint64_t *more = PyMem_Realloc(self->shared, 2 * room * sizeof *more);
        if (!more) {
            PyErr_NoMemory();
            return -1;
        }
        self->shared = more;
        self->shared_room = room;
    }
    uint32_t at = bucket->last;
    for (uint32_t each = 0; each < bucket->count; each++) {
        at = self->entries[at].next;
        self->shared[count++] = turned(self->entries[at].article);
    }
    return count;
}

static PyObject *meet(Meetings *self, PyObject *args) {
    int week;
    long long article;
    PyObject *keys;
    if (!PyArg_ParseTuple(args, "iLO!", &week, &article, &PyTuple_Type, &keys))
        return NULL;
    if (article < 0 || article > UINT32_MAX)
        return PyErr_Format(PyExc_OverflowError, "an article has a number that is not of 32 bits: %lld", article);
    Py_ssize_t count = 0;
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(keys); at++) {
        int64_t key = PyLong_AsLongLong(PyTuple_GET_ITEM(keys, at));
        if (key == -1 && PyErr_Occurred())
            return NULL;
        for (int near = -1; near <= 1; near++) {
            count = gather(self, find(self, self->buckets, key, week + near), count);
            if (count < 0)
                return NULL;
        }
        Bucket *bucket = enter(self, week, key, (uint32_t)article, 0);
        if (!bucket)
            return NULL;
        bound(self, bucket);
    }
    return ranked(self, count);
}

/* What stands under a key, packed in order of the numbers. */
static PyObject *packed(const Meetings *self, const Bucket *bucket) {
    uint32_t articles[MOST], count = 0, at = bucket->last;
    while (count < bucket->count) {
        at = self->entries[at].next;
        uint32_t article = self->entries[at].article, place = count++;
        for (; place && articles[place - 1] > article; place--)
            articles[place] = articles[place - 1];
        articles[place] = article;
    }
    PyObject *made = PyBytes_FromStringAndSize(NULL, 4 * (Py_ssize_t)count);
    unsigned char *to = made ? (unsigned char *)PyBytes_AS_STRING(made) : NULL;
    for (uint32_t each = 0; made && each < 4 * count; each++)
        to[each] = (unsigned char)(articles[each / 4] >> 8 * (each % 4));
    return made;
}

static PyObject *stored(Meetings *self, PyObject *args) {
    int week;
    PyObject *keys;
    if (!PyArg_ParseTuple(args, "iO!", &week, &PyList_Type, &keys))
        return NULL;
    PyObject *rows = PyList_New(PyList_GET_SIZE(keys)), *number = PyLong_FromLong(week);
    for (Py_ssize_t at = 0; rows && number && at < PyList_GET_SIZE(keys); at++) {
        PyObject *key = PyList_GET_ITEM(keys, at), *row = NULL, *articles = NULL;
        int64_t value = PyLong_AsLongLong(key);
        if (value != -1 || !PyErr_Occurred())
            articles = packed(self, find(self, self->buckets, value, week));
        if (articles)
            row = PyTuple_Pack(3, number, key, articles);
        Py_XDECREF(articles);
        if (!row)
            Py_CLEAR(rows);
        else
            PyList_SET_ITEM(rows, at, row);
    }
    if (!number)
        Py_CLEAR(rows);
    Py_XDECREF(number);
    return rows;
}

static PyObject *forget(Meetings *self, PyObject *args) {
    int week;
    if (!PyArg_ParseTuple(args, "i", &week) || rebuild(self, self->bits, week) < 0)
        return NULL;
    Py_RETURN_NONE;
}

static PyObject *create(PyTypeObject *type, PyObject *args, PyObject *named) {
    int most, candidates, chance;
    unsigned long long spread;
    if (!PyArg_ParseTuple(args, "iiiK", &most, &candidates, &chance, &spread))
        return NULL;
    if (most < 1 || most >= MOST || candidates < 0 || candidates >= MOST || chance < 0 || chance >= MOST)
        return PyErr_Format(PyExc_ValueError, "1 to %d a bucket, and up to as many candidates", MOST - 1);
    Meetings *self = (Meetings *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->most = most;
    self->candidates = candidates;
    self->chance = chance;
    self->spread = spread;
    self->spare = NONE;
    if (rebuild(self, 10, INT64_MIN) < 0)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static void destroy(Meetings *self) {
    PyMem_Free(self->buckets);
    PyMem_Free(self->entries);
    PyMem_Free(self->shared);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyMethodDef methods[] = {
    {"fill", (PyCFunction)fill, METH_VARARGS, "Enter rows (key, packed articles) of a week."},
    {"meet", (PyCFunction)meet, METH_VARARGS, "Enter an article; those worth comparing."},
    {"stored", (PyCFunction)stored, METH_VARARGS, "What stands under keys of a week, as rows (week, key, packed articles)."},
    {"forget", (PyCFunction)forget, METH_VARARGS, "Drop weeks before one."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "monitor._meetings.Meetings",
    .tp_basicsize = sizeof(Meetings),
    .tp_dealloc = (destructor)destroy,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = methods,
    .tp_new = create,
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_meetings", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__meetings(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && (PyModule_AddIntConstant(module, "VERSION", VERSION) < 0 || PyModule_AddType(module, &type) < 0))
        Py_CLEAR(module);
    return module;
}
