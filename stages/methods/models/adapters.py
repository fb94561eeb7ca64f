"""From settings to a model that trains what they name: peft's settings object for each kind of adapter, and what goes with it."""

from typing import Any

import torch
from peft import (
    AdaLoraConfig,
    IA3Config,
    LNTuningConfig,
    LoraConfig,
    PeanutConfig,
    PeftConfig,
    PrefixTuningConfig,
    PromptEncoderConfig,
    PromptTuningConfig,
    PromptTuningInit,
    TaskType,
    get_peft_model,
)
from transformers import TrainerCallback

from stages.core.errors import UserError
from stages.core.tuning import (
    Adalora,
    Bottleneck,
    Freeze,
    Full,
    Ia3,
    Layernorm,
    Lora,
    Method,
    PrefixTuning,
    PromptTuning,
    PTuning,
)
from stages.methods.kinds import adalora
from stages.methods.kinds.names import check_linear, norms
from stages.methods.kinds.prefix import start
from stages.methods.kinds.unfreezing import unfreeze
from stages.methods.models.targets import resolution
from stages.prompting.catalog import Profile

_TASK = TaskType.CAUSAL_LM


def adapt(model: Any, method: Method, profile: Profile, steps: int) -> Any:
    """The model with what `method` trains: an adapter around it, or its own weights; they train in float32.

    steps: of the optimiser in the whole run, which AdaLoRA plans by. A fresh adapter leaves the model's scores as they are;
    learnt prompts, which add positions, do not. Raises UserError when a target name matches no module.
    """
    if isinstance(method, Full | Freeze):
        adapted = unfreeze(model, method)
    else:
        config = _config(model, method, profile, steps)
        try:
            adapted = get_peft_model(model.requires_grad_(False), config)
        except ValueError as error:  # parts that a library holds together, wanted apart
            raise UserError(
                f"params.yaml:methods: kind {method.kind} with model {profile.name}: {error}; choose another"
            ) from error
        if isinstance(method, PrefixTuning):
            start(adapted)
        if isinstance(method, Adalora):
            adalora.fix_counts(adapted)
    trained = [weight for weight in adapted.parameters() if weight.requires_grad]
    if not trained:
        raise UserError(f"params.yaml:methods: kind {method.kind}: {profile.name} has no weight of this kind; choose another")
    for weight in trained:
        weight.data = weight.data.float()
    return adapted


def callbacks(model: Any, method: Method) -> list[TrainerCallback]:
    """What has to hear of the steps of training."""
    return [adalora.Allocation(model)] if isinstance(method, Adalora) else []


def penalty(model: Any, method: Method) -> torch.Tensor | None:
    """What is added to the loss of every optimiser step; None: nothing."""
    return adalora.orthogonality(model, method.orthogonality) if isinstance(method, Adalora) else None


def settle(model: Any, method: Method) -> None:
    """Bring a model that is trained to the form in which it is saved."""
    if isinstance(method, Adalora):
        adalora.prune(model)


def targets(method: Method, profile: Profile) -> list[str]:
    """Names of the linear modules that the method puts something beside."""
    if isinstance(method, Lora | Adalora | Bottleneck):
        return profile.lora_targets
    return profile.ia3_targets if isinstance(method, Ia3) else []


def resolved(adapted: Any, method: Method, profile: Profile) -> dict[str, str]:
    """How many modules of each target name are adapted, of how many; {} for kinds without names. Raises as `resolution` does."""
    names = targets(method, profile)
    return resolution(adapted, names, _where(method, profile)) if names else {}


def _config(model: Any, method: Method, profile: Profile, steps: int) -> PeftConfig:
    match method:
        case Lora():
            return LoraConfig(
                r=method.r, lora_alpha=method.alpha, lora_dropout=method.dropout, target_modules=_linear(model, method, profile),
                bias="none", use_dora=method.kind == "dora", use_rslora=method.kind == "rslora", task_type=_TASK,
            )  # fmt: skip
        case Adalora():
            before, after, every = adalora.schedule(steps)
            return AdaLoraConfig(
                init_r=method.start_r, target_r=method.r, lora_alpha=method.alpha, lora_dropout=method.dropout, bias="none",
                target_modules=_linear(model, method, profile), orth_reg_weight=method.orthogonality, task_type=_TASK,
                total_step=steps, tinit=before, tfinal=after, deltaT=every,
            )  # fmt: skip
        case Ia3():
            forward, place = profile.ia3_feedforward, f"models/catalog.yaml:{profile.name}.ia3_feedforward"
            forward = check_linear(model, forward, place) if forward else []
            return IA3Config(target_modules=_linear(model, method, profile), feedforward_modules=forward, task_type=_TASK)
        case Bottleneck():
            return PeanutConfig(r=method.r, depth=method.depth, target_modules=_linear(model, method, profile), task_type=_TASK)
        case PromptTuning():
            return PromptTuningConfig(
                num_virtual_tokens=method.tokens, prompt_tuning_init=PromptTuningInit.SAMPLE_VOCAB, task_type=_TASK
            )
        case PTuning():
            width = model.config.get_text_config().hidden_size
            return PromptEncoderConfig(num_virtual_tokens=method.tokens, encoder_hidden_size=width, task_type=_TASK)
        case PrefixTuning():
            return PrefixTuningConfig(num_virtual_tokens=method.tokens, task_type=_TASK)
        case Layernorm():
            return LNTuningConfig(target_modules=norms(model), task_type=_TASK)
        case _:
            raise TypeError(f"{method.kind} is no adapter")


def _linear(model: Any, method: Method, profile: Profile) -> list[str]:
    return check_linear(model, targets(method, profile), _where(method, profile))


def _where(method: Method, profile: Profile) -> str:
    return f"models/catalog.yaml:{profile.name}.{'ia3_targets' if isinstance(method, Ia3) else 'lora_targets'}"
