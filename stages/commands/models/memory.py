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
    section 3.1). Adapters of rank 16: at most 2 x 16 / width of the weights they stand beside. Activations: 34 bytes a layer,
    token and unit of width (Korthikanti et al. 2022, arXiv 2205.05198, section 4.1, without the attention scores, which are
    never stored). Scores: 10 bytes for each supervised token and word.
    """
    embedded = 2 * profile.vocab * profile.width
    small = 0 if bits == 16 or profile.active else max(profile.parameters - embedded, 0)
    stored = 2.0 * (profile.parameters - small) + (0.5 + 4 / 64) * small
    if kind == "base":
        return stored / _GB
    trained = _trained(profile, kind)
    if kind == "full":
        stored = 0.0  # the weights that train are the weights
    activations = 34.0 * profile.layers * profile.width * tokens
    scores = 10.0 * profile.vocab * SUPERVISED * tokens
    return (stored + 16.0 * trained + activations + scores) / _GB


def _trained(profile: Profile, kind: str) -> float:
    """How many weights train; what trains vectors and learnt prompts alone counts as none."""
    if kind == "full":
        return profile.parameters
    if kind == "freeze":
        return 2 * profile.parameters / profile.layers
    return 2 * RANK / profile.width * (profile.active or profile.parameters) if kind in _BESIDE else 0
