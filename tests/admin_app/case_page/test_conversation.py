"""The conversation: both ways in one order, each message once, its state in words; long ones cost no more queries."""

from datetime import timedelta
from typing import Any

from admin_app.case_page.conversation import Conversation, Entry, read_conversation
from admin_app.case_page.reading import read_case
from admin_app.forms.finding_case import find_case
from models.actions.replies.delivery_grades import note_news
from models.actions.replies.record_proof import record_proof
from models.rules.channels.grades import DeliveryGrade
from models.rules.channels.messages import Direction, IncomingAttachment
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import Attachment, ChannelAccount, Complaint, Gap, Message, MessageVersion, Outbox
from tests.actions.walking import Walk
from tests.admin_app.queue.test_queue import counted
from tests.office import NOW, actor, citizen_message, new_complaint, take_in


def talk(case: Complaint, **words: Any) -> Conversation:
    """Read the conversation of a case."""
    return read_conversation(Complaint.get_by_id(case.id), **words)


def only(case: Complaint, side: str) -> Entry:
    """Return the one entry of a side."""
    (entry,) = [entry for entry in talk(case).entries if entry.side == side]
    return entry


def test_our_reply_shows_once_with_its_officer_also_after_it_came_back_in_a_poll(account: ChannelAccount) -> None:
    walk = Walk(account).identified()
    key = walk.answer(Purpose.TANGGAPAN_AWAL)
    echo = {"external_id": f"true_{key}", "direction": Direction.OUT, "text": "Yth. Saudara, terima kasih."}
    take_in(account, citizen_message(**echo), now=walk.tick())
    assert Message.select().where(Message.direction == "out").count() == 1
    entry = only(walk.case, "out")
    assert (entry.label, entry.who, entry.state_words) == (
        "Tanggapan awal",
        "Contoh Pengelola Pengaduan",
        "Diterima platform",
    )
    note_news([(Outbox.get(), DeliveryGrade.READ, walk.now)], walk.tick())
    assert only(walk.case, "out").ticks == ("✓✓", "dibaca")


def test_what_was_typed_in_the_app_says_so(account: ChannelAccount) -> None:
    case = new_complaint(account)
    take_in(account, citizen_message("Sudah kami jawab", direction=Direction.OUT))
    entry = only(case, "out")
    assert (entry.label, entry.reply) == ("Dijawab di aplikasi asli", None)
    assert talk(case).typed_in_app == [entry]


def test_edited_and_withdrawn_messages_keep_their_first_text(account: ChannelAccount) -> None:
    case = new_complaint(account)
    message = Message.get()
    MessageVersion.create(message=message, number=2, text="Paspor adik saya", seen_at=NOW)
    Message.update(withdrawn_at=NOW).execute()
    entry = only(case, "in")
    assert (entry.text, [row.text for row in entry.versions]) == ("Paspor saya belum jadi", ["Paspor adik saya"])
    assert entry.withdrawn
    assert entry.fresh


def test_files_proofs_and_gaps_have_their_place(account: ChannelAccount) -> None:
    case = new_complaint(account)
    take_in(
        account, citizen_message("foto", attachments=(IncomingAttachment({"id": "1"}, "image/png", "a.png", 10),))
    )
    case = Complaint.get_by_id(case.id)
    record_proof(case.id, Purpose.LAIN, Way.TELEPON, "Ditelepon", actor(Role.PENGELOLA), NOW)
    Gap.create(account=account, thread_external_id=case.thread.external_id, why="20 terbaru", noticed_at=NOW)
    Gap.create(account=account, thread_external_id="lain", why="bukan ini", noticed_at=NOW)
    assert [row.filename for entry in talk(case).entries for row in entry.files] == ["a.png"]
    assert only(case, "bukti").label == "Pesan lain – disampaikan lewat telepon"
    assert only(case, "celah").text == "20 terbaru"


def test_a_mark_changes_when_what_is_shown_changes(account: ChannelAccount) -> None:
    case = new_complaint(account)
    take_in(
        account, citizen_message("foto", attachments=(IncomingAttachment({"id": "1"}, "image/png", "a.png", 10),))
    )
    before = [entry.stamp for entry in talk(case).entries]
    assert before == [entry.stamp for entry in talk(case).entries]
    Attachment.update(state="tersimpan").execute()
    after = [entry.stamp for entry in talk(case).entries]
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False]


def test_the_newest_messages_are_shown_and_older_ones_are_one_click_away(sqlite_account: ChannelAccount) -> None:
    case = new_complaint(sqlite_account)
    texts = [f"pesan {place}" for place in range(9)]
    for place, text in enumerate(texts):
        take_in(sqlite_account, citizen_message(text, sent_at=NOW + timedelta(minutes=place)))
    shown = talk(case, shown=4)
    assert ([entry.text for entry in shown.entries], shown.older) == (texts[-4:], True)
    assert len(talk(case).entries) == 10
    assert not talk(case).older


def test_a_case_with_200_messages_costs_no_more_queries_than_a_short_one(sqlite_account: ChannelAccount) -> None:
    walk = Walk(sqlite_account).at_fieldwork()
    who = actor(Role.KASI_LALINTALKIM)

    def queries() -> int:
        with counted() as seen:
            read_case(find_case(walk.case.public_id, who), who, NOW)
        return len(seen)

    short = queries()
    for place in range(200):
        take_in(sqlite_account, citizen_message(f"pesan {place}"))
    assert queries() == short <= 31
