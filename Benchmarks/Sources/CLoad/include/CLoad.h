// Asks a server on a port of this machine as fast as it answers. Whatever goes wrong ends the process
// with a line on standard error: what was measured would mean nothing.
#include <stddef.h>
#include <stdint.h>

/// How many answers a second come to `request`, sent again over each connection once it is answered.
double load_repeat(uint16_t port, int connections, double seconds, const char *request);

/// How many answers a second come to renewals: connection `i` reads the lease at `path` and `i`, and
/// sends back what it got with another time, again and again, as an elector does.
double load_renew(uint16_t port, int connections, double seconds, const char *path);

/// Opens as many watches of `path`, and puts their sockets in `watchers`.
void load_watch(uint16_t port, const char *path, int *watchers, int count);

/// How many seconds pass between a renewal of the lease at `path` is sent and the last of the
/// watchers has it: the median of so many `writes`.
double load_write_until_seen(
    uint16_t port, const char *path, const int *watchers, int count, int writes);

/// The next event of a watch, framed as it came, with a zero behind it; `size` is the room for it.
void load_read_event(int watcher, char *event, size_t size);

/// Closes the sockets of watchers.
void load_close(const int *watchers, int count);

/// How many seconds pass until the program at `arguments[0]` has printed a line; it is ended then.
double load_start(char *const arguments[]);
