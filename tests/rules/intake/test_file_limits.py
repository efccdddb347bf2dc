"""Which file is fetched by itself, and what is said of one that is not."""

import pytest

from models.rules.intake.file_limits import LIMITS, MB, Kept, limit, why_held

SET = {
    "batas_berkas_pelapor": "3",
    "batas_mb_pelapor": "10",
    "batas_mb_kasus": "20",
    "batas_mb_kanal": "50",
}


@pytest.mark.parametrize(
    ("kept", "size", "why"),
    [
        (Kept(), 10 * MB, ""),
        (Kept(2, 9 * MB, 19 * MB, 49 * MB), MB, ""),
        (Kept(files_of_person=3), 1, "pelapor ini mengirim lebih dari 3 berkas pada hari itu"),
        (Kept(of_person=9 * MB), MB + 1, "berkas pelapor ini pada hari itu melewati 10 MB"),
        (Kept(of_case=20 * MB), 1, "berkas kasus ini melewati 20 MB"),
        (Kept(of_channel=50 * MB), 1, "berkas kanal ini pada hari itu melewati 50 MB"),
        (Kept(), 11 * MB, "berkas pelapor ini pada hari itu melewati 10 MB"),
    ],
)
def test_a_file_beyond_a_limit_waits_and_its_limit_is_named(kept: Kept, size: int, why: str) -> None:
    assert why_held(kept, size, SET) == why


def test_zero_is_no_limit() -> None:
    assert why_held(Kept(10_000, *[10**12] * 3), 10**9, dict.fromkeys(SET, "0")) == ""


@pytest.mark.parametrize("typed", ["", "banyak", "-1", "²"])
def test_without_a_number_the_usual_limit_holds(typed: str) -> None:
    assert all(limit(dict.fromkeys(SET, typed), key) == LIMITS[key] for key in SET)


def test_the_usual_limits_let_a_person_send_what_a_matter_needs() -> None:
    assert why_held(Kept(99, 270 * MB, 900 * MB, 4_900 * MB), 25 * MB, {}) == ""
