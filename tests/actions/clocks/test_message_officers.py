"""Warnings on an officer's telephone: one message for all, in the waking hours, nothing that was seen or is over."""

import threading
from datetime import datetime, timedelta
from typing import Any

from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.message_officers import gateway, message_officers
from models.actions.core.see_notices import see_all_notices
from models.actions.papers.ask_signatures import ask_signatures
from models.actions.papers.draft_document import draft_document
from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.rules.cases.sop import Move
from models.rules.channels.messages import Receipt
from models.rules.staff.roles import Role
from models.tables import (
    Audit,
    ChannelAccount,
    Complaint,
    ConflictParty,
    Notice,
    OfficeSetting,
    Outbox,
    Staff,
    StatutoryClock,
    Thread,
    database,
)
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

EVENING = datetime(2026, 11, 27, 12, 0)  # Friday, 19.00 WIB
MORNING = datetime(2026, 11, 30, 0, 30)  # Monday, 07.30 WIB


def wanting() -> int:
    Staff.update(phone="+628110009999", wants_messages=True).where(Staff.username == "pengelola").execute()
    return int(Staff.get(Staff.username == "pengelola").id)


def late(account: Any, how_many: int = 1) -> datetime:
    """Let cases lie at step 2 until half their time is gone."""
    for number in range(how_many):
        new_complaint(account, who=f"6281100001{number:03d}")
    moment = NOW + timedelta(minutes=2)
    assert give_warnings(moment) == how_many
    return moment


def test_one_message_names_every_case_by_its_number_and_nothing_of_its_story(account: Any) -> None:
    wanting()
    moment = late(account, 3)
    assert message_officers(moment) == 1
    message = Outbox.get()
    assert (message.complaint_id, message.not_before, message.created_by_id) == (None, None, None)
    assert Thread.get_by_id(message.thread_id).external_id == "628110009999@c.us"
    for case in Complaint.select():
        assert case.number in message.text
    assert "Sari" not in message.text and "Paspor" not in message.text
    assert Audit.get(Audit.event == "antre_peringatan").after == "pengelola"
    assert message_officers(moment) == 0
    assert Outbox.select().count() == 1


def test_two_agents_write_it_once(account: Any) -> None:
    wanting()
    moment = late(account)
    made: list[int] = []

    def one() -> None:
        with database.connection_context():
            made.append(message_officers(moment))

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(made), Outbox.select().count()) == ([0, 1], 1)


def test_in_quiet_hours_and_on_days_off_it_waits_and_goes_together(account: Any) -> None:
    wanting()
    Walk(account)
    StatutoryClock.update(due_at=EVENING).execute()
    assert give_warnings(EVENING) > 0
    assert message_officers(EVENING) == message_officers(MORNING - timedelta(minutes=1)) == 0
    assert give_warnings(MORNING + timedelta(hours=2)) >= 0
    assert message_officers(MORNING + timedelta(hours=2)) == 1
    assert Outbox.select().count() == 1


def test_what_was_seen_or_ended_by_then_is_not_sent_any_more(account: Any) -> None:
    wanting()
    moment = late(account, 2)
    first, second = Notice.select().order_by(Notice.id)
    Notice.update(lapsed_at=moment).where(Notice.id == first.id).execute()
    see_all_notices(actor(Role.PENGELOLA), second.id, moment)
    assert message_officers(moment) == 0
    assert not Outbox.select().exists()
    assert not Notice.select().where(Notice.message_due).exists()


def test_S4_a_case_that_was_hidden_in_between_is_not_named(account: Any) -> None:
    staff = wanting()
    moment = late(account)
    ConflictParty.create(complaint=Complaint.get().id, staff=staff, why="keluarga", named_at=moment)
    assert message_officers(moment) == 0


def test_who_does_not_want_it_or_an_office_without_whatsapp_gets_none(account: Any) -> None:
    moment = late(account)
    assert message_officers(moment) == 0
    wanting()
    Notice.update(message_due=True).execute()
    ChannelAccount.update(enabled=False).execute()
    assert gateway() is None
    assert message_officers(moment) == 0
    assert not Outbox.select().exists()


def test_many_are_counted_instead_of_filling_the_telephone(account: Any) -> None:
    OfficeSetting.update(value="").where(OfficeSetting.key == "jam_tenang").execute()
    wanting()
    assert message_officers(late(account, 13)) == 1
    text = Outbox.get().text
    assert text.count("•") == 10
    assert "… dan 3 lagi" in text


def test_a_flood_is_one_message_of_one_line_and_none_follows_at_once(account: Any) -> None:
    wanting()
    take_in(account, *(citizen_message(who=f"62811{number:07d}") for number in range(300)))
    told = 0
    for minute in range(2, 31):
        give_warnings(NOW + timedelta(minutes=minute))
        told += message_officers(NOW + timedelta(minutes=minute))
    assert (told, Notice.select().where(Notice.staff == wanting()).count()) == (1, 600)
    (line,) = [line for line in Outbox.get().text.splitlines() if line.startswith("•")]
    assert line.startswith("• 300 pengaduan diperingatkan waktunya: 300 memakai separuh waktunya.")
    give_warnings(NOW + timedelta(minutes=33))
    assert message_officers(NOW + timedelta(minutes=33)) == 1
    assert "300 terlambat" in Outbox.select().order_by(Outbox.id.desc()).get().text


def test_a_case_is_one_line_with_its_gravest_event_and_what_to_do(account: Any) -> None:
    wanting()
    case = new_complaint(account)
    for minute in (2, 4):
        give_warnings(NOW + timedelta(minutes=minute))
    assert message_officers(NOW + timedelta(minutes=4)) == 1
    (line,) = [line for line in Outbox.get().text.splitlines() if line.startswith("•")]
    assert line.startswith(f"• {case.number}: ") and line.endswith(" Tentukan jenis, kategori, dan pokok aduan.")
    assert "sudah habis waktunya" in line


def test_papers_to_sign_and_cases_to_dispose_go_to_who_wants_them_and_warnings_do_not(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    walk.move(Move.KEMBALIKAN_PENERUSAN)
    draft_document(walk.id, "ND-TERUS", actor(Role.PENGELOLA), walk.tick())
    walk.move(Move.AJUKAN_PENERUSAN)
    Staff.update(phone="+628110008888", wants_tasks=True).where(Staff.username == "kasubsi_infokim").execute()
    late = walk.now + timedelta(hours=2)
    assert (give_warnings(late) > 0, ask_signatures(late), message_officers(late)) == (True, 1, 1)
    text = Outbox.select().order_by(Outbox.id.desc()).get().text
    assert f"• {walk.case.number}: Nota Dinas Pengoordinasian menunggu tanda tangan Anda. Baca naskahnya" in text
    assert "waktunya" not in text and "terlambat" not in text


def test_who_wants_warnings_alone_hears_of_no_paper(account: Any) -> None:
    staff = wanting()
    Notice.create(staff=staff, kind="tanda_tangan", text="x", key="tandatangan:1:0", made_at=NOW, message_due=True)
    assert message_officers(NOW) == 0
    assert not Notice.get().message_due


def test_it_leaves_by_the_outbox_like_every_answer_and_ends_no_step(account: Any) -> None:
    wanting()
    moment = late(account)
    message_officers(moment)
    stage = Complaint.get().stage
    claim = claim_due(account.id, "agen-1", 60, moment)
    assert claim is not None
    assert record_intent(claim, 60, moment)
    assert record_sent(claim, Receipt("true_peringatan"), moment)
    assert (Outbox.get().state, Complaint.get().stage) == ("sent", stage)


def test_a_banned_number_writes_to_officers_only_where_there_is_no_other(account: Any) -> None:
    ChannelAccount.update(blocked_at=NOW).where(ChannelAccount.id == account.id).execute()
    assert gateway() == account
    other = ChannelAccount.create(kind="gowa", label="Nomor kedua", created_at=NOW)
    assert gateway() == other
