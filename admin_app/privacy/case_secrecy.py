"""What the page Kerahasiaan shows of one case: its lane, its protection, looks at the identity, and who is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN

from admin_app.shell.masking import mask_rows, masked
from models.actions.core.actor import Actor
from models.actions.core.identities import mask_of
from models.actions.privacy.mark_misconduct import STAGES
from models.actions.privacy.name_party import parties_of
from models.actions.privacy.protect_identity import demands_protection
from models.actions.privacy.unmask_identity import open_look
from models.rules.cases.sop import Stage
from models.rules.core.declarations import Harmless
from models.rules.privacy.unmasking import Look, look_of
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.tables import Complaint, ConflictParty, Staff, Unmasking
from models.tables.privacy.visible import visible


@dataclass(frozen=True)
class LookShown:
    """One request to see the identity, with its present state."""

    row: Unmasking
    state: Look
    may_decide: bool


@dataclass(frozen=True)
class Secrecy:
    """Everything the page shows and offers."""

    case: Complaint
    demanded: bool  # by its category or its lane
    looks: list[LookShown]
    open_look: Unmasking | None
    asked: bool  # his own request waits
    parties: list[ConflictParty]
    people: Harmless[list[tuple[int, str]]]  # who can be named
    may: Mapping[str, bool]


def read_secrecy(case: Complaint, actor: Actor, now: datetime) -> Secrecy:
    """Return the page for a person who may see the case."""
    looks = looks_of(Unmasking.complaint == case.id, actor, now)
    parties, demanded = parties_of(case.id), case.misconduct or demands_protection(case.category)
    standing = {row.staff_id for row in parties if row.lifted_at is None}
    view = Secrecy(
        case=case,
        demanded=demanded,
        looks=looks,
        open_look=open_look(case.id, actor, now),
        asked=any(one.state is Look.MENUNGGU and one.row.asked_by_id == actor.staff_id for one in looks),
        parties=parties,
        people=_people(standing),
        may={
            "protect": actor.may(Permission.PROTECT) and not case.identity_protected,
            "unprotect": actor.may(Permission.UNPROTECT) and case.identity_protected and not demanded,
            "mark": actor.may(Permission.PROTECT) and not case.misconduct and Stage(case.stage) in STAGES,
            "ask": actor.may(Permission.UNMASK) and case.identity_protected,
            "name": actor.may(Permission.NAME_PARTY),
            "step_back": actor.staff_id is not None and actor.staff_id not in standing,
            "lift": actor.may(Permission.LIFT_PARTY),
        },
    )
    return masked(view, mask_of(case))


def looks_of(condition: object, actor: Actor, now: datetime) -> list[LookShown]:
    """Return requests with their state, newest first, only of cases this person may see."""
    decider = Staff.alias()
    rows = (
        Unmasking.select(Unmasking, Complaint, Staff, decider)
        .join_from(Unmasking, Complaint)
        .join_from(Unmasking, Staff, on=Unmasking.asked_by)
        .join_from(Unmasking, decider, JOIN.LEFT_OUTER, on=Unmasking.decided_by)
        .where(condition & visible(actor.scope))
        .order_by(Unmasking.id.desc())
    )
    found, listed = [], list(rows)
    mask_rows(listed, "complaint_id")
    for row in listed:
        state = look_of(row.granted, row.ends_at, now)
        mine = actor.may(Permission.GRANT_UNMASK) and row.asked_by_id != actor.staff_id
        found.append(LookShown(row, state, mine and state is Look.MENUNGGU))
    return found


def kept_out_of(case: Complaint) -> list[str]:
    """Return who does not see a case because it concerns him, by name."""
    standing = (row.staff for row in parties_of(case.id) if row.lifted_at is None)
    return [person.name or person.username for person in standing]


def _people(named: set[int]) -> list[tuple[int, str]]:
    others = Staff.active & (Staff.role != str(Role.ADMINISTRATOR)) & Staff.id.not_in(named)
    rows = Staff.select().where(others).order_by(Staff.name)
    return [(row.id, f"{row.name or row.username} ({ROLES[Role(row.role)].label})") for row in rows]
