"""What is shown of a case first, when many cases are one line, and when a telephone hears again."""

from datetime import timedelta

import pytest

from models.rules.clocks.warnings import WARNINGS
from models.rules.staff.notices import (
    OTHER,
    SORTS,
    Event,
    Family,
    ManyCases,
    OneCase,
    by_case,
    folded,
    many_after,
    next_message,
    rank_of,
    sort_of,
    to_do,
)
from tests.office import NOW

LATE, LAW = "langkah:7:kasi:3", "hukum:9:100:3"


def event(
    id: int, case: int | None = 1, kind: str = "peringatan", key: str = "langkah:7:80:3", **more: bool
) -> Event:
    return Event(id, case, sort_of(kind, key), f"kabar {id}", NOW + timedelta(minutes=id), **more)


def test_every_grade_of_every_clock_has_a_sort_of_its_own_or_the_mildest() -> None:
    for row in WARNINGS:
        sort = sort_of("peringatan", f"{row.clock}:100:{row.grade}:80")
        assert sort.family is Family.WAKTU
        assert (sort.tail or "50") == row.grade
    graver = [
        rank_of(sort_of("peringatan", f"langkah:1:{grade}:1")) for grade in ("kepala", "kasi", "100", "80", "50")
    ]
    assert graver == sorted(graver)


def test_the_number_of_a_clock_is_not_taken_for_its_grade() -> None:
    assert sort_of("peringatan", "langkah:100:50:80").tail == ""
    assert sort_of("peringatan", "hukum:80:100:50").counted == "lewat batas hukum"


def test_a_kind_nobody_knows_is_news() -> None:
    assert sort_of("kelak", "x:1") is OTHER
    assert rank_of(OTHER) == len(SORTS)


def test_a_case_stands_once_with_its_gravest_event_and_names_the_others() -> None:
    found = by_case(
        [event(1, key=LATE), event(2, kind="sebutan", key="catatan:1:3"), event(3, case=2), event(4, None)]
    )
    assert [(one.first.id, one.first.case) for one in found] == [(4, None), (3, 2), (1, 1)]
    assert found[2].also == ("Catatan internal",)


def test_a_lesser_event_hides_no_graver_one_and_a_newer_equal_one_replaces() -> None:
    (one,) = by_case([event(1, key=LAW), event(2), event(3, kind="sebutan", key="catatan:1:3")])
    assert one.first.id == 1
    (one,) = by_case([event(1), event(2)])
    assert (one.first.id, one.also) == (2, ())


def test_what_was_read_gives_way_to_what_waits_however_mild() -> None:
    (one,) = by_case([event(1, key=LAW, waits=False), event(2, kind="sebutan", key="catatan:1:3")])
    assert (one.first.id, one.waits) == (2, True)
    (one,) = by_case([event(1, key=LAW, waits=False), event(2, waits=False)])
    assert (one.first.id, one.waits) == (2, False)


def test_three_hundred_cases_are_one_line_that_counts_them_by_gravity() -> None:
    flood = [event(n, case=n, key=LAW if n < 3 else LATE if n < 123 else "langkah:7:80:3") for n in range(1, 301)]
    calm = [event(400, case=None, kind="blok_nomor", key="b"), event(401, case=999, kind="sebutan", key="c:1")]
    items = folded(by_case([*flood, *calm]), 20)
    assert len(items) == 3
    (many,) = [item for item in items if isinstance(item, ManyCases)]
    assert (len(many.cases), many.newest) == (300, 300)
    assert many.sentence == (
        "300 pengaduan diperingatkan waktunya: 2 lewat batas hukum, 120 terlambat, 178 hampir habis waktunya. "
        "Kerjakan dari yang paling mendesak."
    )


@pytest.mark.parametrize(("cases", "lines"), [(20, 20), (21, 1)])
def test_at_the_threshold_every_case_still_has_its_line(cases: int, lines: int) -> None:
    items = folded(by_case([event(n, case=n) for n in range(1, cases + 1)]), 20)
    assert len(items) == lines
    assert all(isinstance(item, OneCase) for item in items) is (lines > 1)


def test_what_to_do_follows_the_sort_the_desk_or_its_holder() -> None:
    late, sign = sort_of("peringatan", LATE), sort_of("tanda_tangan", "tandatangan:1:0")
    assert to_do(late, True, "Kirim tanggapan.", "Pengelola") == "Kirim tanggapan."
    assert to_do(late, False, "Kirim tanggapan.", "Pengelola") == "Tanyakan kepada Pengelola mengapa belum selesai."
    assert to_do(sign, False, "Kirim tanggapan.", "Pengelola").startswith("Baca naskahnya")
    assert to_do(sort_of("penunjukan", "p:1"), False, "Kirim tanggapan.", "Pengelola") == "Kirim tanggapan."


@pytest.mark.parametrize(("typed", "number"), [("5", 5), ("", 20), ("0", 20), ("-1", 20), ("²", 20), ("99999", 20)])
def test_the_threshold_is_the_offices_where_it_makes_sense(typed: str, number: int) -> None:
    assert many_after({"ringkas_sesudah": typed}) == number


def test_a_telephone_hears_again_only_after_the_gap() -> None:
    assert next_message(None, NOW, {}) == NOW
    assert next_message(NOW, NOW + timedelta(minutes=1), {}) == NOW + timedelta(minutes=30)
    assert next_message(NOW, NOW + timedelta(minutes=31), {}) == NOW + timedelta(minutes=31)
    assert next_message(NOW, NOW, {"jeda_pesan_menit": "0"}) == NOW


def test_F40_a_telephone_that_heard_at_a_time_to_come_hears_now() -> None:
    assert next_message(NOW + timedelta(days=400), NOW, {}) == NOW
