"""One's own NIK: entered by oneself, in no trail, forgotten again."""

from typing import Any

import pytest

from models.actions.staff.own_choices import keep_nik
from models.rules.core.errors import RuleBroken
from models.rules.staff.roles import Role
from models.tables import Audit, Staff
from tests.office import NOW, actor

NIK = "3171000000000001"


def test_it_is_kept_and_forgotten_and_never_in_the_trail(account: Any) -> None:
    me = actor(Role.KASUBSI_INFOKIM)
    keep_nik(f" {NIK} ", me, NOW)
    assert Staff.get_by_id(me.staff_id).nik == NIK
    with pytest.raises(RuleBroken):
        keep_nik("123", me, NOW)
    keep_nik("", me, NOW)
    assert Staff.get_by_id(me.staff_id).nik == ""
    rows = list(Audit.select().where(Audit.event == "isi_nik").order_by(Audit.seq))
    assert [(row.before, row.after) for row in rows] == [("kosong", "terisi"), ("terisi", "kosong")]
    assert NIK not in str(list(Audit.select().dicts()))
