"""Which cases the clock job looks at: by moment, by note and by mark; and what happens while it looks."""

import threading
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from models.actions.clocks import give_warnings as job
from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.looking.looks import cases_to_look_at, clock_facts, hold_cases, keep_looks
from models.rules.clocks.next_look import LONGEST
from models.tables import (
    Complaint,
    Holiday,
    OfficeSetting,
    SopStep,
    StatutoryRule,
    StepRecord,
    WorkingBlock,
    database,
)
from models.tables.core.database import is_sqlite
from tests.actions.walking import Walk
from tests.kills.scene import until
from tests.office import NOW, new_complaint

MARK = "m"


def looked_at(case: int, at: Any, mark: str = MARK) -> None:
    Complaint.update(look_at=at, look_by=mark).where(Complaint.id == case).execute()


@pytest.mark.parametrize(
    ("seconds", "mark", "looks"),
    [
        (1, MARK, False),
        (0, MARK, True),
        (-3600, MARK, True),
        (LONGEST.total_seconds(), MARK, False),
        (LONGEST.total_seconds() + 1, MARK, True),  # of a clock that was ahead
        (3600, "a", True),  # reckoned by other facts, whichever comes first
        (3600, "z", True),
        (3600, "", True),
    ],
)
def test_a_case_is_looked_at_when_its_moment_has_come_or_was_reckoned_otherwise(
    seconds: float, mark: str, looks: bool, account: Any
) -> None:
    case = new_complaint(account)
    looked_at(case.id, NOW + timedelta(seconds=seconds), mark)
    assert (cases_to_look_at(MARK, NOW) == [case.id]) is looks
    Complaint.update(open=False).execute()
    assert cases_to_look_at(MARK, NOW) == []
    with database.atomic():
        assert hold_cases([case.id]) == []


FACTS: list[tuple[str, Callable[[], Any]]] = [
    ("hours", lambda: WorkingBlock.update(ends=time(23)).where(WorkingBlock.weekday == 2).execute()),
    ("hours gone", lambda: WorkingBlock.delete().where(WorkingBlock.weekday == 2).execute()),
    ("a day off", lambda: Holiday.create(day=date(2026, 11, 26), name="Libur", kind="libur kantor")),
    ("a day off no more", lambda: Holiday.update(active=False).execute()),
    ("an escalation", lambda: OfficeSetting.create(key="eskalasi_kasi_menit", value="7")),
    ("a standard", lambda: SopStep.update(amount=77).where(SopStep.step == 5).execute()),
    ("a limit's kind", lambda: StatutoryRule.update(kind="apresiasi").execute()),
]


@pytest.mark.parametrize(("what", "change"), FACTS, ids=[row[0] for row in FACTS])
def test_a_change_of_what_the_office_counts_by_has_every_case_looked_at(
    what: str, change: Callable[[], Any], account: Any
) -> None:
    case = new_complaint(account)
    give_warnings(NOW)
    before = clock_facts()
    assert cases_to_look_at(before.mark, NOW) == []
    OfficeSetting.delete().where(OfficeSetting.key == "eskalasi_kasi_menit").execute()
    before = clock_facts()
    assert change()
    assert clock_facts().mark != before.mark, what
    assert cases_to_look_at(clock_facts().mark, NOW) == [case.id]


def test_what_no_clock_is_counted_by_leaves_the_moments(account: Any) -> None:
    before = clock_facts().mark
    SopStep.update(title="Lain").execute()
    Holiday.create(day=date(2026, 11, 26), name="Libur", kind="libur kantor", active=False)
    OfficeSetting.create(key="coba", value="7")
    assert clock_facts().mark == before


def test_each_case_keeps_its_own_moment(account: Any) -> None:
    first, second = new_complaint(account), new_complaint(account, who="628110000002")
    looks = {first.id: NOW + timedelta(minutes=1), second.id: NOW + timedelta(minutes=2)}
    keep_looks({}, MARK)
    keep_looks(looks, MARK)
    kept = Complaint.select(Complaint.id, Complaint.look_at, Complaint.look_by).tuples()
    assert set(kept) == {(case, at, MARK) for case, at in looks.items()}


def test_a_quiet_office_is_not_looked_at_again_until_its_moment(account: Any) -> None:
    walk = Walk(account).at_section()
    give_warnings(walk.now)
    kept = Complaint.get_by_id(walk.id).look_at
    assert walk.now < kept <= walk.now + timedelta(minutes=15)
    assert cases_to_look_at(clock_facts().mark, kept - timedelta(seconds=1)) == []
    assert cases_to_look_at(clock_facts().mark, kept) == [walk.id]


def beside(act: Callable[[], Any]) -> threading.Thread:
    def connected() -> None:
        with database.connection_context():
            act()

    other = threading.Thread(target=connected)
    other.start()
    return other


def waits() -> bool:
    return bool(database.execute_sql("SELECT COUNT(*) FROM pg_locks WHERE NOT granted").fetchone()[0])


def test_what_is_changed_while_the_job_looks_at_it_is_looked_at_again(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job had read the case as it was, and kept its moment over the note of the change."""
    case, others = new_complaint(account), list[threading.Thread]()

    def change() -> None:
        StepRecord.update(started_at=NOW - timedelta(hours=5)).where(StepRecord.finished_at.is_null()).execute()

    def kept_late(*given: Any) -> None:
        others.append(beside(change))
        if not is_sqlite():  # there it waits for the one writer
            until(lambda: waits() or not others[0].is_alive(), "it waits, or is through")
        keep_looks(*given)

    monkeypatch.setattr(job, "keep_looks", kept_late)
    give_warnings(NOW + timedelta(seconds=1))
    others[0].join()
    assert cases_to_look_at(clock_facts().mark, NOW) == [case.id]


def test_what_somebody_is_changing_is_left_for_the_next_look(account: Any) -> None:
    if is_sqlite():
        pytest.skip("there is one writer at a time")
    case, begun, ends = new_complaint(account), threading.Event(), threading.Event()

    def change() -> None:
        with database.atomic():
            StepRecord.update(started_at=NOW - timedelta(hours=5)).where(StepRecord.finished_at.is_null()).execute()
            begun.set()
            assert ends.wait(30)

    other = beside(change)
    assert begun.wait(30)
    assert give_warnings(NOW + timedelta(seconds=1)) == 0
    ends.set()
    other.join()
    assert cases_to_look_at(clock_facts().mark, NOW) == [case.id]
    assert give_warnings(NOW + timedelta(seconds=1)) > 0
