import pytest

from stages.tasks.audit.lib.neutral import neutralised
from stages.tasks.audit.lib.syntax import parses


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


@pytest.mark.parametrize(
    "name",
    ["HiddenBuiltinSymbols", "NoHiddenBuiltinSymbols", "HashCollision", "Singel_NoHashCollision", "NobadTxorigin", "Phishable",
     "DrainMe", "PoCGame", "ShadowingInFunctions", "SimpleEtherDrain", "prodigal", "NoProdigal"],
)  # fmt: skip
@pytest.mark.parametrize("origin", ["labelled", "injected", "library"])
def test_a_collected_contract_is_called_the_same_whatever_it_shows(name: str, origin: str) -> None:
    code = f"library L {{}}\ncontract {name} {{ {name} next; function {name}() {{}} }}"
    clean, renames = neutralised(code, "solidity", origin)
    assert renames.items() >= {"L": "Library1", name: "Contract1"}.items()
    assert name not in clean


def test_an_authored_contract_and_a_guard_keep_a_name_of_the_domain() -> None:
    code = "contract ReentrancyGuard {}\ncontract ToyLibrary is ReentrancyGuard { uint toys; }"
    assert neutralised(code, "solidity", "authored") == (code, {})
    assert neutralised(code, "solidity", "labelled")[1] == {"ToyLibrary": "Contract1"}


def test_in_injected_code_no_new_name_points_at_what_was_put_in() -> None:
    code = (
        "contract A { uint held; function bug_unchk4(address to) public { to.send(msg.value); } function transfer() public {} }"
    )
    clean = neutralised(code, "solidity", "injected")[0]
    assert clean == (
        "contract Contract1 { uint name1; function name2(address name3) public { name3.send(msg.value); } "
        "function transfer() public {} }"
    )


@pytest.mark.parametrize(
    ("contract", "slip", "again"),
    [("Missing", "missing", "contract1"), ("Missing", "IamMissing", "IamContract1"), ("DrainMe", "DranMe", "Conract1")],
)
def test_a_constructor_that_missed_the_name_of_its_contract_misses_the_new_one_too(contract: str, slip: str, again: str) -> None:
    code = f"contract {contract} {{ function {slip}() public {{}} function take(uint x) public {{}} }}"
    assert neutralised(code, "solidity", "labelled")[1] == {contract: "Contract1", slip: again}


def test_a_function_that_only_sounds_like_its_contract_keeps_its_name() -> None:
    code = "contract Lock { function lock(uint x) public {} function unlock() public {} }"
    assert neutralised(code, "solidity", "labelled")[1] == {"Lock": "Contract1"}


def test_what_rust_derives_from_a_renamed_type_follows_it() -> None:
    code = (
        "#[contracterror] pub enum IOError { Low }\n#[contract]\npub struct IntegerOverflow;\n"
        "fn t() { let client = IntegerOverflowClient::new(&env); IntegerOverflowing::x(); PSP22Error::y(IOError::Low); }"
    )
    clean, renames = neutralised(code, "rust", "labelled")
    assert renames == {"IntegerOverflow": "Contract1", "IntegerOverflowClient": "Contract1Client", "IOError": "Contract1Error"}
    assert "Contract1Client::new(&env); IntegerOverflowing::x(); PSP22Error::y(Contract1Error::Low);" in clean


@pytest.mark.parametrize(
    ("language", "code", "wanted"),
    [
        ("vyper", "struct Loan:\n    bad_amount: uint256\n@external\ndef f(attacker: address):\n"
                  "    vulnerable_balance: uint256 = 1\n    for bad: uint256 in range(3):\n        log Paid(bad_amount=bad)\n",
         "struct Loan:\n    name1: uint256\n@external\ndef f(name2: address):\n    name3: uint256 = 1\n"
         "    for name4: uint256 in range(3):\n        log Paid(name1=name4)\n"),
        ("solidity", "contract A { enum E { Bad } error Hack(uint badSum); function f() external { assembly { let bug := 1 } } }",
         "contract A { enum E { Enum1 } error Error1(uint name1); function f() external { assembly { let name2 := 1 } } }"),
        ("solidity", "contract A { function f(uint badSum) external { assembly { sstore(0, badSum) } } }",
         "contract A { function f(uint name1) external { assembly { sstore(0, name1) } } }"),
        ("rust", "fn f() { let (bad, good) = g(); for evil in x { h(|attacker| attacker + bad, evil); } }",
         "fn f() { let (name1, name2) = g(); for name3 in x { h(|name4| name4 + name1, name3); } }"),
        ("rust", "struct S { bad_sum: u64 }\nfn f(s: S) { let S { bad_sum } = s; }",
         "struct S { name1: u64 }\nfn f(s: S) { let S { name1 } = s; }"),
    ],
)  # fmt: skip
def test_names_inside_of_functions_and_types_are_replaced_too(language: str, code: str, wanted: str) -> None:
    assert neutralised(code, language)[0] == wanted
    assert parses(wanted, language)
