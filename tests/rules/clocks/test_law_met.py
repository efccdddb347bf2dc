"""When a limit of the law is met and has begun, and why one is not met any more."""

from datetime import datetime, timedelta

from models.rules.cases.links import LinkMove
from models.rules.cases.sop import Move, Output
from models.rules.clocks.law_met import Counting, begins_with_output, begun_at, met_at, why_lost
from models.rules.clocks.statutory import LegalAction

NINE = datetime(2026, 11, 23, 2, 0)
TEN = NINE + timedelta(hours=1)


def test_the_earliest_of_what_meets_it_since_its_start_meets_it() -> None:
    made = [Counting(Output.JAWABAN, TEN), Counting(Output.TANGGAPAN_AWAL, NINE), Counting(Output.LAPORAN, NINE)]
    assert met_at(LegalAction.MENANGGAPI, NINE, made) == NINE
    assert met_at(LegalAction.MENANGGAPI, TEN, made) == TEN
    assert met_at(LegalAction.MEMUTUSKAN, TEN + timedelta(seconds=1), made) is None


def test_a_limit_that_counts_from_an_output_has_not_begun_without_one() -> None:
    assert begins_with_output(LegalAction.MENINDAKLANJUTI) and not begins_with_output(LegalAction.MENANGGAPI)
    assert begun_at(LegalAction.MENINDAKLANJUTI, [Counting(Output.LAPORAN, NINE)]) is None
    assert begun_at(LegalAction.MENINDAKLANJUTI, [Counting(Output.NOTA_DINAS_TERUS, TEN)]) == TEN


def test_every_act_has_its_words() -> None:
    assert why_lost(str(Move.BUKA_KEMBALI)) == "“Buka kembali”"
    assert why_lost(str(LinkMove.GABUNG)) == "“Digabung ke pengaduan lain”"
    assert why_lost("naskah_batal") == "naskahnya dibatalkan"
    assert why_lost("tidak dikenal") == "yang dulu memenuhinya tidak lagi berlaku"
