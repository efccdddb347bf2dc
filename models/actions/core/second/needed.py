"""Whether an office needs a second person yet, and the refusal of who acts without one."""

from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.give_notice import give_notice
from models.rules.core.moments import iso
from models.rules.staff.permissions import PERMISSIONS, Permission
from models.rules.staff.roles import Role
from models.rules.staff.second_person import AloneAct, SecondPersonNeeded, does_alone
from models.tables import Audit, SecondRequest, Staff

NOTICE = "orang_kedua"
ALONE = "tanpa_orang_kedua"


@dataclass(frozen=True)
class Done:
    """What was done: of which kind, to what as the trail names it, and in words for the heads."""

    act: AloneAct
    subject: str
    said: str


def is_needed() -> bool:
    """Whether a Kepala Kantor has signed in once: before that, an office has nobody who could be the second.

    It stays so whatever becomes of that account, since nothing of it changes without a second person.
    """
    heads = (Staff.role == str(Role.KEPALA_KANTOR)) & ~Staff.sample & Staff.last_login_at.is_null(False)
    return bool(Staff.select().where(heads).exists() or SecondRequest.select().exists())


def needs_second(actor: Actor, permission: Permission) -> bool:
    """Whether this person must ask a second one: not the agent or the command line, nor what was agreed to."""
    alone = actor.role is None or actor.seconded or does_alone(permission, actor.roles)
    return not alone and is_needed()


def demand_second(actor: Actor, permission: Permission) -> None:
    """Raise SecondPersonNeeded where this person acts alone on what needs two."""
    if needs_second(actor, permission):
        raise SecondPersonNeeded


def by_two(actor: Actor, permission: Permission, done: Done, now: datetime) -> None:
    """Raise SecondPersonNeeded where a person does this alone; tell what the command line does. In its transaction.

    The trail has it under one name, by which the watch finds it (`done_alone`).
    """
    demand_second(actor, permission)
    if actor.role is None and is_needed():
        audit_trail.write(actor, now, AuditEvent(ALONE, done.subject, after=str(done.act)))
        tell_heads(f"{done.said} di server, tanpa orang kedua.", f"sendiri:{done.subject}:{iso(now)}", now)


def done_alone(since: datetime) -> list[str]:
    """Return what the command line did since then of what otherwise needs two, by kind and without repeats."""
    rows = Audit.select(Audit.after).where((Audit.event == ALONE) & (Audit.at >= since)).order_by(Audit.id).tuples()
    return list(dict.fromkeys(after for (after,) in rows))


def tell_heads(text: str, key: str, now: datetime, but: int | None = None) -> None:
    """Tell whoever could have been the second person what was done, once per key; before one is needed, nobody."""
    if is_needed():
        give_notice(PERMISSIONS[Permission.SECOND], NOTICE, text, f"{NOTICE}:{key}", now, but=but)
