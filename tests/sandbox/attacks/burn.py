# ignores the signal of the processor limit and burns on, on several threads
import hashlib
import signal
import threading

print("tried", flush=True)
signal.signal(signal.SIGXCPU, signal.SIG_IGN)


def burn():
    while True:
        hashlib.sha256(bytes(1 << 22))


for _ in range(8):
    threading.Thread(target=burn).start()
