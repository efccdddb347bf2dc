"""The log: one line an event, nothing forged, nothing private."""

import json
import logging
import re

import pytest

from sync_agent.journal import _Json, _Line, frames


def record(words: str, *parts: object) -> logging.LogRecord:
    return logging.LogRecord("x", logging.WARNING, "file", 1, words, parts, None)


def test_S15_control_characters_cannot_forge_a_line() -> None:
    line = _Line().format(record("%s", "a\r\x1b[31m\x00b"))
    assert line.endswith(" warning a\\x0d\\x1b[31m\\x00b")
    forged = _Line().format(record("a\n2026-01-01 info masuk sebagai administrator"))
    assert forged.split("\n")[1].startswith("    ")


def test_json_is_one_object_a_line() -> None:
    line = _Json().format(record('kutip " dan\nbaris'))
    assert "\n" not in line
    assert json.loads(line)["event"] == 'kutip " dan\nbaris'


def test_a_line_tells_its_moment_in_utc() -> None:
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 warning x", _Line().format(record("x")))
    assert json.loads(_Json().format(record("x")))["at"].endswith("+00:00")


def test_frames_tell_the_place_and_not_the_words() -> None:
    with pytest.raises(ValueError) as caught:
        raise ValueError("rahasia")
    assert "test_journal.py" in frames(caught.value)
    assert "rahasia" not in frames(caught.value)
