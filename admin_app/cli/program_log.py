"""The program's log on standard error: plain lines, or one JSON object per line, without texts or identities."""

import json
import logging

from models.rules.core.moments import from_unix, iso


class _JsonLines(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as JSON."""
        line = {"at": iso(from_unix(record.created)), "level": record.levelname.lower(), "from": record.name}
        line["message"] = record.getMessage()
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line)


def keep_log(form: str) -> None:
    """Send the log to standard error as `text` or `json`."""
    keeper = logging.StreamHandler()
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    keeper.setFormatter(_JsonLines() if form == "json" else plain)
    logging.basicConfig(level=logging.INFO, handlers=[keeper])
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # its depth is a metric, not news
