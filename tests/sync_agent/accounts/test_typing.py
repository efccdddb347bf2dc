"""That somebody types is shown where the office wants it, and never keeps an answer from leaving."""

import threading
from dataclasses import replace

import pytest

from models.rules.replies.delivery import ReplyState
from models.tables.core.database import connected
from sync_agent import delivering
from sync_agent.connector_kit.contract import Typing
from sync_agent.connectors.waha.connector import WahaConnector
from sync_agent.delivering import deliver
from sync_agent.service import Service
from tests.connectors.stage import STAGES
from tests.simulator.caller import until
from tests.sync_agent.desk import Desk, receive


@pytest.fixture(autouse=True)
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait while somebody seems to type."""
    monkeypatch.setattr(delivering, "TYPING_SECONDS", 0.0)


def typing(service: Service, value: str) -> Service:
    account = replace(service.account, settings={**service.account.settings, "typing": value})
    return replace(service, account=account)


@pytest.mark.parametrize(("value", "shown"), [("ya", 1), ("", 0), ("tidak", 0)])
def test_typing_is_shown_before_an_answer_only_where_the_office_wants_it(
    desk: Desk, service: Service, value: str, shown: int
) -> None:
    desk.answer("satu")
    deliver(typing(service, value))
    assert (desk.asked("/startTyping"), desk.visible()) == (shown, ["satu"])


@pytest.mark.parametrize("status", [401, 404, 422, 500])
def test_a_gateway_that_cannot_show_it_gets_the_answer_all_the_same(
    desk: Desk, service: Service, status: int
) -> None:
    key = desk.answer("satu")
    desk.fault("status", status=status, body="{}", path="*/startTyping")
    deliver(typing(service, "ya"))
    assert (desk.asked("/startTyping"), desk.visible()) == (1, ["satu"])
    assert desk.reply(key).state == ReplyState.SENT


@pytest.mark.parametrize("fault", ["delay", "timeout_before", "stalled", "slow_drip"])
def test_an_answer_leaves_while_the_gateway_still_hangs_over_the_typing(desk: Desk, fault: str) -> None:
    desk.happen("Paspor saya belum selesai")
    service = desk.service(http_seconds=600.0, lease_seconds=1800.0)
    receive(service)
    desk.answer("satu")
    hangs = {"seconds_per_byte" if fault == "slow_drip" else "seconds": 600.0}
    desk.fault(fault, path="*/startTyping", **hangs)

    def work() -> None:
        with connected():
            deliver(typing(service, "ya"))

    sending = threading.Thread(target=work, daemon=True)
    sending.start()
    until(lambda: desk.visible() == ["satu"])
    sending.join()
    assert desk.asked("/startTyping") == 1


def test_a_program_that_fails_at_the_typing_keeps_no_answer_back(
    desk: Desk, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: WahaConnector, _thread_id: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(WahaConnector, "show_typing", fail)
    key = desk.answer("satu")
    deliver(typing(service, "ya"))
    assert (desk.visible(), desk.reply(key).state, desk.reply(key).faults) == (["satu"], ReplyState.SENT, 0)


def test_gowa_shows_it_too() -> None:
    with STAGES["gowa-dm"]() as stage:
        connector = stage.connector
        assert isinstance(connector, Typing)
        connector.show_typing("6281200000001@s.whatsapp.net")
        assert stage.visible() == []
