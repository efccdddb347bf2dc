"""Where a returned PDF shows its signature: at the mark of its block, elsewhere, or nowhere; what is asked then."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.rules.papers.signed_elsewhere import Question

# Points. The service draws some 85 wide and high at the mark, each installation at another corner, or around it.
NEAR = 100.0


@dataclass(frozen=True)
class Point:
    """A place on a page, counted from 0; points from the page's lower left."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Stamp:
    """Where a signature is drawn: a page, counted from 0, and the sides of its field in points."""

    page: int
    left: float
    low: float
    right: float
    high: float

    def distance(self, point: Point) -> float:
        """Return how far a point of the same page is from it, in points; 0 inside."""
        aside = max(self.left - point.x, 0.0, point.x - self.right)
        above = max(self.low - point.y, 0.0, point.y - self.high)
        return float((aside**2 + above**2) ** 0.5)


class Placed(StrEnum):
    """Where the signature of a PDF is seen."""

    UNKNOWN = ""  # nobody has looked, or the mark's place is not known
    AT_MARK = "di_tanda"
    ELSEWHERE = "di_lain"
    UNSEEN = "tak_tampak"


_ASKED: dict[Placed, str] = {
    Placed.UNKNOWN: "Tempat tanda tangan pada PDF tidak dapat diperiksa program.",
    Placed.ELSEWHERE: "Tanda tangan pada PDF tampak di tempat lain, bukan di blok tanda tangannya.",
    Placed.UNSEEN: "Tanda tangan pada PDF tidak tampak pada halamannya.",
}


def placed(drawn: Sequence[Stamp], mark: Point | None) -> Placed:
    """Return where the signatures are seen, beside the place where the mark stood in what was sent."""
    if not drawn:
        return Placed.UNSEEN
    if mark is None:
        return Placed.UNKNOWN
    here = any(one.page == mark.page and one.distance(mark) <= NEAR for one in drawn)
    return Placed.AT_MARK if here else Placed.ELSEWHERE


def place_questions(where: Placed) -> tuple[Question, ...]:
    """Return what has to be said yes to about where the signature is seen."""
    if where is Placed.AT_MARK:
        return ()
    return (Question("tempat", f"{_ASKED[where]} Saya sudah melihat PDF-nya, dan PDF ini dipakai."),)
