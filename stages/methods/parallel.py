"""Training in several processes that `torchrun` started: who speaks, who holds which weights, and proof that it is so.

Launchers and libraries fall back without a word (one process instead of two, whole copies instead of shards), so size and
shares are checked in the run. `ddp`: each process holds the whole model. `fsdp`: each holds a share of every weight
(PyTorch's fully_shard, FSDP2), for models that do not fit; loading still passes each process's main memory as a whole.
"""

from typing import Any

import torch
from torch import distributed

from stages.core.errors import UserError
from stages.core.process import processes, rank


def check_size(batch_size: int, bits: int, parallel: str) -> None:
    """Raises UserError where the batch can not be shared out evenly, or the weights can not be sharded."""
    if batch_size % processes():
        raise UserError(
            f"params.yaml: batch_size {batch_size} can not be shared by {processes()} processes; "
            "choose a multiple, or another --nproc-per-node"
        )
    if sharded(parallel) and bits == 4:
        raise UserError("params.yaml:parallel: fsdp can not shard a base held in 4 bits; choose ddp, or a method with 16 bits")


def check_started() -> None:
    """Raises RuntimeError when the processes did not find each other."""
    found = distributed.get_world_size() if distributed.is_initialized() else 1
    if found != processes():
        raise RuntimeError(f"{processes()} processes were started, but this one works with {found}")


def sharded(parallel: str) -> bool:
    """Whether weights are spread over processes; one process alone holds them whole."""
    return parallel == "fsdp" and processes() > 1


def shard(model: Any, device: str) -> int:
    """Spread every weight over the processes, block by block, in place; how many numbers this process holds.

    Raises RuntimeError when a weight stayed whole or the shares do not add up to the model.
    """
    from torch.distributed.tensor import DTensor

    whole = sum(weight.numel() for weight in model.parameters())
    spread(model, device)
    left = [name for name, weight in model.named_parameters() if not isinstance(weight, DTensor)]
    mine = sum(weight.to_local().numel() for weight in model.parameters() if isinstance(weight, DTensor))
    held = torch.tensor(mine, device=device)
    distributed.all_reduce(held)
    if left or int(held) != whole or mine >= whole:
        raise RuntimeError(f"weights are not shared out: {mine} of {whole} in process {rank()}, whole ones: {left[:3]}")
    return mine


def spread(model: Any, device: str) -> None:
    """Make every weight of the model a share of it, in place; what `shard` does and proves."""
    from torch.distributed.device_mesh import init_device_mesh
    from torch.distributed.fsdp import fully_shard

    mesh, blocks = init_device_mesh(device, (processes(),)), set(model._no_split_modules or ())
    for module in [module for module in model.modules() if type(module).__name__ in blocks]:
        fully_shard(module, mesh=mesh)
    fully_shard(model, mesh=mesh)


def gathered(model: Any) -> dict[str, torch.Tensor]:
    """{name: whole tensor in main memory} of the weights that train; every process has to ask, the first alone gets them."""
    trained: dict[str, torch.Tensor] = {}
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            whole = weight.detach().full_tensor()
            if rank() == 0:
                trained[name] = whole.cpu()
    return trained


def scatter(model: Any, weights: dict[str, torch.Tensor]) -> None:
    """Put whole tensors, the same in every process, into the sharded weights of that name."""
    from torch.distributed.tensor import distribute_tensor

    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name in weights:
                whole = weights[name].to(weight.device, weight.dtype)
                weight.copy_(distribute_tensor(whole, weight.device_mesh, weight.placements, src_data_rank=None))


def agreed(choice: Any) -> Any:
    """The first process's choice, in all of them."""
    if processes() == 1:
        return choice
    box = [choice]
    distributed.broadcast_object_list(box, src=0)
    return box[0]


def wait() -> None:
    """Until all processes are here."""
    if processes() > 1:
        distributed.barrier()
