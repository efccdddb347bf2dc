"""Media files the gateway wrote to its disk: fetched by name, gone after their lifetime (WAHA: 180 s)."""

import mimetypes
import re

from sync_agent.simulator.waha.messages import Media, Message

_EXTENSIONS = {"audio/ogg": "oga", "image/jpeg": "jpeg", "image/png": "png", "application/pdf": "pdf"}


class Files:
    """The folder behind /api/files."""

    def __init__(self) -> None:
        """Start with an empty folder."""
        self._written: dict[str, tuple[Media, float]] = {}

    def write(self, message: Message, media: Media, now: float) -> str:
        """Write the file of a message again and return its name."""
        name = f"{re.sub(r'[^A-Za-z0-9@._-]', '-', message.id)}.{extension(media.mimetype)}"
        self._written[name] = (media, now)
        return name

    def read(self, name: str, lifetime: float, now: float) -> Media | None:
        """Return the file, or None when it never was or has outlived its time."""
        media, written_at = self._written.get(name, (None, 0.0))
        if media is None or (lifetime and now - written_at > lifetime):
            self._written.pop(name, None)
            return None
        return media


def extension(mimetype: str) -> str:
    """Return a file extension for a media type, `bin` when nothing fits."""
    plain = mimetype.partition(";")[0].strip()
    return _EXTENSIONS.get(plain) or (mimetypes.guess_extension(plain) or ".bin").lstrip(".")
