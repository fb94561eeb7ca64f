# returns a list that is nested without end, and one that holds itself
print("tried", flush=True)


def solve():
    endless = []
    endless.append(endless)
    for _ in range(100000):
        endless = [endless]
    return endless
