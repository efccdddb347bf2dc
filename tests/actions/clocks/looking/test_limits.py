"""Limits of the law are kept of the cases that need it, and of no other; a whole recount finds nothing to add."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from models.actions.clocks.looking import limits
from models.actions.clocks.looking.limits import cases_to_keep, keep_clocks, limits_mark
from models.rules.clocks import law_met
from models.tables import Complaint, StatutoryClock, StatutoryRule
from tests.actions.walking import Walk
from tests.office import NOW, new_complaint


def waiting() -> list[int]:
    return cases_to_keep(limits_mark())


def test_a_case_is_kept_once_and_again_after_it_changed(account: Any) -> None:
    walk, other = Walk(account).identified(), new_complaint(account, who="628110000002")
    assert waiting() == [walk.id, other.id]
    keep_clocks(walk.now)
    assert waiting() == []
    Complaint.update(source="lapor").where(Complaint.id == other.id).execute()
    assert waiting() == [other.id]
    assert keep_clocks(walk.now) == 1
    assert waiting() == []


def test_closed_cases_wait_for_nothing(account: Any) -> None:
    new_complaint(account)
    Complaint.update(open=False).execute()
    assert waiting() == []


def new_limit() -> None:
    words = {"label": "Batas baru", "action": "menanggapi", "unit": "jam", "basis": "Aturan"}
    StatutoryRule.create(key="baru", amount=1, valid_from=date(2026, 1, 1), **words)


RULES: list[tuple[str, Callable[[], Any]]] = [
    ("a new limit", new_limit),
    ("another length", lambda: StatutoryRule.update(amount=StatutoryRule.amount + 1).execute()),
    ("another unit", lambda: StatutoryRule.update(unit="jam").execute()),
    ("another kind", lambda: StatutoryRule.update(kind="apresiasi").execute()),
    ("another source", lambda: StatutoryRule.update(source="lapor").execute()),
    ("another act", lambda: StatutoryRule.update(action="memutuskan").execute()),
    ("valid from", lambda: StatutoryRule.update(valid_from=date(2026, 1, 2)).execute()),
    ("valid until", lambda: StatutoryRule.update(valid_until=date(2030, 1, 2)).execute()),
    ("one is gone", lambda: StatutoryRule.delete().where(StatutoryRule.id == StatutoryRule.get().id).execute()),
]  # fmt: skip


@pytest.mark.parametrize(("what", "change"), RULES, ids=[row[0] for row in RULES])
def test_other_limits_of_the_office_have_every_open_case_kept(
    what: str, change: Callable[[], Any], account: Any
) -> None:
    case = new_complaint(account)
    keep_clocks(NOW)
    StatutoryClock.delete().execute()
    Complaint.update(limits_by=limits_mark()).execute()
    assert waiting() == []
    change()
    assert waiting() == [case.id], what


def test_other_words_of_a_limit_change_none(account: Any) -> None:
    new_complaint(account)
    keep_clocks(NOW)
    StatutoryRule.update(label="Lain", basis="Lain").execute()
    assert waiting() == []


def test_other_rules_of_a_newer_program_have_every_open_case_kept(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_complaint(account)
    keep_clocks(NOW)
    monkeypatch.setattr(law_met, "_VERSION", law_met._VERSION + 1)
    assert waiting() == [case.id]


def test_a_case_at_which_the_program_failed_is_kept_the_next_time(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, other = new_complaint(account), new_complaint(account, who="628110000002")
    right = limits.recount_limits

    def fails(some: Any, *others: Any) -> int:
        if case.id in some:
            raise ValueError
        return right(some, *others)

    monkeypatch.setattr(limits, "recount_limits", fails)
    with pytest.raises(Exception, match=f"ValueError at complaint:{case.id}"):
        keep_clocks(NOW)
    assert waiting() == [case.id]
    assert other.id not in waiting()
    monkeypatch.setattr(limits, "recount_limits", right)
    keep_clocks(NOW + timedelta(minutes=1))
    assert waiting() == []
