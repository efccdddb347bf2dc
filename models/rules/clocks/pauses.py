"""Why the clock of a step may stand still, what proves it, and how much of a pause counts.

A pause counts when it is accepted: by rule up to a set length in all for its step where it was not back-dated,
else by a second person's countersignature. What is asked and not accepted yet does not count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from models.rules.clocks.working_time import Calendar, add_minutes, net_minutes
from models.rules.core.errors import RuleBroken


class PauseReason(StrEnum):
    """The reasons that allow a pause; lack of time is not one."""

    MENUNGGU_PELAPOR = "menunggu_pelapor"
    GANGGUAN_KANAL = "gangguan_kanal"
    MENUNGGU_INSTANSI = "menunggu_instansi"
    PEMERIKSAAN_LUAR = "pemeriksaan_luar"
    KEADAAN_KAHAR = "keadaan_kahar"
    MENUNGGU_UNDANGAN = "menunggu_undangan"


class ProofKind(StrEnum):
    """What may prove a pause: something the office itself wrote, never the complaint."""

    PESAN = "message"
    NASKAH = "document"
    LAMPIRAN = "attachment"
    BALASAN = "outbox"


@dataclass(frozen=True)
class ReasonRow:
    """One reason: what it is called, what proves it, and whether the citizen's next message ends the pause.

    `kinds`: the sorts of proof; `papers`: which signed papers. `by_program`: no officer chooses it; the invitation's
    own delivery begins and its time ends it, so that it is accepted by rule whatever its length.
    """

    label: str
    proof: str
    kinds: frozenset[ProofKind]
    papers: frozenset[str] = frozenset()
    ends_with_message: bool = False
    by_program: bool = False


_R = PauseReason
_SAID = frozenset({ProofKind.PESAN, ProofKind.BALASAN})
_PAPER = frozenset({ProofKind.NASKAH})
_FILED = frozenset({ProofKind.NASKAH, ProofKind.LAMPIRAN})
_LETTERS = frozenset({"SURAT", "ND-ESKAL"})
_RECORDS = frozenset({"BA-GANGGUAN"})

PAUSE_REASONS: dict[PauseReason, ReasonRow] = {
    _R.MENUNGGU_PELAPOR: ReasonRow(
        "Menunggu kelengkapan dari pelapor",
        "pesan kantor yang meminta kelengkapan",
        _SAID,
        ends_with_message=True,
    ),
    _R.GANGGUAN_KANAL: ReasonRow("Gangguan kanal", "berita acara gangguan kanal", _PAPER, _RECORDS),
    _R.MENUNGGU_INSTANSI: ReasonRow(
        "Menunggu jawaban instansi lain", "surat atau nota dinas kepada instansi itu", _FILED, _LETTERS
    ),
    _R.PEMERIKSAAN_LUAR: ReasonRow(
        "Pemeriksaan di luar kantor tertunda", "surat tugas atau surat penundaan", _FILED, _LETTERS
    ),
    _R.KEADAAN_KAHAR: ReasonRow("Keadaan kahar (listrik, jaringan, bencana)", "berita acara", _FILED, _RECORDS),
    _R.MENUNGGU_UNDANGAN: ReasonRow(
        "Menunggu pelapor menerima undangan",
        "undangan yang sampai di kanal",
        frozenset({ProofKind.BALASAN}),
        by_program=True,
    ),
}
# Those an officer may choose.
CHOSEN_REASONS = {reason: row for reason, row in PAUSE_REASONS.items() if not row.by_program}


def letter_proves(row: ReasonRow) -> bool:
    """Whether a letter of an own type of the office proves a pause of this reason."""
    return bool(row.papers & _LETTERS)


def record_proves(row: ReasonRow) -> bool:
    """Whether a record of an own type proves it; an outage of a channel has its own record, from its page."""
    return bool(row.papers & _RECORDS) and ProofKind.LAMPIRAN in row.kinds


class PauseNotAllowed(RuleBroken):
    """Jam langkah ini tidak dapat dihentikan sekarang."""


def read_proof(text: str) -> tuple[ProofKind, int]:
    """Return kind and id of a proof stored as e.g. message:99. Raises PauseNotAllowed for any other text."""
    kind, _, number = text.partition(":")
    if kind not in ProofKind.__members__.values() or not (number.isascii() and number.isdecimal()):
        raise PauseNotAllowed("Pilih bukti jeda: pesan, naskah, atau lampiran.")
    return ProofKind(kind), int(number)


class Asked(Protocol):
    """A pause as it was asked and decided (the row of the table)."""

    id: int
    reason_code: str
    starts_at: datetime
    ends_at: datetime | None
    asked_at: datetime | None
    limit_minutes: float | None
    counted_before: bool
    countersigned_at: datetime | None
    refused: bool


class PauseState(StrEnum):
    """What became of what was asked, as closed months keep it.

    Whether anybody can countersign what waits is not told by this: it depends on who is there.
    """

    ACCEPTED = "diterima"
    ASKED = "menunggu paraf"
    REFUSED = "ditolak"


@dataclass(frozen=True)
class Weighed:
    """How much of one pause counts: its working minutes, and until when they are accepted.

    `ends`: when it ends, at the latest when its step does.
    """

    pause: Asked
    ends: datetime
    minutes: float
    accepted_to: datetime
    accepted: float

    @property
    def state(self) -> PauseState:
        """Return whether all of it counts, some of it waits, or none ever will."""
        if self.pause.refused:
            return PauseState.REFUSED
        # What waits has minutes; of one that begins this very moment its kind tells.
        waits = self.waiting > 0 or (is_back_dated(self.pause) and not is_decided(self.pause))
        return PauseState.ASKED if waits else PauseState.ACCEPTED

    @property
    def waiting(self) -> float:
        """Return the working minutes asked and neither accepted nor refused."""
        left = round(self.minutes - self.accepted, 4)
        return 0.0 if self.pause.refused else left


def weigh(calendar: Calendar, pauses: Iterable[Asked], until: datetime) -> list[Weighed]:
    """Return the pauses of one step in order, each with how much of it counts up to a moment."""
    found, used = [], 0.0
    for pause in sorted(pauses, key=lambda row: (row.starts_at, row.id)):
        ends = max(min(pause.ends_at or until, until), pause.starts_at)
        minutes = net_minutes(calendar, pause.starts_at, ends)
        room = _room(pause, used)
        if room is None or minutes <= room:
            accepted_to, accepted = ends, minutes
        else:
            accepted_to = add_minutes(calendar, pause.starts_at, room) if room else pause.starts_at
            accepted = room
        if not is_decided(pause):
            used += accepted
        found.append(Weighed(pause, ends, minutes, accepted_to, accepted))
    return found


def counts_by_rule(calendar: Calendar, earlier: Iterable[Asked], asked: Asked, now: datetime) -> bool:
    """Whether any of a pause just asked may count without a countersignature, beside the earlier ones of its step."""
    used = sum(row.accepted for row in weigh(calendar, earlier, now) if not is_decided(row.pause))
    room = _room(asked, used)
    return room is None or round(room, 4) > 0


def _room(pause: Asked, used: float) -> float | None:
    """Return how many minutes of a pause may count; None: all of them."""
    if pause.refused:
        return 0.0
    if is_decided(pause):
        return None
    return 0.0 if is_back_dated(pause) else max(0.0, (pause.limit_minutes or 0.0) - used)


def is_decided(pause: Asked) -> bool:
    """Whether a pause counts or does not by more than its length: by a person, by the program, by an older version.

    One without `limit_minutes` comes from an older version and was not weighed yet.
    """
    known = pause.reason_code in PauseReason.__members__.values()
    by_program = known and PAUSE_REASONS[PauseReason(pause.reason_code)].by_program
    signed = pause.refused or pause.countersigned_at is not None
    return signed or by_program or pause.counted_before or pause.limit_minutes is None


def is_back_dated(pause: Asked) -> bool:
    """Whether a pause begins before the minute in which it was asked; forms know minutes, not seconds."""
    return pause.asked_at is not None and pause.starts_at < pause.asked_at.replace(second=0, microsecond=0)
