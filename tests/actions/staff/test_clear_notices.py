"""Notices that are over go long after their case closed; nothing unread, and nothing of an open case."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.clocks import ask_changes, ask_countersignature, ask_dispositions, warn_of_ends
from models.actions.papers import ask_signatures
from models.actions.retention.folders import ask_back
from models.actions.staff.clear_notices import KEPT, clear_notices
from models.rules.staff.notices import ASKED_KINDS
from models.tables import Complaint, Notice, Staff
from sync_agent.keeping_time import NoticesWatch
from tests.office import NOW, new_complaint

LONG = KEPT + timedelta(minutes=1)
THEN = NOW - LONG
PLAIN: dict[str, Any] = {"complaint": None, "seen_at": None, "lapsed_at": None, "kind": "peringatan"}


@pytest.fixture
def closed(account: Any) -> Complaint:
    """A case closed long ago."""
    case = new_complaint(account)
    Complaint.update(open=False, closed_at=THEN).execute()
    Notice.delete().execute()
    return case


def notice(key: str, case: Complaint | None, made_at: datetime = THEN, **more: Any) -> None:
    values = {**PLAIN, "staff": Staff.select().order_by(Staff.id).first(), "text": "x", "key": key}
    Notice.create(**{**values, "complaint": case.id if case else None, "made_at": made_at, **more})


def left() -> set[str]:
    return {key for (key,) in Notice.select(Notice.key).tuples()}


def test_what_was_read_or_lapsed_long_ago_goes_with_its_long_closed_case(closed: Complaint) -> None:
    notice("read", closed, seen_at=THEN)
    notice("lapsed", closed, lapsed_at=THEN)
    notice("of no case", None, seen_at=THEN)
    notice("read lately", closed, seen_at=NOW - KEPT)
    notice("unread", closed)
    notice("unread, of no case", None)
    assert clear_notices(NOW).gone == 3
    assert left() == {"read lately", "unread", "unread, of no case"}


def test_nothing_of_a_case_goes_that_is_open_or_closed_lately_or_merged_into_an_open_one(closed: Complaint) -> None:
    notice("read", closed, seen_at=THEN)
    Complaint.update(closed_at=NOW - KEPT).execute()
    assert clear_notices(NOW).gone == 0
    Complaint.update(open=True, closed_at=None).execute()
    assert clear_notices(NOW).gone == 0
    lead = Complaint.create(
        **{**closed.__data__, "id": None, "public_id": "x", "number": "ADU-X", "open": True, "closed_at": None}
    )
    Complaint.update(open=False, closed_at=THEN, lead=lead).where(Complaint.id == closed.id).execute()
    assert clear_notices(NOW).gone == 0
    Complaint.update(open=False, closed_at=THEN).where(Complaint.id == lead.id).execute()
    assert clear_notices(NOW).gone == 1


def test_what_is_asked_as_long_as_it_waits_goes_only_when_it_lapsed(closed: Complaint) -> None:
    for kind in ASKED_KINDS:
        notice(f"waits {kind}", closed, kind=kind, seen_at=THEN)
        notice(f"over {kind}", closed, kind=kind, seen_at=THEN, lapsed_at=THEN)
    assert clear_notices(NOW).gone == len(ASKED_KINDS)
    assert left() == {f"waits {kind}" for kind in ASKED_KINDS}


def test_the_kinds_asked_as_long_as_they_wait_are_those_the_clock_asks_for() -> None:
    asking = {ask_changes.NOTICE, ask_countersignature.KIND, ask_dispositions.KIND, ask_signatures.KIND}
    asking |= {warn_of_ends.TOKEN, warn_of_ends.VERSION, warn_of_ends.BUDGET, ask_back.KIND}
    assert asking == ASKED_KINDS


def test_nobody_reads_what_waits_for_an_account_that_was_switched_off(closed: Complaint) -> None:
    notice("unread", closed)
    Staff.update(active=False).where(Staff.id == Notice.get().staff_id).execute()
    assert (clear_notices(NOW).gone, left()) == (1, set())


def test_the_agent_walks_through_all_of_them_some_at_a_time(
    closed: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in range(5):
        notice(f"unread {place}", closed)
        notice(f"read {place}", closed, seen_at=THEN)
    first = clear_notices(NOW, 0, 4)
    second = clear_notices(NOW, first.after, 4)
    third = clear_notices(NOW, second.after, 4)
    assert [one.gone for one in (first, second, third)] == [2, 2, 1]
    assert (third.after, len(left())) == (0, 5)
    notice("read anew", closed, seen_at=THEN)
    NoticesWatch().look(NOW)
    assert "read anew" not in left()
