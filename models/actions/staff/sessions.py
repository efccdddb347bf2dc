"""Sessions the server can end: opened, resumed, renewed, listed and ended, each end in the trail.

The browser holds a random token, the table only its sha256.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from peewee import Expression

from models.actions.core import audit_trail
from models.actions.core.actor import Actor, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.stored_moments import is_impossible, is_older
from models.rules.core.texts import storable
from models.tables import Staff, StaffSession, database
from models.tables.core.prepared import prepared

# ASVS V7.3: a session ends after an hour without a click, and after a working day in any case.
IDLE = timedelta(minutes=60)
ABSOLUTE = timedelta(hours=10)
# Before what hurts, whoever sits there proves anew who he is where the last proof is older.
FRESH = timedelta(minutes=15)
# A click is written down at most this often, so that reading pages does not queue for the database's write lock.
_NOTED_EVERY = timedelta(minutes=1)


def open_session(staff: Staff, address: str, browser: str, now: datetime) -> str:
    """Open a session and return its token, shown to nobody but this browser. Needs a transaction."""
    token = secrets.token_urlsafe(32)
    Staff.update(failed_logins=0, delayed_until=None, last_login_at=now).where(Staff.id == staff.id).execute()
    StaffSession.create(
        token_hash=_hash(token),
        staff=staff,
        created_at=now,
        seen_at=now,
        address=address[:60],
        browser=storable(browser)[:200],
    )
    audit_trail.write(actor_of(staff, address), now, AuditEvent("masuk", f"staff:{staff.id}"))
    return token


def resume(token: str, now: datetime, *, clicked: bool = True) -> Staff | None:
    """Return the account of a live session, or None. A page that refreshes itself does not keep a session alive."""
    if not token:
        return None
    session: StaffSession | None = _session.first(_hash(token))
    if session is None or not session.staff.active or is_over(session, now):
        return None
    if clicked and now - session.seen_at >= _NOTED_EVERY:
        StaffSession.update(seen_at=now).where(StaffSession.id == session.id).execute()
    return session.staff


@prepared
def _session(token_hash: str) -> Any:
    live = (StaffSession.token_hash == token_hash) & StaffSession.ended_at.is_null()
    return StaffSession.select(StaffSession, Staff).join(Staff).where(live).limit(1)


def is_over(session: StaffSession, now: datetime) -> bool:
    """Whether a session has expired, by inactivity or by age; one of a time to come would live until then."""
    ahead = is_impossible(session.seen_at, now) or is_impossible(session.created_at, now)
    return ahead or now - session.seen_at > IDLE or now - session.created_at > ABSOLUTE


def sign_out(token: str, actor: Actor, now: datetime) -> None:
    """End one session for good; its cookie is worthless afterwards."""
    with database.atomic():
        if _ended(StaffSession.token_hash == _hash(token), now):
            audit_trail.write(actor, now, AuditEvent("keluar", f"staff:{actor.staff_id}"))


def end_session(token: str, actor: Actor, now: datetime) -> None:
    """End the session of a browser in which somebody signs in anew. Needs a transaction."""
    if token and _ended(StaffSession.token_hash == _hash(token), now):
        audit_trail.write(actor, now, AuditEvent("akhiri_sesi", f"staff:{actor.staff_id}", after="masuk lagi"))


def renewed(token: str) -> str:
    """Return another token for a session; the one until now is worth nothing afterwards. Needs a transaction."""
    fresh, live = secrets.token_urlsafe(32), StaffSession.ended_at.is_null()
    changed = StaffSession.update(token_hash=_hash(fresh)).where((StaffSession.token_hash == _hash(token)) & live)
    return fresh if changed.execute() else token


def is_fresh(token: str, now: datetime) -> bool:
    """Whether the person of a live session was proven by password or code lately enough for what hurts."""
    live = (StaffSession.token_hash == _hash(token)) & StaffSession.ended_at.is_null()
    row = StaffSession.get_or_none(live)
    return row is not None and not is_older(row.proven_at or row.created_at, FRESH, now)


def note_proof(token: str, actor: Actor, now: datetime) -> str:
    """Note that a session's person was proven anew, and return its new token. Needs a transaction."""
    fresh = renewed(token)
    StaffSession.update(proven_at=now).where(StaffSession.token_hash == _hash(fresh)).execute()
    audit_trail.write(actor, now, AuditEvent("bukti_ulang", f"staff:{actor.staff_id}"))
    return fresh


def end_sessions(staff_id: int, actor: Actor, now: datetime, but: str = "") -> int:
    """End all sessions of an account, except that of this token; return how many. Needs a transaction."""
    mine = StaffSession.staff == staff_id
    count = _ended(mine & (StaffSession.token_hash != _hash(but)) if but else mine, now)
    if count:
        audit_trail.write(actor, now, AuditEvent("akhiri_sesi", f"staff:{staff_id}", after=f"{count} sesi"))
    return count


def _ended(which: Expression, now: datetime) -> int:
    return int(StaffSession.update(ended_at=now).where(which & StaffSession.ended_at.is_null()).execute())


def live_sessions(staff_id: int, now: datetime, token: str) -> list[tuple[StaffSession, bool]]:
    """Return an account's live sessions, newest first, each with whether it is that of this token."""
    rows = StaffSession.select().where((StaffSession.staff == staff_id) & StaffSession.ended_at.is_null())
    newest = rows.order_by(StaffSession.created_at.desc(), StaffSession.id.desc())
    return [(row, row.token_hash == _hash(token)) for row in newest if not is_over(row, now)]


def end_other_sessions(actor: Actor, token: str, now: datetime) -> int:
    """End every session of one's own account but this one; return how many."""
    with database.atomic():
        return end_sessions(actor.staff_id or 0, actor, now, but=token)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
