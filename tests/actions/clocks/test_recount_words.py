"""A recount says what a step was, what it is, since when and why, in one sentence."""

from datetime import datetime

from models.actions.clocks.recount_words import recount_lines, recount_words
from models.tables import StepRecount

AT = datetime(2026, 11, 27, 1, 7)


def recount(**words: object) -> StepRecount:
    same = {"net_before": 833.0, "late_before": True, "net_after": 833.0, "late_after": True}
    return StepRecount(at=AT, why="Jeda ditolak.", **(same | words))


def test_minutes_and_lateness_before_and_after() -> None:
    row = recount(net_after=62.5, late_after=False)
    said = "Semula 833 menit, terlambat; kini 62,5 menit, tepat waktu (sejak 27/11/2026 08.07), karena: Jeda ditolak."
    assert (recount_words(row), recount_lines([row])) == (said, [said])


def test_where_only_the_due_time_changed_that_is_said() -> None:
    row = recount(due_before=datetime(2026, 11, 25, 3), due_after=datetime(2026, 11, 26, 3))
    said = "Semula batasnya 25/11/2026 10.00; kini batasnya 26/11/2026 10.00 (sejak"
    assert recount_words(row).startswith(said)
