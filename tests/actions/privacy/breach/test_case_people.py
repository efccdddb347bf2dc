"""One line a person: joined and confirmed contacts are one, others in a case are told, a protected one unnamed."""

from datetime import timedelta

from models.actions.intake.join_contacts import join_contacts, part_contact
from models.actions.privacy.breach.case_people import affected
from models.rules.privacy.breach import DESTROYED, MASKED, NO_WAY, TALK, Affected, Data, Shown, Surety
from models.rules.retention.retention import DESTROYED as MARK
from models.rules.staff.roles import Role
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    Contact,
    Handle,
    Invitation,
    InvitationClaim,
    Message,
    SecrecyChange,
    Thread,
)
from tests.actions.privacy.breach.acts import ENDED, MINUTE, WITHIN, two
from tests.office import NOW, actor

KASUBSI = Role.KASUBSI_INFOKIM


def seen(*cases: Complaint, **changes: object) -> tuple[Affected, ...]:
    """Return whose data it was that these cases were looked at."""
    values = {"at": WITHIN, "surety": Surety.CERTAIN, "data": TALK, "evidence": "baca no. 1"} | changes
    return affected([Shown(case.id, **values) for case in cases])  # type: ignore[arg-type]


def test_joined_contacts_are_one_line_with_all_ways_and_parted_ones_are_two(account: ChannelAccount) -> None:
    mine, also = two(account)
    assert len(seen(mine, also)) == 2
    join_contacts(mine.contact_id, also.contact_id, actor(KASUBSI), NOW)
    (row,) = seen(mine, also)
    assert row.cases == tuple(sorted((mine.number, also.number)))
    assert row.ways == ("phone: +628110000001", "phone: +628110000002")
    assert len(seen(mine)[0].ways) == 2  # he is reached by any of them
    part_contact(also.contact_id, actor(KASUBSI), NOW)
    assert len(seen(mine, also)) == 2


def test_another_persons_words_in_a_case_are_told_and_only_while_they_stood_there(account: ChannelAccount) -> None:
    mine, other = two(account)
    message = Message.get(Message.text == "kata dua")
    link = {"linked_at": WITHIN - MINUTE, "undone_at": WITHIN + MINUTE}
    ComplaintMessage.create(complaint=mine, message=message, **link)
    assert {row.ways for row in seen(mine)} == {("phone: +628110000001",), ("phone: +628110000002",)}
    for at in (WITHIN - 2 * MINUTE, WITHIN + 2 * MINUTE):
        assert [row.ways for row in seen(mine, at=at)] == [("phone: +628110000001",)]
    assert other.number not in str(seen(mine))  # his own case was not looked at


def test_a_private_conversation_confirmed_to_be_his_is_the_same_person(account: ChannelAccount) -> None:
    mine, other = two(account)
    message = Message.get(Message.text == "kata dua")
    ComplaintMessage.create(complaint=mine, message=message, linked_at=NOW)
    assert len(seen(mine)) == 2
    thread = Thread.get_by_id(other.thread_id)
    reply = {"complaint": mine, "account": account, "code": "K1", "created_at": NOW, "expires_at": ENDED}
    invitation = Invitation.create(reply=_reply(mine, account), **reply)
    claim = InvitationClaim.create(invitation=invitation, thread=thread, message=message, word="x", made_at=NOW)
    assert len(seen(mine)) == 2  # anybody may write a code
    InvitationClaim.update(confirmed_at=NOW).where(InvitationClaim.id == claim.id).execute()
    (row,) = seen(mine)
    assert row.ways == ("phone: +628110000001", "phone: +628110000002")


def _reply(case: Complaint, account: ChannelAccount) -> int:
    from models.tables import Outbox

    columns = {"complaint": case, "account": account, "thread": case.thread_id, "reply_key": "r", "created_at": NOW}
    return Outbox.create(purpose="undangan", text="x", text_hash="h", state="sent", **columns).id


def test_a_protected_case_stands_alone_without_name_and_without_what_was_masked(account: ChannelAccount) -> None:
    mine, also = two(account)
    join_contacts(mine.contact_id, also.contact_id, actor(KASUBSI), NOW)
    Complaint.update(identity_protected=True).where(Complaint.id == mine.id).execute()
    rows = {row.cases: row for row in seen(mine, also)}
    hidden, open_ = rows[(mine.number,)], rows[(also.number,)]
    assert (hidden.name, hidden.ways, hidden.notes, hidden.data) == ("", (), (MASKED,), {Data.WORDS})
    assert mine.number not in open_.cases
    assert seen(mine, masked=False)[0].data == TALK


def test_who_was_protected_only_after_the_look_was_seen_by_name(account: ChannelAccount) -> None:
    mine, _other = two(account)
    Complaint.update(identity_protected=True).where(Complaint.id == mine.id).execute()
    change = {"complaint": mine, "reason": "x", "made_by": actor(KASUBSI).staff_id}
    SecrecyChange.create(protected=True, made_at=NOW, **change)
    SecrecyChange.create(protected=False, made_at=WITHIN - MINUTE, **change)
    SecrecyChange.create(protected=True, made_at=WITHIN + MINUTE, **change)
    assert seen(mine)[0].data == TALK
    assert seen(mine, at=WITHIN + 2 * MINUTE)[0].data == {Data.WORDS}
    assert seen(mine)[0].name == ""  # the list does not name him all the same


def test_a_destroyed_case_is_listed_by_its_number_and_who_has_no_way_is_said_to(account: ChannelAccount) -> None:
    mine, other = two(account)
    Complaint.update(destroyed_at=ENDED).where(Complaint.id == mine.id).execute()
    Contact.update(name=MARK).where(Contact.id == mine.contact_id).execute()
    Handle.update(value="musnah:1", display_name="").where(Handle.contact == mine.contact_id).execute()
    rows = {row.cases: row for row in seen(mine, other)}
    assert rows[(mine.number,)].notes == (DESTROYED,)
    assert rows[(mine.number,)].name == ""
    assert rows[(other.number,)].notes == ()
    Handle.update(value="musnah:2").where(Handle.contact == other.contact_id).execute()
    assert seen(other)[0].notes == (NO_WAY,)


def test_a_line_counts_from_the_first_to_the_last_and_certain_wins_over_possible(account: ChannelAccount) -> None:
    mine, other = two(account)
    certain = Shown(mine.id, WITHIN, Surety.CERTAIN, TALK, "baca no. 1")
    shown = [Shown(other.id, NOW, Surety.POSSIBLE, TALK), certain]
    shown += [Shown(mine.id, WITHIN + timedelta(hours=n), Surety.POSSIBLE, TALK, f"baca no. {n}") for n in range(30)]
    first, second = affected(shown)
    assert (first.surety, first.first, first.last - first.first) == (Surety.CERTAIN, WITHIN, timedelta(hours=29))
    assert first.evidence[-1] == "dan 10 baris lain"
    assert (second.surety, second.cases) == (Surety.POSSIBLE, (other.number,))
