"""Roles: every one has a row; every section one head; an unknown one is named with those there are."""

import pytest

from models.rules.core.errors import UnknownRole
from models.rules.staff.roles import ROLES, SECTION_HEADS, SECTION_LABELS, Role, Section, role


def test_every_role_and_section_has_its_row() -> None:
    assert set(ROLES) == set(Role)
    assert set(SECTION_HEADS) == set(SECTION_LABELS) == set(Section)
    assert all(ROLES[head].section is section for section, head in SECTION_HEADS.items())


def test_an_unknown_role_is_refused_with_the_list() -> None:
    assert role("kasi_tikkim") is Role.KASI_TIKKIM
    with pytest.raises(UnknownRole, match=r"bos.*pengelola"):
        role("bos")
