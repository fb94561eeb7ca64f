import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from llguidance import LLMatcher, LLTokenizer

from stages.sources.spec import Source
from stages.tasks.kgraph import grammar
from stages.tasks.kgraph.lib import form
from stages.tasks.kgraph.lib.sentences import sentences
from stages.tasks.kgraph.readers.authored import read
from tests.project import ROOT
from tests.tasks.kgraph.written import records

SHIPPED = ROOT / "data/sources/kgraph"
JOINT, TAIL = '"relationships', '":[]}'


@cache
def tokenizer() -> LLTokenizer:
    return LLTokenizer((ROOT / "models/nano/tokenizer.json").read_text(encoding="utf-8"))


def matcher(lark: str) -> LLMatcher:
    found = LLMatcher(tokenizer(), LLMatcher.grammar_from_lark(lark))
    assert not found.is_error(), found.get_error()
    return found


def accepts(lark: str, text: str) -> bool:
    """Whether the text is whole under the grammar, token by token."""
    held, tokens = matcher(lark), tokenizer().tokenize_str(text)
    return held.validate_tokens(tokens) == len(tokens) and held.consume_tokens(tokens) and held.is_accepting()


def sample(count: int) -> dict[str, Any]:
    shown = "\n".join(f"[{number}] Said." for number in range(1, count + 1))
    return {"messages": [{"role": "user", "content": f"```\n{shown}\n```\nExtract."}]}


def gold() -> list[dict[str, Any]]:
    files = sorted(path.relative_to(SHIPPED).as_posix() for path in SHIPPED.glob("reports/*/*.yaml"))
    entry = Source("authored", "authored", "Apache-2.0", "authored", ("demo",), "none", folders=("reports",))
    return [record for record in read(SHIPPED, files, entry) if isinstance(record, dict)]


def refused(rows: list[dict[str, Any]]) -> list[str]:
    """Passages whose gold answer the grammars do not let through, byte for byte."""
    found = []
    for row in rows:
        answer, asked = form.compact(form.graph_of(row)), sample(len(sentences(row["text"])))
        start, joint, rest = answer.partition(JOINT)
        then = grammar.then(asked, start + joint)
        if (
            then is None
            or then[0] != start + joint
            or not accepts(grammar.first(asked), start + joint)
            or not accepts(then[1], rest)
        ):
            found.append(row["path"])
    return found


def walk(lark: str, seed: int, cap: int) -> str | None:
    """What a model of random tokens writes under the grammar, None when it is not done after `cap` tokens."""
    draw, held, found = random.Random(seed), matcher(lark), []
    for _ in range(cap):
        mask = held.compute_bitmask()
        allowed = [at * 8 + bit for at, byte in enumerate(mask) if byte for bit in range(8) if byte >> bit & 1]
        token = draw.choice(allowed)
        if token == tokenizer().eos_token:
            break
        assert held.consume_token(token)
        found.append(token)
        if held.is_stopped():
            break
    return str(tokenizer().decode_str(found)) if held.is_accepting() or held.is_stopped() else None


def test_the_gold_answers_of_the_tests_pass(tmp_path: Path) -> None:
    rows = records(tmp_path)
    assert len(rows) == 3
    assert refused(rows) == []


def test_the_gold_answers_of_all_shipped_passages_pass() -> None:
    rows = gold()
    assert rows
    assert refused(rows) == []


def test_a_model_of_random_tokens_writes_only_entities_that_can_be_read() -> None:
    starts = [start for seed in range(40) if (start := walk(grammar.first(sample(3)), seed, 400))]
    graphs = [form.parse(start + TAIL) for start in starts]
    assert sum(bool(graph and graph.entities) for graph in graphs) >= 10
    assert [start for start, graph in zip(starts, graphs, strict=True) if graph is None] == []


def test_a_model_of_random_tokens_writes_no_dangling_id_and_no_loop() -> None:
    then = grammar.then(sample(3), entities(*(("Malware", f"n{number}", "") for number in range(12))))
    assert then is not None
    graphs = [form.parse(then[0] + rest) for seed in range(60) if (rest := walk(then[1], seed, 400))]
    assert sum(len(graph.relationships) for graph in graphs if graph) >= 20
    broken = [graph is None or any(form.faults(graph)[fault] for fault in ("dangling", "self_loops")) for graph in graphs]
    assert not any(broken)


def test_both_halves_of_an_answer_have_the_tokens_of_the_whole(tmp_path: Path) -> None:
    for row in records(tmp_path):
        answer = form.compact(form.graph_of(row))
        start, joint, rest = answer.partition(JOINT)
        halves = [tokenizer().tokenize_str(half) for half in (start + joint, rest)]
        assert halves[0] + halves[1] == tokenizer().tokenize_str(answer)


@pytest.mark.parametrize("name", ['C:\\Temp\\"up".dll', "HKLM\\Software\\Run", "灰鹭", "로더", "naïve – “x”", "a/b{c}[d]", "🐦"])
def test_a_name_of_any_signs_can_be_written(name: str) -> None:
    graph = form.valid({"entities": [{"id": "e1", "name": name, "labels": ["File"], "description": name}], "relationships": []})
    assert graph is not None
    assert accepts(grammar.first(sample(1)), form.compact(graph).removesuffix(TAIL))


def entities(*named: tuple[str, str, str]) -> str:
    found = [
        {"id": f"e{number}", "name": name, "labels": [label], "description": said}
        for number, (label, name, said) in enumerate(named, start=1)
    ]
    return json.dumps({"entities": found}, separators=(",", ":"))[:-1] + "," + JOINT


def test_duplicates_of_the_first_pass_are_merged_and_the_rest_numbered_anew() -> None:
    text = entities(("Malware", "Crane", ""), ("Malware", "crane", "a loader"), ("Tool", "crane", ""), ("File", "x", ""))
    then = grammar.then(sample(1), text)
    assert then is not None
    assert then[0] == entities(("Malware", "Crane", "a loader"), ("Tool", "crane", ""), ("File", "x", ""))
    assert "e3" in then[1] and "e4" not in then[1]


@pytest.mark.parametrize("named", [(), (("Malware", "Crane", ""),), (("Malware", "Crane", ""), ("Malware", "“crane”", ""))])
def test_with_fewer_than_two_entities_there_can_be_no_relationship(named: tuple[tuple[str, str, str], ...]) -> None:
    then = grammar.then(sample(1), entities(*named))
    assert then is not None
    assert walk(then[1], 0, 10) == TAIL


@pytest.mark.parametrize("text", ["", '{"entities":[{"labels":["Malware"],"id":"e1","name":"Cr', "no graph"])
def test_a_first_pass_that_was_cut_ends_the_answer(text: str) -> None:
    assert grammar.then(sample(1), text) is None


def test_evidence_can_only_name_sentences_of_the_passage() -> None:
    then = grammar.then(sample(2), entities(("Malware", "a", ""), ("Malware", "b", "")))
    link = '":[{"source":"e1","target":"e2","type":"uses","confidence":0.90,"evidence":[%s]}]}'
    assert then is not None
    assert [accepts(then[1], link % said) for said in ("1", "1,2", "3", "0", "")] == [True, True, False, False, False]


def test_the_largest_grammar_is_ready_at_once() -> None:
    many = entities(*(("Malware", f"n{number}", "") for number in range(form.MOST_ENTITIES)))
    then = grammar.then(sample(form.MOST_SENTENCES), many)
    assert then is not None
    assert matcher(then[1]).compute_bitmask()
