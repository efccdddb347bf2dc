"""What a request may be: where it ends, by which method it comes, and that a folder is no page."""

import pytest
from flask import Flask

from tests.admin_app.browsing import Browser
from tests.admin_app.limits.served import all_of, served

# What a second request hidden behind the first is answered would show that two programs count its end otherwise.
HIDDEN = "GET /hidden HTTP/1.1\r\nHost: office\r\nConnection: close\r\n\r\n"
ODD = {
    "two lengths": ("Content-Length: 0", f"Content-Length: {len(HIDDEN)}"),
    "two in one": (f"Content-Length: 0, {len(HIDDEN)}",),
    "unknown coding": ("Transfer-Encoding: xchunked",),
    "coding twice": ("Transfer-Encoding: identity", "Transfer-Encoding: chunked"),
    "space before the colon": ("Content-Length : 0",),
    "signed length": ("Content-Length: +0",),
}


@pytest.mark.parametrize("lines", ODD.values(), ids=ODD)
def test_a_request_whose_end_is_not_plain_hides_no_second_one(lines: tuple[str, ...]) -> None:
    shown: list[str] = []

    def page(path: str) -> bytes:
        shown.append(path)
        return b"ok"

    words = "\r\n".join(("POST / HTTP/1.1", "Host: office", *lines, "", "0", "", HIDDEN))
    with served(1000, page) as here, here.opened(words.encode()) as one:
        answer = all_of(one)
    assert "/hidden" not in shown
    assert answer.count(b"HTTP/1.") == 1
    assert answer.split()[1] in (b"200", b"400", b"501")


def test_a_body_in_chunks_ends_with_them_whatever_length_stands_beside() -> None:
    lines = ("Content-Length: 4", "Transfer-Encoding: chunked", "Connection: close")
    words = "\r\n".join(("POST / HTTP/1.1", "Host: office", *lines, "", "2", "ab", "0", "", HIDDEN))
    with served(1000) as here, here.opened(words.encode()) as one:
        answer = all_of(one)
    assert (here.lengths, answer.count(b"HTTP/1.")) == ([2], 1)


@pytest.mark.parametrize("path", ["/login", "/", "/meja/", "/static/aduan.css"])
def test_no_page_echoes_what_it_was_asked_by_trace(browser: Browser, path: str) -> None:
    answer = browser.client.open(path, method="TRACE", headers={"X-Rahasia": "siti"})
    assert answer.status_code in (401, 405)
    assert b"siti" not in answer.data


@pytest.mark.parametrize("path", ["/static/", "/static/meja/", "/static/../", "/.git/config", "/.env", "/data/"])
def test_no_folder_is_listed_and_no_file_beside_the_pages_is_served(browser: Browser, path: str) -> None:
    browser.sign_in("administrator")
    answer = browser.get(path)
    assert answer.status_code == 404
    assert b"aduan.css" not in answer.data.replace(b"/static/aduan.css", b"")


def test_the_office_runs_without_what_helps_whoever_builds_it(app: Flask) -> None:
    assert (app.debug, app.testing) == (False, False)
    assert not app.jinja_env.auto_reload
    assert {
        rule.endpoint for rule in app.url_map.iter_rules() if "debug" in rule.rule or "console" in rule.rule
    } == set()
