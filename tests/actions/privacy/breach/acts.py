"""Looks and other rows of the trail for tests of a breach, and two persons with a case each."""

from dataclasses import replace
from datetime import datetime, timedelta

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.privacy.looks import CHAIN
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, Complaint
from tests.office import NOW, actor, new_complaint

BEGAN, ENDED = NOW + timedelta(hours=1), NOW + timedelta(hours=3)
WITHIN = NOW + timedelta(hours=2)
MINUTE = timedelta(minutes=1)
USED = str(Role.PENGELOLA)


def look(event: str, subject: str, after: str = "", by: Actor | None = None, at: datetime = WITHIN) -> Audit:
    """Let somebody look at something, as the trail has it, and return its row."""
    audit_trail.write(replace(by or actor(Role.PENGELOLA), chain=CHAIN), at, AuditEvent(event, subject, after=after))
    return Audit.select().order_by(Audit.id.desc()).get()


def did(event: str, subject: str, after: str = "", by: Actor | None = None, at: datetime = WITHIN) -> Audit:
    """Let somebody do something, as the trail has it, and return its row."""
    audit_trail.write(by or actor(Role.PENGELOLA), at, AuditEvent(event, subject, after=after))
    return Audit.select().order_by(Audit.id.desc()).get()


def two(account: ChannelAccount) -> tuple[Complaint, Complaint]:
    """Return the cases of two persons."""
    return new_complaint(account, "kata satu", "628110000001"), new_complaint(account, "kata dua", "628110000002")
