"""The office's plan of backups: when, where to and how many are kept; and what of it does not go through now."""

import secrets
from pathlib import Path

from peewee import BooleanField, CharField, DateTimeField, IntegerField, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine, office_words
from models.tables.core.durable import give_to_folders_owner, write_durably

MARK = "aduan-cadangan.tanda"  # a file by which the plan's folder is told from what stands in its place
BEING_MADE = "backup.being-made"  # in the data folder: which file is written now


class BackupPlan(BaseTable):
    """A plan as it was set; the last one holds. It is carried out on one machine, where its folder is."""

    set_at = DateTimeField()
    active = BooleanField(default=True)
    host = machine(CharField(max_length=24))
    at_minute = IntegerField()  # after midnight, WIB
    place = office_words(TextField())
    mark = machine(CharField(max_length=32))
    daily = IntegerField()
    weekly = IntegerField()
    monthly = IntegerField()
    second = office_words(TextField(default=""))  # a second folder; empty: none
    second_mark = machine(CharField(max_length=32, default=""))


class BackupTrouble(BaseTable):
    """What of the plan does not go through, until it does: one row each."""

    kind = machine(CharField(max_length=12, unique=True))
    why = machine(CharField(max_length=12))
    place = office_words(TextField())
    detail = office_words(TextField(default=""))  # the system's own words
    failing_since = DateTimeField()
    seen_at = DateTimeField()


def mark_of(folder: Path) -> str:
    """Return what a folder of backups is known by; empty where it has no mark or is not there. Raises OSError."""
    try:
        return (folder / MARK).read_text("ascii", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def give_mark(folder: Path) -> str:
    """Mark a folder that is there, where it has no mark, and return its mark. Raises OSError."""
    if not mark_of(folder):
        write_durably(folder / MARK, secrets.token_hex(16).encode())
        give_to_folders_owner(folder / MARK)
    return mark_of(folder)
