/* Rows of numbers in order. */
#include <stdint.h>
#include <string.h>

enum { FEW = 64 }; /* numbers that are sorted faster by putting each in its place */

/* Sorts by the lower `bytes` bytes, which are all that the numbers have; `room` is as long as `values`. Many are sorted
   byte by byte, in as many steps as there are bytes, and no bytes make it slow. */
static void sort(uint64_t *values, uint64_t *room, Py_ssize_t count, int bytes) {
    if (count <= FEW) {
        for (Py_ssize_t at = 1; at < count; at++) {
            uint64_t value = values[at];
            Py_ssize_t place = at;
            for (; place && values[place - 1] > value; place--)
                values[place] = values[place - 1];
            values[place] = value;
        }
        return;
    }
    uint32_t starts[8][256];
    memset(starts, 0, bytes * sizeof *starts);
    for (Py_ssize_t at = 0; at < count; at++)
        for (int byte = 0; byte < bytes; byte++)
            starts[byte][values[at] >> 8 * byte & 255]++;
    uint64_t *from = values, *to = room;
    for (int byte = 0; byte < bytes; byte++) {
        uint32_t sum = 0, *start = starts[byte];
        if (start[from[0] >> 8 * byte & 255] == (uint32_t)count)
            continue; /* all have the same */
        for (int at = 0; at < 256; at++) {
            uint32_t here = start[at];
            start[at] = sum;
            sum += here;
        }
        for (Py_ssize_t at = 0; at < count; at++)
            to[start[from[at] >> 8 * byte & 255]++] = from[at];
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != values)
        memcpy(values, from, count * sizeof *values);
}
