# stops itself, as a job in the background, and waits to be forgotten
import os
import signal

print("tried", flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
