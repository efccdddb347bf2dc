"""Ways to alter what rows say with the database in hand: each is told with table, case and batch, and stays told."""

from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.seals.seal_round import seal_all
from models.rules.core.sealed_contents import SEALED, kinds_of
from models.rules.staff.roles import Role
from models.tables import (
    Attachment,
    BlackenedCopy,
    CaseNote,
    Complaint,
    DataCorrection,
    DeliveryProof,
    Document,
    History,
    Message,
    MessageVersion,
    Outbox,
    OutputCorrection,
    Pause,
    ReportReturn,
    SecrecyChange,
    Staff,
    StepOutput,
    StepRecord,
    Survey,
    TextMark,
    TextReview,
    Unmasking,
    database,
)
from tests.actions.upkeep.trails import acted, noted, signing, verified
from tests.actions.walking import Walk
from tests.office import NOW, actor

# What is altered -> the statement, and the table that is told. Each is of the one case but where it says otherwise.
WAYS: dict[str, tuple[str, str]] = {
    "a correction's reason": ("UPDATE output_correction SET why = 'lain'", "output_correction"),
    "what was corrected": ("UPDATE output_correction SET after = 'lain'", "output_correction"),
    "a citizen's text": ("UPDATE message SET text = 'lain' WHERE direction = 'in'", "message"),
    "a citizen's earlier text": ("UPDATE message_version SET text = 'lain'", "message_version"),
    "a field report": ("UPDATE step_output SET text = 'lain'", "step_output"),
    "why a report was returned": ("UPDATE report_return SET reason = 'lain'", "report_return"),
    "all net minutes": ("UPDATE step_record SET net_minutes = 1 WHERE finished_at IS NOT NULL", "step_record"),
    "all gross minutes": ("UPDATE step_record SET gross_minutes = 1 WHERE finished_at IS NOT NULL", "step_record"),
    "who did a step": ("UPDATE step_record SET actor_id = 1 WHERE finished_at IS NOT NULL", "step_record"),
    "a document's signer": ("UPDATE document SET signed_by_id = 1", "document"),
    "a document's number": ("UPDATE document SET number = 'lain'", "document"),
    "what a document says": ("UPDATE document SET facts = '{}'", "document"),
    "a survey's answer": ("UPDATE survey SET answer = 5", "survey"),
    "what a complaint is about": ("UPDATE complaint SET category = 'lain'", "complaint"),
    "a complaint's number": ("UPDATE complaint SET number = 'lain'", "complaint"),
    "when a complaint came": ("UPDATE complaint SET opened_at = '2026-01-01 00:00:00'", "complaint"),
    "a reason in the history": ("UPDATE history SET reason = 'lain'", "history"),
    "who moved a case": ("UPDATE history SET actor_id = 1", "history"),
    "a note": ("UPDATE case_note SET text = 'lain'", "case_note"),
    "why a pause": ("UPDATE pause SET why = 'lain'", "pause"),
    "who looked at an identity": ("UPDATE unmasking SET asked_by_id = 2", "unmasking"),
    "why somebody looked": ("UPDATE unmasking SET motive = 'lain'", "unmasking"),
    "who is protected": ("UPDATE secrecy_change SET reason = 'lain'", "secrecy_change"),
    "what an officer marked": ("UPDATE text_mark SET words = 'lain'", "text_mark"),
    "that a text was looked through": ("UPDATE text_review SET made_at = '2020-01-01 00:00:00'", "text_review"),
    "a blackened copy": ("UPDATE blackened_copy SET sha256 = 'lain'", "blackened_copy"),
    "what was answered": ("UPDATE outbox SET text = 'lain'", "outbox"),
    "how an answer was delivered": ("UPDATE delivery_proof SET way = 'lain'", "delivery_proof"),
    "a corrected name": ("UPDATE data_correction SET before = 'lain'", "data_correction"),
    "a file": ("UPDATE attachment SET sha256 = 'lain'", "attachment"),
    "a password": ("UPDATE staff SET password_hash = 'lain' WHERE id = 1", "staff"),
    "a number given": ("UPDATE issued_number SET cancelled = NOT cancelled", "issued_number"),
    "a note taken away": ("DELETE FROM case_note", "case_note"),
    "a correction taken away": ("DELETE FROM output_correction", "output_correction"),
    "seals taken off": ("UPDATE row_seal SET salt = '', moved = '' WHERE kind = 'case_note'", "case_note"),
    "a text altered, and its seal taken away": (
        "DELETE FROM row_seal WHERE kind = 'message.agen'; UPDATE message SET text = 'lain'",
        "batch 1 of seals",
    ),
    "a batch taken away": ("DELETE FROM row_seal; DELETE FROM seal_batch", "batch 1 of seals"),
}
_OF_NO_CASE = ("staff", "data_correction", "issued_number", "batch 1 of seals")


@pytest.fixture
def folder(account: Any, tmp_path: Path) -> Path:
    """A data folder whose programs signed, sealed and noted a whole case."""
    found = signing(tmp_path / "data")
    written(Walk(account).with_answer().handed_back().finished())
    seal_all(NOW)
    noted(found)
    assert said(found) == ""
    return found


def written(walk: Walk) -> None:
    """Write into a case what its walk leaves out, so that there is a row of each kind."""
    case, who = walk.case, actor(Role.PENGELOLA).staff_id
    message, record = Message.select().first(), StepRecord.select().first()
    by: dict[str, Any] = {"made_by": who, "made_at": NOW}
    OutputCorrection.create(complaint=case, kind="x", field="x", before="a", after="b", why="c", **by)
    CaseNote.create(complaint=case, text="catatan", **by)
    MessageVersion.create(message=message, number=2, text="dulu", seen_at=NOW)
    ReportReturn.create(complaint=case, output=StepOutput.select().first(), reason="kurang", **by)
    Pause.create(record=record, reason_code="x", why="y", starts_at=NOW, ends_at=NOW, made_by=who)
    Unmasking.create(complaint=case, asked_by=who, motive="perlu", asked_at=NOW)
    SecrecyChange.create(complaint=case, protected=True, reason="takut", **by)
    TextMark.create(complaint=case, words="si Jangkung", hides=True, **by)
    TextReview.create(complaint=case, message=message, version=0, **by)
    DataCorrection.create(contact=case.contact_id, field="name", before="a", after="b", why="c", **by)
    Attachment.create(
        public_id="a" * 36, message=message, ref="{}", position=0, mime="image/png", filename="a.png", sha256="0" * 64
    )
    BlackenedCopy.create(public_id="b" * 36, attachment=Attachment.get(), sha256="1" * 64, boxes="[]", **by)
    if not Survey.select().exists():
        Survey.create(complaint=case, asked_at=NOW, scale=5, answer=2, answered_at=NOW)
    if not DeliveryProof.select().exists():
        DeliveryProof.create(
            complaint=case, purpose="x", way="surat", text="", made_by=who, delivered_at=NOW, made_at=NOW
        )


def said(folder: Path) -> str:
    """Return all that verify tells of the seals."""
    return "\n".join(line for line in verified(folder).failures if line.startswith("I-17"))


def alter(way: str) -> None:
    """Alter something past the program."""
    for statement in WAYS[way][0].split("; "):
        if database.execute_sql(statement).rowcount == 0:
            pytest.fail(f"there is nothing to alter: {statement}")


def goes_on(folder: Path) -> None:
    """Let the programs work on every row, seal and note."""
    moments = {"made_at", "at", "recorded_at"}
    for table in (Complaint, Message, StepOutput, StepRecord, History, Document, Outbox, CaseNote, Staff):
        mine = {name for kind in kinds_of(table._meta.table_name) for name in SEALED[kind]}
        for name in mine & moments:
            table.update({name: NOW}).execute()
    acted("x")
    seal_all(NOW)
    noted(folder)


@pytest.mark.parametrize("way", WAYS)
def test_I17_what_was_altered_is_told_with_its_place_and_still_when_the_programs_went_on(
    way: str, folder: Path, account: Any
) -> None:
    place = WAYS[way][1]
    alter(way)
    for _ in range(2):
        told = said(folder)
        assert place in told
        assert place in _OF_NO_CASE or "of ADU-2026-" in told or way == "a complaint's number" or " taken away" in way
        assert "batch 1" in told
        goes_on(folder)


def test_I17_a_case_taken_out_with_its_number_marked_cancelled_is_told(sqlite_account: Any, tmp_path: Path) -> None:
    found = signing(tmp_path / "data")
    written(Walk(sqlite_account).with_answer().handed_back().finished())
    seal_all(NOW)
    noted(found)
    database.execute_sql("PRAGMA foreign_keys = OFF")
    database.execute_sql("DELETE FROM complaint")
    database.execute_sql("UPDATE issued_number SET cancelled = 1, cancel_reason = 'batal'")
    told = said(found)
    assert "complaint 1 (of ADU-2026-000001) was taken away" in told
    assert "issued_number 1 was altered" in told
