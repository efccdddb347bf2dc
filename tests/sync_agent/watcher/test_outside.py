"""What the outside watcher hears, and what is made of its answers."""

import logging
import socket
import threading

import pytest

from models.rules.upkeep.watched import Wrong
from sync_agent.watcher.outside import Outside
from tests.sync_agent.watcher.listener import listening

WRONG = (Wrong("agent_silent", "start it"), Wrong("channel 1 (waha): held_late", "look"))


def test_all_is_well_is_the_address_itself_and_what_is_wrong_goes_by_its_keys() -> None:
    with listening() as server:
        line = Outside(f"{server.url}/ping/geheim")
        assert (line.tell(()), line.tell(WRONG)) == ("", "")
    assert server.heard == [
        ("POST", "/ping/geheim", '{"wrong":[]}'),
        ("POST", "/ping/geheim/fail", '{"wrong":["agent_silent","channel 1 (waha): held_late"]}'),
    ]


@pytest.mark.parametrize("status", [404, 500])
def test_an_answer_that_is_not_good_is_told_as_it_is(status: int) -> None:
    with listening() as server:
        server.answers = (status, "no such check", {})
        assert Outside(f"{server.url}/x").tell(()) == f"HTTP {status}"


@pytest.mark.parametrize("refusal", ["not found", "rate limited"])
def test_a_good_status_that_says_no_is_not_heard(refusal: str) -> None:
    with listening() as server:
        server.answers = (200, f"OK ({refusal})", {})
        assert Outside(f"{server.url}/x").tell(()) == f"HTTP 200: {refusal}"


def test_a_word_is_never_carried_on_to_where_an_answer_points() -> None:
    with listening() as elsewhere, listening() as server:
        server.answers = (307, "", {"Location": f"{elsewhere.url}/x"})
        assert Outside(f"{server.url}/x").tell(WRONG) == "HTTP 307"
        assert elsewhere.heard == []


def test_who_is_not_there_or_says_nothing_was_not_reached_and_the_address_is_told_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, caplog.at_level(logging.DEBUG):
        port = silent.getsockname()[1]
        said = [Outside(f"http://127.0.0.1:{where}/geheim", 0.3).tell(WRONG) for where in (1, port)]
    assert said == ["TryLater", "TryLater"]
    warned = [one.getMessage() for one in caplog.records if one.levelno > logging.DEBUG]
    assert "geheim" not in " ".join(warned)


def test_an_answer_whose_header_cannot_be_read_puts_the_address_into_no_log(caplog: pytest.LogCaptureFixture) -> None:
    def answer(listener: socket.socket) -> None:
        peer, _address = listener.accept()
        with peer:
            asked = b""
            while not asked.endswith(b"}"):  # what is left unread would take the answer away
                asked += peer.recv(65536)
            peer.sendall(b"HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 2\r\n\r\nOK")

    with socket.create_server(("127.0.0.1", 0)) as proxy, caplog.at_level(logging.DEBUG):
        thread = threading.Thread(target=answer, args=(proxy,))
        thread.start()
        assert Outside(f"http://127.0.0.1:{proxy.getsockname()[1]}/geheim").tell(WRONG) == ""
        thread.join()
    assert "geheim" not in caplog.text
