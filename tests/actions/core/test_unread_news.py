"""No closing over the unread: what came since the form was drawn is asked about once, and never gone afterwards."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.cases.look_at_case import look_at_case
from models.actions.cases.merge_complaints import merge_complaints
from models.actions.cases.split_complaint import split_complaint, undo_split
from models.actions.core.move_complaint import move_complaint
from models.actions.core.unread_news import Look, news_of
from models.actions.papers.draft_document import draft_document
from models.actions.papers.pending_signatures import carry_out, submit_signature
from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.actions.replies.queue_reply import queue_reply
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import STAGES, Move, Stage
from models.rules.channels.messages import Receipt
from models.rules.core.errors import AlreadyDone, RuleBroken, UnreadNews
from models.rules.replies.delivery import PURPOSES, Purpose, Way
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, ComplaintMessage, Message, Outbox, StatutoryClock
from tests.actions.cases.test_links_race import at_once
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

LATER = NOW + timedelta(minutes=1)
CRY = "BELUM BERES! Jangan ditutup, paspor saya HILANG"
BY = Role.PENGELOLA


def fresh(case: Complaint) -> Complaint:
    """Return the case as it is now."""
    return Complaint.get_by_id(case.id)


def look(case: Complaint, asked: bool = False) -> Look:
    """Return what a form drawn now shows."""
    return Look(fresh(case).news, asked)


def said(case: Complaint, after: int, up_to: int | None = None) -> list[str]:
    """Return the words of what came in after a number."""
    return [row.text for row in news_of(case.id, actor(BY).scope, after, up_to).order_by(Message.id)]


# Asked where it ends something, by the number the form had shown.


def test_the_purposes_whose_delivery_moves_a_case_are_asked_when_they_are_sent(sqlite_account: Any) -> None:
    for number, (purpose, row) in enumerate(PURPOSES.items()):
        if row.by_agent or row.public:
            continue
        who = f"62811000{number:04d}"
        case = new_complaint(sqlite_account, who=who)
        stage = row.stage or Stage.IDENTIFIKASI
        Complaint.update(stage=str(stage), step=int(STAGES[stage].step)).where(Complaint.id == case.id).execute()
        form = look(case)
        take_in(sqlite_account, citizen_message(CRY, who))
        sending = (case.id, "Paspor dapat diambil.", purpose, f"kunci-{purpose}-0123456789", actor(BY), LATER)
        proving = (case.id, purpose, Way.TELEPON, "Paspor dapat diambil besok pukul 10.00.", actor(BY), LATER)
        if row.move is None:
            queue_reply(*sending, look=form)
            continue
        for act, words in ((queue_reply, sending), (record_proof, proving)):
            with pytest.raises(UnreadNews):
                act(*words, look=form)
        assert (fresh(case).stage, Outbox.select().where(Outbox.complaint == case.id).count()) == (stage, 0)
        record_proof(*proving, look=look(case))
        assert fresh(case).stage != stage


def test_a_case_is_not_closed_over_a_message_that_came_while_the_form_was_open(account: Any) -> None:
    case = new_complaint(account)
    form = look(case)
    take_in(account, citizen_message(CRY))
    closing = (case.id, Move.TUTUP_BUKAN_PENGADUAN, actor(BY), LATER)
    with pytest.raises(UnreadNews):
        move_complaint(*closing, reason="iklan", look=form, form_key="k" * 32)
    assert fresh(case).open and said(case, form.shown) == [CRY]
    again = look(case, asked=True)
    take_in(account, citizen_message("dan satu lagi"))  # a talkative citizen does not block it
    move_complaint(*closing, reason="iklan", look=again, form_key="k" * 32)
    closed = fresh(case)
    assert (closed.stage, closed.unread, said(case, again.shown)) == ("ditutup", 3, ["dan satu lagi"])
    asked = Audit.select().where(Audit.event == "tetap_sesudah_kabar").get()
    assert (asked.subject, asked.after) == (f"complaint:{case.id}", "kabar sampai nomor 2 dari 3")
    # The same form sent once more is told that it is done, whatever came since.
    with pytest.raises(AlreadyDone):
        move_complaint(*closing, reason="iklan", look=form, form_key="k" * 32)


def test_what_the_form_had_shown_is_not_asked_about(account: Any) -> None:
    case = new_complaint(account)
    take_in(account, citizen_message(CRY))
    move_complaint(case.id, Move.TUTUP_APRESIASI, actor(BY), LATER, look=look(case))
    assert fresh(case).stage == "ditutup"


def test_an_edit_and_a_withdrawal_are_asked_about_as_a_message_is(account: Any) -> None:
    case = new_complaint(account)
    first = citizen_message("Paspor saya hilang")
    take_in(account, first)
    for change in ({"text": "Paspor saya sudah ketemu"}, {"withdrawn": True}):
        form = look(case)
        take_in(account, citizen_message(external_id=first.external_id, **{"text": first.text, **change}))
        with pytest.raises(UnreadNews):
            move_complaint(case.id, Move.TUTUP_APRESIASI, actor(BY), LATER, look=form)
        take_in(account, citizen_message(external_id=first.external_id, **{"text": first.text, **change}))
        assert look(case).shown == form.shown + 1  # the same change read again is no news


def test_merging_and_joining_again_end_a_case_and_ask(account: Any) -> None:
    one, other = new_complaint(account), new_complaint(account, who="628110000002")
    form = look(other)
    take_in(account, citizen_message(CRY, "628110000002"))
    with pytest.raises(UnreadNews):
        merge_complaints(other.id, one.id, "sama", actor(BY), LATER, look=form)
    merge_complaints(other.id, one.id, "sama", actor(BY), LATER, look=look(other))
    assert (fresh(other).stage, fresh(one).unread) == ("digabung", 3)
    messages = [row.message_id for row in ComplaintMessage.select().where(ComplaintMessage.complaint == one.id)]
    part = split_complaint(messages[:1], actor(BY), LATER, source_id=one.id)
    before = look(part)
    take_in(account, *[edited(messages[0])])
    with pytest.raises(UnreadNews):
        undo_split(part.id, "keliru", actor(BY), LATER, look=before)
    undo_split(part.id, "keliru", actor(BY), LATER, look=look(part))


def edited(message: int) -> Any:
    """Return a stored message as its platform shows it after an edit."""
    row = Message.get_by_id(message)
    return citizen_message("diubah", external_id=row.external_id, sent_at=row.sent_at)


# What the agent ends cannot ask and does not wait.


def delivered_over(walk: Walk, purpose: Purpose, text: str) -> None:
    """Send an answer whose tick comes after the citizen wrote again."""
    queue_reply(walk.id, text, purpose, "kunci-0123456789abcdef", actor(BY), walk.tick(), look=look(walk.case))
    take_in(walk.account, citizen_message(CRY), now=walk.tick())
    claim = claim_due(walk.account.id, "agen-1", 60, walk.tick())
    assert claim and record_intent(claim, 60, walk.now) and record_sent(claim, Receipt("true_1"), walk.now)


def test_the_next_desk_finds_what_came_before_the_tick_and_archiving_needs_it_read(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    look_at_case(walk.id, 10**9, actor(BY), walk.tick())
    delivered_over(walk, Purpose.JAWABAN, "Paspor dapat diambil besok.")
    case = walk.case
    assert (case.stage, case.unread) == ("dokumentasi", 1)
    assert said(case, case.read_news, case.handed_news) == [CRY]
    walk.paper("LEMBAR")
    filing = (case.id, Move.ARSIPKAN, actor(BY), walk.tick())
    with pytest.raises(UnreadNews):  # the form shows it, and nobody has read it
        move_complaint(*filing, reason="belum dipindai", look=look(case))
    assert look_at_case(case.id, case.news, actor(BY), walk.tick()) == 0
    assert fresh(case).read_news == case.news
    move_complaint(*filing, reason="belum dipindai", look=look(case))
    assert fresh(case).stage == "selesai"


def test_a_question_closed_by_its_tick_keeps_what_nobody_read(account: Any) -> None:
    walk = Walk(account)
    delivered_over(walk, Purpose.PERTANYAAN, "Syaratnya KTP.")
    assert (walk.case.stage, walk.case.unread) == ("ditutup", 2)


def test_a_signature_asks_when_it_is_submitted_and_hands_on_what_comes_in_its_time(account: Any) -> None:
    walk, kasubsi = Walk(account).at_kasubsi(), actor(Role.KASUBSI_INFOKIM)
    draft = draft_document(walk.id, "ND-TERUS", kasubsi, walk.tick())
    signing = (draft.id, kasubsi, walk.tick(), 10)
    form = look(walk.case)
    take_in(account, citizen_message("sebelum ditekan"), now=walk.now)
    with pytest.raises(UnreadNews):
        submit_signature(*signing, way="basah", move=Move.TERUSKAN_KE_SEKSI, look=form)
    pending = submit_signature(*signing, way="basah", move=Move.TERUSKAN_KE_SEKSI, look=look(walk.case))
    take_in(account, citizen_message(CRY), now=walk.tick())
    assert carry_out(pending.id, walk.tick()) is not None
    case = walk.case
    assert (case.stage, said(case, case.read_news, case.handed_news)) == ("analisa_seksi", [CRY])


# News of its own case at any stage; it opens no case and no clock.


@pytest.mark.parametrize("change", [{"text": "Maksud saya paspor anak saya"}, {"withdrawn": True}])
def test_a_change_after_closing_is_unread_in_its_own_case_and_opens_nothing(
    account: Any, change: dict[str, object]
) -> None:
    message = citizen_message("Paspor saya hilang")
    take_in(account, message)
    case = Complaint.get()
    move_complaint(case.id, Move.TUTUP_APRESIASI, actor(BY), LATER)
    look_at_case(case.id, 10**9, actor(BY), LATER)
    before, clocks = fresh(case), list(StatutoryClock.select().order_by(StatutoryClock.id).dicts())
    again = citizen_message(external_id=message.external_id, **{"text": message.text, **change})
    take_in(account, again, now=LATER)
    after = fresh(case)
    assert (after.unread, after.stage, after.open, after.version) == (1, "ditutup", False, before.version)
    assert Complaint.select().count() == 1
    assert list(StatutoryClock.select().order_by(StatutoryClock.id).dicts()) == clocks
    assert look_at_case(case.id, after.news, actor(BY), LATER) == 0


def test_a_change_is_unread_in_every_case_that_contains_its_message(account: Any) -> None:
    one, other = new_complaint(account), new_complaint(account, who="628110000002")
    merge_complaints(other.id, one.id, "sama", actor(BY), LATER)
    look_at_case(one.id, 10**9, actor(BY), LATER)
    theirs = ComplaintMessage.get(ComplaintMessage.complaint == other.id).message_id
    row = Message.get_by_id(theirs)
    same = {"external_id": row.external_id, "sent_at": row.sent_at}
    take_in(account, citizen_message("diubah", "628110000002", **same), now=LATER)
    assert (fresh(one).unread, fresh(other).unread) == (1, 1)
    assert look_at_case(one.id, fresh(one).news, actor(BY), LATER) == 0
    assert fresh(other).unread == 0


def test_the_desk_in_turn_ends_its_first_task_and_hides_nothing_from_who_answers(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    take_in(account, citizen_message(CRY), now=walk.tick())
    walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_SEKSI)  # as the clock does it
    case, head = walk.case, actor(Role.KASI_LALINTALKIM)
    assert said(case, case.read_news, case.handed_news) == [CRY]
    assert look_at_case(case.id, case.handed_news, head, walk.tick()) == 2
    assert (fresh(case).read_news, fresh(case).unread) == (case.handed_news, 2)


# Two at once.


def test_a_message_and_the_closing_of_its_case_at_the_same_moment_lose_nothing(account: Any) -> None:
    for number in range(8):
        who = f"62812000{number:04d}"
        case = new_complaint(account, who=who)
        form = look(case)
        message = citizen_message(CRY, who)
        closing, _ = at_once(
            lambda c=case, f=form: move_complaint(c.id, Move.TUTUP_APRESIASI, actor(BY), LATER, look=f),
            lambda m=message: take_in(account, m, now=LATER),
        )
        # Either it was asked about, or it is in a new complaint: never in the closed one unasked.
        here = bool(said(case, form.shown))
        assert here is isinstance(closing, UnreadNews)
        assert here or Complaint.select().where((Complaint.previous == case.id) & Complaint.open).count() == 1


def test_an_edit_and_the_archiving_of_its_case_at_the_same_moment_lose_nothing(account: Any) -> None:
    for number in range(8):
        who = f"62813000{number:04d}"
        message = citizen_message("Paspor saya hilang", who)
        take_in(account, message)
        case = Complaint.select().order_by(Complaint.id.desc()).get()
        look_at_case(case.id, 10**9, actor(BY), LATER)
        form = look(case)
        change = citizen_message("sudah ketemu", who, external_id=message.external_id)
        closing, *_ = at_once(
            lambda c=case, f=form: move_complaint(c.id, Move.TUTUP_APRESIASI, actor(BY), LATER, look=f),
            lambda m=change: take_in(account, m, now=LATER),
            lambda c=case: look_at_case(c.id, 1, actor(BY), LATER),
        )
        assert isinstance(closing, UnreadNews | Complaint)
        assert fresh(case).unread == 1  # after closing too


def test_two_officers_with_the_same_form_end_it_once(account: Any) -> None:
    case = new_complaint(account)
    form = look(case)
    both = at_once(
        *[lambda: move_complaint(case.id, Move.TUTUP_APRESIASI, actor(BY), LATER, look=form, version=case.version)]
        * 2
    )
    assert sorted(isinstance(one, RuleBroken) for one in both) == [False, True]
