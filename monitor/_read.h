/* A text read in one pass: folded, scanned, and what is plain judged. */
#pragma once
#include "_judge.h"

/* Whether a mostly Cyrillic text has a word with Latin letters that may all be look-alikes. */
static int has_lookalikes(const Folded *folded, const Text *text) {
    Py_ssize_t latin = 0, cyrillic = 0;
    for (Py_ssize_t at = 0; at < folded->length; at++) {
        latin += folded->data[at] >= 'a' && folded->data[at] <= 'z';
        cyrillic += folded->data[at] >= cyrillic_first && folded->data[at] < arabic_first;
    }
    if (cyrillic <= latin || !latin)
        return 0;
    for (Py_ssize_t word = 0; word < folded->words; word++) {
        int32_t start = begin_of(folded, word), end = end_of(folded, word), at = start;
        while (at < end && !(folded->data[at] >= 'a' && folded->data[at] <= 'z'))
            at++;
        if (at == end)
            continue;
        Py_ssize_t place = place_of(folded, start), last = place_of(folded, end - 1);
        while (place <= last && !(at_place(text, place) < 128 && latin_only[at_place(text, place)]))
            place++;
        if (place > last)
            return 1;
    }
    return 0;
}

/* Whether some line ends in a hyphen. */
static int has_broken_word(PyObject *string) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(string), at = 0;
    while ((at = PyUnicode_FindChar(string, '\n', at + 1, length, 1)) > 0) {
        Py_UCS4 last = PyUnicode_READ_CHAR(string, at - 1);
        if (last == '-' || last == 0x2010)
            return 1;
    }
    return 0;
}

static PyObject *matcher_read(Matcher *self, PyObject *args) {
    Folded folded;
    Hits hits = {0};
    Sorted sorted = {0};
    PyObject *string, *result = NULL, *texts = NULL;
    int tell, odd;
    if (!PyArg_ParseTuple(args, "Up", &string, &tell) || (odd = fold_evenly(string, &folded)) < 0 ||
        (odd && fold_into(string, &folded) < 0))
        return NULL;
    Text text = {PyUnicode_KIND(string), PyUnicode_DATA(string), PyUnicode_GET_LENGTH(string)};
    if (cut(&folded) == 0 && find(self, &folded, &hits) == 0 && (sorted.rows = PyList_New(0)) && (sorted.spans = PyDict_New()) &&
        sort_out(self, &hits, &folded, &text, tell, &sorted) == 0) {
        int alike = text.kind != PyUnicode_1BYTE_KIND && has_lookalikes(&folded, &text);
        int told = PyList_GET_SIZE(sorted.rows) || alike;
        if (told && !odd && make_whole(&folded, &sorted) < 0)
            texts = NULL;
        else
            texts = told ? whole(odd ? &folded : &sorted.whole) : Py_NewRef(Py_None);
        if (texts)
            result = PyTuple_Pack(6, sorted.spans, sorted.rows, texts, alike ? Py_True : Py_False,
                                  has_broken_word(string) ? Py_True : Py_False, sorted.disordered ? Py_True : Py_False);
    }
    Py_XDECREF(sorted.rows);
    Py_XDECREF(sorted.spans);
    Py_XDECREF(texts);
    release(&folded);
    release(&sorted.whole);
    PyMem_RawFree(sorted.begins);
    PyMem_RawFree(hits.hits);
    return result;
}

static PyMethodDef matcher_methods[] = {
    {"scan", (PyCFunction)scan, METH_O, "Every (pattern, start, end) in a folded text."},
    {"read", (PyCFunction)matcher_read, METH_VARARGS,
     "Fold a text, scan it, and judge what is plain: {term: [(first, stop)]}, for Python to judge [(pattern, (first, "
     "stop), doubt, start, end)], (data, origin) or None where nobody will ask, whether there may be look-alikes, "
     "broken words, places out of order. With a second argument that is true what does not hold is left to Python too."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject MatcherType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "monitor._native.Matcher",
    .tp_basicsize = sizeof(Matcher),
    .tp_dealloc = (destructor)matcher_free,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Finds all patterns of a list.",
    .tp_methods = matcher_methods,
    .tp_new = matcher_new,
};
