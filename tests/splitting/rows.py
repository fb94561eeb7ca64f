"""Small contracts as records of the audit task, for the tests of the split."""

import random
from types import SimpleNamespace
from typing import Any

from stages.core.files import sha256_text
from stages.tasks.audit.lib.records import finding, record

SETTINGS = SimpleNamespace(near_duplicate=0.75, test_share=0.3, val_share=0.1)
BODY = """contract {name} {{
  mapping(address => uint256) public {books};
  function {pay}(uint256 {sum}) external {{
    require({books}[msg.sender] >= {sum}, "too much");
    (bool ok, ) = msg.sender.call{{value: {sum}}}("");
    require(ok, "refused");
    {books}[msg.sender] -= {sum};
  }}
}}"""
BANK = BODY.format(name="Bank", books="held", pay="out", sum="amount")
TILL = BODY.format(name="Till", books="savings", pay="withdrawAll", sum="wad")
OTHER = "contract Clock {\n  uint256 public start;\n  constructor() { start = block.timestamp; }\n}"


def row(family: str, code: str, **values: Any) -> dict[str, Any]:
    """A record as it stands in data/valid; with `weak` it is a vulnerable one of that class."""
    weak, language = values.pop("weak", ""), values.get("language", "solidity")
    found = [finding(weak, [1])] if weak else []
    role = "vulnerable" if weak else "clean"
    filled = record(code=code, family=family, **{"findings": found, "role": role, "path": f"{family}.sol", **values})
    return filled | {"id": sha256_text(f"{language}\n{code}"), "source": "here", "tokens": 0, "renamed": 0}


def unlike(number: int) -> str:
    """A contract that is nearly equal to none with another number: operators and keywords drawn at random."""
    draw = random.Random(number)
    words = "+ - * / % && || == < > require return if else emit delete new view pure ; { } ( ) [ ]".split()
    return "contract C {\n" + "\n".join(" ".join(draw.choices(words, k=12)) for _ in range(4)) + "\n}"
