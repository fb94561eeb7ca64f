# leaves a process behind in a session of its own
import os
import time

print("tried", flush=True)
try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            open(OUTSIDE + "/daemon", "w")
            time.sleep(60)
        os._exit(0)
finally:
    os.setsid()
    print("BREACH session")
