"""What a base model's licence asks of those who pass a tuned model on; never legal advice, always the licence's own text first.

Sources: the licence texts that model cards link to: Apache License 2.0; Llama 2, 3, 3.1, 3.2 and 3.3 Community Licenses;
Gemma Terms of Use; BigCode OpenRAIL-M v1; DeepSeek License Agreement; Qwen Research License.
"""

import re
from dataclasses import dataclass

_COPY = "give a copy of the licence with the model"
_STATE = "say in a prominent place that the model was changed (this card does)"
_USES = "pass its use restrictions on as binding terms, and keep to them"


@dataclass(frozen=True)
class Terms:
    """Duties in words; `notice` is the text of the NOTICE file, "" where none is prescribed; `name`: how names must begin."""

    duties: tuple[str, ...]
    notice: str = ""
    name: str = ""


def _llama(version: str) -> Terms:
    title = f"Llama {version} Community License"
    notice = f"Llama {version} is licensed under the {title}, Copyright © Meta Platforms, Inc. All Rights Reserved."
    asked = ("keep to its Acceptable Use Policy", "ask Meta for a licence above 700 million users a month")
    if version.startswith("2"):
        return Terms((_COPY, *asked), notice)
    shown = ('show "Built with Llama" where it is offered', 'begin the model\'s name with "Llama"')
    return Terms((_COPY, *shown, *asked), notice, "Llama")


_KNOWN = (  # pattern of a licence's name in models/catalog.yaml, without blanks and signs; the first that matches holds
    (r"apache20", Terms((_COPY, "keep the base's copyright and NOTICE texts", _STATE))),
    (r"^mit$|^bsd", Terms(("keep the base's copyright line and licence text",))),
    (r"llama(33|32|31|3|2)", None),
    (r"gemma", Terms(
        (_COPY, _STATE, _USES, "add the NOTICE file (written beside this card)"),
        "Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms")),
    (r"openrail", Terms((_COPY, _STATE, _USES, "keep copyright, patent and attribution notices"))),
    (r"deepseek", Terms((_COPY, _STATE, _USES, "keep copyright, patent and attribution notices"))),
    (r"qwenresearch", Terms(
        (_COPY, _STATE, "show \"Built with Qwen\" or \"Improved using Qwen\"", "no commercial use without a licence of its own"),
        "Qwen is licensed under the Qwen RESEARCH LICENSE AGREEMENT, Copyright (c) Alibaba Cloud. All Rights Reserved.")),
    (r"nc\d*$|noncommercial|research", Terms((_COPY, "no commercial use"))),
)  # fmt: skip


def terms(licence: str) -> Terms:
    """The duties of a licence by its name in models/catalog.yaml; of one that is not known, to read it.

    >>> terms("Llama-3.2").name, terms("Gemma").notice[:5]
    ('Llama', 'Gemma')
    >>> terms("Own-1.0").duties
    ('read Own-1.0 before you pass the model on: its duties are not known here',)
    """
    plain = re.sub(r"[^a-z0-9]", "", licence.lower())
    for pattern, known in _KNOWN:
        if found := re.search(pattern, plain):
            return known or _llama(".".join(found[1]))
    return Terms((f"read {licence} before you pass the model on: its duties are not known here",))


def notice(licence: str) -> str:
    """The text of the NOTICE file that a licence prescribes, "" for none."""
    text = terms(licence).notice
    return f"{text}\n" if text else ""
