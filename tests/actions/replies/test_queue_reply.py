"""Queueing: once per submission of the form, and only what the channel and the stage allow."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.replies.queue_reply import Choices, queue_reply
from models.rules.core.errors import (
    NotPermitted,
    NotVisible,
    RefusedAlike,
    ReplyNotAllowed,
    SaidBefore,
    TextEmpty,
    TextTooLong,
)
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, OfficeSetting, Outbox
from tests.actions.replies.test_reply_reach import comment, facebook
from tests.actions.sending import queue
from tests.actions.walking import Walk
from tests.office import NOW, actor

S = ReplyState


def test_I14_the_same_key_twice_is_one_reply(account: Any) -> None:
    walk = Walk(account)
    assert queue(walk, "a").id == queue(walk, "a", text="teks lain").id
    assert Outbox.get().text == "Mohon foto buktinya."


@pytest.mark.parametrize(
    ("text", "purpose", "error"),
    [
        ("   ", Purpose.LAIN, TextEmpty),
        ("x" * 4097, Purpose.LAIN, TextTooLong),
        ("Jawaban", Purpose.JAWABAN, ReplyNotAllowed),
    ],
)
def test_what_cannot_be_sent_is_refused_before_it_is_queued(
    account: Any, text: str, purpose: Purpose, error: type
) -> None:
    walk = Walk(account)
    with pytest.raises(error):
        queue(walk, "a", purpose, text)
    assert Outbox.select().count() == 0


def test_only_pengelola_writes_to_citizens(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(NotPermitted):
        queue_reply(walk.id, "x", Purpose.LAIN, "a", actor(Role.KASUBSI_INFOKIM), NOW)
    with pytest.raises(NotVisible):
        queue_reply(walk.id, "x", Purpose.LAIN, "a", actor(Role.ADMINISTRATOR), NOW)


def test_a_second_answer_of_the_kind_the_stage_waits_for_is_refused_while_the_first_is_on_its_way(
    account: Any,
) -> None:
    walk = Walk(account).identified()
    pengelola = actor(Role.PENGELOLA)
    queue_reply(walk.id, "Yth. Saudara, kami terima.", Purpose.TANGGAPAN_AWAL, "kunci-petugas-1", pengelola, NOW)
    with pytest.raises(ReplyNotAllowed, match="sudah mengantre"):
        queue_reply(walk.id, "Yth. Saudara, diterima.", Purpose.TANGGAPAN_AWAL, "kunci-petugas-2", pengelola, NOW)
    queue_reply(walk.id, "Mohon fotonya.", Purpose.LAIN, "kunci-petugas-3", pengelola, NOW)
    assert [row.reply_key for row in Outbox.select().order_by(Outbox.id)] == ["kunci-petugas-1", "kunci-petugas-3"]


def test_beside_an_answer_that_rests_the_ways_out_are_said(account: Any) -> None:
    walk = Walk(account).identified()
    pengelola = actor(Role.PENGELOLA)
    queue_reply(walk.id, "Yth. Saudara, kami terima.", Purpose.TANGGAPAN_AWAL, "kunci-petugas-1", pengelola, NOW)
    Outbox.update(state="parked").execute()
    with pytest.raises(ReplyNotAllowed, match="berangkat saat pelapor menulis lagi"):
        queue_reply(walk.id, "Yth. Saudara, diterima.", Purpose.TANGGAPAN_AWAL, "kunci-petugas-2", pengelola, NOW)


def commented() -> int:
    """Let a citizen complain in a comment and return the complaint."""
    thread = comment(facebook(), external_id="17_9")
    return int(Complaint.get(Complaint.thread == thread.id).id)


def answer(case: int, text: str, key: str = "a", private: bool = False) -> Outbox:
    return queue_reply(case, text, Purpose.LAIN, key, actor(Role.PENGELOLA), NOW, choices=Choices(private=private))


def test_a_comment_is_answered_under_the_comment_or_in_private_once(account: Any) -> None:
    case = commented()
    public = answer(case, "Terima kasih, kami periksa.")
    assert (public.reply_to, public.private) == ("17_9", False)
    private = answer(case, "Mohon kirim nomor permohonan.", "b", private=True)
    assert (private.reply_to, private.private) == ("17_9", True)
    with pytest.raises(ReplyNotAllowed, match="satu pesan pribadi"):
        answer(case, "Sekali lagi.", "c", private=True)
    Outbox.update(state=str(S.CANCELLED)).where(Outbox.reply_key == "b").execute()
    assert answer(case, "Sekali lagi.", "c", private=True).private


@pytest.mark.parametrize("text", ["NIK 2171031509900001 sudah benar.", "Paspor X1234567 siap.", "WA 081234567890."])
def test_what_everybody_can_read_holds_no_identity(account: Any, text: str) -> None:
    case = commented()
    with pytest.raises(ReplyNotAllowed, match="terbaca semua orang"):
        answer(case, text)
    assert answer(case, text, private=True).text == text


def test_the_offices_own_telephone_may_stand_in_public(account: Any) -> None:
    OfficeSetting.update(value="0778-123456, 0811-7000-000").where(OfficeSetting.key == "telepon_publik").execute()
    assert answer(commented(), "Silakan telepon 08117000000.").text


def test_a_private_answer_needs_a_comment(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(ReplyNotAllowed):
        answer(walk.id, "Halo.", private=True)


def test_the_same_words_to_one_conversation_within_ten_minutes_are_asked_about_once(account: Any) -> None:
    walk, words, asked = Walk(account), "Mohon foto buktinya.", Choices(repeated=False)

    def submit(key: str, text: str = words, choices: Choices = asked, later: timedelta = timedelta()) -> Outbox:
        return queue_reply(walk.id, text, Purpose.LAIN, key, actor(Role.PENGELOLA), NOW + later, choices=choices)

    submit("a")
    assert submit("a").reply_key == "a"  # one submission sent twice is no second answer
    with pytest.raises(SaidBefore) as refused:
        submit("b", f" {words} ", later=timedelta(minutes=9))
    assert refused.value.asks == "sama"
    assert submit("b", choices=Choices(repeated=True)).state == S.QUEUED
    assert submit("c", "kata lain").state == S.QUEUED
    assert submit("d", later=timedelta(minutes=10)).state == S.QUEUED
    assert submit("e", choices=Choices()).state == S.QUEUED  # a script asks nobody


def test_words_that_never_left_are_not_said_before(account: Any) -> None:
    walk, asked = Walk(account), Choices(repeated=False)
    queue(walk, "a")
    Outbox.update(state="cancelled").execute()
    again = queue_reply(
        walk.id, "Mohon foto buktinya.", Purpose.LAIN, "b", actor(Role.PENGELOLA), walk.now, choices=asked
    )
    assert again.state == S.QUEUED


def test_words_that_x_will_refuse_are_asked_about_before_however_long_ago_they_were_said(account: Any) -> None:
    first, asked = commented(), Choices(repeated=False)
    ChannelAccount.update(kind="x").execute()
    queue_reply(first, "Terima kasih.", Purpose.LAIN, "a", actor(Role.PENGELOLA), NOW, choices=asked)
    later = NOW + timedelta(days=30)
    with pytest.raises(RefusedAlike) as refused:
        queue_reply(first, "Terima kasih.", Purpose.LAIN, "b", actor(Role.PENGELOLA), later, choices=asked)
    assert (refused.value.asks, "Ubah kata-katanya" in refused.value.sentence) == ("sama", True)
    again = queue_reply(
        first, "Terima kasih.", Purpose.LAIN, "b", actor(Role.PENGELOLA), later, choices=Choices(repeated=True)
    )
    assert again.state == S.QUEUED
    assert queue_reply(first, "Kata lain.", Purpose.LAIN, "c", actor(Role.PENGELOLA), later, choices=asked)


def test_F40_words_said_at_a_time_to_come_were_not_said_just_now(account: Any) -> None:
    walk, asked = Walk(account), Choices(repeated=False)
    queue(walk, "a")
    Outbox.update(created_at=walk.now + timedelta(days=400)).execute()
    assert queue_reply(
        walk.id, "Mohon foto buktinya.", Purpose.LAIN, "b", actor(Role.PENGELOLA), walk.now, choices=asked
    )
