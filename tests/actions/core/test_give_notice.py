"""Notices: everybody of the role, once by key, nobody whose account is closed."""

from typing import Any

from models.actions.core.give_notice import give_notice
from models.rules.staff.roles import Role
from models.tables import Notice, Staff
from tests.office import NOW, add_staff


def test_everybody_of_the_role_is_told_once(account: Any) -> None:
    add_staff(Role.PENGELOLA, username="kedua")
    add_staff(Role.PENGELOLA, username="ketiga")
    Staff.update(active=False).where(Staff.username == "ketiga").execute()
    assert give_notice([Role.PENGELOLA, Role.KASI_TIKKIM], "blok_nomor", "Minta rentang baru.", "blok:1", NOW) == 3
    assert give_notice([Role.PENGELOLA, Role.KASI_TIKKIM], "blok_nomor", "Minta rentang baru.", "blok:1", NOW) == 0
    assert give_notice([Role.PENGELOLA], "blok_nomor", "Minta rentang baru.", "blok:2", NOW) == 2
    told = {row.staff.username for row in Notice.select()}
    assert told == {"pengelola", "kedua", "kasi_tikkim"}
