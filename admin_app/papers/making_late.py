"""Makes the files of signed papers that have none: what comes after a signature may fail, or the program end there.

It runs in the back office, which has the templates, in a thread of its own; several back offices make the same file.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from admin_app.papers.papers import issued
from models.actions.papers.unissued import unissued_papers
from models.tables.core.database import connected
from models.tables.core.settings import Settings

log = logging.getLogger(__name__)

_EVERY_SECONDS = 30.0
_LEFT_TO_THE_SIGNER = timedelta(minutes=1)  # whose own request makes the file, and shows it to him
_MOST_AT_ONCE = 20  # a template that fails for many must not keep the office busy


class LateFiles(threading.Thread):
    """Makes what lacks until the program ends."""

    def __init__(self, settings: Settings, now: Callable[[], datetime], stop: threading.Event) -> None:
        super().__init__(name="late-files", daemon=True)
        self._settings, self._now, self._stop_sign = settings, now, stop

    def run(self) -> None:
        """Look every half minute; a failure is logged by its kind only, and tried again."""
        while not self._stop_sign.wait(_EVERY_SECONDS):
            try:
                with connected():
                    self.once()
            except Exception as err:  # noqa: BLE001 - whatever it is, it is tried again; the text may quote a citizen
                log.warning("files of signed papers: %s; tried again", type(err).__name__)

    def once(self) -> int:
        """Make the files that lack; return how many were made."""
        now, made = self._now(), 0
        for paper in unissued_papers(now - _LEFT_TO_THE_SIGNER)[:_MOST_AT_ONCE]:
            try:
                issued(paper, self._settings, now)
            except Exception as err:  # noqa: BLE001 - one paper must not keep the others from their files
                log.warning("the file of signed paper %s: %s; tried again", paper.id, type(err).__name__)
            else:
                made += 1
        return made
