"""What the checks look at beside the database, and what they note without it being a fault."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Office:
    """The file store, attempts.log, and now (naive UTC); `notes` grows with what is worth knowing."""

    files: Path
    attempts_log: Path
    now: datetime
    notes: list[str] = field(default_factory=list)
