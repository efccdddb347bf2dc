"""Sound and number: off until an officer wants them, each his own."""

from typing import Any

import pytest

from models.actions.core.actor import AGENT
from models.actions.staff.own_choices import choose_signals
from models.rules.core.errors import NotVisible
from models.rules.staff.roles import Role
from models.tables import Audit, Staff
from tests.office import NOW, actor


def test_both_are_off_until_wanted_and_nobody_elses_change(account: Any) -> None:
    assert not Staff.select().where(Staff.wants_sound | Staff.wants_badge).exists()
    mine = choose_signals(actor(Role.PENGELOLA), NOW, sound=True, badge=False)
    assert (mine.wants_sound, mine.wants_badge) == (True, False)
    assert Staff.select().where(Staff.wants_sound).count() == 1
    mine = choose_signals(actor(Role.PENGELOLA), NOW, sound=False, badge=True)
    assert (mine.wants_sound, mine.wants_badge) == (False, True)
    last = Audit.select().where(Audit.event == "pilih_tanda").order_by(Audit.id.desc()).get()
    assert (last.before, last.after) == ("bunyi ya; angka tidak", "bunyi tidak; angka ya")


def test_who_has_no_account_chooses_nothing(account: Any) -> None:
    with pytest.raises(NotVisible):
        choose_signals(AGENT, NOW, sound=True, badge=True)
