/* Which entities a text mentions: the plain cases of monitor/recognise.py. */
#pragma once
#include "_read.h"

/* What monitor/naming.py knows: which entities a term names, and whether such a name counts wherever it stands. */
typedef struct {
    PyObject_HEAD
    Py_buffer starts, numbers; /* term t names numbers[starts[t]:starts[t + 1]] */
    PyObject *easy, *plans, *found, *mention, *hit;
} Names;

static void names_free(Names *self) {
    PyBuffer_Release(&self->starts);
    PyBuffer_Release(&self->numbers);
    Py_XDECREF(self->easy);
    Py_XDECREF(self->plans);
    Py_XDECREF(self->found);
    Py_XDECREF(self->mention);
    Py_XDECREF(self->hit);
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free((PyObject *)self);
}

static PyObject *names_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *starts, *numbers, *easy, *plans;
    PyTypeObject *found, *mention, *hit;
    if (!PyArg_ParseTuple(args, "OOSO!O!O!O!", &starts, &numbers, &easy, &PyDict_Type, &plans, &PyType_Type, &found,
                          &PyType_Type, &mention, &PyType_Type, &hit))
        return NULL;
    Names *self = (Names *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->easy = Py_NewRef(easy);
    self->plans = Py_NewRef(plans);
    self->found = Py_NewRef(found);
    self->mention = Py_NewRef(mention);
    self->hit = Py_NewRef(hit);
    int bad = PyObject_GetBuffer(starts, &self->starts, PyBUF_SIMPLE) < 0 ||
              PyObject_GetBuffer(numbers, &self->numbers, PyBUF_SIMPLE) < 0;
    if (!bad && (self->starts.len < 4 || PyBytes_GET_SIZE(easy) * 4 != self->numbers.len ||
                 !PyType_IsSubtype(found, &PyTuple_Type) || !PyType_IsSubtype(mention, &PyTuple_Type) ||
                 !PyType_IsSubtype(hit, &PyTuple_Type))) {
        PyErr_Format(PyExc_ValueError, "names of another form");
        bad = 1;
    }
    if (bad)
        Py_CLEAR(self);
    return (PyObject *)self;
}

typedef struct {
    int32_t number, term, easy;
    PyObject *places; /* borrowed */
} Named;

static int by_number(const void *one, const void *other) {
    const Named *a = one, *b = other;
    return a->number != b->number ? (a->number > b->number) - (a->number < b->number) : (a->term > b->term) - (a->term < b->term);
}

static int are_places(PyObject *list) {
    int good = PyList_Check(list);
    for (Py_ssize_t at = 0; good && at < PyList_GET_SIZE(list); at++) {
        PyObject *place = PyList_GET_ITEM(list, at);
        good = PyTuple_Check(place) && PyTuple_GET_SIZE(place) == 2 && PyLong_Check(PyTuple_GET_ITEM(place, 0)) &&
               PyLong_Check(PyTuple_GET_ITEM(place, 1));
    }
    return good;
}

/* Every (entity, term) of the terms that were hit, by entity; NULL with an error set, or where there is none. */
static Named *named(const Names *self, PyObject *hits, Py_ssize_t *count) {
    const int32_t *starts = self->starts.buf, *numbers = self->numbers.buf;
    Py_ssize_t terms = self->starts.len / 4 - 1, place = 0, room = 0;
    PyObject *key, *value;
    Named *rows = NULL;
    *count = 0;
    while (PyDict_Next(hits, &place, &key, &value)) {
        if (!are_places(value)) {
            PyMem_Free(rows);
            PyErr_Format(PyExc_ValueError, "places of another form");
            return NULL;
        }
        long term = PyLong_AsLong(key);
        for (int32_t at = term >= 0 && term < terms ? starts[term] : 0;
             term >= 0 && term < terms && at < starts[term + 1]; at++) {
            if (*count == room) {
                Named *more = PyMem_Realloc(rows, (room = room * 2 + 32) * sizeof *more);
                if (!more) {
                    PyMem_Free(rows);
                    PyErr_NoMemory();
                    return NULL;
                }
                rows = more;
            }
            rows[(*count)++] = (Named){numbers[at], (int32_t)term, PyBytes_AS_STRING(self->easy)[at], value};
        }
    }
    if (*count > 1)
        qsort(rows, *count, sizeof *rows, by_number);
    return rows;
}

static PyObject *row_of(PyObject *type, Py_ssize_t length) {
    return ((PyTypeObject *)type)->tp_alloc((PyTypeObject *)type, length);
}

/* Adds a mention for each place of a term; where several terms name one entity, each place once. */
static int mention_all(const Names *self, PyObject *mentions, PyObject *places, PyObject *alias, int once) {
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(places); at++) {
        PyObject *place = PyList_GET_ITEM(places, at);
        int known = 0;
        for (Py_ssize_t one = 0; once && !known && one < PyList_GET_SIZE(mentions); one++)
            known = PyObject_RichCompareBool(PyTuple_GET_ITEM(PyList_GET_ITEM(mentions, one), 0), place, Py_EQ);
        if (known < 0)
            return -1;
        PyObject *found = known ? NULL : row_of(self->found, 3);
        if (!found) {
            if (known)
                continue;
            return -1;
        }
        PyTuple_SET_ITEM(found, 0, Py_NewRef(place));
        PyTuple_SET_ITEM(found, 1, Py_NewRef(alias));
        PyTuple_SET_ITEM(found, 2, Py_NewRef(Py_False));
        int done = PyList_Append(mentions, found);
        Py_DECREF(found);
        if (done < 0)
            return -1;
    }
    return 0;
}

enum { FULL = 2, ID = 0 }; /* fields of an EntityPlan */

/* Borrowed: `plans` keeps what it was asked for. */
static PyObject *plan_of(const Names *self, Py_ssize_t number) {
    PyObject *key = PyLong_FromSsize_t(number), *plan = key ? PyObject_GetItem(self->plans, key) : NULL;
    Py_XDECREF(key);
    if (plan && (!PyTuple_Check(plan) || PyTuple_GET_SIZE(plan) <= FULL || !PyDict_Check(PyTuple_GET_ITEM(plan, FULL)))) {
        PyErr_Format(PyExc_ValueError, "plans of another form");
        Py_CLEAR(plan);
    }
    Py_XDECREF(plan);
    return plan;
}

/* One entity whose names all count: its mentions, in order. */
static PyObject *easily(const Names *self, const Named *rows, Py_ssize_t count) {
    PyObject *plan = plan_of(self, rows[0].number), *mentions = plan ? PyList_New(0) : NULL;
    int done = mentions ? 0 : -1;
    for (Py_ssize_t at = 0; !done && at < count; at++) {
        PyObject *key = PyLong_FromLong(rows[at].term);
        PyObject *alias = key ? PyDict_GetItemWithError(PyTuple_GET_ITEM(plan, FULL), key) : NULL;
        Py_XDECREF(key);
        if (!alias) {
            if (!PyErr_Occurred())
                PyErr_Format(PyExc_ValueError, "names of another form");
            done = -1;
        } else
            done = mention_all(self, mentions, rows[at].places, alias, at > 0);
    }
    if (!done && count > 1)
        done = PyList_Sort(mentions);
    if (done)
        Py_CLEAR(mentions);
    return mentions;
}

/* The entity at its number, and the terms of it that were hit: for Python. */
static PyObject *for_python(const Named *rows, Py_ssize_t count) {
    PyObject *terms = PyList_New(count);
    for (Py_ssize_t at = 0; terms && at < count; at++) {
        PyObject *term = PyLong_FromLong(rows[at].term);
        if (!term)
            Py_CLEAR(terms);
        else
            PyList_SET_ITEM(terms, at, term);
    }
    return terms ? Py_BuildValue("iN", rows[0].number, terms) : NULL;
}

typedef struct {
    Py_ssize_t start, stop;
    PyObject *id, *alias; /* borrowed */
    int ambiguous;
} Row;

static int by_start(const void *one, const void *other) {
    const Row *a = one, *b = other;
    return a->start != b->start ? (a->start > b->start) - (a->start < b->start) : (a->stop > b->stop) - (a->stop < b->stop);
}

/* Whether «and 191» may follow one of the places, as monitor/recognise.py has it: rather too often than too seldom. */
static int may_go_on(const Text *text, PyObject *places) {
    for (Py_ssize_t one = 0; one < PyList_GET_SIZE(places); one++) {
        Py_ssize_t at = PyLong_AsSsize_t(PyTuple_GET_ITEM(PyList_GET_ITEM(places, one), 1)), word;
#define SKIP(condition)                                                                                                \
    while (at < text->length && (condition))                                                                           \
    at++
#define HERE at_place(text, at)
#define QUOTE(one) ((one) == '"' || (one) == 0xAB || (one) == 0xBB || (0x201C <= (one) && (one) <= 0x201E))
        if (at < text->length && QUOTE(HERE))
            at++;
        SKIP(Py_UNICODE_ISSPACE(HERE) || HERE == 0x200C);
        word = at;
        SKIP(at - word < 3 && Py_UNICODE_ISALPHA(HERE));
        if (at == word && at < text->length && (HERE == ',' || HERE == '/' || HERE == '&'))
            at++;
        if (at == word)
            continue;
        SKIP(Py_UNICODE_ISSPACE(HERE) || HERE == 0x200C || HERE == '-' || (HERE >= 0x2010 && HERE <= 0x2013) || QUOTE(HERE));
        if (at < text->length && Py_UNICODE_ISDECIMAL(HERE))
            return 1;
    }
    return 0;
}

/* Whether mentions of different entities stand apart. */
static int stand_apart(PyObject *found) {
    Py_ssize_t total = 0, place = 0, at = 0;
    PyObject *key, *value;
    int apart = 1;
    while (PyDict_Next(found, &place, &key, &value))
        total += PyList_GET_SIZE(value);
    Row *rows = PyMem_Malloc((total + 1) * sizeof *rows);
    if (!rows)
        return PyErr_NoMemory(), -1;
    for (place = 0; PyDict_Next(found, &place, &key, &value);)
        for (Py_ssize_t one = 0; one < PyList_GET_SIZE(value); one++) {
            PyObject *span = PyTuple_GET_ITEM(PyList_GET_ITEM(value, one), 0);
            rows[at++] = (Row){PyLong_AsSsize_t(PyTuple_GET_ITEM(span, 0)), PyLong_AsSsize_t(PyTuple_GET_ITEM(span, 1)),
                               NULL, NULL, 0};
        }
    if (total > 1)
        qsort(rows, total, sizeof *rows, by_start);
    for (at = 1; at < total; at++)
        apart &= rows[at].start >= rows[at - 1].stop;
    PyMem_Free(rows);
    return apart;
}

static PyObject *names_found(Names *self, PyObject *args) {
    Py_ssize_t count, stop;
    PyObject *hits, *string;
    if (!PyArg_ParseTuple(args, "O!U", &PyDict_Type, &hits, &string))
        return NULL;
    Text text = {PyUnicode_KIND(string), PyUnicode_DATA(string), PyUnicode_GET_LENGTH(string)};
    Named *rows = named(self, hits, &count);
    PyObject *found = PyErr_Occurred() ? NULL : PyDict_New(), *rest = found ? PyList_New(0) : NULL, *result = NULL;
    int done = rest ? 0 : -1;
    for (Py_ssize_t at = 0; !done && at < count; at = stop) {
        int easy = 1;
        for (stop = at; stop < count && rows[stop].number == rows[at].number; stop++)
            easy &= rows[stop].easy == 1 || (rows[stop].easy == 2 && !may_go_on(&text, rows[stop].places));
        PyObject *one = easy ? easily(self, rows + at, stop - at) : for_python(rows + at, stop - at);
        PyObject *key = one && easy ? PyLong_FromLong(rows[at].number) : NULL;
        done = !one || (easy && !key) ? -1 : easy ? PyDict_SetItem(found, key, one) : PyList_Append(rest, one);
        Py_XDECREF(key);
        Py_XDECREF(one);
    }
    int apart = done ? -1 : stand_apart(found);
    if (apart >= 0)
        result = PyTuple_Pack(3, found, rest, apart ? Py_True : Py_False);
    PyMem_Free(rows);
    Py_XDECREF(found);
    Py_XDECREF(rest);
    return result;
}
