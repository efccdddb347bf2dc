"""A row is named with the case that somebody must look at, however far it stands from it."""

from typing import Any

from models.actions.upkeep.verify.seals.where_it_stands import place_of
from models.tables import Attachment, Message, StepRecord, database
from tests.office import new_complaint

NUMBER = "ADU-2026-000001"


def test_a_row_is_named_with_its_case(account: Any) -> None:
    case = new_complaint(account)
    message, record = Message.get(), StepRecord.get()
    file = Attachment.create(public_id="a" * 36, message=message, ref="{}", position=0)
    assert case.number == NUMBER
    assert place_of("complaint.agen", case.id) == f"complaint {case.id} (of {NUMBER})"
    assert place_of("step_record.agen", record.id) == f"step_record {record.id} (of {NUMBER})"
    assert place_of("attachment.agen", file.id) == f"attachment {file.id} (of {NUMBER})"


def test_what_belongs_to_no_case_is_named_alone(account: Any) -> None:
    assert place_of("staff", 1) == "staff 1"
    assert place_of("message.agen", 99) == "message 99"


def test_a_case_that_is_gone_is_named_as_the_trail_says_it_was_opened(sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    database.execute_sql("PRAGMA foreign_keys = OFF")
    database.execute_sql("DELETE FROM complaint")
    assert place_of("complaint", case.id) == f"complaint {case.id} (of {NUMBER})"
