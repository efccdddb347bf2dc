"""A change that waits for a second person is told to whoever may countersign it, and to nobody once it is decided."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.clocks.ask_changes import NOTICE, ask_changes
from models.actions.clocks.change_calendar import agree_change, refuse_change
from models.rules.clocks.past_time import ChangeNotAllowed
from models.rules.staff.roles import Role
from models.tables import Notice, Staff
from tests.actions.clocks.test_change_calendar import enter, late_step
from tests.office import actor


def told() -> set[str]:
    mine = (Notice.kind == NOTICE) & Notice.lapsed_at.is_null()
    return {name for (name,) in Notice.select(Staff.username).join(Staff).where(mine).tuples()}


def test_whoever_may_decide_is_told_at_once_but_not_who_entered_it(account: Any) -> None:
    walk = late_step(account)
    enter(walk)
    assert told() == {"kasi_tikkim", "kepala_kantor"}
    assert ask_changes(walk.tick()) == 0
    words = Notice.get(Notice.kind == NOTICE).text
    assert words == ("Hari libur 26/11/2026: untuk waktu yang sudah lewat, menunggu paraf Anda di Kalender kerja.")


@pytest.mark.parametrize("agreed", [True, False])
def test_it_lapses_for_all_when_one_has_decided(account: Any, agreed: bool) -> None:
    walk = late_step(account)
    waits = enter(walk).waits
    assert waits is not None
    with pytest.raises(ChangeNotAllowed):
        agree_change(waits.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert len(told()) == 2
    if agreed:
        agree_change(waits.id, actor(Role.KEPALA_KANTOR), walk.tick())
    else:
        refuse_change(waits.id, "Salah tanggal.", actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert told() == set()


def test_who_comes_to_such_a_post_while_it_waits_is_told_by_the_clock(account: Any) -> None:
    walk = late_step(account)
    enter(walk, role=Role.ADMINISTRATOR)
    assert told() == {"kasubsi_infokim", "kasi_tikkim", "kepala_kantor"}
    Staff.update(active=False).where(Staff.username == "kasi_tikkim").execute()
    ask_changes(walk.now + timedelta(minutes=1))
    assert told() == {"kasubsi_infokim", "kepala_kantor"}
    Staff.update(active=True).where(Staff.username == "kasi_tikkim").execute()
    ask_changes(walk.now + timedelta(minutes=2))
    assert told() == {"kasubsi_infokim", "kasi_tikkim", "kepala_kantor"}
