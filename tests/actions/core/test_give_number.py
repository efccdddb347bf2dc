"""Numbers stay gapless while programs take them at once, roll back, and are killed in the middle (notadinas §4.3)."""

from typing import Any

import pytest

from models.actions.core import give_number
from models.actions.core.actor import OPERATOR
from models.tables import IssuedNumber, NumberSeries, database
from models.tables.core.database import open_database
from models.tables.upkeep.schema import migrate
from tests.actions.papers.own_service.going import Trying
from tests.office import NOW
from tests.ready_programs import Heard


def take(*holders: str, series: str = "kantor", year: int = 2026) -> list[str]:
    with database.atomic():
        return give_number.take("WIM.32", year, series, list(holders), "{year}-{urut}", OPERATOR, NOW)


def test_holders_get_the_next_numbers_in_order_and_keep_them(account: Any) -> None:
    assert take("document:1", "document:2") == ["2026-1", "2026-2"]
    assert take("document:2", "document:3") == ["2026-2", "2026-3"]
    assert NumberSeries.get(NumberSeries.series == "kantor").last == 3


def test_every_series_and_year_counts_for_itself(account: Any) -> None:
    assert take("a:1") + take("b:1", series="agenda") + take("c:1", year=2027) == ["2026-1", "2026-1", "2027-1"]


def test_a_number_rolled_back_is_given_again(account: Any) -> None:
    with database.atomic() as transaction:
        give_number.take("WIM.32", 2026, "kantor", ["document:1"], "{urut}", OPERATOR, NOW)
        transaction.rollback()
    assert take("document:2") == ["2026-1"]


def taker(url: str, name: str) -> Heard:
    """Start one program taking numbers; what it says it has was committed."""
    return Heard("tests/actions/papers/numbers/number_taker.py", url, name, str(len(name)))


@pytest.mark.parametrize("rounds", [3])
def test_programs_killed_while_taking_numbers_leave_no_gap_and_no_double(database_url: str, rounds: int) -> None:
    open_database(database_url)
    with database.connection_context():
        migrate()
    said: list[int] = []
    for round_ in range(rounds):
        takers = [taker(database_url, f"p{round_}{'x' * place}") for place in range(3)]
        for one in takers:
            said += [int(line) for line in one.hear(5)]
        for one in takers:
            said += [int(line) for line in one.kill()]
    with database.connection_context():
        given = [row.urut for row in IssuedNumber.select().order_by(IssuedNumber.urut)]
        assert given == list(range(1, len(given) + 1))
        assert NumberSeries.get().last == len(given)
        assert len(given) >= 15 * rounds
        assert len(said) == len(set(said))
        assert set(said) <= set(given)


def test_only_its_own_number_is_cancelled(account: Any) -> None:
    trying = Trying(account)
    sent = trying.begun()
    give_number.cancel_number(trying.paper.id + 1, "Salah", trying.kasubsi)
    assert not IssuedNumber.get(IssuedNumber.text == sent.number).cancelled
    give_number.cancel_number(trying.paper.id, "Tidak jadi", trying.kasubsi)
    row = IssuedNumber.get(IssuedNumber.text == sent.number)
    assert (row.cancelled, row.cancel_reason, row.cancelled_by_id) == (True, "Tidak jadi", trying.kasubsi.staff_id)
