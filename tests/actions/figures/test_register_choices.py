"""A correction chooses status, category and section as they were at the closing; other words are refused."""

import json
from typing import Any

import pytest

from models.actions.figures.close_month import correct_line
from models.actions.figures.register_choices import register_choices
from models.actions.figures.register_lines import register_lines
from models.rules.core.errors import MonthNotAllowed
from models.rules.staff.roles import Role
from models.tables import Category, RegisterLine
from tests.actions.figures.test_register_chain import LATER, closed_november
from tests.office import actor


def test_a_category_keeps_the_name_of_the_closing_and_a_new_one_can_be_chosen(account: Any) -> None:
    closed_november(account)
    row = Category.select().order_by(Category.id).first()
    was = row.label
    Category.update(label="Nama baru").where(Category.id == row.id).execute()
    Category.create(key="baru", label="Yang baru dibuat", section="tikkim")
    found = register_choices("2026-11")
    assert (was in found["category"], "Nama baru" in found["category"]) == (True, False)
    assert {"Yang baru dibuat", "Belum ditentukan"} <= set(found["category"])
    assert {"Dalam proses", "Selesai", "Ditutup", "Selesai, pelapor tidak dapat dihubungi"} <= set(found["status"])
    assert {"", "Seksi Lalintalkim"} <= set(found["section"])


@pytest.mark.parametrize("column", ["status", "category", "section"])
def test_other_words_are_refused(account: Any, column: str) -> None:
    closed_november(account)
    line, count = RegisterLine.get(RegisterLine.position == 2), RegisterLine.select().count()
    with pytest.raises(MonthNotAllowed, match="dipilih dari daftar kantor"):
        correct_line(line.id, {column: "Sari Contoh"}, "Keliru", actor(Role.KASUBSI_INFOKIM), LATER)
    assert RegisterLine.select().count() == count


def test_a_typed_follow_up_is_masked_in_the_recap_that_goes_outside(account: Any) -> None:
    case = closed_november(account)
    wrong = RegisterLine.get(RegisterLine.position == 3)
    line = correct_line(
        wrong.id, {"follow_up": "Dijawab kepada Sari Contoh"}, "Keliru", actor(Role.KASUBSI_INFOKIM), LATER
    )
    assert json.loads(line.facts)["follow_up"] == "Dijawab kepada Sari Contoh"
    outside, inside = (register_lines("2026-11", LATER, masked=masked)[-1]["follow_up"] for masked in (True, False))
    assert (outside, inside) == ("Dijawab kepada ▮▮▮", "Dijawab kepada Sari Contoh")
    case.identity_protected = True
    case.save()
    assert register_lines("2026-11", LATER)[-1]["follow_up"] == "Dijawab kepada ▮▮▮"
