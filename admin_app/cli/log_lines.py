"""Where the log of the back office goes: standard error and its file, as text or JSON."""

import json
import logging

from models.rules.core.moments import from_unix, iso

_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127)}


class _Lines(logging.Formatter):
    """A line with its moment in UTC; what follows in a message is set in and free of control characters."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as lines of which nobody can forge the first one."""
        trace = f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""
        first, *rest = (line.translate(_CONTROLS) for line in f"{record.getMessage()}{trace}".split("\n"))
        return "\n    ".join((f"{iso(from_unix(record.created))} {record.levelname} {record.name}: {first}", *rest))


class _JsonLines(logging.Formatter):
    """One JSON object per line, without texts or identities."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as JSON."""
        line = {"at": iso(from_unix(record.created)), "level": record.levelname.lower(), "from": record.name}
        line["message"] = record.getMessage()
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line)


def keep_log(form: str, file: logging.Handler | None = None) -> None:
    """Send the log to standard error and to the log file, as `text` or `json`."""
    keepers = [logging.StreamHandler(), *([file] if file else [])]
    for keeper in keepers:
        keeper.setFormatter(_JsonLines() if form == "json" else _Lines())
    logging.basicConfig(level=logging.INFO, handlers=keepers)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # its depth is a metric, not news
