"""Why the clock of a step may stand still, what proves it, and when a pause must be countersigned."""

from dataclasses import dataclass
from enum import StrEnum

from models.rules.core.errors import RuleBroken


class PauseReason(StrEnum):
    """The reasons that allow a pause; lack of time is not one."""

    MENUNGGU_PELAPOR = "menunggu_pelapor"
    GANGGUAN_KANAL = "gangguan_kanal"
    MENUNGGU_INSTANSI = "menunggu_instansi"
    PEMERIKSAAN_LUAR = "pemeriksaan_luar"
    KEADAAN_KAHAR = "keadaan_kahar"
    MENUNGGU_UNDANGAN = "menunggu_undangan"


@dataclass(frozen=True)
class ReasonRow:
    """One reason: what it is called, what proves it, and whether the citizen's next message ends the pause.

    `by_program`: no officer chooses it; the invitation's own delivery begins and its time ends it, so that nobody
    need countersign.
    """

    label: str
    proof: str
    ends_with_message: bool = False
    by_program: bool = False


_R = PauseReason

PAUSE_REASONS: dict[PauseReason, ReasonRow] = {
    _R.MENUNGGU_PELAPOR: ReasonRow("Menunggu kelengkapan dari pelapor", "pesan yang meminta kelengkapan", True),
    _R.GANGGUAN_KANAL: ReasonRow("Gangguan kanal", "berita acara gangguan kanal"),
    _R.MENUNGGU_INSTANSI: ReasonRow("Menunggu jawaban instansi lain", "surat atau nota dinas kepada instansi itu"),
    _R.PEMERIKSAAN_LUAR: ReasonRow("Pemeriksaan di luar kantor tertunda", "surat tugas atau surat penundaan"),
    _R.KEADAAN_KAHAR: ReasonRow("Keadaan kahar (listrik, jaringan, bencana)", "berita acara"),
    _R.MENUNGGU_UNDANGAN: ReasonRow(
        "Menunggu pelapor menerima undangan", "undangan yang sampai di kanal", by_program=True
    ),
}
# Those an officer may choose.
CHOSEN_REASONS = {reason: row for reason, row in PAUSE_REASONS.items() if not row.by_program}


class ProofKind(StrEnum):
    """What may prove a pause: something in the office's own records."""

    PESAN = "message"
    NASKAH = "document"
    LAMPIRAN = "attachment"
    BALASAN = "outbox"


class PauseNotAllowed(RuleBroken):
    """Jam langkah ini tidak dapat dihentikan sekarang."""


def read_proof(text: str) -> tuple[ProofKind, int]:
    """Return kind and id of a proof stored as e.g. message:99. Raises PauseNotAllowed for any other text."""
    kind, _, number = text.partition(":")
    if kind not in ProofKind.__members__.values() or not (number.isascii() and number.isdecimal()):
        raise PauseNotAllowed("Pilih bukti jeda: pesan, naskah, atau lampiran.")
    return ProofKind(kind), int(number)


def needs_countersignature(
    minutes: float, limit: float, countersigned: bool, refused: bool, reason: PauseReason | None = None
) -> bool:
    """Whether a pause of so many working minutes still waits for somebody to countersign it."""
    if reason is not None and PAUSE_REASONS[reason].by_program:
        return False
    return minutes > limit and not countersigned and not refused
