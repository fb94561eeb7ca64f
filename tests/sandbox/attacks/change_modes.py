# changes modes, owners and times of files outside
import os

print("tried", flush=True)
for action in (
    lambda: os.chmod(SECRET_FILE, 0o777),
    lambda: os.chown(SECRET_FILE, os.getuid(), -1),
    lambda: os.utime(SECRET_FILE, (0, 0)),
    lambda: os.setxattr(SECRET_FILE, "user.breach", b"x"),
    lambda: os.chmod(OUTSIDE, 0),
):
    try:
        action()
    except OSError:
        pass
