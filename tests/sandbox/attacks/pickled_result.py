# returns an object that runs code when it is unpickled, copied or shown
class Trap:
    def __reduce__(self):
        import os

        return (os.system, ("touch " + OUTSIDE + "/unpickled",))

    def __repr__(self):
        open(OUTSIDE + "/shown", "w")
        return "x"


print("tried", flush=True)


def solve():
    return Trap()
