"""Numbers of lost papers: passed over with the reason as far as they are of our own series, and never given again."""

from typing import Any

import pytest

from models.actions.papers.agenda_lines import agenda_series
from models.actions.papers.numbers.pass_over import LOST, pass_over
from models.rules.core.moments import to_wib
from models.tables import IssuedNumber
from tests.actions.drafting import nothing_wrong, resigned, set_office, use_mode
from tests.actions.walking import Walk

LETTER = "WIM.32.IMI.5-UM.01.01-"


def passed(walk: Walk, *numbers: str) -> int:
    return pass_over([(number, to_wib(walk.now).date()) for number in numbers], walk.tick())


def lost() -> list[str]:
    rows = IssuedNumber.select().where(IssuedNumber.cancel_reason == LOST)
    return [row.text for row in rows.order_by(IssuedNumber.urut)]


def test_the_series_goes_on_behind_the_last_number_that_is_known_to_be_used(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    first = resigned(walk).number
    assert passed(walk, f"{LETTER}4", f"{LETTER}3", "X-9") == 3
    assert (first, lost()) == (f"{LETTER}1", [f"{LETTER}{place}" for place in (2, 3, 4)])
    assert passed(walk, f"{LETTER}4", f"{LETTER}1") == 0  # at each start
    assert resigned(walk).number == f"{LETTER}5"
    (book,) = [one for one in agenda_series("2026-11") if "Surat" in one["name"]]
    assert [line["reason"] for line in book["numbers"] if line["cancelled"]].count(LOST) == 3
    assert nothing_wrong()


@pytest.mark.parametrize(
    "number", ["X-9", f"{LETTER}0", f"{LETTER}12/2026", "WIM.32.IMI.5-PW.06.03-4", f"{LETTER}99999"]
)
def test_what_is_none_of_our_numbers_or_far_ahead_passes_over_nothing(account: Any, number: str) -> None:
    walk = Walk(account).at_kasubsi()
    assert (passed(walk, number), lost()) == (0, [])
    assert resigned(walk).number == f"{LETTER}1"


def test_numbers_that_tata_usaha_gives_are_its_own(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    use_mode("eksternal")
    assert (passed(walk, f"{LETTER}4"), lost()) == (0, [])


def test_each_series_is_passed_over_by_its_own_numbers(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    set_office("lingkup_seri", "klasifikasi")
    set_office("klasifikasi_ND-TERUS", "PW.06.03")
    assert passed(walk, "WIM.32.IMI.5-PW.06.03-2") == 2
    assert resigned(walk).number == "WIM.32.IMI.5-PW.06.03-3"
    set_office("klasifikasi_ND-TERUS", "")
    assert resigned(walk).number == f"{LETTER}1"
    assert nothing_wrong()
