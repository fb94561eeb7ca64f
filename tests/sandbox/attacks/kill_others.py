# sends signals to everybody it can name
import os
import signal

print("tried", flush=True)
for pid in (VICTIM, PARENT, os.getppid(), 0, -1, 1, -os.getpgid(0)):
    for number in (signal.SIGKILL, signal.SIGTERM):
        try:
            os.kill(pid, number)
            print("BREACH kill", pid)
        except OSError:
            pass
try:
    signal.pidfd_send_signal(os.pidfd_open(VICTIM), signal.SIGKILL)
    print("BREACH pidfd")
except OSError:
    pass
