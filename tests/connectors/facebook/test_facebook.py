"""What is Facebook's own in private: the token's kind, twenty newest messages, bad conversations, windows, files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.rules.channels.lifetimes import TokenLife
from models.rules.channels.messages import Finding, Page
from models.rules.core.moments import from_unix
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import (
    AttachmentGone,
    CursorRefused,
    SignInNeeded,
    TryLater,
    WindowClosed,
)
from sync_agent.connectors.facebook.connector import FacebookConnector
from sync_agent.simulator.facebook.platform import Facebook
from tests.connectors.stage import ANI, BUDI, OVERLAP, STAGES, NetworkStage, ids, last_cursor, messages, now

HOUR = 3600.0


@pytest.fixture
def inbox() -> Iterator[NetworkStage]:
    with STAGES["facebook-dm"]() as stage:
        yield stage


@pytest.fixture
def wall() -> Iterator[NetworkStage]:
    with STAGES["facebook-comment"]() as stage:
        yield stage


def fake(stage: NetworkStage) -> Facebook:
    found = stage.platform
    assert isinstance(found, Facebook)
    return found


def ago(seconds: float) -> float:
    return now().timestamp() - seconds


def asked(stage: NetworkStage, method: str, path: str) -> list[dict[str, Any]]:
    notes = list(stage.running.practice.wire.requests)
    return [note for note in notes if note["method"] == method and path in note["path"]]


# The token


def test_F17_a_persons_token_is_told_before_its_empty_lists_deceive(inbox: NetworkStage) -> None:
    fake(inbox).settings.token_type = "USER"
    with pytest.raises(SignInNeeded, match="token Halaman"):
        inbox.connector.check()


def test_the_token_of_another_page_is_told(inbox: NetworkStage) -> None:
    with pytest.raises(SignInNeeded, match="Halaman lain"):
        inbox.again(page_id="1").check()
    assert inbox.again(page_id=fake(inbox).memory.page_id).check().ok


def test_what_the_token_may_not_do_and_when_it_ends_is_in_the_health(inbox: NetworkStage) -> None:
    assert inbox.connector.check().detail == ""
    settings = fake(inbox).settings
    settings.scopes = settings.scopes.replace("pages_messaging,", "")
    settings.token_expires_at = 1_800_000_000
    health = inbox.again().check()
    assert health.ok
    assert "pages_messaging" in health.detail
    assert inbox.again(reads_dm="tidak").check().detail == ""  # what only messages need is not missed
    assert inbox.again(reads_dm="tidak").streams == ("comment",)
    assert health.token_expires_at is not None and health.token_expires_at.year == 2027
    assert health.token_life is TokenLife.ENDS
    settings.token_expires_at = 0
    assert inbox.again().check().token_life is TokenLife.LASTS
    settings.data_ends_at = 1_750_000_000  # the token goes on, its access to people's data ends
    health = inbox.again().check()
    assert (health.token_life, health.token_expires_at) == (TokenLife.ENDS, from_unix(1_750_000_000))


def test_the_token_is_looked_into_now_and_then_only(inbox: NetworkStage) -> None:
    for _ in range(5):
        inbox.connector.check()
    assert len(asked(inbox, "GET", "/debug_token")) == 1


def test_F22_a_token_that_dies_in_the_middle_of_a_round_loses_nothing(inbox: NetworkStage) -> None:
    inbox.happen_often(30)
    first = inbox.connector.fetch(FetchRequest("dm", None, OVERLAP, now()))
    fake(inbox).settings.trouble = "password_changed"
    with pytest.raises(SignInNeeded, match="Kata sandi"):
        inbox.pages(first.cursor)
    fake(inbox).settings.trouble = ""
    assert len({*ids([first]), *ids(inbox.pages(first.cursor, inbox.again()))}) == 30


def test_the_proof_of_the_app_secret_goes_with_every_call_where_there_is_one(inbox: NetworkStage) -> None:
    wanted = inbox.reply()
    fake(inbox).settings.app_secret = "rahasia-aplikasi"
    secrets = {"page_token": fake(inbox).settings.token}
    account = replace(inbox.account, secrets=secrets)
    assert isinstance(account, AccountSettings)
    with pytest.raises(SignInNeeded, match="app secret"):
        FacebookConnector(account).check()
    connector = FacebookConnector(replace(account, secrets=secrets | {"app_secret": "rahasia-aplikasi"}))
    assert connector.check().ok
    connector.send(wanted)
    assert connector.find(wanted).alone.finding is Finding.FOUND


def test_a_budget_nearly_used_up_slows_reading_down_but_never_stops_it(inbox: NetworkStage) -> None:
    inbox.happen("penting")
    fake(inbox).settings.usage = 85
    health = inbox.connector.check()
    assert health.quota_used == 85
    assert "85 %" in health.detail
    asked, moment = inbox.asked(), now()
    assert inbox.connector.check() == health  # nothing is asked that is known
    assert inbox.asked() == asked
    first, soon, later = (
        inbox.connector.fetch(FetchRequest("dm", None, OVERLAP, moment + timedelta(seconds=seconds)))
        for seconds in (0, 30, 61)
    )
    assert (ids([first]), soon, ids([later])) == (ids([later]), Page(), ids([first]))
    assert len(ids([first])) == 1


# Private messages


def test_F18_more_than_twenty_new_messages_in_one_conversation_leave_a_gap(inbox: NetworkStage) -> None:
    inbox.happen("sebelum", at=ago(HOUR))
    cursor = last_cursor(inbox.pages())
    for number in range(25):
        inbox.happen(f"banjir {number}", at=ago(HOUR / 2 - number))
    pages = inbox.pages(cursor)
    assert len(messages(pages)) == 20
    assert [page.gaps for page in pages if page.gaps] == [(messages(pages)[0].thread_id,)]


def test_F18_twenty_new_messages_or_a_first_look_at_long_conversations_leave_none(inbox: NetworkStage) -> None:
    for number in range(30):
        inbox.happen(f"lama {number}", at=ago(2 * HOUR - number))
    first = inbox.pages()
    for number in range(19):
        inbox.happen(f"baru {number}", at=ago(HOUR - number))
    second = inbox.pages(last_cursor(first))
    assert [page.gaps for page in (*first, *second)] == [()] * len([*first, *second])
    assert inbox.pages(None, since=now() - timedelta(days=7))[0].gaps == ()


def conversation(stage: NetworkStage, chat: str = ANI) -> str:
    memory = fake(stage).memory
    return memory.conversation_of(memory.network.person(stage.username(chat)))


def test_one_bad_conversation_stops_no_other_and_is_told_in_the_end(inbox: NetworkStage) -> None:
    inbox.happen("dari yang rusak", ANI)
    inbox.happen("dari yang baik", BUDI)
    fake(inbox).settings.bad_thread = conversation(inbox)
    cursor, rounds = None, []
    for _ in range(3):
        rounds.append(inbox.pages(cursor))
        cursor = last_cursor(rounds[-1], cursor)
    assert {message.text for pages in rounds for message in messages(pages)} == {"dari yang baik"}
    told = [item for pages in rounds for page in pages for item in page.unreadable]
    assert len(told) == 1
    assert "Meta Business Suite" in told[0].reason


def test_a_conversation_that_heals_is_read_from_where_it_was_owed(inbox: NetworkStage) -> None:
    inbox.happen("awal", BUDI, at=ago(5 * HOUR))
    cursor = last_cursor(inbox.pages())
    inbox.happen("tertahan", ANI, at=ago(4 * HOUR))
    fake(inbox).settings.bad_thread = conversation(inbox)
    cursor = last_cursor(inbox.pages(cursor), cursor)
    inbox.happen("kemudian", BUDI)
    cursor = last_cursor(inbox.pages(cursor), cursor)
    fake(inbox).settings.bad_thread = ""
    assert "tertahan" in {message.text for message in messages(inbox.pages(cursor, inbox.again()))}


def test_a_conversation_that_hangs_every_time_is_left_aside_after_some_tries(inbox: NetworkStage) -> None:
    inbox.happen("menggantung", ANI)
    inbox.happen("dari yang baik", BUDI)
    inbox.fault("error_before", path=f"GET */{conversation(inbox)}/messages")
    for _ in range(2):
        with pytest.raises(TryLater):
            inbox.pages()
    assert [message.text for message in messages(inbox.pages())] == ["dari yang baik"]


def test_an_answer_within_a_day_is_a_response_and_a_later_one_a_persons(inbox: NetworkStage) -> None:
    inbox.connector.send(inbox.reply("segera"))
    late = inbox.received("dua hari lalu", BUDI, at=ago(48 * HOUR))
    with pytest.raises(WindowClosed):
        inbox.connector.send(inbox.reply("biasa", to=late))
    inbox.connector.send(inbox.reply("oleh petugas", to=late, late=True))
    fake(inbox).settings.human_agent = False
    with pytest.raises(WindowClosed):
        inbox.connector.send(inbox.reply("tanpa izin", to=late, late=True))
    assert inbox.visible(BUDI) == ["oleh petugas"]


def test_F49_after_seven_days_nobody_may_answer(inbox: NetworkStage) -> None:
    old = inbox.received("lama", at=ago(169 * HOUR))
    with pytest.raises(WindowClosed):
        inbox.connector.send(inbox.reply(to=old, late=True))


def test_F17_lists_that_are_empty_again_and_again_are_told(inbox: NetworkStage) -> None:
    inbox.happen("ada")
    cursor = last_cursor(inbox.pages())
    fake(inbox).settings.empty_lists = True
    for _ in range(2):
        assert inbox.pages(cursor)[-1] == Page()
        assert inbox.connector.check().detail == ""
    inbox.pages(cursor)
    assert "daftar kosong" in inbox.connector.check().detail
    fake(inbox).settings.empty_lists = False
    inbox.pages(cursor)
    assert inbox.connector.check().detail == ""


def test_F17_an_empty_list_never_says_that_an_answer_is_absent(inbox: NetworkStage, wall: NetworkStage) -> None:
    for stage in (inbox, wall):
        wanted = stage.reply()
        fake(stage).settings.empty_lists = True
        stage.connector.send(wanted)
        assert stage.connector.find(wanted).alone.finding is Finding.UNDECIDED


def test_a_look_back_that_cannot_reach_the_try_decides_nothing(inbox: NetworkStage) -> None:
    wanted = inbox.reply()
    for number in range(25):
        inbox.happen(f"sesudahnya {number}")
    assert inbox.connector.find(wanted).alone.finding is Finding.UNDECIDED


def test_a_file_is_asked_for_again_by_its_message_as_addresses_grow_old(inbox: NetworkStage) -> None:
    inbox.photo()
    ref = messages(inbox.pages())[0].attachments[0].ref
    fetched = inbox.connector.fetch_attachment({**ref, "url": "https://cdn.fbsbx.com/kedaluwarsa"}, 1024)
    assert fetched.mime == "image/png"
    inbox.remove(messages(inbox.pages())[0].external_id)
    with pytest.raises(AttachmentGone):
        inbox.connector.fetch_attachment({**ref, "url": ""}, 1024)


@pytest.mark.parametrize(
    "url", ["https://evilfbcdn.net/a", "https://fbcdn.net.example/a", "http://a.fbcdn.net/a", "file:///etc/passwd"]
)
def test_F39_a_file_on_a_strangers_host_is_not_opened(inbox: NetworkStage, url: str) -> None:
    inbox.photo(url=url)
    ref = messages(inbox.pages())[0].attachments[0].ref
    with pytest.raises(AttachmentGone):
        inbox.connector.fetch_attachment(ref, 1024)


def test_the_cursor_of_a_round_cut_off_in_facebooks_list_is_refused_and_all_is_read_anew(inbox: NetworkStage) -> None:
    inbox.happen("ada")
    with pytest.raises(CursorRefused):
        inbox.pages('{"start":0,"listing":true,"after":"bukan tempat"}')
