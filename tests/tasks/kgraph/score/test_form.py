import pytest

from stages.tasks.kgraph import score

from ..asked import Row, judged


@pytest.mark.parametrize(
    "broken",
    ["```json\n{}\n```", "{} ", "{},", "Here it is: {}", "{}{}", "{}\nDone.", "<think></think>{}"],
    ids=["fence", "space", "comma", "prose before", "twice", "prose after", "thought"],
)
def test_nothing_is_repaired(asked: dict[str, Row], broken: str) -> None:
    row = judged(asked["heron"], broken.replace("{}", asked["heron"]["completion"]))
    assert row["parsed"] is (broken == "{} ") and row["right"] is row["parsed"]
    assert row["fence_parsed"] is (broken in {"{} ", "```json\n{}\n```"})


HOSTILE = [
    "", "\x00", "null", "[]", "[[]]", "3", '"entities"', "{", "{" * 10_000, "[" * 100_000, '{"entities":[]}', "NaN",
    '{"entities":"[]","relationships":"[]"}', '{"entities":{},"relationships":{}}', '{"entities":[[]],"relationships":[]}',
    '{"entities":["Slate Heron"],"relationships":["e1 uses e2"]}', '{"entities":[],"entities":[],"relationships":[]}',
    '{"entities":[null],"relationships":[null]}', '[{"entities":[],"relationships":[]}]',
    '{"entities":[],"relationships":[{"source":"e1","target":"e2","type":"uses","confidence":NaN,"evidence":[1]}]}',
    '{"entities":[{"id":"e1","name":"\\ud800","labels":["Malware"],"description":""}],"relationships":[]}',
    '{"entities":[{"labels":[],"id":"e1","name":"x","description":""}],"relationships":[]}',
    '{"entities":[{"labels":[["Malware"]],"id":{},"name":[],"description":1}],"relationships":[]}',
    '{"entities":[],"relationships":[{"source":"e1","target":"e2","type":"uses","confidence":"0.9","evidence":[1]}]}',
    '{"entities":[],"relationships":[],"more":' + "9" * 5000 + "}",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["heron", "quiet"])
def test_no_answer_can_stop_the_scoring_and_none_of_these_is_readable(asked: dict[str, Row], name: str, text: str) -> None:
    row = judged(asked[name], text)
    assert (row["parsed"], row["right"], row["graph_score"], row["labels_claimed"]) == (False, False, 0.0, [])
    assert score.metrics([row])


def test_json_that_breaks_the_form_is_json_but_not_readable(asked: dict[str, Row]) -> None:
    row = judged(asked["heron"], '{"entities":[]}')
    assert (row["json"], row["parsed"]) == (True, False)
