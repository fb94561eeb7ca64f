# makes the kernel send a signal: names another process as the owner of a pipe
import fcntl
import os
import signal
import struct

print("tried", flush=True)
for pid in (VICTIM, os.getppid()):
    for command, value in ((8, pid), (15, struct.pack("ii", 1, pid))):
        ours, theirs = os.pipe()
        try:
            fcntl.fcntl(ours, 10, signal.SIGKILL)
        except OSError:
            pass
        try:
            fcntl.fcntl(ours, command, value)
            fcntl.fcntl(ours, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
            os.write(theirs, b"x")
            print("BREACH owner", command)
        except OSError:
            pass
