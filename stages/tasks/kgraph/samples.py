"""From records to samples: a passage, or a window of it, and the graph that would be right.

Made group by group, after the groups have their sides, so nothing derived from a record can cross over.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from stages.core.errors import UserError
from stages.core.params import TaskOptions
from stages.core.rejects import Reject
from stages.core.typed import FILLED
from stages.prompting.room import Room
from stages.tasks.kgraph.lib.augment import copies
from stages.tasks.kgraph.lib.drafts import MAIN_KIND as MAIN_KIND
from stages.tasks.kgraph.lib.drafts import Draft, as_sample, drafted, windows
from stages.tasks.kgraph.lib.shown import Passage, Row, surfaces, whole

Copies = Annotated[int, Field(ge=0, le=20)]  # of each passage; 0 = off
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")


class Options(TaskOptions):
    """The task's own keys under `split`."""

    prompt_languages: Annotated[list[Literal["en", "zh", "ko"]], FILLED]  # the question's; drawn for each sample
    list_vocabulary: bool  # prompts carry the form and the closed lists
    descriptions: bool  # entities are described; false writes "", which small models learn more easily
    empty_share: Annotated[float, Field(ge=0.0, lt=1.0)]  # of training samples, at most, with nothing to extract
    augment_synonyms: Copies  # words of reporting replaced by others of the same meaning
    augment_names: Copies  # names and addresses replaced by invented ones
    augment_order: Copies  # sentences in another order, where none refers to another
    augment_noise: Copies  # lines of a newsletter before and after
    augment_empty: Copies  # sentences without an entity alone: an empty graph


def keys(record: Row) -> list[str]:
    """What ties a record to others: its family, and its project or incident."""
    project = f"project:{record['project']}" if record["project"] else None
    return [f"family:{record['family']}", *([project] if project else [])]


def views(record: Row) -> list[list[str]]:
    """Words (of Chinese, Japanese and Korean: signs) as written, and with names masked, so that a renamed copy is a copy."""
    masked = record["text"]
    for name in sorted({name for item in record["entities"] for name in surfaces(item)}, key=lambda name: (-len(name), name)):
        masked = masked.replace(name, " X ")
    return [_WORDS.findall(text.lower()) for text in (record["text"], masked)]


def stratum(records: Sequence[Row]) -> str:
    """What a group mainly is, so that the sides get like shares of it: language and how much there is to extract."""
    kinds = Counter(f"{record['language']}:{whole(record).role}" for record in records)
    return max(sorted(kinds), key=kinds.__getitem__)


def side(record: Row) -> str:
    """No record has a fixed side."""
    return ""


def make(records: Sequence[Row], room: Room, options: Any) -> tuple[list[Row], list[Reject]]:
    """Samples of one group of records, and a Reject for all that no sample holds.

    Raises UserError instead when `over_length` is `error`.
    """
    samples: list[Row] = []
    rejects: list[Reject] = []
    for record in records:
        passage = whole(record)
        drafts = windows(record, passage, room, options)
        samples += [as_sample(record, draft, room) for draft in drafts if draft.fault is None]
        lost = [*_misfits(record, drafts), *_cut(record, passage, drafts)]
        if lost and options.over_length == "error":
            raise UserError(f"{record['source']}:{record['path']}: {lost[0].rule} ({lost[0].value}); "
                            "raise the scale's token budget or set over_length to reject")  # fmt: skip
        rejects += lost
    return samples, rejects


def balanced(samples: Sequence[Row], options: Any) -> list[Row]:
    """Training samples of which at most `empty_share` have nothing to extract.

    They stay or go by the order of their ids, which are hashes.
    """
    empty = sorted(sample["id"] for sample in samples if sample["role"] == "empty")
    others = len(samples) - len(empty)
    most = int(others * options.empty_share / (1 - options.empty_share) + 1e-9)
    dropped = set(empty[most:]) if others else set()
    return [sample for sample in samples if sample["id"] not in dropped]


def augmented(records: Sequence[Row], room: Room, options: Any, seed: int) -> list[tuple[str, Row]]:
    """(augmentation, sample) of further training samples made of the records of one group.

    A copy that does not fit the room, or that another copy or the record already says, is left out.
    """
    found = []
    said: set[tuple[str, ...]] = set()
    for record in records:
        shown = windows(record, whole(record), room, options)
        said |= {tuple(draft.passage.sentences) for draft in shown}
        for at, draft in enumerate((draft for draft in shown if draft.fault is None), start=1):
            for name, number, passage in copies(draft.passage, options, f"{seed}:{record['id']}:{at}"):
                copy = drafted(record, passage, room, options, draft.part, f"{name}:{number}")
                if copy.fault is None and tuple(passage.sentences) not in said:
                    said.add(tuple(passage.sentences))
                    found.append((name, as_sample(record, copy, room)))
    return found


def _misfits(record: Row, drafts: Sequence[Draft]) -> list[Reject]:
    """Passages and sentences that fit in no window."""
    return [Reject(record["path"], at, MAIN_KIND, *draft.fault, record["source"])
            for at, draft in enumerate(drafts, start=1) if draft.fault]  # fmt: skip


def _cut(record: Row, passage: Passage, drafts: Sequence[Draft]) -> list[Reject]:
    """Relationships of a passage in windows that no window states."""
    lost = len(passage.relationships) - sum(len(draft.passage.relationships) for draft in drafts)
    said = f"{lost} of {len(passage.relationships)}"
    reject = Reject(record["path"], 0, "relationships", said, "its evidence lies in two windows", record["source"])
    return [reject] if lost else []
