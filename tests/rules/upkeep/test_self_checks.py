"""The table of what is watched of the PC: each row can hold, the thresholds are reliability R7 and F40."""

from datetime import timedelta

import pytest

from models.rules.upkeep.clock_readings import ClockReading
from models.rules.upkeep.self_checks import MEGABYTE, SELF_CHECKS, Effect, Seen, Sign, judge_self, what_stops


def _at(**off: float) -> ClockReading:
    return ClockReading(timedelta(**off), "platform")


WAYS = (
    *(Seen(frozenset({sign})) for sign in Sign),
    *(Seen(free=megabytes * MEGABYTE) for megabytes in (0, 100, 300)),
    *(Seen(clock=_at(minutes=minutes)) for minutes in (5, -15)),
    Seen(clock=ClockReading(timedelta(days=3), "gateway", sure=False)),
    Seen(office_clock=_at(minutes=-5)),
    Seen(memory=MEGABYTE),
    Seen(jobs=("peringatan tidak dikirim",)),
    Seen(backup="Cadangan terjadwal tidak jadi."),
    Seen(second="Cadangan belum ada di tempat kedua."),
    Seen(drill="Latihan pemulihan tidak berhasil. Jalankan: run_admin.py drill."),
)


def test_every_row_can_hold_alone_and_says_what_to_do() -> None:
    found = [judge_self(seen) for seen in WAYS]
    assert all(len(held) == 1 for held in found)
    assert {held[0].key for held in found} == {row.key for row in SELF_CHECKS}
    assert all(held[0].says.endswith(".") and "{" not in held[0].says for held in found)
    assert judge_self(Seen(free=500 * MEGABYTE, clock=_at(seconds=120), memory=10_000 * MEGABYTE)) == ()


@pytest.mark.parametrize(
    ("jobs", "named"), [(3, "satu, dua, tiga."), (4, "satu, dua, tiga, 1 tugas lain juga berhenti.")]
)
def test_of_many_jobs_that_stand_still_three_are_named_and_the_others_counted(jobs: int, named: str) -> None:
    (found,) = judge_self(Seen(jobs=("satu", "dua", "tiga", "empat")[:jobs]))
    assert f"tetapi {named} Mulai ulang" in found.says


@pytest.mark.parametrize(
    ("megabytes", "stops"),
    [
        (500, None),
        (499, None),
        (200, None),
        (199, Effect.STOPS_SENDING),
        (50, Effect.STOPS_SENDING),
        (49, Effect.STOPS_ALL),
    ],
)
def test_R7_a_disk_that_runs_full_stops_first_answers_then_all(megabytes: int, stops: Effect | None) -> None:
    found = what_stops(judge_self(Seen(free=megabytes * MEGABYTE)), Effect.STOPS_SENDING)
    assert (found.effect if found else None) == stops
    all_stop = what_stops(judge_self(Seen(free=megabytes * MEGABYTE)), Effect.STOPS_ALL)
    assert (all_stop is not None) is (stops is Effect.STOPS_ALL)
