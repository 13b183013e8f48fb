// The least that a server can do: whatever is asked, it sends the same 500 bytes; after a PUT it also
// sends the bytes of its first argument to everybody who has asked for a watch. Prints its port.
#ifdef __linux__
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static const char head[] =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 428\r\n\r\n";
static const char body[] =
    "{\"kind\":\"Lease\",\"apiVersion\":\"coordination.k8s.io/v1\",\"metadata\":{\"name\":\"l0\","
    "\"namespace\":\"default\",\"resourceVersion\":\"1\"},\"spec\":{\"holderIdentity\":\"host-1\","
    "\"leaseDurationSeconds\":15,\"renewTime\":\"2026-01-01T00:00:00.000000Z\"}}";
static const char watch_head[] =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
static char answer[500], request[65536];
static int watchers[16384], watcher_count;

int main(int argc, char **argv) {
    const char *event = argc > 1 ? argv[1] : "";
    size_t event_size = strlen(event);
    // Blanks fill what head and body leave.
    memset(answer, ' ', sizeof answer);
    memcpy(answer, head, sizeof head - 1);
    memcpy(answer + sizeof head - 1, body, sizeof body - 1);

    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0), poller = epoll_create1(0);
    if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 4096)) return 1;
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("c-loop listens on http://127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);

    struct epoll_event wanted = {.events = EPOLLIN, .data.fd = listener}, ready[256];
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &wanted);
    for (;;) {
        int count = epoll_wait(poller, ready, 256, -1);
        for (int i = 0; i < count; i++) {
            int client = ready[i].data.fd;
            if (client == listener) {
                wanted.data.fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
                setsockopt(wanted.data.fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                epoll_ctl(poller, EPOLL_CTL_ADD, wanted.data.fd, &wanted);
                continue;
            }
            ssize_t got = recv(client, request, sizeof request, 0);
            if (got <= 0) {
                for (int w = 0; w < watcher_count; w++)
                    if (watchers[w] == client) watchers[w] = watchers[--watcher_count];
                close(client);
            } else if (memmem(request, got, "watch=", 6)) {
                watchers[watcher_count++] = client;
                send(client, watch_head, sizeof watch_head - 1, MSG_NOSIGNAL);
            } else {
                send(client, answer, sizeof answer, MSG_NOSIGNAL);
                for (int w = 0; request[1] == 'U' && w < watcher_count; w++)
                    send(watchers[w], event, event_size, MSG_NOSIGNAL);
            }
        }
    }
}
#else
int main(void) { return 1; }
#endif
