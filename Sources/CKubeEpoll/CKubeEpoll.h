// Linux' readiness notification, which Glibc's Swift module leaves out.
#ifdef __linux__
#include <sys/epoll.h>
#endif
