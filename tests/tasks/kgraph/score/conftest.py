import pytest

from stages.prompting.tokens import Tokens

from ..asked import HERON, KO, PLAIN, QUIET, ZH, Row, sample


@pytest.fixture
def asked(tokens: Tokens) -> dict[str, Row]:
    """The sample of each passage by a short name."""
    named = {"heron": HERON, "plain": PLAIN, "quiet": QUIET, "zh": ZH, "ko": KO}
    return {name: sample(of, tokens) for name, of in named.items()}
