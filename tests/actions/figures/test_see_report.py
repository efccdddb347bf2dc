"""A report is counted from what its reader may see, and the facts under it name no citizen."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.figures import see_report as reading
from models.actions.figures.see_report import fact_lines, is_whole_office, own_part, see_report
from models.rules.core.errors import NotPermitted
from models.rules.figures.figure_labels import AUTOMATIC
from models.rules.figures.periods import read_period
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import ConflictParty, Staff, StepRecord
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint

MONTH = read_period("2026-11")


def test_the_administrator_sees_no_report(account: Any) -> None:
    for ask in (see_report, lambda *words: list(fact_lines(*words))):
        with pytest.raises(NotPermitted):
            ask(MONTH, actor(Role.ADMINISTRATOR), NOW)


def test_every_round_of_a_step_is_a_line(account: Any) -> None:
    walk = Walk(account)
    walk.at_section()
    later = walk.now + timedelta(days=9)
    lines = list(fact_lines(MONTH, actor(Role.KEPALA_KANTOR), later))
    assert [(line.number, line.step, line.round) for line in lines] == [
        (walk.case.number, step, 1) for step in range(1, 6)
    ]
    first, *middle, last = lines
    assert (first.officer, first.channel, first.outcome) == (AUTOMATIC, "WhatsApp", "selesai")
    assert all(line.officer and line.net is not None for line in middle)
    records = list(StepRecord.select().order_by(StepRecord.id))
    assert [line.late for line in lines[:-1]] == [row.late for row in records[:-1]]
    assert (last.officer, last.ended, last.net, last.late) == ("", None, None, True)
    assert last.section == "Seksi Lalintalkim"
    whole: Any = see_report(MONTH, actor(Role.KEPALA_KANTOR), later)
    assert sum(row["ended"] for row in whole["steps"]) == sum(line.ended is not None for line in lines)
    assert not any("Sari" in str(line) or "62811" in str(line) for line in lines)


def test_what_ended_or_began_later_is_not_there_yet(account: Any) -> None:
    walk = Walk(account)
    then = walk.identified().now
    walk.answer(Purpose.TANGGAPAN_AWAL)
    lines = list(fact_lines(MONTH, actor(Role.KEPALA_KANTOR), then))
    assert [(line.step, line.ended is None, line.outcome) for line in lines] == [
        (1, False, "selesai"),
        (2, False, "selesai"),
        (3, True, ""),
    ]


def test_the_lines_are_those_of_visible_cases(account: Any) -> None:
    walk = Walk(account)
    walk.at_section()
    new_complaint(account, who="628110000002")
    kasi = actor(Role.KASI_TIKKIM)
    assert len(list(fact_lines(MONTH, kasi, walk.now))) == StepRecord.select().count() == 7
    assert len(list(fact_lines(MONTH, actor(Role.KASI_LALINTALKIM), walk.now))) == 5
    assert is_whole_office(MONTH, kasi)
    ConflictParty.create(complaint=walk.id, staff=kasi.staff_id, named_at=NOW)
    assert len(list(fact_lines(MONTH, kasi, walk.now))) == 2
    assert not is_whole_office(MONTH, kasi)


def test_there_are_at_most_so_many_lines_and_one_that_says_there_are_more(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(account).at_section()
    monkeypatch.setattr(reading, "MOST_FACTS", 3)
    assert len(list(fact_lines(MONTH, actor(Role.KEPALA_KANTOR), walk.now))) == 4


def test_who_may_not_compare_sees_his_own_line_and_no_other_name(account: Any) -> None:
    walk = Walk(account)
    walk.at_section()
    pengelola = actor(Role.PENGELOLA)
    rows = [{"key": None}, {"key": pengelola.staff_id}, {"key": -1}]
    assert own_part({"officers": rows}, pengelola)["officers"] == [{"key": pengelola.staff_id}]
    assert own_part({"officers": rows}, actor(Role.KASUBSI_INFOKIM))["officers"] == rows
    names = {line.officer for line in fact_lines(MONTH, pengelola, walk.now)}
    assert names == {AUTOMATIC, Staff.get_by_id(pengelola.staff_id).name, ""}
