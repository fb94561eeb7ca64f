# starts other programs
import os
import subprocess
import sys

print("tried", flush=True)
for action in (
    lambda: os.system(f"touch {OUTSIDE}/shell") == 0 and print("BREACH system"),
    lambda: subprocess.run([sys.executable, "-c", f"open('{OUTSIDE}/run', 'w')"]),
    lambda: os.posix_spawn("/bin/sh", ["sh", "-c", f"touch {OUTSIDE}/spawn"], {}),
    lambda: os.popen(f"touch {OUTSIDE}/popen"),
    lambda: os.execv("/bin/sh", ["sh", "-c", f"touch {OUTSIDE}/exec; echo BREACH"]),
):
    try:
        action()
    except Exception:
        pass
