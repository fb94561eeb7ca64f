"""Ways of tuning, as params.yaml writes them: `kind` says which, and each kind takes only its own settings.

A learning rate that is not given is one that the kind is known to learn with on models of billions of weights; small ones
take about ten times as much.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from stages.core.typed import Settings

Count = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(ge=0.0, lt=1.0)]
Rate = Annotated[float, Field(gt=0.0, lt=1.0)]
Bits = Literal[4, 16]  # 16: the base as it is stored | 4: its linear layers as NF4


class _Kind(Settings):
    @property
    def tuned(self) -> bool:
        """Whether anything is trained."""
        return True

    @property
    def whole(self) -> bool:
        """Whether the model's own weights are trained, and a run leaves a whole model instead of an adapter."""
        return False

    @property
    def virtual_tokens(self) -> int:
        """Learnt positions in front of every prompt, which take room in the model's context."""
        return 0

    @property
    def stored_bits(self) -> int:
        """How the base is held: 4 or 16."""
        return getattr(self, "bits", 16)


class Base(_Kind):
    """The base model as it is."""

    kind: Literal["base"] = "base"

    @property
    def tuned(self) -> bool:
        """Nothing is trained."""
        return False


class Full(_Kind):
    """Every weight."""

    kind: Literal["full"] = "full"
    learning_rate: Rate = 2e-5

    @property
    def whole(self) -> bool:
        """The model's own weights are trained."""
        return True


class Freeze(_Kind):
    """The model's last `layers` layers, and every module that has one of the names `modules`; the rest stays as it is."""

    kind: Literal["freeze"] = "freeze"
    layers: Annotated[int, Field(ge=0)] = 2
    modules: list[str] = []
    learning_rate: Rate = 2e-5

    @property
    def whole(self) -> bool:
        """The model's own weights are trained."""
        return True

    @model_validator(mode="after")
    def _something_is_trained(self) -> "Freeze":
        if not self.layers and not self.modules:
            raise ValueError("layers 0 and no modules leave nothing to train")
        return self


class Lora(_Kind):
    """Low-rank matrices beside linear layers, scaled by alpha / r.

    lora: Hu et al. 2021, arXiv 2106.09685; with bits 4 it is QLoRA (Dettmers et al. 2023, arXiv 2305.14314).
    dora: direction and length of the weights apart (Liu et al. 2024, arXiv 2402.09353).
    rslora: scaled by alpha / sqrt(r), for large ranks (Kalajdzievski 2023, arXiv 2312.03732).
    """

    kind: Literal["lora", "dora", "rslora"] = "lora"
    bits: Bits = 16
    r: Count = 16
    alpha: Count = 32
    dropout: Share = 0.0
    learning_rate: Rate = 2e-4


class Adalora(_Kind):
    """LoRA whose ranks go where they help: each matrix starts with `start_r`, the mean falls to `r` (Zhang et al. 2023,
    arXiv 2303.10512). `orthogonality` weighs the penalty that keeps the singular vectors apart.
    """

    kind: Literal["adalora"] = "adalora"
    bits: Bits = 16
    r: Count = 16
    start_r: Count = 24
    alpha: Count = 32
    dropout: Share = 0.0
    orthogonality: Annotated[float, Field(ge=0.0)] = 0.5
    learning_rate: Rate = 1e-3

    @model_validator(mode="after")
    def _ranks_fall(self) -> "Adalora":
        if self.start_r <= self.r:
            raise ValueError(f"start_r {self.start_r} has to be over r {self.r}, or no rank is taken away")
        return self


class Ia3(_Kind):
    """A factor for each output of some linear layers, or input of others (Liu et al. 2022, arXiv 2205.05638)."""

    kind: Literal["ia3"] = "ia3"
    bits: Bits = 16
    learning_rate: Rate = 3e-3


class Bottleneck(_Kind):
    """A small network beside each linear layer that makes the change of its weights from the weights, `depth` hidden layers
    before and after its narrowest place of width r: PEANuT (Zhong et al. 2024, arXiv 2410.01870).
    """

    kind: Literal["bottleneck"] = "bottleneck"
    r: Count = 16
    depth: Annotated[int, Field(ge=0, le=8)] = 0
    learning_rate: Rate = 5e-4


class _Prompt(_Kind):
    bits: Bits = 16
    tokens: Annotated[int, Field(ge=1, le=1024)] = 32

    @property
    def virtual_tokens(self) -> int:
        """As many as are learnt."""
        return self.tokens


class PromptTuning(_Prompt):
    """Learnt embeddings in front of every prompt (Lester et al. 2021, arXiv 2104.08691)."""

    kind: Literal["prompt_tuning"] = "prompt_tuning"
    learning_rate: Rate = 2e-2


class PTuning(_Prompt):
    """The same, made by a small network while they are learnt (Liu et al. 2021, arXiv 2103.10385)."""

    kind: Literal["p_tuning"] = "p_tuning"
    learning_rate: Rate = 1e-3


class PrefixTuning(_Prompt):
    """Learnt keys and values in front of every layer's own (Li and Liang 2021, arXiv 2101.00190)."""

    kind: Literal["prefix_tuning"] = "prefix_tuning"
    learning_rate: Rate = 1e-2


class Layernorm(_Kind):
    """The weights of the normalisation layers (Zhao et al. 2023, arXiv 2312.11420)."""

    kind: Literal["layernorm"] = "layernorm"
    bits: Bits = 16
    learning_rate: Rate = 1e-3


Tuned = Full | Freeze | Lora | Adalora | Ia3 | Bottleneck | PromptTuning | PTuning | PrefixTuning | Layernorm
Method = Annotated[Base | Tuned, Field(discriminator="kind")]
