"""Keeps what an officer is typing in a form of a case until the form is sent, across sessions and power cuts."""

import json
from collections.abc import Mapping
from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.case import is_visible
from models.rules.core.errors import NotVisible, TextTooLong
from models.rules.core.texts import storable
from models.tables import Complaint, Draft, FormKey, Outbox, database

LONGEST = 40_000  # characters of one form, all its fields together
_LONGEST_NAME = 40


def keep_draft(
    complaint_id: int, form: str, values: Mapping[str, str], actor: Actor, now: datetime, *, form_key: str = ""
) -> bool:
    """Keep what was typed in a form, or forget it where nothing is typed; False where the form was sent meanwhile.

    Only its writer can read it. Raises NotVisible, and TextTooLong beyond 40,000 characters.
    """
    with database.atomic():
        case = Complaint.get_or_none(Complaint.id == complaint_id)
        if case is None or actor.staff_id is None or not is_visible(case, actor) or case.destroyed_at is not None:
            raise NotVisible
        name, text = form[:_LONGEST_NAME], storable(json.dumps(dict(values), ensure_ascii=False))
        if len(text) > LONGEST:
            raise TextTooLong
        if form_key and _sent(form_key):
            return False
        drop_draft(complaint_id, name, actor)
        if any(value.strip() for value in values.values()):
            Draft.create(staff=actor.staff_id, complaint=complaint_id, field=name, text=text, saved_at=now)
        return True


def drop_draft(complaint_id: int, form: str, actor: Actor) -> None:
    """Forget what was typed in a form, because it was sent or discarded."""
    mine = (Draft.staff == actor.staff_id) & (Draft.complaint == complaint_id)
    Draft.delete().where(mine & (Draft.field == form[:_LONGEST_NAME])).execute()


def drafts_of(complaint_id: int, actor: Actor) -> dict[str, dict[str, str]]:
    """Return what this officer typed in the forms of a case, by form and field."""
    mine = (Draft.staff == actor.staff_id) & (Draft.complaint == complaint_id)
    return {row.field: json.loads(row.text) for row in Draft.select().where(mine).order_by(Draft.id)}


def _sent(key: str) -> bool:
    """Whether the form with this key was sent already; a late request must not bring its draft back."""
    return bool(
        FormKey.select().where(FormKey.key == key).exists() or Outbox.select().where(Outbox.reply_key == key).exists()
    )
