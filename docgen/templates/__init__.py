"""The shipped Word templates (*.docx), and the script that makes them; the office edits its own copies in Word."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def path_of(code: str) -> Path:
    """Return where the shipped template of a document type lies."""
    return FOLDER / f"{code}.docx"
