"""One move on the page of a case: its button, and what it still lacks."""

from dataclasses import dataclass

from models.rules.cases.left_papers import LeftPaper
from models.rules.cases.sop import MoveRow, Output
from models.rules.cases.workflow import CaseFacts, left, missing, unreviewed


@dataclass(frozen=True)
class MoveTask:
    """One move and what it still lacks."""

    row: MoveRow
    lacking: tuple[Output, ...]
    left: tuple[LeftPaper, ...] = ()  # papers that must be issued or discarded first
    unscanned: tuple[str, ...] = ()  # papers whose missing signed copy needs a written reason
    unplaced: str = ""  # what the paper folder lacks
    unreviewed: int = 0  # texts that have to be looked through first

    @property
    def ready(self) -> bool:
        """Whether its outputs exist, no paper is left unfinished, the folder holds them and the texts were read."""
        return not self.lacking and not self.left and not self.unplaced and not self.unreviewed

    @property
    def asks_nothing(self) -> bool:
        """Whether it can be made with another button: it asks for nothing, and waits for no folder and no review."""
        return not self.row.reason and not self.row.section and not self.unplaced and not self.unreviewed


def move_task(row: MoveRow, case: CaseFacts) -> MoveTask:
    """Return a move as it is on this case."""
    copies, folder = (case.unscanned, case.unplaced) if row.files else ((), "")
    return MoveTask(row, tuple(missing(row, case)), left(row, case), copies, folder, unreviewed(row, case))
