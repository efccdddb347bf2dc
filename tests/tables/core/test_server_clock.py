"""The server is asked for its clock once a minute; a clock set meanwhile is seen at once. SQLite has none."""

from datetime import timedelta
from typing import Any

import pytest

from models.tables.core import server_clock
from models.tables.core.database import is_sqlite
from models.tables.core.server_clock import ahead_of_server, by_server
from tests.admin_app.asked import listening
from tests.pc_clocks import PcClocks

HOUR = timedelta(hours=1)


@pytest.fixture
def clocks(account: Any, monkeypatch: pytest.MonkeyPatch) -> PcClocks:
    return PcClocks(monkeypatch)


@pytest.fixture
def server(account: Any) -> None:
    if is_sqlite():
        pytest.skip("SQLite has no clock of its own")


def test_on_sqlite_a_moment_is_what_the_pc_says(clocks: PcClocks) -> None:
    if not is_sqlite():
        pytest.skip("a server's own clock")
    clocks.ahead = HOUR
    with listening() as asked:
        assert (ahead_of_server(), by_server(clocks.now()) <= clocks.now()) == (timedelta(0), True)
    assert asked == []


@pytest.mark.parametrize("ahead", [HOUR, -HOUR, timedelta(days=400)])
def test_a_clock_set_after_the_server_was_asked_is_seen_at_once(
    server: Any, clocks: PcClocks, ahead: timedelta
) -> None:
    assert ahead_of_server() == timedelta(0)
    clocks.ahead = ahead
    with listening() as asked:
        assert abs(ahead_of_server() - ahead) < timedelta(seconds=2)
        assert abs(by_server(clocks.now()) - (clocks.now() - ahead)) < timedelta(seconds=2)
    assert asked == []


def test_the_server_is_asked_again_after_a_minute_and_where_another_database_is_opened(
    server: Any, clocks: PcClocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead_of_server()
    for gone, asks in ((1059.0, 0), (1060.0, 1), (1061.0, 0)):
        clocks.gone = gone
        with listening() as asked:
            ahead_of_server()
        assert len(asked) == asks
    (answer,) = server_clock._last
    server_clock._last[:] = [answer._replace(server=object())]
    with listening() as asked:
        ahead_of_server()
    assert len(asked) == 1
