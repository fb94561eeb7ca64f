"""Questions and answers as the base model reads them: turns of ChatML, facts as one line of JSON."""

import json
from collections.abc import Iterable


def dialogue(turns: Iterable[tuple[str, str]], shown: str = "") -> str:
    """A conversation of (question, answer) pairs; `shown` stands before the first question.

    >>> dialogue([("Is it?", "Yes.")], "a text\\n")
    '<|im_start|>user\\na text\\nIs it?<|im_end|>\\n<|im_start|>assistant\\nYes.<|im_end|>\\n'
    """
    return "".join(
        f"<|im_start|>user\n{'' if at else shown}{question}<|im_end|>\n<|im_start|>assistant\n{answer}<|im_end|>\n"
        for at, (question, answer) in enumerate(turns)
    )


def fact(value: object) -> str:
    """A value as JSON without blanks, letters of every script as they are.

    >>> fact({"found": True, "lines": [1, 2]})
    '{"found":true,"lines":[1,2]}'
    """
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
