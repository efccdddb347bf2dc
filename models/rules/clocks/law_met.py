"""Whether a limit of the law is met and has begun, derived from what counts; and why one is no longer met.

What counts is handed in, so the same rule answers for every moment.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.rules.cases.links import LINK_LABELS, LinkMove
from models.rules.cases.sop import MOVES, Move, Output
from models.rules.clocks.statutory import ACTIONS, START_OUTPUTS, LegalAction

# Outputs that are words to one citizen: they count for a merged complaint only in its own conversation.
TO_CITIZEN = frozenset({Output.TANGGAPAN_AWAL, Output.JAWABAN, Output.JAWABAN_TERTULIS})
# Every output that begins or meets a limit.
OF_THE_LAW = frozenset(
    kind for kinds in (*START_OUTPUTS.values(), *(row.met_by for row in ACTIONS.values())) for kind in kinds
)
# What takes outputs away without a move of the SOP, as stored and as read.
NASKAH_BATAL, LAPORAN_KEMBALI = "naskah_batal", "laporan_kembali"
ISI_BARU, HITUNG_ULANG = "isi_baru", "hitung_ulang"
# Rises when this file, or what starts a limit, says otherwise of the same outputs.
_VERSION = 1
_ACTS = {
    NASKAH_BATAL: "naskahnya dibatalkan",
    LAPORAN_KEMBALI: "laporannya dikembalikan",
    ISI_BARU: "isinya ditulis baru",
    HITUNG_ULANG: "yang dulu memenuhinya tidak lagi berlaku",
}


@dataclass(frozen=True)
class Counting:
    """An output that counts for a case, and since when it does."""

    kind: Output
    at: datetime


def met_at(action: LegalAction, starts: datetime, counting: Iterable[Counting]) -> datetime | None:
    """Return when a limit was met; None where nothing that counts was made since it began."""
    wanted = ACTIONS[action].met_by
    # An output made before (of another round) does not meet it.
    return min((one.at for one in counting if one.kind in wanted and one.at >= starts), default=None)


def begun_at(action: LegalAction, counting: Iterable[Counting]) -> datetime | None:
    """Return when a limit began that counts from an output; None where none counts: it has not begun."""
    wanted = START_OUTPUTS[ACTIONS[action].start]
    return min((one.at for one in counting if one.kind in wanted), default=None)


def begins_with_output(action: LegalAction) -> bool:
    """Whether a limit counts from an output, so that it goes with that output."""
    return ACTIONS[action].start in START_OUTPUTS


def why_lost(act: str) -> str:
    """Return why a limit is no longer met as it was, for a sentence."""
    if act in list(Move):
        return f"“{MOVES[Move(act)].label}”"
    if act in list(LinkMove):
        return f"“{LINK_LABELS[LinkMove(act)]}”"
    return _ACTS.get(act, _ACTS[HITUNG_ULANG])


def mark_of(limits: Iterable[object]) -> str:
    """Return a word for what limits are kept by: the rules of this program and these limits of the office."""
    acts = [(str(action), str(row.start), sorted(map(str, row.met_by))) for action, row in ACTIONS.items()]
    starts = [(str(start), sorted(map(str, kinds))) for start, kinds in START_OUTPUTS.items()]
    return hashlib.sha256(repr((_VERSION, sorted(acts), sorted(starts), list(limits))).encode()).hexdigest()[:16]
