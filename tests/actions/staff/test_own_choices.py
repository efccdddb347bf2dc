"""One's own colours: kept, traced, and nobody else's."""

from typing import Any

import pytest

from models.actions.core.actor import Actor
from models.actions.staff.own_choices import choose_theme
from models.rules.core.errors import NotVisible
from models.rules.staff.roles import Role
from models.rules.staff.themes import Theme, ThemeUnknown
from models.tables import Audit, Staff
from tests.office import NOW, actor

ME = Role.PETUGAS_SEKSI


def test_the_choice_is_kept_and_traced(account: Any) -> None:
    assert {staff.theme for staff in Staff.select()} == {"sistem"}
    assert choose_theme("gelap", actor(ME), NOW) is Theme.GELAP
    assert [staff.username for staff in Staff.select().where(Staff.theme == "gelap")] == [str(ME)]
    row = Audit.select().order_by(Audit.id.desc()).first()
    assert (row.event, row.before, row.after) == ("pilih_tampilan", "sistem", "gelap")


def test_what_is_no_choice_changes_nothing(account: Any) -> None:
    with pytest.raises(ThemeUnknown):
        choose_theme("merah", actor(ME), NOW)
    with pytest.raises(NotVisible):
        choose_theme("gelap", Actor("siapa", Role.PENGELOLA, staff_id=0), NOW)
    assert not Staff.select().where(Staff.theme != "sistem").exists()
