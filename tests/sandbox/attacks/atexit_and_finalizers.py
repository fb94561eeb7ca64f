# does its work after the tests, when nobody looks any more
import atexit
import threading
import time


def late():
    time.sleep(0.1)
    open(OUTSIDE + "/late", "w")


class Last:
    def __del__(self):
        late()


print("tried", flush=True)
last = Last()
last.own = last
atexit.register(late)
threading.Thread(target=late).start()
