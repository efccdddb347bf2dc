"""Connections go nowhere where no gateway can be, whatever a name says, and nothing is sent there."""

import socket

import pytest

from sync_agent.connector_kit import deadline
from sync_agent.connector_kit.errors import TryLater
from sync_agent.connector_kit.http import Http
from tests.sync_agent.connector_kit.raw_server import plain, raw_server

SECRET = "s3cret-key-never-shown"


def client(url: str) -> Http:
    return Http(url, {"X-Api-Key": SECRET}, 5.0)


@pytest.mark.parametrize("address", ["169.254.169.254", "fd00:ec2::254", "::ffff:169.254.169.254"])
@pytest.mark.parametrize("sends", [False, True])
def test_no_name_leads_where_no_gateway_is(monkeypatch: pytest.MonkeyPatch, address: str, sends: bool) -> None:
    opened: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _sock, where: opened.append(where))
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
    found += [(family, socket.SOCK_STREAM, 6, "", (address, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_words, **_more: found)
    asking = client("http://waha.kanim.local")
    with pytest.raises(TryLater, match="Periksa alamat pada pengaturan kanal"):
        asking.post("/send", {"text": "x"}, sends=True) if sends else asking.get("/latest/meta-data")
    assert opened == []


def test_a_name_that_changes_between_two_looks_gets_nothing_either(monkeypatch: pytest.MonkeyPatch) -> None:
    with raw_server(lambda _: [plain(b"[]")]) as server:
        monkeypatch.setattr(deadline, "_resolved", lambda _connection: [])
        monkeypatch.setattr(deadline, "no_gateway_has", lambda host: host == "127.0.0.1")
        with pytest.raises(TryLater, match="DNS"):
            client(server.url).post("/send", {"text": "x"}, sends=True)
        assert b"".join(server.asked) == b"", "the connection may open, and not a byte goes over it"


def test_this_pc_and_the_offices_network_are_reached() -> None:
    with raw_server(lambda _: [plain(b"[]")]) as server:
        assert client(server.url.replace("127.0.0.1", "localhost")).get("/").status == 200
        assert SECRET.encode() in server.asked[0]
