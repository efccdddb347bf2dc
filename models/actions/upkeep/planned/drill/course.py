"""Whether what came back is this office's own course, up to when the backup was made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import fn

from models.rules.upkeep.drills import Flaw
from models.tables import Audit

_CLOCKS = timedelta(days=1)  # so far may one of two PCs' clocks be behind, and a request begun before be kept later


@dataclass(frozen=True)
class End:
    """The last row of one chain of the audit trail; its hash is over all rows before it."""

    chain: str
    seq: int
    id: int
    hash: str


def ends_of(rows: int) -> list[End]:
    """Return the ends of the chains in the open database, of the first so many rows: what came later is no part."""
    last = Audit.select(Audit.id).order_by(Audit.id).offset(max(rows - 1, 0)).limit(1).scalar() if rows else None
    if last is None:
        return []
    newest = Audit.select(fn.MAX(Audit.id)).where(Audit.id <= last).group_by(Audit.chain)
    return [End(row.chain, row.seq, row.id, row.hash) for row in Audit.select().where(Audit.id.in_(newest))]


def course_flaw(ends: Iterable[End], made_at: datetime) -> Flaw | None:
    """Return what the office's own trail says of a backup that ends so, None where it is the same course.

    STRANGER: another office's; OLDER: of a time long before it says.
    """
    those = list(ends)
    for end in those:
        mine = Audit.select(Audit.hash).where((Audit.chain == end.chain) & (Audit.seq == end.seq)).scalar()
        if mine != end.hash:
            return Flaw.STRANGER
    last = max((end.id for end in those), default=0)
    until = made_at - _CLOCKS if those else made_at  # one without a trail is empty: of before the office began
    later = Audit.select().where((Audit.id > last) & (Audit.at < until))
    return Flaw.OLDER if later.exists() else None
