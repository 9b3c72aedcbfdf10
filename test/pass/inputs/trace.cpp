// trace.c for tests in C++.
#include "trace.c"
