// The system's zlib, which compresses large answers.
#include <zlib.h>
