// What Linux has and Glibc's Swift module leaves out.
#ifdef __linux__
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/socket.h>

// What the headers show only to programs that ask for GNU's extensions; by other names, so that they
// do not collide with theirs where they do.
extern int ckube_accept4(
    int descriptor, struct sockaddr *address, socklen_t *length, int flags) __asm__("accept4");
extern int ckube_pthread_setname(pthread_t thread, const char *name) __asm__("pthread_setname_np");
#endif
