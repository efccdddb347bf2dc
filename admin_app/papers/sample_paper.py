"""A memo of an invented case under the office's own letterhead, for looking at the letterhead."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from admin_app.files.paper_pictures import with_pictures
from admin_app.papers.papers import template_in_use
from docgen.documents.examples import examples
from docgen.errors import DocumentError
from docgen.render import render
from models.actions.core.office_facts import office_settings
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.papers.numbers.number_paper import classification_of
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.numbering import LETTER_FORMAT, letter_form
from models.tables.core.settings import Settings

_CODE, _YEAR = "ND-TERUS", 2025


def sample_paper(settings: Settings, day: date, kop: Mapping[str, object] | None = None) -> bytes:
    """Return the memo as Word with the letterhead of a day, or another one to look at. Raises DocumentNotAllowed."""
    kept = office_settings()
    invented: Any = examples(_CODE)[0]
    own = {"kop": kop or letterhead_facts(day), "office": kept.get("nama_kantor", ""), "number": _number(kept)}
    copies = [line.replace(invented["office"], own["office"]) for line in invented["tembusan"]]
    facts = with_pictures({**invented, **own, "tembusan": copies}, settings.files)
    try:
        return render(_CODE, facts, template_in_use(_CODE, settings).content)
    except DocumentError as err:
        raise DocumentNotAllowed(err.sentence) from err


def _number(kept: Mapping[str, str]) -> str:
    """Return a letter number as this office writes it."""
    row = DOCUMENTS[_CODE]
    words = (kept.get("kode_unit", ""), classification_of(row, kept), row.code, _YEAR)
    return letter_form(kept.get("format_nomor", LETTER_FORMAT), *words).replace("{urut}", "601")
