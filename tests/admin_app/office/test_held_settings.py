"""An entry that waits is read by its label and its choice, and one that does not fit is refused."""

from typing import Any

import pytest

from admin_app.office.held_settings import HELD, HELD_SETTING
from admin_app.office.office_choices import SETTINGS
from models.actions.core.second.rows import kind_of, wish_for
from models.rules.core.errors import RuleBroken
from models.tables import OfficeSetting


def entry(key: str, value: str) -> OfficeSetting:
    row, _ = OfficeSetting.get_or_create(key=key, defaults={"value": value})
    return row


def test_each_entry_that_waits_is_one_of_the_profile() -> None:
    assert set(SETTINGS) >= HELD


def test_it_is_read_by_its_label_and_choice(sqlite_account: Any) -> None:
    row = entry("buka_identitas_dua_orang", "ya")
    row.value = "tidak"
    wish, kind = wish_for(HELD_SETTING, row), kind_of(HELD_SETTING)
    assert [(line.name, line.before, line.after) for line in kind.said(wish.target, wish.body)] == [
        ("Isi", "Ya", "Tidak")
    ]
    assert kind.named(wish.target, wish.body) == SETTINGS["buka_identitas_dua_orang"].label


def test_what_may_not_stand_there_is_refused(sqlite_account: Any) -> None:
    row = entry("buka_identitas_jam", "24")
    row.value = "5000"
    with pytest.raises(RuleBroken):
        HELD_SETTING.check(row)
