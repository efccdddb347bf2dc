"""Who sees which complaint: one rule, asked by every route, list, search, count, attachment and export."""

from dataclasses import dataclass

from models.rules.roles import ROLES, Role, Section


@dataclass(frozen=True)
class Sight:
    """What a person may see: everything, the complaints forwarded to one section, or nothing."""

    everything: bool = False
    section: Section | None = None

    @property
    def nothing(self) -> bool:
        """Say whether no complaint at all is visible."""
        return not self.everything and self.section is None


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


def sight_of(role: Role, section: Section | None = None) -> Sight:
    """Say what a person of this role (and, for section officers, this section) may see."""
    reach = _REACH[role]
    if reach == _ALL:
        return Sight(everything=True)
    return Sight(section=(ROLES[role].section or section) if reach == _OWN_SECTION else None)


def sees(sight: Sight, section: Section | None, forwarded: bool) -> bool:
    """Say whether one complaint is visible: its section, and whether it was forwarded there yet."""
    return sight.everything or (sight.section is not None and forwarded and section is sight.section)
