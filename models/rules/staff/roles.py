"""The roles of the SOP (Pelaksana), the sections, and which role heads which section."""

from dataclasses import dataclass
from enum import StrEnum

from models.rules.core.errors import UnknownRole


class Section(StrEnum):
    """Where a complaint may be sent: the three sections, or the head of the office himself."""

    TIKKIM = "tikkim"
    LALINTALKIM = "lalintalkim"
    INTELDAKIM = "inteldakim"
    KEPALA_KANTOR = "kepala_kantor"


class Role(StrEnum):
    """Who acts in the SOP, and two roles the program adds: section officers and the administrator."""

    PENGELOLA = "pengelola"
    KASUBSI_INFOKIM = "kasubsi_infokim"
    KASI_TIKKIM = "kasi_tikkim"
    KASI_LALINTALKIM = "kasi_lalintalkim"
    KASI_INTELDAKIM = "kasi_inteldakim"
    PETUGAS_SEKSI = "petugas_seksi"
    KEPALA_KANTOR = "kepala_kantor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class RoleRow:
    """One role: its label, the full title printed on papers, and its section where it has one."""

    label: str
    title: str
    section: Section | None = None


ROLES: dict[Role, RoleRow] = {
    Role.PENGELOLA: RoleRow("Pengelola Pengaduan", "Petugas Pengelola Pengaduan", Section.TIKKIM),
    Role.KASUBSI_INFOKIM: RoleRow(
        "Kasubsi Infokim", "Kepala Subseksi Informasi dan Komunikasi Keimigrasian", Section.TIKKIM
    ),
    Role.KASI_TIKKIM: RoleRow(
        "Kasi TIKKIM", "Kepala Seksi Teknologi Informasi dan Komunikasi Keimigrasian", Section.TIKKIM
    ),
    Role.KASI_LALINTALKIM: RoleRow(
        "Kasi Lalintalkim", "Kepala Seksi Lalu Lintas dan Izin Tinggal Keimigrasian", Section.LALINTALKIM
    ),
    Role.KASI_INTELDAKIM: RoleRow(
        "Kasi Inteldakim", "Kepala Seksi Intelijen dan Penindakan Keimigrasian", Section.INTELDAKIM
    ),
    # A section officer's section is his own, given with the account.
    Role.PETUGAS_SEKSI: RoleRow("Petugas Seksi", "Petugas Pelaksana"),
    Role.KEPALA_KANTOR: RoleRow("Kepala Kantor", "Kepala Kantor", Section.KEPALA_KANTOR),
    Role.ADMINISTRATOR: RoleRow("Administrator", "Administrator"),
}

SECTION_LABELS: dict[Section, str] = {
    Section.TIKKIM: "Seksi TIKKIM",
    Section.LALINTALKIM: "Seksi Lalintalkim",
    Section.INTELDAKIM: "Seksi Inteldakim",
    Section.KEPALA_KANTOR: "Kepala Kantor",
}

SECTION_HEADS: dict[Section, Role] = {
    Section.TIKKIM: Role.KASI_TIKKIM,
    Section.LALINTALKIM: Role.KASI_LALINTALKIM,
    Section.INTELDAKIM: Role.KASI_INTELDAKIM,
    Section.KEPALA_KANTOR: Role.KEPALA_KANTOR,
}


# Who sees a complaint that may be about an officer's conduct until one of them has looked at it.
LANE_POSTS: tuple[Role, ...] = (Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR)


def role(text: str) -> Role:
    """Return the role of this name; raises UnknownRole naming all roles."""
    if text not in Role.__members__.values():
        raise UnknownRole(text, tuple(Role))
    return Role(text)
