"""What the form is filled from, and what goes with a paper: nothing its bearer may not see, no protected files."""

from datetime import date
from typing import Any

import pytest

from models.actions.papers.draft_document import draft_document
from models.actions.papers.sent.form_facts import enclosed_with, form_facts
from models.actions.privacy.protect_identity import protect_identity
from models.rules.papers.srikandi_form import SifatList
from models.rules.staff.roles import Role
from models.tables import Attachment, Complaint, ComplaintMessage
from tests.actions.drafting import set_office
from tests.actions.papers.sent.going import NUMBER, SHA, Going
from tests.actions.walking import Walk
from tests.office import actor


@pytest.fixture
def going(account: Any) -> Going:
    """A memo of a complaint with a photo."""
    going = Going(account)
    message = ComplaintMessage.get(ComplaintMessage.complaint == going.walk.id).message_id
    Attachment.create(public_id="p" * 36, message=message, filename="paspor.jpg", sha256=SHA, state="tersimpan")
    Attachment.create(public_id="q" * 36, message=message, filename="belum.jpg", position=1)
    return going


def test_the_forms_facts_are_the_papers_with_code_number_and_initials(going: Going) -> None:
    set_office("srikandi_sifat", "campuran")
    found = form_facts(going.paper, going.walk.case, NUMBER, ("a.pdf",), date(2026, 11, 25))
    assert (found.number, found.sifat_list, found.enclosures) == (NUMBER, SifatList.CAMPURAN, ("a.pdf",))
    assert found.classification.startswith("UM.01.01 ")
    assert [" – Contoh Pengelola" in each for each in found.initials] == [True]


def test_a_memo_to_a_section_takes_the_stored_files_along(going: Going) -> None:
    assert enclosed_with(going.paper, going.walk.case, going.kasubsi).files == (("paspor.jpg", SHA),)


def test_a_protected_complainants_files_stay_behind_and_that_is_said(going: Going) -> None:
    Complaint.update(identity_protected=True).execute()
    found = enclosed_with(going.paper, going.walk.case, going.kasubsi)
    assert (found.files, "dirahasiakan" in found.left_out) == ((), True)


def test_an_answers_memo_takes_the_issued_report_along(account: Any) -> None:
    walk = Walk(account).with_answer()
    memo = draft_document(walk.id, "ND-JAWAB", walk.holder(), walk.tick())
    found = enclosed_with(memo, walk.case, walk.holder())
    assert [paper.type for paper in found.papers] == ["LAPORAN"]


def test_an_issued_report_that_names_who_is_protected_since_stays_behind_and_is_named(account: Any) -> None:
    walk = Walk(account).with_answer()
    memo = draft_document(walk.id, "ND-JAWAB", walk.holder(), walk.tick())
    protect_identity(walk.id, "Takut dibalas", actor(Role.PENGELOLA), walk.tick())
    found = enclosed_with(memo, walk.case, walk.holder())
    assert ([paper.type for paper in found.papers], [paper.type for paper in found.naming]) == ([], ["LAPORAN"])
