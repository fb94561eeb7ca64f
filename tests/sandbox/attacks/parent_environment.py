# reads the environment of the process that holds the tests
import os

print("tried", os.environ.get("SECTUNE_TEST_SECRET"))
for pid in (PARENT, os.getppid(), "self"):
    for name in ("environ", "cmdline", "maps", "fd/0", "fd/1"):
        try:
            if found := open(f"/proc/{pid}/{name}", "rb").read(200):
                print("BREACH", found)
        except OSError:
            pass
