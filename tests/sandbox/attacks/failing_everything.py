# returns an object whose every method fails, and throws objects that are no exceptions
class Bad(BaseException):
    def __getattribute__(self, name):
        raise KeyboardInterrupt

    __repr__ = __str__ = __eq__ = __hash__ = __class_getitem__ = None


print("tried", flush=True)


def solve():
    raise Bad
