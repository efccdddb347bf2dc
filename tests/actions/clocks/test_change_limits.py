"""A limit of the law for days on which cases were opened waits for a second person; for days to come it does not."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.actions.clocks.change_calendar import agree_change, effect_of, enter_limit, refuse_change
from models.actions.clocks.change_limits import changes_of, limit_effect
from models.actions.clocks.keep_limits import LimitNotAllowed
from models.actions.clocks.looking.limits import keep_clocks
from models.rules.clocks.past_time import ChangeNotAllowed
from models.rules.core.errors import NotPermitted
from models.rules.privacy.visibility import Scope
from models.rules.staff.roles import Role
from models.tables import CalendarChange, Complaint, StatutoryClock, StatutoryRule, database
from tests.actions.clocks.test_keep_limits import TODAY, fourteen
from tests.actions.lane import BAD
from tests.office import NOW, actor, new_complaint

KASUBSI, KEPALA = Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR
LATER = NOW + timedelta(hours=1)


def limit(key: str = "batas_baru", day: date = TODAY, **values: Any) -> StatutoryRule:
    row = {"label": "Batas baru", "action": "menanggapi", "amount": 1, "unit": "jam", "basis": "Aturan"} | values
    return StatutoryRule(key=key, valid_from=day, **row)


def enter(row: StatutoryRule, role: Role = KASUBSI) -> CalendarChange | None:
    with database.atomic():
        return enter_limit(row, "Batas waktu “Batas baru”", actor(role), LATER)


def keys_of(case: Complaint) -> set[str]:
    query = StatutoryClock.select(StatutoryRule.key).join(StatutoryRule).where(StatutoryClock.complaint == case.id)
    return {key for (key,) in query.tuples()}


def test_a_limit_for_days_with_cases_gives_none_of_them_a_limit_until_another_agrees(account: Any) -> None:
    case = new_complaint(account)
    waits = enter(limit())
    assert waits is not None
    keep_clocks(LATER)
    assert "batas_baru" not in keys_of(case) and not StatutoryRule.select().where(StatutoryRule.key == "batas_baru")
    with pytest.raises(ChangeNotAllowed, match="memasukkan"):
        agree_change(waits.id, actor(KASUBSI), LATER)
    with pytest.raises(NotPermitted):
        agree_change(waits.id, actor(Role.ADMINISTRATOR), LATER)
    assert effect_of(waits, LATER).ended == []
    agree_change(waits.id, actor(KEPALA), LATER)
    keep_clocks(LATER)
    assert "batas_baru" in keys_of(case)


def test_for_days_to_come_and_days_without_cases_nobody_is_asked(account: Any) -> None:
    new_complaint(account)
    tomorrow, ended = TODAY + timedelta(days=1), date(2026, 10, 1)
    assert enter(limit(day=tomorrow)) is None
    assert enter(limit(day=ended, valid_until=date(2026, 10, 31))) is None


def test_only_who_keeps_limits_enters_one(account: Any) -> None:
    with pytest.raises(NotPermitted):
        enter(limit(), Role.PENGELOLA)


def test_an_end_or_other_words_for_days_with_cases_wait_or_not_as_they_change_what_holds(account: Any) -> None:
    new_complaint(account)
    row = fourteen()
    row.label, row.basis = "Nama lain", "Pasal lain"
    assert enter(row) is None
    row.valid_until = TODAY
    assert enter(row) is None  # days to come
    row.valid_until = TODAY - timedelta(days=1)
    assert enter(row) is not None


def test_a_successor_that_waits_ends_the_earlier_only_when_it_holds(account: Any) -> None:
    new_complaint(account)
    earlier = fourteen()
    StatutoryClock.delete().where(StatutoryClock.rule == earlier.id).execute()  # as where it has not begun yet
    waits = enter(limit(earlier.key, amount=7, unit="hari"))
    assert waits is not None and fourteen().valid_until is None
    agree_change(waits.id, actor(KEPALA), LATER)
    rows = StatutoryRule.select().where(StatutoryRule.key == earlier.key).order_by(StatutoryRule.valid_from)
    assert [(row.amount, row.valid_until) for row in rows] == [(14, TODAY - timedelta(days=1)), (7, None)]


def test_what_cases_were_promised_meanwhile_stops_the_change(account: Any) -> None:
    new_complaint(account)
    earlier = fourteen()
    StatutoryClock.delete().where(StatutoryClock.rule == earlier.id).execute()
    waits = enter(limit(earlier.key, amount=7, unit="hari"))
    keep_clocks(LATER)  # now the case has the earlier limit
    with pytest.raises(LimitNotAllowed, match="tetap memakainya"):
        agree_change(waits.id, actor(KEPALA), LATER)  # type: ignore[union-attr]
    assert (CalendarChange.get().decided_at, fourteen().valid_until) == (None, None)
    refuse_change(waits.id, "Sudah dipakai.", actor(KEPALA), LATER)  # type: ignore[union-attr]


def test_two_that_wait_for_one_limit_do_not_both_hold(account: Any) -> None:
    new_complaint(account)
    first, second = enter(limit()), enter(limit(label="Lain"))
    agree_change(first.id, actor(KEPALA), LATER)  # type: ignore[union-attr]
    with pytest.raises((ChangeNotAllowed, LimitNotAllowed)):
        agree_change(second.id, actor(KEPALA), LATER)  # type: ignore[union-attr]
    assert StatutoryRule.select().where(StatutoryRule.key == "batas_baru").count() == 1


def test_what_it_touches_is_told_without_cases_hidden_from_the_reader(account: Any) -> None:
    new_complaint(account), new_complaint(account, BAD, "628110000002")
    body = changes_of(limit())
    told = limit_effect(body, Scope(everything=True))
    assert told is not None and (told.cases, told.given) == (2, 2)
    hidden = limit_effect(body, actor(Role.ADMINISTRATOR).scope)
    assert hidden is not None and (hidden.cases, hidden.given) == (1, 1)


def test_a_case_closed_long_ago_is_asked_for_too_it_may_be_reopened(account: Any) -> None:
    case = new_complaint(account)
    Complaint.update(open=False, closed_at=datetime(2026, 11, 25, 9)).where(Complaint.id == case.id).execute()
    assert enter(limit()) is not None
