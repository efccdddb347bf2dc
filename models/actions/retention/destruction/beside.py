"""What lies beside the database and knows of destroyed cases: ledger, attempts.log, finished dossiers.

Derived from the rows and safe to repeat, so that whatever was killed is made up for at the next turn.
"""

import contextlib
from datetime import datetime
from pathlib import Path

from models.actions.replies.keep_lines import forgotten_replies
from models.rules.core.moments import iso
from models.tables import Complaint
from models.tables.replies import attempts_log
from models.tables.retention import ledger
from models.tables.retention.ledger import Ledger, Line

DOSSIERS = "berkas-perkara"  # the folder of finished dossiers (admin_app/papers/dossiers)
ATTEMPTS = "attempts.log"


def clear_beside(data_dir: Path, now: datetime) -> Ledger:
    """Bring all that lies beside the database up to what was destroyed, and return the ledger."""
    known = keep_ledger(data_dir, now)
    attempts_log.forget(data_dir / ATTEMPTS, forgotten_replies())
    for line in known.lines:
        for path in (data_dir / DOSSIERS).glob(f"{line.public_id}-*"):
            with contextlib.suppress(OSError):  # being sent just now (Windows): next time
                path.unlink()
    return known


def keep_ledger(data_dir: Path, now: datetime) -> Ledger:
    """Write into the ledger what the database knows to be destroyed, and return it; nothing is ever taken out."""
    path = data_dir / ledger.NAME
    known = ledger.read(path).with_(in_database(now))
    ledger.write(path, known)
    return known


def in_database(now: datetime) -> Ledger:
    """Return the ledger as the database knows it now; an office without a case knows of nothing, up to no moment."""
    rows = Complaint.select(Complaint.number, Complaint.public_id, Complaint.destroyed_at)
    gone = rows.where(Complaint.destroyed_at.is_null(False)).tuples()
    as_of = iso(now) or "" if Complaint.select(Complaint.id).exists() else ""
    return Ledger(as_of, frozenset(Line(number, key, iso(at) or "") for number, key, at in gone))
