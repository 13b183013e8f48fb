#define _GNU_SOURCE
#include "CLoad.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { answer_max = 4 << 20, request_max = 64 << 10, connections_max = 64 };

/// A connection, what it asks, and what has come of the answer.
struct client {
    int socket;
    char *answer;
    size_t received;
    size_t body;  // where the body of the answer begins; 0 as long as that is not known
    size_t size;  // of the whole answer
    char request[request_max];
};

static void fail(const char *what) {
    fprintf(stderr, "measure: %s\n", what);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static int open_socket(uint16_t port) {
    int one = 1, connection = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (connection < 0 || connect(connection, (struct sockaddr *)&address, sizeof address))
        fail("nobody listens, or there are too many connections");
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return connection;
}

static void send_all(int connection, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t sent = send(connection, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0) fail("the server hung up");
        bytes += sent;
        size -= sent;
    }
}

// MARK: - Requests

static void client_open(struct client *client, uint16_t port) {
    client->socket = open_socket(port);
    client->answer = malloc(answer_max);
}

static void client_close(struct client *client) {
    close(client->socket);
    free(client->answer);
}

static void client_ask(struct client *client) {
    client->received = client->body = 0;
    send_all(client->socket, client->request, strlen(client->request));
}

/// Reads what is there; says whether the answer is whole.
static int client_read(struct client *client) {
    ssize_t got = recv(
        client->socket, client->answer + client->received, answer_max - client->received, 0);
    if (got <= 0) fail("the server hung up");
    client->received += got;
    if (client->body == 0) {
        char *end = memmem(client->answer, client->received, "\r\n\r\n", 4);
        if (end == NULL) return 0;
        char *length = memmem(client->answer, end - client->answer, "\r\nContent-Length: ", 18);
        if (length == NULL || memcmp(client->answer, "HTTP/1.1 2", 10)) fail("the server refused");
        client->body = end + 4 - client->answer;
        client->size = client->body + strtoul(length + 18, NULL, 10);
        if (client->size > answer_max) fail("the answer is too long");
    }
    // Whoever says how long an answer is and sends another length would be measured wrongly.
    if (client->received > client->size) fail("more came than the answer");
    return client->received == client->size;
}

static void client_exchange(struct client *client) {
    client_ask(client);
    while (!client_read(client)) {}
}

/// Makes the request that sends back the lease in the answer, with a time that was not there before.
static void client_renew(struct client *client, const char *path) {
    static unsigned count;
    char digits[7];
    snprintf(digits, sizeof digits, "%06u", ++count % 1000000);
    size_t size = client->size - client->body;
    int head = snprintf(
        client->request, request_max,
        "PUT %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: %zu\r\n\r\n", path, size);
    if (head + size >= request_max) fail("the lease is too long");
    char *lease = client->request + head;
    memcpy(lease, client->answer + client->body, size);
    lease[size] = 0;
    // "renewTime":"2026-01-01T00:00:00.000000Z"
    char *time = strstr(lease, "\"renewTime\":\"");
    if (time == NULL) fail("the lease was never renewed");
    memcpy(time + 33, digits, 6);
}

static void client_get(struct client *client, const char *path) {
    snprintf(client->request, request_max, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
}

// MARK: - Rates

/// Lets each client ask again as soon as it has its answer.
static double rate(struct client *clients, int count, double seconds, char (*paths)[256]) {
    struct pollfd ready[connections_max];
    for (int i = 0; i < count; i++) {
        ready[i] = (struct pollfd){.fd = clients[i].socket, .events = POLLIN};
        client_ask(&clients[i]);
    }
    double start = now(), end = start;
    long answers = 0;
    int open = count;
    while (open > 0) {
        if (poll(ready, count, 10000) <= 0) fail("no answer comes");
        end = now();
        for (int i = 0; i < count; i++) {
            if (ready[i].revents == 0 || !client_read(&clients[i])) continue;
            answers++;
            if (end - start < seconds) {
                if (paths != NULL) client_renew(&clients[i], paths[i]);
                client_ask(&clients[i]);
            } else {
                ready[i].fd = -1;
                open--;
            }
        }
    }
    return answers / (end - start);
}

static struct client *open_clients(uint16_t port, int count) {
    if (count > connections_max) fail("too many connections");
    struct client *clients = calloc(count, sizeof *clients);
    for (int i = 0; i < count; i++) client_open(&clients[i], port);
    return clients;
}

static void close_clients(struct client *clients, int count) {
    for (int i = 0; i < count; i++) client_close(&clients[i]);
    free(clients);
}

double load_repeat(uint16_t port, int connections, double seconds, const char *request) {
    struct client *clients = open_clients(port, connections);
    for (int i = 0; i < connections; i++)
        snprintf(clients[i].request, request_max, "%s", request);
    double result = rate(clients, connections, seconds, NULL);
    close_clients(clients, connections);
    return result;
}

double load_renew(uint16_t port, int connections, double seconds, const char *path) {
    struct client *clients = open_clients(port, connections);
    char paths[connections_max][256];
    for (int i = 0; i < connections; i++) {
        snprintf(paths[i], sizeof paths[i], "%s%d", path, i);
        client_get(&clients[i], paths[i]);
        client_exchange(&clients[i]);
        client_renew(&clients[i], paths[i]);
    }
    double result = rate(clients, connections, seconds, paths);
    close_clients(clients, connections);
    return result;
}

// MARK: - Watches

static const char event_end[] = "}\n\r\n";

/// Reads until the bytes of a watch end as `end` does; the next write must come later.
static size_t read_until(int watcher, char *bytes, size_t size, const char *end) {
    size_t received = 0, length = strlen(end);
    for (;;) {
        ssize_t got = recv(watcher, bytes + received, size - received, 0);
        if (got <= 0) fail("the server ended a watch");
        received += got;
        if (received >= length && !memcmp(bytes + received - length, end, length)) return received;
        if (received == size) fail("an event is too long");
    }
}

void load_watch(uint16_t port, const char *path, int *watchers, int count) {
    char bytes[4096];
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    int size = snprintf(
        bytes, sizeof bytes, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
    for (int i = 0; i < count; i++) {
        watchers[i] = open_socket(port);
        send_all(watchers[i], bytes, size);
    }
    for (int i = 0; i < count; i++) read_until(watchers[i], bytes, sizeof bytes, "\r\n\r\n");
}

static int in_order(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

double load_write_until_seen(
    uint16_t port, const char *path, const int *watchers, int count, int writes) {
    struct client *writer = open_clients(port, 1);
    double *times = calloc(writes, sizeof *times);
    client_get(writer, path);
    client_exchange(writer);
    for (int i = 0; i < writes; i++) {
        char event[16384];
        client_renew(writer, path);
        double start = now();
        client_exchange(writer);
        for (int w = 0; w < count; w++) read_until(watchers[w], event, sizeof event, event_end);
        times[i] = now() - start;
    }
    qsort(times, writes, sizeof *times, in_order);
    double median = times[writes / 2];
    free(times);
    close_clients(writer, 1);
    return median;
}

void load_read_event(int watcher, char *event, size_t size) {
    event[read_until(watcher, event, size - 1, event_end)] = 0;
}

void load_close(const int *watchers, int count) {
    for (int i = 0; i < count; i++) close(watchers[i]);
}
