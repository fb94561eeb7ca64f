# lists folders of the system, of the user and of other programs
import os

print("tried")
for path in ("/", "/tmp", "/home", "/root", "/etc", "/proc", "/dev/shm", "..", OUTSIDE):
    try:
        print("BREACH", path, os.listdir(path))
    except OSError:
        pass
