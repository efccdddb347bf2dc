"""The WhatsApp session of the gateway: its status, and what a restart makes of it."""

STATUSES = (
    "STOPPED",
    "STARTING",
    "SCAN_QR_CODE",
    "PASSKEY_REQUIRED",
    "PASSKEY_CONFIRMATION_REQUIRED",
    "WORKING",
    "FAILED",
)
# Where a restart leads once STARTING is over; a session that lost its phone asks for the QR again.
AFTER_RESTART = {
    "STOPPED": "WORKING",
    "STARTING": "WORKING",
    "WORKING": "WORKING",
    "FAILED": "WORKING",
    "SCAN_QR_CODE": "SCAN_QR_CODE",
    "PASSKEY_REQUIRED": "PASSKEY_REQUIRED",
    "PASSKEY_CONFIRMATION_REQUIRED": "PASSKEY_CONFIRMATION_REQUIRED",
}


class Session:
    """One session and its status at any moment."""

    def __init__(self) -> None:
        """Start in working order."""
        self._status = "WORKING"
        self._next: tuple[float, str] | None = None
        self.heals = True
        self.restarts = 0

    def status(self, now: float) -> str:
        """Return the status; STARTING ends by itself."""
        if self._next and now >= self._next[0]:
            self._status, self._next = self._next[1], None
        return self._status

    def set(self, status: str, heals: bool = True) -> None:
        """Put the session into a status; `heals` False means that a restart does not help. Raises ValueError."""
        if status not in STATUSES:
            raise ValueError(f"unknown session status {status}; known: {', '.join(STATUSES)}")
        self._status, self._next, self.heals = status, None, heals

    def restart(self, now: float, seconds: float) -> None:
        """Begin a restart that takes `seconds`."""
        before = self.status(now)
        self._next = (now + seconds, AFTER_RESTART[before] if self.heals else before)
        self._status = "STARTING"
        self.restarts += 1
