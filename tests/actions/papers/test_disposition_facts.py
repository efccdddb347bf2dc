"""What the disposition sheet says: the paper that came in, where it goes on, what is to be done; both databases."""

import json
from typing import Any

import pytest

from models.actions.core.write_output import choose_section
from models.actions.papers.disposition_facts import disposition_facts
from models.actions.papers.draft_document import draft_document
from models.actions.papers.sign_document import sign_document
from models.rules.cases.sop import Move, Output
from models.rules.core.errors import DocumentNotAllowed
from models.rules.staff.roles import ROLES, Role, Section
from models.tables import Document, IssuedNumber
from tests.actions.walking import Walk
from tests.office import actor

WORDED = {"reason": "Bukan wewenang seksi.", "proposal": "Mohon disposisi."}


def at_head(account: Any) -> Walk:
    """Return a case that a section could not handle, with its signed memo, on the desk of Kepala Kantor."""
    walk = Walk(account).at_section()
    walk.write(Output.IDENTIFIKASI_SEKSI, "Perlu keputusan.")
    draft = draft_document(walk.id, "ND-ESKAL", walk.holder(), walk.tick(), changes=WORDED)
    sign_document(draft.id, walk.holder(), walk.tick())
    walk.move(Move.TIDAK_DAPAT_DITANGANI, "Di luar wewenang")
    return walk


def test_nothing_is_disposed_before_the_head_decided(account: Any) -> None:
    with pytest.raises(DocumentNotAllowed, match="belum berisi disposisi"):
        disposition_facts(at_head(account).case, "DISPOSISI", Walk(account).now)


def test_the_sheet_names_the_escalation_the_section_and_the_instruction(account: Any) -> None:
    walk = at_head(account)
    came = walk.now
    walk.move(Move.DISPOSISI_PENELITIAN, "Periksa loket.", Section.INTELDAKIM)
    facts = disposition_facts(walk.case, "DISPOSISI", walk.now)
    memo = Document.get(Document.type == "ND-ESKAL")
    assert facts["incoming"] == {"number": memo.number, "date": memo.date.isoformat()}
    assert facts["origin"] == ROLES[Role.KASI_LALINTALKIM].title
    assert (facts["lead"], facts["forward_to"], facts["instructions"]) == ("inteldakim", "inteldakim", "selesaikan")
    assert facts["note"] == "Periksa loket."
    assert str(facts["received"]).startswith(came.isoformat())
    assert str(facts["summary"]).endswith(f"({walk.case.number})")


def test_a_complaint_sent_straight_to_the_head_comes_from_kasubsi(account: Any) -> None:
    walk = Walk(account, Section.KEPALA_KANTOR).at_section()
    walk.write(Output.NASKAH_JAWABAN, "Kami periksa.")
    walk.move(Move.DISPOSISI_JAWAB, "Saya jawab sendiri.")
    facts = disposition_facts(walk.case, "DISPOSISI", walk.now)
    assert facts["origin"] == ROLES[Role.KASUBSI_INFOKIM].title
    assert (facts["lead"], facts["forward_to"], facts["keamanan"]) == ("", "", "R")


def test_it_counts_the_enclosures_of_the_paper_that_came_in_a_long_complaint_among_them(account: Any) -> None:
    walk = at_head(account)
    walk.move(Move.DISPOSISI_PENELITIAN, "Periksa loket.", Section.INTELDAKIM)
    memo = Document.get(Document.type == "ND-ESKAL")
    for files, words, counted in ((2, "pendek", 2), (2, "panjang " * 300, 3)):
        facts = {**json.loads(memo.facts), "lampiran": files, "complaint_text": words}
        Document.update(facts=json.dumps(facts)).where(Document.id == memo.id).execute()
        assert disposition_facts(walk.case, "DISPOSISI", walk.now)["lampiran"] == counted
    Document.update(enclosures=3).where(Document.id == memo.id).execute()
    facts["complaint_text"] = "disamarkan"  # what it was issued with stands, whatever becomes of its facts
    Document.update(facts=json.dumps(facts)).where(Document.id == memo.id).execute()
    assert disposition_facts(walk.case, "DISPOSISI", walk.now)["lampiran"] == 3


def test_it_gets_an_agenda_number_of_its_own_series(account: Any) -> None:
    walk = at_head(account)
    walk.move(Move.DISPOSISI_PENELITIAN, "Periksa.", Section.LALINTALKIM)
    draft = draft_document(walk.id, "DISPOSISI", actor(Role.KASUBSI_INFOKIM), walk.tick())
    signed = sign_document(draft.id, actor(Role.KEPALA_KANTOR), walk.tick())
    assert signed.number == "1/2026"
    assert IssuedNumber.get(IssuedNumber.text == "1/2026").holder == f"document:{signed.id}"


def test_a_sheet_made_later_keeps_the_section_and_the_time_the_head_gave(account: Any) -> None:
    walk = at_head(account)
    walk.move(Move.DISPOSISI_ANALISA, "Periksa loket.", Section.INTELDAKIM)
    given = disposition_facts(walk.case, "DISPOSISI", walk.now)
    walk.write(Output.IDENTIFIKASI_SEKSI, "Dapat.")
    walk.move(Move.DAPAT_DITANGANI)
    later = disposition_facts(walk.case, "DISPOSISI", walk.now)
    assert (later["forward_to"], later["deadline"]) == ("inteldakim", given["deadline"])


def test_the_paper_that_came_in_last_is_named_not_an_escalation_of_an_earlier_round(account: Any) -> None:
    walk = at_head(account)
    walk.move(Move.KEMBALIKAN_DISPOSISI_KE_SEKSI, "Lengkapi.")
    walk.move(Move.BUKAN_SEKSI_INI, "Bukan kami.")
    choose_section(walk.id, Section.KEPALA_KANTOR, walk.holder(), walk.tick())
    memo = walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_KEPALA)
    walk.write(Output.NASKAH_JAWABAN, "Kami periksa.")
    walk.move(Move.DISPOSISI_JAWAB, "Saya jawab sendiri.")
    facts = disposition_facts(walk.case, "DISPOSISI", walk.now)
    assert facts["incoming"] == {"number": memo.number, "date": memo.date.isoformat()}
    assert facts["origin"] == ROLES[Role.KASUBSI_INFOKIM].title
