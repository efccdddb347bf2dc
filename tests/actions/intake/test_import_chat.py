"""Importing an export: into the right conversation, once, without doubling the gateway, and history stays history."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from models.actions.core.case import is_visible
from models.actions.intake.file_by_hand import KIND
from models.actions.intake.import_chat import NOT_EXPORTED, ImportChoice, Imported, import_chat, plan_import
from models.actions.intake.receive_messages import receive_page
from models.actions.privacy.keep_way_in import set_way_in
from models.actions.upkeep.verify.messages import doubles, halves, strays
from models.actions.upkeep.verify.office import Office
from models.rules.channels.messages import Direction, Page, StoredFile
from models.rules.core.errors import AlreadyDone, NotPermitted, RuleBroken
from models.rules.core.moments import from_wib
from models.rules.intake.chat_export import Export, read_export
from models.rules.staff.roles import Role
from models.tables import (
    Attachment,
    Audit,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    Message,
    OpenThread,
    Thread,
)
from tests.actions.lane import BAD
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

_keys = count(2)
TODAY = date(2026, 11, 25)
CHAT = """24/11/2026 07.58 - Pesan dan panggilan terenkripsi secara end-to-end.
24/11/2026 08.07 - Sari Contoh: Paspor saya belum jadi
24/11/2026 08.07 - Sari Contoh: halo
24/11/2026 08.07 - Sari Contoh: halo
24/11/2026 08.09 - Kantor Contoh: Baik, kami periksa
24/11/2026 08.11 - Sari Contoh: IMG-1.jpg (file terlampir)
24/11/2026 08.12 - Sari Contoh: <Media tidak disertakan>
24/11/2026 08.13 - Orang Lain: bukan ini
24/11/2026 08.14 - Sari Contoh: Pesan ini telah dihapus
"""
PHONE = "0811-0000-001"
CHOICE = ImportChoice("Kantor Contoh", "Sari Contoh", PHONE, opens=True)


def export(text: str = CHAT) -> Export:
    """Read a chat."""
    return read_export(text, TODAY)


def bring(
    text: str = CHAT, choice: ImportChoice = CHOICE, files: Any = None, key: str = "", role: Role = Role.PENGELOLA
) -> Imported:
    """Import it as somebody."""
    return import_chat(export(text), choice, files or {}, key or f"kunci-formulir-{next(_keys):06}", actor(role), NOW)


def test_a_chat_becomes_a_conversation_and_where_wished_a_complaint(account: Any) -> None:
    done = bring()
    assert (done.new, done.known) == (7, 0)
    assert done.complaint is not None
    assert (done.complaint.subject, done.complaint.account.kind) == ("Paspor saya belum jadi", KIND)
    first, *_, last = Message.select().order_by(Message.sent_at, Message.id)
    assert first.sent_at == from_wib(datetime(2026, 11, 24, 8, 7))
    assert last.withdrawn_at is not None
    ours = Message.get(Message.direction == str(Direction.OUT))
    assert (ours.text, ours.origin) == ("Baik, kami periksa", "aplikasi_asli")
    assert Thread.get().external_id == "whatsapp:+628110000001"
    assert "7 baru" in Audit.get(Audit.event == "impor_percakapan").after


def test_twice_brings_nothing_new_and_a_longer_export_only_what_came_after(account: Any) -> None:
    bring()
    again = bring()
    assert (again.new, again.known) == (0, 7)
    longer = bring(CHAT + "24/11/2026 09.00 - Sari Contoh: masih menunggu\n24/11/2026 08.07 - Sari Contoh: halo\n")
    assert (longer.new, longer.known) == (2, 7)
    assert Message.select().count() == 9


def test_the_other_phones_layout_brings_nothing_new(account: Any) -> None:
    bring("24/11/2026 08.07 - Sari Contoh: Paspor\n24/11/2026 08.09 - Kantor Contoh: Baik\n")
    ios = "[24/11/26 08.07.31] Sari Contoh: Paspor\n[24/11/26 08.09.02] Kantor Contoh: Baik\n"
    assert bring(ios).new == 0


def test_what_the_gateway_brought_is_not_doubled(account: Any) -> None:
    at = from_wib(datetime(2026, 11, 24, 8, 7, 31))
    take_in(account, citizen_message("Paspor saya  belum jadi", sent_at=at), citizen_message("halo", sent_at=at))
    done = bring()
    assert (done.new, done.known) == (5, 2)
    assert Thread.select().count() == 1
    assert {row.account_id for row in Message.select()} == {account.id}
    assert done.complaint == Complaint.get()
    assert ComplaintMessage.select().count() == 7


def test_what_was_edited_or_taken_back_since_is_not_doubled(account: Any) -> None:
    at = from_wib(datetime(2026, 11, 24, 8, 7, 31))
    asked = citizen_message("Paspor saya", sent_at=at)
    take_in(account, asked, citizen_message("salah kirim", sent_at=from_wib(datetime(2026, 11, 24, 8, 14, 2))))
    take_in(account, replace(asked, text="Paspor saya belum jadi"))
    done = bring()
    assert (done.new, done.known) == (5, 2)


def test_what_was_imported_first_does_not_come_again_by_the_gateway(account: Any, tmp_path: Path) -> None:
    at = from_wib(datetime(2026, 11, 24, 8, 7, 31))
    take_in(account, citizen_message("halo", sent_at=at))
    bring()
    late = [
        citizen_message("halo", sent_at=at + timedelta(seconds=5)),
        citizen_message("Paspor saya belum jadi", sent_at=at),
        citizen_message("Baik, kami periksa", sent_at=at + timedelta(minutes=2), direction=Direction.OUT),
        citizen_message("baru", sent_at=at + timedelta(hours=2)),
    ]
    before = Message.select().count()
    for _ in range(2):
        take_in(account, *late)
        assert Message.select().count() == before + 1
    office = Office(tmp_path, tmp_path / "attempts.log", NOW)
    assert [*doubles(office), *halves(office), *strays(office)] == []


def test_history_opens_no_complaint_unless_wished(account: Any) -> None:
    old = CHAT.replace("/11/2026", "/08/2026")
    choice = replace(CHOICE, opens=None)
    assert not plan_import(export(old), choice, actor(Role.PENGELOLA), NOW).opens
    done = bring(old, choice)
    assert (done.new, done.complaint, Complaint.select().count()) == (7, None, 0)
    assert plan_import(export(old + CHAT), choice, actor(Role.PENGELOLA), NOW).opens  # there is news now


def test_history_that_joins_an_open_case_does_not_turn_its_time_back(account: Any, tmp_path: Path) -> None:
    take_in(account, citizen_message("masih", sent_at=NOW - timedelta(minutes=1)))
    before = ChannelAccount.get_by_id(account.id).last_inbound_at
    done = bring()
    case = Complaint.get()
    assert (done.complaint, case.last_inbound_at) == (case, NOW - timedelta(minutes=1))
    assert ChannelAccount.get_by_id(account.id).last_inbound_at == before
    office = Office(tmp_path, tmp_path / "attempts.log", NOW)
    assert [*doubles(office), *halves(office), *strays(office)] == []


def test_only_what_is_wanted_since_a_day(account: Any) -> None:
    plan = plan_import(export(), replace(CHOICE, since=date(2026, 11, 25)), actor(Role.PENGELOLA), NOW)
    assert (plan.messages, plan.left_out) == ((), 8)


def test_files_that_came_along_are_there_and_the_others_are_said_to_lack(account: Any) -> None:
    bring(files={"IMG-1.jpg": StoredFile("a" * 64, "image/jpeg", "IMG-1.jpg", 9)})
    rows = {row.filename: (row.state, row.reason) for row in Attachment.select()}
    assert rows == {"IMG-1.jpg": ("tersimpan", ""), "berkas": ("gagal", NOT_EXPORTED)}


def test_two_citizens_who_say_the_same_in_one_minute_are_two(account: Any) -> None:
    bring("24/11/2026 08.07 - Sari Contoh: halo\n")
    other = bring(
        "24/11/2026 08.07 - Budi Contoh: halo\n", replace(CHOICE, person="Budi Contoh", phone="0811-0000-002")
    )
    assert other.new == 1


@pytest.mark.parametrize(
    "wrong",
    [{"person": "Entah"}, {"person": "Kantor Contoh"}, {"phone": "Sari"}, {"phone": ""}],
)
def test_a_choice_that_cannot_be_right_is_refused(sqlite_account: Any, wrong: dict[str, str]) -> None:
    with pytest.raises(RuleBroken):
        bring(choice=replace(CHOICE, **wrong))  # type: ignore[arg-type]


def test_dates_that_read_both_ways_are_asked_for_first(account: Any) -> None:
    with pytest.raises(RuleBroken, match="dua cara"):
        bring("03/04/26, 10:00 - Sari Contoh: halo")


def test_the_same_submission_twice_imports_once_and_only_the_front_desk_imports(account: Any) -> None:
    bring(key="kunci-formulir-000001")
    with pytest.raises(AlreadyDone):
        bring(key="kunci-formulir-000001")
    with pytest.raises(NotPermitted):
        bring(role=Role.KASI_TIKKIM)


def test_a_long_chat_comes_in_pages(sqlite_account: Any) -> None:
    lines = [f"24/11/2026 {8 + n // 3600:02}.{n // 60 % 60:02} - Sari Contoh: pesan {n}" for n in range(1200)]
    done = bring("\n".join(lines))
    assert done.new == 1200
    assert ComplaintMessage.select().count() == 1200


def test_a_case_hidden_from_the_officer_is_neither_announced_nor_joined(account: Any) -> None:
    secret = new_complaint(account, BAD)
    assert secret.conduct == "usulan"
    news = "25/11/2026 08.30 - Sari Contoh: Loketnya buka jam berapa?\n"
    front = plan_import(export(news), CHOICE, actor(Role.PENGELOLA), NOW)
    above = plan_import(export(news), CHOICE, actor(Role.KASI_TIKKIM), NOW)
    assert (front.open_case, front.opens, above.open_case) == (None, True, secret)
    done = bring(news)
    assert done.complaint is not None and done.complaint.id != secret.id
    assert is_visible(done.complaint, actor(Role.PENGELOLA))
    assert OpenThread.get(OpenThread.thread == secret.thread).complaint_id == secret.id
    # Without the tick it is the hidden case's: nothing is lost, nothing told.
    quiet = bring("25/11/2026 08.31 - Sari Contoh: Halo?\n", replace(CHOICE, opens=False))
    assert (quiet.complaint, Complaint.select().count()) == (None, 2)
    assert ComplaintMessage.select().where(ComplaintMessage.complaint == secret.id).count() == 2


def test_nothing_is_imported_into_the_conversation_that_passes_the_front_desk_by(account: Any) -> None:
    second = ChannelAccount.create(kind="gowa", label="Nomor pimpinan", created_at=NOW)
    receive_page(second.id, "dm", Page(messages=(citizen_message("Halo"),)), NOW)
    news = "25/11/2026 08.30 - Sari Contoh: Loketnya buka jam berapa?\n"
    before = plan_import(export(news), CHOICE, actor(Role.PENGELOLA), NOW)
    assert before.account is not None and before.account.label == "Nomor pimpinan"
    set_way_in("", (second.id,), actor(Role.KEPALA_KANTOR), NOW)
    after = plan_import(export(news), CHOICE, actor(Role.PENGELOLA), NOW)
    assert (after.account, after.thread, after.open_case) == (None, None, None)
