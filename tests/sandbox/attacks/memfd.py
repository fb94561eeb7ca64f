# makes a file in memory, beyond the address limit, and runs it
import os

print("tried", flush=True)
file = os.memfd_create("x")
print("BREACH memfd")
os.write(file, b"#!/bin/sh\necho BREACH")
os.execve(file, ["x"], {})
