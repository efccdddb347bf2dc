"""What a service may answer is read without a fault, however odd it is."""

import base64
import json
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from admin_app.papers.esign.shapes import VERSIONS, code_in, raw_words, read_object


def in_base64(words: str) -> str:
    return base64.b64encode(words.encode()).decode()


@pytest.mark.parametrize(
    ("said", "code"), [(2031, 2031), ("2031", 2031), ("9" * 5000, None), (-1, None), (True, None), ("x", None)]
)
def test_a_code_is_a_short_number(said: object, code: int | None) -> None:
    assert code_in({"status_code": said}) == code


def test_what_is_nested_without_end_is_no_answer() -> None:
    assert read_object(b"[" * 100_000) == {}


@pytest.mark.parametrize(
    "said", ["{0}", 'sandi "{0}" salah', "<p>{0}</p>", "q={0}&x=1"], ids=["plain", "quoted", "page", "address"]
)
@pytest.mark.parametrize("written", [str, json.dumps, quote, quote_plus, escape, in_base64])
def test_a_secret_that_is_repeated_in_other_writing_is_hidden_too(said: str, written: Callable[[str], str]) -> None:
    secret = 'kunci "rahasia" & <é> 7/7'
    body = json.dumps({"error": said.format(written(secret))}).encode()
    shown = raw_words(body, {"passphrase": secret, "signer": "3171"})
    assert "…" in shown
    assert not [part for part in ("kunci", "rahasia", in_base64(secret)) if part in shown]


@pytest.mark.parametrize(
    "written",
    [
        "O&#39;neil/2026 a+b",
        "O&#x27;neil/2026 a+b",
        "O%27neil%2f2026%20a%2bb",
        "O%27neil%2f2026+a%2bb",
        "O%2527neil%252F2026%2520a%252Bb",
        "O\\u0027neil\\u002f2026 a+b",
        "O&amp;#39;neil/2026 a+b",
    ],
)
@pytest.mark.parametrize("said", ["{0}", {"kata": ["{0}"]}], ids=["words", "object"])
def test_a_secret_is_hidden_also_as_other_programs_write_it(said: Any, written: str) -> None:
    told = json.loads(json.dumps(said).replace("{0}", json.dumps(f"sandi {written} salah")[1:-1]))
    shown = raw_words(json.dumps({"error": told}).encode(), {"passphrase": "O'neil/2026 a+b"})
    assert ("neil" in shown, "2026" in shown, "sandi" in shown, "salah" in shown) == (False, False, True, True)


def test_what_repeats_no_secret_is_shown_as_it_was_said() -> None:
    said = r"50%25 &amp; \u0041 'x'"
    assert raw_words(json.dumps({"error": said}).encode(), {"passphrase": "rahasia"}) == said


@pytest.mark.parametrize("version", ["v2", "v1"])
def test_a_file_in_base64_may_be_broken_into_lines(version: str) -> None:
    pdf = b"%PDF-1.7 " + b"x" * 200
    lines = base64.encodebytes(pdf).decode()
    body = json.dumps({"file": [lines]} if version == "v2" else {"base64_signed_file": lines}).encode()
    assert VERSIONS[version].signed_in(body) == pdf
    for odd in (b"{}", b'{"file": [7]}', b'{"file": []}', b'{"file": ["bukan*"], "base64_signed_file": "bukan*"}'):
        assert VERSIONS[version].signed_in(odd) == b""
