"""Reads the history of every complaint as a walk along the SOP."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from models.actions.upkeep.verify.asking import rows
from models.rules.cases.links import LinkMove
from models.rules.cases.sop import MOVES, Move, MoveRow, Stage

FIRST = "terima"  # the arrival, which is no move
_WALKS = """SELECT c.id, c.number, c.stage, h.move, h.from_stage, h.to_stage FROM complaint c
 LEFT JOIN history h ON h.complaint_id = c.id ORDER BY c.id, h.id"""


@dataclass(frozen=True)
class Walk:
    """One complaint: its stage, and its moves in order as (move, from, to)."""

    complaint: int
    number: str
    stage: str
    moves: list[tuple[str, str, str]]

    @property
    def rows(self) -> list[MoveRow]:
        """Return the rows of the moves the SOP knows, in order."""
        known = ((MOVES[Move(move)], before, after) for move, before, after in self.moves if move in list(Move))
        return [replace(row, origin=Stage(before), target=Stage(after)) for row, before, after in known]

    @property
    def merged(self) -> int:
        """Return how often the complaint was merged; each time its step ended."""
        return sum(move == LinkMove.GABUNG for move, _, _ in self.moves)


def walks() -> Iterator[Walk]:
    """Yield every complaint's walk."""
    for (complaint, number, stage), steps in groupby(rows(_WALKS), key=lambda row: row[:3]):
        yield Walk(complaint, number, stage, [step[3:] for step in steps if step[3] is not None])
