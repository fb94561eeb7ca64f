import pytest

from stages.tasks.audit.lib.telling import tells


@pytest.mark.parametrize(
    "name",
    ["VulnerableBank", "attack", "bug_tod3", "_isFixed", "withdrawUnsafe", "HACKER", "noReentrancy", "vulnerable_balance",
     "bad_amount", "HashCollision", "Singel_NoHashCollision", "ShaOfShaCollission", "NobadTxorigin", "Phishable", "PoCGame",
     "ShadowingInFunctions", "IntegerOverflowUnderflowClient", "reEntrancyMutex", "ModifierEntrancy", "testUnSafePrice",
     "FixedeBank", "fixedupdaterewardDebt", "sudicideAnyone", "withdrawAllAnyone", "callnotchecked", "callchecked", "safe_unwrap",
     "transaction_malleablity", "varIsNotSafe", "TypoSafeMath", "misuse_contract_storage", "unrestricted_transfer_from",
     "transfer_undrflow2", "withdraw_ovrflow1", "DEBUG_steal_tokens", "pwned", "weak_prng", "unusedArg"],
)  # fmt: skip
def test_a_name_that_judges_tells(name: str) -> None:
    assert tells(name)


@pytest.mark.parametrize(
    "name",
    ["Bank", "safeTransfer", "nonReentrant", "ReentrancyGuard", "fixture", "badge", "goodsLedger", "debug", "drain",
     "hidden_hand", "HiddenHandDuel", "RaftRace", "TermsMissing", "SafeMath", "notes", "prefixed", "toDo_s", "checkedIn",
     "flow_over", "tackle", "unlocked", "Unauthorized", "noted"],
)  # fmt: skip
def test_a_name_of_the_domain_or_of_a_known_guard_does_not(name: str) -> None:
    assert not tells(name)
