"""What was put right on a case, for the course in its dossier: both wordings and the reason."""

from collections.abc import Mapping

from models.actions.papers.outdated_words import corrections_of, shown_words
from models.rules.cases.corrections import FIELD_LABELS
from models.rules.core.moments import iso
from models.tables import Complaint


def corrected(case: Complaint, staff: Mapping[int, str]) -> list[dict[str, object]]:
    """Return the corrections of a case as moves of its course."""
    return [
        {
            "moment": iso(row.made_at),
            "actor": staff.get(row.made_by_id, ""),
            "move": f"{FIELD_LABELS.get(row.field, row.kind)} dibetulkan",
            "destination": "",
            "reason": f"{row.why}\nSemula: {shown_words(row.field, row.before) or '–'}\n"
            f"Menjadi: {shown_words(row.field, row.after) or '–'}",
        }
        for row in corrections_of(case.id)
    ]
