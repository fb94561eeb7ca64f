# computes a number that no machine can hold
print("tried", flush=True)


def solve():
    return 10 ** 10**10
