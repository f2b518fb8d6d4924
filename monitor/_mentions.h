/* The mentions of all entities of a text, in order: the rows of monitor/recognise.py. */
#pragma once
#include "_names.h"

static int by_place(const void *one, const void *other) {
    const Row *a = one, *b = other;
    int differ = by_start(one, other);
    differ = differ ? differ : PyUnicode_Compare(a->id, b->id);
    differ = differ ? differ : PyUnicode_Compare(a->alias, b->alias);
    return differ ? differ : a->ambiguous - b->ambiguous;
}

static PyObject *field_names[2];

/* The Hit of a place in title, two line breaks and text, where the last begins at `body`. */
static PyObject *hit_at(const Names *self, PyObject *text, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t body) {
    PyObject *hit = row_of(self->hit, 4);
    if (!hit)
        return NULL;
    Py_ssize_t from = start < body ? 0 : body;
    PyTuple_SET_ITEM(hit, 0, PyUnicode_Substring(text, start, stop));
    PyTuple_SET_ITEM(hit, 1, Py_NewRef(field_names[start >= body]));
    PyTuple_SET_ITEM(hit, 2, PyLong_FromSsize_t(start - from));
    PyTuple_SET_ITEM(hit, 3, PyLong_FromSsize_t(stop - from));
    if (PyErr_Occurred())
        Py_CLEAR(hit);
    return hit;
}

/* Collects the rows of one entity; -1 where its mentions have another form. */
static int rows_of(PyObject *id, PyObject *mentions, Row *rows) {
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(mentions); at++) {
        PyObject *found = PyList_GET_ITEM(mentions, at);
        PyObject *place = PyTuple_Check(found) && PyTuple_GET_SIZE(found) == 3 ? PyTuple_GET_ITEM(found, 0) : NULL;
        if (!place || !PyTuple_Check(place) || PyTuple_GET_SIZE(place) != 2 ||
            !PyUnicode_Check(PyTuple_GET_ITEM(found, 1)))
            return PyErr_Format(PyExc_ValueError, "mentions of another form"), -1;
        rows[at] = (Row){PyLong_AsSsize_t(PyTuple_GET_ITEM(place, 0)), PyLong_AsSsize_t(PyTuple_GET_ITEM(place, 1)), id,
                         PyTuple_GET_ITEM(found, 1), PyTuple_GET_ITEM(found, 2) == Py_True};
        if (PyErr_Occurred())
            return -1;
    }
    return 0;
}

static PyObject *mention_of(const Names *self, PyObject *text, Py_ssize_t body, const Row *row) {
    PyObject *mention = row_of(self->mention, 4), *hit = mention ? hit_at(self, text, row->start, row->stop, body) : NULL;
    if (!hit) {
        Py_XDECREF(mention);
        return NULL;
    }
    PyTuple_SET_ITEM(mention, 0, Py_NewRef(row->id));
    PyTuple_SET_ITEM(mention, 1, hit);
    PyTuple_SET_ITEM(mention, 2, Py_NewRef(row->alias));
    PyTuple_SET_ITEM(mention, 3, Py_NewRef(row->ambiguous ? Py_True : Py_False));
    return mention;
}

static PyObject *names_mentions(Names *self, PyObject *args) {
    PyObject *entities, *text, *key, *value, *result = NULL;
    Py_ssize_t body, total = 0, place = 0, at = 0;
    if (!PyArg_ParseTuple(args, "O!Un", &PyDict_Type, &entities, &text, &body))
        return NULL;
    while (PyDict_Next(entities, &place, &key, &value)) {
        if (!PyList_Check(value))
            return PyErr_Format(PyExc_ValueError, "mentions of another form");
        total += PyList_GET_SIZE(value);
    }
    Row *rows = PyMem_Malloc((total + 1) * sizeof *rows);
    if (!rows)
        return PyErr_NoMemory();
    for (place = 0; PyDict_Next(entities, &place, &key, &value); at += PyList_GET_SIZE(value)) {
        Py_ssize_t number = PyLong_AsSsize_t(key);
        PyObject *plan = PyErr_Occurred() ? NULL : plan_of(self, number);
        if (!plan || rows_of(PyTuple_GET_ITEM(plan, ID), value, rows + at) < 0)
            goto done;
    }
    if (total > 1)
        qsort(rows, total, sizeof *rows, by_place);
    result = PyTuple_New(total);
    for (at = 0; result && at < total; at++) {
        PyObject *mention = mention_of(self, text, body, rows + at);
        if (!mention)
            Py_CLEAR(result);
        else
            PyTuple_SET_ITEM(result, at, mention);
    }
done:
    PyMem_Free(rows);
    return result;
}

static PyMethodDef names_methods[] = {
    {"found", (PyCFunction)names_found, METH_VARARGS,
     "Of {term: places} and the text: {entity: [Found]} where every name counts wherever it stands; [(entity, [term])] "
     "elsewhere; whether the former stand apart."},
    {"mentions", (PyCFunction)names_mentions, METH_VARARGS,
     "Of {entity: [Found]}, the text and where its body begins: every Mention, in order."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject NamesType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "monitor._native.Names",
    .tp_basicsize = sizeof(Names),
    .tp_dealloc = (destructor)names_free,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Tells which entities the terms of a text name.",
    .tp_methods = names_methods,
    .tp_new = names_new,
};
