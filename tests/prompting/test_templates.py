"""What a server renders by template is what the project's own code gave the model in training."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stages.core.errors import UserError
from stages.prompting.prompts import FORMATS
from stages.prompting.templates import GO, JINJA, go, jinja
from tests.tiny import tiny_tokens

SYSTEM = {"role": "system", "content": "Be brief.\nSay {{ nothing }}."}
ASK = {"role": "user", "content": "  Audit {% this %}\n\n```\nfunction pay() external;\n```\n"}
ANSWER = {"role": "assistant", "content": '{"vulnerable": true}\n'}
MORE = {"role": "user", "content": "합약? 再看 🙂\t'\"\\n"}
TALKS = [[SYSTEM, ASK], [ASK], [SYSTEM, ASK, ANSWER, MORE], [ASK, ANSWER, MORE], [{"role": "user", "content": ""}]]


@pytest.fixture(scope="module")
def tokenizer(tiny_root: Path) -> Any:
    from transformers import PreTrainedTokenizerFast

    return PreTrainedTokenizerFast(tokenizer_file=str(tiny_root / "models/tiny/tokenizer.json"))


def test_every_format_has_its_templates() -> None:
    assert FORMATS.keys() == JINJA.keys() == GO.keys()


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: "-".join(message["role"] for message in talk))
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_chat_template_gives_the_token_ids_that_training_gave(
    name: str, talk: list[dict[str, str]], tiny_root: Path, tokenizer: Any
) -> None:
    tokenizer.chat_template = jinja(FORMATS[name])
    ids = tokenizer.apply_chat_template(talk, add_generation_prompt=True, tokenize=True, return_dict=False)
    assert ids == tiny_tokens(tiny_root, name).prompt(talk)


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: "-".join(message["role"] for message in talk))
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_ollama_template_gives_the_text_that_training_gave_less_the_bos(name: str, talk: list[dict[str, str]]) -> None:
    text = "".join(segment.text for segment in FORMATS[name].prompt(talk))
    assert rendered_go(go(FORMATS[name]), talk) == text.removeprefix(FORMATS[name].bos)


def test_a_format_without_template_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"unknown prompt format 'chatlm' \(did you mean chatml\?\)"):
        jinja(replace(FORMATS["chatml"], name="chatlm"))


def rendered_go(template: str, talk: list[dict[str, str]]) -> str:
    """The few forms of Go's text/template that the templates use, said in Jinja."""
    from jinja2 import Environment

    forms = (
        (r"range \.Messages", "{% for message in messages %}"),
        (r"\$system := \"\"", "{% set kept = namespace(system='') %}"),
        (r"\$system = \"\"", "{% set kept.system = '' %}"),
        (r"\$system = printf \"(.*)\" \.Content", lambda found: "{% set kept.system = '" + found[1] + "' % message.content %}"),
        (r"\$system", "{{ kept.system }}"),
        (r"\.(Role|Content)", lambda found: "{{ message." + found[1].lower() + " }}"),
        (r"(else )?if eq \.Role \"(\w+)\"", lambda found: f"{{% {'el' if found[1] else ''}if message.role == '{found[2]}' %}}"),
        (r"else", "{% else %}"),
    )
    opened: list[str] = []

    def said(found: re.Match[str]) -> str:
        action = found[1].strip()
        if action == "end":
            return f"{{% end{opened.pop()} %}}"
        opened.extend({"range": ["for"], "if": ["if"]}.get(action.split()[0], []))
        (told,) = (re.sub(form, to, action) for form, to in forms if re.fullmatch(form, action))  # type: ignore[call-overload]
        return str(told)

    text = re.sub(r"\{\{-?(.*?)-?\}\}", said, template)
    return Environment(keep_trailing_newline=True).from_string(text).render(messages=talk)
