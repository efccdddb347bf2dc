"""Every column of a case that holds what somebody wrote stands in its dossier; the tables say which there are."""

import json
from datetime import timedelta
from typing import Any

import pytest
from peewee import ForeignKeyField

from models.actions.cases.hand_in_report import hand_in_report
from models.actions.cases.keep_draft import keep_draft
from models.actions.clocks.pause_step import pause_step
from models.actions.papers.discard_draft import discard_draft
from models.actions.papers.dossier.dossier_facts import dossier_facts
from models.actions.papers.dossier.dossier_records import papers, records, told
from models.actions.papers.draft_document import WORDING, draft_document
from models.actions.papers.initial_document import return_document
from models.actions.papers.sign_document import record_issued, sign_document
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Move, Output
from models.rules.clocks.pauses import PauseReason
from models.rules.core.declarations import Holds
from models.rules.papers.numbering import PaperDate
from models.rules.papers.wording import WORDING_LABELS
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import (
    TABLES,
    Attachment,
    BaseTable,
    CaseNote,
    Complaint,
    ComplaintLink,
    ComplaintMessage,
    ConflictParty,
    DeliveryProof,
    Document,
    Invitation,
    InvitationClaim,
    MessageVersion,
    Outbox,
    OutputCorrection,
    Paraf,
    Pause,
    ReplacedCopy,
    ReplyFile,
    ReportPhoto,
    ReportReturn,
    SecrecyChange,
    SentPaper,
    Staff,
    StepOutput,
    Thread,
    Unmasking,
)
from models.tables.core.declaring import held_by
from tests.actions.papers.dossier.test_dossier_facts import issue_all
from tests.actions.proving import question_of
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint

# What hangs on a case and is no record of it, or stands in the dossier another way.
LEFT_OUT = {
    "Appraisal.reason": "the appraisal of a closed file, on the archive's own screen",
    "AppraisalOpinion.reason": "the appraisal of a closed file, on the archive's own screen",
    "Attachment.ref": "what the connector fetches the file by",
    "Attachment.reason": "why the program could not fetch a file",
    "Document.date_reason": "told with the issued paper (tested below)",
    "Document.facts": "the paper itself, or the words of its draft (tested below)",
    "Document.signed_copy_difference": "told with the issued paper (tested below)",
    "SentPaper.words": "by which the words of the draft are known again: a hash, no words",
    "Document.signed_copy_signer": "told with the issued paper (tested below)",
    "ReplacedCopy.reason": "told with the issued paper (tested below)",
    "ReplacedCopy.signer": "told with the issued paper (tested below)",
    "Document.recipient": "printed on the paper; on a draft tested below",
    "Document.subject": "printed on the paper; hal of a draft, tested below",
    "FolderLoan.purpose": "why the paper folder was lent, on the archive's own screen",
    "FolderLoan.borrower": "who has the paper folder, on the archive's own screen",
    "Outbox.approved": "the parameters of a text that is there in full",
    "PaperText.text": "read for the search from the issued paper, which is in the dossier itself",
    "PendingSignature.dated_reason": "of a signature that waits or was taken back; a given one is with the paper",
    "PendingSignature.why": "the program's own words",
    "RegisterLine.facts": "the month's book",
    "RegisterLine.reason": "the month's book",
    "ReportPhoto.latitude": "a number, shown with the caption",
    "ReportPhoto.longitude": "a number, shown with the caption",
    "SentPaper.said": "the e-signature service's own words, for administrators; its reason is told",
    "StepOutput.facts": "the program's own words",
    "TextMark.words": "what is hidden in the texts: to print it would tell it",
    "WaitingFile.filename": "not handed in: only who chose it sees it",
    "DataHandout.motive": "of a person, not of a case",
    "DataHandout.lacks": "of a person, not of a case",
}


def hanging_on_a_case() -> list[tuple[type[BaseTable], Any]]:
    """Return every column with somebody's words in the tables of a case, and in those that hang on one of them."""
    direct = {table for table in TABLES if table is Complaint or Complaint in parents(table)} | {Thread}
    further = {table for table in TABLES if parents(table) & (direct - {Complaint, Thread})}
    messages = {MessageVersion, Attachment}
    return [
        (table, column)
        for table in TABLES
        if table in direct | further | messages
        for column in table._meta.sorted_fields
        if held_by(column).holds is Holds.FREE_WORDS and not held_by(column).file
    ]


def parents(table: type[BaseTable]) -> set[Any]:
    """Return the tables this one points to."""
    return {field.rel_model for field in table._meta.sorted_fields if isinstance(field, ForeignKeyField)}


@pytest.fixture
def furnished(account: Any) -> Complaint:
    """A case under way with a row in every table that hangs on it."""
    walk = Walk(account).with_answer()
    who = Staff.get(Staff.username == "pengelola")
    link = ComplaintMessage.get(ComplaintMessage.complaint == walk.id)
    pause_step(walk.id, PauseReason.MENUNGGU_PELAPOR, "KTP", question_of(walk.id, walk), walk.holder(), walk.tick())
    MessageVersion.create(message=link.message, number=1, text="diubah", seen_at=NOW)
    Attachment.create(public_id="berkas-1", message=link.message, position=0, filename="paspor.jpg", state="gagal")
    CaseNote.create(complaint=walk.id, text="x", made_by=who, made_at=NOW)
    ReportPhoto.create(complaint=walk.id, sha256="b" * 64, caption="x", made_by=who, made_at=NOW)
    report = StepOutput.get(StepOutput.kind == str(Output.LAPORAN))
    ReportReturn.create(complaint=walk.id, output=report, reason="x", made_by=who, made_at=NOW)
    record_proof(walk.id, Purpose.LAIN, Way.TELEPON, "x", actor(Role.PENGELOLA), walk.tick())
    reply = {"account": account.id, "thread": walk.case.thread_id, "complaint": walk.id, "text_hash": "", "text": "x"}
    for key, state in (("pergi", "sent"), ("ditolak", "refused")):
        row = Outbox.create(reply_key=key, purpose="lain", state=state, created_at=NOW, created_by=who, **reply)
        ReplyFile.create(answer=row, reply=row, public_id=key, filename="x", mime="image/jpeg", size=1)
    ConflictParty.create(complaint=walk.id, staff=who, why="x", named_at=NOW)
    SecrecyChange.create(complaint=walk.id, protected=True, reason="x", made_by=who, made_at=NOW)
    Unmasking.create(complaint=walk.id, asked_by=who, motive="x", asked_at=NOW)
    invitation = Invitation.create(
        complaint=walk.id, reply=row, account=account, code="K", created_at=NOW, expires_at=NOW
    )
    thread = {"thread": walk.case.thread_id, "message": link.message}
    InvitationClaim.create(invitation=invitation, word="w", made_at=NOW, reason="x", **thread)
    words = {"kind": str(Output.LAPORAN), "field": "text", "before": "x", "after": "x", "why": "x"}
    OutputCorrection.create(complaint=walk.id, made_by=who, made_at=NOW, **words)
    other = new_complaint(account, who="628110000009")
    ComplaintLink.create(kind="pecah", source=walk.id, target=other, why="x", made_at=NOW, made_by=who)
    memo = draft_document(walk.id, "ND-JAWAB", walk.holder(), walk.tick())
    sent = {"way": "srikandi", "state": "diganti", "words": "", "sha256": "c" * 64, "ended_at": NOW}
    SentPaper.create(document=memo, **sent)
    return_document(memo.id, "x", walk.holder(), walk.tick())
    discard_draft(memo.id, "x", walk.holder(), walk.tick())
    return walk.case


def test_whatever_somebody_wrote_on_a_case_stands_in_its_dossier(furnished: Complaint) -> None:
    columns = [(table, column) for table, column in hanging_on_a_case() if name(table, column) not in LEFT_OUT]
    words = {name(table, column): f"kata{place:03}zq" for place, (table, column) in enumerate(columns)}
    for table, column in columns:
        assert table.select().exists(), f"no row of {table.__name__} in this case"
        table.update({column: words[name(table, column)]}).execute()
    said = json.dumps(dossier_facts(Complaint.get_by_id(furnished.id)), ensure_ascii=False)
    assert {place for place, word in words.items() if word not in said} == set()
    assert {"Pause.why", "Paraf.comment", "ReplyFile.filename", "Outbox.reason"} <= set(words)


def name(table: type[BaseTable], column: Any) -> str:
    """Name a column as people do."""
    return f"{table.__name__}.{column.name}"


def test_what_is_left_out_is_still_there() -> None:
    assert set(LEFT_OUT) <= {name(table, column) for table, column in hanging_on_a_case()}


def test_what_was_typed_counts_only_once_it_is_handed_in(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_fieldwork()
    officer = actor(Role.PETUGAS_SEKSI)
    keep_draft(walk.id, "penelitian", {"text": "Rak kosong sekali."}, officer, walk.tick())
    assert "Rak kosong sekali." not in json.dumps(dossier_facts(walk.case), ensure_ascii=False)
    hand_in_report(walk.id, "Rak kosong sekali.", officer, walk.tick())
    assert "Rak kosong sekali." in json.dumps(dossier_facts(walk.case), ensure_ascii=False)


def test_the_words_of_a_draft_stay_whether_it_is_unfinished_or_discarded(account: Any) -> None:
    assert set(WORDING_LABELS) == set(WORDING)
    walk = Walk(account).at_section()
    words = {"reason": "Bukan wewenang.", "opinion": "Sulit.", "proposal": "Mohon arahan."}
    draft = draft_document(walk.id, "ND-ESKAL", walk.holder(), walk.tick(), changes=words)
    (row,) = records(walk.case, {})
    assert (row["what"], draft.subject in str(row["text"])) == ("Konsep Nota Dinas Eskalasi", True)
    assert "Alasan tidak dapat dikelola seksi: Bukan wewenang." in str(row["text"])
    discard_draft(draft.id, "Tidak jadi.", walk.holder(), walk.tick())
    (row,) = records(walk.case, {})
    assert row["what"] == "Konsep Nota Dinas Eskalasi yang dibuang"
    assert str(row["text"]).startswith("Dibuang: Tidak jadi.")
    assert all(word in str(row["text"]) for word in (*words.values(), "Kepala Kantor"))


def test_a_paper_says_why_it_is_dated_back_and_what_stands_for_its_scan(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    walk.now += timedelta(days=1)
    draft = draft_document(walk.id, "ND-TERUS", walk.holder(), walk.tick())
    dated = PaperDate(NOW.date(), "Ditulis kemarin.")
    signed = sign_document(draft.id, walk.holder(), walk.tick(), dated=dated)
    record_issued(signed.id, "a" * 64, "b" * 64)
    facts: Any = dossier_facts(walk.case)
    assert [(row["why_earlier"], row["no_scan"]) for row in facts["papers"]] == [("Ditulis kemarin.", "belum ada")]
    Document.update(signed_copy="c" * 64).execute()
    assert [row["no_scan"] for row in dossier_facts(walk.case)["papers"]] == [""]  # type: ignore[index, attr-defined]


def test_an_archived_case_prints_the_reason_for_its_missing_scans(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    walk.answer(Purpose.JAWABAN)
    record_issued(walk.paper("LEMBAR").id, "a" * 64, "b" * 64)
    walk.move(Move.ARSIPKAN, "Mesin pindai rusak.")
    facts: Any = dossier_facts(walk.case)
    assert [row["no_scan"] for row in facts["papers"]] == ["tidak ada: Mesin pindai rusak."]


def test_what_nobody_told_takes_no_line(account: Any) -> None:
    assert [row["label"] for row in told(new_complaint(account))] == ["Urgensi"]
    assert (Paraf.select().count(), Pause.select().count(), DeliveryProof.select().count()) == (0, 0, 0)


@pytest.mark.parametrize("secret", [{"conduct": "usulan"}, {"misconduct": True}, None])
def test_a_case_split_off_that_its_readers_may_not_see_is_not_numbered(
    secret: dict[str, object] | None, account: Any
) -> None:
    case, other = new_complaint(account), new_complaint(account, who="628110000002")
    ComplaintLink.create(source=case, target=other, kind="pecah", made_at=NOW)
    assert f"Dipecah menjadi {other.number}" in json.dumps(dossier_facts(case))
    if secret:
        Complaint.update(secret).where(Complaint.id == other.id).execute()
    else:
        ConflictParty.create(complaint=other, staff=actor(Role.PENGELOLA).person_id, named_at=NOW)
    facts = json.dumps(dossier_facts(Complaint.get_by_id(case.id)))
    assert other.number not in facts and "Dipecah menjadi pengaduan lain" in facts


def test_an_issued_paper_tells_its_signed_copy_and_those_it_replaced(account: Any) -> None:
    walk = Walk(account).at_section()
    issue_all(walk.case)
    paper, now = Document.get(Document.type == "ND-TERUS"), walk.tick()
    copy = {"signed_copy": "e" * 64, "signed_copy_state": "teks_berbeda", "signed_copy_signer": "Contoh Penanda"}
    copy |= {"signed_copy_time": now, "signed_copy_difference": "pada PDF “tidak”"}
    Document.update(copy).where(Document.id == paper.id).execute()
    old = {"sha256": "f" * 64, "state": "berubah", "signer": "Orang Lain", "reason": "Salah unggah"}
    ReplacedCopy.create(document=paper.id, replaced_by=actor(Role.PENGELOLA).staff_id, replaced_at=now, **old)
    (told,) = (row for row in papers(walk.case, {}) if row["number"] == paper.number)
    for words in (
        "teks berbeda dari naskah, Contoh Penanda, 20",
        "pada PDF “tidak”",
        "saat diganti: berubah",
        "Orang Lain",
        "Salah unggah",
    ):
        assert words in str(told["copy"])
    assert told["no_scan"] == "belum ada"
    Document.update(signed_copy_state="pindaian").where(Document.id == paper.id).execute()
    (told,) = (row for row in papers(walk.case, {}) if row["number"] == paper.number)
    assert told["no_scan"] == ""
