# makes system calls that change the machine or open ways out
import ctypes

print("tried", flush=True)
libc = ctypes.CDLL(None)
CALLS = {  # numbers of x86-64; on aarch64 they are other calls, all of them refused or harmless too
    "mount": (165, b"x", b"/", b"tmpfs", 0, 0), "unshare": (272, 0x10000000), "setns": (308, 0, 0), "chroot": (161, b"."),
    "pivot_root": (155, b".", b"."), "bpf": (321, 0, 0, 0), "io_uring_setup": (425, 1, bytes(120)), "keyctl": (250, 0, -3, 1),
    "add_key": (248, b"user", b"x", b"x", 1, -3), "perf_event_open": (298, bytes(112), 0, -1, -1, 0), "userfaultfd": (323, 0),
    "open_by_handle_at": (304, -100, bytes(20), 0), "name_to_handle_at": (303, -100, b".", bytes(200), bytes(8), 0),
    "seccomp": (317, 0, 0, 0), "personality": (135, 0x0040000), "setuid": (105, 0), "setsid": (112,), "setpgid": (109, 0, 0),
    "init_module": (175, b"", 0, b""), "kexec_load": (246, 0, 0, 0, 0), "reboot": (169, 0, 0, 0), "sethostname": (170, b"x", 1),
    "swapon": (167, b"x", 0), "acct": (163, b"x"), "syslog": (103, 3, bytes(10), 10), "fanotify_init": (300, 0, 0),
    "inotify_init1": (294, 0), "pidfd_open": (434, 1, 0), "landlock_create_ruleset": (444, 0, 0, 1), "timer_create": (222, 0, 0, bytes(8)),
    "mlockall": (151, 1), "sched_setscheduler": (144, 0, 3, bytes(8)), "setpriority": (141, 0, 0, 5), "ioprio_set": (251, 1, 0, 0),
    "rt_sigqueueinfo": (129, VICTIM, 9, bytes(128)), "tkill": (200, VICTIM, 9), "kcmp": (312, VICTIM, VICTIM, 0, 0, 0),
    "move_pages": (279, 0, 0, 0, 0, 0, 0), "mknod": (133, b"node", 0o60666, 0x100), "socket": (41, 1, 1, 0), "connect": (42, 3, 0, 0),
}
for name, (number, *arguments) in CALLS.items():
    if libc.syscall(number, *arguments) >= 0:
        print("BREACH", name)
