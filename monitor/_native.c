/* Folding, scanning, judging and naming, compiled. The headers beside this do in C what monitor/text.py, scan.py,
   verify.py and recognise.py do where this could not be built. The tests hold the two to one result. */
#include "_mentions.h"
#include "_numbering.h"

#define VERSION 9 /* raised with every change of what goes in or out; text.py asks for it */

static PyMethodDef functions[] = {
    {"install", install, METH_VARARGS, "Take over the tables of monitor.text; once, before anything else."},
    {"fold", fold, METH_O, "A text folded: (data, origin), the origin as 32-bit numbers."},
    {"plain_words", plain_words, METH_O, "Of texts those folded that are words of letters; empty for the others."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_native", NULL, -1, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void) {
    for (int count = 1; count <= 8; count++)
        memset(low_bytes + 8 + count, 0xFF, count);
    field_names[0] = PyUnicode_InternFromString("title");
    field_names[1] = PyUnicode_InternFromString("text");
    int ready_types = PyType_Ready(&MatcherType) == 0 && PyType_Ready(&NamesType) == 0 &&
                      PyType_Ready(&NumberingType) == 0;
    PyObject *module = ready_types && field_names[0] && field_names[1] ? PyModule_Create(&definition) : NULL;
    if (module && (PyModule_AddObjectRef(module, "Matcher", (PyObject *)&MatcherType) < 0 ||
                   PyModule_AddObjectRef(module, "Numbering", (PyObject *)&NumberingType) < 0 ||
                   PyModule_AddObjectRef(module, "Names", (PyObject *)&NamesType) < 0 ||
                   PyModule_AddIntConstant(module, "VERSION", VERSION) < 0))
        Py_CLEAR(module);
    return module;
}
