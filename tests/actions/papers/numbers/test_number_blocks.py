"""Granted ranges: entered in order, used in order, told of at four fifths, refused when there is none."""

from typing import Any

import pytest

from models.actions.papers.numbers.number_blocks import Grant, block_states, grant_block
from models.actions.papers.sign_document import sign_document
from models.actions.upkeep.verify import numbers
from models.rules.core.errors import AlreadyDone, NotPermitted, NumberNotAllowed
from models.rules.staff.roles import Role
from models.tables import Document, Notice, NumberBlock
from tests.actions.drafting import draft, grant, nothing_wrong, resigned, use_mode
from tests.actions.walking import Walk
from tests.office import NOW, actor

UNIT = "WIM.32.IMI.5"


def test_without_a_range_nothing_is_signed_and_the_officer_is_told_what_to_do(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    use_mode("blok")
    paper = draft(walk)
    with pytest.raises(NumberNotAllowed, match="Minta rentang baru"):
        sign_document(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert Document.get_by_id(paper.id).state == "konsep"
    assert nothing_wrong()


def test_ranges_are_used_in_order_to_their_last_number(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    use_mode("blok")
    grant(601, 602)
    grant(700, 701)
    assert [resigned(walk).number.rsplit("-")[-1] for _ in range(4)] == ["601", "602", "700", "701"]
    with pytest.raises(NumberNotAllowed, match="habis"):
        resigned(walk)
    assert [(state.first, state.given, state.left, state.low) for state in block_states(UNIT, 2026)] == [
        (601, 2, 0, True),
        (700, 2, 0, True),
    ]
    assert nothing_wrong()


def test_who_asks_for_ranges_is_told_once_when_four_fifths_are_used(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    use_mode("blok")
    grant(1, 5)
    for _ in range(3):
        resigned(walk)
    assert Notice.select().count() == 0
    resigned(walk)
    assert {row.staff.role for row in Notice.select()} == {"pengelola", "kasubsi_infokim"}
    assert "tinggal 1 nomor" in Notice.select().first().text
    resigned(walk)
    assert Notice.select().count() == 2


def test_no_warning_while_another_range_waits(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    use_mode("blok")
    grant(1, 5)
    grant(11, 20)
    for _ in range(5):
        resigned(walk)
    assert Notice.select().count() == 0


@pytest.mark.parametrize(
    ("first", "final", "by", "why"),
    [
        (0, 5, "Bapak Contoh", "kecil ke besar"),
        (9, 5, "Bapak Contoh", "kecil ke besar"),
        (1, 100_000, "Bapak Contoh", "kecil ke besar"),
        (20, 30, " ", "siapa di Tata Usaha"),
        (15, 30, "Bapak Contoh", "sesudah 20"),
        (1, 5, "Bapak Contoh", "sesudah 20"),
    ],
)
def test_a_range_that_is_none_or_was_given_already_is_refused(
    account: Any, first: int, final: int, by: str, why: str
) -> None:
    grant(10, 20)
    with pytest.raises(NumberNotAllowed, match=why):
        grant(first, final, by)
    assert NumberBlock.select().count() == 1


def test_a_range_belongs_to_a_year_near_by_and_to_who_keeps_the_register(account: Any) -> None:
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    with pytest.raises(NumberNotAllowed, match="2030"):
        grant_block(Grant(UNIT, 2030, "kantor", 1, 5, "Bapak Contoh"), kasubsi, NOW)
    with pytest.raises(NumberNotAllowed, match="kode unit"):
        grant_block(Grant("", 2026, "kantor", 1, 5, "Bapak Contoh"), kasubsi, NOW)
    with pytest.raises(NotPermitted):
        grant_block(Grant(UNIT, 2026, "kantor", 1, 5, "Bapak Contoh"), actor(Role.ADMINISTRATOR), NOW)
    fresh = Grant(UNIT, 2027, "kantor", 1, 5, "Bapak Contoh")
    grant_block(fresh, kasubsi, NOW, form_key="kunci-sekali-pakai")
    with pytest.raises(AlreadyDone):
        grant_block(fresh, kasubsi, NOW, form_key="kunci-sekali-pakai")


def test_our_own_register_goes_on_from_where_tata_usaha_handed_it_over(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    grant(602, 99_999)
    assert [resigned(walk).number.rsplit("-")[-1] for _ in range(2)] == ["602", "603"]
    assert not list(numbers.series(None))  # type: ignore[arg-type]
