"""What the panel (panitia penilai) says of a file whose time is over, and when a file may be destroyed for it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib

# Fewer opinions decide of no file: one person alone never says that it may go.
FEWEST_OPINIONS = 2
FEWEST_MEMBERS = 3


class Verdict(StrEnum):
    """What becomes of a file by its appraisal."""

    MUSNAH = "musnah"
    PERMANEN = "permanen"


class Part(StrEnum):
    """What somebody is on a panel."""

    KETUA = "ketua"
    SEKRETARIS = "sekretaris"
    ANGGOTA = "anggota"


PART_LABELS: dict[Part, str] = {Part.KETUA: "Ketua", Part.SEKRETARIS: "Sekretaris", Part.ANGGOTA: "Anggota"}
VERDICT_LABELS: dict[Verdict, str] = {Verdict.MUSNAH: "Musnah", Verdict.PERMANEN: "Permanen"}


class AppraisalNotAllowed(RuleBroken):
    """Berkas ini tidak dapat dinilai sekarang."""


def standing(decided: Iterable[tuple[Verdict, datetime]], closed_at: datetime | None) -> Verdict | None:
    """Return the verdict that counts: permanent once and for all, to be destroyed only since the latest closing."""
    rows = list(decided)
    if any(verdict is Verdict.PERMANEN for verdict, _at in rows):
        return Verdict.PERMANEN
    return Verdict.MUSNAH if any(closed_at is not None and at >= closed_at for _verdict, at in rows) else None


def check_panel(parts: Sequence[Part], letter: str, dated: date, today: date) -> None:
    """Raise AppraisalNotAllowed where these people are no panel: three or more, one chair, by a dated letter."""
    if not letter.strip():
        raise AppraisalNotAllowed("Isi nomor surat keputusan panitia.")
    if dated > today:
        raise AppraisalNotAllowed("Tanggal surat keputusan panitia belum tiba. Periksa tanggalnya.")
    if len(parts) < FEWEST_MEMBERS:
        raise AppraisalNotAllowed(f"Panitia paling sedikit {FEWEST_MEMBERS} orang. Pilih anggota lagi.")
    if parts.count(Part.KETUA) != 1:
        raise AppraisalNotAllowed("Panitia mempunyai tepat satu ketua. Periksa pilihan kedudukannya.")


def check_verdict(opinions: Sequence[Verdict | None], verdict: Verdict) -> None:
    """Raise AppraisalNotAllowed unless each member who may see the file gave his opinion and none is against it.

    `opinions`: of those members, None where one has said nothing yet.
    """
    if len(opinions) < FEWEST_OPINIONS:
        raise AppraisalNotAllowed(
            f"Paling sedikit {FEWEST_OPINIONS} anggota panitia harus boleh melihat berkas ini. Bentuk panitia lain."
        )
    lacking = sum(opinion is None for opinion in opinions)
    if lacking:
        raise AppraisalNotAllowed(f"Masih {lacking} anggota panitia belum memberi pendapat atas berkas ini.")
    if verdict is Verdict.MUSNAH and Verdict.PERMANEN in opinions:
        raise AppraisalNotAllowed(
            "Ada anggota yang berpendapat permanen, jadi berkas ini tidak dapat diputuskan musnah."
        )


def check_consent(letter: str, dated: date, proposed_at: datetime, today: date) -> None:
    """Raise RuleBroken where a letter cannot be the archive authority's consent to a list proposed at a moment."""
    if not letter.strip():
        raise RuleBroken("Isi nomor surat persetujuan lembaga kearsipan.")
    if dated > today:
        raise RuleBroken("Tanggal surat persetujuan belum tiba. Periksa tanggalnya.")
    if dated < to_wib(proposed_at).date():
        raise RuleBroken(
            "Surat itu lebih tua daripada daftar ini, jadi bukan persetujuan atasnya. Periksa tanggalnya."
        )
