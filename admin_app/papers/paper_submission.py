"""One submission of a form about a paper that is signed elsewhere: what was typed, by whom, when."""

from dataclasses import dataclass
from datetime import datetime

from flask import request

from models.actions.core.actor import Actor
from models.rules.core.texts import storable
from models.rules.papers.documents import paper_title
from models.tables import Document
from models.tables.core.settings import Settings


@dataclass(frozen=True)
class PaperSubmission:
    """One submission of a form on the page of one paper."""

    paper: Document
    actor: Actor
    now: datetime
    settings: Settings

    def word(self, name: str) -> str:
        """Return a field as typed, without spaces at its ends."""
        return storable(request.form.get(name, "")).strip()

    @property
    def key(self) -> str | None:
        """Return the form's one-time key."""
        return request.form.get("form_key")

    @property
    def title(self) -> str:
        """Return the title of the paper's type."""
        return paper_title(self.paper)
