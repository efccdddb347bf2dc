"""From a comment into private: who writes the code gets a word, and only the commenter's own word links the two."""

from typing import Any

import pytest

from models.actions.core.answers.invitation_waiting import confirmed_claim
from models.rules.cases.sop import Stage
from models.rules.replies.delivery import Purpose
from models.rules.replies.invitations import MOST_CLAIMS
from models.tables import Complaint, ComplaintMessage, InvitationClaim, Message, Notice, Outbox
from tests.actions.inviting import ANSWER, CITIZEN, STRANGER, Invited, commented, wrote


def replies_in(number: str) -> list[str]:
    """Return the texts sent to a telephone number."""
    return [row.text for row in Outbox.select().order_by(Outbox.id) if row.thread.handle.value == number]


def test_code_word_and_answer_end_the_step_and_nothing_before_it_does(account: Any) -> None:
    walk = Invited(account).at_answering()
    code = walk.invited().code
    assert walk.stage is Stage.PENYAMPAIAN
    wrote(walk.whatsapp, f"Halo, {code.lower()}", walk.tick())
    assert walk.stage is Stage.PENYAMPAIAN
    word = walk.word()
    (sent,) = replies_in(CITIZEN)
    assert word in sent
    assert walk.case.number not in sent
    assert ANSWER not in sent
    assert confirmed_claim(walk.id) is None
    commented(walk.account, f"ini katanya {word.upper()}", walk.tick())
    claim = confirmed_claim(walk.id)
    assert claim is not None
    assert walk.stage is Stage.PENYAMPAIAN  # confirmed is not answered
    walk.sent(ANSWER, Purpose.JAWABAN, linked=claim.id)
    assert walk.stage is Stage.DOKUMENTASI
    assert replies_in(CITIZEN)[-1] == ANSWER


def test_a_code_alone_opens_no_complaint_and_links_nothing(account: Any) -> None:
    walk = Invited(account).at_answering()
    before = Complaint.select().count()
    wrote(walk.whatsapp, walk.invited().code, walk.tick())
    assert Complaint.select().count() == before
    message = Message.select().order_by(Message.id.desc()).get()
    assert not ComplaintMessage.select().where(ComplaintMessage.message == message.id).exists()


def test_a_code_with_a_complaint_beside_it_opens_that_complaint(account: Any) -> None:
    walk = Invited(account).at_answering()
    before = Complaint.select().count()
    said = "petugas loket tiga juga membentak ibu saya kemarin siang waktu mengambil antrean"
    wrote(walk.whatsapp, f"{walk.invited().code} {said}", walk.tick())
    assert Complaint.select().count() == before + 1
    assert walk.word()


def test_a_stranger_who_copies_the_code_first_gets_nothing_and_does_not_use_it_up(account: Any) -> None:
    walk = Invited(account).at_answering()
    code = walk.invited().code
    wrote(walk.whatsapp, code, walk.tick(), who=STRANGER)
    strange = walk.word(STRANGER)
    # He may comment as well, but not as the commenter.
    commented(walk.account, strange, walk.tick(), who="orang_lain")
    assert confirmed_claim(walk.id) is None
    wrote(walk.whatsapp, code, walk.tick())
    commented(walk.account, walk.word(), walk.tick())
    claim = confirmed_claim(walk.id)
    assert claim is not None
    assert claim.thread.handle.value == CITIZEN
    walk.sent(ANSWER, Purpose.JAWABAN, linked=claim.id)
    assert all(ANSWER not in text and walk.case.number not in text for text in replies_in(STRANGER))
    linked = Message.select().join(ComplaintMessage).where(ComplaintMessage.complaint == walk.id)
    assert STRANGER not in {row.author.value for row in linked if row.author}


def test_two_private_conversations_get_words_of_their_own(account: Any) -> None:
    walk = Invited(account).at_answering()
    code = walk.invited().code
    wrote(walk.whatsapp, code, walk.tick(), who=STRANGER)
    wrote(walk.whatsapp, code, walk.tick())
    assert walk.word(STRANGER) != walk.word()


@pytest.mark.parametrize("how", ["wrong", "late", "too many tries", "too many conversations"])
def test_a_code_that_does_not_count_is_a_message_like_any_other(account: Any, how: str) -> None:
    walk = Invited(account).at_answering()
    code = walk.invited().code
    if how == "wrong":
        code = code[:-1] + ("B" if code[-1] != "B" else "C")
    elif how == "late":
        walk.days(3)
    elif how == "too many tries":
        for letter in "BCDFGH":
            wrote(walk.whatsapp, f"AD-{letter}22222", walk.tick())
    else:
        for number in range(MOST_CLAIMS):
            wrote(walk.whatsapp, code, walk.now, who=f"62812000{number:04d}")
    wrote(walk.whatsapp, code, walk.tick())
    assert not InvitationClaim.select().where(InvitationClaim.made_at == walk.now).exists()
    assert replies_in(CITIZEN) == []
    opened = Complaint.select().order_by(Complaint.id.desc()).get()
    assert opened.thread.handle.value == CITIZEN


def test_a_word_repeated_too_late_or_from_another_account_confirms_nothing(account: Any) -> None:
    walk = Invited(account).at_answering()
    wrote(walk.whatsapp, walk.invited().code, walk.tick())
    word = walk.word()
    commented(walk.account, word, walk.tick(), who="penyalin")
    assert confirmed_claim(walk.id) is None
    walk.days(3)
    commented(walk.account, word, walk.tick())
    assert confirmed_claim(walk.id) is None


def test_what_was_written_in_private_since_the_code_belongs_to_the_case_once_it_is_confirmed(account: Any) -> None:
    walk = Invited(account).at_answering()
    wrote(walk.whatsapp, walk.invited().code, walk.tick())
    commented(walk.account, walk.word(), walk.tick())
    wrote(walk.whatsapp, "Saya menunggu jawabannya.", walk.tick())
    linked = Message.select().join(ComplaintMessage).where(ComplaintMessage.complaint == walk.id)
    said = {row.text for row in linked}
    assert "Saya menunggu jawabannya." in said
    assert walk.case.unread >= 2
    assert Complaint.select().count() == 1


def test_who_answers_is_told_once_that_the_invitation_was_taken_up(account: Any) -> None:
    walk = Invited(account).at_answering()
    walk.confirmed()
    told = [row for row in Notice.select() if row.kind == "undangan"]
    assert len(told) == 1
    assert walk.case.number in told[0].text
    assert "WhatsApp" in told[0].text
