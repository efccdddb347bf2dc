"""The back office's log: each line with its moment in UTC, and none that somebody else could have written."""

import json
import logging
import re
from collections.abc import Callable

import pytest

from admin_app.cli.log_lines import keep_log

Written = Callable[[str, Callable[[], None]], list[str]]
FORGED = "lain\n2026-01-01T00:00:00+00:00 WARNING aduan: masuk sebagai administrator\r\x1b[2K"


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Written:
    """Do something while the log is kept in a form, and return its lines."""

    def lines(form: str, does: Callable[[], None]) -> list[str]:
        kept, logging.root.handlers = logging.root.handlers, []
        try:
            keep_log(form)
            does()
        finally:
            logging.root.handlers = kept
            logging.root.setLevel(logging.WARNING)
        return capsys.readouterr().err.splitlines()

    return lines


def warn(words: str) -> Callable[[], None]:
    """Return what logs a sentence with these words of others in it."""
    return lambda: logging.getLogger("aduan").warning("refused: %s", words)


def fail() -> None:
    """Log an error that was raised."""
    try:
        int("x")
    except ValueError:
        logging.getLogger("aduan").exception("failed")


def test_a_line_tells_its_moment_in_utc(written: Written) -> None:
    (line,) = written("text", warn("x"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00 WARNING aduan: refused: x", line)


def test_words_of_others_begin_no_line_of_their_own(written: Written) -> None:
    first, second = written("text", warn(FORGED))
    assert first.endswith("refused: lain")
    assert second.startswith("    ")
    assert not {"\r", "\x1b"} & set(second)


def test_a_trace_is_set_in_below_its_line(written: Written) -> None:
    first, *rest = written("text", fail)
    assert first.endswith("ERROR aduan: failed")
    assert len(rest) >= 2
    assert all(line.startswith("    ") for line in rest)


def test_as_json_a_record_is_one_line(written: Written) -> None:
    (line,) = written("json", warn(FORGED))
    assert json.loads(line)["message"] == f"refused: {FORGED}"
    assert json.loads(line)["at"].endswith("+00:00")
