"""Documents from pinned packages, installed packages and shipped contracts, in a fixed order."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from email.message import Message
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, cast

from stages.core.errors import UserError
from stages.core.files import read_text, read_yaml, sha256_text
from stages.methods.pretrain import texts
from stages.methods.pretrain.fetch import Package, fetch, members

HELD_OUT = 5  # of 256: a document whose sha256 starts below this byte is never trained on
HELD_FAMILY = "7"  # first hex digit of sha256(folder name) of the families that are held out
_KINDS = {".sol": "solidity", ".rs": "rust", ".py": "python", ".md": "prose", ".json": "json"}
_MANUAL = re.compile(r"(^|/)docs?/.*\.(rst|txt)$")
_TRANSLATED = re.compile(r"/(zh_Hans|ko|zh_CN|ko_KR|zh_TW)/.*\.(po|py)$")
# Kinds of text that are taken from an archive for which sources.yaml names none
_USUAL = {"npm": ["solidity", "prose"], "sdist": ["rust", "prose"], "wheel": ["translations"]}


@dataclass(frozen=True)
class Document:
    """One text: `kind` groups texts for the mix, `licence` is an SPDX id, `sha256` is over `text`."""

    kind: str
    source: str
    path: str
    licence: str
    text: str

    @property
    def sha256(self) -> str:
        return sha256_text(self.text)

    @property
    def held_out(self) -> bool:
        """Shipped families go as a whole, so that a fix never stands beside its held-out weakness."""
        if self.kind == "contracts":
            return sha256_text(self.source.partition(":")[2])[0] == HELD_FAMILY
        if self.kind == "glossary":
            return False
        return int(self.sha256[:2], 16) < HELD_OUT

    def entry(self) -> dict[str, str]:
        """What pretraining.json states about it."""
        return {key: value for key, value in asdict(self).items() if key != "text"} | {"sha256": self.sha256}


def gather(listed: Path, cache: Path, shipped: Path, cap: int, caps: Mapping[str, int] | None = None) -> list[Document]:
    """Every document, sorted by kind, source, path; at most `cap` characters from one source and kind, or the kind's own
    number in `caps`.

    Drops what says the same as an earlier text of its kind. `listed` is sources.yaml.
    """
    sources = read_yaml(listed)
    found = [*_downloaded(sources["archives"], cache), *_installed(sources["installed"])]
    found += [*contracts(shipped, sources["families"]), *_glossary(Path(sources["glossary"]))]
    kept: list[Document] = []
    seen: dict[str, set[str]] = {}
    taken: dict[tuple[str, str], int] = {}
    for one in sorted(found, key=lambda one: (one.kind, one.source, one.sha256)):
        budget = (one.kind, one.source)
        shipped_text = one.kind in {"contracts", "glossary"}
        most = (caps or {}).get(one.kind, cap)
        if taken.get(budget, 0) > most or (not shipped_text and texts.mostly_seen(one.text, seen.setdefault(one.kind, set()))):
            continue
        taken[budget] = taken.get(budget, 0) + len(one.text)
        kept.append(one)
    return kept


def contracts(shipped: Path, families: list[str]) -> Iterator[Document]:
    """The teaching contracts of the named families, without their markers, and what they do.

    What case.yaml says about the weakness itself (class, reason, fix) is left out: that is for tuning to teach.
    Raises UserError for a family that is not there.
    """
    for name in sorted(families):
        folder = shipped / name
        if not (folder / "case.yaml").is_file():
            raise UserError(f"{folder}: no such family; correct `families` in models/pretrain/sources.yaml")
        case = read_yaml(folder / "case.yaml")
        told = f"{case['title']}\n\n{case['explanation']}\n\n{case['advice']}\n"
        yield Document("contracts", f"shipped:{name}", "case.yaml", "Apache-2.0", told)
        for path in sorted(folder.iterdir()):
            if path.suffix in {".sol", ".rs", ".vy"}:
                text = texts.without_markers(read_text(path))
                yield Document("contracts", f"shipped:{name}", path.name, "Apache-2.0", text)


def _glossary(path: Path) -> Iterator[Document]:
    yield Document("glossary", "shipped:glossary", path.name, "Apache-2.0", json.dumps(read_yaml(path), ensure_ascii=False))


def _downloaded(entries: list[dict[str, Any]], cache: Path) -> Iterator[Document]:
    for entry in entries:
        kinds = entry.get("kinds", _USUAL.get(str(entry["registry"]), []))
        package = Package(**{key: str(value) for key, value in entry.items() if key != "kinds"})
        if not texts.permitted(package.licence):
            raise UserError(f"{package.label}: licence {package.licence!r} is not permissive; remove the package")
        for path, text in members(fetch(package, cache), (".sol", ".rs", ".md", ".rst", ".txt", ".json", ".po", ".py")):
            kind = _kind(path)
            if kind in kinds and (one := _from_archive(package, kind, path, text)):
                yield one


def _kind(path: str) -> str:
    """What a file of an archive is, by its path; "" for what is not learnt from."""
    if _TRANSLATED.search(path):
        return "translations"
    return "prose" if _MANUAL.search(path) else _KINDS.get(Path(path).suffix, "")


def _from_archive(package: Package, kind: str, path: str, text: str) -> Document | None:
    if kind == "translations":
        text = text[: texts.MAX_CHARS]
    elif not texts.wanted(path) or not (texts.structured if kind == "json" else texts.readable)(text):
        return None
    licence = texts.licence_of_file(text) if kind == "solidity" else package.licence
    if kind == "solidity" and licence not in texts.FILE_PERMISSIVE:
        return None
    # Audit prompts show code without comments, so the model meets half of the code in that form.
    if kind in {"solidity", "rust"} and int(sha256_text(text)[0], 16) % 2:
        text = texts.without_comments(text)
    return Document(kind, package.label, path, licence, text) if len(text) >= texts.MIN_CHARS else None


def _installed(entries: list[dict[str, Any]]) -> Iterator[Document]:
    for entry in entries:
        name, version = str(entry["name"]), str(entry["version"])
        try:
            found = distribution(name)
        except PackageNotFoundError as error:
            raise UserError(f"{name}: not installed; install the locked requirements, then repeat") from error
        if found.version != version:
            raise UserError(f"{name}: version {found.version} is installed, {version} is listed; correct sources.yaml")
        metadata = cast(Message, found.metadata)  # what importlib.metadata hands out, though it promises less
        licence = texts.licence_of_package(metadata)
        if not texts.permitted(licence):
            raise UserError(f"{name}: licence {licence!r} is not permissive; remove it from sources.yaml")
        source = f"installed:{name}@{version}"
        readme = str(metadata.get_payload() or "")
        if texts.readable(readme):
            yield Document("prose", source, "METADATA", licence, readme)
        for file in sorted(found.files or [], key=str):
            path = str(file)
            if file.suffix == ".py" and texts.wanted(path) and not path.startswith(".."):
                text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
                if texts.readable(text):
                    yield Document("python", source, path, licence, text)
