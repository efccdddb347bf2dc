"""What a page need not ask of a case: the tables without rows of it are noted, and no existing row is missed."""

from collections.abc import Callable
from typing import Any

import pytest

from models.actions.core.rare_rows import may_have, note_rare_rows
from models.rules.staff.roles import Role
from models.tables import (
    CaseNote,
    Complaint,
    ComplaintLink,
    ComplaintMessage,
    ConflictParty,
    DeliveryChange,
    DeliveryProof,
    Document,
    Invitation,
    MessageVersion,
    Outbox,
    OutputCorrection,
    Pause,
    PendingSignature,
    ReplyFile,
    ReportPhoto,
    ReportReturn,
    SecrecyChange,
    StepOutput,
    StepRecord,
    StepRecount,
    Survey,
    Unmasking,
    WaitingFile,
)
from models.tables import Warning as WarningGiven
from tests.office import NOW, actor, new_complaint

RARE = (
    Complaint,
    CaseNote,
    ComplaintLink,
    ConflictParty,
    DeliveryChange,
    DeliveryProof,
    Invitation,
    MessageVersion,
    OutputCorrection,
    Pause,
    PendingSignature,
    ReplyFile,
    ReportPhoto,
    ReportReturn,
    SecrecyChange,
    StepRecount,
    Survey,
    Unmasking,
    WaitingFile,
    WarningGiven,
)


def put(table: type[Any], case: Complaint) -> None:
    """Put a row of a case into a table."""
    me = actor(Role.PENGELOLA).staff_id
    made = {"complaint": case.id, "made_by": me, "made_at": NOW}
    stored = {"sha256": "0" * 64, "mime": "image/jpeg", "filename": "foto.jpg", "size": 1}
    if table in _OF_A_ROW:
        table.create(**_OF_A_ROW[table](case, me, stored))
        return
    rows: dict[type[Any], dict[str, Any]] = {
        Complaint: {},
        CaseNote: {**made, "text": "Sudah ditelepon"},
        ConflictParty: {"complaint": case.id, "staff": me, "named_at": NOW},
        DeliveryChange: {"complaint": case.id, "grade": "failed", "seen_at": NOW},
        DeliveryProof: {**made, "purpose": "lain", "way": "telepon", "text": "Ditelepon", "delivered_at": NOW},
        Pause: {
            "record": record_of(case),
            "reason_code": "pelapor",
            "starts_at": NOW,
            "why": "Menunggu",
            "proof": "",
            "made_by": me,
        },
        OutputCorrection: {**made, "kind": "k", "field": "text", "before": "a", "after": "b", "why": "c"},
        ReportPhoto: {**made, "sha256": "0" * 64},
        ReportReturn: {**made, "reason": "Kurang lengkap", "output": output_of(case)},
        SecrecyChange: {**made, "protected": True, "reason": "Diminta pelapor"},
        StepRecount: {"record": record_of(case), "at": NOW, "why": "Diparaf"},
        Survey: {"complaint": case.id, "asked_at": NOW, "scale": 5},
        Unmasking: {"complaint": case.id, "asked_by": me, "motive": "Memeriksa berkas", "asked_at": NOW},
        WarningGiven: {"complaint": case.id, "grade": "kuning", "key": f"k{case.id}", "at": NOW},
    }
    if table is Complaint:
        merged = new_complaint(case.account, "Digabung", "628110000009")
        Complaint.update(lead=case.id).where(Complaint.id == merged.id).execute()
    else:
        table.create(**rows[table])


def reply_of(case: Complaint, key: str) -> Any:
    threads = {"complaint": case, "account": case.account_id, "thread": case.thread_id}
    return Outbox.create(reply_key=key, text="x", text_hash="0" * 64, state="queued", created_at=NOW, **threads)


def _version(case: Complaint, _me: Any, _stored: Any) -> dict[str, Any]:
    message = ComplaintMessage.get(ComplaintMessage.complaint == case.id).message
    return {"message": message, "number": 1, "text": "x", "seen_at": NOW}


def _signature(case: Complaint, me: Any, _stored: Any) -> dict[str, Any]:
    paper = Document.create(public_id=f"p{case.id}", complaint=case, type="ND-TERUS", drafted_at=NOW)
    return {"document": paper, "staff": me, "way": "x", "words": "", "block": "", "submitted_at": NOW, "due_at": NOW}


# What a row of these tables needs that belongs to a case through another row.
_OF_A_ROW: dict[type[Any], Callable[[Complaint, Any, dict[str, Any]], dict[str, Any]]] = {
    ComplaintLink: lambda case, _me, _stored: {
        **{"kind": "pecah", "source": case, "made_at": NOW},
        "target": new_complaint(case.account, "Dipecah", "628110000008"),
    },
    Invitation: lambda case, _me, _stored: {
        **{"complaint": case, "reply": reply_of(case, "i"), "account": case.account_id, "code": "x"},
        **{"created_at": NOW, "expires_at": NOW},
    },
    MessageVersion: _version,
    PendingSignature: _signature,
    ReplyFile: lambda case, _me, stored: {
        **{"public_id": "f", "answer": reply_of(case, "a"), "reply": reply_of(case, "b"), **stored}
    },
    WaitingFile: lambda case, me, stored: {
        **{"public_id": "w", "staff": me, "complaint": case, "added_at": NOW, **stored}
    },
}


def record_of(case: Complaint) -> Any:
    return StepRecord.select().where(StepRecord.complaint == case.id).first()


def output_of(case: Complaint) -> Any:
    return StepOutput.create(complaint=case.id, kind="laporan", step=6, round=1, made_at=NOW)


def noted(case: Complaint) -> set[type[Any]]:
    note_rare_rows(case)
    return {table for table in RARE if may_have(case, table)}


def test_a_new_case_has_none_of_them(account: Any) -> None:
    assert noted(new_complaint(account)) == set()


@pytest.mark.parametrize("table", RARE)
def test_each_is_noted_for_its_own_case_alone(table: type[Any], sqlite_account: Any) -> None:
    case, other = (new_complaint(sqlite_account, "Paspor saya belum jadi", f"62811000000{who}") for who in (1, 2))
    put(table, case)
    assert (noted(case), noted(other)) == ({table}, set())


def test_a_link_is_noted_for_the_case_it_leads_to_as_well(sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    put(ComplaintLink, case)
    assert noted(ComplaintLink.get().target) == {ComplaintLink}


def test_what_is_over_or_undone_is_not_noted(sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    put(PendingSignature, case)
    put(MessageVersion, case)
    assert noted(case) == {PendingSignature, MessageVersion}
    PendingSignature.update(over=True).execute()
    ComplaintMessage.update(undone_at=NOW).execute()
    assert noted(case) == set()


def test_all_are_noted_on_both_databases(account: Any) -> None:
    case = new_complaint(account)
    for table in RARE:
        put(table, case)
    assert noted(case) == set(RARE)


def test_where_nothing_was_noted_everything_is_asked(account: Any) -> None:
    case = new_complaint(account)
    assert all(may_have(case, table) for table in RARE)
