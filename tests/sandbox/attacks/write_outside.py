# writes, renames, removes and makes things outside its folder
import os

print("tried", flush=True)
for action in (
    lambda: open(OUTSIDE + "/new", "w"),
    lambda: open(SECRET_FILE, "a").write("x"),
    lambda: os.mkdir(OUTSIDE + "/folder"),
    lambda: os.remove(SECRET_FILE),
    lambda: os.rename(SECRET_FILE, OUTSIDE + "/moved"),
    lambda: os.symlink("x", OUTSIDE + "/link"),
    lambda: os.mkfifo(OUTSIDE + "/fifo"),
    lambda: os.rename("..", OUTSIDE + "/room"),
    lambda: open("../beside", "w"),
    lambda: open("/tmp/sectune-breach", "w"),
    lambda: open("/dev/shm/sectune-breach", "w"),
    lambda: os.rmdir(os.getcwd()),
):
    try:
        action()
        print("BREACH")
    except OSError:
        pass
