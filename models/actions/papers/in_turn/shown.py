"""In which form a draft was last shown to whom, for every back office of this office: only its hash is kept."""

from datetime import datetime

from models.tables import ShownForm


def note_shown(document_id: int, mark: str, staff_id: int, now: datetime) -> None:
    """Note that this person was sent the pages of a draft in this form; one shown earlier counts no more."""
    said = {ShownForm.mark: mark, ShownForm.shown_at: now}
    row = ShownForm.insert({ShownForm.staff: staff_id, ShownForm.document: document_id, **said})
    row.on_conflict(conflict_target=[ShownForm.staff, ShownForm.document], update=said).execute()


def was_shown(document_id: int, mark: str, staff_id: int) -> bool:
    """Whether the form in which this draft was last shown to this person is the one of this mark."""
    shown = (ShownForm.staff == staff_id) & (ShownForm.document == document_id) & (ShownForm.mark == mark)
    return bool(ShownForm.select().where(shown).exists())
