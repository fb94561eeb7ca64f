# closes every file and goes on
import os
import time

print("tried", flush=True)
os.closerange(0, 64)
time.sleep(60)
