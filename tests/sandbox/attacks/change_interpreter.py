# writes into the interpreter's own library and packages
import os
import sys

print("tried", flush=True)
for folder in {os.path.dirname(os.__file__), *sys.path}:
    for action in (lambda: open(folder + "/sitecustomize.py", "w"), lambda: open(os.__file__, "a"), lambda: os.mkdir(folder + "/breach")):
        try:
            action()
            print("BREACH", folder)
        except OSError:
            pass
