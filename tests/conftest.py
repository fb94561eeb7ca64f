"""For every test: one thread, no network, no tracker; and a tokenizer small enough to make on the spot."""

import os
from pathlib import Path

import pytest

from stages.prompting.tokens import Tokens
from tests.tiny import make_tiny, tiny_tokens

collect_ignore = ["toy"]  # a task that a test puts into a project of its own

os.environ |= {
    "OMP_NUM_THREADS": "1",  # read when torch is first imported, which no test module has done yet
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "DVC_NO_ANALYTICS": "1",
    "SECTUNE_TRACKING": "off",
}


@pytest.fixture(scope="session")
def tiny_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with models/tiny in it: a tokenizer that has the control tokens of every prompt format."""
    root = tmp_path_factory.mktemp("tiny")
    make_tiny(root / "models/tiny")
    return root


@pytest.fixture(scope="session")
def tokens(tiny_root: Path) -> Tokens:
    """The tiny tokenizer with the prompt format of the built-in model."""
    return tiny_tokens(tiny_root, "chatml")
