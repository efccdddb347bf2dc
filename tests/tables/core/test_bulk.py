"""Many rows at once: defaults filled, duplicates skipped, the inserted ones returned, beyond the parameter limit."""

from typing import Any

from models.tables import Contact, Envelope, Holiday
from models.tables.core.bulk import insert_rows
from tests.office import NOW


def envelope(account: Any, external_id: str) -> dict[str, object]:
    return {"account": account.id, "kind": "dm", "external_id": external_id, "payload": "{}", "fetched_at": NOW}


def test_left_out_columns_get_their_defaults_and_types_survive(account: Any) -> None:
    insert_rows(Envelope, [envelope(account, "a")])
    row = Envelope.get()
    assert (row.epoch, row.found_by, row.alias_id, row.fetched_at) == (0, "poll", None, NOW)
    insert_rows(Contact, [{"name": "é'\"; --", "identity_protected": True, "created_at": NOW}])
    assert (Contact.get().name, Contact.get().identity_protected) == ("é'\"; --", True)


def test_a_duplicate_is_skipped_and_only_new_rows_come_back(account: Any) -> None:
    columns = (Envelope.external_id,)
    assert insert_rows(Envelope, [envelope(account, "a")], columns, ignore=True) == [("a",)]
    rows = [envelope(account, name) for name in ("a", "b", "b")]
    assert insert_rows(Envelope, rows, columns, ignore=True) == [("b",)]
    assert Envelope.select().count() == 2


def test_more_rows_than_one_statement_takes_are_all_inserted(account: Any) -> None:
    rows = [envelope(account, str(number)) for number in range(9_000)]
    ids = insert_rows(Envelope, rows, (Envelope.id,))
    assert len({row_id for (row_id,) in ids}) == len(rows) == Envelope.select().count()


def test_no_rows_are_no_statement(account: Any) -> None:
    before = Holiday.select().count()
    assert insert_rows(Holiday, [], (Holiday.id,)) == []
    assert Holiday.select().count() == before
