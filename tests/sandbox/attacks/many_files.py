# makes files without end
print("tried", flush=True)
number = 0
while True:
    number += 1
    open(f"f{number}", "w").close()
