"""Who signs the audit trail, and the acceptance of a key that another machine of the office signs with."""

from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.trail_checkpoints import ends_now
from models.rules.upkeep.trail_proof import ACCEPTED, Known, accepted_subject, fingerprint
from models.tables import TrailWriter, database


class UnknownWriter(LookupError):
    """There is no such chain, or its key is not the one that was named."""


@dataclass(frozen=True)
class WriterSeen:
    """One chain for a person: the program, its key's fingerprint (empty: unsigned), its rows, whether it is accepted.

    `accepted` is None where this machine holds no checkpoint, and cannot tell.
    """

    chain: str
    fingerprint: str
    rows: int
    accepted: bool | None


def writers_seen(known: Known) -> list[WriterSeen]:
    """Return the chains of the trail as this machine knows them."""
    keys = {row.chain: row.public for row in TrailWriter.select().order_by(TrailWriter.id)}
    found = []
    for chain, (seq, _seal) in ends_now().items():
        public = keys.get(chain, "")
        accepted = None if known.trusted is None else bool(public) and known.trusted.get(chain) == public
        found.append(WriterSeen(chain, fingerprint(public), seq, accepted))
    return found


def accept_writer(chain: str, told: str, actor: Actor, now: datetime) -> None:
    """Accept the key that a chain is signed with; `told`: its fingerprint as read on the machine that has it.

    Raises UnknownWriter where the chain is not signed with that key.
    """
    row = TrailWriter.get_or_none(TrailWriter.chain == chain)
    if row is None:
        raise UnknownWriter(chain)
    if "".join(told.split()).lower() != "".join(fingerprint(row.public).split()):
        raise UnknownWriter(chain)
    with database.atomic():
        audit_trail.write(actor, now, AuditEvent(ACCEPTED, accepted_subject(chain), after=row.public))
