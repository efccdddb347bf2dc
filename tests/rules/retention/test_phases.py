"""A file is active for its active years since it was closed, then inactive until its time is over."""

from datetime import datetime

import pytest

from models.rules.retention.phases import Phase, TransferRefused, active_until, check_transfer, phase_of
from models.rules.retention.retention import Fate, KeepingClass

CLOSED = datetime(2026, 3, 1, 2)
ROW = KeepingClass("umum", "", 2, 3, Fate.MUSNAH)


@pytest.mark.parametrize(
    ("fate", "years", "expected"),
    [
        (Fate.MUSNAH, 1, Phase.AKTIF),
        (Fate.MUSNAH, 2, Phase.INAKTIF),
        (Fate.MUSNAH, 4, Phase.INAKTIF),
        (Fate.MUSNAH, 5, Phase.HABIS),
        (Fate.DINILAI_KEMBALI, 5, Phase.HABIS),
        (Fate.PERMANEN, 50, Phase.INAKTIF),
    ],
)
def test_the_years_of_the_class_decide_and_permanent_never_ends(fate: Fate, years: int, expected: Phase) -> None:
    row = KeepingClass("umum", "", 2, 3, fate)
    assert phase_of(row, CLOSED, False, CLOSED.replace(year=CLOSED.year + years)) is expected


def test_what_is_open_or_of_no_class_is_active() -> None:
    late = CLOSED.replace(year=2050)
    assert {
        phase_of(ROW, CLOSED, True, late),
        phase_of(ROW, None, False, late),
        phase_of(None, CLOSED, False, late),
    } == {Phase.AKTIF}
    assert active_until(ROW, CLOSED) == CLOSED.replace(year=2028)


@pytest.mark.parametrize(
    ("people", "chosen", "said"),
    [
        ({"nama": "Sari"}, 0, "paling sedikit satu"),
        ({"nama yang menerima": " ", "jabatan": "x"}, 1, "Isi nama yang menerima"),
        ({"nama": "s" * 121}, 1, "paling panjang 120"),
    ],
)
def test_a_record_names_everybody(people: dict[str, str], chosen: int, said: str) -> None:
    with pytest.raises(TransferRefused, match=said):
        check_transfer(people, chosen)
    check_transfer({"nama": "Sari"}, 1)
