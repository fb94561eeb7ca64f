"""The prompt formats in the languages of serving programs: Jinja (transformers, vLLM, llama.cpp) and Ollama's Go templates.

A test holds the Jinja ones to the token ids of `stages/prompting/tokens.py` and the Go ones to its text. One thing they can
not do: text that spells a control token becomes that token, so a server that renders by template must not be fed
untrusted text unchecked. Ollama and llama.cpp put the BOS in front themselves, so Go templates have none.
"""

from stages.core.errors import unknown

_CHATML = """\
{%- for message in messages -%}
{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<|im_start|>assistant\\n' }}{%- endif -%}
"""
_LLAMA3 = """\
{{- '<|begin_of_text|>' -}}
{%- for message in messages -%}
{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] + '<|eot_id|>' }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{%- endif -%}
"""
_GEMMA = """\
{{- '<bos>' -}}
{%- set led = messages[0]['role'] == 'system' -%}
{%- set system = messages[0]['content'] + '\\n\\n' if led else '' -%}
{%- for message in (messages[1:] if led else messages) -%}
{{ '<start_of_turn>' + ('model' if message['role'] == 'assistant' else 'user') + '\\n' }}
{{- (system if loop.first else '') + message['content'] + '<end_of_turn>\\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<start_of_turn>model\\n' }}{%- endif -%}
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
    "llama3": _LLAMA3,
    "gemma": _GEMMA,
    "deepseek": _INSTRUCTION.replace("BOS", "<｜begin▁of▁sentence｜>").replace("STOP", "<|EOT|>"),
    "starcoder2": _INSTRUCTION.replace("{{- 'BOS' -}}\n", "").replace("STOP", "<|endoftext|>"),
}

_GO_INSTRUCTION = """\
{{- range .Messages }}{{ if eq .Role "user" }}### Instruction:
{{ else if eq .Role "assistant" }}### Response:
{{ end }}{{ .Content }}
{{ if eq .Role "assistant" }}STOP
{{ end }}{{ end }}### Response:
"""
GO = {
    "chatml": """\
{{- range .Messages }}<|im_start|>{{ .Role }}
{{ .Content }}<|im_end|>
{{ end }}<|im_start|>assistant
""",
    "llama3": """\
{{- range .Messages }}<|start_header_id|>{{ .Role }}<|end_header_id|>

{{ .Content }}<|eot_id|>{{ end }}<|start_header_id|>assistant<|end_header_id|>

""",
    "gemma": """\
{{- $system := "" }}{{ range .Messages }}{{ if eq .Role "system" }}{{ $system = printf "%s\\n\\n" .Content }}\
{{ else }}<start_of_turn>{{ if eq .Role "assistant" }}model{{ else }}user{{ end }}
{{ $system }}{{ .Content }}<end_of_turn>
{{ $system = "" }}{{ end }}{{ end }}<start_of_turn>model
""",
    "deepseek": _GO_INSTRUCTION.replace("STOP", "<|EOT|>"),
    "starcoder2": _GO_INSTRUCTION.replace("STOP", "<|endoftext|>"),
}


def jinja(prompt_format: str) -> str:
    """The chat template of a prompt format, for chat_template.jinja. Raises UserError for a format without one."""
    return _found(JINJA, prompt_format)


def go(prompt_format: str) -> str:
    """The TEMPLATE of an Ollama Modelfile, without BOS. Raises UserError for a format without one."""
    return _found(GO, prompt_format)


def _found(templates: dict[str, str], prompt_format: str) -> str:
    if prompt_format not in templates:
        raise unknown("prompt format", prompt_format, templates, "stages/prompting/templates.py")
    return templates[prompt_format]
