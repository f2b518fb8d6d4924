/* Patterns and their numbers while lists are compiled, as monitor/scan.py has it. */
#pragma once
#include "_tree.h"

/* Numbers patterns in the order in which they come, each once, and remembers the numbers asked for. */
typedef struct {
    PyObject_HEAD
    uint8_t *blob; /* every pattern, each with END after it */
    uint32_t *starts, *slots;
    int32_t *asked;
    Py_ssize_t used, room, patterns, places, count, most;
    uint64_t mask; /* of the slots, which hold a number + 1 */
} Numbering;

static void numbering_free(Numbering *self) {
    PyMem_RawFree(self->blob);
    PyMem_RawFree(self->starts);
    PyMem_RawFree(self->slots);
    PyMem_RawFree(self->asked);
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free((PyObject *)self);
}

/* Room for one more element; 0 or -1. */
static int room_for(void **array, Py_ssize_t used, Py_ssize_t more, Py_ssize_t *room, size_t size) {
    if (used + more <= *room)
        return 0;
    Py_ssize_t wanted = *room + *room / 2 + more + 64;
    void *larger = PyMem_RawRealloc(*array, wanted * size);
    if (!larger)
        return PyErr_NoMemory(), -1;
    *array = larger;
    *room = wanted;
    return 0;
}

static uint64_t slot_of(const Numbering *self, uint32_t start, Py_ssize_t length) {
    const uint8_t *data = self->blob + start;
    uint64_t slot = hash_word(data, length) & self->mask;
    for (uint32_t one; (one = self->slots[slot]); slot = (slot + 1) & self->mask)
        if (!memcmp(self->blob + self->starts[one - 1], data, length + 1))
            break;
    return slot;
}

static int more_slots(Numbering *self) {
    uint64_t slots = self->slots ? 4 * (self->mask + 1) : 4096;
    PyMem_RawFree(self->slots);
    self->mask = slots - 1;
    if (!(self->slots = PyMem_RawCalloc(slots, sizeof *self->slots)))
        return PyErr_NoMemory(), -1;
    for (Py_ssize_t one = 0; one < self->patterns; one++) {
        Py_ssize_t end = one + 1 < self->patterns ? self->starts[one + 1] : self->used;
        self->slots[slot_of(self, self->starts[one], end - self->starts[one] - 1)] = (uint32_t)one + 1;
    }
    return 0;
}

static int number_one(Numbering *self, PyObject *data) {
    Py_ssize_t length = PyBytes_Check(data) ? PyBytes_GET_SIZE(data) : 0;
    if (!length || memchr(PyBytes_AS_STRING(data), END, length))
        return PyErr_Format(PyExc_ValueError, "no pattern"), -1;
    if (self->used + length > INT32_MAX / 2)
        return PyErr_Format(PyExc_OverflowError, "too many patterns"), -1;
    if (room_for((void **)&self->blob, self->used, length + 1 + PADDING, &self->room, 1) < 0 ||
        room_for((void **)&self->starts, self->patterns, 1, &self->places, sizeof *self->starts) < 0 ||
        room_for((void **)&self->asked, self->count, 1, &self->most, sizeof *self->asked) < 0 ||
        ((!self->slots || (uint64_t)self->patterns * 2 > self->mask) && more_slots(self) < 0))
        return -1;
    memcpy(self->blob + self->used, PyBytes_AS_STRING(data), length);
    self->blob[self->used + length] = END;
    memset(self->blob + self->used + length + 1, 0, PADDING);
    uint64_t slot = slot_of(self, (uint32_t)self->used, length);
    if (!self->slots[slot]) {
        self->starts[self->patterns++] = (uint32_t)self->used;
        self->slots[slot] = (uint32_t)self->patterns;
        self->used += length + 1;
    }
    self->asked[self->count++] = (int32_t)self->slots[slot] - 1;
    return 0;
}

static PyObject *numbering_add(Numbering *self, PyObject *found) {
    if (!PyDict_Check(found))
        return PyErr_Format(PyExc_TypeError, "a dictionary of patterns is needed");
    PyObject *data, *asked;
    for (Py_ssize_t at = 0; PyDict_Next(found, &at, &data, &asked);)
        if (number_one(self, data) < 0)
            return NULL;
    Py_RETURN_NONE;
}

static PyObject *numbering_packed(Numbering *self, PyObject *unused) {
    PyObject *packed = PyBytes_FromStringAndSize(NULL, self->used + PADDING);
    if (packed) {
        if (self->used)
            memcpy(PyBytes_AS_STRING(packed), self->blob, self->used);
        memset(PyBytes_AS_STRING(packed) + self->used, 0, PADDING);
    }
    return packed;
}

static PyObject *numbering_asked(Numbering *self, PyObject *unused) {
    return PyBytes_FromStringAndSize((const char *)self->asked, self->count * (Py_ssize_t)sizeof *self->asked);
}

static PyMethodDef numbering_methods[] = {
    {"add", (PyCFunction)numbering_add, METH_O, "Number the patterns that are the keys of a dictionary."},
    {"packed", (PyCFunction)numbering_packed, METH_NOARGS, "Every pattern by its number, as Patterns packs them."},
    {"asked", (PyCFunction)numbering_asked, METH_NOARGS, "The number of each pattern that came, as 32-bit numbers."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject NumberingType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "monitor._native.Numbering",
    .tp_basicsize = sizeof(Numbering),
    .tp_dealloc = (destructor)numbering_free,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Numbers patterns.",
    .tp_methods = numbering_methods,
    .tp_new = PyType_GenericNew,
};
