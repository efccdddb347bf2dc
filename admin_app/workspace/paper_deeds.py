"""What the buttons of a paper do: draft it, sign it, cancel it."""

from collections.abc import Callable

from admin_app import papers
from admin_app.workspace.fields import WORDING_FIELDS
from admin_app.workspace.pressing import Press
from models.actions.cancel_document import cancel_document
from models.actions.draft_document import draft_document
from models.rules.documents import DOCUMENTS
from models.rules.errors import NotVisible, StaleCase
from models.tables import Complaint, Document


def draft(press: Press) -> str:
    """Draft a paper, or word its draft anew."""
    changes = {field.name: press.word(field.name) for field in WORDING_FIELDS if field.name in press.form}
    code = press.word("jenis")
    draft_document(
        press.case.id,
        code,
        press.actor,
        press.now,
        changes=changes,
        version=press.version,
        form_key=press.key,
    )
    return f"Konsep {DOCUMENTS[code].title} tersimpan."


def sign(press: Press) -> str:
    """Sign a draft: it gets its number and its file."""
    document = _own_paper(press)
    # What is signed is what was on the screen: a draft worded anew meanwhile is looked at first.
    if Complaint.get_by_id(press.case.id).version != press.version:
        raise StaleCase
    typed = press.word("number").strip() or None
    signed = papers.sign(document, press.actor, press.now, press.settings, number=typed, form_key=press.key)
    number = f" dengan nomor {signed.number}" if signed.number else ""
    return f"{DOCUMENTS[signed.type].title} ditandatangani{number}."


def cancel(press: Press) -> str:
    """Cancel a paper with a reason."""
    cancelled = cancel_document(_own_paper(press), press.word("reason"), press.actor, press.now)
    return f"{DOCUMENTS[cancelled.type].title} dibatalkan."


def _own_paper(press: Press) -> int:
    document = press.number("naskah")
    if not Document.select().where((Document.id == document) & (Document.complaint == press.case.id)).exists():
        raise NotVisible
    return document


PAPER_DEEDS: dict[str, Callable[[Press], str]] = {"konsep": draft, "tanda-tangani": sign, "batal-naskah": cancel}
