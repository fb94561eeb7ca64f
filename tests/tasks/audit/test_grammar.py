"""The forms a decoder can be held to: every shipped gold answer passes, and what passes can be read."""

import random
from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from llguidance import LLMatcher, LLTokenizer

from stages.prompting.catalog import Profile
from stages.prompting.room import Room
from stages.prompting.tokens import Tokens
from stages.tasks.audit import grammar, samples
from stages.tasks.audit.lib.answer import parse_fix, parse_verdict
from tests.project import ROOT
from tests.shipped import clean_records

FINDING = '{"vulnerable":true,"findings":[{"lines":[1],"class":"reentrancy","swc":"SWC-107","cwe":"CWE-841","reason":"%s"}]}'


@cache
def tokenizer() -> LLTokenizer:
    return LLTokenizer((ROOT / "models/nano/tokenizer.json").read_text(encoding="utf-8"))


@cache
def compiled(lark: str) -> LLMatcher:
    return LLMatcher(tokenizer(), LLMatcher.grammar_from_lark(lark))


def accepts(lark: str, text: str) -> bool:
    held, tokens = compiled(lark).deep_copy(), tokenizer().tokenize_str(text)
    return held.validate_tokens(tokens) == len(tokens) and held.consume_tokens(tokens) and held.is_accepting()


def gold(monkeypatch: pytest.MonkeyPatch, own_words: bool) -> list[dict[str, Any]]:
    monkeypatch.chdir(ROOT)
    room = Room(Tokens(Profile("nano", "Apache-2.0", "chatml", 2048, ["q_proj"])), 4096, 768)
    options = samples.Options(
        over_length="reject", formats=["plain", "cot"], prompt_languages=["en"], clean_per_weak=1.0,
        list_classes=False, own_words=own_words, excerpts=0,
    )  # fmt: skip
    families = defaultdict(list)
    for record in clean_records():
        families[record["family"]].append(record)
    return [sample for records in families.values() for sample in samples.make(records, room, options)[0]]


@pytest.mark.parametrize("own_words", [False, True])
def test_every_shipped_gold_answer_passes_byte_for_byte(monkeypatch: pytest.MonkeyPatch, own_words: bool) -> None:
    held = [(lark, sample) for sample in gold(monkeypatch, own_words) if (lark := grammar.first(sample))]
    assert {(sample["kind"], sample["format"]) for _, sample in held} == {
        ("security_audit", "plain"), ("security_audit", "cot"), ("vulnerability_fix", "plain"),
    }  # fmt: skip
    assert [sample["completion"] for lark, sample in held if not accepts(lark, sample["completion"])] == []


@pytest.mark.parametrize("kind", ["code_explanation", "best_practices"])
def test_answers_in_prose_have_no_form(kind: str) -> None:
    assert grammar.first({"kind": kind, "format": "plain"}) is None


def written(form: str, seed: int, most: int = 700) -> str | None:
    """What random tokens write, None when they are not done in time."""
    draw, found = random.Random(seed), []
    held = compiled(grammar._grammar(form)).deep_copy()
    while not held.is_stopped() and len(found) < most:
        mask = held.compute_bitmask()
        token = draw.choice([at * 8 + bit for at, byte in enumerate(mask) if byte for bit in range(8) if byte >> bit & 1])
        assert held.consume_token(token)
        found.append(token)
    return str(tokenizer().decode_str(found)) if held.is_accepting() else None


@pytest.mark.parametrize("form", ["plain", "cot", "fix"])
def test_what_random_tokens_write_under_a_form_can_be_read(form: str) -> None:
    texts = [text for seed in range(25) if (text := written(form, seed))]
    read = [parse_fix(text) if form == "fix" else parse_verdict(text, form) for text in texts]
    assert len(texts) >= 8 and None not in read
    assert any(read)


@pytest.mark.parametrize("said", [r"C:\\Temp\\\"a\".sol", "é 灰 😀", r"two\tparts", "", "x" * 320])
def test_a_reason_of_any_signs_can_be_written(said: str) -> None:
    assert accepts(grammar._grammar("plain"), FINDING % said) and parse_verdict(FINDING % said, "plain")


@pytest.mark.parametrize(
    "text",
    [
        '{"vulnerable": false,"findings":[]}',
        '{"vulnerable":true,"findings":[]}',
        FINDING % r"\ud800",
        FINDING % ("x" * 321),
        (FINDING % "a").replace("[1]", "[0]"),
        (FINDING % "a").replace("reentrancy", "re-entrancy"),
    ],
)
def test_what_gold_never_writes_is_kept_out(text: str) -> None:
    assert not accepts(grammar._grammar("plain"), text)
