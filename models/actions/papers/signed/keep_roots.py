"""Keeps the certificates the office trusts signatures by; what rested on a removed one is trusted no longer."""

from collections.abc import Sequence
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.second.needed import Done, by_two
from models.rules.core.errors import AlreadyDone, NotVisible
from models.rules.papers.copy_states import COPY_STATES, RESTING_ON_ROOTS, CopyState
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.signatures import RootFound
from models.rules.papers.signed_elsewhere import OPEN
from models.rules.staff.permissions import Permission
from models.rules.staff.second_person import AloneAct
from models.tables import Document, SentPaper, TrustRoot, database
from models.tables.core.database import is_sqlite


def roots_in_use() -> list[TrustRoot]:
    """Return the certificates the office trusts now, in the order they were added."""
    return list(TrustRoot.select().where(TrustRoot.removed_at.is_null()).order_by(TrustRoot.id))


def add_roots(found: Sequence[RootFound], actor: Actor, now: datetime, *, form_key: str | None = None) -> int:
    """Trust these certificates from now on; return how many were new. Raises NotPermitted, AlreadyDone."""
    actor.demand(Permission.KEEP_OFFICE)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        new = new_roots(found)
        done = Done(AloneAct.AKAR, "trust_root", f"{len(new)} sertifikat akar dipercaya")
        by_two(actor, Permission.KEEP_OFFICE, done, now)
        for one in new:
            root = TrustRoot.create(
                subject=one.subject,
                fingerprint=one.fingerprint,
                certificate_from=one.valid_from,
                certificate_until=one.valid_until,
                der=one.der,
                added_by=actor.staff_id,
                added_at=now,
            )
            audit_trail.write(actor, now, AuditEvent("akar_dipercaya", f"trust_root:{root.id}", "", one.fingerprint))
        return len(new)


def new_roots(found: Sequence[RootFound]) -> list[RootFound]:
    """Return those that the office does not trust yet, each once. Raises AlreadyDone where there is none."""
    known = {row.fingerprint for row in roots_in_use()}
    new = {one.fingerprint: one for one in found if one.fingerprint not in known}
    if not new:
        raise AlreadyDone("Sertifikat ini sudah dipercaya kantor.")
    return list(new.values())


def remove_root(root_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> int:
    """Trust a certificate no longer; return how many copies rested on it. Raises NotPermitted, NotVisible."""
    actor.demand(Permission.KEEP_OFFICE)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        root = TrustRoot.get_or_none((TrustRoot.id == root_id) & TrustRoot.removed_at.is_null())
        if root is None:
            raise NotVisible
        TrustRoot.update(removed_by=actor.staff_id, removed_at=now).where(TrustRoot.id == root.id).execute()
        rested = Document.signed_copy_state.in_(RESTING_ON_ROOTS)
        rested &= Document.signed_copy_roots.contains(root.fingerprint)
        fallen = Document.update(signed_copy_state=str(CopyState.AKAR_DICABUT)).where(rested).execute()
        waiting = SentPaper.copy_state.in_(RESTING_ON_ROOTS) & SentPaper.roots.contains(root.fingerprint)
        waiting &= SentPaper.state.in_([str(state) for state in OPEN])
        fallen += SentPaper.update(copy_state=str(CopyState.AKAR_DICABUT)).where(waiting).execute()
        audit_trail.write(actor, now, AuditEvent("akar_dihapus", f"trust_root:{root.id}", root.fingerprint))
        return int(fallen)


def as_far_as_trusted(verdict: Verdict) -> CopyState:
    """Return a verdict's state, unless it rests on a certificate removed while the PDF was looked at."""
    query = TrustRoot.select().where(TrustRoot.removed_at.is_null())
    # On PostgreSQL a removal waits until this verdict is stored, and then takes it back.
    trusted = {row.fingerprint for row in (query if is_sqlite() else query.for_update())}
    rests = COPY_STATES[verdict.state].rests_on_roots
    return verdict.state if not rests or trusted.issuperset(verdict.roots) else CopyState.AKAR_DICABUT
