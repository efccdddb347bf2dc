"""No words are read, kept or found of files of a protected case, a protected person, or a case about conduct."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.actions.cases.merge_complaints import merge_complaints
from models.actions.privacy.protect_identity import protect_identity, unprotect_identity
from models.actions.search.file_texts import claim_next, words_of_messages
from models.actions.search.indexing import catch_up
from models.actions.upkeep.verify import search
from models.actions.upkeep.verify.office import Office
from models.rules.search.searching import Found
from models.rules.staff.roles import Role
from models.tables import Attachment, AttachmentText, Complaint, Contact, Document, Message, PaperText, SearchDue
from tests.actions.search.test_file_texts import attach, due, found, message_of, proofs, read, with_file
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

WHY = "diminta pelapor"
HEAD = Role.KASUBSI_INFOKIM


def hide_by_protection(case: Complaint) -> None:
    protect_identity(case.id, WHY, actor(HEAD), NOW)


def hide_by_conduct(case: Complaint) -> None:
    Complaint.update(misconduct=True).where(Complaint.id == case.id).execute()


def hide_by_person(case: Complaint) -> None:
    Contact.update(identity_protected=True).where(Contact.id == case.contact_id).execute()


HIDES = [hide_by_protection, hide_by_conduct, hide_by_person]


@pytest.mark.parametrize("hide", HIDES)
def test_files_of_what_is_hidden_are_not_read(account: Any, hide: Callable[[Complaint], None]) -> None:
    case = new_complaint(account)
    hide(case)
    attach(message_of(case))
    Walk(account, who="628110000009")  # another case, which goes on
    catch_up()
    assert claim_next(NOW, can_recognise=True) is None
    assert (AttachmentText.select().count(), proofs()) == (0, [])


@pytest.mark.parametrize("hide", HIDES)
def test_what_was_read_is_gone_once_its_case_hides(account: Any, hide: Callable[[Complaint], None]) -> None:
    case = with_file(account)
    read(due())
    Document.create(public_id="p", complaint=case, type="ND-TERUS", drafted_at=NOW, sha256="e" * 64, number="601")
    catch_up()
    read(due(), "zamrud di naskah")
    assert (found("zamrud"), found("zamrud", Found.NASKAH)) == ([message_of(case).id], [Document.get().id])
    hide(case)
    # Before anything is indexed anew what the search shows is asked of the tables.
    assert words_of_messages([message_of(case).id]) == {}
    assert found("zamrud") == found("zamrud", Found.NASKAH) == []
    assert AttachmentText.select().count() == PaperText.select().count() == 0
    assert proofs() == []


def test_what_is_hidden_no_more_is_read_again(account: Any) -> None:
    case = with_file(account)
    read(due())
    protect_identity(case.id, WHY, actor(HEAD), NOW)
    assert found("zamrud") == []
    unprotect_identity(case.id, WHY, actor(HEAD), NOW)
    catch_up()
    read(due())
    assert found("zamrud") == [message_of(case).id]


def test_a_message_in_two_cases_is_hidden_if_one_of_them_is(account: Any) -> None:
    case = with_file(account)
    read(due())
    other = new_complaint(account, "Loket tutup", "628110000002")
    merge_complaints(case.id, other.id, WHY, actor(HEAD), NOW)
    assert found("zamrud") == [message_of(case).id]
    hide_by_conduct(Complaint.get_by_id(case.id))
    assert found("zamrud") == []


def test_words_that_come_after_the_case_was_hidden_are_not_kept(account: Any) -> None:
    case = with_file(account)
    file = due()
    protect_identity(case.id, WHY, actor(HEAD), NOW)
    catch_up()
    read(file)
    assert (AttachmentText.select().count(), found("zamrud")) == (0, [])


@pytest.mark.parametrize("hide", HIDES)
def test_a_case_that_hides_while_its_file_is_read_keeps_no_words_before_it_is_indexed(
    account: Any, hide: Callable[[Complaint], None]
) -> None:
    case = with_file(account)
    file = due()
    hide(case)
    assert SearchDue.select().exists()
    read(file)
    assert AttachmentText.select().count() == 0
    assert found("zamrud") == []


def test_verify_tells_of_words_that_should_not_be_there(account: Any) -> None:
    case = with_file(account)
    read(due())
    protect_identity(case.id, WHY, actor(HEAD), NOW)
    catch_up()
    message = message_of(case)
    AttachmentText.create(attachment=Attachment.get().id, message=message, text="zamrud", state="terbaca")
    SearchDue.delete().execute()
    told = [*search.file_texts(Office(Path(), Path(), NOW))]
    assert len(told) == 1
    assert f"message {message.id}" in told[0]


def test_a_protected_persons_message_without_a_case_is_not_read(account: Any) -> None:
    take_in(account, citizen_message("Terima kasih", who="628110000005"))
    Contact.update(identity_protected=True).execute()
    attach(Message.select().order_by(Message.id.desc()).get())
    catch_up()
    assert claim_next(NOW, can_recognise=True) is None
