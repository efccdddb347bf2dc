"""Everything about a person; nothing of others, of internal papers, or hidden from who asks. Both databases."""

import json
from typing import Any

import pytest
from peewee import fn

from models.actions.intake.join_contacts import join_contacts
from models.actions.privacy.correct_data import correct_data
from models.actions.privacy.person_facts import person_facts
from models.rules.core.declarations import Reader
from models.rules.privacy.personal_data import FIELDS
from models.rules.staff.roles import Role
from models.tables import (
    TABLES,
    Attachment,
    ChannelAccount,
    Complaint,
    ConflictParty,
    Contact,
    DeliveryProof,
    Document,
    Message,
    MessageVersion,
    Outbox,
    ReplyFile,
    Staff,
)
from models.tables.core.declaring import columns_for, held_by
from tests.actions.upkeep.verify.test_verify import Someone
from tests.office import NOW, actor, new_complaint

KASUBSI = Role.KASUBSI_INFOKIM
HANDED = [
    pytest.param(column, id=f"{table.__name__}.{column.name}")
    for table in TABLES
    for column in columns_for(table, Reader.HAND_OUT)
]


def told(case: Complaint) -> str:
    facts, _files = person_facts(case, actor(KASUBSI), NOW)
    return json.dumps(facts)


def test_his_words_answers_cases_files_and_corrections_are_in_it(account: ChannelAccount) -> None:
    walk = Someone(account, 11).with_answer().handed_back().finished()
    message = Message.select().where(Message.direction == "in").first()
    MessageVersion.create(message=message, number=2, text="diubah", seen_at=NOW)
    file = {"public_id": "a", "message": message, "sha256": "a" * 64, "state": "tersimpan"}
    Attachment.create(**file, filename="../../KTP:Sari.jpg")
    correct_data(walk.id, "address", "Jalan Contoh 1", "KTP", actor(KASUBSI), NOW)
    facts, files = person_facts(walk.case, actor(KASUBSI), NOW)
    words = json.dumps(facts)
    for expected in ("+6281100" + "00011", "Paspor saya belum jadi", "diubah", walk.case.number, "Jalan Contoh 1"):
        assert expected in words
    assert [file.name for file in files] == ["lampiran/001_KTP_Sari.jpg"]
    assert facts["berkas"] == ["lampiran/001_KTP_Sari.jpg"]


@pytest.mark.parametrize("column", HANDED)
def test_what_is_declared_to_be_handed_out_is(sqlite_account: ChannelAccount, column: Any) -> None:
    walk = Someone(sqlite_account, 11).with_answer().handed_back().finished()
    message = Message.select().where(Message.direction == "in").first()
    MessageVersion.create(message=message, number=2, text="diubah", seen_at=NOW)
    Attachment.create(public_id="a", message=message, sha256="a" * 64, state="tersimpan")
    way = {"purpose": "lain", "way": "telepon", "text": "lewat telepon", "delivered_at": NOW, "made_at": NOW}
    DeliveryProof.create(complaint=walk.id, made_by=actor(KASUBSI).staff_id, sha256="b" * 64, **way)
    answer = Outbox.select().order_by(Outbox.id).first()
    ReplyFile.create(
        public_id="f", answer=answer, reply=answer, sha256="e" * 64, mime="image/png", filename="syarat.png", size=1
    )
    correct_data(walk.id, "address", "Jalan Contoh 1", "KTP", actor(KASUBSI), NOW)
    table = column.model
    assert table.update({column: "zamrud"}).where(table.id == table.select(fn.MIN(table.id))).execute() == 1
    assert "zamrud" in str(person_facts(walk.case, actor(KASUBSI), NOW))


def test_what_a_person_may_have_corrected_is_what_he_is_handed_of_himself() -> None:
    handed = {column.name: held_by(column).handed_as for column in columns_for(Contact, Reader.HAND_OUT)}
    assert handed == {name: field.label for name, field in FIELDS.items()}


def test_internal_papers_and_officers_are_not(account: ChannelAccount) -> None:
    walk = Someone(account, 11).with_answer().handed_back().finished()
    Document.update(sha256="b" * 64).execute()
    facts, files = person_facts(walk.case, actor(KASUBSI), NOW)
    assert files == []
    for inner in ("Sudah dicek di lapangan", "ND-TERUS", "Contoh Kasi", "Contoh Pengelola"):
        assert inner not in json.dumps(facts)


def test_the_letter_written_to_him_goes_along(account: ChannelAccount) -> None:
    case = new_complaint(account)
    letter = {"public_id": "s", "complaint": case, "type": "SURAT", "sha256": "c" * 64, "drafted_at": NOW}
    Document.create(**letter, state="ditandatangani", signed_copy="d" * 64)
    Document.create(**letter | {"public_id": "k"}, state="konsep")
    Document.create(**letter | {"public_id": "b", "sha256": None}, state="ditandatangani")
    facts, files = person_facts(case, actor(KASUBSI), NOW)
    assert [(file.name, file.sha256[:1]) for file in files] == [
        ("surat/001_surat-jawaban.docx", "c"),
        ("surat/002_surat-jawaban-bertanda-tangan.pdf", "d"),
        ("surat/003_surat-jawaban.docx", ""),
    ]
    assert facts["pengaduan"][0]["surat"] == [file.name for file in files]  # type: ignore[index]


def test_joined_contacts_are_one_person_and_others_stay_out(account: ChannelAccount) -> None:
    mine, also = (
        new_complaint(account, "kata satu", "628110000001"),
        new_complaint(account, "kata dua", "628110000002"),
    )
    new_complaint(account, "kata orang lain", "628110000003")
    assert "kata dua" not in told(mine)
    join_contacts(mine.contact_id, also.contact_id, actor(KASUBSI), NOW)
    assert "kata dua" in told(mine)
    assert "orang lain" not in told(mine)
    assert "628110000003" not in told(mine)


def test_a_case_hidden_from_who_asks_or_secret_stays_out(account: ChannelAccount) -> None:
    asking = new_complaint(account, "minta data", "628110000001")
    hidden = new_complaint(account, "disembunyikan", "628110000002")
    secret = new_complaint(account, "rahasia sekali", "628110000003")
    for other in (hidden, secret):
        join_contacts(asking.contact_id, other.contact_id, actor(KASUBSI), NOW)
    ConflictParty.create(complaint=hidden, staff=Staff.get(Staff.username == str(KASUBSI)), named_at=NOW)
    Complaint.update(identity_protected=True).where(Complaint.id == secret.id).execute()
    facts, _files = person_facts(asking, actor(KASUBSI), NOW)
    words = json.dumps(facts)
    for other, text in ((hidden, "disembunyikan"), (secret, "rahasia sekali")):
        assert other.number not in words
        assert text not in words
    assert facts["pengaduan_rahasia_tidak_disertakan"] == 1
