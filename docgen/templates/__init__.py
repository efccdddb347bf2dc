"""The shipped Word templates (*.docx), edited in Word; the office uploads its own copies beside them."""

from functools import cache
from pathlib import Path

from docgen.package import unpack

FOLDER = Path(__file__).resolve().parent


def path_of(code: str) -> Path:
    """Return where the shipped template of a document type lies."""
    return FOLDER / f"{code}.docx"


@cache
def styles() -> bytes:
    """Return the styles of the complaint sheet, for documents that have no template of their own."""
    return unpack(path_of("LEMBAR").read_bytes())["word/styles.xml"]
