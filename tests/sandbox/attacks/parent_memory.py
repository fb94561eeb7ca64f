# reads the memory of the process that holds the tests
import ctypes
import os

print("tried")
libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)


class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


mine = Vector(ctypes.cast(buffer, ctypes.c_void_p), 64)
for pid in (PARENT, os.getppid()):
    if libc.process_vm_readv(pid, ctypes.byref(mine), 1, ctypes.byref(Vector(0x400000, 64)), 1, 0) >= 0 or ctypes.get_errno() == 14:
        print("BREACH process_vm_readv", pid)
    try:
        open(f"/proc/{pid}/mem", "rb")
        print("BREACH mem", pid)
    except OSError:
        pass
