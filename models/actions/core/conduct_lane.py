"""Puts a case into the lane for conduct, and takes it out: who is kept out, and what it hides."""

from collections.abc import Collection, Mapping
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT, Actor, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.recused_posts import suspected
from models.actions.core.row_by_row import row_by_row
from models.actions.core.see_notices import lapse_notices
from models.rules.core.moments import to_wib
from models.rules.privacy.conduct_lane import Conduct, holds_lane, keep
from models.rules.staff.roles import Role
from models.tables import Audit, Category, Complaint, ConflictParty, Staff, database
from models.tables.core.database import is_sqlite
from models.tables.privacy.visible import in_lane

# Who was named by no person was named by the program.
_BY_PROGRAM = ConflictParty.named_by.is_null() & ConflictParty.lifted_at.is_null()
WHY = "Dicocokkan program dari isi pengaduan."
_CHANGED = "jalur_perilaku"


def enter_lane(
    case: Complaint, state: Conduct, named: Collection[int], staff: Mapping[int, Collection[Role]], now: datetime
) -> None:
    """Hide a case from everybody outside the lane and from whom it names; in the lane already, only the latter.

    `staff`: `posts_today`. Runs in the transaction that stores the message, the case locked.
    """
    known = {row.staff_id: row.lifted_at is None for row in _parties(case)}
    # Whom somebody let see it again stays so, whatever the next message says.
    fresh = [person for person in named if person not in known]
    keeping = keep(staff, fresh, [person for person, standing in known.items() if standing])
    for person in sorted(keeping.kept_out):
        ConflictParty.create(complaint=case, staff=person, why=WHY, named_at=now)
        username = Staff.get_by_id(person).username
        audit_trail.write(AGENT, now, AuditEvent("kecualikan_pegawai", f"complaint:{case.id}", after=username))
    wanted = state if keeping.enters else Conduct.NOBODY
    if suspected(case) and keeping.enters:
        if wanted is Conduct.WAY_IN and case.conduct != wanted:
            _change(case, wanted, AGENT, now)  # whoever holds it in the lane goes on
        _forget(case)
        return
    hidden = {"identity_protected": True, "protected_by_lane": not case.identity_protected or case.protected_by_lane}
    _change(case, wanted, AGENT, now, assignee=None, **hidden)


def leave_lane(case: Complaint, state: Conduct, actor: Actor, now: datetime) -> None:
    """Take a case out of the lane; what only the suspicion brought ends, unless it is about conduct.

    Whom the program named in one that came past the front desk stays out, until that is released or a person lets
    him in.
    """
    changes: dict[str, object] = {"protected_by_lane": False}
    if not case.misconduct:
        if case.conduct != Conduct.WAY_IN or state is Conduct.RELEASED:
            ended = {"lifted_at": now, "lifted_by": actor.staff_id}
            ConflictParty.update(ended).where((ConflictParty.complaint == case.id) & _BY_PROGRAM).execute()
        demanded = Category.select().where((Category.key == case.category) & Category.protects_identity).exists()
        if case.protected_by_lane and not demanded:
            changes["identity_protected"] = False
    lapse_notices(case.id, now, "langkah")
    _change(case, state, actor, now, **changes)


def keep_lane(now: datetime) -> int:
    """Give cases that nobody of the lane may see any more to the front desk, the last in line; return how many."""
    waiting = [case for (case,) in Complaint.select(Complaint.id).where(in_lane()).tuples()]
    staff = posts_today(now) if waiting else {}
    return row_by_row(waiting, lambda case: _give_up(case, staff, now))


def _give_up(complaint: int, staff: Mapping[int, Collection[Role]], now: datetime) -> bool:
    with database.atomic():
        query = Complaint.select().where((Complaint.id == complaint) & in_lane())
        case = (query if is_sqlite() else query.for_update()).get_or_none()
        standing = _standing(case) if case is not None else set()
        if case is None:
            return False
        left = {person: posts for person, posts in staff.items() if person not in standing}
        if any(holds_lane(posts) for posts in left.values()):
            return False
        if not any(Role.PENGELOLA in posts for posts in left.values()):
            lifted = (ConflictParty.complaint == case.id) & _BY_PROGRAM
            ConflictParty.update(lifted_at=now).where(lifted).execute()
        _change(case, Conduct.NOBODY, AGENT, now)
        return True


def posts_today(now: datetime) -> dict[int, frozenset[Role]]:
    """Return every active account with the posts it holds or stands in for today."""
    day = to_wib(now).date()
    return {person.id: frozenset(actor_of(person, day=day).roles) for person in Staff.select().where(Staff.active)}


def keep_out_newcomer(staff_id: int, now: datetime) -> None:
    """Keep who comes to the front desk out of what came past it before; who has a post of the lane sees it by that.

    Runs in the transaction that gives him the desk.
    """
    if holds_lane(posts_today(now).get(staff_id, ())):
        return
    told = Audit.select(Audit.subject).where((Audit.event == _CHANGED) & (Audit.after == str(Conduct.WAY_IN)))
    came_past = [int(subject.removeprefix("complaint:")) for (subject,) in told.distinct().tuples()]
    known = ConflictParty.select(ConflictParty.complaint).where(ConflictParty.staff == staff_id)
    released = Complaint.conduct.in_((str(Conduct.RELEASED), str(Conduct.NOBODY)))
    for case in Complaint.select().where(Complaint.id.in_(came_past) & ~released & Complaint.id.not_in(known)):
        ConflictParty.create(complaint=case, staff=staff_id, why=WHY, named_at=now)
        touch(case)
        username = Staff.get_by_id(staff_id).username
        audit_trail.write(AGENT, now, AuditEvent("kecualikan_pegawai", f"complaint:{case.id}", after=username))


def _standing(case: Complaint) -> set[int]:
    return {row.staff_id for row in _parties(case) if row.lifted_at is None}


def _parties(case: Complaint) -> list[ConflictParty]:
    return list(ConflictParty.select().where(ConflictParty.complaint == case.id))


def _change(case: Complaint, state: Conduct, actor: Actor, now: datetime, **more: object) -> None:
    before = case.conduct
    touch(case, conduct=str(state), **more)
    _forget(case)
    audit_trail.write(actor, now, AuditEvent(_CHANGED, f"complaint:{case.id}", before, str(state)))


def _forget(case: Complaint) -> None:
    """Let the posts that are passed over be read anew: the naming or the lane changed them."""
    case.__dict__.pop("recused_posts", None)
