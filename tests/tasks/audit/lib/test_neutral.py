import pytest

from stages.tasks.audit.lib.neutral import neutralised, tells
from stages.tasks.audit.lib.syntax import parses


@pytest.mark.parametrize("name", ["VulnerableBank", "attack", "bug_tod3", "_isFixed", "withdrawUnsafe", "HACKER", "noReentrancy"])
def test_a_name_that_judges_tells(name: str) -> None:
    assert tells(name)


@pytest.mark.parametrize(
    "name", ["Bank", "safeTransfer", "nonReentrant", "ReentrancyGuard", "fixture", "badge", "goodsLedger", "debug"]
)
def test_a_name_of_the_domain_or_of_a_known_guard_does_not(name: str) -> None:
    assert not tells(name)


def test_names_the_file_declares_are_replaced_wherever_they_stand() -> None:
    code = (
        'contract VulnerableBank {\n  uint badSum;\n  function attack(uint x) external { badSum = x; }\n'
        '  function go() external { attack(badSum); emit Note("attack"); }\n}\ncontract User is VulnerableBank {}'
    )  # fmt: skip
    clean, renames = neutralised(code, "solidity")
    assert renames == {"VulnerableBank": "Contract1", "badSum": "name1", "attack": "name2"}
    assert clean == (
        'contract Contract1 {\n  uint name1;\n  function name2(uint x) external { name1 = x; }\n'
        '  function go() external { name2(name1); emit Note("attack"); }\n}\ncontract User is Contract1 {}'
    )  # fmt: skip


def test_names_of_libraries_keep_their_meaning() -> None:
    code = "contract Bank is ReentrancyGuard {\n  function f() external nonReentrant { Lib.attackSurface(unsafeCast(1)); }\n}"
    assert neutralised(code, "solidity") == (code, {})


def test_a_new_name_collides_with_none_of_the_file() -> None:
    clean, renames = neutralised("contract Contract1 { uint name1; uint badSum; }\ncontract Attacker {}", "solidity")
    assert renames == {"badSum": "name2", "Attacker": "Contract2"}
    assert "uint name1; uint name2;" in clean


@pytest.mark.parametrize(
    ("language", "code", "wanted"),
    [
        ("rust", "mod vulnerable { pub fn 합_exploit(λ: u64) -> u64 { λ } }\nfn go() { vulnerable::합_exploit(1); }",
         "mod Mod1 { pub fn name1(λ: u64) -> u64 { λ } }\nfn go() { Mod1::name1(1); }"),
        ("vyper", "# λ\nbad_sum: uint256\n@external\ndef attack():\n    self.bad_sum += 1\n",
         "# λ\nname1: uint256\n@external\ndef name2():\n    self.name1 += 1\n"),
    ],
)  # fmt: skip
def test_rust_and_vyper_are_renamed_by_their_bytes(language: str, code: str, wanted: str) -> None:
    assert neutralised(code, language)[0] == wanted
    assert parses(wanted, language)
