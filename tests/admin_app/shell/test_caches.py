"""What is kept is shown again for as long as its row says, and never longer, never to another, never twice made."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any

from flask import Flask

from admin_app.shell import caches
from admin_app.shell.caches import MONTHS, REPORTS, Cache, Row, cache_of, time_passed
from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.rules.retention.erasing import Why
from tests.admin_app.browsing import Clock
from tests.office import NOW

ROW = Row("numbers", 3, timedelta(seconds=10))


class Making:
    """Makes another number each time."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def test_a_value_is_made_once_until_it_is_as_old_as_its_row_allows() -> None:
    cache, make = Cache(ROW), Making()
    seconds = (0, 9.9, 10, 19.9, 20)
    assert [cache.take("a", NOW + timedelta(seconds=at), make) for at in seconds] == [1, 1, 2, 2, 3]


def test_a_clock_that_went_back_makes_anew() -> None:
    cache, make = Cache(ROW), Making()
    assert [cache.take("a", NOW - timedelta(seconds=back), make) for back in (0, 1)] == [1, 2]


def test_what_does_not_fit_is_made_anew_and_kept() -> None:
    cache, make = Cache(ROW), Making()
    assert [cache.take("a", NOW, make, time_passed) for _ in range(2)] == [1, 2]
    later = NOW + timedelta(seconds=1)
    assert cache.take("a", later, make, lambda value, age: value == 2 and age == timedelta(seconds=1)) == 2
    assert cache.take("a", later, make, lambda value, age: False) == 3
    assert cache.take("a", later, make) == 3


def test_where_there_is_no_more_room_the_one_asked_for_longest_ago_goes() -> None:
    cache, make = Cache(ROW), Making()
    assert [cache.take(key, NOW, make) for key in "abcad"] == [1, 2, 3, 1, 4]
    assert [cache.take(key, NOW, make) for key in "acdb"] == [1, 3, 4, 5]


def test_an_emptied_cache_makes_everything_anew() -> None:
    cache, make = Cache(ROW), Making()
    cache.take("a", NOW, make)
    cache.empty()
    assert cache.take("a", NOW, make) == 2


def test_who_asks_while_it_is_made_waits_for_the_same() -> None:
    cache, begun, go = Cache(ROW), Event(), Event()
    making = Making()

    def slowly() -> int:
        begun.set()
        assert go.wait(30)
        return making()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.take, "a", NOW, slowly)
        assert begun.wait(30)
        second = pool.submit(cache.take, "a", NOW, making)
        go.set()
        assert (first.result(30), second.result(30)) == (1, 1)


def test_a_cache_that_failed_to_make_keeps_nothing_and_is_free_again() -> None:
    cache, make = Cache(ROW), Making()

    def failing() -> int:
        raise ValueError

    for _ in range(2):
        try:
            cache.take("a", NOW, failing)
        except ValueError:
            continue
        raise AssertionError
    assert cache.take("a", NOW, make) == 1


def test_every_row_has_one_cache_of_its_own_in_an_application(app: Flask) -> None:
    rows = [row for row in vars(caches).values() if isinstance(row, Row)]
    assert len({row.keeps for row in rows}) == len(rows) >= 7
    with app.app_context():
        assert cache_of(REPORTS) is cache_of(REPORTS)
        assert cache_of(REPORTS) is not cache_of(MONTHS)


def test_what_another_program_destroyed_is_forgotten_with_a_request_soon_after(
    app: Flask, sqlite_account: Any, clock: Clock
) -> None:
    client, forgotten = app.test_client(), list[int]()
    app.extensions["forgetting"] = [lambda: forgotten.append(1)]

    def asked_after(seconds: float) -> int:
        clock.move(seconds=seconds)
        client.get("/login")
        return len(forgotten)

    assert [asked_after(0), asked_after(10)] == [0, 0]
    ask_erasure(Why.PEMUSNAHAN, clock.now)
    assert [asked_after(1), asked_after(5), asked_after(10)] == [0, 1, 1]
    ask_erasure(Why.PEMUSNAHAN, clock.now)  # the order was not tried yet: its row serves again
    assert asked_after(5) == 2
