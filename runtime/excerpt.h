/* The beginnings of texts that values point to. */
#ifndef VALDI_EXCERPT_H
#define VALDI_EXCERPT_H

#include <stddef.h>
#include <stdint.h>

/* Of the values that site.def's descriptions are of, as recording.h has them. texts has room for VALDI__TEXT + 2 bytes
 * a value. Returns how many were written. Reads no memory that is not there, and takes no lock. */
size_t valdi__excerpt_all(const char *values, const uint64_t words[], unsigned count, char *texts);

#endif
