"""Who sees which complaint: one rule for every route, list, search, count, attachment and export."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.rules.staff.roles import ROLES, Role, Section


@dataclass(frozen=True)
class Scope:
    """What a person may see: everything, the complaints forwarded to some sections, or nothing.

    `person` is his account: a case that names him is hidden from him whatever else he may see.
    """

    everything: bool = False
    sections: frozenset[Section] = frozenset()
    person: int | None = None

    @property
    def nothing(self) -> bool:
        """Whether no complaint at all is visible."""
        return not self.everything and not self.sections


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
    return Scope(everything, frozenset(place for place in own if place and not everything), person)


def sees(
    scope: Scope,
    section: Section | None,
    forwarded: bool,
    misconduct: bool = False,
    named: bool = False,
) -> bool:
    """Whether one complaint is visible: by its section, whether it was forwarded there yet, and its lane.

    No section sees a case about an employee's conduct; one that names the person (`named`) is hidden from him.
    """
    if named and scope.person is not None:
        return False
    return scope.everything or (forwarded and not misconduct and section in scope.sections)
