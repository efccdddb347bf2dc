"""What the judge compares: rows of one moment with what pages said before it."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from tests.soak.judge.limits import Limits
from tests.soak.judge.snapshot import Bubble, Office, Snapshot
from tests.soak.judging import Judging


def judging_of(last: Snapshot) -> Judging:
    """Return a judge who looked once."""
    office = cast(Any, SimpleNamespace())
    judge = Judging(office, [], cast(Any, None), Limits())
    judge.last = last
    return judge


def test_what_a_page_said_waits_while_the_rows_that_are_known_are_older() -> None:
    judge = judging_of(Snapshot(1.0))
    said = Bubble(1, "sent")
    assert judge._said([said], replace(judge.last, at=2.0)) == ()
    assert judge._said([Bubble(2, "queued")], Snapshot(3.0, office=Office())) == (said, Bubble(2, "queued"))
    assert judge._said([], Snapshot(4.0, office=Office())) == ()
