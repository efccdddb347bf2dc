"""The register of breaches, kept in the audit trail: when one was known, and who has had the notice the law asks for.

A row that nobody may change is what a register of breaches must be, so it has no table of its own.
"""

from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.core.moments import iso, parse_iso
from models.rules.privacy.breach import LIMIT, TOLD, Kind, Notice
from models.tables import Audit, database
from models.tables.core.filled import filled

KNOWN, SENT, NONE = "catat_kegagalan", "beri_tahu_kegagalan", "bukan_kegagalan"
_SUBJECT = "kegagalan"


class MomentAhead(RuleBroken):
    """Saat diketahuinya kegagalan, atau saat pemberitahuannya, belum tiba. Periksa tanggal dan jamnya."""


@dataclass(frozen=True)
class Incident:
    """One breach: what happened, when it was known, who was told when, and whether it was none after all."""

    number: int  # the id of its first row in the trail
    kind: Kind
    known_at: datetime
    told: dict[Notice, datetime]
    none: bool = False

    @property
    def due_at(self) -> datetime:
        """Return until when the notices must be out."""
        return self.known_at + LIMIT

    @property
    def open(self) -> bool:
        """Whether a notice still lacks."""
        return not self.none and len(self.told) < len(TOLD)

    @property
    def lacking(self) -> tuple[Notice, ...]:
        """Return whom the notice still lacks."""
        return tuple(one for one in TOLD if one not in self.told)


def record_incident(kind: Kind, known_at: datetime, actor: Actor, now: datetime) -> Incident:
    """Enter a breach in the register and return it. Raises MomentAhead."""
    if known_at > now:
        raise MomentAhead
    with database.atomic():
        audit_trail.write(actor, now, AuditEvent(KNOWN, _SUBJECT, before=str(kind), after=iso(known_at) or ""))
        mine = (Audit.event == KNOWN) & (Audit.chain.startswith(actor.chain))
        number = Audit.select(Audit.id).where(mine).order_by(Audit.id.desc()).limit(1).scalar()
    return incident_of(filled(number))


def record_notice(number: int, notice: Notice, sent_at: datetime, actor: Actor, now: datetime) -> Incident:
    """Record that the notice went out to the people, or to the institution. Raises NotVisible, MomentAhead."""
    if sent_at > now:
        raise MomentAhead
    return _add(number, AuditEvent(SENT, "", before=str(notice), after=iso(sent_at) or ""), actor, now)


def record_none(number: int, actor: Actor, now: datetime) -> Incident:
    """Record that a breach was none: nobody's data were exposed. Raises NotVisible."""
    return _add(number, AuditEvent(NONE, ""), actor, now)


def incident_of(number: int) -> Incident:
    """Return one breach. Raises NotVisible."""
    found = next((one for one in incidents() if one.number == number), None)
    if found is None:
        raise NotVisible(f"Kegagalan no. {number} tidak ada dalam register.")
    return found


def incidents() -> list[Incident]:
    """Return every breach on the register, in order."""
    columns = (Audit.id, Audit.event, Audit.subject, Audit.before, Audit.after)
    rows = list(Audit.select(*columns).where(Audit.event.in_((KNOWN, SENT, NONE))).order_by(Audit.id).tuples())
    told: dict[str, dict[Notice, datetime]] = {}
    for _key, event, subject, before, after in rows:
        if event == SENT:
            told.setdefault(subject, {})[Notice(before)] = parse_iso(after)
    none = {subject for _key, event, subject, *_ in rows if event == NONE}
    return [
        Incident(key, Kind(before), parse_iso(after), told.get(_named(key), {}), _named(key) in none)
        for key, event, _subject, before, after in rows
        if event == KNOWN
    ]


def open_incidents() -> list[Incident]:
    """Return the breaches of which a notice still lacks."""
    return [one for one in incidents() if one.open]


def _named(number: int) -> str:
    return f"{_SUBJECT}:{number}"


def _add(number: int, event: AuditEvent, actor: Actor, now: datetime) -> Incident:
    incident_of(number)
    with database.atomic():
        audit_trail.write(actor, now, AuditEvent(event.event, _named(number), event.before, event.after))
    return incident_of(number)
