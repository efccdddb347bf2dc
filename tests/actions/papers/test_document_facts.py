"""What a letter says, gathered from the case and the office."""

import json
from typing import Any

from docgen.documents import content_of
from models.actions.papers.document_facts import letter_facts, reply_letter_facts
from models.rules.channels.messages import Ack
from models.rules.replies.delivery import Purpose
from models.tables import Complaint, Contact, SopVersion
from tests.actions.delivering import give, tell
from tests.actions.walking import Walk


def first_response_of(walk: Walk) -> str:
    facts = letter_facts(walk.case, "ND-TERUS", walk.now)
    return str(content_of("ND-TERUS", facts).words["tanggapan_awal"])


def test_the_memo_names_how_well_the_first_response_is_known_and_none_that_fell(account: Any) -> None:
    walk = Walk(account).identified()
    assert first_response_of(walk) == "Belum disampaikan"
    given = give(walk, Purpose.TANGGAPAN_AWAL)
    assert first_response_of(walk) == ("25 November 2026 pukul 09.04 WIB (diterima platform pukul 09.04, 25-11-2026)")
    tell(walk, given, Ack.FAILED)
    assert first_response_of(walk) == "Belum disampaikan"


def test_the_memo_names_the_issue_of_the_sop_whose_times_it_prints(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    own = SopVersion.get_by_id(walk.case.sop_version_id)
    # An issue that migrate brings later may be valid from a day before the case.
    SopVersion.create(number="SOP-BARU", title="Baru", valid_from=walk.now.date(), loaded_at=walk.now)
    assert letter_facts(walk.case, "ND-TERUS", walk.now)["sop_number"] == own.number


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
