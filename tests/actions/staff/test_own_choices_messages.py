"""Warnings on one's own telephone: chosen by oneself, with a number that can be reached, and off again."""

from typing import Any

import pytest

from models.actions.staff.own_choices import NumberMissing, choose_messages
from models.rules.core.errors import RuleBroken
from models.rules.staff.roles import Role
from models.tables import Audit, Staff
from tests.office import NOW, actor

ME = Role.PENGELOLA


def mine() -> tuple[str, bool]:
    staff = Staff.get(Staff.username == str(ME))
    return staff.phone, staff.wants_messages


@pytest.mark.parametrize("typed", ["0811-0000-9999", "+62 811 0000 9999", "62811 00009999", " 081100009999 "])
def test_a_number_is_kept_in_one_form_and_never_in_the_trail(account: Any, typed: str) -> None:
    choose_messages(typed, True, actor(ME), NOW)
    assert mine() == ("+6281100009999", True)
    row = Audit.select().order_by(Audit.id.desc()).first()
    assert (row.event, row.before, row.after) == (
        "pilih_pesan_peringatan",
        "tidak; tanda tangan dan disposisi tidak; nomor kosong",
        "ya; tanda tangan dan disposisi tidak; nomor terisi",
    )


def test_messages_need_a_number_and_a_number_needs_no_messages(account: Any) -> None:
    with pytest.raises(NumberMissing):
        choose_messages("  ", True, actor(ME), NOW)
    with pytest.raises(RuleBroken, match="tidak dapat dibaca"):
        choose_messages("telepon saya", True, actor(ME), NOW)
    assert mine() == ("", False)
    choose_messages("081100009999", False, actor(ME), NOW)
    assert mine() == ("+6281100009999", False)
    choose_messages("", False, actor(ME), NOW)
    assert mine() == ("", False)


def test_work_that_waits_is_a_choice_of_its_own(account: Any) -> None:
    with pytest.raises(NumberMissing):
        choose_messages("", False, actor(ME), NOW, tasks=True)
    choose_messages("081100009999", False, actor(ME), NOW, tasks=True)
    staff = Staff.get(Staff.username == str(ME))
    assert (staff.wants_messages, staff.wants_tasks) == (False, True)
    choose_messages("081100009999", True, actor(ME), NOW)
    assert not Staff.get_by_id(staff.id).wants_tasks


def test_nobody_elses_choice_is_touched(account: Any) -> None:
    choose_messages("081100009999", True, actor(ME), NOW)
    assert Staff.select().where(Staff.wants_messages).count() == 1
