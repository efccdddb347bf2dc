"""Builds the Indonesian catalogues (.mo) from their sources (.po): python -m admin_app.shell.catalogues."""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parents[1] / "translations" / "id" / "LC_MESSAGES"


def built(source: Path) -> bytes:
    """Return the catalogue of one source."""
    out = io.BytesIO()
    with source.open("rb") as file:
        catalogue = read_po(file, locale="id")
    # Without a date of its own a catalogue carries today's, and would never be the same twice.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(out, catalogue)
    return out.getvalue()


def build_all() -> None:
    """Write every catalogue beside its source."""
    for source in FOLDER.glob("*.po"):
        source.with_suffix(".mo").write_bytes(built(source))


if __name__ == "__main__":
    build_all()
