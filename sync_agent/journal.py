"""The agent's log: one line per event, as text or JSON, without exception texts, which may quote a citizen."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127)}


class _Line(logging.Formatter):
    """One plain line; control characters are escaped, so that nobody forges a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one event as a line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        first, *rest = record.getMessage().split("\n")
        head = f"{moment} {record.levelname.lower()} {first.translate(_CONTROLS)}"
        return "\n".join([head, *(f"    {line.translate(_CONTROLS)}" for line in rest)])


class _Json(logging.Formatter):
    """One JSON object per event."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one event as JSON."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"at": moment, "level": record.levelname.lower(), "event": record.getMessage()})


def start_log(form: str, file: logging.Handler | None = None) -> None:
    """Write events to stderr and to the log file, as `text` or `json`."""
    handlers = [logging.StreamHandler(sys.stderr), *([file] if file else [])]
    for handler in handlers:
        handler.setFormatter(_Json() if form == "json" else _Line())
    root = logging.getLogger()
    root.handlers = handlers
    root.setLevel(logging.INFO)
    # schedule logs the repr of jobs at every run.
    logging.getLogger("schedule").setLevel(logging.WARNING)


def frames(err: BaseException) -> str:
    """Return where an error came from, without its text."""
    return "\n".join(
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(err.__traceback__)
    )
