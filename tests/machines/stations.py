"""How far a case has come when an example begins; walked once in a run, then put back."""

from collections.abc import Callable

from models.actions.papers.cancel_document import cancel_document
from models.rules.cases.sop import Move
from models.rules.replies.delivery import Purpose
from tests.actions.walking import Walk


def _paper_cancelled(walk: Walk) -> None:
    """Archive a case of which a signed memo was cancelled, for a reason that goes with the case."""
    paper = walk.with_answer().paper("ND-JAWAB")
    cancel_document(paper.id, f"Keliru rahasia{walk.id}x", walk.holder(), walk.tick())
    walk.handed_back().finished()


def _found_wrong(walk: Walk) -> None:
    """Let a person find an answer wrong that the citizen has."""
    walk.with_answer().handed_back().answer(Purpose.JAWABAN)
    walk.move(Move.SAMPAIKAN_LAGI)


STATIONS: dict[str, Callable[[Walk], object]] = {
    "new": lambda walk: walk,
    "to be sent on": Walk.at_kasubsi,
    "sent on": Walk.at_section,
    "looked into": Walk.with_answer,
    "to be told": lambda walk: walk.with_answer().handed_back(),
    "told": lambda walk: walk.with_answer().handed_back().answer(Purpose.JAWABAN),
    "found wrong": _found_wrong,
    "archived": lambda walk: walk.with_answer().handed_back().finished(),
    "archived, a paper cancelled": _paper_cancelled,
}
