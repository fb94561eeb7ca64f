# catches every exception and ignores every signal
import signal
import time

print("tried", flush=True)
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    try:
        while True:
            time.sleep(0.001)
    except BaseException:
        pass
