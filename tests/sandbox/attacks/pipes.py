# keeps memory of the kernel busy through pipes
import fcntl
import os

print("tried", flush=True)
try:
    while True:
        ends = os.pipe()
        os.set_blocking(ends[1], False)
        if fcntl.fcntl(ends[1], 1031, 1 << 20) >= 1 << 20:
            print("BREACH pipe size")
except OSError:
    pass
