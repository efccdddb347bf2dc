"""The register of running programs: whose entry counts, and how a program is named."""

from datetime import timedelta

import pytest

from models.rules.upkeep.programs import LIVES, SIGNED_EVERY, Told, lives, named, older_than_newest
from tests.office import NOW


@pytest.mark.parametrize(
    ("ago", "alive"),
    [
        (timedelta(0), True),
        (LIVES, True),
        (LIVES + timedelta(seconds=1), False),
        (timedelta(minutes=-10), True),
        (timedelta(minutes=-11), False),
    ],
)
def test_a_program_lives_as_long_as_it_signs_and_a_sign_of_a_time_to_come_says_nothing(
    ago: timedelta, alive: bool
) -> None:
    assert lives(NOW - ago, NOW) is alive


def test_two_signs_may_be_missed_before_a_program_counts_as_gone() -> None:
    assert LIVES >= 3 * SIGNED_EVERY


def test_a_name_says_where_it_runs_and_whether_a_person_began_it() -> None:
    said = [named("back-office", "1.0.1", "pc-1", 77, "/srv/aduan", by_hand) for by_hand in (True, False)]
    assert said == [
        "back office 1.0.1 on pc-1, process 77, started by hand, data in /srv/aduan",
        "back office 1.0.1 on pc-1, process 77, a service, data in /srv/aduan",
    ]
    assert not Told.NOTHING


def test_a_program_older_than_the_newest_that_runs_is_named_with_its_machine() -> None:
    running = [("1.0.0", "pc-kanal"), ("1.0.10", "server"), ("1.0.10", "server")]
    assert older_than_newest(running, "1.0.10") == ["1.0.0 di pc-kanal"]
    assert older_than_newest(running, "1.0.2") == ["1.0.0 di pc-kanal"]  # the newest runs, whoever asks
    assert older_than_newest([("1.0.0", "pc-kanal")], "1.0.0") == older_than_newest([], "1.0.0") == []
