"""System calls by name: which ones a program may make, and their numbers on the two machines that are supported.

Numbers are those of the kernel headers (asm/unistd_64.h; asm-generic/unistd.h for aarch64, which has no older twins such as
`open` beside `openat`).
"""

# Harmless by themselves: files (Landlock decides which), memory (the address limit decides how much), waiting, time, threads.
FREE = """
    read write readv writev pread64 pwrite64 preadv pwritev close close_range lseek stat fstat lstat newfstatat statx
    access faccessat faccessat2 readlink readlinkat getcwd chdir fchdir mkdir mkdirat rmdir unlink unlinkat rename renameat
    renameat2 link linkat symlink symlinkat ftruncate fallocate fsync fdatasync getdents64 flock dup dup2 dup3 pipe pipe2
    umask sendfile copy_file_range fadvise64 statfs fstatfs getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr
    mmap munmap mremap mprotect madvise brk msync mincore futex set_robust_list get_robust_list rseq gettid set_tid_address
    sched_yield sched_getaffinity membarrier rt_sigaction rt_sigprocmask rt_sigreturn rt_sigsuspend rt_sigtimedwait
    rt_sigpending sigaltstack pause alarm setitimer getitimer restart_syscall clock_gettime clock_getres clock_nanosleep
    nanosleep gettimeofday time times getrusage getpid getppid getpgrp getpgid getsid getuid geteuid getgid getegid
    getresuid getresgid getgroups uname sysinfo getcpu getrlimit getrandom poll ppoll select pselect6 epoll_create
    epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd eventfd2 recvfrom recvmsg shutdown getsockname getpeername
    getsockopt wait4 waitid exit exit_group
""".split()

# They would change modes, owners or times of files that Landlock only lets the program read, and Landlock does not guard
# these. They succeed without effect, so that `shutil.copy` works.
PRETENDED = """
    chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes utimensat futimesat
""".split()

ABSENT = ["clone3"]  # its flags lie in memory where no filter sees them; the C library falls back to clone

# Kernel calls beyond the newest one named here did not exist when this was written: "not there" is the right answer to them.
NEWEST = 470

# fmt: off
X86_64 = {
    "read": 0, "write": 1, "readv": 19, "writev": 20, "pread64": 17, "pwrite64": 18, "preadv": 295, "pwritev": 296, "close": 3,
    "close_range": 436, "lseek": 8, "stat": 4, "fstat": 5, "lstat": 6, "newfstatat": 262, "statx": 332, "access": 21,
    "faccessat": 269, "faccessat2": 439, "readlink": 89, "readlinkat": 267, "getcwd": 79, "chdir": 80, "fchdir": 81,
    "mkdir": 83, "mkdirat": 258, "rmdir": 84, "unlink": 87, "unlinkat": 263, "rename": 82, "renameat": 264, "renameat2": 316,
    "link": 86, "linkat": 265, "symlink": 88, "symlinkat": 266, "ftruncate": 77, "fallocate": 285, "fsync": 74, "fdatasync": 75,
    "getdents64": 217, "flock": 73, "dup": 32, "dup2": 33, "dup3": 292, "pipe": 22, "pipe2": 293, "umask": 95, "sendfile": 40,
    "copy_file_range": 326, "fadvise64": 221, "statfs": 137, "fstatfs": 138, "getxattr": 191, "lgetxattr": 192,
    "fgetxattr": 193, "listxattr": 194, "llistxattr": 195, "flistxattr": 196, "mmap": 9, "munmap": 11, "mremap": 25,
    "mprotect": 10, "madvise": 28, "brk": 12, "msync": 26, "mincore": 27, "futex": 202, "set_robust_list": 273,
    "get_robust_list": 274, "rseq": 334, "gettid": 186, "set_tid_address": 218, "sched_yield": 24, "sched_getaffinity": 204,
    "membarrier": 324, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "rt_sigsuspend": 130,
    "rt_sigtimedwait": 128, "rt_sigpending": 127, "sigaltstack": 131, "pause": 34, "alarm": 37, "setitimer": 38,
    "getitimer": 36, "restart_syscall": 219, "clock_gettime": 228, "clock_getres": 229, "clock_nanosleep": 230, "nanosleep": 35,
    "gettimeofday": 96, "time": 201, "times": 100, "getrusage": 98, "getpid": 39, "getppid": 110, "getpgrp": 111,
    "getpgid": 121, "getsid": 124, "getuid": 102, "geteuid": 107, "getgid": 104, "getegid": 108, "getresuid": 118,
    "getresgid": 120, "getgroups": 115, "uname": 63, "sysinfo": 99, "getcpu": 309, "getrlimit": 97, "getrandom": 318, "poll": 7,
    "ppoll": 271, "select": 23, "pselect6": 270, "epoll_create": 213, "epoll_create1": 291, "epoll_ctl": 233, "epoll_wait": 232,
    "epoll_pwait": 281, "eventfd": 284, "eventfd2": 290, "recvfrom": 45, "recvmsg": 47, "shutdown": 48, "getsockname": 51,
    "getpeername": 52, "getsockopt": 55, "wait4": 61, "waitid": 247, "exit": 60, "exit_group": 231, "clone": 56, "clone3": 435,
    "fcntl": 72, "ioctl": 16, "kill": 62, "open": 2, "openat": 257, "prctl": 157, "prlimit64": 302, "sendto": 44,
    "socketpair": 53, "tgkill": 234, "chmod": 90, "fchmod": 91, "fchmodat": 268, "fchmodat2": 452, "chown": 92, "fchown": 93,
    "lchown": 94, "fchownat": 260, "utime": 132, "utimes": 235, "utimensat": 280, "futimesat": 261,
}
AARCH64 = {
    "read": 63, "write": 64, "readv": 65, "writev": 66, "pread64": 67, "pwrite64": 68, "preadv": 69, "pwritev": 70, "close": 57,
    "close_range": 436, "lseek": 62, "fstat": 80, "newfstatat": 79, "statx": 291, "faccessat": 48, "faccessat2": 439,
    "readlinkat": 78, "getcwd": 17, "chdir": 49, "fchdir": 50, "mkdirat": 34, "unlinkat": 35, "renameat": 38, "renameat2": 276,
    "linkat": 37, "symlinkat": 36, "ftruncate": 46, "fallocate": 47, "fsync": 82, "fdatasync": 83, "getdents64": 61,
    "flock": 32, "dup": 23, "dup3": 24, "pipe2": 59, "umask": 166, "sendfile": 71, "copy_file_range": 285, "fadvise64": 223,
    "statfs": 43, "fstatfs": 44, "getxattr": 8, "lgetxattr": 9, "fgetxattr": 10, "listxattr": 11, "llistxattr": 12,
    "flistxattr": 13, "mmap": 222, "munmap": 215, "mremap": 216, "mprotect": 226, "madvise": 233, "brk": 214, "msync": 227,
    "mincore": 232, "futex": 98, "set_robust_list": 99, "get_robust_list": 100, "rseq": 293, "gettid": 178,
    "set_tid_address": 96, "sched_yield": 124, "sched_getaffinity": 123, "membarrier": 283, "rt_sigaction": 134,
    "rt_sigprocmask": 135, "rt_sigreturn": 139, "rt_sigsuspend": 133, "rt_sigtimedwait": 137, "rt_sigpending": 136,
    "sigaltstack": 132, "setitimer": 103, "getitimer": 102, "restart_syscall": 128, "clock_gettime": 113, "clock_getres": 114,
    "clock_nanosleep": 115, "nanosleep": 101, "gettimeofday": 169, "times": 153, "getrusage": 165, "getpid": 172,
    "getppid": 173, "getpgid": 155, "getsid": 156, "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177,
    "getresuid": 148, "getresgid": 150, "getgroups": 158, "uname": 160, "sysinfo": 179, "getcpu": 168, "getrlimit": 163,
    "getrandom": 278, "ppoll": 73, "pselect6": 72, "epoll_create1": 20, "epoll_ctl": 21, "epoll_pwait": 22, "eventfd2": 19,
    "recvfrom": 207, "recvmsg": 212, "shutdown": 210, "getsockname": 204, "getpeername": 205, "getsockopt": 209, "wait4": 260,
    "waitid": 95, "exit": 93, "exit_group": 94, "clone": 220, "clone3": 435, "fcntl": 25, "ioctl": 29, "kill": 129,
    "openat": 56, "prctl": 167, "prlimit64": 261, "sendto": 206, "socketpair": 199, "tgkill": 131, "fchmod": 52, "fchmodat": 53,
    "fchmodat2": 452, "fchown": 55, "fchownat": 54, "utimensat": 88,
}
# fmt: on
