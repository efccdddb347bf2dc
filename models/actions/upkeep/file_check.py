"""The daily look, by each program for itself, whether SQLite's file is whole."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from models.actions.upkeep.self_watch import SelfWatch

log = logging.getLogger(__name__)

_LOOK_SECONDS = 60.0


class FileCheck(threading.Thread):
    """Looks once a day, and at the start, whether SQLite's file is whole; a big file takes seconds."""

    def __init__(self, watch: SelfWatch, now: Callable[[], datetime], stop: threading.Event) -> None:
        super().__init__(name="file-check", daemon=True)
        self._watch, self._now, self._stop_sign = watch, now, stop

    def run(self) -> None:
        """Look until told to stop; a failure is logged by its kind and tried again."""
        checked = None
        while True:
            today = self._now().date()
            if checked != today:
                try:
                    self._watch.check_file()
                    checked = today
                except Exception as err:  # noqa: BLE001 - a look that fails must not end the looking
                    log.warning("file check: %s; tried again", type(err).__name__)
            if self._stop_sign.wait(_LOOK_SECONDS):
                return
