"""A class of the schedule is for one kind of case, and a second person reads it in the words of the screen."""

from typing import Any

import pytest

from models.actions.core.second.rows import kind_of, wish_for
from models.actions.retention.keep_classes import HELD_CLASS, check_class
from models.rules.core.errors import RuleBroken
from models.tables import RecordClass


def test_two_classes_for_one_kind_are_refused(sqlite_account: Any) -> None:
    row = RecordClass.select().first()
    check_class(row)
    twin = RecordClass(key="lain", label="Lain", kind=row.kind, active_years=1, inactive_years=1, fate=row.fate)
    with pytest.raises(RuleBroken, match="sudah mempunyai kelas"):
        check_class(twin)


def test_what_would_change_is_read_in_the_words_of_the_screen(sqlite_account: Any) -> None:
    row = RecordClass.select().first()
    row.active_years, row.fate = row.active_years + 1, "musnah" if row.fate != "musnah" else "permanen"
    wish = wish_for(HELD_CLASS, row)
    names = [line.name for line in kind_of(HELD_CLASS).said(wish.target, wish.body)]
    assert names == ["Tahun aktif", "Nasib akhir"]
