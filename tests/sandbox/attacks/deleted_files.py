# fills the disk with files that have no name any more
import os

print("tried", flush=True)
files = []
for number in range(60):
    files.append(open("f", "wb"))
    os.unlink("f")
    try:
        while True:
            files[-1].write(bytes(1 << 20))
            files[-1].flush()
    except OSError:
        pass
while True:
    pass
