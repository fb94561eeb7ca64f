"""Rows laid end to end train like rows apart: the same loss and the same gradients, in every family of the catalog."""

import pytest
import torch

from stages.methods.batches import collate, flatten
from stages.methods.loss import supervised_loss
from stages.methods.segments import segmented
from tests.methods.families import MAKERS, gradients, make
from tests.tiny_model import rows

LENGTHS = [5, 21, 9, 34]  # shorter and longer than the window
ROWS = [{key: [token % 120 if token >= 0 else token for token in row[key]] for key in row} for row in rows(LENGTHS)]


@pytest.mark.parametrize("family", MAKERS)
def test_rows_end_to_end_have_the_loss_and_gradients_of_padded_rows(family: str) -> None:
    model = make(family)
    padded = supervised_loss(model, collate(ROWS))
    wanted = gradients(model, padded)
    with segmented(model):
        flat = supervised_loss(model, flatten(ROWS))
        found = gradients(model, flat)
    assert float(flat.detach()) == pytest.approx(float(padded.detach()), rel=1e-6)
    assert found.keys() == wanted.keys() and len(wanted) > 10
    for name, gradient in wanted.items():
        torch.testing.assert_close(found[name], gradient, rtol=1e-5, atol=1e-6, msg=name)
