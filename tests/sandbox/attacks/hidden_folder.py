# fills a folder that may be written to but not read
import os

print("tried", flush=True)
os.umask(0)
os.mkdir("hidden", 0o300)
number = 0
while True:
    number += 1
    with open(f"hidden/{number}", "wb") as file:
        file.write(bytes(8 << 20))
