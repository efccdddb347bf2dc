"""Every column that is declared to be destroyed is, wherever it stands, and verify says so where it was not."""

from pathlib import Path
from typing import Any

from peewee import CharField, TextField, fn

from models.actions.replies.keep_lines import keep_lines
from models.actions.retention.destruction.carry_out import carry_out
from models.actions.retention.destruction.destroyed import empty_again
from models.actions.retention.destruction.emptying import below
from models.rules.core.declarations import Reader
from models.rules.retention.erasing import Why
from models.rules.retention.retention import DESTROYED
from models.tables import (
    TABLES,
    AttachmentText,
    AttemptLine,
    Complaint,
    Contact,
    DeliveryProof,
    Envelope,
    Erasure,
    Gap,
    IssuedNumber,
    Message,
    Outbox,
    PaperText,
    PdfCopy,
    PushPayload,
    Quarantine,
    Survey,
)
from models.tables.core.declaring import columns_for, held_by
from tests.actions.retention.destruction.test_destruction import (
    KASUBSI,
    LATER,
    agreed,
    everything,
    failures,
    finished,
)
from tests.actions.upkeep.verify.test_verify import witness
from tests.office import actor, settings_in

# What is written of a number is emptied only where it was cancelled, and nothing here lay aside.
NEVER_OF_A_CASE = (IssuedNumber,)
# No row is left of the words of a file that is gone.
GOES_WITH_ITS_FILE = (AttachmentText, PaperText)


def test_every_column_declared_to_be_destroyed_is_emptied(sqlite_account: Any, tmp_path: Path) -> None:
    case = finished(sqlite_account, tmp_path)
    witness(tmp_path)
    keep_lines(tmp_path / "attempts.log")
    marked = [column for table in TABLES for column in columns_for(table, Reader.DESTRUCTION) if is_marked(column)]
    assert len(marked) > 30 and AttemptLine in {column.model for column in marked}
    carry_out(agreed(tmp_path, case).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert "zamrud" not in everything()
    assert [one for one in failures(tmp_path) if "what it says" in one] == []
    for column in marked:
        assert is_marked(column) is (column.model not in GOES_WITH_ITS_FILE)
    Contact.update(name=DESTROYED).execute()  # by which a person who went is known
    assert [one for one in failures(tmp_path) if "what it says" in one] != []
    Erasure.update(ended_at=LATER).execute()
    assert empty_again(LATER) > 0
    assert [row.why for row in Erasure.select().where(Erasure.ended_at.is_null())] == [Why.VERSI_LAMA]
    assert "zamrud" not in everything()
    assert (empty_again(LATER), Erasure.select().where(Erasure.why == str(Why.VERSI_LAMA)).count()) == (0, 1)


def is_marked(column: Any) -> bool:
    """Write a word into the first row's column, where there is a row and the column holds text of its own."""
    if held_by(column).file or not isinstance(column, CharField | TextField) or column.model in NEVER_OF_A_CASE:
        return False
    text = "zamrud" if held_by(column).harmless is None else '{"name": "zamrud"}'
    first = column.model.select(fn.MIN(column.model.id))
    return bool(column.model.update({column: text}).where(column.model.id == first).execute())


def test_every_table_with_something_to_destroy_is_reached() -> None:
    tops = {Complaint: (), Message: (DeliveryProof, Survey), Contact: (Complaint, Message, Outbox)}
    reached = {found.table for top, stops in tops.items() for found in below(top, [1], stops)} | set(tops)
    # These hang on no row by a key: they are looked for by what they name.
    reached |= {Envelope, Gap, PushPayload, Quarantine, IssuedNumber, PdfCopy, AttemptLine}
    assert {table for table in TABLES if list(columns_for(table, Reader.DESTRUCTION))} - reached == set()
