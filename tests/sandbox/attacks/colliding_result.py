# returns a set whose members all have the same hash
print("tried", flush=True)


def solve():
    return [{"set": 0}] and {"k" + str(n): (2**61 - 1) * n for n in range(20000)}
