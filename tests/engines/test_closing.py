"""Texts cut at the limit are cut back and ended: no word is made up where it can be helped, and every cut gives a whole text."""

import json
from functools import cache

import pytest

from stages.engines import closing
from stages.engines.constrained import Forms
from stages.prompting.catalog import Profile
from stages.prompting.tokens import Tokens
from tests.project import ROOT

NANO = Profile("nano", "Apache-2.0", "chatml", 2048, ["q_proj"])
ITEM = {
    "type": "object", "required": ["line", "class", "reason"], "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "class": {"enum": ["reentrancy", "tx-origin"]},
                   "reason": {"type": "string", "maxLength": 80}},
}  # fmt: skip
ITEMS = {"type": "object", "required": ["found"], "additionalProperties": False, "x-guidance": {"whitespace_flexible": False},
         "properties": {"found": {"type": "array", "items": ITEM, "maxItems": 6}}}  # fmt: skip
PLAIN = f"start: %json {json.dumps(ITEMS)}"
STEPS = f'start: (STEP){{1,4}} "Answer: " answer\nSTEP: /[1-9]\\. [^\\n]{{1,200}}\\n/\nanswer: %json {json.dumps(ITEMS)}'
ONE = '{"line":3,"class":"reentrancy","reason":"Pays first."}'
WHOLE = f'{{"found":[{ONE},{{"line":12,"class":"tx-origin","reason":"C:\\\\x \\"é\\" 😀"}}]}}'


@pytest.fixture
def forms(monkeypatch: pytest.MonkeyPatch) -> Forms:
    monkeypatch.chdir(ROOT)
    return _forms()


@cache
def _forms() -> Forms:
    return Forms(Tokens(NANO), 8192)


def ended(forms: Forms, grammar: str, ids: list[int], limit: int) -> list[int]:
    matcher = forms.matcher(grammar, limit)
    assert matcher.consume_tokens(ids)
    return forms.closer.closed(matcher, ids, limit)


@pytest.mark.parametrize(
    ("grammar", "written", "wanted"),
    [
        (PLAIN, f'{{"found":[{ONE},{{"line":12,"cl', f'{{"found":[{ONE}]}}'),
        (PLAIN, f'{{"found":[{ONE[:-6]}', f'{{"found":[{ONE[:-6]}"}}]}}'),
        (PLAIN, '{"found":[{"line":12,"cla', '{"found":[]}'),
        (STEPS, "1. Looks at `a[1]", '1. Looks at `a[1]\nAnswer: {"found":[]}'),
        (STEPS, f'1. Looks.\nAnswer: {{"found":[{ONE},{{"li', f'1. Looks.\nAnswer: {{"found":[{ONE}]}}'),
    ],
)
def test_a_text_is_ended_from_the_last_place_that_needs_no_word(forms: Forms, grammar: str, written: str, wanted: str) -> None:
    ids = forms._tokens.encode(written)
    assert forms._tokens.decode(ended(forms, grammar, ids, len(ids) + 40)) == wanted


def test_a_word_is_chosen_only_where_nothing_else_ends_the_text(forms: Forms) -> None:
    schema = json.dumps(ITEM | {"x-guidance": {"whitespace_flexible": False}})
    ids = forms._tokens.encode('{"line":7,"class":"t')
    found = forms._tokens.decode(ended(forms, f"start: %json {schema}", ids, 60))
    assert found == '{"line":7,"class":"tx-origin","reason":""}'


@pytest.mark.parametrize(("grammar", "text"), [(PLAIN, WHOLE), (STEPS, "1. Looks é.\n2. Sees.\nAnswer: " + WHOLE)])
def test_a_cut_after_any_token_gives_a_whole_text_that_fits_the_limit(forms: Forms, grammar: str, text: str) -> None:
    ids = forms._tokens.encode(text)
    least = forms._compiled(grammar)[1]
    cuts = range(least, len(ids))
    assert len(cuts) > 20
    for cut in cuts:
        found = ended(forms, grammar, ids[:cut], cut)
        again = forms.matcher(grammar, cut)
        assert len(found) <= cut and again.consume_tokens(found) and again.is_accepting()


def test_the_shortest_text_opens_nothing_that_may_stay_closed(forms: Forms) -> None:
    matcher, least = forms._compiled(PLAIN)
    assert forms._tokens.decode(forms.closer.shortest(matcher)) == '{"found":[]}' and least < 9


def test_text_of_a_least_length_is_filled_in_fewer_tokens_than_characters(forms: Forms) -> None:
    schema = {"type": "string", "minLength": 120}
    assert forms._compiled(f"start: %json {json.dumps(schema)}")[1] < 60


def test_a_grammar_without_an_end_in_reach_is_refused(forms: Forms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "LONGEST", 8)
    with pytest.raises(ValueError, match="no text of at most 8 tokens"):
        forms.matcher("start: /([a-z]#){40}/", 90)
