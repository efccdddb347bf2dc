"""What a page need not ask of a case: the tables without rows of it are noted, and no existing row is missed."""

from typing import Any

import pytest

from models.actions.core.rare_rows import may_have, note_rare_rows
from models.rules.staff.roles import Role
from models.tables import (
    CaseNote,
    Complaint,
    ConflictParty,
    DeliveryChange,
    DeliveryProof,
    OutputCorrection,
    Pause,
    ReportPhoto,
    ReportReturn,
    SecrecyChange,
    StepOutput,
    StepRecord,
    StepRecount,
    Survey,
    Unmasking,
)
from models.tables import Warning as WarningGiven
from tests.office import NOW, actor, new_complaint

RARE = (
    Complaint,
    CaseNote,
    ConflictParty,
    DeliveryChange,
    DeliveryProof,
    OutputCorrection,
    Pause,
    ReportPhoto,
    ReportReturn,
    SecrecyChange,
    StepRecount,
    Survey,
    Unmasking,
    WarningGiven,
)


def put(table: type[Any], case: Complaint) -> None:
    """Put a row of a case into a table."""
    me = actor(Role.PENGELOLA).staff_id
    made = {"complaint": case.id, "made_by": me, "made_at": NOW}
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


def test_all_are_noted_on_both_databases(account: Any) -> None:
    case = new_complaint(account)
    for table in RARE:
        put(table, case)
    assert noted(case) == set(RARE)


def test_where_nothing_was_noted_everything_is_asked(account: Any) -> None:
    case = new_complaint(account)
    assert all(may_have(case, table) for table in RARE)
