"""The Graph client over real HTTP: token and proof, versions, smaller pages, files, slowing down."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.rules.channels.lifetimes import GRAPH_VERSION
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, OutcomeUnknown, SignInNeeded, TooMuch, TryLater
from sync_agent.connector_kit.graph import Graph, after_of, path, proof
from tests.office import NOW
from tests.sync_agent.connector_kit.raw_server import RawServer, plain, raw_server

TOKEN, APP_SECRET = "EAAB-rahasia-token", "rahasia-aplikasi"
FAILED = "500 Internal Server Error"


def graph(server: RawServer, **settings: str) -> Graph:
    account = AccountSettings({"base_url": server.url, **settings}, {"app_secret": APP_SECRET}, 3.0)
    return Graph(account, "https://x", TOKEN)


def script(answer: Callable[[str], tuple[Any, str]]) -> Callable[[bytes], Iterable[bytes]]:
    """Answer by the request's first line."""

    def run(request: bytes) -> Iterable[bytes]:
        body, status = answer(request.split(b"\r\n")[0].decode())
        yield plain(body if isinstance(body, bytes) else json.dumps(body).encode(), status)

    return run


def always(body: Any, status: str = "200 OK") -> Callable[[bytes], Iterable[bytes]]:
    return script(lambda _line: (body, status))


def test_token_proof_and_version_go_with_each_call_and_the_token_in_no_address() -> None:
    expected = hmac.new(APP_SECRET.encode(), TOKEN.encode(), hashlib.sha256).hexdigest()
    with raw_server(always({"id": "1", "data": []})) as server:
        client = graph(server, version="v27.0")
        client.get("/me", {"fields": "id"})
        client.post("/1/comments", {"message": "x"})
        client.listing("/me/conversations", {})
    lines = [asked.split(b"\r\n")[0].decode() for asked in server.asked]
    assert [line.split("?")[0] for line in lines] == [
        "GET /v27.0/me",
        "POST /v27.0/1/comments",
        "GET /v27.0/me/conversations",
    ]
    assert all(f"appsecret_proof={expected}" in line and TOKEN not in line for line in lines)
    assert all(f"Bearer {TOKEN}".encode() in asked for asked in server.asked)


def test_without_a_secret_there_is_no_proof_and_without_a_version_the_usual_one() -> None:
    assert proof(TOKEN, "") == {}
    with raw_server(always({"id": "1"})) as server:
        Graph(AccountSettings({"base_url": server.url}, {}, 3.0), "https://x", TOKEN).get("/me")
    assert server.asked[0].startswith(f"GET /{GRAPH_VERSION}/me HTTP".encode())


def test_F22_a_new_token_is_used_from_then_on_with_its_own_proof() -> None:
    with raw_server(always({"id": "1"})) as server:
        client = graph(server)
        client.use("token-baru")
        client.get("/me")
    assert b"Bearer token-baru" in server.asked[0]
    assert proof("token-baru", APP_SECRET)["appsecret_proof"].encode() in server.asked[0]


def test_code_1_shrinks_the_page_until_it_is_taken() -> None:
    error = {"error": {"message": "Please reduce the amount of data", "code": 1}}
    small = script(lambda line: ({"data": [{"id": "1"}]}, "200 OK") if "limit=5" in line else (error, FAILED))
    with raw_server(small) as server:
        assert graph(server).listing("/me/conversations", {}).items == (({"id": "1"}, None),)
        assert len(server.asked) == 2
    with raw_server(always(error, FAILED)) as server:
        with pytest.raises(TryLater):
            graph(server).listing("/me/conversations", {})
        assert len(server.asked) == 3


def test_F34_a_page_too_large_to_take_is_asked_for_in_smaller_ones() -> None:
    with raw_server(always(b" " * (6 * 1024 * 1024))) as server:
        with pytest.raises(TooMuch):
            graph(server).listing("/x", {}, (50, 1))
        assert len(server.asked) == 2


def test_a_wrong_question_is_not_asked_again_in_smaller_pages() -> None:
    with raw_server(always({"error": {"code": 100}}, "400 Bad Request")) as server:
        with pytest.raises(TryLater):
            graph(server).listing("/x", {})
        assert len(server.asked) == 1


def test_an_answer_to_a_post_that_is_no_json_is_unknown() -> None:
    with raw_server(always(b"<html>")) as server, pytest.raises(OutcomeUnknown):
        graph(server).post("/1/comments", {"message": "x"})


def test_F39_files_come_from_metas_hosts_only() -> None:
    with raw_server(always(b"gambar")) as server:
        client = graph(server)
        assert client.download(f"{server.url}/files/1", 100).content == b"gambar"
        for url in ("https://example.com/a", "http://a.fbcdn.net/a", "https://fbcdn.net.example/a", "", "https://["):
            with pytest.raises(AttachmentGone):
                client.download(url, 100)


@pytest.mark.parametrize(
    ("status", "expected"),
    [("403 Forbidden", AttachmentGone), ("410 Gone", AttachmentGone), (FAILED, TryLater), ("401 No", SignInNeeded)],
)
def test_F37_a_file_whose_address_is_past_its_date_is_gone(status: str, expected: type[Exception]) -> None:
    with raw_server(always(b"", status)) as server, pytest.raises(expected):
        graph(server).download(f"{server.url}/files/1", 100)


def test_F23_a_nearly_used_budget_spaces_the_looks_at_each_stream_and_stops_no_answer() -> None:
    def busy(_request: bytes) -> Iterable[bytes]:
        yield plain(b'{"id":"1"}', X_App_Usage='{"call_count":91}')

    def look(stream: str, minutes: float, since: datetime | None = None) -> bool:
        request = FetchRequest(stream, "tempat", timedelta(0), NOW + timedelta(minutes=minutes), since)
        return client.pause(request) is None

    with raw_server(busy) as server:
        client = graph(server)
        assert (client.is_tight, look("dm", 0), look("dm", 0.1)) == (False, True, True)
        client.get("/me")
        assert (client.is_tight, client.quota_used) == (True, 91)
        looks = [look("dm", minutes) for minutes in (0.2, 2, 5.2, 6, 10.3)]
        assert looks == [False, False, True, False, True]
        assert look("comment", 6) is True
        assert look("dm", -400) is True  # a clock that was set back silences nothing (F40)
        with pytest.raises(TryLater) as caught:
            look("dm", -399, since=NOW)
        assert caught.value.after_seconds is None  # the sweep waits, the channel goes on
        assert client.post("/x", {})["id"] == "1"


def test_only_a_page_that_says_there_is_a_next_one_leads_on() -> None:
    cursors = {"cursors": {"before": "a", "after": "b"}}
    assert after_of({"paging": {**cursors, "next": "https://graph.facebook.com/x?access_token=rahasia"}}) == "b"
    for page in ({"paging": cursors}, {}, {"paging": None}, {"paging": {"next": "x"}}):
        assert after_of(page) is None


def test_an_id_stays_one_step_of_a_path() -> None:
    assert path("1_2", "comments") == "/1_2/comments"
    assert path("../me?x=1#", "comments") == "/..%2Fme%3Fx%3D1%23/comments"


def test_no_secret_is_in_the_client_s_own_words() -> None:
    with raw_server(always({"error": {"code": 190, "message": TOKEN}}, "400 Bad Request")) as server:
        client = graph(server)
        with pytest.raises(SignInNeeded) as caught:
            client.get("/me")
    assert not [word for word in (TOKEN, APP_SECRET) if word in f"{caught.value!r}{client!r}"]
