"""The sandbox in which generated Python runs."""

from stages.sandbox.box import Sandbox, probe
from stages.sandbox.layers import Layers
from stages.sandbox.program import STATUSES, Call, Limits, Program, Verdict

__all__ = ["STATUSES", "Call", "Layers", "Limits", "Program", "Sandbox", "Verdict", "probe"]
