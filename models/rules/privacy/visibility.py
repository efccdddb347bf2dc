"""Who sees which complaint: one rule for every route, list, search, count, attachment and export."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.rules.staff.roles import LANE_POSTS, ROLES, Role, Section


@dataclass(frozen=True)
class Scope:
    """What a person may see: everything, the complaints forwarded to some sections, or nothing.

    `person` is his account: a case that names him is hidden from him whatever else he may see. `outside_lane`: what
    may be about an officer's conduct and nobody identified yet is hidden from him too.
    """

    everything: bool = False
    sections: frozenset[Section] = frozenset()
    person: int | None = None
    outside_lane: bool = False

    @property
    def nothing(self) -> bool:
        """Whether no complaint at all is visible."""
        return not self.everything and not self.sections

    @property
    def hides(self) -> bool:
        """Whether single complaints within its reach may be hidden."""
        return self.person is not None or self.outside_lane


_ALL, _OWN_SECTION, _NONE = "semua", "seksi sendiri", "tidak ada"

_REACH: dict[Role, str] = {
    Role.PENGELOLA: _ALL,
    Role.KASUBSI_INFOKIM: _ALL,
    Role.KASI_TIKKIM: _ALL,  # every answer passes his desk (SOP step 7)
    Role.KASI_LALINTALKIM: _OWN_SECTION,
    Role.KASI_INTELDAKIM: _OWN_SECTION,
    Role.PETUGAS_SEKSI: _OWN_SECTION,
    Role.KEPALA_KANTOR: _ALL,
    Role.ADMINISTRATOR: _NONE,
}


def scope_of(roles: Role | Iterable[Role], section: Section | None = None, person: int | None = None) -> Scope:
    """Return what a person with these roles (and, for section officers, this section) may see."""
    reach = [roles] if isinstance(roles, Role) else list(roles)
    own = (ROLES[role].section or section for role in reach if _REACH[role] == _OWN_SECTION)
    everything = any(_REACH[role] == _ALL for role in reach)
    sections = frozenset(place for place in own if place and not everything)
    return Scope(everything, sections, person, not any(role in LANE_POSTS for role in reach))


def sees(
    scope: Scope,
    section: Section | None,
    forwarded: bool,
    misconduct: bool = False,
    named: bool = False,
    suspected: bool = False,
) -> bool:
    """Whether one complaint is visible: by its section, whether it was forwarded there yet, and its lane.

    No section sees a case about an employee's conduct. One that names the person (`named`) is hidden from him, one
    that may be about conduct (`suspected`) from everybody outside the lane.
    """
    if (named and scope.person is not None) or (suspected and scope.outside_lane):
        return False
    return scope.everything or (forwarded and not misconduct and section in scope.sections)
