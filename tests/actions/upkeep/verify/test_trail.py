"""The audit trail as verify reads it, where each row is whole by itself."""

from pathlib import Path
from typing import Any

from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent, write
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.core.signed_trail import seal_of
from models.tables import Audit
from models.tables.core.files.folder_store import FolderStore
from tests.office import NOW


def test_I16_a_trace_exchanged_for_one_with_a_seal_of_its_own_is_betrayed_by_the_next(
    sqlite_account: Any, tmp_path: Path
) -> None:
    write(AGENT, NOW, *(AuditEvent(event, "outbox:1") for event in "abc"))
    second = (Audit.chain == "agen") & (Audit.seq == 2)
    exchanged = Audit.select().where(second).dicts().get() | {"event": "lain"}
    Audit.update(event="lain", hash=seal_of(exchanged)).where(second).execute()
    (failure,) = verify(FolderStore(tmp_path / "files"), tmp_path / "attempts.log", NOW).failures
    assert failure.endswith("chain agen: row 3 does not follow the row before it.")
