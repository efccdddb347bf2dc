"""Looks, before a case is put away, whether every stored file of it is there and whole (SOP step 9)."""

from models.actions.papers.dossier.dossier_files import case_files
from models.actions.upkeep.lost_files import acknowledged, fault_of
from models.rules.cases.sop import MOVES, Move
from models.rules.core.errors import RuleBroken
from models.tables import Complaint
from models.tables.core.files.store import FileStore

_NAMED = 3


class FilesNotWhole(RuleBroken):
    """Arsip elektronik kasus ini belum utuh."""


def demand_stored(case: Complaint, move: Move, store: FileStore) -> None:
    """Raise FilesNotWhole where a file of a case that a move puts away lacks or was changed.

    A loss that two people put on record holds nothing up: it will not come back.
    """
    if not MOVES[move].files:
        return
    stored = [one for one in case_files(case) if one.sha256]
    gone = [one for one in stored if fault_of(store, one.sha256) is not None]
    known = acknowledged() if gone else set()
    if lacking := [one for one in gone if one.sha256 not in known]:
        named = ", ".join(f"{one.kind} ({one.name})" for one in lacking[:_NAMED])
        more = f" dan {len(lacking) - _NAMED} lagi" if len(lacking) > _NAMED else ""
        raise FilesNotWhole(
            f"Arsip elektroniknya belum utuh: {named}{more} hilang atau berubah sejak disimpan. Minta Administrator "
            "memulihkannya dari cadangan, atau mencatatnya di Berkas hilang."
        )
