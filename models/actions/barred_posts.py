"""Which posts are passed over in a case because everybody who holds them is named in it."""

from collections import defaultdict
from collections.abc import Iterable

from models.rules.roles import Role
from models.tables import Complaint, ConflictParty, Staff

# A section officer holds no desk, and the administrator sees no case.
_POSTS = frozenset(Role) - {Role.PETUGAS_SEKSI, Role.ADMINISTRATOR}


def barred_posts(complaint_id: int) -> frozenset[Role]:
    """Give the posts whose every active account this case names; mostly none. One query for most cases."""
    return _barred(_named(ConflictParty.complaint == complaint_id)).get(complaint_id, frozenset())


def barred_in_open_cases() -> dict[int, frozenset[Role]]:
    """Give the open cases in which a post is passed over, with those posts."""
    open_cases = Complaint.select(Complaint.id).where(Complaint.open)
    return _barred(_named(ConflictParty.complaint.in_(open_cases)))


def _named(condition: object) -> dict[int, set[int]]:
    rows = ConflictParty.select(ConflictParty.complaint, ConflictParty.staff)
    named: dict[int, set[int]] = defaultdict(set)
    for complaint, staff in rows.where(condition & ConflictParty.lifted_at.is_null()).tuples():
        named[complaint].add(staff)
    return named


def _barred(named: dict[int, set[int]]) -> dict[int, frozenset[Role]]:
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


def named_staff(complaints: Iterable[int]) -> dict[int, set[int]]:
    """Give the accounts each of these cases is hidden from."""
    return _named(ConflictParty.complaint.in_(list(complaints)))
