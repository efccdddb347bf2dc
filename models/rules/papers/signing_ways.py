"""How papers are signed, a row a way; which way a type goes; the states of a signature that can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.rules.papers.documents import DocumentRow
from models.rules.papers.unfinished import ON_PAPER


class SignatureState(StrEnum):
    """The states of a signature between the button and the number."""

    MENUNGGU = "menunggu"
    BERLAKU = "berlaku"
    DIURUNGKAN = "diurungkan"
    GUGUR = "gugur"  # it could not take effect any more: `why` says why


@dataclass(frozen=True)
class WayRow:
    """One way of signing: its name, whether the button can be taken back for a while, and where it is signed.

    A way whose provider asks its signer to confirm needs no time for second thoughts here.
    """

    label: str
    undo: bool
    elsewhere: str = ""  # the system a draft is handed to, which signs it and gives it number and date
    begin: str = ""  # the button by which it goes there
    letters_only: bool = False  # only for what has a letter number: sheets and lists are signed on paper
    service: bool = False  # the office's own service signs it, asked from here, with our number and date


WAYS: dict[str, WayRow] = {
    ON_PAPER: WayRow("Tanda tangan basah di atas kertas", undo=True),
    "srikandi": WayRow(
        "Lewat SRIKANDI", undo=False, elsewhere="SRIKANDI", begin="Serahkan ke SRIKANDI", letters_only=True
    ),
    "layanan": WayRow(
        "Lewat layanan tanda tangan kantor",
        undo=False,
        elsewhere="layanan tanda tangan",
        begin="Tanda tangani lewat layanan",
        letters_only=True,
        service=True,
    ),
}
OFFICE_WAY = "mode_ttd"  # the setting for all types


def way_key(code: str) -> str:
    """Return the name of the setting that says how papers of one type are signed."""
    return f"cara_ttd_{code}"


def way_for(settings: Mapping[str, str], row: DocumentRow) -> str:
    """Return the way a new draft of this type is signed: its own way, else the office's, where it fits."""
    chosen = settings.get(way_key(row.code)) or settings.get(OFFICE_WAY) or ON_PAPER
    return chosen if row.numbered or not row_of(chosen).letters_only else ON_PAPER


def row_of(way: str) -> WayRow:
    """Return the row of a way of signing; one that is not known is on paper."""
    return WAYS.get(way, WAYS[ON_PAPER])


def can_be_undone(way: str, row: DocumentRow, seconds: float) -> bool:
    """Whether signing this paper waits before it takes effect: only where it spends a number."""
    return seconds > 0 and row_of(way).undo and (row.numbered or bool(row.agenda))
