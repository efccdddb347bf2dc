"""Which posts are passed over in a case because it names everybody who holds them."""

from collections import defaultdict
from typing import Any

from peewee import SQL, fn

from models.actions.core.actor import Actor
from models.actions.core.rare_rows import may_have
from models.rules.privacy.conduct_lane import in_lane as lane_holds
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, Document, Outbox, Staff
from models.tables.core.prepared import prepared, prepared_of_office
from models.tables.privacy.visible import hidden_cases, hides_nothing, in_lane

# A section officer holds no desk, and the administrator sees no case.
_POSTS = frozenset(Role) - {Role.PETUGAS_SEKSI, Role.ADMINISTRATOR}
_OUTSIDE = frozenset({Role.PENGELOLA})


def recused_posts(complaint_id: int) -> frozenset[Role]:
    """Return the posts whose every active account this case names; usually none. One query for most cases."""
    return _recused(_named([complaint_id])).get(complaint_id, frozenset())


def recused_of(case: Complaint) -> frozenset[Role]:
    """Return the same for a case row, remembered on it, because a page asks for every paper.

    In the lane for conduct the front desk is passed over as well.
    """
    if not hasattr(case, "recused_posts"):
        named = recused_posts(case.id) if _may_name(case) else frozenset[Role]()
        case.recused_posts = named | (_OUTSIDE if suspected(case) else frozenset())
    return case.recused_posts


def _may_name(case: Complaint) -> bool:
    """Whether a case may name somebody, itself or through one merged with it, by what was noted on its row."""
    return may_have(case, ConflictParty) or may_have(case, Complaint) or case.lead_id is not None


def suspected(case: Complaint) -> bool:
    """Whether a case waits in the lane for conduct."""
    return lane_holds(case.conduct)


def recused_in_open_cases() -> dict[int, frozenset[Role]]:
    """Return the open cases with passed-over posts, and those posts."""
    found = _recused(_named(None))
    return found | {case: found.get(case, frozenset()) | _OUTSIDE for (case,) in _in_open_lane()}


@prepared
def _in_open_lane() -> Any:
    return Complaint.select(Complaint.id).where(in_lane() & Complaint.open).tuples()


@prepared_of_office
def _anybody() -> Any:
    return ConflictParty.select(SQL("1")).where(ConflictParty.lifted_at.is_null()).limit(1).tuples()


def _named(complaints: list[int] | None) -> dict[int, set[int]]:
    """Return whom these cases (None: all open ones) name, themselves or through a merged case."""
    named: dict[int, set[int]] = defaultdict(set)
    # Usually no case names anybody; then no open case needs to be read.
    if not _anybody():
        return named
    naming, case = Complaint.alias(), Complaint.alias()
    lead = fn.COALESCE(naming.lead, naming.id)
    rows = (
        ConflictParty.select(case.id, ConflictParty.staff)
        .join(naming, on=ConflictParty.complaint == naming.id)
        .join(case, on=(case.id == lead) | (case.lead == lead))
        .where(ConflictParty.lifted_at.is_null() & (case.open if complaints is None else case.id.in_(complaints)))
    )
    for complaint, staff in rows.tuples():
        named[complaint].add(staff)
    return named


def _recused(named: dict[int, set[int]]) -> dict[int, frozenset[Role]]:
    if not named:
        return {}
    holders = _holders()
    found = {
        complaint: frozenset(role for role, people in holders.items() if people and people <= staff)
        for complaint, staff in named.items()
    }
    return {complaint: posts for complaint, posts in found.items() if posts}


def _holders() -> dict[Role, set[int]]:
    found: dict[Role, set[int]] = defaultdict(set)
    for staff, role in Staff.select(Staff.id, Staff.role).where(Staff.active).tuples():
        if Role(role) in _POSTS:
            found[Role(role)].add(staff)
    return found


def cases_hidden_from(actor: Actor) -> frozenset[int]:
    """Return the cases hidden from this person: those that name him, and those in a lane he is outside of."""
    if hides_nothing(actor.scope):
        return frozenset()
    return frozenset(case for (case,) in hidden_cases(actor.scope).tuples())


def subjects_hidden_from(actor: Actor) -> list[str]:
    """Return the audit trail's names of the cases hidden from this person, and of their papers and answers."""
    cases = sorted(cases_hidden_from(actor))
    found = [f"complaint:{case}" for case in cases]
    for table in (Document, Outbox):
        rows = table.select(table.id).where(table.complaint.in_(cases)).tuples() if cases else ()
        found += [f"{table._meta.table_name}:{row}" for (row,) in rows]
    return found
