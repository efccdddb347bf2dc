"""Whose files are read for the search, what is kept of each, and when one that failed is tried again."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The types of files that are read, each with how it is taken apart (docgen/file_text).
READ_TYPES = {
    "application/pdf": "pdf",
    WORD_FILE: "word",
    **dict.fromkeys(("image/jpeg", "image/png", "image/webp", "image/tiff", "image/bmp", "image/gif"), "picture"),
}
# After a failure of this PC (no room, a program that is missing) it is tried again; a damaged file never heals.
MOST_TRIES = 3
LONGEST_WAIT = timedelta(hours=6)
_AGAIN = (timedelta(minutes=10), LONGEST_WAIT)


class TextState(StrEnum):
    """What is known of the words of a file."""

    WAITING = "menunggu"  # to be read
    NEEDS_PROGRAM = "perlu_ocr"  # has pictures of words, and there is no tesseract here
    READ = "terbaca"  # from its text
    RECOGNISED = "dikenali"  # wholly or partly from its pictures: may err
    WORDLESS = "tanpa_teks"  # read, and holds no words
    FAILED = "gagal"  # damaged, locked, or too large


def state_of(text: str, *, recognised: bool, needs_program: bool) -> TextState:
    """Return the state of a file that was read."""
    if needs_program:
        return TextState.NEEDS_PROGRAM
    if not text.strip():
        return TextState.WORDLESS
    return TextState.RECOGNISED if recognised else TextState.READ


def due_states(can_recognise: bool) -> Collection[TextState]:
    """Return the states in which a file is read now."""
    return (TextState.WAITING, TextState.NEEDS_PROGRAM) if can_recognise else (TextState.WAITING,)


def tried_again_at(tries: int, now: datetime) -> datetime | None:
    """Return when a file that failed so often is tried again; None after the last time."""
    return now + _AGAIN[tries - 1] if tries < MOST_TRIES else None
