"""How papers are signed, a row a way, and the states of a signature that can still be taken back."""

from dataclasses import dataclass
from enum import StrEnum

from models.rules.papers.documents import DocumentRow


class SignatureState(StrEnum):
    """The states of a signature between the button and the number."""

    MENUNGGU = "menunggu"
    BERLAKU = "berlaku"
    DIURUNGKAN = "diurungkan"
    GUGUR = "gugur"  # it could not take effect any more: `why` says why


@dataclass(frozen=True)
class WayRow:
    """One way of signing (the office's setting `mode_ttd`): whether the button can be taken back for a while.

    A way whose provider asks its signer to confirm needs no time for second thoughts here.
    """

    undo: bool


WAYS: dict[str, WayRow] = {"basah": WayRow(undo=True), "srikandi": WayRow(undo=False)}


def can_be_undone(way: str, row: DocumentRow, seconds: float) -> bool:
    """Whether signing this paper waits before it takes effect: only where it spends a number."""
    return seconds > 0 and WAYS[way].undo and (row.numbered or bool(row.agenda))
