"""What the frame of every page counts for who is asking: what waits on the screens of the menu, and the bell.

All of it is asked as one query, once a page.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, current_app, g

from models.tables.core.prepared import Worded, numbers

Counter = Callable[[], int | Worded]
BELL = "lonceng"


class FrameNumbers:
    """The counters of one application; `ask` counts anew."""

    def __init__(self, screens: Callable[[], list[Any]]) -> None:
        self._screens = screens
        self.bell: Counter = lambda: 0

    def ask(self) -> Mapping[str, int]:
        """Return what the bell counts, and what waits on each screen that is open to who is asking."""
        found = {BELL: self.bell()}
        found |= {one.endpoint: one.waiting() for one in self._screens() if hasattr(one, "waiting")}
        asked = {name: one for name, one in found.items() if isinstance(one, Worded)}
        counted = dict(zip(asked, numbers(list(asked.values())), strict=True))
        return {name: counted[name] if isinstance(one, Worded) else one for name, one in found.items()}


def open_screens() -> list[Any]:
    """Return the screens that stand in the menu of who is asking; read once a request."""
    if "open_screens" not in g:
        every = current_app.extensions["admin"][0]._views
        g.open_screens = [one for one in every if one.is_accessible() and one.is_visible()]
    return list(g.open_screens)


def frame_numbers() -> Mapping[str, int]:
    """Return the numbers of this page's frame, by the endpoint of their screen."""
    if "frame_numbers" not in g:
        g.frame_numbers = counters_of(current_app).ask()
    found: Mapping[str, int] = g.frame_numbers
    return found


def counters_of(app: Flask) -> FrameNumbers:
    """Return the counters of an application."""
    found: FrameNumbers = app.extensions.setdefault("frame_numbers", FrameNumbers(open_screens))
    return found
