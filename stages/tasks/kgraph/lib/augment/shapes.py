"""Invented words and addresses of a given shape: made of syllables, reserved names and documentation ranges.

The same piece of text gives the same piece under one salt, so `crane.example` in a domain, a URL and an e-mail address
stay one host. Nothing made here can belong to anybody: RFC 2606 (example), RFC 5737 and RFC 3849 (documentation
addresses), CVE numbers of a year far ahead.
"""

import re
from collections.abc import Callable, Mapping
from random import Random

KEPT = frozenset(  # words that say what a named thing is, or belong to its grammar
    "the a an of and for in on with by group team gang crew unit operation campaign collective syndicate loader stealer rat bot "
    "botnet net ransomware locker crypt crypter wiper backdoor dropper miner keylogger rootkit bootkit worm trojan spy shell "
    "door scan scanner dump kit tool agent panel proxy tunnel bank hospital clinic university school college ministry agency "
    "office company labs lab laboratory security cyber corp inc ltd llc gmbh networks network systems health energy power water "
    "logistics transport airlines insurance software technologies telecom media national central city council authority "
    "threat analysis intelligence research response center centre department international cloud digital data service services "
    "cert apt unc ta fin dev storm".split()
)
_KEPT_OTHERS = re.compile(
    "(攻击者|黑客|组织|团伙|犯罪|集团|行动|活动|木马|病毒|勒索|软件|恶意|后门|加载器|窃密|程序|蠕虫|僵尸|网络|工具|"
    "공격자|해커|해킹|조직|그룹|단체|작전|캠페인|악성코드|악성|코드|랜섬웨어|트로이목마|백도어|로더|봇넷|스틸러|웜)"
)
_HAN = "岚凇汀砚澜岫霁翎麓榛苔泓岑桐溪枫霜岭雁鹿"
_OPEN, _CLOSED, _LIQUID = "가나다라마바사아자하노로모보소누루무비시", "간난단란만반산선연강현정담람", "달별솔설결물불"
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_HOST = re.compile(r"[A-Za-z0-9-]+(?:(?:\.|\[\.\]|\(\.\))[A-Za-z0-9-]+)+")
_URL = re.compile(r"^([A-Za-z]+(?:\[:\]|:)//)?([^/:?#]+)(.*)$", re.DOTALL)


def invented(chunk: str, salt: str) -> str:
    """A word of the same length, case and script; kept words stay, digits become others.

    The last sound stays of its kind, since Korean particles go by it.

    >>> invented("Loader", "x"), len(invented("Crane", "x")), invented("Crane", "x")[-1]
    ('Loader', 5, 'e')
    """
    draw = Random(f"{salt}:{chunk.lower()}")
    if chunk.isdigit():
        return draw.choice("123456789") + "".join(draw.choices("0123456789", k=len(chunk) - 1))
    if not chunk.isascii():
        parts = _KEPT_OTHERS.split(chunk)
        return "".join(part if at % 2 else _syllables(part, draw) for at, part in enumerate(parts))
    if chunk.lower() in KEPT or chunk.islower() or len(chunk) < 3:
        return chunk
    word = _word(len(chunk) - 1, draw) + chunk[-1].lower()
    return word.upper() if chunk.isupper() else word.capitalize()


def indicator(label: str, text: str, salt: str) -> str:
    """An address, hash, CVE number or file name of the same form; what has none of these forms stays.

    >>> indicator("IPAddress", "10[.]0[.]0[.]1", "x").count("[.]"), indicator("Vulnerability", "Log4Shell", "x")
    (3, 'Log4Shell')
    """
    return _FORMS[label](text, salt)


def _domain(text: str, salt: str) -> str:
    return _host(text, salt) if _HOST.fullmatch(text) else text


def _host(text: str, salt: str) -> str:
    """Every part but the last becomes another word; the last is the reserved name."""
    dots = re.findall(r"\.|\[\.\]|\(\.\)", text)
    parts = re.split(r"\.|\[\.\]|\(\.\)", text)
    made = [_part(part, salt) for part in parts[:-1]] + ["example"]
    return made[0] + "".join(dot + part for dot, part in zip(dots, made[1:], strict=True))


def _part(part: str, salt: str) -> str:
    draw = Random(f"{salt}:host:{part.lower()}")
    return "www" if part.lower() == "www" else _word(max(len(part), 4), draw)


def _address(text: str, salt: str) -> str:
    draw = Random(f"{salt}:{text}")
    if found := re.fullmatch(r"\d+(\D+)\d+(\D+)\d+(\D+)\d+(.*)", text):
        parts = [*draw.choice(("192 0 2", "198 51 100", "203 0 113")).split(), str(draw.randint(1, 254))]
        return "".join(part + dot for part, dot in zip(parts, found.groups(), strict=True))
    return f"2001:db8::{draw.randint(1, 0xFFFF):x}" if re.fullmatch(r"[0-9A-Fa-f:]*:[0-9A-Fa-f:]*", text) else text


def _link(text: str, salt: str) -> str:
    found = _URL.match(text)
    if not found:
        return text
    scheme, host, rest = found.groups(default="")
    name = _address(host, salt) if re.fullmatch(r"[\d.\[\]()]+", host) else _domain(host, salt)
    return f"{scheme}{name}{rest}"


def _mail(text: str, salt: str) -> str:
    found = re.fullmatch(r"([\w.+-]+)(@|\[@\]|\[at\])(.+)", text)
    return f"{_part(found[1], salt)}{found[2]}{_domain(found[3], salt)}" if found else text


def _digest(text: str, salt: str) -> str:
    if not re.fullmatch(r"[0-9A-Fa-f]{32,128}", text):
        return text
    made = "".join(Random(f"{salt}:{text.lower()}").choices("0123456789abcdef", k=len(text)))
    return made.upper() if text.upper() == text else made


def _weakness(text: str, salt: str) -> str:
    found = re.fullmatch(r"(CVE-)\d{4}-(\d+)", text, re.IGNORECASE)
    return f"{found[1]}2099-{invented(found[2], salt)}" if found else text


def _file(text: str, salt: str) -> str:
    found = re.fullmatch(r"(.*[\\/])?([A-Za-z0-9_-]{3,})(\.[A-Za-z0-9]{1,5})", text, re.DOTALL)
    return f"{found[1] or ''}{_part(found[2], salt)}{found[3]}" if found else text


_FORMS: Mapping[str, Callable[[str, str], str]] = {
    "Domain": _domain, "IPAddress": _address, "URL": _link, "EmailAddress": _mail, "Hash": _digest,
    "Vulnerability": _weakness, "File": _file,
}  # fmt: skip


def _word(length: int, draw: Random) -> str:
    return "".join(draw.choice(_VOWELS if at % 2 else _CONSONANTS) for at in range(length))


def _syllables(text: str, draw: Random) -> str:
    """As many signs of the same script; the last Korean one ends as the old one did: open, closed, or in ㄹ."""
    if not text or "\u3400" <= text[0] <= "\u9fff":
        return "".join(draw.choices(_HAN, k=len(text)))
    tail = (ord(text[-1]) - 0xAC00) % 28
    last = draw.choice(_OPEN if tail == 0 else _LIQUID if tail == 8 else _CLOSED)
    return "".join(draw.choices(_OPEN, k=len(text) - 1)) + last
