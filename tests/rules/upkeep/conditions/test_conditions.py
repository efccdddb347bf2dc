"""The table of conditions: each row can hold, the thresholds are reliability R7 and F40, and who sees what."""

from datetime import datetime, timedelta

import pytest

from models.rules.upkeep.clock_readings import ClockReading
from models.rules.upkeep.conditions.of_machine import MEGABYTE
from models.rules.upkeep.conditions.of_office import RECONCILING, sign_of_backup
from models.rules.upkeep.conditions.row import Effect, Face, Seen, Sign, Source, Weight
from models.rules.upkeep.conditions.table import CONDITIONS, SOURCES, faces_of, judge, once, seen_by, what_stops
from models.rules.upkeep.front_end import Shown, Trouble

NOW = datetime(2026, 11, 24, 3, 0)


def _at(**off: float) -> ClockReading:
    return ClockReading(timedelta(**off), "platform")


WAYS = (
    *(Seen(frozenset({sign})) for sign in Sign),
    *(Seen(free=megabytes * MEGABYTE) for megabytes in (0, 100, 300)),
    *(Seen(clock=_at(minutes=minutes)) for minutes in (5, -15)),
    Seen(clock=ClockReading(timedelta(days=3), "gateway", sure=False)),
    Seen(office_clock=_at(minutes=-5)),
    Seen(memory=MEGABYTE),
    Seen(halted=("Jam komputer ini 15 menit lebih cepat.",)),
    Seen(jobs=("peringatan tidak dikirim",)),
    Seen(backup="Cadangan terjadwal tidak jadi."),
    Seen(second="Cadangan belum ada di tempat kedua."),
    Seen(drill="Latihan pemulihan tidak berhasil. Jalankan: run_admin.py drill."),
    Seen(elsewhere="/srv is not the folder in which this office keeps its files"),
    Seen(older=("1.0.0 di pc-kanal",)),
    Seen(waiting=("gerbang1 (1.0.0)",)),
    Seen(breaches=("no. 7 (cadangan hilang) kepada lembaga, 3 jam lagi",)),
    Seen(alone=("akun ditambahkan",)),
    Seen(unheard=timedelta(hours=3)),
    Seen(workers=("worker 2 ended (signal 9)",)),
    Seen(front_silent=("aduan.kantor.lan",)),
    Seen(certificates=((Shown("aduan.kantor.lan", 10), Trouble.ENDED),)),
    Seen(way="mail"),
    Seen(fault="(KeyError)"),
)


def test_every_row_can_hold_alone_and_says_what_to_do() -> None:
    found = [judge(seen) for seen in WAYS]
    assert all(len(held) == 1 for held in found)
    assert {held[0].key for held in found} == {row.key for row in CONDITIONS}
    assert all(held[0].says.endswith(".") and "{" not in held[0].says + held[0].operators for held in found)
    assert judge(Seen(free=500 * MEGABYTE, clock=_at(seconds=120), memory=10_000 * MEGABYTE)) == ()


def test_every_row_is_told_by_somebody_or_by_the_channels_and_the_gravest_come_first() -> None:
    told = {row.key for row in CONDITIONS if faces_of(row)}
    by_channels = {"clock_far", "clock_near", "clock_gateway", "clock_certificates"}  # as clock_told
    assert {row.key for row in CONDITIONS} - told == by_channels
    assert all(row.heading and row.where for row in CONDITIONS)
    assert set(SOURCES) == set(Source) and len({row.key for row in CONDITIONS}) == len(CONDITIONS)
    weights = [row.weight for row in CONDITIONS]
    assert weights == sorted(weights, key=lambda weight: weight is not Weight.NOT_READY)
    assert "outside_silent" not in seen_by(Face.WATCHER) and "outside_silent" in seen_by(Face.HOME)


def test_that_no_agent_gives_a_sign_is_no_news_where_nothing_can_be_written() -> None:
    silent, locked = judge(Seen(frozenset({Sign.AGENT_SILENT}))), judge(Seen(frozenset({Sign.LOCKED})))
    room = judge(Seen(free=300 * MEGABYTE))
    assert [one.key for one in once((*room, *silent, *room))] == ["agent_silent", "disk_media"]
    assert [one.key for one in once((*silent, *locked))] == ["locked"]


@pytest.mark.parametrize(
    ("age", "practice", "sign"),
    [
        (None, False, Sign.BACKUP_NONE),
        (None, True, None),
        (47, False, None),
        (49, False, Sign.BACKUP_OLD),
        (49, True, None),
    ],
)
def test_a_backup_older_than_two_days_is_wrong_but_in_practice(
    age: int | None, practice: bool, sign: Sign | None
) -> None:
    made = None if age is None else NOW - timedelta(hours=age)
    assert sign_of_backup(made, NOW, practice=practice) is sign
    # An office an hour old has no backup either: two days are said of one that was made.
    told = judge(Seen(frozenset({sign} if sign else ())))
    assert ["two days" in one.operators and "dua hari" in one.says for one in told] == [age is not None] * bool(sign)


def test_while_an_agent_looks_what_a_restored_backup_lacks_nothing_is_wrong() -> None:
    assert judge(Seen(halted=(RECONCILING,))) == ()
    assert [one.key for one in judge(Seen(halted=(RECONCILING, "Disk penuh.")))] == ["agent_sends_nothing"]


@pytest.mark.parametrize(
    ("jobs", "named"), [(3, "satu, dua, tiga."), (4, "satu, dua, tiga, 1 tugas lain juga berhenti.")]
)
def test_of_many_jobs_that_stand_still_three_are_named_and_the_others_counted(jobs: int, named: str) -> None:
    (found,) = judge(Seen(jobs=("satu", "dua", "tiga", "empat")[:jobs]))
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
    found = what_stops(judge(Seen(free=megabytes * MEGABYTE)), Effect.STOPS_SENDING)
    assert (found.effect if found else None) == stops
    all_stop = what_stops(judge(Seen(free=megabytes * MEGABYTE)), Effect.STOPS_ALL)
    assert (all_stop is not None) is (stops is Effect.STOPS_ALL)
