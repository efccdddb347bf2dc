"""The parts of taking a page in: people, edits, other ids, our own echoes, and what no database keeps."""

from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from models.actions.intake.receive_messages import receive_page
from models.rules.cases.sop import Move
from models.rules.channels.messages import Ack, Acknowledgement, Direction, IncomingAttachment, Page, Unreadable
from models.tables import (
    Complaint,
    ComplaintMessage,
    Envelope,
    Message,
    MessageVersion,
    OpenThread,
    Quarantine,
    database,
)
from models.tables.core.database import connected, is_sqlite
from tests.actions.walking import Walk
from tests.office import NOW, citizen_message, take_in
from tests.simulator.caller import until


def test_F19_a_withdrawn_message_keeps_its_text(account: Any) -> None:
    message = citizen_message("rahasia")
    take_in(account, message)
    take_in(account, citizen_message("", external_id=message.external_id, withdrawn=True))
    kept = Message.get()
    assert kept.text == "rahasia"
    assert kept.withdrawn_at == NOW


def test_F20_an_edit_adds_a_version_once_and_keeps_the_first_text(account: Any) -> None:
    message = citizen_message("lama")
    take_in(account, message)
    for _ in range(2):
        take_in(account, citizen_message("baru", external_id=message.external_id))
    assert Message.get().text == "lama"
    assert [(row.number, row.text) for row in MessageVersion.select()] == [(2, "baru")]


def test_F20_edited_back_the_last_version_is_what_stands_there_now(account: Any) -> None:
    message = citizen_message("lama")
    take_in(account, message)
    for said in ("baru", "lama", "lama", "baru", "lama"):
        take_in(account, citizen_message(said, external_id=message.external_id))
    assert [row.text for row in MessageVersion.select().order_by(MessageVersion.number)] == [
        *("baru", "lama", "baru", "lama")
    ]
    assert Message.get().text == "lama"
    twice = [citizen_message(said, external_id=message.external_id) for said in ("satu", "dua", "lama")]
    receive_page(account.id, "dm", Page(tuple(twice)), NOW)
    assert [row.number for row in MessageVersion.select().order_by(MessageVersion.number)] == [2, 3, 4, 5, 6, 7, 8]


def test_F13_a_push_delivered_again_is_no_edit_back(account: Any) -> None:
    message = citizen_message("lama")
    edited = replace(message, text="baru", sent_at=NOW + timedelta(minutes=1))
    for item in (message, edited, message):
        receive_page(account.id, "push", Page((item,)), NOW, "push")
    assert [row.text for row in MessageVersion.select()] == ["baru"]
    back = replace(message, sent_at=NOW + timedelta(minutes=2))
    receive_page(account.id, "push", Page((back,)), NOW, "push")
    assert [row.text for row in MessageVersion.select().order_by(MessageVersion.number)] == ["baru", "lama"]


def test_the_same_message_under_its_other_id_is_one_message(account: Any) -> None:
    hidden = citizen_message(external_id="false_99@lid_AB", also_known_as=("false_628110000001@c.us_AB",))
    take_in(account, hidden)
    take_in(account, citizen_message(external_id="false_628110000001@c.us_AB"))
    assert Message.select().count() == 1
    take_in(account, citizen_message(external_id="false_628110000001@c.us_CD"))
    take_in(account, citizen_message(external_id="false_99@lid_CD", also_known_as=("false_628110000001@c.us_CD",)))
    assert Message.select().count() == 2


def test_an_ack_rises_and_never_falls_back(account: Any) -> None:
    message = citizen_message(direction=Direction.OUT)
    take_in(account, message)
    for ack in (Ack.DELIVERED, Ack.PENDING):
        receive_page(account.id, "dm", Page(acknowledgements=(Acknowledgement(message.external_id, ack),)), NOW)
    assert Message.get().ack == Ack.DELIVERED


def test_F36_nul_and_lone_surrogates_are_kept_in_their_place(account: Any) -> None:
    take_in(account, citizen_message("a\x00b\ud800c", payload='{"body":"a\\u0000b\\ud800c"}'))
    assert Message.get().text == "a\ufffdb\ufffdc"
    assert "\\u0000" in Envelope.get().payload


def test_F36_what_no_database_keeps_may_stand_in_every_field_of_an_item(account: Any) -> None:
    odd = "a\x00b\ud800" + "c" * 300
    item = citizen_message(
        external_id=odd[:200],
        also_known_as=(odd,),
        reply_to=odd,
        attachments=(IncomingAttachment({"message": odd}, mime=odd, filename=odd),),
    )
    ours = citizen_message(direction=Direction.OUT, external_id=f"true_{odd}"[:200], also_known_as=(odd + "d",))
    unreadable = (Unreadable("{}", "aneh", external_id=odd),)
    page = Page((item, ours), unreadable, (Acknowledgement(odd, Ack.READ),), cursor="1")
    assert receive_page(account.id, "dm", page, NOW) == 2
    assert receive_page(account.id, "dm", page, NOW) == 0
    assert Message.get(Message.direction == "in").reply_to == "a\ufffdb\ufffd" + "c" * 246
    assert Quarantine.get().external_id.startswith("a\ufffdb\ufffdc")


def test_posts_in_a_row_and_later_ones_join_the_open_complaint(account: Any) -> None:
    take_in(account, citizen_message("halo"), citizen_message("pak"), citizen_message("paspor saya"))
    take_in(account, citizen_message("sudah 3 minggu"))
    complaint = Complaint.get()
    assert ComplaintMessage.select().where(ComplaintMessage.complaint == complaint.id).count() == 4
    assert complaint.unread == 4
    assert OpenThread.select().count() == 1


def test_a_message_that_comes_while_its_complaint_is_being_closed_opens_the_next_one(account: Any) -> None:
    walk, closed, may_commit = Walk(account), Event(), Event()

    def close() -> None:
        with connected(), database.atomic():
            walk.move(Move.TUTUP_APRESIASI)
            closed.set()
            may_commit.wait(60)

    def write() -> None:
        with connected():
            take_in(account, citizen_message("masih ada lagi"), now=walk.now)

    threads = [Thread(target=close), Thread(target=write)]
    threads[0].start()
    assert closed.wait(60)
    threads[1].start()
    if not is_sqlite():  # SQLite's second writer waits before it reads anything
        until(_somebody_waits_for_a_lock)
    may_commit.set()
    for thread in threads:
        thread.join(20)
    first, second = Complaint.select().order_by(Complaint.id)
    assert (first.open, first.unread, second.open, second.previous_id) == (False, 1, True, first.id)


def _somebody_waits_for_a_lock() -> bool:
    waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    return bool(database.execute_sql(waiting).fetchone()[0])
