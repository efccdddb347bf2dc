"""What is GOWA's own when reading: the store that answers while cut off, its order of chats, its times, its files."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from models.rules.channels.messages import Direction, HandleKind, Page
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, SignInNeeded, TryLater
from sync_agent.connectors.gowa import error_codes
from sync_agent.connectors.gowa.chat_walk import read_walk
from sync_agent.connectors.gowa.connector import GowaConnector, _file_path
from sync_agent.connectors.gowa.reading import messages_of
from sync_agent.simulator.gowa.gateway import OFFICE
from sync_agent.simulator.network.items import Media
from tests.connectors.gowa_stage import ANI, BUDI, DAY, HOUR, LID, gowa_stage, settings, write
from tests.connectors.stage import PNG, Stage, last_cursor, messages, now

LIMIT = 1024 * 1024


@pytest.fixture
def gowa() -> Iterator[Stage]:
    with gowa_stage() as stage:
        yield stage


def texts(stage: Stage, cursor: str | None = None, **more: object) -> list[str]:
    return sorted(message.text for message in messages(stage.pages(cursor, **more)))


def _one(stage: Stage, cursor: str | None) -> Page:
    return stage.connector.fetch(FetchRequest("dm", cursor, timedelta(minutes=10), now()))


def test_a_device_that_lost_its_login_asks_for_the_qr_though_its_lists_still_answer(gowa: Stage) -> None:
    write(gowa, "lama")
    settings(gowa).logged_in = False
    for ask in (gowa.connector.check, gowa.pages):
        with pytest.raises(SignInNeeded, match="pindai kode QR"):
            ask()
    assert gowa.asked("/chats") == 0


def test_a_device_cut_off_from_whatsapp_is_try_later_and_its_stale_lists_are_not_read(gowa: Stage) -> None:
    write(gowa, "lama")
    settings(gowa).connected = False
    for ask in (gowa.connector.check, gowa.pages, lambda: gowa.pages(None, since=now() - timedelta(days=7))):
        with pytest.raises(TryLater):
            ask()
    assert gowa.asked("/chats") == 0
    settings(gowa).connected = True
    assert texts(gowa) == ["lama"]


def test_several_devices_and_none_or_a_wrong_one_named_asks_for_a_person(gowa: Stage) -> None:
    settings(gowa).device = "kantor"
    with pytest.raises(SignInNeeded, match="ID perangkat"):
        gowa.connector.check()
    with pytest.raises(SignInNeeded, match="ID perangkat"):
        gowa.again(device_id="lain").check()
    assert gowa.again(device_id="kantor").check().ok


def test_a_gateway_without_a_password_is_warned_about_and_goes_on(gowa: Stage) -> None:
    assert gowa.connector.check().detail == ""
    settings(gowa).asks_password = False
    assert gowa.again().check().detail == error_codes.NO_PASSWORD


def test_files_that_anybody_may_read_are_warned_about_where_the_gateway_is_another_computer(gowa: Stage) -> None:
    connector = gowa.connector
    assert isinstance(connector, GowaConnector)
    connector._is_near = False
    assert connector.check().detail == error_codes.OPEN_FILES


def test_groups_statuses_and_channels_are_not_even_asked_for(gowa: Stage) -> None:
    for chat in ("120363000000000001@g.us", "status@broadcast", "120363000000000002@newsletter"):
        write(gowa, "bukan warga", chat)
    write(gowa, "warga")
    assert texts(gowa) == ["warga"]
    assert gowa.asked("/chat/") == 1


def test_a_hidden_id_is_a_conversation_of_its_own_that_can_be_answered(gowa: Stage) -> None:
    write(gowa, "siapa saya", LID)
    (found,) = messages(gowa.pages())
    assert (found.thread_id, found.author.handle_kind, found.author.handle) == (LID, HandleKind.WHATSAPP_LID, LID)


@pytest.mark.parametrize("from_me", [False, True])
def test_what_is_written_to_the_office_s_own_number_is_no_citizen_s_though_it_is_not_called_ours(
    gowa: Stage, from_me: bool
) -> None:
    assert isinstance(gowa.connector, GowaConnector)
    gowa.connector.check()
    write(gowa, "dari warga", ago=HOUR)
    write(gowa, "catatan untuk diri sendiri", OFFICE, from_office=from_me)
    assert texts(gowa) == ["dari warga"]
    found = gowa.connector.newest()
    assert found is not None
    assert found.text == "dari warga"


def test_a_hidden_id_whose_message_names_the_phone_is_filed_under_the_phone(gowa: Stage) -> None:
    write(gowa, "halo", LID, extra={"sender": ANI})
    (found,) = messages(gowa.pages())
    assert (found.author.handle_kind, found.author.handle) == (HandleKind.PHONE, "+6281200000001")
    assert found.author.aliases == ((HandleKind.WHATSAPP_LID, LID),)
    assert found.thread_id == LID


def test_what_was_typed_on_the_office_s_phone_comes_as_outgoing(gowa: Stage) -> None:
    write(gowa, "dari telepon kantor", from_office=True)
    (found,) = messages(gowa.pages())
    assert (found.direction, found.author.handle) == (Direction.OUT, "+6281200000001")


def test_times_are_asked_for_in_utc_without_an_end() -> None:
    path, params = messages_of(ANI, 1_795_572_000, 100, 5)
    assert path == f"/chat/{ANI}/messages"
    assert params == {"limit": 100, "offset": 5, "start_time": "2026-11-25T02:00:00Z"}


@pytest.mark.parametrize("hours", [0.0, 7.0, 9.0])
def test_the_gateway_s_own_zone_hides_nothing_and_what_is_too_much_is_left_out(gowa: Stage, hours: float) -> None:
    settings(gowa).zone_hours = hours
    write(gowa, "kemarin", ago=DAY)
    write(gowa, "tadi", ago=5 * HOUR)
    write(gowa, "baru", ago=60)
    cursor = last_cursor(gowa.pages())
    assert texts(gowa, cursor) == ["baru"]
    assert texts(gowa, None, since=now() - timedelta(hours=6)) == ["baru", "tadi"]


def test_a_chat_whose_time_moved_back_is_read_though_it_looks_old(gowa: Stage) -> None:
    write(gowa, "pertama", ago=2 * HOUR)
    write(gowa, "lain", BUDI, ago=60)
    cursor = last_cursor(gowa.pages())
    write(gowa, "baru", ago=30)
    write(gowa, "terlambat", ago=3 * HOUR)  # stored last: last_message_time is now three hours back
    found = texts(gowa, cursor)
    assert {"baru", "terlambat"} <= set(found)


def test_a_chat_whose_time_moved_back_is_found_by_the_wide_poll_after_a_restart(gowa: Stage) -> None:
    write(gowa, "lain", BUDI, ago=60)
    cursor = last_cursor(gowa.pages())
    write(gowa, "baru", ago=30)
    write(gowa, "terlambat", ago=3 * HOUR)
    wide = gowa.pages(cursor, gowa.again(), overlap=timedelta(hours=24))
    assert {"baru", "terlambat"} <= {message.text for message in messages(wide)}


def test_a_sweep_reads_chats_of_every_age_but_no_message_older_than_asked_for(gowa: Stage) -> None:
    write(gowa, "tahun lalu", BUDI, ago=300 * DAY)
    write(gowa, "minggu ini", ago=5 * DAY)
    assert texts(gowa, None, since=now() - timedelta(days=7)) == ["minggu ini"]


def test_a_quiet_poll_asks_for_no_chat_that_is_long_past(gowa: Stage) -> None:
    for number in range(120):
        write(gowa, "lama", f"62813{number:08d}@s.whatsapp.net", ago=30 * DAY)
    write(gowa, "baru")
    cursor = last_cursor(gowa.pages())
    before = gowa.asked("/chat/")
    gowa.pages(cursor)
    assert gowa.asked("/chat/") - before == 1


def test_a_long_chat_is_read_to_its_end_and_from_where_another_stopped(gowa: Stage) -> None:
    for number in range(450):
        write(gowa, f"pesan {number}", ago=1000 - number)
    first = gowa.pages()[0]
    assert first.more
    rest = gowa.pages(first.cursor, gowa.again())
    found = {message.text for message in (*first.messages, *messages(rest))}
    assert found == {f"pesan {number}" for number in range(450)}


def test_chats_that_jump_to_the_front_while_a_walk_goes_on_push_none_past_it(gowa: Stage) -> None:
    for number in range(220):
        write(gowa, f"pesan {number}", f"62813{number:08d}@s.whatsapp.net", ago=5000 - number)
    pages = [_one(gowa, None)]
    while read_walk(pages[-1].cursor).offset == 0:
        pages.append(_one(gowa, pages[-1].cursor))
    write(gowa, "susulan", "6281300000000@s.whatsapp.net")  # the last chat of the list is now its first
    pages += gowa.pages(pages[-1].cursor)
    found = {message.text for message in messages(pages)}
    assert found == {"susulan", *(f"pesan {number}" for number in range(220))}


def test_a_chat_the_gateway_cannot_read_holds_up_no_other_and_leaves_a_gap(gowa: Stage) -> None:
    write(gowa, "rusak", BUDI)
    write(gowa, "baik", ago=60)
    settings(gowa).broken_chats.append(BUDI)
    for _ in range(2):
        with pytest.raises(TryLater):
            gowa.pages()
    pages = gowa.pages()
    assert [gap for page in pages for gap in page.gaps] == [BUDI]
    assert [message.text for message in messages(pages)] == ["baik"]
    settings(gowa).broken_chats.clear()
    assert texts(gowa, last_cursor(pages)) == ["baik", "rusak"]


def test_F20_an_edited_message_comes_again_under_its_id_with_the_new_text(gowa: Stage) -> None:
    one = write(gowa, "paspor saya hilang")
    pages = gowa.pages()
    gowa.edit(one, "paspor saya rusak")
    (found,) = messages(gowa.pages(last_cursor(pages)))
    assert (found.external_id, found.text) == (one, "paspor saya rusak")


def test_F19_a_revoked_message_vanishes_and_nobody_is_told_that_it_was_withdrawn(gowa: Stage) -> None:
    one = write(gowa, "salah kirim")
    pages = gowa.pages()
    gowa.remove(one)
    assert messages(gowa.pages(last_cursor(pages))) == []


def test_a_file_is_taken_from_the_gateway_whatever_host_it_says(gowa: Stage) -> None:
    write(gowa, "foto", media=(Media(PNG, "image/png", "bukti.png"),))
    (found,) = messages(gowa.pages())
    (attachment,) = found.attachments
    assert (attachment.ref["chat"], attachment.filename, attachment.size) == (ANI, "bukti.png", len(PNG))
    fetched = gowa.connector.fetch_attachment(attachment.ref, LIMIT)
    assert (fetched.content, fetched.mime) == (PNG, "image/png")


@pytest.mark.parametrize("ref", [{"chat": ANI, "message": "TIDAKADA"}, {"chat": BUDI, "message": None}])
def test_a_file_the_gateway_has_not_is_gone(gowa: Stage, ref: dict[str, str | None]) -> None:
    one = write(gowa, "foto", media=(Media(PNG, "image/png"),))
    with pytest.raises(AttachmentGone):
        gowa.connector.fetch_attachment({**ref, "message": ref["message"] or one}, LIMIT)


def test_a_file_while_the_device_is_logged_out_waits_for_a_person(gowa: Stage) -> None:
    one = write(gowa, "foto", media=(Media(PNG, "image/png"),))
    settings(gowa).logged_in = False
    with pytest.raises(SignInNeeded):
        gowa.connector.fetch_attachment({"chat": ANI, "message": one}, LIMIT)


@pytest.mark.parametrize(
    "place",
    [
        "http://localhost:3000/statics/media/62812/2026-06-09/a%20b.jpg",
        "statics/media/62812/2026-06-09/a b.jpg",
        "C:\\gowa\\statics\\media\\62812\\2026-06-09\\a b.jpg",
        "https://gowa.contoh.go.id/wa/statics/media/62812/2026-06-09/a b.jpg",
    ],
)
def test_a_file_s_way_is_kept_from_statics_on(place: str) -> None:
    assert _file_path(place) == "/statics/media/62812/2026-06-09/a%20b.jpg"


@pytest.mark.parametrize("place", ["http://x/lain/a.jpg", "statics/../a", "statics/%2e%2e/a", "", "/statics/"])
def test_F39_a_way_out_of_statics_is_not_gone(place: str) -> None:
    with pytest.raises(AttachmentGone):
        _file_path(place)


def test_a_call_is_told_in_words_and_carries_no_file(gowa: Stage) -> None:
    write(gowa, "", extra={"media_type": "call"})
    (found,) = messages(gowa.pages())
    assert (found.text, found.attachments) == ("[Panggilan WhatsApp – hanya tercatat di telepon]", ())


def test_F35_one_message_too_large_for_a_page_is_noted_and_the_others_are_read(gowa: Stage) -> None:
    write(gowa, "sebelum", ago=30)
    write(gowa, "x" * 6_000_000, ago=20)
    write(gowa, "sesudah", ago=10)
    pages = gowa.pages()
    assert {"sebelum", "sesudah"} <= {message.text for message in messages(pages)}
    assert [item for page in pages for item in page.unreadable]


def test_F23_a_stated_time_is_obeyed_before_the_next_call_though_something_was_read(gowa: Stage) -> None:
    write(gowa, "satu")
    write(gowa, "dua", BUDI, ago=60)
    gowa.fault("rate_limited", retry_after="30", path="*/chat/*", skip=1)
    page = _one(gowa, None)
    asked = gowa.asked()
    assert [message.text for message in page.messages] == ["satu"]
    with pytest.raises(TryLater) as caught:
        _one(gowa, page.cursor)
    assert caught.value.after_seconds == 30
    assert gowa.asked() == asked
