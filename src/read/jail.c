/* SPDX-License-Identifier: MIT
 * In this order: what will be needed is loaded, memory capped, files closed; seccomp last, since it forbids the calls of the others. */
#include "read/jail.h"
#include "base/limits.h"
#include "read/charset.h"

#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

bool kw_jail_close_others(int keep) {
    if (keep != KW_JAIL_SOCKET && dup2(keep, KW_JAIL_SOCKET) < 0) return false;
    if (close_range(KW_JAIL_SOCKET + 1, ~0u, 0) != 0)
        for (int i = KW_JAIL_SOCKET + 1; i < 4096; i++) close(i);
    for (int i = 0; i < KW_JAIL_SOCKET; i++) close(i);
    return true;
}

/* Bytes of data that the process has: what its parent had when it forked counts, too. */
static size_t data_now(void) {
    unsigned long pages = 0;
    FILE *f = fopen("/proc/self/statm", "re");
    if (!f) return 0;
    if (fscanf(f, "%*u %*u %*u %*u %*u %lu", &pages) != 1) pages = 0;
    fclose(f);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* No file may be opened by its name, whatever else lets it through (landlock; numbers are the same on every machine since Linux 5.13). An
 * older kernel says that it does not know the call. */
static void bar_files(void) {
    enum { CREATE_RULESET = 444, RESTRICT_SELF = 446 };
    static const uint64_t all[] = { (1u << 13) - 1 };       /* every right of the first version: run, write, read, list, remove, make */
    long rules = syscall(CREATE_RULESET, all, sizeof all, 0);
    if (rules < 0) return;
    (void)syscall(RESTRICT_SELF, rules, 0);
    close((int)rules);
}

/* Where the kernel cannot (an old one, a container that forbids it) the limits alone hold. */
static void lock(void) {
    static const int allowed[] = {
        SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(recvfrom), SCMP_SYS(sendto), SCMP_SYS(recvmsg), SCMP_SYS(sendmsg), SCMP_SYS(close), SCMP_SYS(lseek),
        SCMP_SYS(fstat), SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(munmap),
        SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(exit), SCMP_SYS(exit_group),
        SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(clock_gettime), SCMP_SYS(restart_syscall), SCMP_SYS(getrandom),
    };
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    bar_files();
    scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool ok = f != NULL;
    for (size_t i = 0; ok && i < sizeof allowed / sizeof *allowed; i++) ok = seccomp_rule_add(f, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
    if (ok) seccomp_load(f);
    if (f) seccomp_release(f);
}

bool kw_jail_enter(int keep) {
    struct rlimit none = { 0, 0 }, data = { data_now() + KW_CHILD_DATA_MAX, data_now() + KW_CHILD_DATA_MAX };
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    kw_charset_warm();                                      /* iconv loads its converters from files */
    setrlimit(RLIMIT_CORE, &none);
#ifdef KW_ARENA_MALLOC                                      /* a build with ASan maps far more than it uses, and asks for more */
    (void)data;
    (void)lock;
    return kw_jail_close_others(keep);
#else
    setrlimit(RLIMIT_DATA, &data);
    if (!kw_jail_close_others(keep)) return false;
    lock();
    return true;
#endif
}
