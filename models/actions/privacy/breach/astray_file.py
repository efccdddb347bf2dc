"""Who is affected where a file that left the office, as a row of the audit trail has it, came into wrong hands."""

from models.actions.privacy.breach.case_people import affected
from models.actions.privacy.breach.trail_rows import everything, evidence_of, leaves_list, rows_of, shown_by
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.privacy import breach
from models.rules.privacy.breach import Found
from models.tables import Audit

UNLISTED = (
    "Jejak hanya menyebut banyaknya baris: semua yang tercatat saat itu disebut “mungkin”. Cocokkan dengan berkasnya."
)


class NoFile(RuleBroken):
    """Baris jejak itu tidak mencatat berkas yang keluar. Pilih baris ekspor, unduhan, atau penyerahan data."""


def astray_file(chain: str, number: int) -> Found:
    """Return whose data a file held, by its row of the trail. Raises NotVisible, NoFile."""
    row = next(iter(rows_of((Audit.chain == chain) & (Audit.seq == number))), None)
    if row is None:
        raise NotVisible(f"Jejak audit tidak memuat {chain} no. {number}.")
    if leaves_list(row):
        return Found(affected(list(everything(row.at, evidence_of(row)))), (UNLISTED, breach.UNREAD))
    shown = list(shown_by(row)) if row.event in _LEFT else []
    if not shown:
        raise NoFile
    return Found(affected(shown), (breach.UNREAD,))


_LEFT = frozenset({"lihat_berkas", "lihat_lampiran", "serahkan_data", "unduh_berkas_perkara", "unduh_paket_naskah"})
