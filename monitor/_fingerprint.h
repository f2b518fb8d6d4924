/* One call for all of a text that is compared. */
#include "_print.h"

typedef struct {
    PyObject *others, *lead_others, *salient, *parts;
    Py_ssize_t split, lead_named;
    int version, flags;
    Extent extent;
} Order;

/* Room for one text. */
typedef struct {
    int32_t *words;
    uint64_t *values, *room, *title, *names, *leads;
    uint8_t *levels;
    Ranked *ranked;
    Sheet sheet;
} Desk;

static Py_ssize_t smaller(Py_ssize_t one, Py_ssize_t other) { return one < other ? one : other; }

static PyObject *written(const Py_buffer *in, const Order *order, Desk *desk, Py_ssize_t above, Py_ssize_t below) {
    const Extent *extent = &order->extent;
    Sheet *sheet = &desk->sheet;
    uint64_t *values = desk->values, *room = desk->room, keys[512];
    int32_t *words = desk->words, *under = words + above;
    Py_ssize_t count, kept, key_count = 0;

    count = shingles_of(in, under, below, values, room);
    for (Py_ssize_t at = 0; at < smaller(count, extent->shingle_keys); at++)
        keys[key_count++] = values[at];
    put(sheet, values, count);
    put(sheet, values, shingles_of(in, under, smaller(below, extent->opening), values, room));

    Py_ssize_t head = smaller(above, extent->lead), body = smaller(below, extent->body);
    memcpy(words + above + below, words, head * sizeof *words); /* headline and first words side by side */
    memcpy(words + above + below + head, under, body * sizeof *words);
    uint64_t *common = values + head + body;
    count = stems_of(in, words + above + below, head + body, TELLING, 256, values, room);
    Py_ssize_t commons = stems_of(in, words + above + below, head + body, 1, MIDDLING, common, room);
    kept = 0;
    for (Py_ssize_t at = 0; at < count; at++)
        if (place_of(common, commons, values[at]) < 0)
            values[kept++] = values[at];
    put(sheet, values, kept);
    put(sheet, values, stems_of(in, words + above + below, head + body, MIDDLING, TELLING, values, room));
    put(sheet, common, commons);

    Py_ssize_t names = names_of(in, PY_SSIZE_T_MAX, order->others, desk->names);
    Py_ssize_t leads = names < 0 ? -1 : names_of(in, order->lead_named, order->lead_others, desk->leads);
    if (leads < 0)
        return NULL;
    names = sort_unique(desk->names, room, names, 8);
    Py_ssize_t title = headline_of(in, words, above, desk->title, desk->levels, room), weighted = 0, ranked = 0;
    for (Py_ssize_t at = 0; at < title; at++) {
        uint64_t stem = desk->title[at];
        int named = place_of(desk->names, names, stem) >= 0;
        unsigned int weight = desk->levels[at] * (named ? extent->name_word : extent->word);
        if (named)
            desk->leads[leads++] = stem;
        if (weight)
            values[weighted++] = (stem & UINT32_MAX) << 16 | (uint16_t)weight;
        if (desk->levels[at] >= TELLING)
            desk->ranked[ranked++] = (Ranked){stem, weight};
    }
    put_weighted(sheet, values, room, weighted);
    leads = sort_unique(desk->leads, room, leads, 8);
    for (Py_ssize_t at = 0; at < leads; at++)
        desk->ranked[ranked++] = (Ranked){desk->leads[at], extent->name_rank};

    put(sheet, values, stems_of(in, words, above + smaller(below, extent->lead), 0, 256, values, room));
    put(sheet, values, digits_of(in, words, smaller(above + below, extent->figures), values, room));
    shorten(desk->names, names);
    put(sheet, desk->names, sort_unique(desk->names, room, names, 4));
    shorten(desk->leads, leads);
    put(sheet, desk->leads, sort_unique(desk->leads, room, leads, 4));
    if (put_listed(sheet, order->parts, values, room) < 0)
        return NULL;

    count = listed(order->salient, values);
    if (count < 0)
        return NULL;
    for (Py_ssize_t at = 0; at < count; at++)
        desk->ranked[ranked++] = (Ranked){values[at], extent->number_rank};
    uint64_t best[16];
    Py_ssize_t salient = best_of(desk->ranked, ranked, extent->salient, values, room, best);
    for (Py_ssize_t at = 0; at < smaller(salient, extent->singles); at++)
        keys[key_count++] = best[at] ^ extent->single_key;
    sort(best, room, salient, 8);
    for (Py_ssize_t low = 0; low < salient; low++)
        for (Py_ssize_t high = low + 1; high < salient; high++)
            keys[key_count++] = best[low] * 3 + best[high];
    count = stems_of(in, words, smaller(above + below, extent->lead), MIDDLING, 256, values, room);
    for (Py_ssize_t at = 0; at < smaller(count, extent->sample_keys); at++)
        keys[key_count++] = values[at] ^ extent->sample_key;

    PyObject *heads = PyList_New(above);
    for (Py_ssize_t at = 0; heads && at < above; at++) {
        PyObject *word = PyLong_FromLong(words[at]);
        if (!word)
            Py_CLEAR(heads);
        else
            PyList_SET_ITEM(heads, at, word);
    }
    return Py_BuildValue("(NNnN)", sealed(sheet, order->version, order->flags), key_tuple(keys, room, key_count), below, heads);
}

static PyObject *fingerprint(PyObject *module, PyObject *args) {
    Py_buffer in[BUFFERS];
    Order order;
    Extent *extent = &order.extent;
    if (!PyArg_ParseTuple(args, "y*ny*y*y*nO!O!O!O!ii(nnnnnnnnnIIIIKK)", &in[PIECES], &order.split, &in[TABLE], &in[WORDS], &in[NAMED], &order.lead_named,
                          &PyList_Type, &order.others, &PyList_Type, &order.lead_others, &PyList_Type, &order.salient, &PyTuple_Type,
                          &order.parts, &order.flags, &order.version, &extent->opening, &extent->body, &extent->lead, &extent->figures, &extent->most,
                          &extent->shingle_keys, &extent->sample_keys, &extent->salient, &extent->singles, &extent->word,
                          &extent->name_word, &extent->name_rank, &extent->number_rank, &extent->single_key, &extent->sample_key))
        return NULL;
    Desk desk = {.sheet = {.most = smaller(extent->most, UINT16_MAX)}};
    PyObject *result = NULL;
    Py_ssize_t given = room_for(order.parts), pieces = in[PIECES].len / 4, split = smaller(order.split, pieces);
    if (given >= 0 && (PyTuple_GET_SIZE(order.parts) > PARTS / 2 || extent->salient > 16 || extent->shingle_keys > 100 || extent->sample_keys > 100))
        PyErr_SetString(PyExc_ValueError, "too many parts or keys");
    else if (given >= 0) {
        Py_ssize_t above = words_of(in, 0, split, NULL), below = words_of(in, split, pieces, NULL);
        Py_ssize_t names = in[NAMED].len / 4 + PyList_GET_SIZE(order.others) + PyList_GET_SIZE(order.lead_others) + above;
        Py_ssize_t most = 2 * (above + below) + names + given + PyList_GET_SIZE(order.salient) + 512;
        desk.words = PyMem_Malloc(2 * (above + below + 1) * sizeof *desk.words);
        desk.values = PyMem_Malloc((5 * most + 2 * names) * sizeof *desk.values);
        desk.sheet.values = PyMem_Malloc(4 * most * sizeof *desk.sheet.values);
        desk.sheet.weights = PyMem_Malloc((above + given + 1) * sizeof *desk.sheet.weights);
        desk.ranked = PyMem_Malloc(most * sizeof *desk.ranked);
        desk.levels = PyMem_Malloc(above + 1);
        if (desk.words && desk.values && desk.sheet.values && desk.sheet.weights && desk.ranked && desk.levels) {
            desk.room = desk.values + 2 * most;
            desk.title = desk.room + 2 * most;
            desk.names = desk.title + most;
            desk.leads = desk.names + names;
            words_of(in, 0, pieces, desk.words);
            result = written(in, &order, &desk, above, below);
        } else
            PyErr_NoMemory();
        PyMem_Free(desk.words);
        PyMem_Free(desk.values);
        PyMem_Free(desk.sheet.values);
        PyMem_Free(desk.sheet.weights);
        PyMem_Free(desk.ranked);
        PyMem_Free(desk.levels);
    }
    for (int at = 0; at < BUFFERS; at++)
        PyBuffer_Release(in + at);
    return result;
}
