"""Kept figures are shown again only where nobody is shown too much or too old."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from admin_app.figures.report_cache import KEPT, LARGE, MOST_KEPT, ReportCache
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


@pytest.fixture
def kasubsi(sqlite_account: Any) -> Actor:
    return actor(Role.KASUBSI_INFOKIM)


def test_a_small_report_is_counted_every_time_but_its_charts_are_not(kasubsi: Actor) -> None:
    count = Counter(3)
    cache = ReportCache(count)
    first = cache.take(YEAR, kasubsi, NOW)
    assert cache.take(YEAR, kasubsi, NOW + timedelta(seconds=5), first["as_of"]) == first
    assert len(count.asked) == 1
    assert cache.take(YEAR, kasubsi, NOW + timedelta(seconds=6))["as_of"] != first["as_of"]
    assert cache.take(YEAR, kasubsi, NOW + timedelta(seconds=7), first["as_of"])["as_of"] != first["as_of"]
    assert len(count.asked) == 3


def test_a_large_report_is_shown_again_for_five_minutes_unless_counted_anew(kasubsi: Actor) -> None:
    count = Counter(LARGE)
    cache = ReportCache(count)
    cache.take(YEAR, kasubsi, NOW)
    cache.take(YEAR, actor(Role.KEPALA_KANTOR), NOW + KEPT - timedelta(seconds=1))
    assert len(count.asked) == 1
    cache.take(YEAR, kasubsi, NOW + timedelta(seconds=1), anew=True)
    cache.take(YEAR, kasubsi, NOW + timedelta(seconds=1) + KEPT)
    assert len(count.asked) == 3


def test_a_small_report_is_shown_again_where_a_young_one_will_do(kasubsi: Actor) -> None:
    count, minute = Counter(3), timedelta(minutes=1)
    cache = ReportCache(count)
    cache.take(YEAR, kasubsi, NOW)
    cache.take(YEAR, kasubsi, NOW + timedelta(seconds=59), young=minute)
    assert len(count.asked) == 1
    cache.take(YEAR, kasubsi, NOW + minute, young=minute)
    cache.take(YEAR, kasubsi, NOW + minute, young=minute, anew=True)
    assert len(count.asked) == 3


def test_what_was_counted_before_a_case_named_him_is_not_shown_to_him_again(sqlite_account: Any) -> None:
    count, case = Counter(LARGE), new_complaint(sqlite_account)
    cache, section = ReportCache(count), actor(Role.KASI_LALINTALKIM)
    cache.take(YEAR, section, NOW)
    ConflictParty.create(complaint=case.id, staff=section.staff_id, named_at=NOW)
    cache.take(YEAR, section, NOW)
    assert len(count.asked) == 2


def test_who_sees_less_never_gets_the_whole_offices_copy(kasubsi: Actor) -> None:
    count = Counter(LARGE)
    cache = ReportCache(count)
    whole = cache.take(YEAR, kasubsi, NOW)
    section = actor(Role.KASI_LALINTALKIM)
    other = Actor("lain", Role.KASI_LALINTALKIM, 999, Section.LALINTALKIM)
    for who in (section, other):
        cache.take(YEAR, who, NOW, whole["as_of"])
    assert count.asked == [kasubsi.username, section.username, "lain"]


def test_officers_are_compared_by_heads_alone(kasubsi: Actor) -> None:
    cache = ReportCache(Counter(LARGE))
    assert len(cache.take(YEAR, kasubsi, NOW)["officers"]) == 3
    assert cache.take(YEAR, actor(Role.PENGELOLA), NOW)["officers"] == []


def test_it_forgets_the_oldest(kasubsi: Actor) -> None:
    count = Counter(LARGE)
    cache = ReportCache(count)
    for year in range(2000, 2000 + MOST_KEPT + 1):
        cache.take(read_period(str(year)), kasubsi, NOW)
    cache.take(read_period("2001"), kasubsi, NOW)
    assert len(count.asked) == MOST_KEPT + 1
    cache.take(read_period("2000"), kasubsi, NOW)
    assert len(count.asked) == MOST_KEPT + 2
