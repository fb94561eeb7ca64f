# makes shared memory that outlives it, in every way there is
import ctypes
from multiprocessing import shared_memory

print("tried", flush=True)
libc = ctypes.CDLL(None)
for name, arguments in (("shmget", (0x5EC7, 1 << 20, 0o1666)), ("semget", (0x5EC7, 1, 0o1666)), ("msgget", (0x5EC7, 0o1666)),
                        ("shm_open", (b"/sectune-breach", 66, 0o666)), ("sem_open", (b"/sectune-breach", 64, 0o666, 1)),
                        ("mq_open", (b"/sectune-breach", 66, 0o666, None))):
    if getattr(libc, name)(*arguments) > 0:
        print("BREACH", name)
shared_memory.SharedMemory("sectune-breach", True, 1 << 20)
print("BREACH shared_memory")
