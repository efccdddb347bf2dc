"""The arithmetic of a figure: its lines add up to it and are written so that everybody can add them up himself.

Both are held against a plain minute counter in tests/rules/clocks/test_working_time_counted.py.
"""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.clocks.arithmetic import amount, arithmetic, sentence, total
from models.rules.clocks.working_time import net_minutes
from models.rules.core.moments import from_wib
from tests.rules.clocks.minute_counter import LATER, OFFICE

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 20)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


def wib(text: str) -> datetime:
    return from_wib(datetime.fromisoformat(text))


@given(st.datetimes(datetime(2025, 6, 1), datetime(2028, 1, 1)), st.timedeltas(timedelta(), timedelta(days=900)))
def test_the_lines_add_up_to_the_figure_over_any_length(start: datetime, length: timedelta) -> None:
    lines = arithmetic(OFFICE, start, start + length)
    assert round(total(lines).total_seconds() / 60, 2) == net_minutes(OFFICE, start, start + length)


@given(moments, st.integers(0, 2000), st.integers(0, 300), st.integers(0, 300))
def test_pauses_are_terms_of_the_sum(start: datetime, minutes: int, first: int, second: int) -> None:
    end = start + timedelta(minutes=minutes + first + second)
    pauses = [
        (start, start + timedelta(minutes=first)),
        (end - timedelta(minutes=second), end),
    ]
    net = net_minutes(OFFICE, start, end) - sum(net_minutes(OFFICE, *pause) for pause in pauses)
    assert total(arithmetic(OFFICE, start, end, pauses)).total_seconds() / 60 == pytest.approx(net)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-11-25 09:00", "2026-11-25 11:30", "Rab 25/11 09.00–11.30 = 150 menit; jumlah 150 menit"),
        (
            "2026-11-25 09:00",
            "2026-11-25 14:00",
            "Rab 25/11 09.00–12.00 = 180 menit; Rab 25/11 12.00–13.00 istirahat; Rab 25/11 13.00–14.00 = 60 menit; "
            "jumlah 240 menit",
        ),
        (
            "2026-11-27 11:00",  # over Friday's prayer and the weekend
            "2026-11-30 08:00",
            "Jum 27/11 11.00–11.30 = 30 menit; Jum 27/11 11.30–13.00 istirahat; Jum 27/11 13.00–16.30 = 210 menit; "
            "Sab 28/11–Min 29/11 bukan hari kerja; Sen 30/11 07.30–08.00 = 30 menit; jumlah 270 menit",
        ),
        (
            "2026-11-30 07:00",  # whole days that are equal stand together
            "2026-12-03 18:00",
            "Sen 30/11–Kam 03/12 07.30–12.00, 13.00–16.00 = 1.800 menit (4 hari × 450 menit); jumlah 1.800 menit",
        ),
        ("2026-11-25 17:00", "2026-11-25 18:00", "Rab 25/11 17.00–18.00 di luar jam kerja; jumlah 0 menit"),
        ("2026-11-25 09:00:15", "2026-11-25 09:03", "Rab 25/11 09.00.15–09.03 = 2,75 menit; jumlah 2,75 menit"),
    ],
)
def test_a_figure_is_written_so_that_it_can_be_added_up(start: str, end: str, words: str) -> None:
    assert sentence(arithmetic(OFFICE, wib(start), wib(end))) == words


def test_months_between_are_one_line_each_so_that_the_sum_stays_readable() -> None:
    lines = arithmetic(OFFICE, wib("2026-09-28 10:00"), wib("2027-01-04 09:00"))
    assert [line.when for line in lines if line.when[-4:] == "2026"] == [
        "Oktober 2026",
        "November 2026",
        "Desember 2026",
    ]
    assert len(lines) < 15
    assert arithmetic(OFFICE, wib("2026-11-25 10:00"), wib("2026-11-25 10:00")) == []


def test_a_cuti_bersama_added_later_takes_its_minutes_off() -> None:
    start, end = wib("2026-12-23 15:00"), wib("2026-12-28 08:00")
    assert total(arithmetic(OFFICE, start, end)) - total(arithmetic(LATER, start, end)) == timedelta(minutes=450)


def test_a_pause_reads_as_a_pause() -> None:
    pause = (wib("2026-11-25 10:00"), wib("2026-11-25 10:20"))
    words = sentence(arithmetic(OFFICE, wib("2026-11-25 09:30"), wib("2026-11-25 11:00"), [pause]))
    assert "jeda Rab 25/11 10.00–Rab 25/11 10.20 = -20 menit; jumlah 70 menit" in words
    assert amount(timedelta(seconds=90)) == "1,5"
