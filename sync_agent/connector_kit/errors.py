"""What a connector may raise, named by what the agent does next; `reason` is Indonesian, for staff."""


class ConnectorError(Exception):
    """A platform prevents further work; `reason` contains no secret and no message text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryLater(ConnectorError):
    """Nothing was changed: ask again, after `after_seconds` where the platform stated a time."""

    alone = False  # True: only this sort of request is to wait, the account's others go on

    def __init__(self, reason: str, after_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds


class NotThePlatform(TryLater):
    """Something else answered (a Wi-Fi sign-in page, a proxy, half an answer): keep the cursor, ask again."""


class TooMuch(TryLater):
    """The answer is too large: ask for less at a time."""


class CursorRefused(TryLater):
    """The platform no longer knows the cursor: forget it and read everything again."""


class Refused(ConnectorError):
    """The platform will never take this answer: tell the officer, offer another way."""


class WindowClosed(ConnectorError):
    """The platform's answering window is closed: park the reply until the citizen writes again."""


class SignInNeeded(ConnectorError):
    """The account is closed to us: pause the channel and call a person; replies stay queued."""


class NumberBlocked(SignInNeeded):
    """The platform says that the office's number is banned or restricted: send nothing until a person looks."""


class OpenToAll(ConnectorError):
    """The gateway's lock holds nobody off: go on, and tell a person until it does."""


class OutcomeUnknown(ConnectorError):
    """The request was sent, but nobody knows whether it took effect: read back, never repeat blindly."""


class AttachmentGone(ConnectorError):
    """This file can never be fetched: keep what is known of it; staff open it on the phone."""
