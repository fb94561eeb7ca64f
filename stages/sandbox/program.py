"""What goes into the sandbox and what comes out: programs with their tests, limits, verdicts."""

from dataclasses import dataclass

STATUSES = (
    "passed",  # ran to its end, and every test passed
    "wrong",  # a test got another value, or an assert failed
    "error",  # an exception; `detail` is its type
    "timeout",  # out of time, by the clock or by processor seconds
    "memory",  # out of memory
    "output",  # printed, or returned, too much
    "crash",  # ended by a signal, or left without reaching its end
    "blocked",  # the sandbox refused something: a file, the network, a process, too many threads or files, too much disk
    "missing-module",  # needs a package that is not installed; `detail` is its name
    "no-code",  # nothing to run
    "sandbox-error",  # the sandbox itself failed; never the program's fault, and never handed out as a verdict
)


@dataclass(frozen=True)
class Call:
    """An expression and the text of the value it must give, like an example in a docstring.

    A literal is compared by value and type (1 is neither True nor 1.0, a list is no tuple, nan equals nan); any other text
    must equal the `repr` of what comes out.
    """

    expression: str
    expected: str
    tolerance: float = 0.0  # numbers within this much, relative or absolute, are equal; 0 = exactly equal


@dataclass(frozen=True)
class Program:
    """Python code; statements that run after it; tests. Without tests it is run as a script, to its end."""

    code: str
    setup: str = ""  # runs after the code and before the tests; may use what the code defines
    asserts: tuple[str, ...] = ()  # assert statements; built-in values are equal as `==` says (1 == 1.0 == True)
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True)
class Limits:
    """What one program may use."""

    wall: float = 10.0  # seconds by the clock, tests included
    cpu: int = 10  # seconds of processor time, all threads together
    memory: int = 1 << 30  # bytes of address space
    disk: int = 16 << 20  # bytes of files in its folder, and of any one file
    files: int = 500  # files and folders
    output: int = 1 << 20  # bytes printed, and bytes of results
    threads: int = 64

    def __post_init__(self) -> None:
        small = [name for name, value in vars(self).items() if value <= 0]
        if small:
            raise ValueError(f"limits must be above zero: {', '.join(small)}")


@dataclass(frozen=True)
class Verdict:
    """How it went."""

    status: str  # one of STATUSES
    detail: str  # one short line: type of an error, name of a signal or module, what ran out; "" when passed
    passed: int  # tests that passed
    total: int  # tests there were; 0 for a script
    output: str  # the first 4,096 bytes that it printed
