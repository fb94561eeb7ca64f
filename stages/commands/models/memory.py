"""Memory that tuning a model takes on a GPU, estimated from its size before anything is loaded."""

from stages.prompting.catalog import Profile

RANK = 16  # of adapters whose settings are not known
SUPERVISED = 0.25  # of a step's tokens that are part of an answer, the most that a task's budgets allow for
_BESIDE = ("lora", "dora", "rslora", "adalora", "bottleneck")
_GB = 1e9


def memory(profile: Profile, kind: str, bits: int, tokens: int) -> float:
    """GB (10^9 bytes) that a step over `tokens` tokens takes; without fragmentation and the driver's own, about a tenth more.

    Weights: 2 bytes in 16 bits; in 4 bits 0.5, and 4 bytes of scale for every 64 of them (Dettmers et al. 2023, arXiv 2305.14314,
    section 3), but for embedding and head, and for mixtures of experts: those are fused tensors, which bitsandbytes leaves alone.
    What trains: 16 bytes, for weight, gradient and two moments of Adam in float32 (Rajbhandari et al. 2020, arXiv 1910.02054,
    section 3.1). Adapters of rank 16: at most 2 x 16 / width of the weights they stand beside. Activations, by layer and token:
    30 bytes a unit of width for attention and norms, 8 a unit of the inner width for the gated layer (gate, its curve, up,
    product, 2 bytes each). Scores: 10 bytes for each supervised token and word. Steps of a 1.5B model in bfloat16, 8 rows of
    512 tokens, took 18.3 GB with LoRA and 15.0 GB with QLoRA on an H100; estimated were 18.8 and 17.2.
    """
    embedded = 2 * profile.vocab * profile.width
    small = 0 if bits == 16 or profile.active else max(profile.parameters - embedded, 0)
    stored = 2.0 * (profile.parameters - small) + (0.5 + 4 / 64) * small
    if kind == "base":
        return stored / _GB
    trained = _trained(profile, kind)
    if kind == "full":
        stored = 0.0  # the weights that train are the weights
    activations = (30.0 * profile.width + 8.0 * _inner_width(profile)) * profile.layers * tokens
    scores = 10.0 * profile.vocab * SUPERVISED * tokens
    return (stored + 16.0 * trained + activations + scores) / _GB


def _inner_width(profile: Profile) -> float:
    """Width of the gated layer's inner states, from what a layer's weights leave beside attention (2.5 x width^2 where keys are
    shared); of a mixture of experts, all that one token passes through.
    """
    body = (profile.active or profile.parameters) - profile.vocab * profile.width
    return max(body / profile.layers - 2.5 * profile.width**2, 0.0) / (3 * profile.width)


def _trained(profile: Profile, kind: str) -> float:
    """How many weights train; what trains vectors and learnt prompts alone counts as none."""
    if kind == "full":
        return profile.parameters
    if kind == "freeze":
        return 2 * profile.parameters / profile.layers
    return 2 * RANK / profile.width * (profile.active or profile.parameters) if kind in _BESIDE else 0
