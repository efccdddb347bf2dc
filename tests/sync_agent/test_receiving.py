"""One pass in: everything once, whatever the gateway does, and the cursor only over what is stored."""

from datetime import timedelta

import pytest

from models.actions.channels.look_at_account import account_times
from models.actions.channels.serve_account import read_cursor
from models.tables import ChannelAccount, Complaint, Cursor, Envelope, Message, MessageVersion, Quarantine
from sync_agent.connector_kit.errors import SignInNeeded, TryLater
from sync_agent.receiving import Sweep
from sync_agent.service import Service
from sync_agent.simulator.waha.messages import Draft
from tests.sync_agent.desk import ANI, IMPATIENT, Desk, receive


def texts() -> list[str]:
    return sorted(row.text for row in Message.select())


def poll(service: Service) -> None:
    while receive(service):
        pass


def test_a_message_becomes_a_complaint_once_however_often_we_look(desk: Desk) -> None:
    desk.happen("Paspor saya belum selesai")
    service = desk.service()
    for _ in range(3):
        poll(service)
    assert texts() == ["Paspor saya belum selesai"]
    assert Complaint.select().count() == 1


def test_F2_F5_another_agent_goes_on_where_this_one_stopped(desk: Desk) -> None:
    desk.running.practice.gateway.receive_many([Draft(f"62812{n:08d}@c.us", f"pesan {n}") for n in range(250)])
    first = desk.service()
    page = first.connector.fetch  # the first page is fetched and lost: killed before the transaction
    assert page
    poll(first)
    poll(desk.service())
    assert Message.select().count() == Envelope.select().count() == 250


def test_F3_a_page_that_fails_to_be_stored_moves_no_cursor_and_comes_again(desk: Desk) -> None:
    desk.happen("tetap ada")
    service = desk.service()
    broken = Service(**{**vars(service), "now": lambda: "not a moment"})
    with pytest.raises((AttributeError, TypeError)):
        receive(broken)
    assert Cursor.select().count() == 0
    poll(service)
    assert texts() == ["tetap ada"]


@pytest.mark.parametrize("fault", ["duplicate_items", "reorder_items"])
def test_F13_F14_doubles_and_disorder_change_nothing(desk: Desk, fault: str) -> None:
    for number in range(5):
        desk.happen(f"{number}")
    desk.fault(fault)
    service = desk.service()
    poll(service)
    poll(service)
    assert texts() == ["0", "1", "2", "3", "4"]


def test_F15_a_message_that_appears_late_under_an_old_time_is_found_by_the_sweep_and_counted(desk: Desk) -> None:
    desk.happen("tadi")
    service = desk.service()
    poll(service)
    desk.happen("terlambat", timestamp=desk.now().timestamp() - 3 * 86_400)
    poll(service)
    assert texts() == ["tadi"]
    before = read_cursor(desk.row.id, "dm")
    assert Sweep(service).go_on()
    assert texts() == ["tadi", "terlambat"]
    assert read_cursor(desk.row.id, "dm") == before
    assert ChannelAccount.get_by_id(desk.row.id).found_by_sweep == 1
    assert account_times(desk.row.id).sweep is not None


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_sweep_cut_off_behind_its_first_page_leaves_the_polls_their_place(desk: Desk) -> None:
    old = desk.now().timestamp() - 86_400
    drafts = [Draft(f"62812{n:08d}@c.us", f"pesan {n}", timestamp=old + n) for n in range(150)]
    desk.running.practice.gateway.receive_many(drafts)
    service = desk.service()
    poll(service)
    before = read_cursor(desk.row.id, "dm")
    desk.fault("error_before", count=1, skip=1, path="*/chats/*")
    with pytest.raises(TryLater):
        Sweep(service).go_on()
    assert read_cursor(desk.row.id, "dm") == before


def test_a_sweep_leaves_what_is_new_to_the_poll(desk: Desk) -> None:
    desk.happen("baru saja")
    service = desk.service()
    assert Sweep(service).go_on()
    assert texts() == []
    poll(service)
    assert texts() == ["baru saja"]
    assert ChannelAccount.get_by_id(desk.row.id).found_by_sweep == 0


def test_after_an_outage_the_look_back_is_wide(desk: Desk) -> None:
    desk.happen("tadi")
    service = desk.service()
    poll(service)
    desk.happen("lima jam lalu, baru tiba", timestamp=desk.now().timestamp() - 5 * 3600)
    poll(service)
    assert texts() == ["tadi"]
    receive(service, wide=True)
    assert texts() == ["lima jam lalu, baru tiba", "tadi"]


def test_F16_a_refused_cursor_starts_a_new_epoch_without_doubles(desk: Desk) -> None:
    desk.happen("satu")
    service = desk.service()
    poll(service)
    desk.fault("status", status=410, path="*/chats/*", count=1)
    with pytest.raises(TryLater):
        receive(service)
    assert Cursor.get().epoch == 1
    poll(service)
    assert texts() == ["satu"]


def test_F17_an_empty_list_on_a_busy_account_moves_no_cursor(desk: Desk) -> None:
    desk.happen("ada")
    service = desk.service()
    poll(service)
    before = read_cursor(desk.row.id, "dm")
    desk.fault("empty_list", count=6)
    poll(service)
    assert read_cursor(desk.row.id, "dm") == before


def test_F19_a_message_that_vanishes_is_kept(desk: Desk) -> None:
    one = desk.happen("rahasia")
    service = desk.service()
    poll(service)
    desk.running.practice.gateway.withdraw(one, "vanish")
    poll(service)
    Sweep(service).go_on()
    assert texts() == ["rahasia"]
    assert Complaint.select().where(Complaint.open).count() == 1


def test_F20_an_edit_is_a_version_and_the_first_text_stays(desk: Desk) -> None:
    one = desk.happen("lama")
    service = desk.service()
    poll(service)
    desk.running.practice.gateway.edit(one, "baru")
    poll(service)
    poll(service)
    assert texts() == ["lama"]
    assert [row.text for row in MessageVersion.select()] == ["baru"]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("unauthorized", SignInNeeded),
        ("session_status", SignInNeeded),
        ("truncated", TryLater),
        ("login_page", TryLater),
        ("error_before", TryLater),
        ("rate_limited", TryLater),
        ("reset_before", TryLater),
        ("slow_drip", TryLater),
    ],
)
def test_F21_F25_F28_F31_F32_trouble_mid_walk_discards_only_its_page(
    desk: Desk, fault: str, expected: type[Exception]
) -> None:
    desk.running.practice.gateway.receive_many([Draft(f"62812{n:08d}@c.us", f"pesan {n}") for n in range(150)])
    service = desk.service(**IMPATIENT if fault == "slow_drip" else {})
    desk.fault(fault, count=1, skip=1, path="*/chats/*")
    with pytest.raises(expected):
        while receive(service):  # a busy machine may need a second turn
            pass
    assert Message.select().count() == 100
    poll(service)
    assert Message.select().count() == 150


@pytest.mark.parametrize("shape", ["null_id", "wrong_shape", "deep", "number", "wrong_time"])
def test_F33_F35_a_bad_item_is_quarantined_once_and_the_rest_is_stored(desk: Desk, shape: str) -> None:
    desk.happen("baik")
    desk.fault("bad_item", shape=shape)
    service = desk.service()
    poll(service)
    poll(service)
    assert texts() == ["baik"]
    assert Quarantine.select().count() == 1


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "\u202eterbalik", "\u200b", "😀" * 5000, "x" * 1_000_000])
def test_F35_F36_an_unusual_text_is_stored_and_its_raw_item_says_what_it_was(desk: Desk, text: str) -> None:
    desk.happen(text)
    poll(desk.service())
    stored = Message.get()
    assert stored.text == text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")[:100_000]
    assert stored.truncated == (len(text) > 100_000)
    assert len(stored.envelope.payload) >= len(text)


def test_own_messages_typed_on_the_phone_are_kept_and_open_no_complaint(desk: Desk) -> None:
    desk.happen("kami jawab dari telepon", from_me=True)
    poll(desk.service())
    stored = Message.get()
    assert (stored.direction, stored.origin, stored.author.value) == ("out", "aplikasi_asli", "+6281200000001")
    assert Complaint.select().count() == 0


def test_incident_20_one_message_under_two_addresses_is_stored_once(desk: Desk) -> None:
    desk.happen("kembar", "99000000000002@lid", phone="6281200000002@c.us", twin=True)
    service = desk.service()
    poll(service)
    poll(service)
    assert texts() == ["kembar"]
    assert Complaint.select().count() == 1


def test_nothing_is_stored_once_the_lease_may_be_lost(desk: Desk) -> None:
    desk.happen("belum")
    service = desk.service()
    service.stop.set()
    assert not receive(service)
    assert texts() == []


def test_F40_a_message_from_the_future_does_not_blind_the_next_polls(desk: Desk) -> None:
    desk.happen("dari masa depan", timestamp=4_000_000_000)
    service = desk.service()
    poll(service)
    desk.happen("sekarang", ANI)
    poll(service)
    assert texts() == ["dari masa depan", "sekarang"]


def test_F41_all_that_is_stored_is_utc(desk: Desk) -> None:
    desk.happen("jam berapa")
    poll(desk.service())
    assert abs(Message.get().sent_at - desk.now()) < timedelta(minutes=5)
