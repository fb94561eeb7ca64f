# leaves folders and files without rights behind
import os

print("tried", flush=True)
os.umask(0)
for name in ("a", "a/b", "a/b/c"):
    os.mkdir(name, 0o700)
    open(name + "/file", "w").close()
for name in ("a/b/c/d", "a/e", "f"):
    os.mkdir(name, 0)
for name in ("a/b/c", "a/b", "a", "."):
    os.chmod(name, 0)
