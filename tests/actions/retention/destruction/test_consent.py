"""Nothing is destroyed before the archive authority's letter is recorded, nor without a number. Both databases."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.papers.agenda_lines import agenda_series
from models.actions.retention.destruction.carry_out import carry_out
from models.actions.retention.destruction.consent import check_recordable, record_consent
from models.actions.retention.destruction.lists import approve, propose
from models.actions.retention.destruction.record_facts import record_facts
from models.rules.core.errors import NotPermitted, RuleBroken
from models.rules.retention.appraisal import Verdict
from models.rules.retention.retention import ApprovalNotAllowed
from models.tables import (
    Appraisal,
    Audit,
    Complaint,
    DestructionItem,
    DestructionList,
    FileRemoval,
    IssuedNumber,
    RecordClass,
    database,
)
from tests.actions.retention.appraising import LATER, LETTER, appraise, consent
from tests.actions.retention.destruction.test_destruction import (
    HEAD,
    KASUBSI,
    agreed,
    failures,
    finished,
    stored,
)
from tests.actions.upkeep.verify.test_verify import witness
from tests.office import actor, settings_in

ANRI = "Persetujuan lembaga kearsipan"


def approved(folder: Path, case: Complaint) -> DestructionList:
    witness(folder)
    appraise(case)
    return approve(propose([case.id], "", actor(KASUBSI), LATER).id, actor(HEAD), LATER)


@pytest.mark.parametrize("lacking", ["consent_at", "consent_letter", "consent_scan"])
def test_nothing_begins_without_letter_and_scan(account: Any, tmp_path: Path, lacking: str) -> None:
    case = finished(account, tmp_path)
    made = approved(tmp_path, case)
    with pytest.raises(ApprovalNotAllowed, match=ANRI):
        carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    consent(made.id, stored(tmp_path, LETTER))
    DestructionList.update({lacking: "" if lacking == "consent_letter" else None}).execute()
    with pytest.raises(ApprovalNotAllowed, match=ANRI):
        carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert Complaint.get_by_id(case.id).destroyed_at is None
    assert not IssuedNumber.select().where(IssuedNumber.holder.startswith("destruction")).exists()


def test_the_record_is_numbered_once_and_names_letter_and_panel(account: Any, tmp_path: Path) -> None:
    one, other = finished(account, tmp_path, 11), finished(account, tmp_path, 12)
    made = agreed(tmp_path, one)
    done = carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    second = carry_out(agreed(tmp_path, other).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert [row.record_number for row in (done, second)] == ["BA-PMA/001/2032", "BA-PMA/002/2032"]
    facts = record_facts(done, tmp_path, LATER)
    assert (facts["record_number"], facts["consent"], facts["consent_date"]) == (
        "BA-PMA/001/2032", "B-KN.00.03/12/2032", LATER.date().isoformat(),
    )  # fmt: skip
    panel: Any = facts["panel"]
    assert panel["letters"] == [f"SK-7/2026 tanggal {LATER:%d-%m-%Y}"]
    assert next((row["name"], row["part"]) for row in panel["members"]) == ("Contoh Kasi TIKKIM", "Ketua")
    (series,) = [one for one in agenda_series(f"{LATER:%Y-%m}") if "pemusnahan" in one["name"]]
    assert next((line["number"], line["kind"]) for line in series["numbers"]) == (
        "BA-PMA/001/2032", "Berita acara pemusnahan arsip",
    )  # fmt: skip
    assert failures(tmp_path) == []


def test_who_records_it_when_and_of_which_letter(account: Any, tmp_path: Path) -> None:
    case = finished(account, tmp_path)
    witness(tmp_path)
    appraise(case)
    made, day = propose([case.id], "", actor(KASUBSI), LATER), LATER.date()
    with pytest.raises(ApprovalNotAllowed, match="setelah daftar ini disetujui"):
        check_recordable(made.id, "B-1", day, actor(KASUBSI), LATER)
    approve(made.id, actor(HEAD), LATER)
    with pytest.raises(NotPermitted):
        check_recordable(made.id, "B-1", day, actor(HEAD), LATER)
    with pytest.raises(RuleBroken, match="lebih tua"):
        check_recordable(made.id, "B-1", day - timedelta(days=1), actor(KASUBSI), LATER)
    first = stored(tmp_path, b"%PDF salah")
    record_consent(made.id, "B-1", day, first, actor(KASUBSI), LATER)
    consent(made.id, stored(tmp_path, LETTER))  # the right one in its place
    assert [row.sha256 for row in FileRemoval.select()] == [first]
    trail = [(row.before, row.after) for row in Audit.select().where(Audit.event == "persetujuan_musnah")]
    assert trail[1] == ("B-1", f"B-KN.00.03/12/2032, {day:%d-%m-%Y}")
    carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    with pytest.raises(ApprovalNotAllowed, match="sudah dimulai"):
        check_recordable(made.id, "B-2", day, actor(KASUBSI), LATER)


SINCE: dict[str, Any] = {
    "the class became permanent": lambda case: RecordClass.update(fate="permanen").execute(),
    "it was called permanent": lambda case: Appraisal.create(
        complaint=case, panel=Appraisal.get().panel_id, verdict=str(Verdict.PERMANEN), reason="x",
        decided_by=actor(HEAD).person_id, decided_at=LATER,
    ),
    "its appraisal was taken away": lambda case: (
        DestructionItem.update(appraisal=None).execute(), Appraisal.delete().execute(),
    ),
    "it was closed anew": lambda case: Appraisal.update(decided_at=case.opened_at).execute(),
}  # fmt: skip


@pytest.mark.parametrize("since", SINCE)
def test_what_may_not_go_any_more_is_left_when_it_is_carried_out(account: Any, tmp_path: Path, since: str) -> None:
    case = finished(account, tmp_path)
    witness(tmp_path)
    made = agreed(tmp_path, case)
    SINCE[since](case)
    carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert Complaint.get_by_id(case.id).destroyed_at is None
    assert "penilaiannya bukan musnah" in DestructionItem.get().kept_because
    assert failures(tmp_path) == []


def test_a_file_appraised_anew_since_it_was_listed_needs_a_new_list(account: Any, tmp_path: Path) -> None:
    """Who agreed to the list, and the archive authority, spoke of another appraisal, or of none."""
    case = finished(account, tmp_path)
    witness(tmp_path)
    made = agreed(tmp_path, case)
    anew = {"panel": Appraisal.get().panel_id, "verdict": str(Verdict.MUSNAH), "reason": "x", "decided_at": LATER}
    Appraisal.create(complaint=case, decided_by=actor(HEAD).person_id, **anew)
    carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert Complaint.get_by_id(case.id).destroyed_at is None
    assert "Dinilai sesudah daftar ini disusun" in DestructionItem.get().kept_because
    assert failures(tmp_path) == []


DAMAGES = {
    "no appraisal": ("no appraisal", "UPDATE destruction_item SET appraisal_id = NULL"),
    "called permanent": ("no appraisal", "UPDATE appraisal SET verdict = 'permanen'"),
    "appraised later": ("no appraisal", "UPDATE appraisal SET decided_at = '2040-01-01'"),
    "no letter": ("recorded consent", "UPDATE destruction_list SET consent_letter = ''"),
    "no scan": ("recorded consent", "UPDATE destruction_list SET consent_scan = NULL"),
    "consented later": ("recorded consent", "UPDATE destruction_list SET consent_at = '2040-01-01'"),
    "no number": ("recorded consent", "UPDATE destruction_list SET record_number = ''"),
}


def test_verify_names_what_went_without_either(account: Any, tmp_path: Path) -> None:
    case = finished(account, tmp_path)
    witness(tmp_path)
    carry_out(agreed(tmp_path, case).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert failures(tmp_path) == []
    for what, (said, sql) in DAMAGES.items():
        with database.atomic() as undone:
            database.execute_sql(sql)
            assert any(said in line and case.number in line for line in failures(tmp_path)), what
            undone.rollback()
    DestructionList.update(before_consent=True, consent_at=None, consent_letter="", record_number="").execute()
    DestructionItem.update(appraisal=None).execute()
    IssuedNumber.delete().where(IssuedNumber.holder.startswith("destruction")).execute()
    assert not [line for line in failures(tmp_path) if "destroyed" in line]  # an older version asked for neither
