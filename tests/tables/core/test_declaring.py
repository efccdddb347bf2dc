"""Every column that can hold what somebody wrote or is says what it holds, and no declaration contradicts itself."""

from collections.abc import Iterable
from typing import Any

import pytest
from peewee import BlobField, CharField, DateField, FloatField, IntegerField, TextField
from playhouse.migrations import _build_field

from models.rules.core.declarations import READS, Gone, Holds, Person, Reader
from models.rules.retention.retention import DESTROYED
from models.tables import TABLES, BaseTable, Complaint, Document
from models.tables.core.declaring import (
    by_key,
    columns_for,
    declaration_of,
    free_words,
    held_by,
    identity,
    machine,
    must_declare,
    platform_id,
)

# The longest that may stand in place of a destroyed id (models/actions/retention/destruction).
_HASH = len("musnah:") + 64
COLUMNS = [(table, column) for table in TABLES for column in table._meta.sorted_fields]
DECLARED = [pytest.param(column, id=f"{table.__name__}.{column.name}") for table, column in COLUMNS]


def undeclared(tables: Iterable[Any]) -> list[str]:
    """Name the columns of these tables that must say what they hold and do not."""
    columns = [(table, column) for table in tables for column in table._meta.sorted_fields]
    return [
        f"{table.__name__}.{column.name}"
        for table, column in columns
        if must_declare(column) and declaration_of(column) is None
    ]


def test_every_column_says_what_it_holds() -> None:
    assert undeclared(TABLES) == []


@pytest.mark.parametrize("kind", [CharField, TextField, DateField, FloatField, BlobField])
def test_a_column_that_says_nothing_is_named(kind: Any) -> None:
    class Planted(BaseTable):
        travel_document = kind(default="")
        counted = IntegerField()
        said = machine(CharField())

    assert undeclared([*TABLES, Planted]) == ["Planted.travel_document"]


def test_a_column_that_says_nothing_is_hidden_and_destroyed() -> None:
    assert held_by(CharField()).holds is Holds.FREE_WORDS
    assert held_by(IntegerField()).holds is Holds.MACHINE


@pytest.mark.parametrize("column", DECLARED)
def test_a_declaration_changes_something_and_gives_its_reason(column: Any) -> None:
    said = held_by(column)
    own = frozenset() if said.person is Person.OFFICER else READS[said.holds]
    assert said.left_out.keys() <= own, "only what follows from the kind is left out"
    assert not said.readers & own, "what follows from the kind is not said twice"
    assert all(len(reason) > 10 for reason in said.left_out.values())
    assert bool(said.handed_as) == said.read_by(Reader.HAND_OUT) or said.holds is Holds.IDENTITY


@pytest.mark.parametrize("column", DECLARED)
def test_what_is_destroyed_leaves_something_its_column_can_hold(column: Any) -> None:
    said = held_by(column)
    if not said.read_by(Reader.DESTRUCTION):
        return
    text = isinstance(column, CharField | TextField)
    assert text or column.null
    longest = getattr(column, "max_length", None) or 1000
    assert longest >= {Gone.HASH: _HASH, Gone.MARK: len(DESTROYED), Gone.ROW: 20}.get(said.gone, 0)


def test_columns_are_given_in_their_order_to_who_reads_them() -> None:
    found = [column.name for column in columns_for(Complaint, Reader.SEARCH)]
    assert found == ["number", "subject", "reported_party", "incident_place", "outside_number"]
    assert [column.name for column in columns_for(Document, Reader.EXPORT)] == ["recipient", "subject"]


def test_each_way_of_declaring_says_what_it_is_called() -> None:
    said = held_by(identity(CharField(), handed_as="Nama", left_out={Reader.EXPORT: "why"}))
    assert (said.holds, said.sought, said.handed_as) == (Holds.IDENTITY, True, "Nama")
    assert not said.read_by(Reader.EXPORT)
    assert not held_by(identity(CharField(), of=Person.OFFICER)).sought
    assert held_by(free_words(TextField(), handed_as="isi")).read_by(Reader.HAND_OUT)
    assert held_by(free_words(CharField(), file=True)).file
    assert held_by(by_key(TextField(), ("kop",))).harmless == {"kop"}
    assert held_by(platform_id(CharField(), address=True)).gone is Gone.EMPTY


def test_a_declaration_is_no_part_of_the_schema() -> None:
    class Planted(BaseTable):
        name = identity(CharField(max_length=200, default=""))

    imports: set[str] = set()
    written = _build_field(Planted.name, imports, [])
    assert (written, imports) == ("CharField(max_length=200, default='')", set())
