"""How moments, numbers and names read on screen."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from admin_app.shell.wording import (
    ago,
    day,
    file_size,
    number,
    role_label,
    section_label,
    stage_label,
    time_left,
    wib,
)
from tests.office import NOW


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 25, 2, 5), "25 Nov 2026 09.05 WIB"),
        (datetime(2026, 12, 31, 17, 0), "1 Jan 2027 00.00 WIB"),
        (None, "–"),
    ],
)
def test_moments_are_shown_in_wib(moment: datetime | None, text: str) -> None:
    assert wib(moment) == text


def test_days_and_numbers_read_indonesian() -> None:
    assert day(date(2026, 8, 17)) == "17 Agu 2026"
    assert [number(value) for value in (0, 999, 1234567, 1234.5, -12, None)] == [
        *("0", "999", "1.234.567", "1.234,5", "-12", "–")
    ]
    assert [file_size(size) for size in (None, 0, 999, 1000, 1_500_000, 3_000_000_000)] == [
        *("–", "0 B", "999 B", "1 kB", "1 MB", "3 GB")
    ]


@pytest.mark.parametrize(
    ("minutes", "past", "left"),
    [
        (0.5, "baru saja", "kurang dari 1 menit lagi"),
        (5, "5 menit lalu", "5 menit lagi"),
        (61, "1 jam lalu", "1 jam lagi"),
        (60 * 49, "2 hari lalu", "2 hari lagi"),
    ],
)
def test_spans_read_as_people_say_them(app: Flask, minutes: float, past: str, left: str) -> None:
    span = timedelta(minutes=minutes)
    with app.test_request_context():
        assert ago(NOW - span) == past
        assert time_left(NOW + span) == left
        assert time_left(NOW - timedelta(minutes=90)) == "terlambat 1 jam"


def test_names_of_rules_read_as_labels_and_unknown_ones_as_they_are() -> None:
    assert (role_label("kasi_tikkim"), section_label("inteldakim")) == ("Kasi TIKKIM", "Seksi Inteldakim")
    assert (role_label("x"), section_label(None), stage_label("analisa_seksi")) == ("x", "–", "Analisa seksi")
