"""What is WAHA's own: the session, hidden ids, rows the engine hides, both manners of answering, and its contract."""

from collections.abc import Iterator
from typing import Any

import pytest

from models.rules.channels.messages import Finding, HandleKind
from sync_agent.connector_kit.contract import AccountSettings
from sync_agent.connector_kit.errors import AttachmentGone, SignInNeeded, TryLater
from sync_agent.connectors.waha.connector import WahaConnector
from sync_agent.connectors.waha.files import file_path
from sync_agent.simulator.waha.messages import OFFICE, OFFICE_LID, Draft
from tests.connectors.stage import ANI, PNG, STAGES, Stage, WahaStage, last_cursor, messages, reply
from tests.simulator.caller import until

LID, PHONE = "99000000000002@lid", "6281200000002@c.us"


@pytest.fixture(params=["spec", "gows"])
def waha(request: pytest.FixtureRequest) -> Iterator[Stage]:
    with STAGES["waha"]() as stage:
        stage.running.practice.gateway.settings.manner = request.param
        yield stage


def session(stage: Stage, status: str, heals: bool = True) -> None:
    stage.running.practice.gateway.session.set(status, heals)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("STARTING", TryLater),
        ("SCAN_QR_CODE", SignInNeeded),
        ("STOPPED", SignInNeeded),
        ("PASSKEY_REQUIRED", SignInNeeded),
        ("PASSKEY_CONFIRMATION_REQUIRED", SignInNeeded),
    ],
)
def test_a_session_that_does_not_work_is_told_apart(waha: Stage, status: str, expected: Any) -> None:
    session(waha, status)
    for ask in (
        waha.connector.check,
        waha.pages,
        waha.connector.new_client_ref,
        lambda: waha.connector.send(reply()),
        lambda: waha.connector.find(reply(client_ref="X")),
    ):
        with pytest.raises(expected):
            ask()
    assert waha.visible() == []


def test_a_failed_session_is_restarted_once_and_works_again(waha: Stage) -> None:
    waha.running.practice.gateway.settings.restart_seconds = 0.1
    session(waha, "FAILED")
    with pytest.raises(TryLater):
        waha.connector.check()

    def works() -> bool:
        try:
            return waha.connector.check().ok
        except TryLater:
            return False

    until(works)
    assert waha.running.practice.gateway.session.restarts == 1


def test_a_session_that_fails_again_after_its_restart_asks_for_a_person(waha: Stage) -> None:
    waha.running.practice.gateway.settings.restart_seconds = 0.05
    session(waha, "FAILED", heals=False)
    with pytest.raises(TryLater):
        waha.connector.check()
    until(lambda: waha.running.practice.gateway.session.status(waha.running.practice.gateway.clock()) == "FAILED")
    with pytest.raises(SignInNeeded):
        waha.connector.check()
    assert waha.running.practice.gateway.session.restarts == 1


def test_an_unknown_session_and_a_wrong_address_ask_for_a_person(waha: Stage) -> None:
    for wrong in ({"session": "lain"}, {"base_url": f"{waha.running.waha_url}/salah"}):
        connector = waha.again(**wrong)
        for ask in (connector.check, lambda connector=connector: connector.find(reply(client_ref="X"))):
            with pytest.raises(SignInNeeded):
                ask()


def test_a_hidden_id_is_resolved_once_and_joins_the_phone(waha: Stage) -> None:
    waha.happen("dari lid", LID)
    waha.happen("lagi", LID)
    waha.running.practice.gateway.phones.link(LID, PHONE)
    found = messages(waha.pages())
    assert {message.thread_id for message in found} == {PHONE}
    assert {message.author.handle for message in found} == {"+6281200000002"}
    assert all((HandleKind.WHATSAPP_LID, LID) in message.author.aliases for message in found)
    assert waha.asked("/lids/") == 1


def test_a_hidden_id_the_engine_explains_itself_is_not_asked_for(waha: Stage) -> None:
    waha.happen("dari lid", LID, phone=PHONE)
    assert messages(waha.pages())[0].thread_id == PHONE
    assert waha.asked("/lids/") == 0


def test_incident_20_one_message_under_both_addresses_is_one_message(waha: Stage) -> None:
    waha.happen("kembar", LID, phone=PHONE, twin=True)
    found = messages(waha.pages())
    assert len(found) == 1
    assert {found[0].external_id, *found[0].also_known_as} == {
        f"false_{address}_{found[0].external_id.rsplit('_', 1)[1]}" for address in (LID, PHONE)
    }


def test_a_hidden_id_nobody_knows_is_kept_and_asked_for_again_in_the_next_poll(waha: Stage) -> None:
    waha.happen("siapa", LID)
    pages = waha.pages()
    assert messages(pages)[0].thread_id == LID
    waha.running.practice.gateway.phones.link(LID, PHONE)
    assert messages(waha.pages(last_cursor(pages)))[0].thread_id == PHONE


def test_trouble_with_a_hidden_id_does_not_hold_the_page_up(waha: Stage) -> None:
    waha.happen("siapa", LID)
    waha.running.practice.gateway.phones.link(LID, PHONE)
    waha.fault("error_before", path="*/lids/*", count=1)
    assert messages(waha.pages())[0].thread_id == LID


@pytest.mark.parametrize("hidden", [1, 100, 330])
def test_rows_the_engine_hides_do_not_end_the_walk(waha: Stage, hidden: int) -> None:
    first = waha.happen("sebelum")
    gateway = waha.running.practice.gateway
    gateway.receive_many([Draft(ANI, hidden=True) for _ in range(hidden)])
    last = waha.happen("sesudah")
    gateway.receive_many([Draft(ANI, hidden=True) for _ in range(hidden)])
    pages = waha.pages()
    assert {message.external_id for message in messages(pages)} == {first, last}
    assert {message.external_id for message in messages(waha.pages(last_cursor(pages)))} == {first, last}


def test_groups_statuses_and_channels_are_passed_over_but_consumed(waha: Stage) -> None:
    for chat in ("120363000000000001@g.us", "status@broadcast", "120363000000000002@newsletter"):
        waha.happen("bukan untuk kita", chat, participant=ANI)
    pages = waha.pages()
    assert messages(pages) == []
    assert last_cursor(pages) is not None


def test_a_message_taken_out_of_the_list_while_we_walk_makes_us_pass_over_none(waha: Stage) -> None:
    waha.happen_often(220)
    first = waha.pages()[0]
    for message in first.messages[:5]:
        waha.running.practice.gateway.withdraw(message.external_id, "vanish")
    rest = messages(waha.pages(first.cursor))
    assert len({message.external_id for message in (*first.messages, *rest)}) == 220


def test_an_edited_text_comes_under_the_same_id(waha: Stage) -> None:
    one = waha.happen("lama")
    cursor = last_cursor(waha.pages())
    waha.running.practice.gateway.edit(one, "baru")
    assert [(row.external_id, row.text) for row in messages(waha.pages(cursor))] == [(one, "baru")]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("http://localhost:3000/api/files/a%20b.jpeg", "/api/files/a%20b.jpeg"),
        ("https://elsewhere.example/waha/api/files/s/x@c.us.png", "/api/files/s/x@c.us.png"),
    ],
)
def test_F39_a_file_is_always_fetched_from_the_gateway_we_know(url: str, path: str) -> None:
    assert file_path(url) == path


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/", "file:///etc/passwd", "http://x/api/files/../sessions", "http://[", ""]
)
def test_F39_a_file_elsewhere_is_not_fetched(url: str) -> None:
    with pytest.raises(AttachmentGone):
        file_path(url)


def test_F39_a_media_address_of_a_stranger_is_not_opened(waha: Stage) -> None:
    waha.photo(url="http://169.254.169.254/latest/meta-data")
    (found,) = messages(waha.pages())
    with pytest.raises(AttachmentGone):
        waha.connector.fetch_attachment(found.attachments[0].ref, 1024)


def test_everything_we_ask_holds_against_waha_s_own_contract(checked_waha: Any) -> None:
    """Prism answers a request or an answer that breaks the OpenAPI with an error, and the connector would raise."""
    gateway = checked_waha.running.practice.gateway
    gateway.receive_many([Draft(ANI, "halo"), Draft(LID, "lid", phone=PHONE), Draft(ANI, "keluar", from_me=True)])
    settings = {"base_url": checked_waha.url, "session": "default"}
    stage = WahaStage("waha", "dm", checked_waha.running, AccountSettings(settings, {"api_key": "kunci"}))
    connector = stage.connector
    assert isinstance(connector, WahaConnector)
    assert connector.check().ok
    pages = stage.pages()
    assert {"halo", "lid", "keluar"} <= {message.text for message in messages(pages)}
    wanted = reply(client_ref=connector.new_client_ref())
    receipt = connector.send(wanted)
    assert connector.find(wanted).alone.external_id == receipt.external_id
    assert connector.find(reply(client_ref="3EB0NEVERSENT")).alone.finding is Finding.ABSENT
    quoted = connector.send(
        reply("dengan kutipan", client_ref=connector.new_client_ref(), reply_to=receipt.external_id)
    )
    assert quoted.external_id != receipt.external_id
    session(stage, "FAILED")
    with pytest.raises(TryLater):
        connector.check()
    session(stage, "WORKING")
    assert stage.photo(PNG)


def test_the_newest_message_is_found_under_either_address_and_groups_are_no_conversation(waha: Stage) -> None:
    assert isinstance(waha.connector, WahaConnector)
    assert waha.connector.newest() is None
    waha.happen("grup", "120363000000000001@g.us", participant=ANI)
    assert waha.connector.newest() is None
    waha.happen("dari lid", LID, phone=PHONE)
    found = waha.connector.newest()
    assert found is not None
    assert (found.text, found.thread_id) == ("dari lid", PHONE)


@pytest.mark.parametrize("from_me", [False, True])
@pytest.mark.parametrize("chat", [OFFICE, OFFICE_LID])
def test_what_is_written_to_the_office_s_own_number_is_no_citizen_s_though_it_is_not_called_ours(
    waha: Stage, chat: str, from_me: bool
) -> None:
    assert isinstance(waha.connector, WahaConnector)
    waha.connector.check()
    waha.happen("catatan untuk diri sendiri", chat, from_me=from_me)
    waha.happen("dari warga")
    waha.happen("catatan kedua", chat, from_me=from_me)
    assert [message.text for message in messages(waha.pages())] == ["dari warga"]
    found = waha.connector.newest()
    assert found is not None
    assert found.text == "dari warga"


def test_of_an_answer_to_an_officer_who_has_the_office_s_own_number_the_ticks_are_still_told(waha: Stage) -> None:
    waha.connector.check()
    waha.happen("pemberitahuan", OFFICE, from_me=True, key="3EB0OWN")
    told = [ack.external_id for page in waha.pages() for ack in page.acknowledgements]
    assert f"true_{OFFICE}_3EB0OWN" in told


def test_a_key_of_one_session_that_may_not_ask_for_the_version_is_good_enough(waha: Stage) -> None:
    assert isinstance(waha.connector, WahaConnector)
    waha.fault("status", status=403, body="{}", path="*/api/version")
    waha.connector.check_gateway()
