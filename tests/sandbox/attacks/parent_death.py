# takes back that it dies with its server, then waits
import ctypes
import time

print("tried", flush=True)
libc = ctypes.CDLL(None)
for option, value in ((1, 0), (4, 1), (36, 1), (8, 1), (59, -1)):
    if libc.prctl(option, value, 0, 0, 0) == 0:
        print("BREACH prctl", option)
time.sleep(60)
