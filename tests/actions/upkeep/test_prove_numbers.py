"""The daily proof of the numbers: once a day whoever looks first, its outcome in the trail, a notice when broken."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.upkeep.prove_numbers import EVENT, prove_numbers
from models.actions.upkeep.verify.asking import one_view
from models.rules.papers.numbering import AGENDA_UNIT
from models.tables import Audit, IssuedNumber, Notice, NumberSeries, database
from tests.actions.drafting import resigned
from tests.actions.walking import Walk
from tests.office import NOW


def proofs() -> list[tuple[str, str]]:
    rows = Audit.select().where(Audit.event == EVENT).order_by(Audit.seq)
    return [(row.subject, row.after) for row in rows]


def test_a_whole_register_is_proven_once_each_wib_day(account: Any) -> None:
    resigned(Walk(account).at_kasubsi())
    midnight = datetime(2026, 11, 25, 17, 0)
    assert [prove_numbers(NOW + timedelta(minutes=minutes)) for minutes in range(3)] == [True, False, False]
    assert not prove_numbers(midnight - timedelta(seconds=1))
    assert prove_numbers(midnight)
    assert proofs() == [("nomor:2026-11-25", "utuh"), ("nomor:2026-11-26", "utuh")]
    assert Notice.select().count() == 0


@pytest.mark.parametrize(
    ("unit", "text", "whole"), [(AGENDA_UNIT, "1/2026", True), ("WIM.32.IMI.5", "WIM.32.IMI.5-UM.01.01-1", False)]
)
def test_each_agenda_counts_by_itself_and_a_letters_number_is_there_once(
    account: Any, unit: str, text: str, whole: bool
) -> None:
    for name in ("disposisi", "berita acara gangguan"):
        series = NumberSeries.create(unit=unit, year=2026, series=name, last=1)
        given = {"series": series, "urut": 1, "text": text, "holder": f"lama:{name}", "given_at": NOW}
        IssuedNumber.create(**given, cancelled=True, cancel_reason="Contoh")
    assert prove_numbers(NOW)
    ((_, result),) = proofs()
    assert (result == "utuh") is whole
    assert whole or f"the number {text} was given 2 times" in result


def test_a_broken_register_is_told_to_who_keeps_it(account: Any) -> None:
    resigned(Walk(account).at_kasubsi())
    NumberSeries.update(last=7).where(NumberSeries.series == "kantor").execute()
    assert prove_numbers(NOW)
    ((_, result),) = proofs()
    assert "says 7" in result
    assert {row.staff.role for row in Notice.select()} == {"kasubsi_infokim", "kasi_tikkim"}
    assert "menemukan 1 hal" in Notice.get().text
    assert prove_numbers(NOW + timedelta(days=1))
    assert Notice.select().count() == 4


def test_the_proof_sees_one_moment_and_keeps_nobody_from_writing(account: Any) -> None:
    def write() -> None:
        with database.connection_context():
            NumberSeries.create(unit="AGENDA", year=2026, series="lain")

    with one_view():
        before = NumberSeries.select().count()
        other = threading.Thread(target=write)
        other.start()
        other.join()
        assert NumberSeries.select().count() == before
    assert NumberSeries.select().count() == before + 1
