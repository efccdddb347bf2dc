"""What the complaint sheet says: the whole case on one form."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from docgen.documents import content_of
from docgen.documents.examples import examples
from docgen.render import render
from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import choose_section, story_columns
from models.actions.papers.sheet_facts import sheet_facts
from models.rules.cases.sop import Move, Output
from models.rules.channels.messages import Ack, Direction, IncomingAttachment
from models.rules.core.moments import to_wib
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, Document
from tests.actions.delivering import give, tell
from tests.actions.walking import Walk
from tests.docgen.papers import lines
from tests.office import NOW, actor, citizen_message, take_in


def test_the_sheet_tells_the_whole_case(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    sheet = Document.get(Document.type == "LEMBAR")
    facts = json.loads(sheet.facts)
    assert [row["step"] for row in facts["steps"]] == list(range(1, 10))
    assert facts["follow_up"]["result"] == "Lewat WhatsApp: diterima platform pukul 09.23, 25-11-2026"
    assert [row["sender"] for row in facts["conversation"]] == ["Sari Contoh", "Kantor", "Kantor"]
    assert (facts["number"], sheet.number) == (walk.case.number, None)


def test_a_protected_complainant_is_a_number_on_every_paper_of_the_case(account: Any) -> None:
    walk = Walk(account)
    take_in(account, citizen_message("saya Sari Contoh, 0811-0000-001", sent_at=walk.tick()), now=walk.now)
    Complaint.update(identity_protected=True).execute()
    walk.with_answer().handed_back().finished()
    papers = {row.type: f"{row.facts} {row.recipient} {row.subject}" for row in Document.select()}
    assert set(papers) == {"ND-TERUS", "LAPORAN", "ND-JAWAB", "LEMBAR"}
    for code, said in papers.items():
        assert not [word for word in ("Sari", "8110000001", "0811", "000-001") if word in said], code
        assert f"Pelapor {walk.case.number[-6:]}" in said, code
    senders = {row["sender"] for row in json.loads(Document.get(Document.type == "LEMBAR").facts)["conversation"]}
    assert senders == {f"Pelapor {walk.case.number[-6:]}", "Kantor"}


def conversation(walk: Walk) -> list[tuple[object, object]]:
    lines: Any = sheet_facts(walk.case, "LEMBAR", walk.now)["conversation"]
    return [(line["sender"], line["text"]) for line in lines]


def test_the_conversation_says_of_an_answer_that_it_did_not_arrive(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    tell(walk, give(walk, Purpose.JAWABAN), Ack.FAILED)
    sender, text = conversation(walk)[-1]
    assert text == "Paspor dapat diambil besok."
    assert sender == f"Kantor, ternyata tidak sampai, terlihat pukul {to_wib(walk.now):%H.%M, %d-%m-%Y}"


def test_the_conversation_tells_what_was_changed_and_what_was_taken_back(account: Any) -> None:
    walk = Walk(account).identified()
    first, changed = citizen_message("Yang ini keliru."), citizen_message("Paspor anak saya")
    take_in(account, first, changed, now=walk.tick())
    take_in(account, replace(changed, text="Paspor istri saya"), replace(first, withdrawn=True), now=walk.tick())
    moment = f"{to_wib(walk.now):%d-%m-%Y %H.%M}"
    told = conversation(walk)
    assert ("Sari Contoh, mengubah pesannya", "Paspor istri saya") in told
    assert (f"Sari Contoh, ditarik kembali {moment}", "Yang ini keliru.") in told


def test_a_file_still_to_be_fetched_is_not_said_to_be_lost_and_the_offices_own_is_no_evidence(account: Any) -> None:
    walk = Walk(account)
    for sender in ("in", "out"):
        message = citizen_message(
            "berkas",
            direction=Direction(sender),
            attachments=(IncomingAttachment({"id": "a"}, filename="bukti.jpg"),),
        )
        take_in(account, message, now=walk.tick())
    words = content_of("LEMBAR", sheet_facts(walk.case, "LEMBAR", walk.now)).words
    assert [row["sha256"] for row in words["berkas"]] == ["Belum diunduh", "Belum diunduh"]
    assert words["kejadian"]["bukti"].startswith("1 (satu) berkas")


def test_a_step_broken_off_is_neither_in_time_nor_late(account: Any) -> None:
    walk = Walk(account).at_section()
    walk.now += timedelta(days=2)
    move_complaint(walk.id, Move.TUTUP_DI_TENGAH, actor(Role.KASUBSI_INFOKIM), walk.tick(), reason="Iklan.")
    steps: Any = sheet_facts(walk.case, "LEMBAR", walk.now)["steps"]
    assert [row["on_time"] for row in steps if row["step"] == 5] == [None]


def manageable(walk: Walk) -> object:
    identification: Any = sheet_facts(walk.case, "LEMBAR", walk.now)["identification"]
    return identification["manageable"]


def test_what_went_straight_to_the_head_was_not_found_unmanageable_by_a_section(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    choose_section(walk.id, Section.KEPALA_KANTOR, walk.holder(), walk.tick())
    walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_KEPALA)
    walk.write(Output.NASKAH_JAWABAN)
    walk.move(Move.DISPOSISI_PENELITIAN, "Tangani.", Section.LALINTALKIM)
    assert manageable(walk) is True


def keys(facts: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Name every fact, those inside others too."""
    for key, value in facts.items():
        yield f"{path}{key}"
        if isinstance(value, Mapping):
            yield from keys(value, f"{path}{key}.")


def test_the_sheet_tells_what_the_complainant_told_and_no_fact_that_its_paper_does_not_read(
    sqlite_account: Any,
) -> None:
    told = {name: f"kata {name}" for name in story_columns()}
    Complaint.update(told).where(Complaint.id == Walk(sqlite_account).id).execute()
    facts = sheet_facts(Complaint.get(), "LEMBAR", NOW)
    assert not [word for word in told.values() if word not in str(facts)]
    # The paper reads every fact of its example (tests/docgen/test_documents.py); by "hal" the draft is listed,
    # and two are in no example: papers drafted before they were told are made again without them.
    assert set(keys(facts)) == {"hal", "as_of", "kop.emblem", *keys(examples("LEMBAR")[0])}


def test_an_identity_protected_by_its_category_is_not_said_to_be_asked_for_by_the_citizen(account: Any) -> None:
    walk = Walk(account, Section.KEPALA_KANTOR).identified()
    assert walk.case.identity_protected
    made = "\n".join(lines(render("LEMBAR", {**sheet_facts(walk.case, "LEMBAR", walk.now), "date": "2026-11-25"})))
    assert "Identitas dirahasiakan | Ya" in made
    assert "inta dirahasiakan" not in made
