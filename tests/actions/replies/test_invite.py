"""Inviting: only from a comment, once at a time, once reminded of."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.core.answers.invitation_waiting import invitation_of
from models.actions.intake.confirm_invitation import confirm_by_officer
from models.actions.replies.queue_reply import queue_reply
from models.actions.replies.settle_reply import cancel_reply
from models.actions.retention.destruction.take_out import take_out
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import ReplyNotAllowed
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Invitation, InvitationClaim, Outbox, StatutoryClock
from models.tables.core.files.folder_store import FolderStore
from tests.actions.inviting import ANSWER, INVITATION, Invited, deliver, wrote
from tests.actions.walking import Walk
from tests.office import actor


def state(walk: Invited) -> Any:
    found = invitation_of(walk.id, walk.now)
    assert found is not None
    return found


def test_the_text_gets_its_code_and_a_link_with_the_code_typed_in(account: Any) -> None:
    walk = Invited(account).at_answering()
    code = walk.invited().code
    text = Outbox.get(Outbox.purpose == "undangan").text
    assert text == f"Jawaban siap. Kirim kode {code} ke WhatsApp https://wa.me/628117000111?text={code}"


def test_without_an_address_the_channel_is_named_and_without_a_channel_nobody_is_invited(account: Any) -> None:
    walk = Invited(account).at_answering()
    ChannelAccount.update(settings="{}").where(ChannelAccount.id == walk.whatsapp.id).execute()
    code = walk.invited().code
    assert Outbox.get(Outbox.purpose == "undangan").text.endswith(f"{code} ke pesan WhatsApp kami")
    other = Invited(account).at_answering()
    ChannelAccount.update(enabled=False).where(ChannelAccount.kind == "waha").execute()
    ChannelAccount.update(settings='{"reads_dm": "tidak"}').where(ChannelAccount.kind == "tiktok").execute()
    with pytest.raises(ReplyNotAllowed, match="Tidak ada kanal pesan pribadi"):
        other.invited()


def test_an_invitation_ends_neither_the_step_nor_a_limit_of_the_law(account: Any) -> None:
    walk = Invited(account).at_answering()
    met = StatutoryClock.select().where(StatutoryClock.met_at.is_null(False)).count()
    walk.invited()
    assert walk.stage is Stage.PENYAMPAIAN
    assert StatutoryClock.select().where(StatutoryClock.met_at.is_null(False)).count() == met


def test_a_private_conversation_needs_no_invitation(account: Any) -> None:
    walk = Walk(account).identified()
    with pytest.raises(ReplyNotAllowed, match="jawab langsung"):
        walk.answer(Purpose.UNDANGAN, INVITATION)


def test_it_is_said_again_once_with_the_same_code_and_only_after_its_time(account: Any) -> None:
    walk = Invited(account).at_answering()
    first = walk.invited()
    with pytest.raises(ReplyNotAllowed, match="menunggu pelapor"):
        walk.invited()
    walk.days(3)
    assert (state(walk).waits, state(walk).may_remind, state(walk).in_vain) == (False, True, False)
    again = walk.invited()
    assert (again.id, again.code) == (first.id, first.code)
    assert (state(walk).waits, state(walk).may_remind) == (True, False)
    walk.days(3)
    assert (state(walk).waits, state(walk).may_remind, state(walk).in_vain) == (False, False, True)
    with pytest.raises(ReplyNotAllowed, match="Kasubsi Infokim"):
        walk.invited()
    assert Invitation.select().count() == 1


def test_what_is_still_on_its_way_waits_however_long_and_its_time_begins_when_it_left(account: Any) -> None:
    walk = Invited(account).at_answering()
    queue_reply(walk.id, INVITATION, Purpose.UNDANGAN, "undang-lama", actor(Role.PENGELOLA), walk.tick())
    walk.days(9)
    assert (state(walk).left, state(walk).waits, state(walk).may_remind) == (False, True, False)
    deliver(walk.account.id, walk.tick())
    assert (state(walk).left, state(walk).waits) == (True, True)
    assert state(walk).invitation.expires_at == walk.now + timedelta(days=3)


def test_a_reminder_taken_back_was_none_and_one_on_its_way_is_not_in_vain(account: Any) -> None:
    walk = Invited(account).at_answering()
    walk.invited()
    walk.days(3)
    queue_reply(walk.id, INVITATION, Purpose.UNDANGAN, "undang-lagi", actor(Role.PENGELOLA), walk.tick())
    walk.days(9)
    assert (state(walk).waits, state(walk).in_vain) == (True, False)
    cancel_reply("undang-lagi", actor(Role.PENGELOLA), walk.tick())
    assert (state(walk).may_remind, state(walk).in_vain) == (True, False)


def test_one_that_never_left_does_not_count(account: Any) -> None:
    walk = Invited(account).at_answering()
    walk.invited()
    Outbox.update(state="refused").where(Outbox.purpose == "undangan").execute()
    assert invitation_of(walk.id, walk.now) is None
    assert walk.invited()


def test_a_case_answered_through_an_invitation_is_whole_for_verify(account: Any, tmp_path: Path) -> None:
    walk = Invited(account).at_answering()
    claim = walk.confirmed()
    walk.sent(ANSWER, Purpose.JAWABAN, linked=claim.id)
    walk.paper("LEMBAR")
    walk.move(Move.ARSIPKAN)
    found = verify(FolderStore(tmp_path / "files"), tmp_path / "attempts.log", walk.tick())
    # The test's platform keeps no log of attempts and no files.
    assert [one for one in found.failures if "attempt" not in one and "file" not in one] == []


def test_what_an_officer_wrote_of_the_person_goes_with_the_case(account: Any) -> None:
    walk = Invited(account).at_answering()
    wrote(walk.whatsapp, walk.invited().code, walk.tick())
    claim = InvitationClaim.get()
    confirm_by_officer(claim.id, "Ditelepon, menyebut Sari Contoh.", actor(Role.PENGELOLA), walk.tick())
    take_out(walk.case, walk.tick())
    assert InvitationClaim.get_by_id(claim.id).reason == ""
