"""What the machine-learning libraries can do here, as one line of JSON on stdout: python -m stages.engines.probe

{"torch": version, "gpus": [{"name", "memory" in bytes}], "bitsandbytes": true when it can quantise to NF4, "fault": text}
"""

import json
from typing import Any


def probe() -> dict[str, Any]:
    """Try the libraries; what fails is named in `fault`, nothing is raised."""
    found: dict[str, Any] = {"torch": "", "gpus": [], "bitsandbytes": False, "fault": ""}
    try:
        import torch

        found["torch"] = str(torch.__version__)
        for number in range(torch.cuda.device_count()):
            device = torch.cuda.get_device_properties(number)
            found["gpus"].append({"name": device.name, "memory": device.total_memory})
        found["bitsandbytes"] = _quantises()
    except Exception as error:  # noqa: BLE001  a broken library is a finding here
        found["fault"] = f"{type(error).__name__}: {error}".split("\n")[0]
    return found


def _quantises() -> bool:
    import torch
    from bitsandbytes.functional import quantize_4bit

    weights, _ = quantize_4bit(torch.ones(64, 64), quant_type="nf4")
    return bool(weights.numel() == 64 * 64 // 2)


if __name__ == "__main__":
    print(json.dumps(probe()))
