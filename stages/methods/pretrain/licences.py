"""Which licence a text carries, as an SPDX id, and whether the corpus may use it."""

import re
from email.message import Message

PERMISSIVE = frozenset({"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD", "PSF-2.0", "ISC"})
FILE_PERMISSIVE = frozenset({"MIT", "Apache-2.0"})  # what a Solidity file itself must say

_CLASSIFIERS = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD",
    "License :: OSI Approved :: Python Software Foundation License": "PSF-2.0",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
}
_SPELLINGS = {
    "mit": "MIT", "mit license": "MIT", "the mit license": "MIT", "bsd": "BSD", "bsd license": "BSD",
    "new bsd": "BSD-3-Clause", "3-clause bsd license": "BSD-3-Clause", "bsd 3-clause license": "BSD-3-Clause",
    "apache": "Apache-2.0", "apache 2": "Apache-2.0", "apache 2.0": "Apache-2.0", "apache-2": "Apache-2.0",
    "apache license 2.0": "Apache-2.0", "apache 2.0 license": "Apache-2.0", "apache license": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0", "apache software license": "Apache-2.0",
}
_FILE_LINE = re.compile(r"SPDX-License-Identifier:[ \t]*([^\n*]+)")


def normal(name: str) -> str:
    """The SPDX id for a licence as people write it; an unknown name comes back as it is.

    >>> normal("Apache 2"), normal("BUSL-1.1")
    ('Apache-2.0', 'BUSL-1.1')
    """
    name = name.strip()
    return _SPELLINGS.get(name.lower(), name)


def permitted(expression: str, allowed: frozenset[str] = PERMISSIVE) -> bool:
    """True when every licence joined by AND, or one of those joined by OR, is allowed.

    >>> permitted("MIT OR GPL-3.0-only"), permitted("MIT AND GPL-3.0-only"), permitted("")
    (True, False, False)
    """
    choices = re.split(r"\s+OR\s+", expression.replace("(", " ").replace(")", " "))
    return any(all(normal(part) in allowed for part in re.split(r"\s+AND\s+", choice)) for choice in choices)


def of_distribution(metadata: Message) -> str:
    """The licence an installed package declares, "" when it declares none that is known."""
    expression = metadata["License-Expression"]
    if expression:
        return str(expression)
    known = sorted({_CLASSIFIERS[line] for line in metadata.get_all("Classifier") or [] if line in _CLASSIFIERS})
    unknown = [line for line in metadata.get_all("Classifier") or []
               if line.startswith("License :: OSI Approved ::") and line not in _CLASSIFIERS]
    if unknown:
        return ""  # a second licence that is not permissive: leave the package out
    return " AND ".join(known) or normal(str(metadata["License"] or ""))


def of_file(text: str) -> str:
    """The SPDX id a source file states about itself, "" when it states none.

    >>> of_file("// SPDX-License-Identifier: Apache 2\\npragma solidity 0.8.20;")
    'Apache-2.0'
    """
    found = _FILE_LINE.search(text)
    return normal(found.group(1).split(" //")[0].strip().removesuffix("*/")) if found else ""
