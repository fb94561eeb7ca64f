from typing import Any

import pyarrow as pa
import pytest

from stages.core.tables import read_table, write_table
from stages.metrics.metric import Metric
from stages.tasks.audit import score
from stages.tasks.audit.lib.answer import verdict_json

from .asked import REENTRANCY, answered, audit, fix

ORIGIN = {"class": "tx-origin-auth", "accept": [], "lines": [9], "reason": "x"}


def judged(sample: dict[str, Any], text: str | None = None, **changes: Any) -> dict[str, Any]:
    return score.outcome(sample, answered(sample, text, **changes))


def values(*outcomes: dict[str, Any], part: str = "") -> dict[str, Metric]:
    return {metric.name: metric for metric in score.metrics(outcomes) if metric.part == part}


@pytest.mark.parametrize("format", ["plain", "cot"])
def test_the_expected_answer_is_right_in_every_respect(format: str) -> None:
    row = judged(audit("a", [REENTRANCY], format=format))
    assert row["right"] and (row["hits"], row["alarms"], row["lines_exact"]) == (["reentrancy"], [], 1)


def test_an_unreadable_answer_has_the_verdict_wrong_even_on_clean_code() -> None:
    row = judged(audit("a"), "I see no weakness.")
    assert (row["parsed"], row["verdict_right"], row["right"]) == (False, False, False)


def test_an_unreadable_answer_is_no_false_alarm_but_lowers_accuracy() -> None:
    found = values(judged(audit("a"), "?"), judged(audit("b")))
    assert (found["clean_false_positive_rate"].n, found["verdict_accuracy"].value) == (1, 0.5)


def test_any_credited_name_is_right_and_a_second_one_is_a_false_alarm() -> None:
    sample = audit("a", [{**REENTRANCY, "accept": ["tx-origin-auth", "dos-gas-limit"]}])
    row = judged(sample, verdict_json([ORIGIN, {**ORIGIN, "class": "dos-gas-limit"}]))
    assert (row["hits"], len(row["alarms"])) == (["reentrancy"], 1)


@pytest.mark.parametrize(("line", "exact", "near"), [(3, 1, 1), (4, 0, 1), (5, 0, 0)])
def test_a_line_is_hit_exactly_or_by_its_neighbour(line: int, exact: int, near: int) -> None:
    row = judged(audit("a", [REENTRANCY]), verdict_json([{**REENTRANCY, "lines": [line]}]))
    assert (row["lines_exact"], row["lines_near"]) == (exact, near)


def test_a_line_of_another_class_is_no_hit() -> None:
    assert judged(audit("a", [REENTRANCY]), verdict_json([{**ORIGIN, "lines": [3]}]))["lines_near"] == 0


def test_an_swc_of_another_class_is_counted() -> None:
    sample = audit("a", [REENTRANCY])
    row = judged(sample, sample["completion"].replace("SWC-107", "SWC-101"))
    assert (row["claims"], row["ids_right"]) == (1, 0)


def test_a_pair_is_right_only_when_the_bug_is_named_and_the_fix_is_called_clean() -> None:
    weak, fixed = audit("weak", [REENTRANCY], group="g"), audit("fixed", group="g")
    assert values(judged(weak), judged(fixed))["pair_score"].value == 1.0
    assert values(judged(weak), judged(fixed, weak["completion"]))["pair_score"].value == 0.0


def test_windows_of_a_contract_count_as_one_when_asked() -> None:
    shown = {"record_id": "r", "labels": {"windows": 2}}
    first, second = audit("w1", [REENTRANCY], **shown), audit("w2", record_id="r", labels={"windows": 2}, role="clean")
    found = values(judged(first), judged(second, "cut"))
    assert (found["verdict_accuracy"].value, found["contract_verdict_accuracy"].value) == (0.5, 1.0)


def test_a_false_alarm_of_an_unexpected_class_lowers_micro_but_not_macro_f1() -> None:
    found = values(judged(audit("a", [REENTRANCY])), judged(audit("b"), verdict_json([ORIGIN])))
    assert (found["macro_f1"].value, round(found["micro_f1"].value, 3)) == (1.0, 0.667)


def test_classes_are_counted_one_by_one() -> None:
    rows = judged(audit("a", [REENTRANCY])), judged(audit("b"), verdict_json([REENTRANCY]))
    found = values(*rows, part="class=reentrancy")
    assert (found["precision"].value, found["recall"].value, found["recall"].n) == (0.5, 1.0, 1)


def test_parts_of_the_test_set_are_scored_apart() -> None:
    rows = judged(audit("a", [REENTRANCY], language="rust")), judged(audit("b"), "?")
    assert values(*rows, part="language=rust")["macro_f1"].value == 1.0


def test_a_fix_equal_to_the_reference_is_exact_and_blank_lines_do_not_matter() -> None:
    row = judged(fix("a\nb\nc", "a\nB\nc"), '{"edits":[{"start":2,"end":2,"text":"B  \\n\\n"}],"reason":""}')
    assert row["applies"] and row["exact"]


def test_a_fix_that_does_not_apply_is_counted_and_not_raised() -> None:
    row = judged(fix("a\nb\nc", "a\nB\nc"), '{"edits":[{"start":7,"end":9,"text":"B"}],"reason":""}')
    assert (row["parsed"], row["applies"], row["exact"]) == (True, False, False)


def test_prose_is_near_its_reference_by_chrf() -> None:
    sample = audit("a") | {"kind": "best_practices", "completion": "Check the caller first.", "labels": "{}"}
    assert judged(sample)["chrf"] == 1.0 and 0 < judged(sample, "Check it first.")["chrf"] < 1


@pytest.mark.parametrize("kind", ["security_audit", "vulnerability_fix", "code_explanation"])
@pytest.mark.parametrize("text", ["", "\x00", "{" * 10_000, "Verdict: {}", "한국어 ```", '{"edits":1}'])
def test_no_answer_can_stop_the_scoring(kind: str, text: str) -> None:
    sample = fix("a", "b") | {"kind": kind} if kind == "vulnerability_fix" else audit("a") | {"kind": kind}
    assert not judged(sample, text)["right"]


def test_outcomes_come_back_from_the_table_as_they_were(tmp_path: Any) -> None:
    rows = [judged(audit("a", [REENTRANCY])), judged(fix("a", "b"))]
    write_table(tmp_path / "o.parquet", rows, score.outcome_schema())
    assert read_table(tmp_path / "o.parquet") == [{key: row[key] for key in score.outcome_schema().names} for row in rows]


def test_every_column_has_a_type_even_when_nothing_is_claimed() -> None:
    assert pa.null() not in score.outcome_schema().types


def test_metrics_of_no_outcomes_have_no_value_and_no_error() -> None:
    found = score.metrics([])
    assert len(found) > 10 and all(metric.n == 0 and metric.value != metric.value for metric in found)


def test_tables_name_only_metrics_there_are() -> None:
    named = {*score.TABLE, *score.MORE, *score.TESTED, score.MAIN}
    assert named <= values(judged(audit("a"))).keys() and score.TABLE.keys() == score.MEANING.keys()


def test_an_example_shows_the_lines_the_answer_is_about() -> None:
    sample = audit("a", [REENTRANCY])
    assert "3|     msg.sender.call{value: 1}();" in score.excerpt(sample, judged(sample))
