"""Merging, splitting and ticking: what may be linked, why not, and when several comments are one complaint."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.core.errors import ReasonMissing, RuleBroken


class LinkNotAllowed(RuleBroken):
    """Pengaduan atau pesan ini tidak dapat ditautkan seperti itu."""


class LinkKind(StrEnum):
    """How two complaints are linked: the source was merged into the target, or the target split from the source."""

    GABUNG = "gabung"
    PECAH = "pecah"


class LinkMove(StrEnum):
    """How a merge and its undoing are named in the history, which the SOP's moves do not cover."""

    GABUNG = "gabung"
    BATAL_GABUNG = "batal_gabung"


LINK_LABELS = {
    LinkMove.GABUNG: "Digabung ke pengaduan lain",
    LinkMove.BATAL_GABUNG: "Penggabungan dibatalkan",
}
# The outcome of the step a complaint was at when it was merged.
MERGED = "digabung"
# Minutes within which several comments of one person are one complaint, where the office says nothing else.
COMMENTS_MINUTES = 30


@dataclass(frozen=True)
class Side:
    """One of two complaints to be merged, as the rule needs to know it."""

    number: str
    open: bool
    misconduct: bool = False
    replies_under_way: bool = False
    suspected: bool = False  # in the lane for conduct


def check_merge(source: Side, target: Side, why: str) -> None:
    """Raise LinkNotAllowed or ReasonMissing where one complaint may not be merged into the other."""
    if source.number == target.number:
        raise LinkNotAllowed("Pilih pengaduan lain; sebuah pengaduan tidak dapat digabung ke dirinya sendiri.")
    for side in (source, target):
        if not side.open:
            raise LinkNotAllowed(f"{side.number} tidak terbuka lagi. Hanya pengaduan yang terbuka dapat digabung.")
    if source.misconduct is not target.misconduct:
        raise LinkNotAllowed(
            "Pengaduan perilaku petugas berjalan di jalur sendiri dan tidak digabung dengan pengaduan lain."
        )
    check_decided(source.suspected or target.suspected)
    if source.replies_under_way:
        raise LinkNotAllowed(
            f"Masih ada jawaban {source.number} yang mengantre atau belum pasti terkirim. "
            "Tunggu hasilnya atau batalkan dulu, lalu gabungkan."
        )
    if not why.strip():
        raise ReasonMissing("Tuliskan mengapa keduanya satu perkara.")


def check_decided(suspected: bool) -> None:
    """Raise LinkNotAllowed where a complaint still waits in the lane for conduct: merged, it would be seen."""
    if suspected:
        raise LinkNotAllowed(
            "Salah satu pengaduan masih diduga menyangkut perilaku pegawai. Kenali atau lepaskan dahulu, baru "
            "penggabungannya diubah."
        )


def check_ticked(ticked: int, inbound: int) -> None:
    """Raise LinkNotAllowed where no message was ticked, or none that a citizen wrote."""
    if not ticked:
        raise LinkNotAllowed("Centang pesannya lebih dahulu.")
    if not inbound:
        raise LinkNotAllowed("Centang paling sedikit satu pesan yang ditulis pelapor.")


def check_may_leave(number: str, left: int, homeless: int, carried: int) -> None:
    """Raise LinkNotAllowed where the chosen messages may not be taken out of a complaint.

    `left`: how many of its own citizens' messages stay in it (messages that a merge brought do not count).
    `homeless`: how many would then be in no complaint. `carried`: how many of the chosen ones came by a merge.
    """
    if carried:
        raise LinkNotAllowed("Pesan itu berasal dari pengaduan yang digabung. Batalkan penggabungannya bila keliru.")
    if homeless:
        raise LinkNotAllowed(
            "Setiap pesan harus berada di satu pengaduan. Masukkan dulu ke pengaduan lain, baru lepaskan dari sini."
        )
    if not left:
        raise LinkNotAllowed(
            f"{number} tidak boleh kosong: paling sedikit satu pesannya sendiri tetap di situ. "
            "Gabungkan saja pengaduannya bila semua pesannya pindah."
        )


def in_a_row(before: datetime, after: datetime, minutes: int) -> bool:
    """Whether two comments of one person are close enough in time to be one complaint."""
    return abs(after - before) <= timedelta(minutes=minutes)
