# empties files that it may only read, as old kernels let it
import os

print("tried", flush=True)
library = os.__file__
for path in (SECRET_FILE, library):
    for action in (lambda: os.truncate(path, 0), lambda: os.open(path, os.O_RDONLY | os.O_TRUNC), lambda: open(path, "r+").truncate(0)):
        try:
            action()
            print("BREACH", path == library)
        except OSError:
            pass
