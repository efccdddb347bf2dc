"""What the checks use besides the database, and their notes, which are no faults."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from models.tables.core.files.store import FileStore


@dataclass(frozen=True)
class Office:
    """The file store, attempts.log with signings.log beside it, and now (naive UTC); the checks add to `notes`."""

    files: FileStore
    attempts_log: Path
    now: datetime
    notes: list[str] = field(default_factory=list)
