"""Looks at an identity: their states in time, the motive, and what the office may set."""

from datetime import datetime, timedelta

import pytest

from models.rules.core.errors import ReasonMissing
from models.rules.privacy.unmasking import Look, asks_second_person, check_motive, end_of_look, look_of

NOW = datetime(2026, 11, 25, 2, 0)
LATER = NOW + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("granted", "ends_at", "look"),
    [
        (None, None, Look.MENUNGGU),
        (False, None, Look.DITOLAK),
        (True, LATER, Look.TERBUKA),
        (True, NOW, Look.BERAKHIR),
        (True, None, Look.BERAKHIR),
        (True, NOW + timedelta(days=400), Look.BERAKHIR),  # F40: by a clock that was wrong
    ],
)
def test_a_look_is_open_only_between_its_granting_and_its_end(
    granted: bool | None, ends_at: datetime | None, look: Look
) -> None:
    assert look_of(granted, ends_at, NOW) is look


def test_a_motive_says_something() -> None:
    assert check_motive("  Menelepon pelapor \n soal paspor ") == "Menelepon pelapor soal paspor"
    for empty in ("", "perlu", "  a  b c   "):
        with pytest.raises(ReasonMissing):
            check_motive(empty)


def test_a_second_person_agrees_unless_the_office_says_no() -> None:
    assert asks_second_person({})
    assert asks_second_person({"buka_identitas_dua_orang": "ya"})
    assert not asks_second_person({"buka_identitas_dua_orang": "tidak"})


@pytest.mark.parametrize(("typed", "hours"), [("", 8), ("2", 2), ("720", 720), ("0", 8), ("9999", 8), ("x", 8)])
def test_a_look_lasts_as_long_as_the_office_says(typed: str, hours: int) -> None:
    assert end_of_look({"buka_identitas_jam": typed}, NOW) == NOW + timedelta(hours=hours)
