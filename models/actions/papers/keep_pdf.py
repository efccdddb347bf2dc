"""Remembers which PDF was made from which Word file, both by sha256, so that no issued paper is converted twice."""

from datetime import datetime

from models.tables import PdfCopy


def known_pdf(source: str) -> str | None:
    """Return the sha256 of the PDF made from this Word file; None where there is none yet."""
    row = PdfCopy.get_or_none(PdfCopy.source == source)
    return row.sha256 if row else None


def remember_pdf(source: str, sha256: str, now: datetime) -> None:
    """Record the PDF of a Word file; a new one replaces one whose file was lost."""
    row = PdfCopy.insert(source=source, sha256=sha256, made_at=now)
    row.on_conflict(conflict_target=[PdfCopy.source], update={"sha256": sha256, "made_at": now}).execute()
