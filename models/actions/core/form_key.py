"""The one-time key of a form, used up in the action's transaction, so that a second submission changes nothing."""

from datetime import datetime

from models.actions.core.actor import Actor
from models.rules.core.errors import AlreadyDone
from models.tables import FormKey


def spend_form_key(key: str | None, actor: Actor, now: datetime) -> None:
    """Use up a form's one-time key, if any; raises AlreadyDone where it was used before (I-14)."""
    if not key or actor.staff_id is None:
        return
    fresh = FormKey.insert(key=key, staff=actor.staff_id, used_at=now).on_conflict_ignore().returning(FormKey.id)
    if not list(fresh.tuples()):
        raise AlreadyDone


def was_spent(key: str) -> bool:
    """Whether the action of a form with this one-time key was done."""
    return bool(FormKey.select().where(FormKey.key == key).exists())
