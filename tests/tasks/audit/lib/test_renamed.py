"""Code under other names: same lines, same masked code, nothing of the language renamed."""

import random

from stages.splitting.groups import jaccard, shingles
from stages.tasks.audit.lib.renamed import renamed, renaming
from stages.tasks.audit.lib.syntax import parses
from stages.tasks.audit.samples import masked
from tests.shipped import clean_records
from tests.splitting.rows import BANK

PRICED = """\
pragma solidity 0.8.20;
interface IPair {
    function getReserves() external view returns (uint112 a, uint112 b);
}
contract FerryDesk {
    IPair public pair;
    uint256 private constant TICKET_PRICE = 5;
    function quote_all(uint256 count) external view returns (uint256) {
        (uint112 a, uint112 b) = pair.getReserves();
        return count * TICKET_PRICE * a / b + address(this).balance;
    }
}
"""


def copy_of(code: str, seed: int = 1, language: str = "solidity") -> str:
    return renamed(code, language, renaming([code], language, random.Random(seed)))


def test_declared_names_change_and_keep_their_style() -> None:
    names = renaming([PRICED], "solidity", random.Random(1))
    assert not any(name in copy_of(PRICED) for name in ("FerryDesk", "TICKET_PRICE", "quote_all", "count"))
    assert names["TICKET_PRICE"].isupper() and "_" in names["quote_all"] and names["FerryDesk"][0].isupper()


def test_names_of_the_language_and_of_other_contracts_stay() -> None:
    made = copy_of(PRICED)
    assert "pair.getReserves()" not in made and ".getReserves()" in made and "function getReserves()" in made
    assert "address(this).balance" in made


def test_a_copy_has_the_lines_of_its_original_and_the_same_masked_code() -> None:
    made = copy_of(PRICED)
    assert len(made.split("\n")) == len(PRICED.split("\n"))
    ours, own = (shingles(masked({"kind": "contract", "code": code})) for code in (made, PRICED))
    assert jaccard(ours, own) == 1.0


def test_two_seeds_differ_and_one_seed_gives_one_copy() -> None:
    assert copy_of(BANK, 1) != copy_of(BANK, 2)
    assert copy_of(BANK, 1) == copy_of(BANK, 1)


def test_variants_share_their_new_names() -> None:
    fixed = BANK.replace(">=", ">")
    new = renaming([BANK, fixed], "solidity", random.Random(1))
    assert renamed(fixed, "solidity", new) == renamed(BANK, "solidity", new).replace(">=", ">")


def test_every_shipped_contract_still_parses_under_other_names() -> None:
    records = clean_records()[::9]
    assert len(records) > 50
    broken = [r["path"] for r in records if not parses(copy_of(r["code"], 3, r["language"]), r["language"])]
    assert broken == []
