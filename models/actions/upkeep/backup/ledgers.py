"""The ledger of destroyed cases beside a backup, and what a restore does with the newest one it finds."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from models.actions.retention.destruction.beside import clear_beside, in_database
from models.actions.retention.destruction.remove_files import remove_files
from models.actions.retention.destruction.repeat import repeat_destructions
from models.actions.upkeep.backup.archive import Manifest
from models.rules.core.moments import iso
from models.tables import Complaint, database
from models.tables.core.settings import Settings
from models.tables.retention import ledger
from models.tables.retention.ledger import Ledger

_MISSING = (
    "What was destroyed from {since} to {until} UTC may be back: no ledger of destroyed cases of then was found. "
    "Copy the newest file *{ending} beside the backup and restore again, or have those cases destroyed again."
)


def put_beside(backup: Path, settings: Settings, now: datetime) -> None:
    """Write the ledger beside a backup, where it serves every older one; and what this office destroyed, here."""
    known = clear_beside(settings.data_dir, now).with_(ledger.beside(backup.parent))
    ledger.write(backup.with_name(backup.name + ledger.ENDING), known)


@dataclass(frozen=True)
class Known:
    """What is known of destroyed cases: beside the backup, and by the office here, told by its first case."""

    carried: Ledger
    here: Ledger
    first: str


def known_now(source: Path, settings: Settings, now: datetime) -> Known:
    """Return all that is known of destroyed cases before the database is replaced, and write down what it knows."""
    here = ledger.beside(settings.data_dir)
    there = Complaint._meta.table_name in database.get_tables()
    has = there and any(column.name == "destroyed_at" for column in database.get_columns("complaint"))
    told = in_database(now) if has else Ledger()
    if told.lines and settings.data_dir.exists():  # only the database that is replaced may know them yet
        clear_beside(settings.data_dir, now)
    return Known(ledger.beside(source.absolute().parent), here.with_(told), _first_case() if has else "")


def _first_case() -> str:
    row = Complaint.select(Complaint.public_id).order_by(Complaint.id).first()
    return row.public_id if row else ""


def _of_this_office(found: Known) -> Ledger:
    """Return what counts for the restored office: up to when another one knew is nothing to it."""
    known_there = Complaint.select().where(Complaint.public_id == found.first).exists()
    another = found.first and _first_case() and not known_there
    return found.carried.with_(replace(found.here, as_of="") if another else found.here)


def apply(found: Known, manifest: Manifest, settings: Settings, now: datetime) -> list[str]:
    """Empty again what the backup brought back; return what the operator must know."""
    known = _with_gap(_of_this_office(found), manifest.made_at, iso(now) or "")
    ledger.write(settings.data_dir / ledger.NAME, known)
    again = repeat_destructions(known, now)
    remove_files(settings.files, now)
    clear_beside(settings.data_dir, now)
    notes = [f"{len(again)} destroyed cases were emptied again: {', '.join(again[:20])}."] if again else []
    gaps = sorted((since, until) for since, until in known.gaps if until > manifest.made_at)
    return notes + [
        _MISSING.format(since=_said(since), until=_said(until), ending=ledger.ENDING) for since, until in gaps
    ]


def _with_gap(known: Ledger, made_at: str, now: str) -> Ledger:
    """Return the ledger with the time after it that nobody knows of: of the backup's making, if that is later."""
    since = max(known.as_of, made_at)
    return known if since >= now else known.with_(Ledger(gaps=frozenset({(since, now)})))


def _said(text: str) -> str:
    return text[:16].replace("T", " ")
