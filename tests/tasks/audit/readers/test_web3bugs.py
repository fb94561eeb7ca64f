from typing import Any

import pytest

REPORT = """---
sponsor: Till Finance
date: 2021-05-3
---

# High Risk Findings

## [[H-01] Paid twice](https://x.example/1)
_Submitted by nobody_

Anyone can call the pay function again before the books are up to date.

```solidity
# not a heading
pay();
```

See [the till](https://x.example/2), which pays twice in one call at https://x.example/3 then.

#### Recommended Mitigation Steps

Update the books first and only then pay the caller out.

**[somebody (Till) confirmed](https://x.example/4):**
 > Thanks, good one.

## [[H-02] Other](https://x.example/5)

Recommend doing something else entirely in this place here.
"""
HEAD = "Contest ID, Bug ID, Bug Label, Difficulty, Bug Description, Reference, Comment\n"


@pytest.fixture
def files() -> dict[str, str]:
    rows = '3, H-01, L1, 1, "Paid twice", https://x.example, ""\n3, H-02, O7, 1, "Other", https://x.example, ""\n'
    return {"results/bugs.csv": HEAD + rows + '4, H-01, L1, 1, "Elsewhere", u, ""\n', "reports/3.md": REPORT}


def test_a_finding_becomes_prose_with_class_project_and_date(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("web3bugs", files)
    found = [(r["title"], r["findings"][0]["class"], r["project"], r["date"], r["family"]) for r in records]
    assert found == [("Paid twice", "reentrancy", "till finance", "2021-05-03", "here/3")]


def test_code_names_addresses_and_talk_are_left_out(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("web3bugs", files)
    assert records[0]["code"].endswith("See the till, which pays twice in one call at  then.")
    assert not [word for word in ("nobody", "pay();", "http", "Thanks", "Mitigation") if word in records[0]["code"]]


def test_the_recommendation_is_the_advice(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("web3bugs", files)
    assert records[0]["advice"] == "Update the books first and only then pay the caller out."


def test_doubted_findings_are_refused_and_other_contests_not_read(read_files: Any, files: dict[str, str]) -> None:
    _, rejects = read_files("web3bugs", files)
    assert [(r.row, r.value, r.rule) for r in rejects] == [(3, "O7", "upstream doubts the finding")]


def test_an_out_of_scope_finding_is_kept_without_a_class(read_files: Any, files: dict[str, str]) -> None:
    table = files["results/bugs.csv"].replace('L1, 1, "Paid', 'O1, 1, "Paid')
    records, _ = read_files("web3bugs", files | {"results/bugs.csv": table})
    assert [r["findings"] for r in records] == [[]]


def test_a_finding_that_the_report_lacks_is_refused(read_files: Any, files: dict[str, str]) -> None:
    _, rejects = read_files("web3bugs", files | {"reports/3.md": REPORT.replace("[H-01]", "[H-09]")})
    assert [(r.row, r.field) for r in rejects] == [(2, "Bug ID"), (3, "Bug Label")]
