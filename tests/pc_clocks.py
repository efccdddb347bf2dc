"""A PC's own clock in a test's hands, beside a database server whose clock is right."""

from datetime import UTC, datetime, timedelta

import pytest

from models.tables.core import server_clock


class PcClocks:
    """A clock that can be set (`ahead`), and one that cannot (`gone`, seconds)."""

    def __init__(self, here: pytest.MonkeyPatch) -> None:
        self.ahead, self.gone = timedelta(0), 1000.0
        here.setattr(server_clock, "_utc_now", self.now)
        here.setattr(server_clock, "_seconds_gone", lambda: self.gone)
        here.setattr(server_clock, "_last", [])

    def now(self) -> datetime:
        """Return what time this PC says it is."""
        return datetime.now(UTC).replace(tzinfo=None) + self.ahead + timedelta(seconds=self.gone - 1000)
