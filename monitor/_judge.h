/* Which of the places where patterns were seen are forms of their terms: the plain cases of monitor/verify.py. */
#pragma once
#include "_scan.h"

typedef struct {
    int kind;
    const void *data;
    Py_ssize_t length;
} Text;

static inline Py_UCS4 at_place(const Text *text, Py_ssize_t at) { return PyUnicode_READ(text->kind, text->data, at); }

static inline int mark_at(const Text *text, Py_ssize_t at) {
    Py_UCS4 code = at_place(text, at);
    return code < PLANE ? marks[code] : 0;
}

/* Why the place [first, stop) of a text needs a closer look: 1 for what stands around it, 2 for what stands in it. */
static int doubts(const Text *text, Py_ssize_t first, Py_ssize_t stop) {
    int found = first && mark_at(text, first - 1) & BEFORE;
    if (stop < text->length && !found) {
        int after = mark_at(text, stop);
        found = after & AFTER ||
                (after & JOINS && stop + 1 < text->length && !Py_UNICODE_ISSPACE(at_place(text, stop + 1)));
    }
    for (; first < stop; first++)
        if (!(mark_at(text, first) & GAP) && !Py_UNICODE_ISALNUM(at_place(text, first)))
            return (found ? 1 : 0) | 2;
    return found ? 1 : 0;
}

/* The rest of this part gives 1 for yes, 0 for no, and -1 where monitor/verify.py must say: what is plain is told
   apart here, by the rules that stand there. */

/* Whether no address can be around [first, stop). */
static int no_address(const Text *text, Py_ssize_t first, Py_ssize_t stop) {
    int before = first && mark_at(text, first - 1) & JOINS;
    int after = stop + 1 < text->length && mark_at(text, stop) & JOINS && !Py_UNICODE_ISSPACE(at_place(text, stop + 1));
    if (!before && !after)
        return 1;
    while (first && !Py_UNICODE_ISSPACE(at_place(text, first - 1)))
        first--;
    while (stop < text->length && !Py_UNICODE_ISSPACE(at_place(text, stop)))
        stop++;
    for (Py_UCS4 last = ' ', code; first < stop; first++, last = code) {
        code = at_place(text, first);
        Py_UCS4 next = first + 1 < stop ? at_place(text, first + 1) : ' ';
        if (code == '@' || (code == '/' && last == ':') || (code == '.' && (last == 'w' || last == 'W')) ||
            (code == '.' && (next == '-' || next == '_' || Py_UNICODE_ISALNUM(next))))
            return -1;
    }
    return 1;
}

/* What stands around a form; `stop` grows by a possessive. */
static int around(const Text *text, Py_ssize_t first, int32_t *stop, Py_ssize_t first_word) {
    if (first > 1 && mark_at(text, first - 1) & APOSTROPHE && first_word <= 2) {
        Py_UCS4 owner = at_place(text, first - 2);
        if (owner >= 'A' && owner <= 'z')
            return 0;
    }
    if (no_address(text, first, *stop) < 0)
        return -1;
    if (*stop < text->length && mark_at(text, *stop) & AFTER) {
        if (!(mark_at(text, *stop) & APOSTROPHE))
            return -1;
        if (mark_at(text, *stop) & POSSESSIVE && *stop + 1 < text->length) {
            Py_UCS4 next = at_place(text, *stop + 1);
            if ((next == 's' || next == 'S') &&
                (*stop + 2 >= text->length || !Py_UNICODE_ISALNUM(at_place(text, *stop + 2))))
                *stop += 2;
        }
    }
    return 1;
}

static int gaps_hold(const uint8_t *rule, const Folded *folded, const Text *text, int32_t start) {
    int32_t at = start;
    for (int number = 0; number < rule[GAPS]; number++) {
        const uint8_t *next = memchr(folded->data + at + 1, SEP, folded->length - at - 1);
        at = (int32_t)(next - folded->data);
        int32_t left = place_of(folded, at - 1) + 1;
        if (folded->data[at + 1] == SEP || place_of(folded, at + 1) - left != 1)
            return -1;
        int kind = rule[KINDS + number], mark = mark_at(text, left);
        if (kind == HARD || !((kind == SOFT && mark & JOINT) || (kind != APOSTROPHE_GAP && mark & HYPHEN)))
            return -1;
    }
    return 1;
}

static int case_holds(const uint8_t *rule, const Text *text, Py_ssize_t first, Py_ssize_t stop) {
    if (rule[CASE] == INITIAL) {
        for (; first < stop; first++)
            if (Py_UNICODE_ISALPHA(at_place(text, first)))
                return !Py_UNICODE_ISLOWER(at_place(text, first));
    }
    if (rule[CASE] == CAPITALS) {
        if (stop - first < rule[TAIL])
            return -1;
        for (stop -= rule[TAIL]; first < stop; first++) {
            Py_UCS4 code = at_place(text, first);
            if (code < 128 ? code < 'a' || code > 'z' : Py_UNICODE_ISUPPER(code) && Py_UNICODE_TOUPPER(code) == code)
                continue;
            return Py_UNICODE_ISLOWER(code) && Py_UNICODE_TOUPPER(code) != code ? 0 : -1;
        }
    }
    return 1;
}

/* Whether digits stand alone. */
static int stands_alone(const Text *text, Py_ssize_t first, Py_ssize_t stop) {
    for (int after = 0; after < 2; after++) {
        if (after ? stop >= text->length : !first)
            continue;
        Py_UCS4 code = at_place(text, after ? stop : first - 1);
        if (!Py_UNICODE_ISALNUM(code) && !Py_UNICODE_ISSPACE(code) && code != '-')
            return -1;
    }
    return 1;
}

static int holds(const uint8_t *rule, const Folded *folded, const Text *text, const Hit *hit, int32_t first,
                 int32_t stop, int doubt) {
    switch (rule[JUDGED]) {
    case UNASKED:
        return 1;
    case PLAIN:
        return !doubt ? 1 : doubt & 2 ? -1 : gaps_hold(rule, folded, text, hit->start);
    case CHECKED: {
        int cased = case_holds(rule, text, first, stop);
        if (cased <= 0)
            return cased;
        if (rule[NUMBER] && stands_alone(text, first, stop) < 0)
            return -1;
        return gaps_hold(rule, folded, text, hit->start);
    }
    default:
        return -1;
    }
}

typedef struct {
    PyObject *spans, *rows; /* term -> places; what is for Python to judge */
    int disordered;         /* some term's places do not stand in order */
    Folded whole;           /* what Python is told of; made when it is needed of a text that was folded evenly */
    int32_t *begins;        /* where the words of that text begin in `whole` */
} Sorted;

static int make_whole(const Folded *even, Sorted *sorted) {
    if (sorted->begins)
        return 0;
    if (!(sorted->begins = PyMem_RawMalloc((even->words + 1) * sizeof *sorted->begins)))
        return PyErr_NoMemory(), -1;
    return close_up(even, &sorted->whole, sorted->begins);
}

/* Where a byte of a text that was folded evenly stands in the whole one; it is of a word, or right behind it. */
static int32_t moved(const Folded *even, const int32_t *begins, int32_t at) {
    Py_ssize_t word = 0, after = even->words;
    while (after - word > 1) {
        Py_ssize_t middle = (word + after) / 2;
        if (begin_of(even, middle) <= at)
            word = middle;
        else
            after = middle;
    }
    return begins[word] + at - begin_of(even, word);
}

static PyObject *to_be_judged(const Folded *folded, const Hit *hit, int32_t first, int32_t stop, int doubt,
                              Sorted *sorted) {
    int32_t start = hit->start, end = hit->end;
    if (!folded->origin) {
        if (make_whole(folded, sorted) < 0)
            return NULL;
        start = moved(folded, sorted->begins, start + 1) - 1;
        end = moved(folded, sorted->begins, end - 1) + 1;
    }
    return Py_BuildValue("i(ii)iii", hit->pattern, first, stop, doubt, start, end);
}

static int put(Sorted *sorted, int32_t term, PyObject *place) {
    PyObject *key = PyLong_FromLong(term), *known = key ? PyDict_GetItemWithError(sorted->spans, key) : NULL;
    int done = -1;
    if (known) {
        PyObject *last = PyList_GET_ITEM(known, PyList_GET_SIZE(known) - 1);
        int earlier = PyObject_RichCompareBool(place, last, Py_LE);
        sorted->disordered |= earlier;
        done = earlier < 0 ? -1 : PyList_Append(known, place);
    } else if (key && !PyErr_Occurred() && (known = PyList_New(1))) {
        PyList_SET_ITEM(known, 0, Py_NewRef(place));
        done = PyDict_SetItem(sorted->spans, key, known);
        Py_DECREF(known);
    }
    Py_XDECREF(key);
    return done;
}

enum { MOST = 64 };

/* Of the terms of a hit those for which it stands, as bits; -1 in `ask` where Python must say. */
static uint64_t standing(const Matcher *self, const Folded *folded, const Text *text, const Hit *hit, int32_t first,
                         int32_t stop, int doubt, int tell, int *ask) {
    const int32_t *rules = self->rules.buf;
    int32_t from = ((const int32_t *)self->starts.buf)[hit->pattern];
    int32_t count = ((const int32_t *)self->starts.buf)[hit->pattern + 1] - from;
    uint64_t yes = 0;
    *ask |= !count || count > MOST;
    for (int32_t at = 0; !*ask && at < count; at++) {
        const uint8_t *rule = (const uint8_t *)PyBytes_AS_STRING(self->table) + rules[from + at] * RULE;
        int verdict = holds(rule, folded, text, hit, first, stop, doubt);
        *ask |= verdict < 0 || (tell && !verdict);
        yes |= (uint64_t)(verdict > 0) << at;
    }
    return yes;
}

/* Every hit to the terms for which it stands, or to `rows`; with `tell` also those that stand for none. */
static int sort_out(const Matcher *self, const Hits *hits, const Folded *folded, const Text *text, int tell,
                    Sorted *sorted) {
    int done = 0;
    for (Py_ssize_t at = 0; !done && at < hits->count; at++) {
        const Hit *hit = hits->hits + at;
        int32_t before = hit->end - 2; /* before a word that is begun by one letter: the first of the blanks */
        while (before && folded->data[before] == SEP && folded->data[before - 1] == SEP)
            before--;
        int32_t first = place_of(folded, hit->start + 1), stop = place_of(folded, before) + 1, end = stop;
        int ask = stop != place_of(folded, hit->end - 1), doubt = doubts(text, first, stop) | ask;
        if (doubt & 1 && !ask) {
            const uint8_t *word = folded->data + hit->start + 1;
            int found = around(text, first, &end, (const uint8_t *)memchr(word, SEP, folded->data + folded->length - word) - word);
            if (!found && !tell)
                continue;
            ask = found <= 0;
        }
        uint64_t yes = ask ? 0 : standing(self, folded, text, hit, first, stop, doubt, tell, &ask);
        PyObject *place = NULL, *row = NULL;
        if (ask) {
            row = to_be_judged(folded, hit, first, stop, doubt, sorted);
            done = row ? PyList_Append(sorted->rows, row) : -1;
        } else if (yes && !(place = Py_BuildValue("(ii)", first, end)))
            done = -1;
        const int32_t *terms = (const int32_t *)self->terms.buf + ((const int32_t *)self->starts.buf)[hit->pattern];
        for (; !done && !ask && yes; yes >>= 1, terms++)
            if (yes & 1)
                done = put(sorted, *terms, place);
        Py_XDECREF(place);
        Py_XDECREF(row);
    }
    return done;
}
