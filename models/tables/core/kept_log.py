"""The logs of both programs as files beside the database: cut at a size, the last few kept."""

import contextlib
import logging
import os
import threading
from pathlib import Path

from models.tables.core.file_lock import taken
from models.tables.core.settings import Settings

FOLDER = "logs"
_MEGABYTE = 1_000_000


def log_file(settings: Settings, program: str) -> logging.Handler | None:
    """Return the handler of a program's log file; None where the office wants none."""
    if not settings.log_megabytes:
        return None
    path = settings.data_dir / FOLDER / f"{program}.log"
    return KeptLog(path, int(settings.log_megabytes * _MEGABYTE), settings.log_kept)


class KeptLog(logging.Handler):
    """Opens its file for each line, unlike the standard library's.

    Windows renames no file that is open, and two programs of one folder share it: with an open one each would go on
    in the file that the other has renamed. What cannot be written stands on standard error all the same.
    """

    def __init__(self, path: Path, most_bytes: int, kept: int) -> None:
        super().__init__()
        self._path, self._most, self._kept = path, most_bytes, kept
        self._one = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            line = (self.format(record) + "\n").encode(errors="backslashreplace")
        except Exception:  # noqa: BLE001 - a message that cannot be made must not stop who gave it
            self.handleError(record)
            return
        with self._one, contextlib.suppress(OSError):  # a full disk must not stop the program
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._turn(len(line))
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            try:
                os.write(handle, line)
            finally:
                os.close(handle)

    def _turn(self, more: int) -> None:
        """Begin a new file where the line would make this one too large; where somebody has it open, go on in it.

        Of several programs that share it one sets it aside; the others find the new one, or go on in this.
        """
        with contextlib.suppress(OSError):
            if self._path.stat().st_size + more <= self._most:
                return
            # Windows renames nothing that is open, not even for who locked it.
            turn = contextlib.nullcontext() if os.name == "nt" else taken(self._path)
            if turn is None:
                return
            with turn:
                self._set_aside(more)

    def _set_aside(self, more: int) -> None:
        if self._path.stat().st_size + more > self._most:  # still, now that nobody else sets it aside
            for number in range(self._kept - 1, 0, -1):
                older = self._older(number)
                if older.exists():
                    older.replace(self._older(number + 1))
            self._path.replace(self._older(1))

    def _older(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")
