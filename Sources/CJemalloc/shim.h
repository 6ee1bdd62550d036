// The allocator of every process that links it: it takes the place of the C library's malloc and free.
#include <jemalloc/jemalloc.h>
