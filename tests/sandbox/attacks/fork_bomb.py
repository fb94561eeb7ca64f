# multiplies itself
import os

print("tried", flush=True)
while True:
    try:
        if os.fork() == 0:
            print("BREACH child", flush=True)
    except OSError:
        break
