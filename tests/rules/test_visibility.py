"""Who sees which complaint: the whole product of role, section and how far the complaint went."""

from itertools import product

from models.rules.roles import ROLES, Role, Section
from models.rules.visibility import sees, sight_of

EVERYTHING = {Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR}


def test_the_whole_product() -> None:
    for role, own, section, forwarded in product(Role, (None, *Section), (None, *Section), (False, True)):
        mine = ROLES[role].section or own
        expected = role in EVERYTHING or (
            role is not Role.ADMINISTRATOR and forwarded and section is not None and section is mine
        )
        assert sees(sight_of(role, own), section, forwarded) is expected, (role, own, section, forwarded)


def test_the_administrator_and_an_officer_without_section_see_nothing() -> None:
    assert sight_of(Role.ADMINISTRATOR).nothing
    assert sight_of(Role.PETUGAS_SEKSI).nothing
