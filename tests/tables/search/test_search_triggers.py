"""Every write that changes what can be found leaves a note; the triggers come back after they were lost."""

from typing import Any

import pytest

from models.actions.search.indexing import catch_up
from models.tables import (
    CaseNote,
    Complaint,
    ComplaintMessage,
    Contact,
    Document,
    Handle,
    Message,
    MessageVersion,
    Outbox,
    SearchDue,
    SearchEntry,
    Staff,
    database,
)
from models.tables.search import search_triggers
from models.tables.search.search_triggers import WATCHES, install, missing, note_everything, remove
from models.tables.upkeep.schema import migrate
from tests.office import NOW, new_complaint


def noted() -> set[tuple[str, int]]:
    """Return what is noted, and forget it."""
    found = set(SearchDue.select(SearchDue.what, SearchDue.ref).tuples())
    SearchDue.delete().execute()
    return found


def test_what_comes_in_leaves_notes(account: Any) -> None:
    case = new_complaint(account)
    message = Message.get()
    assert noted() == {("kasus", case.id), ("pesan", message.id), ("orang", case.contact_id)}


@pytest.mark.parametrize(
    ("table", "change", "what"),
    [
        (Message, {"text": "lain"}, "pesan"),
        (Message, {"ack": "read"}, None),
        (Complaint, {"subject": "lain"}, "kasus"),
        (Complaint, {"reported_party": "lain"}, "kasus"),
        (Complaint, {"unread": 7, "stage": "disposisi", "version": 9}, None),
        (Complaint, {"section": "tikkim"}, "isi"),
        (Complaint, {"forwarded": True}, "isi"),
        (Complaint, {"misconduct": True}, "isi"),
        (Complaint, {"identity_protected": True}, "isi"),
        (Complaint, {"destroyed_at": NOW}, "isi"),
        (Complaint, {"identity_protected": False, "subject": "Paspor saya belum jadi"}, None),  # as it was
        (Contact, {"name": "lain"}, "orang"),
        (Contact, {"note": "lain"}, None),
        (Handle, {"display_name": "lain"}, "orang"),
    ],
)
def test_only_what_changes_is_noted(table: Any, change: dict[str, Any], what: str | None, account: Any) -> None:
    new_complaint(account)
    noted()
    table.update(change).execute()
    row = table.get()
    assert noted() == ({(what, row.id if table is not Handle else row.contact_id)} if what else set())


def test_rows_beside_a_case_leave_notes(account: Any) -> None:
    case = new_complaint(account)
    noted()
    officer, message = Staff.get(), Message.get()
    version = MessageVersion.create(message=message, number=2, text="lain", seen_at=NOW)
    assert noted() == {("pesan", message.id)}
    MessageVersion.update(text="dimusnahkan").where(MessageVersion.id == version.id).execute()
    assert noted() == {("pesan", message.id)}
    ComplaintMessage.update(undone_at=NOW).execute()
    assert noted() == {("pesan", message.id)}
    note = CaseNote.create(complaint=case, text="ingat", made_by=officer, made_at=NOW)
    assert noted() == {("catatan", note.id)}
    CaseNote.update(text="").execute()
    assert noted() == {("catatan", note.id)}
    paper = Document.create(public_id="n", complaint=case, type="ND-TERUS", drafted_at=NOW)
    assert noted() == {("naskah", paper.id)}
    Document.update(number="W.1").execute()
    assert noted() == {("naskah", paper.id)}
    Document.update(state="batal").execute()
    assert noted() == set()
    answer = Outbox.create(
        reply_key="a", complaint=case, account=case.account_id, thread=case.thread_id, text="Yth.", text_hash="0",
        created_at=NOW,
    )  # fmt: skip
    assert noted() == {("jawaban", answer.id)}
    Outbox.update(state="sent").execute()
    assert noted() == set()


def test_what_is_rolled_back_was_never_noted(account: Any) -> None:
    new_complaint(account)
    noted()
    with database.atomic() as transaction:
        Complaint.update(subject="lain").execute()
        transaction.rollback()
    assert noted() == set()


def test_lost_triggers_are_put_back_and_then_everything_is_indexed_anew(account: Any) -> None:
    case = new_complaint(account)
    catch_up()
    assert (missing(), install()) == ([], False)
    remove()
    assert len(missing()) == len(WATCHES)
    Complaint.update(subject="Diubah tanpa catatan").execute()
    assert noted() == set()
    migrate()
    assert missing() == []
    assert ("isi", case.id) in set(SearchDue.select(SearchDue.what, SearchDue.ref).tuples())
    catch_up()
    assert "tanpa catatan" in SearchEntry.get(SearchEntry.kind == "kasus").text


def test_triggers_of_another_version_are_replaced_and_then_everything_is_indexed_anew(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_complaint(account)
    with monkeypatch.context() as earlier:
        earlier.setattr(search_triggers, "_mark", lambda watch: "/* of an earlier version */")
        remove()
        assert install()
    noted()
    assert len(missing()) == len(WATCHES)
    migrate()
    assert (missing(), install()) == ([], False)
    assert ("isi", case.id) in noted()
    Complaint.update(subject="lain").execute()
    assert noted() == {("kasus", case.id)}


def test_everything_is_every_complaint_and_every_message_beside_them(account: Any) -> None:
    case = new_complaint(account)
    stray = Message.get()
    ComplaintMessage.delete().execute()
    note_everything()
    assert noted() == {("isi", case.id), ("pesan", stray.id)}


def test_each_trigger_has_a_name_of_its_own() -> None:
    assert len({watch.name for watch in WATCHES}) == len(WATCHES)
    assert all(len(watch.name) < 63 for watch in WATCHES)
