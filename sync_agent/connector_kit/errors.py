"""What a connector may raise, named by what the agent does next. The reason is read by staff, in Indonesian."""


class ConnectorError(Exception):
    """Anything a platform did that keeps us from going on; `reason` carries no secret and no message text."""

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
    """Somebody else answered (a Wi-Fi sign-in page, a proxy, half an answer): keep the cursor, ask again."""


class TooMuch(TryLater):
    """The answer is larger than we take: ask for less at a time."""


class CursorRefused(TryLater):
    """The platform no longer knows our place in its list: forget the cursor and read all of it again."""


class Refused(ConnectorError):
    """The platform will never take this answer: tell the officer, offer another way."""


class WindowClosed(ConnectorError):
    """The platform's time for answering has passed: park it until the citizen writes again."""


class SignInNeeded(ConnectorError):
    """The account is shut for us: pause the channel and call a person; replies stay queued."""


class OutcomeUnknown(ConnectorError):
    """The request left, but nobody knows whether it took effect: read back, never repeat blindly."""


class AttachmentGone(ConnectorError):
    """This file will never be had from here: keep what is known of it, open it on the phone."""
