"""Rows with words of several cases lose those of a destroyed one: drafts of the office, saved views."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from peewee import Field, TextField

from models.actions.figures.close_month import close_month, correct_line
from models.actions.figures.line_words import SHOWN, WORDS
from models.actions.papers.draft_document import draft_office_paper
from models.actions.retention.destruction.carry_out import carry_out
from models.actions.retention.destruction.destroyed import empty_again
from models.actions.retention.destruction.office_papers import clear_drafts
from models.actions.retention.destruction.record_facts import record_facts
from models.rules.core.declarations import Holds
from models.rules.papers.documents import DOCUMENTS, DocumentState
from models.rules.papers.signed_elsewhere import OPEN, SentState
from models.rules.staff.roles import Role
from models.tables import (
    TABLES,
    Audit,
    BaseTable,
    Complaint,
    ConflictParty,
    Contact,
    DestructionItem,
    DestructionList,
    Document,
    Message,
    RegisterLine,
    SavedView,
    SentPaper,
    Thread,
)
from models.tables.core.database import is_sqlite
from models.tables.core.declaring import held_by
from models.tables.core.files.folder_store import FolderStore
from tests.actions.retention.destruction.test_destruction import (
    KASUBSI,
    LATER,
    SECRETS,
    agreed,
    everything,
    failures,
    finished,
)
from tests.actions.upkeep.verify.test_verify import witness
from tests.admin_app.asked import listening
from tests.office import NOW, actor, settings_in

OF_MONTH = [code for code, row in DOCUMENTS.items() if not row.of_case and code != "BA-GANGGUAN"]
TYPED = ("Salah ketik menurut tetangga", "Diantar ke Jalan Rahasia 1")
CLOSED = NOW + timedelta(days=10)


def drafted(account: Any, folder: Path) -> tuple[Complaint, Complaint]:
    """Return two finished cases with a draft of every paper of their month, after a correction of the first."""
    first, second = finished(account, folder), finished(account, folder, 12)
    Complaint.update(subject="Paspor saya belum jadi").execute()
    witness(folder)
    close_month("2026-11", actor(KASUBSI), CLOSED)
    line = RegisterLine.get(RegisterLine.complaint == first.id)
    correct_line(line.id, {"follow_up": TYPED[1], "status": "Ditutup"}, TYPED[0], actor(KASUBSI), CLOSED)
    for code in OF_MONTH:
        draft_office_paper(code, "2026-11", actor(Role.PENGELOLA), CLOSED)
    return first, second


def drafts() -> dict[str, str]:
    return {row.type: row.facts for row in Document.select().where(Document.complaint.is_null())}


def test_drafts_of_the_office_lose_the_words_of_a_destroyed_case_and_keep_those_of_others(
    account: Any, tmp_path: Path
) -> None:
    first, second = drafted(account, tmp_path)
    Document.update(state=str(DocumentState.DIPARAF)).where(Document.type == "REGISTER").execute()
    assert {code for code, facts in drafts().items() if TYPED[0] not in facts} == {"AGENDA"}
    carry_out(agreed(tmp_path, first).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert not [word for word in TYPED if word in everything()]
    rows = {row["number"]: row for row in json.loads(drafts()["REGISTER"])["lines"]}
    assert (rows[first.number]["name"], rows[first.number]["problem"]) == ("(dimusnahkan)", "")
    assert rows[second.number]["problem"] == "Paspor saya belum jadi"
    assert failures(tmp_path) == []
    assert Document.get(Document.type == "REGISTER").state == str(DocumentState.KONSEP)  # to be initialled anew
    assert {row.version for row in Document.select().where(Document.complaint.is_null())} == {2}
    carry_out(agreed(tmp_path, second).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert [secret for secret in SECRETS if secret in everything()] == []
    assert clear_drafts([first, second], LATER) == (0, set())


def test_a_draft_that_is_away_to_be_signed_is_taken_back_and_its_files_go(account: Any, tmp_path: Path) -> None:
    first, _second = drafted(account, tmp_path)
    away = Document.get(Document.type == "REKAP")
    sent = {"way": "srikandi", "state": "di_luar", "words": "w", "sent_at": NOW, **_stored(tmp_path)}
    SentPaper.create(document=away, difference=TYPED[1], **sent)
    carry_out(agreed(tmp_path, first).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    row = SentPaper.get()
    assert (row.state, row.word, row.sha256, row.ended_at) == ("ditarik", None, None, LATER)
    assert ("dimusnahkan" in row.reason, TYPED[1] in row.difference) == (True, False)
    assert not [
        sha256
        for sha256 in (sent["word"], sent["sha256"])
        if FolderStore(tmp_path / "files").path_of(sha256).exists()
    ]


@pytest.mark.parametrize("state", sorted({*SentState} - {*OPEN, SentState.SELESAI}))
def test_what_was_handed_over_before_its_draft_was_worded_anew_goes_too(
    account: Any, tmp_path: Path, state: SentState
) -> None:
    first, _second = drafted(account, tmp_path)
    recap = Document.get(Document.type == "REKAP")
    sent = {"way": "srikandi", "words": "w", "sent_at": NOW}
    SentPaper.create(document=recap, state=str(state), ended_at=NOW, **sent, **_stored(tmp_path))
    issued = {name: FolderStore(tmp_path / "files").keep(f"terbit {name}".encode()) for name in ("word", "sha256")}
    SentPaper.create(document=recap, state=str(SentState.SELESAI), ended_at=NOW, **sent, **issued)
    Document.update(facts="{}").where(Document.id == recap.id).execute()  # nothing of the case is in it any more
    carry_out(agreed(tmp_path, first).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    gone, kept = SentPaper.select().order_by(SentPaper.id)
    assert (gone.state, gone.word, gone.sha256) == (str(state), None, None)
    assert (kept.word, kept.sha256) == (issued["word"], issued["sha256"])  # an issued paper is a record
    left = [name.read_bytes() for name in (tmp_path / "files").rglob("*") if name.is_file()]
    assert not [words for words in left if words.startswith(b"kata ")]


def _stored(folder: Path) -> dict[str, str]:
    return {name: FolderStore(folder / "files").keep(f"kata {name}".encode()) for name in ("word", "sha256")}


def test_a_draft_is_not_made_of_lines_read_before_a_destruction(account: Any) -> None:
    with listening() as asked:
        draft_office_paper("REGISTER", "2026-11", actor(Role.PENGELOLA), CLOSED)
    said = [sql for sql, _ in asked]
    reading = next(place for place, sql in enumerate(said) if 'FROM "month_close"' in sql)
    turns = [place for place, sql in enumerate(said) if "'register'" in sql]
    assert is_sqlite() or turns[0] < reading


def test_what_an_earlier_version_left_in_a_draft_is_named_and_emptied(sqlite_account: Any, tmp_path: Path) -> None:
    first, _second = drafted(sqlite_account, tmp_path)
    before = drafts()["REKAP"]
    carry_out(agreed(tmp_path, first).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    Document.update(facts=before).where(Document.type == "REKAP").execute()
    assert [one for one in failures(tmp_path) if "what it says" in one] != []
    assert empty_again(LATER) == 1
    assert failures(tmp_path) == []


def test_an_issued_paper_stays_and_the_record_names_it_beside_the_old_rows_of_the_trail(
    sqlite_account: Any, tmp_path: Path
) -> None:
    first, _second = drafted(sqlite_account, tmp_path)
    signed = {"state": str(DocumentState.DITANDATANGANI), "sha256": "e" * 64, "number": "W.7-1"}
    Document.update(signed).where(Document.type == "REGISTER").execute()
    Document.update(sha256="f" * 64).where(Document.type == "BA-GANGGUAN").execute()
    Audit.update(after="Diancam").where(Audit.event == "konsep").execute()  # no typed reason
    row = Audit.select().where(Audit.subject == f"complaint:{first.id}").first()
    Audit.update(event="rahasiakan_identitas", after="Diancam tetangga").where(Audit.id == row.id).execute()
    done = carry_out(agreed(tmp_path, first).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    facts = record_facts(DestructionList.get_by_id(done.id), tmp_path, LATER)
    papers, trail = facts["kept"]  # type: ignore[misc]
    assert papers.endswith(": Buku Register Pengaduan 2026-11, nomor W.7-1.")
    assert trail.startswith("Jejak audit: 1 baris")
    assert facts["carrier"] == "Contoh Kasubsi Infokim"


def test_a_saved_view_that_looks_for_a_destroyed_person_forgets_him(account: Any, tmp_path: Path) -> None:
    case = finished(account, tmp_path)
    views = {"Sari Contoh": "?tahap=penyampaian&q=sari+contoh", "Telepon": "?q=0811-0000-011", "Lain": "?q=paspor"}
    SavedView.delete().execute()
    for name, query in views.items():
        SavedView.create(name=name, query=query)
    carry_out(agreed(tmp_path, case).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    found = {row.name: row.query for row in SavedView.select()}
    assert found == {"▮▮▮": "?tahap=penyampaian", "Telepon": "?", "Lain": "?q=paspor"}


def test_a_case_hidden_since_from_who_carries_the_list_out_is_left_for_another(account: Any, tmp_path: Path) -> None:
    case, other = finished(account, tmp_path), finished(account, tmp_path, 12)
    made = agreed(tmp_path, case, other)
    ConflictParty.create(complaint=case.id, staff=actor(KASUBSI).staff_id, why="terlapor", named_at=LATER)
    done = carry_out(made.id, settings_in(tmp_path), actor(KASUBSI), LATER)
    rows = {row.complaint: row for row in DestructionItem.select()}
    assert "pejabat lain" in rows[case.id].kept_because
    assert (done.carried_out_at, rows[other.id].destroyed_at) == (LATER, LATER)
    assert Complaint.get_by_id(case.id).destroyed_at is None


# Tables with somebody's words whose rows belong to no single case, message or person, and how each loses those of a
# destroyed case. A new one fails until it is known here.
OF_NO_CASE = {
    "document": "drafts of the office lose the lines; issued ones are named in the record; the others are of a case",
    "paraf": "with its document; of the office's own papers an officer's remark",
    "pending_signature": "with its document",
    "paper_text": "with its document",
    "pdf_copy": "by the file it was made from",
    "replaced_copy": "with its document",
    "sent_paper": "with its document",
    "issued_number": "by its holder, a case or a paper of it",
    "notice": "with its case; of no case: numbers only",
    "saved_view": "what identifies a person goes with his last case",
    "envelope": "with its message",
    "quarantine": "by the conversation it names",
    "push_payload": "by the conversation it names",
    "lost_file": "kept: which stored file was lost, and why an officer says it stays so",
    "search_entry": "by triggers, with the row it was made of",
    "office_holder": "kept: about colleagues",
    "destruction_list": "kept: the record of the destruction",
    "audit": "kept: sealed; typed reasons of before are named in the record",
}


def test_every_table_of_words_belongs_to_one_case_or_person_or_is_known_to_hold_several() -> None:
    bound = {Complaint, Message, Contact, Thread}
    while more := {table for table in TABLES if table not in bound and belongs(table, bound)}:
        bound |= more
    worded = {table for table in TABLES if any(speaks(column) for column in table._meta.sorted_fields)}
    assert {table._meta.table_name for table in worded - bound} == set(OF_NO_CASE)
    assert {*SHOWN} < WORDS


def belongs(table: type[BaseTable], bound: set[type[BaseTable]]) -> bool:
    """Whether each row belongs to a row of these tables, by a key or a number it cannot be without."""
    keys = [key for key, other in table._meta.refs.items() if other in bound]
    loose = table._meta.fields.get("complaint")
    return any(not key.null for key in [*keys, *([loose] if loose is not None else [])])


def speaks(column: Field) -> bool:
    return held_by(column).holds is Holds.FREE_WORDS


# Text of the machine: none of it may quote anybody.
OF_THE_MACHINE = {
    *(
        "channel_account.secret",
        "channel_account.push_secret",
        "agent_machine.vouch",
        "signing_service.secret",
        "channel_account.blocked_why",
        "channel_account.state_reason",
        "channel_account.advice",
        "cursor.value",
    ),
    *("push_payload.problem", "channel_test.detail", "agent_heartbeat.sending_stopped", "gap.why"),
    *("calendar_state.body", "calendar_change.body", "calendar_change.hours"),
    *("staff.totp_secret", "staff.recovery_codes", "entry_code.kept", "second_request.sealed"),
    *("enrolment.kept", "enrolment.root"),
    *("form_key.outcome", "month_close.figures", "month_facts.facts", "month_facts.hidden"),
    "document.signed_copy_roots",
    "sent_paper.roots",
    "paper_type_version.stages",
    "delegation.document_types",
    "running_program.folder",
}


def test_text_of_the_machine_is_known_by_name() -> None:
    columns = [column for table in TABLES for column in table._meta.sorted_fields if type(column) is TextField]
    found = {column for column in columns if held_by(column).holds is Holds.MACHINE}
    assert {f"{column.model._meta.table_name}.{column.name}" for column in found} == OF_THE_MACHINE
