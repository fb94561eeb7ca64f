"""Which method to take: what each run of a task reached, and what it costs to train and to keep.

Quality, weights and sizes are the same wherever the pipeline runs. Time and memory are those of the machine that trained, and
the page names it; so no stage writes this page, and none depends on it.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from stages.reporting.markdown import NONE, share, signed, table
from stages.reporting.results import ARROWS
from stages.reporting.studies.panels import Panel
from stages.reporting.studies.tried import Methods, Row, Tried
from stages.reporting.studies.words import best, listed, settings, short

CLEARLY = 0.9  # of the next one's cost: a time was measured once, and repeats differ by several per cent
_SAME = "no difference shown"
_READING = (
    "Brackets hold intervals; differences are paired by sample, and comparison.md tells how they are judged. On disk: weights "
    "that the run keeps beside the base model. Peak memory: the GPU's where there is one, else the process's. Training: the "
    "mean of the timed steps times all steps, saving included, loading not. – not known."
)


def page(methods: Methods) -> str:
    """The whole page."""
    sections = [
        f"# Task {methods.compared['task']}: which method to take",
        "\n".join(f"- {line}" for line in (*_advice(methods), *_measured(methods.tried))),
        "![Quality and costs of each run](methods.png)",
        _main_table(methods),
        _bits_table(methods),
        _READING,
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def content(methods: Methods) -> dict[str, Any]:
    """The same as JSON."""
    found = {one.run: _numbers(one) for one in methods.tried}
    kept = {key: methods.compared[key] for key in ("task", "main", "test_digest")}
    return {**kept, "runs": found, "findings": _advice(methods)}


def panels(methods: Methods) -> list[Panel]:
    """What the figure shows."""
    tried, arrow = methods.tried, ARROWS[methods.tried[0].quality["direction"]]
    quality = [one.quality for one in tried]
    bounds = [None if entry["value"] is None else (entry["low"], entry["high"]) for entry in quality]
    return [
        Panel(f"{methods.heading} {arrow}", [entry["value"] for entry in quality], bounds),
        Panel(
            "trainable weights, %", [one.share or None for one in tried]
        ),  # none of the untuned run, so that small shares get a scale
        Panel("on disk, MB", [one.megabytes or None for one in tried]),
        Panel("peak memory, GB", [one.gigabytes for one in tried]),
        Panel("training, min", [_minutes(one.seconds) for one in tried]),
    ]


def _advice(methods: Methods) -> list[str]:
    """The best run, the ones it is not shown to be better than, and the cheapest of them."""
    tuned = {one.run: one for one in methods.tried if one.training["trainable_parameters"]}
    name = best({run: one.quality for run, one in tuned.items()})
    if not name:
        return ["No tuned run has a value on the main metric."]
    pairs = {run: methods.difference(run, name) for run in tuned if run != name}
    equal = [run for run, found in pairs.items() if found and found["finding"] == _SAME]
    told = f"Highest {methods.heading}: {name}, {share(tuned[name].quality)}."
    if not equal:
        return [told]
    cheapest = _cheapest([tuned[run] for run in tuned if run in (name, *equal)])
    told = f"{told} It is not shown to be better than {listed(equal)}."
    return [told, f"Of these, {listed(cheapest)}."] if cheapest else [told]


def _cheapest(among: Sequence[Tried]) -> list[str]:
    """Who is cheapest in what; nobody where a value is unknown or another run is nearly as cheap."""
    found = []
    for what, measure in (
        ("keeps the least on disk", [one.megabytes for one in among]),
        ("takes the least memory", [one.gigabytes for one in among]),
        ("trains fastest", [one.seconds for one in among]),
    ):
        known = sorted((value, one.run) for value, one in zip(measure, among, strict=True) if value is not None)
        if len(known) == len(among) and known[0][0] < CLEARLY * known[1][0]:
            found.append(f"{known[0][1]} {what}")
    return found


def _measured(tried: Sequence[Tried]) -> list[str]:
    """Where time and memory come from."""
    lines = []
    for device in dict.fromkeys(one.costs["device"] for one in tried if one.costs):
        runs = [one.run for one in tried if one.costs.get("device") == device]
        lines.append(f"Time and memory of {listed(runs)} were measured on: {device}.")
    return lines or ["Time and memory are not known: none of these runs was trained in this folder."]


def _main_table(methods: Methods) -> str:
    untuned = [one.run for one in methods.tried if not one.training["trainable_parameters"]]
    heads = [
        "run", "method", f"{methods.heading} {ARROWS[methods.tried[0].quality['direction']]}",
        *(f"against {base}" for base in untuned), "trainable", "of all, %", "on disk, MB", "peak memory, GB", "training, min",
        "supervised tokens/s",
    ]  # fmt: skip
    rows = [
        [
            one.run, settings(one.method), share(one.quality), *(_change(methods.difference(base, one.run)) for base in untuned),
            short(one.training["trainable_parameters"]), short(one.share), short(one.megabytes), short(one.gigabytes),
            short(_minutes(one.seconds)), short(one.rate),
        ]
        for one in methods.tried
    ]  # fmt: skip
    return table(heads, rows)


def _bits_table(methods: Methods) -> str:
    """Runs that differ in nothing but the bits of the base model; "" when there are none."""
    rows = []
    for first, second in combinations(sorted(methods.tried, key=lambda one: -one.method.get("bits", 0)), 2):
        if {**first.method, "bits": 0} != {**second.method, "bits": 0} or first.method == second.method:
            continue
        found = methods.difference(first.run, second.run)
        back = methods.difference(second.run, first.run)
        change = _change(found) if found else _change(back, -1)
        ratios = [_ratio(second.seconds, first.seconds), _ratio(second.gigabytes, first.gigabytes)]
        rows.append([f"{second.run} against {first.run}", change, *ratios])
    heads = ["fewer bits", f"{methods.heading}, difference", "time", "peak memory"]
    return table(heads, rows) if rows else ""


def _change(found: Row | None, sign: int = 1) -> str:
    if not found or found["value"] is None:
        return NONE
    low, high = sorted((sign * found["low"], sign * found["high"]))
    finding = {"better": "worse", "worse": "better"}.get(found["finding"], found["finding"]) if sign < 0 else found["finding"]
    return f"{signed(sign * found['value'])} [{signed(low)}, {signed(high)}] {finding}"


def _ratio(value: float | None, other: float | None) -> str:
    return f"{value / other:.2f} ×" if value and other else NONE


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / 60


def _numbers(one: Tried) -> dict[str, Any]:
    measured = {
        "device": one.costs["device"], "seconds": one.seconds, "cpu_seconds": one.cpu_seconds, "peak_gigabytes": one.gigabytes,
        "supervised_tokens_per_second": one.rate,
    } if one.costs else {}  # fmt: skip
    kept = ("steps", "trainable_parameters", "parameters", "weights_bytes", "supervised_tokens_seen")
    known = {key: one.training[key] for key in kept if key in one.training}
    return {"method": one.method, "quality": one.quality, **known, "measured": measured}
