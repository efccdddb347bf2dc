"""Who may be the second person of a request: of another post, another person, and not the one it is about."""

import json
from datetime import datetime

from models.actions.core.actor import Actor, actor_of
from models.actions.core.second.kinds import Kind
from models.rules.core.moments import to_wib
from models.rules.staff.permissions import Permission
from models.rules.staff.second_person import Known, NotTheSecond, other_post, same_person
from models.tables import Official, SecondRequest, Staff


def may_decide(row: SecondRequest, kind: Kind, actor: Actor) -> bool:
    """Whether this person may be the second one of a request."""
    if actor.staff_id is None or not actor.may(Permission.SECOND):
        return False
    one, other = known(actor.staff_id), known(row.asked_by_id)
    mine = any(same_person(one, about) for about in kind.whom(row.target, json.loads(row.body)))
    return other_post(row.asked_as.split(","), actor.roles) and not same_person(one, other) and not mine


def demand_other(row: SecondRequest, kind: Kind, actor: Actor) -> None:
    """Raise NotTheSecond where this person may not be the second one of a request."""
    if not may_decide(row, kind, actor):
        raise NotTheSecond


def approvers(row: SecondRequest, kind: Kind, now: datetime) -> list[int]:
    """Return the active accounts that may be the second person of a request, in order."""
    day, people = to_wib(now).date(), Staff.select().where(Staff.active).order_by(Staff.id)
    return [one.id for one in people if may_decide(row, kind, actor_of(one, day=day))]


def known(staff_id: int) -> Known:
    """Return what tells the person of an account from others."""
    staff = Staff.get_by_id(staff_id)
    official = known_official(staff.official_id)
    return Known(staff.id, official.official, official.nip, (staff.name, *official.names))


def known_official(official_id: int | None) -> Known:
    """Return what tells an official from others, whether he has an account or not."""
    official = Official.get_or_none(Official.id == official_id) if official_id else None
    return Known(0, official.id, official.nip, (official.name,)) if official is not None else Known(0, None, "", ())
