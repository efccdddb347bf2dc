"""Kept figures are shown again only where nobody is shown too much or too old."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from admin_app.figures.report_cache import LARGE, kept_figures
from admin_app.shell.caches import REPORTS, Cache
from models.actions.core.actor import Actor
from models.rules.core.moments import iso
from models.rules.figures.periods import Period, read_period
from models.rules.staff.roles import Role, Section
from models.tables import ConflictParty
from tests.office import NOW, actor, new_complaint

YEAR = read_period("2026")


class Counter:
    """Counts how often it was asked to count."""

    def __init__(self, received: int) -> None:
        self.received, self.asked = received, list[str]()

    def __call__(self, period: Period, who: Actor, now: datetime) -> dict[str, Any]:
        self.asked.append(who.username)
        officers = [{"key": None}, {"key": who.staff_id}, {"key": -1}]
        return {"as_of": iso(now), "received": self.received, "officers": officers, "period": period.key}


def taking(count: Counter) -> Callable[..., dict[str, Any]]:
    """Take figures from a cache of its own."""
    return partial(kept_figures, Cache(REPORTS), count=count)


@pytest.fixture
def kasubsi(sqlite_account: Any) -> Actor:
    return actor(Role.KASUBSI_INFOKIM)


def test_a_small_report_is_counted_every_time_but_its_charts_are_not(kasubsi: Actor) -> None:
    count = Counter(3)
    take = taking(count)
    first = take(YEAR, kasubsi, NOW)
    assert take(YEAR, kasubsi, NOW + timedelta(seconds=5), first["as_of"]) == first
    assert len(count.asked) == 1
    assert take(YEAR, kasubsi, NOW + timedelta(seconds=6))["as_of"] != first["as_of"]
    assert take(YEAR, kasubsi, NOW + timedelta(seconds=7), first["as_of"])["as_of"] != first["as_of"]
    assert len(count.asked) == 3


def test_a_large_report_is_shown_again_for_five_minutes_unless_counted_anew(kasubsi: Actor) -> None:
    count = Counter(LARGE)
    take = taking(count)
    take(YEAR, kasubsi, NOW)
    take(YEAR, actor(Role.KEPALA_KANTOR), NOW + REPORTS.long - timedelta(seconds=1))
    assert len(count.asked) == 1
    take(YEAR, kasubsi, NOW + timedelta(seconds=1), anew=True)
    take(YEAR, kasubsi, NOW + timedelta(seconds=1) + REPORTS.long)
    assert len(count.asked) == 3


def test_a_small_report_is_shown_again_where_a_young_one_will_do(kasubsi: Actor) -> None:
    count, minute = Counter(3), timedelta(minutes=1)
    take = taking(count)
    take(YEAR, kasubsi, NOW)
    take(YEAR, kasubsi, NOW + timedelta(seconds=59), young=minute)
    assert len(count.asked) == 1
    take(YEAR, kasubsi, NOW + minute, young=minute)
    take(YEAR, kasubsi, NOW + minute, young=minute, anew=True)
    assert len(count.asked) == 3


def test_what_was_counted_before_a_case_named_him_is_not_shown_to_him_again(sqlite_account: Any) -> None:
    count, case = Counter(LARGE), new_complaint(sqlite_account)
    take, section = taking(count), actor(Role.KASI_LALINTALKIM)
    take(YEAR, section, NOW)
    ConflictParty.create(complaint=case.id, staff=section.staff_id, named_at=NOW)
    take(YEAR, section, NOW)
    assert len(count.asked) == 2


def test_who_sees_less_never_gets_the_whole_offices_copy(kasubsi: Actor) -> None:
    count = Counter(LARGE)
    take = taking(count)
    whole = take(YEAR, kasubsi, NOW)
    section = actor(Role.KASI_LALINTALKIM)
    other = Actor("lain", Role.KASI_LALINTALKIM, 999, Section.LALINTALKIM)
    for who in (section, other):
        take(YEAR, who, NOW, whole["as_of"])
    assert count.asked == [kasubsi.username, section.username, "lain"]


def test_officers_are_compared_by_heads_alone(kasubsi: Actor) -> None:
    take = taking(Counter(LARGE))
    assert len(take(YEAR, kasubsi, NOW)["officers"]) == 3
    assert take(YEAR, actor(Role.PENGELOLA), NOW)["officers"] == []


def test_it_forgets_the_oldest(kasubsi: Actor) -> None:
    count = Counter(LARGE)
    take = taking(count)
    for year in range(2000, 2000 + REPORTS.most + 1):
        take(read_period(str(year)), kasubsi, NOW)
    take(read_period("2001"), kasubsi, NOW)
    assert len(count.asked) == REPORTS.most + 1
    take(read_period("2000"), kasubsi, NOW)
    assert len(count.asked) == REPORTS.most + 2
