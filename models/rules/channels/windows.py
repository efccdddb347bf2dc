"""Whether a platform's answering window is still open, by the channel's own row."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from models.rules.channels.channels import Reach


class Window(StrEnum):
    """How an answer may be sent now."""

    OPEN = "terbuka"
    LATE = "diperpanjang"  # only as a person's answer, under the longer window the platform granted
    SHUT = "tertutup"


def window_of(reach: Reach, settings: Mapping[str, str], since: datetime | None, now: datetime) -> Window:
    """Return the state of the window `since` the citizen's last message, open for None. Both are naive UTC."""
    if reach.window is None or since is None or now < since + reach.window:
        return Window.OPEN
    until = longest(reach, settings, since)
    return Window.LATE if until is not None and now < until else Window.SHUT


def longest(reach: Reach, settings: Mapping[str, str], since: datetime | None) -> datetime | None:
    """Return the naive UTC moment at which the window closes for good; None where there is no window."""
    if reach.window is None or since is None:
        return None
    granted = bool(reach.longer_setting) and settings.get(reach.longer_setting, "").strip().lower() in _YES
    return since + (reach.longer_window if granted and reach.longer_window else reach.window)


_YES = frozenset({"ya", "yes", "true", "1"})
