# attaches to other processes as a debugger does
import ctypes
import os

print("tried")
libc = ctypes.CDLL(None)
for pid in (VICTIM, PARENT, os.getppid()):
    for request in (16, 0x4206):  # PTRACE_ATTACH, PTRACE_SEIZE
        if libc.ptrace(request, pid, 0, 0) == 0:
            print("BREACH ptrace", pid)
