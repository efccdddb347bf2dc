"""The complaint as a letter names it, shared by the nota dinas.

registration  {number: str, e.g. "ADU-2025-000123"; received: ISO moment, when the message was stored; channel: str,
              e.g. "WhatsApp"; reporter: str, already masked for the reader; subject: str, at most 120 characters}
"""

from dataclasses import dataclass
from datetime import datetime

from docgen.documents.reading import FactsReader
from docgen.wording import long_moment


@dataclass(frozen=True)
class Registration:
    """The five complaint facts (notadinas §3.1)."""

    number: str
    received: datetime
    channel: str
    reporter: str
    subject: str


def read_registration(facts: FactsReader) -> Registration:
    """Read the five complaint facts."""
    return Registration(
        number=facts.filled_line("number"),
        received=facts.moment("received"),
        channel=facts.filled_line("channel"),
        reporter=facts.line("reporter") or "Tidak disebutkan",
        subject=facts.filled_line("subject"),
    )


def registration_context(registration: Registration) -> dict[str, object]:
    """Return the template's words for the five complaint facts."""
    return {
        "no_reg": registration.number,
        "diterima": long_moment(registration.received),
        "sarana": registration.channel,
        "pelapor": registration.reporter,
        "pokok": registration.subject,
    }
