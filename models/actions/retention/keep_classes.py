"""The classes of the retention schedule as they are kept by hand: what may not be stored, and what waits for two."""

from models.actions.core.second.rows import HeldRows, Line
from models.rules.cases.identification import KIND_LABELS
from models.rules.core.errors import RuleBroken
from models.rules.retention.retention import CONDUCT, FATE_LABELS, Fate
from models.rules.staff.permissions import Permission
from models.tables import RecordClass

CLASS_KINDS: dict[str, str] = {
    "": "Semua jenis lain",
    **{str(kind): label for kind, label in KIND_LABELS.items()},
    CONDUCT: "Tentang perilaku pegawai",
}


def check_class(row: RecordClass) -> None:
    """Raise RuleBroken where another class is for the same kind already."""
    same = RecordClass.select().where((RecordClass.kind == row.kind) & (RecordClass.id != (row.id or 0)))
    if same.exists():
        raise RuleBroken(f"Jenis “{CLASS_KINDS[row.kind]}” sudah mempunyai kelas. Ubah kelas itu.")


HELD_CLASS = HeldRows(
    "kelas_retensi",
    "Kelas retensi",
    Permission.KEEP_RETENTION,
    RecordClass,
    {
        "key": Line("Kode", lambda row: row.key),
        "label": Line("Nama kelas", lambda row: row.label),
        "kind": Line("Untuk jenis", lambda row: CLASS_KINDS.get(row.kind, row.kind)),
        "active_years": Line("Tahun aktif", lambda row: str(row.active_years)),
        "inactive_years": Line("Tahun inaktif", lambda row: str(row.inactive_years)),
        "fate": Line("Nasib akhir", lambda row: FATE_LABELS[Fate(row.fate)]),
        "basis": Line("Dasar", lambda row: row.basis),
    },
    check_class,
    lambda row: row.label,
)
