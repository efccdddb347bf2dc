"""What a draft of an own type asks of its drafter, and what he is told when its type was changed meanwhile."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from admin_app.forms.fields import Field
from admin_app.forms.own_fields import own_fields, own_values
from models.rules.papers.documents import DocumentRow
from models.rules.papers.own.answers import unanswered
from models.rules.papers.own.own_type import asked_in
from models.tables import Document


@dataclass(frozen=True)
class OwnDraft:
    """The fields of a draft with what they hold; `lacks`: something it must say is not written yet."""

    fields: list[Field] = field(default_factory=list)
    values: Mapping[str, object] = field(default_factory=dict)
    lacks: bool = False
    outdated: str = ""


def own_draft(document: Document, row: DocumentRow) -> OwnDraft:
    """Return what a draft asks; nothing of a built-in type. `row`: its type as it is now."""
    if document.own_version_id is None:
        return OwnDraft()
    facts = json.loads(document.facts)
    values = own_values(facts)
    lacks = bool(unanswered(asked_in(facts), values)) or ("yth" in values and not values["yth"])
    return OwnDraft(own_fields(facts), values, lacks, _outdated(document, row))


def _outdated(document: Document, row: DocumentRow) -> str:
    if document.own_version_id == row.own_version:
        return ""
    return (
        "Jenis naskah ini diubah Administrator sesudah konsep ini dibuat; konsep ini tetap memakai pertanyaan dan "
        "templat lamanya. Untuk memakai yang baru, buang konsep ini lalu siapkan lagi."
    )
