"""What a letter says, gathered from the case and the office."""

import json
from typing import Any

from models.actions.papers.document_facts import reply_letter_facts
from models.tables import Complaint, Contact
from tests.actions.walking import Walk


def test_nd_jawab_refers_to_the_memo_it_answers_and_carries_the_answer(account: Any) -> None:
    walk = Walk(account).with_answer()
    facts = json.loads(walk.paper("ND-JAWAB").facts)
    assert facts["referral"] == {"number": "WIM.32.IMI.5-UM.01.01-1", "date": "2026-11-25"}
    assert (facts["findings"], facts["answer"]) == ("Sudah dicek di lapangan.", "Paspor dapat diambil besok.")
    assert facts["dari"] == "Kepala Seksi Lalu Lintas dan Izin Tinggal Keimigrasian"


def test_the_letter_goes_to_the_complainant_by_name_with_the_answer(account: Any) -> None:
    walk = Walk(account).with_answer()
    Contact.update(name="Rina Contoh", address="Jalan Contoh 1").where(Contact.id == walk.case.contact_id).execute()
    facts = reply_letter_facts(walk.case, "SURAT", walk.now)
    assert (facts["yth"], facts["address"]) == ("Saudara Rina Contoh", "Jalan Contoh 1")
    assert facts["answer"] == "Paspor dapat diambil besok."
    assert facts["english"] == ""


def test_without_a_name_of_ours_the_name_he_wrote_under_stands(account: Any) -> None:
    assert reply_letter_facts(Walk(account).case, "SURAT", Walk(account).now)["yth"] == "Saudara Sari Contoh"


def test_a_protected_complainant_is_not_named(account: Any) -> None:
    walk = Walk(account).with_answer()
    Complaint.update(identity_protected=True).where(Complaint.id == walk.id).execute()
    Contact.update(name="Rina Contoh", address="Jalan Contoh 1").where(Contact.id == walk.case.contact_id).execute()
    facts = reply_letter_facts(walk.case, "SURAT", walk.now)
    assert "identitas dirahasiakan" in str(facts["yth"])
    assert "Rina" not in str(facts)
    assert facts["address"] == ""
