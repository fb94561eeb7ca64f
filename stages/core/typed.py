"""What people write by hand, checked: a mapping becomes a frozen typed object, or one line with every fault in it."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from stages.core.errors import UserError, unknown

STRICT = ConfigDict(extra="forbid", strict=True)  # for pydantic dataclasses too: those that code makes as well


class Settings(BaseModel):
    """Strict: no unknown keys, no text read as a number, nothing changed after loading."""

    model_config = ConfigDict(**STRICT, frozen=True)


def must(test: Callable[[Any], object], allowed: str) -> AfterValidator:
    """A value that passes `test`; `allowed` tells people which ones do."""

    def check(value: Any) -> Any:
        if test(value):
            return value
        raise ValueError(allowed)

    return AfterValidator(check)


T = TypeVar("T")
FILLED = must(bool, "it may not be empty")  # min_length would call a list empty whose items were all refused
Text = Annotated[str, FILLED]
Several = Annotated[tuple[T, ...], Field(strict=False)]  # a list in YAML


def typed(kind: Callable[..., T], entry: Any, where: str) -> T:
    """`entry` as a model; a partial of one gives fields that stand outside the entry. Raises UserError with every fault."""
    if not isinstance(entry, dict):
        raise UserError(f"{where}: keys and values are needed, got {entry!r}; correct it")
    try:
        return kind(**{str(key): value for key, value in entry.items()})
    except ValidationError as error:
        raise UserError(f"{where}: " + "; ".join(_fault(kind, fault) for fault in error.errors())) from error


def _fault(kind: Any, fault: Any) -> str:
    (steps, model), got = _led(kind, fault["loc"]), fault["input"]
    place, above = (".".join(map(str, path)) for path in (steps, steps[:-1]))
    if fault["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        return str(unknown("key", steps[-1], _allowed(_led(kind, fault["loc"][:-1])[1]), above))
    if fault["type"] == "literal_error":
        return str(unknown("value", got, _allowed(model), place))
    if fault["type"] in ("union_tag_invalid", "union_tag_not_found"):
        word, kinds = fault["ctx"]["discriminator"].strip("'"), [str(name) for name in _kinds(model)]
        if word not in got:
            return f"{place}.{word}: key is missing; add it; allowed: {', '.join(sorted(kinds))}"
        return str(unknown(word, got[word], kinds, f"{place}.{word}"))
    if fault["type"] == "missing":
        return f"{place}: key is missing; add it"
    hint = " (write floats as 2.0e-04)" if fault["type"] == "float_type" and isinstance(got, str) else ""
    if fault["type"] == "model_attributes_type":
        return f"{place}: keys and values are needed, got {got!r}; correct it"
    allowed = fault["msg"].removeprefix("Value error, ").replace("valid tuple", "valid list")
    return f"{place}: got {got!r}: {allowed}{hint}; correct it"


def _led(kind: Any, steps: Sequence[str | int]) -> tuple[list[str | int], Any]:
    """(`steps` as they stand in the file, where they lead to) through models, lists, dicts, and unions of models by kind.

    pydantic names the kind as a step of its own.
    """
    shown: list[str | int] = []
    for step in steps:
        kind = get_args(kind)[0] if get_origin(kind) is Annotated else kind
        if chosen := _kinds(kind).get(step):
            kind = chosen
            continue
        shown.append(step)
        inner = [inner for inner in get_args(kind) if inner is not ...]
        kind = _keys(kind).get(step) or (inner[-1] if inner else kind)
    return shown, get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _allowed(model: Any) -> list[str]:
    """The keys of a model, or the values of a Literal."""
    return [str(name) for name in _keys(model) or get_args(model)]


def _kinds(union: Any) -> dict[str | int, Any]:
    """The models of a union by the kinds they stand for."""
    models = [model for model in get_args(union) if "kind" in _keys(model)]
    return {name: model for model in models for name in get_args(_keys(model)["kind"])}


def _keys(model: Any) -> dict[str | int, Any]:
    fields = getattr(getattr(model, "func", model), "__pydantic_fields__", {})
    return {field.alias or name: field.annotation for name, field in fields.items()}
