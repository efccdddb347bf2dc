"""Limits over time: what cases were promised stays; a successor ends the one it follows."""

from datetime import date, timedelta
from typing import Any

import pytest

from models.actions.clocks.keep_limits import (
    LimitNotAllowed,
    cases_under_each,
    check_limit,
    key_of,
    limit_in_words,
    succeed,
)
from models.actions.clocks.looking.limits import keep_clocks
from models.rules.privacy.visibility import Scope
from models.rules.staff.roles import Role
from models.tables import StatutoryClock, StatutoryRule
from tests.actions.lane import BAD
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

TODAY = date(2026, 11, 25)
EVERYTHING = Scope(everything=True)


def fourteen() -> StatutoryRule:
    return StatutoryRule.get(StatutoryRule.key == "tanggapan_14_hari")


def seven_from(day: date) -> StatutoryRule:
    values = {"key": "tanggapan_14_hari", "label": "Tanggapan", "action": "menanggapi", "amount": 7, "unit": "hari"}
    return StatutoryRule(**values, basis="Aturan baru", valid_from=day)


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 0},
        {"amount": 4000},
        {"unit": "bulan"},
        {"action": "melupakan"},
        {"valid_until": date(2009, 1, 1)},
    ],
)
def test_a_limit_that_makes_no_sense_is_refused(sqlite_account: Any, change: dict[str, Any]) -> None:
    row = fourteen()
    for name, value in change.items():
        setattr(row, name, value)
    with pytest.raises(LimitNotAllowed):
        check_limit(row)


def test_what_a_case_was_promised_is_not_changed_its_name_and_end_are(account: Any) -> None:
    row = fourteen()
    row.amount = 10
    check_limit(row)  # no case runs under it yet
    new_complaint(account)
    with pytest.raises(LimitNotAllowed, match="1 kasus sudah memakai batas ini"):
        check_limit(row)
    row = fourteen()
    row.label, row.basis, row.valid_until = "Nama lain", "Pasal lain", TODAY
    check_limit(row)
    assert cases_under_each([row.id], EVERYTHING) == {row.id: 1}


def test_the_number_of_cases_tells_nobody_of_one_hidden_from_him(account: Any) -> None:
    new_complaint(account), new_complaint(account, BAD, "628110000002")
    row = fourteen()
    for role, count in ((Role.KASI_TIKKIM, 2), (Role.PENGELOLA, 1), (Role.PETUGAS_SEKSI, 1), (Role.ADMINISTRATOR, 1)):
        assert cases_under_each([row.id], actor(role).scope) == {row.id: count}


def test_R4_a_successor_holds_for_cases_opened_from_its_day_on_the_old_case_keeps_the_old_limit(account: Any) -> None:
    old = new_complaint(account)
    row = seven_from(TODAY + timedelta(days=1))
    check_limit(row)
    row.save()
    assert succeed(row) == 1
    assert fourteen().valid_until == TODAY
    tomorrow = NOW + timedelta(days=1)
    take_in(account, citizen_message("Lain", "628110000002", sent_at=tomorrow), now=tomorrow)
    keep_clocks(tomorrow)
    clocks = StatutoryClock.select(StatutoryClock, StatutoryRule).join(StatutoryRule).order_by(StatutoryClock.id)
    assert [(one.complaint_id == old.id, one.rule.amount) for one in clocks] == [(True, 14), (False, 7)]


def test_a_successor_takes_nothing_back_from_cases_already_opened(account: Any) -> None:
    new_complaint(account)
    with pytest.raises(LimitNotAllowed, match="tetap memakainya"):
        check_limit(seven_from(TODAY))


def test_there_is_one_successor_not_two(account: Any) -> None:
    row = seven_from(TODAY + timedelta(days=10))
    check_limit(row)
    row.save()
    succeed(row)
    with pytest.raises(LimitNotAllowed, match="sudah punya pengganti"):
        check_limit(seven_from(TODAY + timedelta(days=5)))


def test_a_limit_reads_as_a_sentence_and_a_new_one_gets_a_key(account: Any) -> None:
    assert limit_in_words(fourteen()) == "Menanggapi pelapor dalam 14 hari"
    assert key_of("DPR: jawaban tertulis", TODAY) == "dpr_jawaban_tertulis_20261125"
    assert len(key_of("x" * 200, TODAY)) <= 40
