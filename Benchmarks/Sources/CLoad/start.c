#define _GNU_SOURCE
#include "CLoad.h"

#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

double load_start(char *const arguments[]) {
    int output[2];
    char line[512];
    pid_t process;
    posix_spawn_file_actions_t actions;
    if (pipe(output)) return -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, output[0]);
    double start = now();
    if (posix_spawn(&process, arguments[0], &actions, NULL, arguments, environ)) return -1;
    close(output[1]);
    ssize_t got = read(output[0], line, sizeof line);
    double seconds = got > 0 && memchr(line, '\n', got) ? now() - start : -1;
    close(output[0]);
    kill(process, SIGTERM);
    waitpid(process, NULL, 0);
    posix_spawn_file_actions_destroy(&actions);
    return seconds;
}
