/* SPDX-License-Identifier: MIT
 * What the command knows of the terminal, the signals and the end of its output. */
#include "cmd/command.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

volatile int stop_flag;
static bool progress_shown;
static bool stdout_failed;

void say(const char *fmt, ...) {
    char text[1200];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f) *c = '?';
    end_progress();
    fprintf(stderr, "kawat: %s\n", text);
}

bool use_colour(void) {
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no && *no) && !(term && !strcmp(term, "dumb"));
}

unsigned terminal_width(void) {
    struct winsize w;
    const char *columns = getenv("COLUMNS");
    if (columns && atoi(columns) > 0) return (unsigned)atoi(columns);
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col ? w.ws_col : 100;
}

bool to_stdout(void *ctx, const char *p, size_t n) {
    (void)ctx;
    if (fwrite(p, 1, n, stdout) == n) return true;
    stdout_failed = true;
    return false;
}

int end_stdout(int code) {
    if (fflush(stdout) == 0 && !stdout_failed) return code;
    if (errno == EPIPE) return code;
    say("standard output: cannot write: %s", strerror(errno));
    return EXIT_RECORD;
}

static void on_signal(int signal_number) {
    if (stop_flag) _exit(128 + signal_number);
    stop_flag = signal_number;
}

void catch_signals(void) {
    struct sigaction s = { .sa_handler = on_signal };
    sigaction(SIGINT, &s, NULL);
    sigaction(SIGTERM, &s, NULL);
}

void show_progress(void *ctx, uint64_t articles) {
    static struct timespec last;
    struct timespec now;
    (void)ctx;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double gone = (double)(now.tv_sec - last.tv_sec) + (double)(now.tv_nsec - last.tv_nsec) / 1e9;
    if (gone < 0.2) return;
    last = now;
    if (!isatty(STDERR_FILENO)) return;
    progress_shown = true;
    fprintf(stderr, "\r%llu articles", (unsigned long long)articles);
    fflush(stderr);
}

void end_progress(void) {
    if (progress_shown) fputs("\r\033[K", stderr);
    progress_shown = false;
}
