# sends a message that is nested too deep to be read
import os

print("tried", flush=True)
for number in range(3, 64):
    try:
        os.write(number, b"[" * 60000 + b"\n" + b'{"value": ' + b'["list", [' * 9000 + b"\n" + b"9" * 9000 + b"\n")
    except OSError:
        pass
