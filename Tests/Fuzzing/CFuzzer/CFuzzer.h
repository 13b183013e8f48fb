// What libFuzzer, a part of LLVM, lets programs with a main function of their own call.

#include <stddef.h>
#include <stdint.h>

// Runs inputs, and changes those that take new branches, until `options` say that it is enough, or one
// of them ends the process.
int LLVMFuzzerRunDriver(int *count, char ***options, int (*run)(const uint8_t *, size_t));
