"""Questions about code whose answers stand in the code: which line, which function, is it there at all.

They teach what every task of this project needs before any knowledge: reading numbered lines, pointing at them, and
answering with one line of JSON. They say nothing about weaknesses.
"""

import random
import re
from collections.abc import Callable

from stages.methods.pretrain.dialogue import dialogue, fact
from stages.methods.pretrain.texts import without_comments

MAX_LINES = 40  # of code in one exercise: at least one exercise fits a training block
MIN_LINES = 8  # many short ones: they teach looking up soonest
TURNS = 8
_LABELS = {".sol": "solidity", ".rs": "rust", ".vy": "vyper", ".py": "python"}
_HEAD = re.compile(r"^\s*(?:pub(?:\([a-z]+\))? )?(?:function|fn|def)\s+(\w+)")
_WORD = re.compile(r"[A-Za-z_]\w{3,}")
# What a reader of contracts looks for, as the languages spell it. Facts about lines, not judgements on them.
_FACTS = {
    "call another contract directly": r"\.(call|staticcall|delegatecall)\b|\braw_call\(|\binvoke(_signed)?\(|WasmMsg::Execute",
    "run another contract's code in their own storage": r"\.delegatecall\b|is_delegate_call=True",
    "send coins or tokens": r"\.(transfer|send|safeTransfer|transferFrom|safeTransferFrom)\(|\bsend\(|\{value:|BankMsg::Send",
    "read the time or number of the block": r"\bblock\.(timestamp|number|time|height)\b|\bnow\b|Clock::get|unix_timestamp",
    "read other values of the block": r"\bblock\.(difficulty|prevrandao|coinbase|basefee)\b|\bblockhash\(",
    "look at who is calling": r"\bmsg\.sender\b|\b_msgSender\(|\binfo\.sender\b|\bis_signer\b|\bSigner<",
    "look at who signed the transaction": r"\btx\.origin\b",
    "loop": r"^\s*(for|while|loop)\b",
    "compute a hash": r"\b(keccak256|sha256|sha3|ripemd160|hashv?)\(",
    "pack values without padding": r"\babi\.encodePacked\(",
    "recover a signer": r"\becrecover\(|\brecover\(|secp256k1_recover",
    "multiply or divide": r"[\w)\]] [*/] [\w(]|\.(mul|div|checked_mul|checked_div)\(",
    "count up or down in place": r"[\w\])] [+-]= |\+\+|--;",
    "calculate without range checks": r"\bunchecked\s*\{|\bwrapping_(add|sub|mul)\(|\bunsafe_(add|sub|mul)\(",
    "stop unless a condition holds": r"^\s*(require|assert|ensure|require_[a-z_]+|assert_[a-z]+)!?\b|\brevert\b|return Err\(",
    "end the contract": r"\b(selfdestruct|suicide)\(",
    "declare who may call": r"\b(only[A-Z]\w*|external|public|internal|private|pub)\b",
    "read a balance": r"\.balance\b|\bbalanceOf\(|\.lamports\(",
    "stop the program on a missing value": r"\.unwrap\(\)|\.expect\(|\bpanic!",
    "use inline assembly": r"^\s*assembly\b|\bsstore\(|\bmload\(",
}

Lines = dict[int, str]  # line number -> text, blank lines left out
Answered = tuple[str, str] | None  # a question and its answer, or None where the code has none
Question = Callable[[Lines, list[str], random.Random], Answered]


def exercise(path: str, text: str, foreign: list[str], draw: random.Random) -> str:
    """A ChatML conversation over a window of `text`: numbered code, then up to `TURNS` questions and answers.

    foreign: identifiers of other texts, for questions whose answer is no. "" when the text holds too little.
    """
    lines = _window(without_comments(text) if path.endswith((".sol", ".rs")) else text, draw)
    found = [draw.choice(_QUESTIONS)(lines, foreign, draw) for _ in range(TURNS)] if len(lines) >= MIN_LINES else []
    asked = list(dict.fromkeys(pair for pair in found if pair))
    if not asked:
        return ""
    code = "\n".join(f"{number}| {line}" for number, line in lines.items())
    shown = f"```{_LABELS.get(path[path.rfind('.') :], '')}\n{code}\n```\n"  # the question after the code, as audits ask
    return dialogue(asked, shown)


def identifiers(text: str) -> list[str]:
    """The identifiers of at least four characters, sorted."""
    return sorted(set(_WORD.findall(text)))


def _window(text: str, draw: random.Random) -> Lines:
    every = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    start = draw.randrange(max(1, len(every) - MAX_LINES + 1)) if draw.random() < 0.5 else 0
    return {number: line[:120] for number, line in every[start : start + draw.randint(MIN_LINES, MAX_LINES)]}


def _uses(lines: Lines, foreign: list[str], draw: random.Random) -> Answered:
    """Where an identifier stands; in a third of the cases one that is not there."""
    here = identifiers("\n".join(lines.values()))
    word = draw.choice(foreign if foreign and draw.random() < 0.33 else here) if here else ""
    at = [number for number, line in lines.items() if re.search(rf"\b{re.escape(word)}\b", line)] if word else []
    return (f"Is {word} used, and on which lines?", fact({"found": bool(at), "lines": at})) if word else None


def _declared(lines: Lines, foreign: list[str], draw: random.Random) -> Answered:
    heads = _heads(lines)
    name, number = draw.choice(heads) if heads else ("", 0)
    return (f"Which line declares {name}?", fact({"name": name, "lines": [number]})) if heads else None


def _functions(lines: Lines, foreign: list[str], draw: random.Random) -> Answered:
    heads = [{"name": name, "line": number} for name, number in _heads(lines)]
    return ("Which functions are declared?", fact({"functions": heads})) if heads else None


def _quoted(lines: Lines, foreign: list[str], draw: random.Random) -> Answered:
    number = draw.choice(list(lines))
    return f"What stands on line {number}?", f"Line {number}, `{lines[number].strip()}`"


def _within(lines: Lines, foreign: list[str], draw: random.Random) -> Answered:
    """The function a line belongs to: the nearest head above it."""
    number = draw.choice(list(lines))
    above = [name for name, line in _heads(lines) if line <= number]
    return (f"Which function holds line {number}?", fact({"name": above[-1], "lines": [number]})) if above else None


def _fact(lines: Lines, foreign: list[str], draw: random.Random) -> Answered:
    """Where something of `_FACTS` happens; most of the time something that does."""
    places = {told: [n for n, line in lines.items() if re.search(sign, line)] for told, sign in _FACTS.items()}
    there = [told for told, at in places.items() if at]
    told = draw.choice(there if there and draw.random() < 0.7 else list(_FACTS))
    return f"Which lines {told}?", fact({"found": bool(places[told]), "lines": places[told]})


def _heads(lines: Lines) -> list[tuple[str, int]]:
    return [(found[1], number) for number, line in lines.items() if (found := _HEAD.match(line))]


_QUESTIONS: tuple[Question, ...] = (_uses, _declared, _functions, _quoted, _quoted, _within, _fact, _fact, _fact)
