"""A task's runs with what each of them reached and cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Tried:
    """A run with what is known of it."""

    run: str
    quality: Row  # {value, low, high, n, direction} of the main metric
    training: Row  # reports/<task>/training/<run>.json
    costs: Row  # as stages.methods.costs has them; empty when nothing was measured here

    @property
    def method(self) -> Row:
        """The method's settings."""
        return self.training["settings"]["method"]  # type: ignore[no-any-return]

    @property
    def share(self) -> float | None:
        """Per cent of the weights that train."""
        total = self.training.get("parameters")
        return 100 * self.training["trainable_parameters"] / total if total else None

    @property
    def megabytes(self) -> float | None:
        """What the run keeps on disk beside the base model."""
        size = self.training.get("weights_bytes")
        return None if size is None else size / 1e6

    @property
    def seconds(self) -> float | None:
        """Of all the run's steps, from the mean of those that were timed."""
        return self._of_all_steps("seconds")

    @property
    def cpu_seconds(self) -> float | None:
        """Of the processor, all threads together."""
        return self._of_all_steps("cpu_seconds")

    @property
    def gigabytes(self) -> float | None:
        """Peak memory: the GPU's where there is one, else the process's."""
        return (self.costs["peak_gpu_bytes"] or self.costs["peak_ram_bytes"]) / 1e9 if self.costs else None

    @property
    def rate(self) -> float | None:
        """Supervised tokens a second."""
        return self.training["supervised_tokens_seen"] / self.seconds if self.seconds else None

    def _of_all_steps(self, name: str) -> float | None:
        return float(self.costs[name]) / self.costs["timed_steps"] * self.training["steps"] if self.costs else None


@dataclass(frozen=True)
class Methods:
    """Everything the page says; `compared` is the task's comparison.json, `tried` are its runs in the order shown."""

    compared: Row
    tried: Sequence[Tried]

    @property
    def heading(self) -> str:
        """The main metric in words."""
        return str(self.compared["headings"][self.compared["main"]])

    def difference(self, first: str, second: str) -> Row | None:
        """`second` against `first` on the main metric, paired by sample; None when they were not compared."""
        main = (one for one in self.compared["differences"] if one["metric"] == self.compared["main"])
        return next((one for one in main if (one["first"], one["second"]) == (first, second)), None)
