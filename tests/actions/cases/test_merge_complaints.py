"""Merging and parting complaints: number, clock, papers, later messages, visibility; everything comes back."""

from datetime import timedelta

import pytest

from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.core.actor import Actor
from models.actions.core.links.contents import messages_in
from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import identify
from models.actions.replies.queue_reply import queue_reply
from models.rules.cases.links import LinkNotAllowed
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, ReasonMissing, RuleBroken, StaleCase
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintLink,
    ConflictParty,
    Document,
    History,
    Message,
    Staff,
    StatutoryClock,
    StepRecord,
)
from models.tables.privacy.visible import visible, visible_message
from tests.actions.linking import BUDI, SARI, TUTI, holder_of_thread, merged_are_inside, sound, texts, unread_is_right
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

LATER = NOW + timedelta(minutes=5)


def again(case: Complaint) -> Complaint:
    """Read a complaint anew."""
    return Complaint.get_by_id(case.id)


def merge(source: Complaint, target: Complaint, why: str = "perkara yang sama", role: Role = Role.PENGELOLA) -> None:
    merge_complaints(source.id, target.id, why, actor(role), LATER)


def part(case: Complaint, role: Role = Role.PENGELOLA) -> None:
    part_complaint(case.id, "ternyata lain", actor(role), LATER)


@pytest.fixture
def two(account: ChannelAccount) -> tuple[Complaint, Complaint]:
    """Sari's complaint and Budi's, both just received."""
    return new_complaint(account, "paspor saya", SARI), new_complaint(account, "paspor kami", BUDI)


def test_the_merged_one_closes_with_its_number_and_its_messages_stand_in_both(
    two: tuple[Complaint, Complaint],
) -> None:
    one, other = two
    merge(other, one)
    closed, lead = again(other), again(one)
    assert (closed.number, closed.stage, closed.open, closed.due_at) == (other.number, Stage.DIGABUNG, False, None)
    assert (closed.lead_id, lead.lead_id, lead.stage, lead.open) == (one.id, None, Stage.IDENTIFIKASI, True)
    assert (texts(one), texts(other)) == ({"paspor saya", "paspor kami"}, {"paspor kami"})
    assert (lead.unread, lead.version > one.version) == (2, True)
    last = StepRecord.select().where(StepRecord.complaint == other.id).order_by(StepRecord.id.desc()).first()
    assert (last.outcome, last.finished_at, last.output_id) == ("digabung", LATER, None)
    row = History.select().where(History.complaint == other.id).order_by(History.id.desc()).first()
    assert (row.move, row.to_stage, row.reason) == ("gabung", "digabung", f"ke {one.number}: perkara yang sama")
    assert sound()


def test_messages_that_come_later_stand_in_both_and_wait_on_the_desk_of_the_one_that_goes_on(
    account: ChannelAccount, two: tuple[Complaint, Complaint]
) -> None:
    one, other = two
    merge(other, one)
    take_in(account, citizen_message("masih menunggu", BUDI), now=LATER)
    assert "masih menunggu" in texts(one) & texts(other)
    assert (Complaint.select().count(), again(one).unread, holder_of_thread(other)) == (2, 3, other.id)
    part(other)
    assert (texts(one), texts(other)) == ({"paspor saya"}, {"paspor kami", "masih menunggu"})
    assert unread_is_right()
    assert sound()


def test_parted_it_goes_on_where_it_was_in_a_new_round_with_its_papers(account: ChannelAccount) -> None:
    walk = Walk(account).at_kasubsi()
    one = new_complaint(account, "paspor kami", BUDI)
    walk.paper("ND-TERUS")
    before = walk.case
    merge_complaints(walk.id, one.id, "sama", actor(Role.PENGELOLA), walk.tick())
    paper = Document.get(Document.complaint == walk.id)
    assert (paper.state, paper.complaint_id) == ("ditandatangani", walk.id)
    assert not walk.case.open
    part_complaint(walk.id, "lain", actor(Role.KASUBSI_INFOKIM), walk.tick())
    after = walk.case
    assert (after.stage, after.step, after.open, after.round) == (before.stage, before.step, True, before.round + 1)
    assert after.due_at is not None and after.lead_id is None
    assert walk.move(Move.TERUSKAN_KE_SEKSI).stage == Stage.ANALISA_SEKSI
    assert sound()


def test_merges_of_merged_ones_come_apart_in_any_order(account: ChannelAccount) -> None:
    one, two, three = (new_complaint(account, words, who) for words, who in (("a", SARI), ("b", BUDI), ("c", TUTI)))
    merge(one, two)
    merge(two, three)
    assert {again(case).lead_id for case in (one, two)} == {three.id}
    take_in(account, citizen_message("a2", SARI), now=LATER)
    assert (texts(one), texts(two), texts(three)) == ({"a", "a2"}, {"a", "b", "a2"}, {"a", "b", "c", "a2"})
    part(one)
    assert (texts(two), texts(three)) == ({"b"}, {"b", "c"})
    merge(one, three)
    part(two)
    assert (texts(one), texts(two), texts(three)) == ({"a", "a2"}, {"b"}, {"a", "a2", "c"})
    part(one)
    assert (texts(three), again(one).lead_id) == ({"c"}, None)
    assert unread_is_right()
    assert sound()


def test_a_whole_group_comes_out_together(account: ChannelAccount) -> None:
    one, two, three = (new_complaint(account, words, who) for words, who in (("a", SARI), ("b", BUDI), ("c", TUTI)))
    merge(one, two)
    merge(two, three)
    part(two)
    assert (again(one).lead_id, again(two).open, texts(two), texts(three)) == (two.id, True, {"a", "b"}, {"c"})
    assert merged_are_inside()
    assert sound()


def test_when_the_one_that_goes_on_ends_a_citizen_of_either_opens_a_new_one(
    account: ChannelAccount, two: tuple[Complaint, Complaint]
) -> None:
    one, other = two
    merge(other, one)
    move_complaint(one.id, Move.TUTUP_BUKAN_PENGADUAN, actor(Role.PENGELOLA), LATER, reason="salah kirim")
    assert holder_of_thread(one) is None and holder_of_thread(other) is None
    take_in(account, citizen_message("baru lagi", BUDI), now=LATER)
    newest = Complaint.select().order_by(Complaint.id.desc()).first()
    assert (newest.open, newest.previous_id, holder_of_thread(other)) == (True, other.id, newest.id)
    part(other)
    assert (again(other).open, holder_of_thread(other)) == (True, newest.id)
    assert sound()


def test_reopening_the_one_that_goes_on_takes_the_conversations_of_both_again(
    account: ChannelAccount, two: tuple[Complaint, Complaint]
) -> None:
    one, other = two
    merge(other, one)
    move_complaint(one.id, Move.TUTUP_BUKAN_PENGADUAN, actor(Role.PENGELOLA), LATER, reason="salah kirim")
    move_complaint(one.id, Move.BATAL_TUTUP, actor(Role.PENGELOLA), LATER, reason="keliru")
    assert (holder_of_thread(one), holder_of_thread(other)) == (one.id, other.id)
    take_in(account, citizen_message("lanjut", BUDI), now=LATER)
    assert "lanjut" in texts(one) & texts(other)
    assert sound()


def test_parted_after_the_other_ended_it_takes_its_conversation_again(
    account: ChannelAccount, two: tuple[Complaint, Complaint]
) -> None:
    one, other = two
    merge(other, one)
    move_complaint(one.id, Move.TUTUP_BUKAN_PENGADUAN, actor(Role.PENGELOLA), LATER, reason="salah kirim")
    part(other)
    assert holder_of_thread(other) == other.id
    take_in(account, citizen_message("lanjut", BUDI), now=LATER)
    assert texts(other) == {"paspor kami", "lanjut"}
    assert sound()


def test_what_may_not_be_merged_is_said_in_words(account: ChannelAccount, two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    with pytest.raises(LinkNotAllowed, match="dirinya sendiri"):
        merge(one, one)
    with pytest.raises(ReasonMissing):
        merge(other, one, " ")
    Complaint.update(misconduct=True).where(Complaint.id == other.id).execute()
    with pytest.raises(LinkNotAllowed, match="jalur sendiri"):
        merge(other, one)
    Complaint.update(misconduct=False).where(Complaint.id == other.id).execute()
    queue_reply(other.id, "Baik.", Purpose.LAIN, "kunci-jawaban-0001", actor(Role.PENGELOLA), LATER)
    with pytest.raises(LinkNotAllowed, match=r"belum pasti terkirim"):
        merge(other, one)
    merge(one, other)
    third = new_complaint(account, "c", TUTI)
    for pair in ((one, third), (third, one)):
        with pytest.raises(LinkNotAllowed, match="tidak terbuka lagi"):
            merge(*pair)
    with pytest.raises(LinkNotAllowed, match="tidak sedang digabung"):
        part(third)
    with pytest.raises(ReasonMissing):
        part_complaint(one.id, "", actor(Role.PENGELOLA), LATER)


def test_only_the_front_desk_links_once_a_form_and_from_what_it_saw(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    for role in (Role.KASI_TIKKIM, Role.KEPALA_KANTOR, Role.KASI_LALINTALKIM):
        with pytest.raises(NotPermitted):
            merge(other, one, role=role)
    by, key = actor(Role.PENGELOLA), "kunci-formulir-000001"
    with pytest.raises(StaleCase):
        merge_complaints(other.id, one.id, "sama", by, LATER, version=other.version + 1)
    merge_complaints(other.id, one.id, "sama", by, LATER, version=other.version, form_key=key)
    with pytest.raises(AlreadyDone):
        merge_complaints(one.id, other.id, "sama", by, LATER, form_key=key)
    assert ComplaintLink.select().count() == 1


def test_nothing_can_be_done_on_a_merged_one_but_part_it(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    merge(other, one)
    by = actor(Role.PENGELOLA)
    for action in (
        lambda: identify(other.id, by, LATER, category="paspor", subject="x"),
        lambda: queue_reply(other.id, "halo", Purpose.JAWABAN, "kunci-jawaban-0002", by, LATER),
        lambda: move_complaint(other.id, Move.IDENTIFIKASI_SELESAI, by, LATER),
        lambda: move_complaint(other.id, Move.BATAL_TUTUP, by, LATER, reason="x"),
    ):
        with pytest.raises(RuleBroken):
            action()


def test_whoever_one_of_them_names_sees_neither_while_they_are_merged(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    person = Staff.get(Staff.username == str(Role.KASUBSI_INFOKIM))
    ConflictParty.create(complaint=other.id, staff=person, named_at=NOW)
    by = actor(Role.KASUBSI_INFOKIM)

    def seen() -> set[int]:
        return {row.id for row in Complaint.select().where(visible(by.scope))}

    assert seen() == {one.id}
    with pytest.raises(NotVisible):
        merge(other, one, role=Role.KASUBSI_INFOKIM)
    merge(other, one)
    assert seen() == set()
    assert not visible_messages_of(by)
    with pytest.raises(NotVisible):
        part(other, Role.KASUBSI_INFOKIM)
    part(other)
    assert seen() == {one.id}


def visible_messages_of(by: Actor) -> list[int]:
    """Return the messages somebody may see."""
    return [row.id for row in Message.select().where(visible_message(by.scope))]


def test_a_protected_identity_protects_the_one_it_goes_into_and_no_longer_than_needed(
    account: ChannelAccount, two: tuple[Complaint, Complaint]
) -> None:
    one, other = two
    third = new_complaint(account, "c", TUTI)
    Complaint.update(identity_protected=True).where(Complaint.id.in_([other.id, third.id])).execute()
    merge(other, one)
    merge(third, one)
    part(other)
    assert again(one).identity_protected
    part(third)
    assert not again(one).identity_protected


def test_who_identified_it_meanwhile_decided_himself(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    Complaint.update(identity_protected=True).where(Complaint.id == other.id).execute()
    merge(other, one)
    values = {"category": "paspor", "subject": "Paspor", "identity_protected": True}
    identify(one.id, actor(Role.PENGELOLA), LATER + timedelta(minutes=1), **values)
    part_complaint(other.id, "lain", actor(Role.PENGELOLA), LATER + timedelta(minutes=2))
    assert again(one).identity_protected


def test_the_limits_of_the_law_count_from_the_one_who_waits_longest(account: ChannelAccount) -> None:
    old = new_complaint(account, "lama", SARI)
    at = NOW + timedelta(days=3)
    take_in(account, citizen_message("baru", BUDI, at), now=at)
    young = Complaint.select().order_by(Complaint.id.desc()).first()

    def starts(case: Complaint) -> set[object]:
        return {row.starts_at for row in StatutoryClock.select().where(StatutoryClock.complaint == case.id)}

    own = starts(young)
    assert own == {at}
    later = NOW + timedelta(days=3, minutes=9)
    merge_complaints(old.id, young.id, "sama", actor(Role.PENGELOLA), later)
    assert starts(young) == {NOW}
    part_complaint(old.id, "lain", actor(Role.PENGELOLA), later)
    assert starts(young) == own


def test_a_section_does_not_get_to_see_what_went_into_a_case_it_does_not_have(account: ChannelAccount) -> None:
    walk = Walk(account, Section.LALINTALKIM).at_section()
    other = new_complaint(account, "paspor kami", BUDI)
    kasi = actor(Role.KASI_LALINTALKIM)
    merge_complaints(walk.id, other.id, "sama", actor(Role.PENGELOLA), walk.tick())
    assert {row.id for row in Complaint.select().where(visible(kasi.scope))} == {walk.id}
    assert set(visible_messages_of(kasi)) == messages_in(walk.id)
