"""Doctor says of the table what holds, by its name there; only what stops all work makes this PC unsafe."""

from models.actions.upkeep.conditions import Look
from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.doctor import of_table
from models.rules.upkeep.conditions.of_machine import MEGABYTE
from models.rules.upkeep.conditions.row import Seen, Source
from models.rules.upkeep.conditions.table import judge


def look(megabytes: int) -> Look:
    """A look at a machine whose disk has so much room."""
    return Look(judge(Seen(free=megabytes * MEGABYTE)), frozenset({Source.MACHINE}))


def test_what_stops_all_is_unsafe_what_stops_less_is_a_warning_and_what_is_well_is_not_named() -> None:
    found = [(row.name, row.level) for megabytes in (10, 100, 600) for row in of_table(look(megabytes))]
    assert found == [("disk_stop", Level.UNSAFE), ("disk_sending", Level.WARNING)]


def test_the_sentence_is_that_of_the_table() -> None:
    (found,) = of_table(look(100))
    assert found.sentence == "Less than 200 MB are free: nothing is sent, messages still come in."
