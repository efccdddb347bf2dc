"""Whoever alters the audit trail behind the programs' back: with the database in hand, and without trail.key."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from models.actions.core.actor import AGENT, OPERATOR
from models.actions.core.audit_trail import AuditEvent, write
from models.actions.core.trail.trail_signing import own_key, sign_with
from models.actions.upkeep.trail_checkpoints import evidence_here, note_checkpoint, signing_key
from models.actions.upkeep.verify.every_invariant import Report, verify
from models.rules.core.signed_trail import seal_of
from models.tables import Audit
from models.tables.core.files.folder_store import FolderStore
from tests.office import NOW
from tests.running.kept_states import by_hand


def signing(folder: Path) -> Path:
    """Sign from now on with the key of this folder; return the folder. What is done then no other test gets."""
    by_hand(True)
    sign_with(partial(signing_key, folder))
    return folder


def acted(*events: str) -> None:
    """Write rows of both programs."""
    for actor in (OPERATOR, AGENT):
        for event in events:
            write(actor, NOW, AuditEvent(event, "outbox:1"))


def noted(folder: Path, **said: bool) -> bool:
    """Note a checkpoint in this folder."""
    key = own_key()
    assert key is not None
    return note_checkpoint(folder, key, NOW, **said)


def verified(folder: Path, carried: Path | None = None) -> Report:
    """Return what verify says on the machine of this folder."""
    return verify(FolderStore(folder / "files"), folder / "attempts.log", NOW, evidence_here(folder, carried))


def told(folder: Path, carried: Path | None = None) -> str:
    """Return all that verify tells of the audit trail."""
    return "\n".join(line for line in verified(folder, carried).failures if line.startswith("I-16"))


def reseal(chain: str, change: Callable[[dict[str, Any]], dict[str, Any]] = lambda row: row) -> None:
    """Write a chain anew with a change, each row with a right seal: all that can be had without the key."""
    previous = "0" * 64
    for row in list(Audit.select().where(Audit.chain == chain).order_by(Audit.seq).dicts()):
        altered = change(row) | {"prev_hash": previous}
        previous = seal_of(altered)
        Audit.update(**altered | {"hash": previous}).where(Audit.id == row["id"]).execute()
