"""Checks the register of numbers once a day and reports where it is broken (notadinas §4.3)."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.give_notice import give_notice
from models.actions.upkeep.verify import months, numbers
from models.actions.upkeep.verify.asking import one_view
from models.actions.upkeep.verify.office import Office
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Audit, database
from models.tables.core.database import is_sqlite
from models.tables.core.files.folder_store import FolderStore

EVENT = "periksa_nomor"
WHOLE = "utuh"
_SHOWN = 5
_TOLD = (Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM)


def prove_numbers(now: datetime) -> bool:
    """Check numbers and closed months once per WIB day, whichever agent comes first; return whether it was done now.

    The result is a row of the audit trail; a fault is also a notice.
    """
    day = to_wib(now).date().isoformat()
    if _proven(day):
        return False
    with one_view():
        faults = list(islice(_faults(now), _SHOWN + 1))
    with database.atomic():
        if not is_sqlite():
            # Two agents on PostgreSQL would both find the day unproven; SQLite's BEGIN IMMEDIATE already serialises.
            database.execute_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (EVENT,))
        if _proven(day):
            return False
        result = "; ".join(faults[:_SHOWN]) if faults else WHOLE
        audit_trail.write(AGENT, now, AuditEvent(EVENT, f"nomor:{day}", "", result))
        if faults:
            count = f"{len(faults)}" if len(faults) <= _SHOWN else f"lebih dari {_SHOWN}"
            text = (
                f"Pemeriksaan harian buku nomor menemukan {count} hal yang tidak cocok. "
                "Hentikan penomoran dan hubungi administrator; rinciannya ada di Jejak audit."
            )
            give_notice(_TOLD, EVENT, text, f"{EVENT}:{day}", now)
    return True


def _proven(day: str) -> bool:
    done: bool = Audit.select().where((Audit.subject == f"nomor:{day}") & (Audit.event == EVENT)).exists()
    return done


def _faults(now: datetime) -> Iterator[str]:
    office = Office(FolderStore(Path()), Path(), now)  # these checks read no files
    yield from numbers.series(office)
    yield from numbers.holders(office)
    yield from months.lines(office)
