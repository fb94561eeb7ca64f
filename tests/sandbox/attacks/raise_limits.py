# raises its own limits, and those of others
import resource

print("tried", flush=True)
for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC):
    for value in ((-1, -1), (1 << 40, 1 << 40)):
        try:
            resource.setrlimit(kind, value)
            print("BREACH", kind)
        except (OSError, ValueError):
            pass
for pid in (VICTIM, PARENT):
    try:
        resource.prlimit(pid, resource.RLIMIT_CPU, (1, 1))
        print("BREACH prlimit")
    except OSError:
        pass
