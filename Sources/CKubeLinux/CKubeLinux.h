// What Linux has and Glibc's Swift module leaves out.
#ifdef __linux__
#include <sys/epoll.h>
#include <sys/socket.h>

// `accept4`, which the headers show only to programs that ask for GNU's extensions; by another name,
// so that it does not collide with theirs where they do.
extern int ckube_accept4(
    int descriptor, struct sockaddr *address, socklen_t *length, int flags) __asm__("accept4");
#endif
