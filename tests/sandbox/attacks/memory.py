# takes all the memory there is, from everywhere it can be had
import mmap

print("tried", flush=True)
kept = []
while True:
    for size in (1 << 28, 1 << 20, 1 << 12):
        try:
            kept.append(bytearray(b"x" * size))
            kept.append(mmap.mmap(-1, size))
            kept[-1].write(b"x" * size)
        except (MemoryError, OSError):
            pass
