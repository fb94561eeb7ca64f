"""Facts about this machine, read without the network: tools, memory, disk, accelerator."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import stages

_CGROUP = Path("/sys/fs/cgroup/memory.max")  # a container's own limit, where there is one


def cores() -> int:
    """CPU cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory() -> int:
    """Bytes of memory, of the container where it has a limit; 0 when the system does not say."""
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return 0
    limit = _CGROUP.read_text().strip() if _CGROUP.is_file() else ""
    return min(total, int(limit)) if limit.isdigit() else total


def disk() -> int:
    """Free bytes where the project lies."""
    return shutil.disk_usage(".").free


def tool(name: str) -> str:
    """Version of a command-line tool, "" when it is not found or does not start."""
    beside_python = str(Path(sys.executable).parent)  # where dvc lies when the environment is not activated
    path = shutil.which(name, path=os.pathsep.join((beside_python, os.environ.get("PATH", ""))))
    if not path:
        return ""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    words = done.stdout.split()
    return next((word.lstrip("v") for word in words if word.lstrip("v")[:1].isdigit()), "") if done.returncode == 0 else ""


def accelerator() -> dict[str, Any]:
    """What stages.engines.probe finds. A process of its own: a library that crashes when loaded costs one line here."""
    command = [sys.executable, "-m", "stages.engines.probe"]
    root = Path(str(stages.__file__)).resolve().parents[1]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, env=env)
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (OSError, subprocess.TimeoutExpired, IndexError, json.JSONDecodeError) as error:
        return {"torch": "", "gpus": [], "bitsandbytes": False, "fault": f"the probe failed: {type(error).__name__}"}
    return found


def readable(size: float) -> str:
    """Bytes in the largest unit that leaves at least 1.

    >>> readable(512), readable(2_500_000), readable(3_000_000_000)
    ('512 B', '2.5 MB', '3.0 GB')
    """
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            break
        size /= 1000
    return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
