# makes folders in folders, deeper than a path can be long
import os

print("tried", flush=True)
for _ in range(5000):
    os.mkdir("a" * 200)
    os.chdir("a" * 200)
while True:
    pass
