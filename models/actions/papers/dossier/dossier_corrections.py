"""What was put right or counted anew on a case, for the course in its dossier: before, after and the reason."""

from collections.abc import Mapping

from models.actions.clocks.recount_words import recount_words
from models.actions.papers.outdated_words import corrections_of, shown_words
from models.rules.cases.corrections import FIELD_LABELS
from models.rules.core.moments import iso
from models.tables import Complaint, StepRecord, StepRecount


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


def recounted_steps(case: Complaint) -> list[dict[str, object]]:
    """Return how ended steps of a case were counted anew, as moves of its course."""
    rows = StepRecount.select(StepRecount, StepRecord.id, StepRecord.step).join(StepRecord)
    return [
        {
            "moment": iso(row.at),
            "actor": "Sistem",
            "move": f"Langkah {row.record.step} dihitung ulang",
            "destination": "",
            "reason": recount_words(row),
        }
        for row in rows.where(StepRecord.complaint == case.id).order_by(StepRecount.id)
    ]
