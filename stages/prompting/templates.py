"""The prompt formats in the languages of serving programs: Jinja (transformers, vLLM, llama.cpp) and Ollama's Go templates.

A test holds the Jinja ones to the token ids of `stages/prompting/tokens.py` and the Go ones to its text. One thing they can
not do: text that spells a control token becomes that token, so a server that renders by template must not be fed
untrusted text unchecked. Ollama and llama.cpp put the BOS in front themselves, so Go templates do not begin with one.
BOS and STOP stand for the tokens of the model at hand.
"""

from stages.core.errors import unknown
from stages.prompting.prompts import PromptFormat

_CHATML = """\
{%- for message in messages -%}
{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + 'STOP\\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<|im_start|>assistant\\n' }}{%- endif -%}
"""
_SYSTEM_INTO_USER = """\
{{- 'BOS' -}}
{%- set led = messages[0]['role'] == 'system' -%}
{%- set system = BEFORE + messages[0]['content'] + AFTER if led else '' -%}
{%- for message in (messages[1:] if led else messages) -%}
"""
_INSTRUCTION = """\
{{- 'BOS' -}}
{%- for message in messages -%}
{{ {'user': '### Instruction:\\n', 'assistant': '### Response:\\n'}.get(message['role'], '') + message['content'] + '\\n' }}
{{- 'STOP\\n' if message['role'] == 'assistant' else '' }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '### Response:\\n' }}{%- endif -%}
"""
JINJA = {
    "chatml": _CHATML,
    "qwen3": _CHATML.replace("assistant\\n' }}", "assistant\\n<think>\\n\\n</think>\\n\\n' }}"),
    "llama2": _SYSTEM_INTO_USER.replace("BEFORE", "'<<SYS>>\\n'").replace("AFTER", "'\\n<</SYS>>\\n\\n'")
    + """\
{%- if message['role'] == 'assistant' -%}{{ ' ' + message['content'] + ' STOPBOS' }}
{%- else -%}{{ '[INST] ' + (system if loop.first else '') + message['content'] + ' [/INST]' }}
{%- endif -%}
{%- endfor -%}
""",
    "llama3": """\
{{- 'BOS' -}}
{%- for message in messages -%}
{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] + 'STOP' }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{%- endif -%}
""",
    "gemma": _SYSTEM_INTO_USER.replace("BEFORE + ", "").replace("AFTER", "'\\n\\n'")
    + """\
{{ '<start_of_turn>' + ('model' if message['role'] == 'assistant' else 'user') + '\\n' }}
{{- (system if loop.first else '') + message['content'] + 'STOP\\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<start_of_turn>model\\n' }}{%- endif -%}
""",
    "deepseek": _INSTRUCTION,
    "instruction": _INSTRUCTION,
    "deepseek-v2": """\
{{- 'BOS' -}}
{%- for message in messages -%}
{%- if message['role'] == 'assistant' -%}{{ 'Assistant: ' + message['content'] + 'STOP' }}
{%- else -%}{{ ('User: ' if message['role'] == 'user' else '') + message['content'] + '\\n\\n' }}
{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ 'Assistant:' }}{%- endif -%}
""",
    "seed-coder": """\
{%- for message in messages -%}
{{ '<[begin▁of▁sentence]>' + message['role'] + '\\n' + message['content'] }}
{{- ('\\n\\n' if message['role'] == 'system' else '') + 'STOP' }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<[begin▁of▁sentence]>assistant\\n' }}{%- endif -%}
""",
}

_GO_CHATML = """\
{{- range .Messages }}<|im_start|>{{ .Role }}
{{ .Content }}STOP
{{ end }}<|im_start|>assistant
"""
_GO_INSTRUCTION = """\
{{- range .Messages }}{{ if eq .Role "user" }}### Instruction:
{{ else if eq .Role "assistant" }}### Response:
{{ end }}{{ .Content }}
{{ if eq .Role "assistant" }}STOP
{{ end }}{{ end }}### Response:
"""
GO = {
    "chatml": _GO_CHATML,
    "qwen3": _GO_CHATML + "<think>\n\n</think>\n\n",
    "llama2": """\
{{- $system := "" }}{{ range .Messages }}{{ if eq .Role "system" }}\
{{ $system = printf "<<SYS>>\\n%s\\n<</SYS>>\\n\\n" .Content }}\
{{ else if eq .Role "assistant" }} {{ .Content }} STOPBOS{{ else }}[INST] {{ $system }}{{ .Content }} [/INST]\
{{ $system = "" }}{{ end }}{{ end }}""",
    "llama3": """\
{{- range .Messages }}<|start_header_id|>{{ .Role }}<|end_header_id|>

{{ .Content }}STOP{{ end }}<|start_header_id|>assistant<|end_header_id|>

""",
    "gemma": """\
{{- $system := "" }}{{ range .Messages }}{{ if eq .Role "system" }}{{ $system = printf "%s\\n\\n" .Content }}\
{{ else }}<start_of_turn>{{ if eq .Role "assistant" }}model{{ else }}user{{ end }}
{{ $system }}{{ .Content }}STOP
{{ $system = "" }}{{ end }}{{ end }}<start_of_turn>model
""",
    "deepseek": _GO_INSTRUCTION,
    "instruction": _GO_INSTRUCTION,
    "deepseek-v2": """\
{{- range .Messages }}{{ if eq .Role "assistant" }}Assistant: {{ .Content }}STOP{{ else }}\
{{ if eq .Role "user" }}User: {{ end }}{{ .Content }}

{{ end }}{{ end }}Assistant:""",
    "seed-coder": """\
{{- range .Messages }}<[begin▁of▁sentence]>{{ .Role }}
{{ .Content }}{{ if eq .Role "system" }}

{{ end }}STOP{{ end }}<[begin▁of▁sentence]>assistant
""",
}


def jinja(form: PromptFormat) -> str:
    """The chat template of a prompt format, for chat_template.jinja. Raises UserError for a format without one."""
    return _filled(JINJA, form).replace("{{- '' -}}\n", "")


def go(form: PromptFormat) -> str:
    """The TEMPLATE of an Ollama Modelfile, without the first BOS. Raises UserError for a format without one."""
    return _filled(GO, form)


def _filled(templates: dict[str, str], form: PromptFormat) -> str:
    if form.name not in templates:
        raise unknown("prompt format", form.name, templates, "stages/prompting/templates.py")
    return templates[form.name].replace("BOS", form.bos).replace("STOP", form.stop)
