"""Who acts: a signed-in officer, or the agent. Handed to every action and written into every audit row."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from peewee import ColumnBase

from models.rules.core.moments import day_begins
from models.rules.privacy.visibility import Scope, scope_of
from models.rules.staff import permissions
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role, Section
from models.tables import OfficeHolder, Staff
from models.tables.core.prepared import prepared

ACTING = ("plh", "plt")


@dataclass(frozen=True)
class Actor:
    """A person (or the agent) acting now, from an address. `chain` is the audit chain of the program.

    `stands_in`: the posts he is Plh. or Plt. of today, whose rights he has besides his own. `unnamed`: it was just
    checked that no single case is hidden from him, so no query needs to leave any out. `seconded`: a second
    person agreed to just what is done (core/second).
    """

    username: str
    role: Role | None = None
    staff_id: int | None = None
    section: Section | None = None
    address: str = ""
    chain: str = "web"
    stands_in: frozenset[Role] = frozenset()
    unnamed: bool = False
    seconded: bool = False

    @property
    def person_id(self) -> int:
        """Return the account of the person who acts. Raises LookupError for the agent, which has none."""
        if self.staff_id is None:
            raise LookupError(f"{self.username} has no account, and this is done by persons only.")
        return self.staff_id

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Return his own role, then the posts he stands in for; none for the agent."""
        return (self.role, *sorted(self.stands_in - {self.role})) if self.role else ()

    @cached_property
    def scope(self) -> Scope:
        """Return what this person may see."""
        return replace(self.whole_scope, person=None, outside_lane=False) if self.unnamed else self.whole_scope

    @cached_property
    def whole_scope(self) -> Scope:
        """Return the same with whom he is: in a closed month stays hidden what was hidden from him then."""
        return scope_of(self.roles, self.section, self.staff_id) if self.role else Scope(everything=True)

    def may(self, permission: Permission) -> bool:
        """Whether this person has a permission, by his own role or a post he stands in for; the agent has all."""
        return self.role is None or any(permissions.may(role, permission) for role in self.roles)

    def demand(self, permission: Permission) -> None:
        """Raise NotPermitted where this person lacks a permission."""
        if self.role is not None and not self.may(permission):
            permissions.check(self.role, permission)

    def as_post(self, *posts: Role) -> Role | None:
        """Return the first of these posts that he holds or stands in for today, else his own role."""
        return next((post for post in posts if post in self.roles), self.role)

    def among(self, posts: Collection[Role]) -> bool:
        """Whether he holds or stands in for one of these posts today."""
        return any(role in posts for role in self.roles)


AGENT = Actor("agen", chain="agen")
OPERATOR = Actor("operator", chain="web")  # somebody at the command line of the server itself


def actor_of(staff: Staff, address: str = "", day: date | None = None) -> Actor:
    """Return the actor of a staff account; with a WIB day, including the posts he is Plh. or Plt. of that day."""
    role = Role(staff.role)
    section = ROLES[role].section or (Section(staff.section) if staff.section else None)
    posts = posts_acted_for(staff, day) if day and staff.official_id else frozenset[Role]()
    return Actor(staff.username, role, staff.id, section, address, stands_in=posts)


def posts_acted_for(staff: Staff, day: date) -> frozenset[Role]:
    """Return the posts this account's official is Plh. or Plt. of on a day."""
    posts = _posts(staff.official_id, day, day_ends(day))
    return frozenset(Role(post) for (post,) in posts if post in _POSTS)


_POSTS = frozenset(map(str, Role))


@prepared
def _posts(official: int | None, day: date, ends: datetime) -> Any:
    mine = (OfficeHolder.official == official) & OfficeHolder.kind.in_(ACTING)
    return OfficeHolder.select(OfficeHolder.post).where(mine & in_force_until(day, ends)).tuples()


def in_force(day: date) -> ColumnBase:
    """Return the condition under which a row of OfficeHolder is valid on a day; not on that on which it was ended."""
    return in_force_until(day, day_ends(day))


def in_force_until(day: date, ends: datetime) -> ColumnBase:
    """Return the same for a prepared query, which is given the end of that day (`day_ends`) as well."""
    ended = OfficeHolder.valid_until.is_null(False) & (OfficeHolder.valid_until < day)
    return (OfficeHolder.valid_from <= day) & ~ended & _not_ended_before(ends)


def not_ended_by(day: date) -> ColumnBase:
    """Return the condition that a hand-over was not ended before its last day, on this day or earlier."""
    return _not_ended_before(day_ends(day))


def _not_ended_before(day_end: datetime) -> ColumnBase:
    return OfficeHolder.ended_at.is_null() | (OfficeHolder.ended_at >= day_end)


def day_ends(day: date) -> datetime:
    """Return the moment at which a WIB day ends."""
    return day_begins(day + timedelta(days=1))
