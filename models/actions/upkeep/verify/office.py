"""What the checks use besides the database, and their notes, which are no faults."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from models.actions.upkeep.trail_checkpoints import Evidence
from models.rules.upkeep.trail_proof import Known
from models.tables.core.files.store import FileStore

NO_EVIDENCE = Evidence(Known())


@dataclass(frozen=True)
class Office:
    """The file store, attempts.log with signings.log beside it, and now (naive UTC); the checks add to `notes`.

    `evidence`: the checkpoints of the audit trail that this machine holds, or that were carried off one.
    """

    files: FileStore
    attempts_log: Path
    now: datetime
    evidence: Evidence = NO_EVIDENCE
    notes: list[str] = field(default_factory=list)
