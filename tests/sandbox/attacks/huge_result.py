# returns numbers and texts too big to hand back
print("tried", flush=True)


def solve():
    return [10**2000000, "x" * 5000000]
