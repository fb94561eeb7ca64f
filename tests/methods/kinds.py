"""Every kind of tuning, with settings under which two layers learn in a few steps."""

from stages.core.tuning import (
    Adalora,
    Bottleneck,
    Freeze,
    Full,
    Ia3,
    Layernorm,
    Lora,
    PrefixTuning,
    PromptTuning,
    PTuning,
    Tuned,
)

KINDS: dict[str, Tuned] = {
    "full": Full(learning_rate=1e-3),
    "freeze": Freeze(layers=1, modules=["norm"], learning_rate=1e-3),
    "lora": Lora(r=4, alpha=8, dropout=0.1, learning_rate=5e-3),
    "dora": Lora(kind="dora", r=4, alpha=8, learning_rate=5e-3),
    "rslora": Lora(kind="rslora", r=4, alpha=8, learning_rate=5e-3),
    "adalora": Adalora(r=2, start_r=4, alpha=8, learning_rate=5e-2),
    "ia3": Ia3(learning_rate=1e-2),
    "bottleneck": Bottleneck(r=4, depth=1, learning_rate=5e-3),
    "prompt_tuning": PromptTuning(tokens=4, learning_rate=2e-2),
    "p_tuning": PTuning(tokens=4, learning_rate=1e-3),
    "prefix_tuning": PrefixTuning(tokens=4, learning_rate=2e-2),
    "layernorm": Layernorm(learning_rate=1e-2),
}
FOUR_BITS: dict[str, Tuned] = {
    name: method.model_copy(update={"bits": 4}) for name, method in KINDS.items() if "bits" in type(method).model_fields
}
PROMPTS = {name: method for name, method in KINDS.items() if method.virtual_tokens}
