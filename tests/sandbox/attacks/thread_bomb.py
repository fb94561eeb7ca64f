# starts threads with small stacks without end
import threading
import time

print("tried", flush=True)
threading.stack_size(32768)
while True:
    try:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    except Exception:
        time.sleep(0.01)
