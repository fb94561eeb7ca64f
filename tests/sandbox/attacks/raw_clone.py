# starts a process by calling the kernel itself, in every way there is
import ctypes
import os

print("tried", flush=True)
libc = ctypes.CDLL(None)
me = os.getpid()
# fork and clone of x86-64, with a signal at the end, in a new user name space, without one; clone3; clone of aarch64
for number, *arguments in ((57,), (56, 17, 0), (56, 0x10000011, 0), (56, 0, 0), (435, bytes(88), 88), (220, 17, 0)):
    libc.syscall(number, *arguments)
    if os.getpid() != me:
        print("BREACH", number, flush=True)
        os._exit(0)
