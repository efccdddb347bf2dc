"""What is said of a list that was carried out: whether the file was rewritten, and where its contents still stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import peewee

from models.actions.core.office_facts import office_settings
from models.rules.core.moments import to_unix, to_wib
from models.rules.retention.erasing import Why
from models.rules.upkeep.database_moves import MOVED, OLD_GONE
from models.tables import Audit, BackupCopy, DestructionList, Erasure, FileRemoval, database
from models.tables.core.database import is_sqlite
from models.tables.core.files.places import waiting_places
from models.tables.core.filled import filled

BACKUP = "cadangkan"  # the event of the audit trail (models/actions/upkeep/last_backup)
_UNTIL_GONE = "sampai dihapus dan 'run_admin.py move --old-gone' dijalankan"
# What is left beside the database: by a restore the office it replaced and a damaged file, by a migration the office
# as it was before, and scraps where either was killed. No rotation of backups takes them away.
_COPIES = (
    "before-restore-*.zip",
    "before-migrate-*.zip",
    "before-update-*.zip",
    "*.damaged-*",
    ".before-*.part",
    ".aduan-backup-*",
    ".restore-*",
)


@dataclass(frozen=True)
class Erasing:
    """How far the file is: planned for, rewritten at (None: not yet), and why it could not be done last time."""

    planned_for: datetime | None
    ended_at: datetime | None
    problem: str


def erasing(lists: Iterable[DestructionList]) -> dict[int, Erasing]:
    """Return by list how far its order is; a list that was not carried out, or ordered nothing, is left out."""
    done = [row for row in lists if row.carried_out_at is not None]
    asked = Erasure.list.in_([row.id for row in done]) | (Erasure.why == str(Why.VERSI_LAMA))
    orders = list(Erasure.select().where(asked).order_by(Erasure.id)) if done else []
    found = {}
    for row in done:
        own = [one for one in orders if one.list_id == row.id] or [
            one for one in orders if one.list_id is None and one.asked_at >= filled(row.carried_out_at)
        ]
        if own:
            last = next((one for one in own if one.ended_at is None), own[-1])
            found[row.id] = Erasing(last.planned_for, last.ended_at, last.problem)
    return found


def elsewhere(row: DestructionList, data_dir: Path, now: datetime) -> list[str]:
    """Return in Indonesian sentences where the contents of a list still stand, and until when, as far as we know."""
    emptied = row.carried_out_at or now
    end = Erasure.select(peewee.fn.MAX(Erasure.log_end)).where(Erasure.list == row.id).scalar()
    return [
        _backups(emptied),
        *_files(emptied),
        *_copies(data_dir, emptied),
        *_left_behind(emptied),
        *([] if is_sqlite() or _moved_since(emptied) else _server(end or "")),
    ]


def _moved_since(emptied: datetime) -> bool:
    """Whether the office came into this database after the emptying: its server never had what was emptied."""
    return bool(Audit.select().where((Audit.event == MOVED) & (Audit.at > emptied)).exists())


def _left_behind(emptied: datetime) -> list[str]:
    """Return the databases out of which the office was moved, until somebody says that they are gone."""
    said = []
    for move in left_behind():
        where = f"Database lama {move.before or '(alamat tidak tercatat)'}, ditinggalkan {_day(move.at)}"
        if move.at <= emptied:
            said.append(f"{where}: masih memuatnya, {_UNTIL_GONE}.")
        elif not move.before.startswith("sqlite:"):
            said.append(f"{where}: log, arsip, dan replika servernya mungkin masih memuatnya, {_UNTIL_GONE}.")
    return said


def left_behind() -> list[Audit]:
    """Return the trail's row of each move out of a database that nobody said to be gone."""
    gone = Audit.select(peewee.fn.MAX(Audit.id)).where(Audit.event == OLD_GONE).scalar() or 0
    return list(Audit.select().where((Audit.event == MOVED) & (Audit.id > gone)).order_by(Audit.id))


def _backups(emptied: datetime) -> str:
    made = _made_before(emptied)
    if not made:
        return "Cadangan: tidak ada yang tercatat dibuat sebelum pemusnahan."
    days = office_settings().get("cadangan_hari", "").strip()
    until = (
        f"menurut rotasi kantor ({days} hari) dihapus paling lambat {_day(max(made) + timedelta(days=int(days)))}"
        if days.isdecimal()
        else "masih memuatnya sampai dihapus; lama simpan cadangan belum diisi kantor"
    )
    return (
        f"Cadangan: {len(made)} tercatat dibuat sebelum pemusnahan, terakhir {_day(max(made))}; {until}. Bila salah "
        "satunya dipulihkan, isinya dikosongkan lagi menurut buku nomor pengaduan yang dimusnahkan."
    )


def _files(emptied: datetime) -> list[str]:
    """Return how many stored files are not known to be gone, and where they may be."""
    orders = list(FileRemoval.select().where(FileRemoval.asked_at <= emptied))
    if not orders:
        return []
    places = {f"{place.path} di komputer {place.host}" for row in orders for place in waiting_places(row.gone_from)}
    where = f" dari {', '.join(sorted(places))}" if places else ""
    return [f"Berkas: {len(orders)} berkas belum dipastikan hilang{where}; perintah hapusnya tetap berlaku."]


def _made_before(emptied: datetime) -> set[datetime]:
    """Return when backups were made: by the trail, and the one an office was restored from, which its trail lacks."""
    trail = Audit.select(Audit.at).where((Audit.event == BACKUP) & (Audit.at <= emptied))
    copies = BackupCopy.select(BackupCopy.made_at).where(BackupCopy.made_at <= emptied)
    # The plan removes only what it knows by its content, and says so of either place.
    gone = copies.where(BackupCopy.removed_at.is_null(False) & (BackupCopy.second == ""))
    return {at for (at,) in [*trail.tuples(), *copies.tuples()]} - {at for (at,) in gone.tuples()}


def _copies(data_dir: Path, emptied: datetime) -> list[str]:
    names = [
        path.name
        for kind in _COPIES
        for path in sorted(data_dir.glob(kind))
        if path.stat().st_mtime <= to_unix(emptied) + 60
    ]
    listed = ", ".join(names)
    return [f"Salinan di samping basis data, sampai dihapus administrator: {listed}."] if names else []


def _server(log_end: str) -> list[str]:
    """Return what a PostgreSQL server keeps of its own; the program can neither delete it nor see all of it."""
    recycled = _setting("wal_recycle") == "on"
    how = "ditimpa (wal_recycle menyala)" if recycled else "dihapus"
    said = [
        f"Log transaksi server (WAL) sampai posisi {log_end or 'saat penulisan ulang'}: sampai server melepaskannya, "
        f"yaitu setelah checkpoint sesudahnya segmennya {how}; {_segments(log_end)}."
    ]
    if _setting("archive_mode") != "off":
        said.append("Arsip log transaksi (archive_mode menyala): sampai dihapus pengelola server.")
    copies = _ask("SELECT (SELECT count(*) FROM pg_stat_replication) + (SELECT count(*) FROM pg_replication_slots)")
    if copies:
        said.append(f"Replika server: {copies} terhubung; mengikuti penulisan ulang menurut antreannya sendiri.")
    if _setting("log_statement") != "none" or _setting("log_min_duration_statement") != "-1":
        said.append("Log server mencatat perintah SQL beserta isinya: sampai dihapus pengelola server.")
    return said


def _segments(log_end: str) -> str:
    """Return whether the server still has files of its log from before the rewriting, as far as we may look."""
    if not log_end:
        return "belum ditulis ulang"
    sql = "SELECT count(*) FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$' AND name <= pg_walfile_name(%s::pg_lsn)"
    try:
        left = _ask(sql, log_end)
    except peewee.ProgrammingError:
        return "akun program tidak boleh melihatnya, tanyakan kepada pengelola server"
    return f"sekarang masih {left} segmen" if left else "sekarang sudah tidak ada"


def _setting(name: str) -> str:
    return str(_ask("SELECT current_setting(%s)", name))


def _ask(sql: str, *values: object) -> Any:
    return database.execute_sql(sql, values or None).fetchone()[0]


def _day(moment: datetime) -> str:
    return f"{to_wib(moment):%d-%m-%Y}"
