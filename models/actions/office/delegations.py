"""Who may sign for a post besides its holder on a day: written delegations (a.n., and u.b. one level further)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from models.actions.core.office_facts import Signer, signer_on
from models.rules.staff.roles import ROLES, Role
from models.tables import Delegation
from models.tables.core.prepared import prepared_of_office

FOR, BY_WAY_OF = "a.n. ", "u.b."


def delegates(post: Role, code: str, day: date) -> dict[Role, tuple[Role, ...]]:
    """Return the posts that may sign a paper for this one that day, each with the delegations that lead to it."""
    return _ways(post, delegations_on(day, code))


def delegations_on(day: date, code: str) -> list[Delegation]:
    """Return the delegations for a kind of paper that are valid on a day, the oldest first."""
    return [row for row in _valid(day) if code in row.document_types.split(",")]


def delegates_of_papers(signers: Mapping[str, Role], day: date) -> dict[str, frozenset[Role]]:
    """Return who else may sign each of these papers that day, by one query."""
    valid = _valid(day)
    return {
        code: frozenset(_ways(post, [row for row in valid if code in row.document_types.split(",")]))
        for code, post in signers.items()
    }


def signer_for(post: Role, signer: Role, code: str, day: date) -> Signer:
    """Return the signature block of a paper of this post, by its holder or by a delegate on his behalf."""
    way = delegates(post, code, day).get(signer)
    if way is None:
        return signer_on(post, day)
    own = signer_on(way[-1], day)
    lines = (FOR + ROLES[post].title, *(ROLES[post].title for post in way[1:-1]))
    between = (BY_WAY_OF,) if len(way) > 2 else ()
    return replace(own, title_lines=(*lines, *between, *own.title_lines))


def _ways(post: Role, rows: list[Delegation]) -> dict[Role, tuple[Role, ...]]:
    ways: dict[Role, tuple[Role, ...]] = {first: (post, first) for first in _given(rows, post)}
    for first in list(ways):
        for second in _given(rows, first):
            if second is not post:
                ways.setdefault(second, (post, first, second))
    return ways


def _given(rows: list[Delegation], post: Role) -> list[Role]:
    return [Role(row.to_post) for row in rows if row.from_post == post and row.to_post != post]


@prepared_of_office
def _valid(day: date) -> Any:
    still = Delegation.valid_until.is_null() | (Delegation.valid_until >= day)
    return Delegation.select().where((Delegation.valid_from <= day) & still).order_by(Delegation.id)
