"""Dense exercises for the last stage of pretraining: ten short questions about each window of code, answers alone learnt.

Read as plain text, one token in eight of an exercise is an answer; here nearly every second is, and only those count.
"""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from stages.methods.pretrain.corpus import Document
from stages.methods.pretrain.exercises import MIN_LINES, QUESTIONS, conversation, window
from stages.methods.pretrain.streams import Ids, bins, exercised
from stages.methods.pretrain.tokenizer import CLOSE, END, OPEN

TURNS = 10
LONGEST = 120  # characters of an answer: long lists teach little and cost much


def stream(documents: Sequence[Document], known: Any, seed: int, block: int) -> Ids:
    """Conversations in blocks of `block` ids; a function of documents and seed. `known` is the tokenizer."""
    texts = []
    for one, foreign, count in exercised(list(documents)):
        for number in range(count):
            texts.append(_practice(one, foreign, random.Random(f"{seed}-practice-{one.sha256}-{number}")))
    ids = known([text for text in texts if text], verbose=False)["input_ids"]
    order = np.random.default_rng(seed).permutation(len(ids))
    return bins([ids[index] for index in order], known.convert_tokens_to_ids(END), block)


def answers(rows: torch.Tensor, ids: dict[str, int], role: list[int]) -> torch.Tensor:
    """Which of `rows`, (n, length) ids, are tokens of an answer or its closing token; the same shape, booleans.

    ids: the vocabulary; role: the tokens between `<|im_start|>` and an answer, "assistant" and a line end.
    """
    at = torch.arange(rows.shape[1]).expand_as(rows)
    opened = torch.where(rows == ids[OPEN], at, -3).cummax(1).values
    closed = torch.where(rows == ids[CLOSE], at, -2).cummax(1).values.roll(1, 1)
    closed[:, 0] = -2
    first = rows.gather(1, (opened + 1).clamp(min=0, max=rows.shape[1] - 1))  # of the role that speaks
    return (first == role[0]) & (at > opened + len(role)) & (closed < opened)


def _practice(one: Document, foreign: list[str], draw: random.Random) -> str:
    lines = window(one.path, one.text, draw)
    if len(lines) < MIN_LINES:
        return ""
    found = [draw.choice(QUESTIONS)(lines, foreign, draw) for _ in range(2 * TURNS)]
    asked = [pair for pair in dict.fromkeys(pair for pair in found if pair) if len(pair[1]) <= LONGEST]
    return conversation(one.path, lines, asked[:TURNS]) if asked else ""
