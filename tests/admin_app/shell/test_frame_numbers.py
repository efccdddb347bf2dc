"""The numbers of a page's frame are those of each screen by itself, of who is asking and of this very page."""

from collections.abc import Callable

import pytest
from flask import Flask, g
from flask_login import login_user

from admin_app.shell.frame_numbers import BELL, FrameNumbers, counters_of, frame_numbers, open_screens
from admin_app.shell.signing_in import SignedInUser
from models.actions.clocks.give_warnings import give_warnings
from models.rules.staff.roles import Role
from models.tables import Staff, database
from models.tables.core.prepared import Worded
from tests.admin_app.asked import listening
from tests.admin_app.browsing import Clock
from tests.admin_app.samples import a_full_office


@pytest.fixture
def asking(app: Flask, sqlite_account: object, clock: Clock) -> Callable[[Role], None]:
    """Let somebody ask in the present request, in an office where something waits everywhere."""
    a_full_office(sqlite_account, app)  # type: ignore[arg-type]
    clock.move(hours=3)
    give_warnings(clock.now)

    def by(role: Role) -> None:
        login_user(SignedInUser(Staff.get(Staff.username == str(role))))

    return by


@pytest.mark.parametrize("role", Role)
def test_each_number_is_that_of_its_screen(app: Flask, asking: Callable[[Role], None], role: Role) -> None:
    with app.test_request_context("/"):
        asking(role)
        alone = {}
        for screen in open_screens():
            counted = screen.waiting() if hasattr(screen, "waiting") else 0
            alone[screen.endpoint] = (
                database.execute_sql(counted.text, counted.values).fetchone()[0]
                if isinstance(counted, Worded)
                else counted
            )
        together = frame_numbers()
    assert {name: together.get(name, 0) for name in alone} == alone
    assert set(together) <= {*alone, BELL}
    assert any(alone.values())


def test_they_are_asked_once_a_page_and_anew_on_the_next(app: Flask, asking: Callable[[Role], None]) -> None:
    for _page in range(2):
        with app.test_request_context("/"):
            asking(Role.PENGELOLA)
            assert "frame_numbers" not in g
            first = frame_numbers()
            with listening() as asked:
                assert frame_numbers() == first
            assert asked == []


def test_screens_that_are_closed_to_somebody_are_not_counted_for_him(
    app: Flask, asking: Callable[[Role], None]
) -> None:
    with app.test_request_context("/"):
        asking(Role.ADMINISTRATOR)
        assert "meja" not in frame_numbers()
        assert "channels" in frame_numbers()


def test_numbers_that_are_known_are_not_asked_for() -> None:
    counters = FrameNumbers(lambda: [])
    counters.bell = lambda: 4
    assert counters.ask() == {BELL: 4}


def test_each_application_has_counters_of_its_own(app: Flask) -> None:
    assert counters_of(app) is counters_of(app)
    assert counters_of(Flask("lain")) is not counters_of(app)
