"""Which scale can run on this machine, decided from facts that were gathered before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

GIB = 2**30
# Bytes with room to spare, for the largest step of a scale; GPU memory for LoRA on a 7B model in 16 bits, 4,096 tokens a step
MEMORY = {"demo": 3 * GIB, "bench": 4 * GIB, "full": 16 * GIB}
DISK = {"demo": 1 * GIB, "bench": 3 * GIB, "full": 50 * GIB}
GPU = 40 * GIB


@dataclass(frozen=True)
class Verdict:
    """Whether a scale can run; `missing` holds what is needed and how to get it, `notes` what could not be checked."""

    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def runs(self) -> bool:
        """Nothing is missing."""
        return not self.missing


def readiness(faults: Sequence[str], facts: Mapping[str, Any]) -> dict[str, Verdict]:
    """{scale: verdict}. `faults` hold for every scale.

    `facts`: memory and disk in bytes (0 = unknown), gpus with memory in bytes, mirror as `mirror` gives it, tokens that the
    model's context holds (0 = unknown) and that each scale needs.

    >>> facts = {"memory": 8 * GIB, "disk": 9 * GIB, "gpus": [], "mirror": {"set": False, "absent": [], "remote": 0},
    ...          "context": 2048, "tokens": {"demo": 1024, "bench": 1024, "full": 4096}}
    >>> {scale: verdict.runs for scale, verdict in readiness([], facts).items()}
    {'demo': True, 'bench': True, 'full': False}
    """
    return {scale: _verdict(scale, faults, facts) for scale in MEMORY}


def _verdict(scale: str, faults: Sequence[str], facts: Mapping[str, Any]) -> Verdict:
    missing, notes = list(faults), []
    for name, needs in (("memory", MEMORY), ("disk", DISK)):
        if 0 < facts[name] < needs[scale]:
            missing.append(f"{needs[scale] // GIB} GiB of {name}, there are {facts[name] / GIB:.1f}")
    if 0 < facts["context"] < (needed := facts["tokens"].get(scale, 0)):
        missing.append(f"a model with a context of {needed:,} tokens, this one has {facts['context']:,}; change `model`")
    if scale != "demo":
        mirror = facts["mirror"]
        missing += [f"mirror folder {name}; complete it or unset SECTUNE_MIRROR" for name in mirror["absent"]]
        if not mirror["set"] and mirror["remote"]:
            notes.append(f"{mirror['remote']} sources come over the network (not probed); or set SECTUNE_MIRROR to a folder")
    if scale == "full" and not any(gpu["memory"] >= GPU for gpu in facts["gpus"]):
        missing.append(f"a GPU with {GPU // GIB} GiB; on CPUs this scale takes weeks")
    return Verdict(missing, notes)
