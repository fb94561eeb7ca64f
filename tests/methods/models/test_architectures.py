"""Each architecture of the catalog loads as a user's model does, is adapted where its entry says, and nowhere else."""

from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model

from stages.core.errors import UserError
from stages.methods.batching.batches import collate, flatten
from stages.methods.batching.loss import supervised_loss
from stages.methods.batching.segments import check_exact, segmented
from stages.methods.models.adapters import adapt, resolved
from stages.methods.models.loading import load_base
from stages.methods.models.targets import resolution
from stages.prompting.catalog import Profile
from tests.architectures import MAKERS, examples, make_architecture
from tests.methods.kinds import KINDS
from tests.tiny_model import rows


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("architectures")


@pytest.fixture(scope="module", params=sorted(MAKERS))
def profile(request: pytest.FixtureRequest, root: Path) -> Profile:
    return make_architecture(request.param, root)


def loaded(profile: Profile, root: Path) -> Any:
    with chdir(root):
        return load_base(profile, 16, "cpu")


def test_every_architecture_of_the_catalog_is_tried_and_no_other() -> None:
    assert examples().keys() == MAKERS.keys()


@pytest.mark.parametrize("kind", ["lora", "adalora", "bottleneck", "ia3"])
def test_every_target_of_its_entry_is_adapted_wherever_it_stands(kind: str, profile: Profile, root: Path) -> None:
    adapted = adapt(loaded(profile, root), KINDS[kind], profile, 6)
    found = resolved(adapted, KINDS[kind], profile)
    assert found.keys() == set(profile.ia3_targets if kind == "ia3" else profile.lora_targets)
    assert all(here == there != "0" for here, _, there in (count.partition("/") for count in found.values()))
    routers = [path for path, _ in adapted.named_modules() if path.endswith(("mlp.gate", "router"))]
    trained = [name for name, weight in adapted.named_parameters() if weight.requires_grad]
    assert trained and not [name for name in trained for router in routers if name.startswith(f"{router}.")]
    assert bool(routers) == bool(profile.active)


def test_every_layer_has_something_adapted(profile: Profile, root: Path) -> None:
    adapted = adapt(loaded(profile, root), KINDS["lora"], profile, 6)
    trained = [name for name, weight in adapted.named_parameters() if weight.requires_grad]
    assert {at for at in (0, 1) for name in trained if f".layers.{at}." in name} == {0, 1}


def test_the_model_that_is_loaded_is_the_one_for_text(profile: Profile, root: Path) -> None:
    model = loaded(profile, root)
    assert sum(weight.numel() for weight in model.parameters()) == profile.parameters
    assert model.get_output_embeddings() is not None


def test_rows_end_to_end_have_the_loss_of_padded_rows_where_the_entry_allows_them(profile: Profile, root: Path) -> None:
    model = loaded(profile, root).eval()
    batch = rows([12, 40, 7])
    if not profile.packing:
        with pytest.raises(UserError, match="its layers mix tokens by more than attention"):
            check_exact(model, profile.name)
        return
    check_exact(model, profile.name)
    padded = float(supervised_loss(model, collate(batch)).detach())
    with segmented(model):
        assert float(supervised_loss(model, flatten(batch)).detach()) == pytest.approx(padded, rel=1e-5)


EXPERTS = ("DeepseekV2ForCausalLM", "Qwen3MoeForCausalLM")


@pytest.mark.parametrize("architecture", EXPERTS)
def test_a_library_that_follows_names_into_experts_or_routers_is_stopped(architecture: str, tmp_path: Path) -> None:
    profile = make_architecture(architecture, tmp_path)
    names = ["q_proj", "gate_proj", "up_proj", "down_proj"]
    for wanted, said in (
        (names, "gate_proj, up_proj, down_proj were left out and experts are adapted too"),
        ("all-linear", "gate"),
    ):
        model = get_peft_model(loaded(profile, tmp_path), LoraConfig(r=2, target_modules=wanted, task_type="CAUSAL_LM"))
        with pytest.raises(UserError, match=f"catalog: .*{said}"):
            resolution(model, names, "catalog")


def test_a_name_that_nothing_carries_any_more_is_told(root: Path) -> None:
    model = get_peft_model(torch.nn.Sequential(torch.nn.Linear(2, 2)), LoraConfig(r=1, target_modules=["0"]))
    assert resolution(model, ["0"], "here") == {"0": "1/1"}
    with pytest.raises(UserError, match="here: 1 were left out by the library; name other modules"):
        resolution(model, ["0", "1"], "here")
