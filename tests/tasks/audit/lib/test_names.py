import pytest

from stages.tasks.audit.lib.names import names
from stages.tasks.audit.lib.neutral import neutralised
from stages.tasks.audit.lib.syntax import without_comments
from tests.shipped import raw_records


def declared(code: str, language: str) -> set[str]:
    found = names(code, language)
    assert all(code.encode()[name.start :].startswith(name.text.encode()) for name in found)
    return {name.text for name in found if name.declared}


def test_names_know_where_they_stand_and_what_declares_them() -> None:
    code = "contract Bank { uint held; function pay(uint sum) external { held -= sum; Lib.pay(sum); } }"
    assert declared(code, "solidity") == {"Bank", "held", "pay", "sum"}
    assert [name.declared for name in names(code, "solidity") if name.text == "pay"] == [True, False]


SOLIDITY = """
import {Far as Near} from "./far.sol";
type Sum is uint256;
contract C {
  enum Step { First, Last }
  error Short(uint256 left);
  event Paid(address who);
  struct Line { uint256 held; }
  mapping(address owner => uint256 share) public shares;
  modifier once(uint256 n) { _; }
  function f(uint256 given) external returns (uint256 got) {
    (uint256 a, uint256 b) = g();
    try far.call() returns (uint256 back) {} catch Error(string memory why) {}
    assembly {
      let x := add(given, 1)
      let y, z := pair()
      function inner(p) -> q { q := other(p) }
    }
    for (uint256 i; i < use; i++) { revert Short({left: Step.First}); }
  }
}
"""
RUST = """
use far::Thing as Near;
const MOST: u64 = 3;
fn f(mut one: u64, (two, three): (u64, u64), &four: &u64) {
    let (five, mut six) = far(one);
    let Far { seven, eight: nine, .. } = far();
    for (ten, eleven) in far() {}
    let go = |twelve, &(thirteen, _): &(u8, u8)| twelve;
    match far() { Some(fourteen) if used => 1, Far::A(fifteen) | Far::B(fifteen) => 2, NONE => 3, sixteen @ 1..=5 => 4 }
    if let Some(seventeen) = far() {}
    while let Ok([eighteen, ref nineteen, rest @ ..]) = far() {}
}
"""
VYPER = """
import far as near
struct Line:
    held: uint256
event Paid:
    who: indexed(address)
flag Step:
    FIRST
    LAST
interface Far:
    def ask(what: uint256) -> uint256: view
total: public(uint256)
@external
def f(given: uint256, more: DynArray[uint256, 3] = []) -> uint256:
    line: Line = Line(held=1)
    for at: uint256 in range(3):
        self.total += used[at:3]
    if given > 1:
        pass
    else:
        return other(a=1)
    return {x: 1}
"""


def test_everything_that_solidity_declares_is_found_assembly_too() -> None:
    wanted = "Near Sum C Step First Last Short left Paid who Line held owner share shares once n f given got a b back why"
    assert declared(SOLIDITY, "solidity") == {*wanted.split(), *"x y z inner p q i".split()}


def test_everything_that_rust_declares_is_found_in_patterns_too() -> None:
    bound = "one two three four five six nine ten eleven go twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    assert declared(RUST, "rust") == {"Near", "MOST", "f", "rest", *bound.split()}


def test_everything_that_vyper_declares_is_found_inside_functions_too() -> None:
    wanted = "near Line held Paid who Step FIRST LAST Far ask what total f given more line at"
    assert declared(VYPER, "vyper") == set(wanted.split())


def test_a_rust_module_or_struct_is_a_contract_by_its_attribute() -> None:
    code = (
        "#[ink::contract] mod a { #[ink(storage)] pub struct B; #[contracttype] struct C; }\n#[contract]\npub struct D;\nmod e {}"
    )
    kinds = {name.text: name.kind for name in names(code, "rust") if name.declared}
    assert kinds == {"a": "mod_contract", "B": "contract_item", "C": "struct_item", "D": "contract_item", "e": "mod_item"}


def test_vyper_contracts_compile_with_every_name_of_their_own_replaced() -> None:
    vyper = pytest.importorskip("vyper")
    codes = [record["code"] for record in raw_records() if record["language"] == "vyper"][::8]
    assert len(codes) >= 5
    for code in codes:
        renamed, renames = neutralised(without_comments(code, "vyper"), "vyper", "injected")
        assert len(renames) > 3
        assert vyper.compile_code(renamed, output_formats=["bytecode_runtime"])["bytecode_runtime"]
