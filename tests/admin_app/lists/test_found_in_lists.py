"""What a list's search finds by the index of words and without it, and never somebody the mask hides."""

from pathlib import Path
from typing import Any

import pytest
from peewee import JOIN

from admin_app.lists import found_in_lists
from admin_app.lists.found_in_lists import among
from models.rules.privacy.visibility import Scope
from models.rules.search.searching import Found
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, ComplaintMessage, Document, Message, Outbox, SearchDue, Staff
from models.tables.privacy.visible import visible, visible_message
from tests.admin_app.browsing import Browser, Clock, back_office, text
from tests.office import NOW, citizen_message, new_complaint, take_in

ALL = Scope(everything=True)
SECTION = Scope(sections=frozenset({Section.LALINTALKIM}))
SAID = "Saya Sari Contoh, 0811 0000 001, paspor belum jadi"


def answer_to(case: Complaint | None, said: str, key: str) -> Outbox:
    """Write an answer of the office; without a case, a warning to a colleague's telephone."""
    source = case or Complaint.get()
    return Outbox.create(
        reply_key=key, complaint=case, account=source.account_id, thread=source.thread_id, text=said,
        text_hash="0" * 64, state="sent", created_at=NOW, created_by=Staff.get(),
    )  # fmt: skip


def paper_of(case: Complaint | None, number: str, subject: str, key: str) -> Document:
    """Write a paper; without a case, one of the office itself."""
    return Document.create(
        public_id=key, complaint=case, type="ND-TERUS", number=number, subject=subject, recipient="Kepala Seksi",
        drafted_at=NOW,
    )  # fmt: skip


def messages_of(text_: str, scope: Scope = ALL, most: int = 500, **chosen: str) -> list[int]:
    """Search the list of messages as its screen does, with a direction chosen."""
    query = Message.select().where(visible_message(scope))
    for name, value in chosen.items():
        query = query.where(getattr(Message, name) == value)
    return among(query, Found.PESAN, text_, scope, most)


def test_messages_are_found_newest_first_and_no_more_than_wanted(account: Any) -> None:
    take_in(account, *(citizen_message(f"zamrud {place}", f"62811000{place:04d}") for place in range(5)))
    keys = [row.id for row in Message.select().order_by(Message.id.desc())]
    assert messages_of("zamrud") == keys
    assert messages_of("ZAMRUD", most=2) == keys[:2]
    assert messages_of("zamrud 3") == [keys[1]]
    assert messages_of("za") == keys
    assert messages_of("mr") == messages_of("intan") == messages_of(" ") == []
    assert messages_of("zamrud", Scope()) == []


def test_what_a_filter_leaves_is_found_behind_the_newest_hits(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found_in_lists, "_NEWEST", 2)
    take_in(account, *(citizen_message(f"zamrud {place}", f"62811000{place:04d}") for place in range(9)))
    first = Message.select().order_by(Message.id).get()
    Message.update(direction="out").where(Message.id == first.id).execute()
    assert messages_of("zamrud", direction="out") == [first.id]
    assert len(messages_of("zamrud", direction="in")) == 8
    monkeypatch.setattr(found_in_lists, "_LOOKED_THROUGH", 4)
    assert messages_of("zamrud", most=1, direction="out") == []


def test_a_section_finds_what_its_list_may_show_and_nothing_moved_away_since(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    near, far = new_complaint(account, "zamrud hilang"), new_complaint(account, "zamrud pecah", "628110000002")
    Complaint.update(forwarded=True, section="lalintalkim").where(Complaint.id == near.id).execute()
    Complaint.update(forwarded=True, section="inteldakim").where(Complaint.id == far.id).execute()
    own = [row.message_id for row in ComplaintMessage.select().where(ComplaintMessage.complaint == near.id)]
    assert messages_of("zamrud", SECTION) == own
    monkeypatch.setattr(found_in_lists, "index_what_is_new", lambda: None)
    Complaint.update(section="inteldakim").where(Complaint.id == near.id).execute()
    assert messages_of("zamrud", SECTION) == []


@pytest.fixture
def protected(account: Any) -> Complaint:
    """A protected case, with two answers and a paper that name who complained."""
    case = new_complaint(account, SAID)
    answer_to(case, "Yth. Bu Sari, paspor siap", "a")
    answer_to(case, "Yth. Bapak/Ibu, paspor siap", "b")
    paper_of(case, "W-UM.01-7", "Aduan Sari Contoh tentang paspor", "p-1")
    Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
    return case


def found(model: Any, kind: Found, asked: str) -> list[int]:
    """Search a list of what stands in cases."""
    query = model.select().join(Complaint, JOIN.LEFT_OUTER, on=model.complaint).where(visible(ALL))
    return among(query, kind, asked, ALL, 500)


@pytest.mark.parametrize("asked", ["Sari", "sari", "Contoh", "Sari Contoh", "0811 0000 001", "Bu Sari"])
def test_who_a_protected_complainant_is_finds_nothing(asked: str, protected: Complaint) -> None:
    assert found(Outbox, Found.JAWABAN, asked) == found(Document, Found.NASKAH, asked) == []


def test_what_it_is_about_finds_it(protected: Complaint) -> None:
    first, second = (row.id for row in Outbox.select().order_by(Outbox.id))
    assert found(Outbox, Found.JAWABAN, "siap") == [second, first]
    assert found(Outbox, Found.JAWABAN, "Bapak/Ibu") == [second]
    assert found(Document, Found.NASKAH, "paspor") == [row.id for row in Document.select()]


@pytest.mark.parametrize("kind", [Found.JAWABAN, Found.NASKAH, Found.PESAN, Found.KASUS])
def test_what_was_hidden_is_not_found_before_that_is_indexed(
    kind: Found, protected: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = {Found.JAWABAN: Outbox, Found.NASKAH: Document, Found.PESAN: Message, Found.KASUS: Complaint}
    model: Any = models[kind]
    Complaint.update(identity_protected=False, subject="Paspor Sari Contoh").execute()
    assert among(model.select(), kind, "paspor", ALL, 9)
    monkeypatch.setattr(found_in_lists, "index_what_is_new", lambda: None)
    Complaint.update(identity_protected=True).execute()
    assert SearchDue.select().exists()
    assert among(model.select(), kind, "paspor", ALL, 9) == []


def test_a_paper_is_found_by_the_few_digits_of_its_number(account: Any) -> None:
    case = new_complaint(account)
    seventh, other = paper_of(case, "W-UM.01-7", "Penerusan", "p-1"), paper_of(case, "W-UM.01-81", "Surat", "p-2")
    assert found(Document, Found.NASKAH, "7") == [seventh.id]
    assert found(Document, Found.NASKAH, "01") == [other.id, seventh.id]
    assert found(Document, Found.NASKAH, "UM.01-81") == [other.id]


def test_the_screens_find_what_no_index_knows_too(sqlite_account: Any, tmp_path: Path) -> None:
    case = new_complaint(sqlite_account)
    answer_to(case, "Zamrud Bapak/Ibu sudah dicatat", "a")
    answer_to(None, "Zamrud: batas waktu lewat", "b")
    paper_of(case, "W-1", "Penerusan zamrud", "p-1")
    paper_of(None, "W-2", "Laporan zamrud bulan ini", "p-2")
    browser = Browser(back_office(tmp_path, Clock()))
    browser.sign_in(Role.KASUBSI_INFOKIM)
    answers, papers = text(browser.get("/kotak-keluar/?search=zamrud")), text(browser.get("/naskah/?search=zamrud"))
    assert "sudah dicatat" in answers
    assert "batas waktu lewat" in answers
    assert "Penerusan zamrud" in papers
    assert "Laporan zamrud" in papers
    assert "0 baris" in text(browser.get("/naskah/?search=intan"))
