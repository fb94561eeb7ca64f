"""The sandbox in which generated Python runs.

    with Sandbox(workers=2) as box:
        for verdict in box.run(Program(code, asserts=tests) for code, tests in answers):
            print(verdict.status, verdict.passed, verdict.total)

How it holds a program. A small interpreter (inside/server.py), started once a worker and holding nothing worth stealing, forks
for each program. The child gives up everything before the first line runs (inside/jail.py): an empty environment, no open
files, an empty folder of its own, limits on memory, processor time and file size; a user that nobody is, where it was root;
Landlock for files and TCP; a list of allowed system calls, without processes, sockets, or signals to others. Around it a
keeper (inside/keeper.py) watches time, output, threads and disk from outside and clears up. Where bubblewrap works, all of it
runs in name spaces of its own. Before the first program a check of our own tries the forbidden (selfcheck.py).

How it judges. What a test expects never enters the process of the program: `assert f(2) == 3` asks for `f(2)` and compares
out here, by value and built-in type, without pickle. Results are texts that the program may forge; a forged one counts as its
answer. Time-outs on a busy machine are tried once more, alone. A failure of the sandbox itself is tried once more and then
stops everything with a RuntimeError: it is never a wrong answer.

What it does NOT protect against:
- Faults of the kernel, and side channels of the processor. For code that was written to attack you use a virtual machine.
- Reading what is not secret: the interpreter, its packages and system libraries; sizes, times and modes (not names in folders,
  not contents) of any file whose path is known; the machine's name and load. Bubblewrap hides most of this.
- Bursts: threads and disk are looked at every 20 ms, so that for an ordinary user some hundred threads, and on a fast disk some
  hundred megabytes, can exist for that long. As root threads are counted by the kernel; bubblewrap bounds the disk.
- Load: a program may use its processor time, 1 GiB of memory and its share of the disk's speed until its limits end it.
- Tests that can not be parted from the program (an assert with loops over calls, several statements, or results of the
  program's own types): these run beside it, so it could read what they expect, or bend it with an object that equals everything.
  The random token only shows that such a test came to its end.
- Programs that compute the wrong thing and happen to pass the tests.
- On other systems than Linux, and with SECTUNE_UNSAFE_EXECUTION=1 on kernels without Landlock or seccomp: next to nothing. The
  limits then stop accidents, not intentions. `Layers.safe` says so.
- Modes, owners and times of files can not be changed by a program: these calls do nothing and claim success.

Tried by the tests on x86-64, as root and as an ordinary user; written from the kernel's tables for aarch64, and not tried there.
"""

from stages.sandbox.box import Sandbox, probe
from stages.sandbox.layers import Layers
from stages.sandbox.program import STATUSES, Call, Limits, Program, Verdict

__all__ = ["STATUSES", "Call", "Layers", "Limits", "Program", "Sandbox", "Verdict", "probe"]
