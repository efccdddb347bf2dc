"""The Cloud API's connector over HTTP against its fake: sends, every error code's class, files, what it cannot do."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from models.rules.channels.approved_texts import ApprovedText
from models.rules.channels.lifetimes import TokenLife
from models.rules.channels.messages import Finding, Kind, OutgoingReply
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest, PushReader
from sync_agent.connector_kit.errors import (
    AttachmentGone,
    ConnectorError,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
    WindowClosed,
)
from sync_agent.connectors.whatsapp_cloud.connector import WhatsAppCloudConnector
from sync_agent.simulator.app import build
from sync_agent.simulator.network.items import Draft, Item, Media
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.serve import Running, start
from sync_agent.simulator.whatsapp_cloud.errors import ERRORS
from sync_agent.simulator.whatsapp_cloud.platform import WhatsAppCloud
from sync_agent.simulator.whatsapp_cloud.pushing import media_id
from tests.connectors.stage import OVERLAP, now

ANI = "6281300000001"


class Stage:
    """The fake and its connector."""

    def __init__(self, running: Running) -> None:
        self.running = running
        platform = running.practice.platforms["whatsapp_cloud"]
        assert isinstance(platform, WhatsAppCloud)
        self.platform = platform
        settings, secrets = account_of(platform, running.url)
        self.account = AccountSettings(settings, secrets, 2.0)
        self.connector = WhatsAppCloudConnector(self.account)

    def happen(self, text: str = "Paspor saya belum jadi.", **more: Any) -> Item:
        """Let a citizen write."""
        return self.platform.network.write(Draft(ANI, text, name="Ani Wijaya", **more))

    def fault(self, kind: str, where: str, **more: Any) -> None:
        """Let the platform fail."""
        board = self.running.practice.switchboard
        path = board.places["whatsapp_cloud"].of(where)
        board.switch_on({"kind": kind, "platform": "whatsapp_cloud", "path": path, **more})

    def visible(self) -> list[str]:
        """Return the office's texts as the citizen sees them."""
        return [item.text for item in self.platform.network.office_items]


@pytest.fixture
def stage() -> Iterator[Stage]:
    with start(build(seed=3, kinds=("whatsapp_cloud",))) as running:
        yield Stage(running)


def reply(text: str = "Baik, kami periksa.", to: str = ANI, **more: Any) -> OutgoingReply:
    """Make an answer."""
    return OutgoingReply("kunci-1", to, Kind.DM, text, **more)


def test_it_says_who_it_is_lists_nothing_and_reads_pushes(stage: Stage) -> None:
    assert stage.connector.streams == ()
    assert isinstance(stage.connector, PushReader)
    health = stage.connector.check()
    assert (health.ok, health.detail, health.facts["display_phone_number"]) == (True, "", "+622150001234")
    page = stage.connector.fetch(FetchRequest("dm", None, OVERLAP, now()))
    assert (page.messages, page.more, page.cursor) == ((), False, None)


def test_the_rating_of_the_number_and_the_quota_are_told(stage: Stage) -> None:
    stage.platform.settings.quality, stage.platform.settings.usage = "RED", 91
    health = stage.connector.check()
    assert health.ok
    assert "Jawab hanya yang bertanya" in health.detail
    assert health.quota_used == 91


def test_an_answer_arrives_quotes_what_it_answers_and_carries_the_chosen_word(stage: Stage) -> None:
    asked = stage.happen()
    chosen = stage.connector.new_client_ref()
    assert chosen and chosen != stage.connector.new_client_ref()
    receipt = stage.connector.send(reply(reply_to=asked.id, client_ref=chosen))
    (item,) = stage.platform.network.office_items
    assert (item.id, item.text, item.parent) == (receipt.external_id, "Baik, kami periksa.", asked.id)
    assert item.extra["callback"] == chosen


def test_a_text_at_the_limit_goes_out_whole(stage: Stage) -> None:
    stage.happen()
    stage.connector.send(reply("ä" * 4096))
    assert stage.visible() == ["ä" * 4096]
    with pytest.raises(Refused):
        stage.connector.send(reply("ä" * 4097))


# channels.md §1.3: name in the fake's table, on a read, on a send
CLASSES: dict[str, tuple[type[ConnectorError], type[ConnectorError]]] = {
    **dict.fromkeys(("auth", "method", "permission", "permission_missing", "token_expired"), (SignInNeeded,) * 2),
    **dict.fromkeys(("spam", "policy", "locked", "payment", "unregistered"), (SignInNeeded,) * 2),
    **dict.fromkeys(("app_limit", "account_limit", "throughput", "pair_rate"), (TryLater,) * 2),
    **dict.fromkeys(("something", "unavailable", "generic"), (TryLater,) * 2),
    "outside_window": (TryLater, WindowClosed),
    **dict.fromkeys(("undeliverable", "experiment", "not_allowed", "missing"), (TryLater, Refused)),
    **dict.fromkeys(("no_template", "template_places"), (TryLater, Refused)),
    **dict.fromkeys(("bad_parameter", "not_found"), (SignInNeeded, Refused)),  # asked of the office's own number
    **dict.fromkeys(("unknown", "service"), (TryLater, OutcomeUnknown)),
}


def test_every_error_of_the_fake_has_its_class_here() -> None:
    assert set(CLASSES) == set(ERRORS)


@pytest.mark.parametrize("name", CLASSES)
def test_an_error_code_means_what_the_fact_sheet_says(stage: Stage, name: str) -> None:
    on_read, on_send = CLASSES[name]
    stage.happen()
    stage.platform.settings.trouble = name
    with pytest.raises(ConnectorError) as read:
        stage.connector.check()
    assert isinstance(read.value, on_read)
    with pytest.raises(ConnectorError) as sent:
        stage.connector.send(reply())
    assert type(sent.value) is on_send or (on_send is TryLater and isinstance(sent.value, TryLater))
    assert str(ERRORS[name].code) in sent.value.reason
    assert stage.visible() == []


def test_after_24_hours_the_window_is_shut_until_the_citizen_writes_again(stage: Stage) -> None:
    stage.happen(at=now().timestamp() - 25 * 3600)
    with pytest.raises(WindowClosed, match="24 jam"):
        stage.connector.send(reply())
    stage.happen("masih di sini")
    assert stage.connector.send(reply()).external_id


@pytest.mark.parametrize("fault", ["error_after", "timeout_after", "reset_after"])
def test_F26_a_send_that_got_lost_is_unknown_and_nothing_here_can_refute_it(stage: Stage, fault: str) -> None:
    stage.happen()
    quick = WhatsAppCloudConnector(AccountSettings(stage.account.settings, stage.account.secrets, 0.5))
    stage.fault(fault, "sends", count=1)
    with pytest.raises(OutcomeUnknown):
        quick.send(reply(client_ref="ref-1"))
    assert stage.visible() == ["Baik, kami periksa."]
    assert stage.connector.find(reply(client_ref="ref-1")).alone.finding is Finding.UNDECIDED


@pytest.mark.parametrize("fault", ["login_page", "truncated", "empty", "reset_before", "error_before"])
def test_F25_F31_F32_trouble_on_a_read_is_asked_again(stage: Stage, fault: str) -> None:
    stage.fault(fault, "polls", count=1)
    with pytest.raises(TryLater):
        stage.connector.check()
    assert stage.connector.check().ok


def test_another_numbers_record_is_no_answer_of_ours(stage: Stage) -> None:
    other = {**stage.account.settings, "phone_number_id": "1"}
    with pytest.raises(SignInNeeded, match="ID nomor telepon"):
        WhatsAppCloudConnector(AccountSettings(other, stage.account.secrets, 2.0)).check()
    body = '{"id":"7","display_phone_number":"+62"}'
    stage.fault("status", "polls", status=200, body=body)
    with pytest.raises(TryLater):
        stage.connector.check()


def test_a_file_is_fetched_by_its_id_with_the_token(stage: Stage) -> None:
    item = stage.happen("foto", media=(Media(b"\x89PNG", "image/png", "bukti.png"),))
    fetched = stage.connector.fetch_attachment({"media": media_id(item)}, 1000)
    assert (fetched.content, fetched.mime) == (b"\x89PNG", "image/png")


def test_F37_F38_a_file_that_is_gone_or_too_large_is_said(stage: Stage) -> None:
    item = stage.happen("foto", media=(Media(b"x" * 2000, "image/png"),))
    with pytest.raises(AttachmentGone, match="lebih besar"):
        stage.connector.fetch_attachment({"media": media_id(item)}, 1000)
    stage.fault("media_gone", "files", count=1)
    with pytest.raises(AttachmentGone):
        stage.connector.fetch_attachment({"media": media_id(item)}, 9000)
    with pytest.raises(AttachmentGone, match="Minta pelapor"):
        stage.connector.fetch_attachment({"media": "1"}, 9000)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x",
        "http://lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com.evil.example/x",
        "https://a@lookaside.fbsbx.com/x",
        "https://169.254.169.254/",
        "https://[",
    ],
)
def test_F39_our_token_goes_to_no_host_but_whatsapps(stage: Stage, url: str) -> None:
    item = stage.happen("foto", media=(Media(b"x", "image/png", url=url),))
    with pytest.raises(AttachmentGone, match="bukan milik WhatsApp"):
        stage.connector.fetch_attachment({"media": media_id(item)}, 1000)


def test_no_secret_and_no_words_in_errors_or_logs(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    hidden = ("token-rahasia-sekali", "rahasia-app-sekali", "isi jawaban")
    secrets = {"access_token": hidden[0], "app_secret": hidden[1], "verify_token": "v"}
    account = AccountSettings(stage.account.settings, secrets, 1.0)
    connector = WhatsAppCloudConnector(account)
    said = [repr(account), repr(connector)]
    stage.happen()
    with caplog.at_level(logging.INFO):
        for attempt in (connector.check, lambda: connector.send(reply(hidden[2]))):
            with pytest.raises(ConnectorError) as caught:
                attempt()
            said.append(f"{caught.value!r} {caught.value.__cause__!r}")
    assert not [word for word in hidden for text in (*said, caplog.text) if word in text]


def test_an_approved_text_opens_a_conversation_that_is_shut(stage: Stage) -> None:
    stage.happen(at=now().timestamp() - 3 * 86_400)
    with pytest.raises(WindowClosed):
        stage.connector.send(reply())
    stage.connector.send(reply(approved=ApprovedText("kabar_jawaban", "id", ("Sari", "ADU-2026-000001"))))
    assert stage.visible() == [
        "Yth. Sari, jawaban pengaduan ADU-2026-000001 sudah ada. Balas pesan ini untuk menerimanya."
    ]


@pytest.mark.parametrize(
    "approved", [ApprovedText("tidak_ada", "id"), ApprovedText("kabar_jawaban", "id", ("satu saja",))]
)
def test_a_template_meta_does_not_know_so_is_refused(stage: Stage, approved: ApprovedText) -> None:
    stage.happen()
    with pytest.raises(Refused, match="teks siap pakai"):
        stage.connector.send(reply(approved=approved))
    assert stage.visible() == []


def test_how_long_the_token_lasts_is_asked_and_an_app_that_may_not_ask_does_not_know(stage: Stage) -> None:
    assert stage.connector.check().token_life is TokenLife.LASTS
    stage.platform.settings.token_expires_at = 1_800_000_000
    connector = WhatsAppCloudConnector(stage.account)
    health = connector.check()
    assert health.token_life is TokenLife.ENDS and health.token_expires_at is not None
    stage.platform.settings.tells_tokens = False
    later = [connector.check().token_expires_at for _ in range(30)]  # the last asks again, in vain
    assert set(later) == {health.token_expires_at}
    assert WhatsAppCloudConnector(stage.account).check().token_life is TokenLife.UNKNOWN
