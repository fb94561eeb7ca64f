"""Settings of each kind of tuning: only its own, with defaults, faults in one line."""

import typing

import pytest

from stages.core.errors import UserError
from stages.core.params import load_params
from stages.core.tuning import Adalora, Base, Freeze, Lora, Method, PromptTuning
from stages.core.typed import Settings, typed
from tests.project import ROOT


class Methods(Settings):
    methods: dict[str, Method]


KINDS = [kind for model in typing.get_args(typing.get_args(Method)[0]) for kind in typing.get_args(model.__annotations__["kind"])]


def refusal(entry: object) -> str:
    with pytest.raises(UserError) as error:
        typed(Methods, {"methods": {"mine": entry}}, "params.yaml")
    return str(error.value)


def read(entry: dict[str, object]) -> Method:
    return typed(Methods, {"methods": {"mine": entry}}, "params.yaml").methods["mine"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_settled_by_its_name_alone(kind: str) -> None:
    method = read({"kind": kind})
    assert (method.kind, method.tuned, hasattr(method, "learning_rate")) == (kind, kind != "base", kind != "base")


def test_every_kind_has_an_entry_in_the_committed_settings() -> None:
    assert len(KINDS) == 13
    assert {method.kind for method in load_params(ROOT / "params.yaml").methods.values()} == set(KINDS)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            {"kind": "lorra"},
            "methods.mine.kind: unknown kind 'lorra' (did you mean lora, rslora, dora?); allowed: adalora, base, ",
        ),
        ({"kind": 4}, "methods.mine.kind: unknown kind 4; allowed: adalora, base, "),
        ({"r": 4}, "methods.mine.kind: key is missing; add it; allowed: adalora, base, "),
        ("lora", "methods.mine: keys and values are needed, got 'lora'; correct it"),
        ({"kind": "ia3", "r": 4}, "methods.mine: unknown key 'r'; allowed: bits, kind, learning_rate"),
        (
            {"kind": "lora", "tokens": 4},
            "methods.mine: unknown key 'tokens'; allowed: alpha, bits, dropout, kind, learning_rate, r",
        ),
        ({"kind": "full", "bits": 4}, "methods.mine: unknown key 'bits'; allowed: kind, learning_rate"),
        ({"kind": "base", "learning_rate": 0.1}, "methods.mine: unknown key 'learning_rate'; allowed: kind"),
        ({"kind": "dora", "bits": 8}, "methods.mine.bits: unknown value 8; allowed: 16, 4"),
        ({"kind": "dora", "r": 0}, "methods.mine.r: got 0: Input should be greater than or equal to 1; correct it"),
        ({"kind": "freeze", "modules": "norm"}, "methods.mine.modules: got 'norm': Input should be a valid list; correct it"),
        ({"kind": "freeze", "layers": 0}, "layers 0 and no modules leave nothing to train; correct it"),
        ({"kind": "adalora", "r": 24}, "start_r 24 has to be over r 24, or no rank is taken away; correct it"),
    ],
)
def test_a_fault_is_told_in_the_words_of_the_file_and_of_the_kind(entry: object, said: str) -> None:
    assert said in refusal(entry)


def test_a_method_tells_what_the_rest_of_the_house_needs_to_know() -> None:
    methods = Base(), Freeze(), Lora(bits=4), PromptTuning(tokens=9)
    assert [m.stored_bits for m in methods] == [16, 16, 4, 16]
    assert [m.virtual_tokens for m in methods] == [0, 0, 0, 9]
    assert [m.whole for m in methods] == [False, True, False, False]
    assert Adalora().start_r > Adalora().r
