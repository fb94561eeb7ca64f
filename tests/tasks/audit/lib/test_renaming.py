from random import Random

import pytest

from stages.tasks.audit.lib.names import names, replaced
from stages.tasks.audit.lib.renaming import KEPT
from stages.tasks.audit.lib.renaming import renamed as renamed_from
from stages.tasks.audit.lib.syntax import parses
from tests.shipped import clean_records

BANK = """contract Bank is ReentrancyGuard {
    uint256 constant MOST_COINS = 5;
    mapping(address => uint256) _heldCoins;
    event Paid(address to);

    function pay_out(uint256 sum) external nonReentrant {
        require(sum <= MOST_COINS, "most coins");
        _heldCoins[msg.sender] -= sum;
        payable(msg.sender).transfer(sum);
        emit Paid(msg.sender);
    }
}"""


def renamed(code: str, language: str, draw: Random) -> str:
    return renamed_from(code, names(code, language), language, draw)


def pairs(code: str, other: str, language: str) -> dict[str, str]:
    """{name of `code`: name at the same place of `other`}."""
    placed = zip(names(code, language), names(other, language), strict=True)
    return {before.text: after.text for before, after in placed}


def test_every_use_of_a_name_follows_its_declaration_and_the_rest_stays() -> None:
    code = renamed(BANK, "solidity", Random(3))
    was = pairs(BANK, code, "solidity")
    assert sorted(was.values()) == sorted(set(was.values()))
    assert all(was[name] == name for name in ("ReentrancyGuard", "nonReentrant", "msg", "sender", "transfer"))
    assert '"most coins"' in code and code.count(was["_heldCoins"]) == 2


def test_a_new_name_is_written_as_the_old_one_was() -> None:
    found = {}
    for seed in range(40):  # so many that no name stays every time
        code = renamed(BANK, "solidity", Random(seed))
        found |= {old: new for old, new in pairs(BANK, code, "solidity").items() if old != new}
    assert found["MOST_COINS"].isupper() and found["pay_out"].islower()
    assert found["_heldCoins"].startswith("_") and found["Bank"][0].isupper() and found["sum"][0].islower()


def test_about_the_share_kept_of_the_names_stays() -> None:
    declared = [name.text for name in names(BANK, "solidity") if name.declared]
    stayed = [text in renamed(BANK, "solidity", Random(seed)) for seed in range(200) for text in declared]
    assert abs(sum(stayed) / len(stayed) - KEPT) < 0.06


def test_the_same_draw_gives_the_same_names_and_another_does_not() -> None:
    assert renamed(BANK, "solidity", Random(1)) == renamed(BANK, "solidity", Random(1)) != renamed(BANK, "solidity", Random(2))


@pytest.mark.parametrize("language", ["solidity", "vyper", "rust"])
def test_a_renamed_contract_parses_and_is_the_same_but_for_its_names(language: str) -> None:
    tried = 0
    for code in (row["code"] for row in clean_records() if row["language"] == language):
        other = renamed(code, language, Random(tried))
        assert parses(other, language), other
        assert other != code == replaced(other, names(other, language), pairs(other, code, language))
        tried += 1
    assert tried > 20
