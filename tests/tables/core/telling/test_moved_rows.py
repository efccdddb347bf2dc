"""Which queries of the programs are told of before they change a row, and which are not."""

from collections.abc import Iterator
from typing import Any

import pytest

from models.tables import CaseNote, Complaint, Message, database
from models.tables.core.telling.moved_rows import tell_rewritten, watch_rows
from tests.office import NOW, new_complaint


@pytest.fixture
def told(account: Any) -> Iterator[list[str]]:
    """Watch what complaints are about, and notes; what is told of."""
    found: list[str] = []
    new_complaint(account)
    watch_rows(
        {"complaint": frozenset({"subject"}), "case_note": frozenset({"text"})},
        lambda table, _written, _rows: found.append(f"{table} {database.in_transaction()}"),
    )
    yield found
    watch_rows({}, None)


def test_a_watched_column_is_told_of_within_the_transaction_however_it_is_written(told: list[str]) -> None:
    Complaint.update(subject="lain").execute()
    row = Complaint.get()
    row.subject = "yang lain"
    row.save()
    with database.atomic():
        Complaint.update({Complaint.subject: "lagi"}).where(Complaint.id == row.id).execute()
        CaseNote.delete().execute()
    assert told == ["complaint True", "complaint True", "complaint True", "case_note True"]


def test_another_column_another_table_and_what_is_added_or_read_are_not_told_of(told: list[str]) -> None:
    Complaint.update(unread=3).execute()
    Message.update(text="lain").execute()
    assert Complaint.select().count() == 1
    assert told == []


def test_how_many_rows_were_changed_is_said_as_without_a_watch(told: list[str]) -> None:
    assert Complaint.update(subject="lain").execute() == 1
    assert Complaint.update(subject="lain").where(Complaint.id == 99).execute() == 0


def test_what_is_added_must_not_overwrite_what_is_watched(told: list[str]) -> None:
    row = CaseNote.insert(complaint=1, text="a", made_by=1, made_at=NOW)
    with pytest.raises(TypeError, match="case_note"):
        row.on_conflict(conflict_target=[CaseNote.id], update={CaseNote.text: "b"}).execute()
    with pytest.raises(TypeError, match="case_note"):
        row.on_conflict(conflict_target=[CaseNote.id], preserve=(CaseNote.text,)).execute()
    row.on_conflict(conflict_target=[CaseNote.id], update={CaseNote.made_at: NOW}).execute()
    row.on_conflict_ignore().execute()
    assert told == []


def test_what_a_migration_rewrites_is_told_with_what_was_watched_until_then() -> None:
    found: list[Any] = []
    watch_rows({}, lambda *_said: None, found.append)
    tell_rewritten({"case_note": ["text"]})
    tell_rewritten({})
    watch_rows({}, None)
    tell_rewritten({"case_note": ["text"]})
    assert found == [{"case_note": ["text"]}]
