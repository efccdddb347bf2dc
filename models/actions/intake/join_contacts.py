"""Joins contacts that are one person, and parts them again; handles stay, only the link between contacts changes."""

from datetime import datetime
from typing import Any

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.staff.permissions import Permission
from models.tables import Contact, database
from models.tables.core.prepared import prepared


class SamePerson(RuleBroken):
    """Keduanya sudah tercatat sebagai satu orang."""


def join_contacts(contact_id: int, other_id: int, actor: Actor, now: datetime, form_key: str | None = None) -> None:
    """Record that two contacts are one person. Raises SamePerson, NotVisible, NotPermitted, AlreadyDone."""
    with database.atomic():
        _begin(actor, now, form_key)
        root, other = root_of(contact_id), root_of(other_id)
        if root == other:
            raise SamePerson
        Contact.update(joined_into=root).where(Contact.id == other).execute()
        audit_trail.write(actor, now, AuditEvent("gabung_pelapor", f"contact:{other}", after=f"contact:{root}"))


def part_contact(contact_id: int, actor: Actor, now: datetime, form_key: str | None = None) -> None:
    """Separate a contact from its person again. Raises NotVisible, NotPermitted, AlreadyDone, RuleBroken."""
    with database.atomic():
        _begin(actor, now, form_key)
        row = Contact.get_or_none(Contact.id == contact_id)
        if row is None:
            raise NotVisible
        if row.joined_into_id is None:
            raise RuleBroken("Data ini tidak digabungkan ke orang lain, jadi tidak ada yang dipisahkan.")
        Contact.update(joined_into=None).where(Contact.id == contact_id).execute()
        before = f"contact:{row.joined_into_id}"
        audit_trail.write(actor, now, AuditEvent("pisah_pelapor", f"contact:{contact_id}", before=before))


def root_of(contact_id: int) -> int:
    """Return the contact that stands for the whole person. Raises NotVisible where there is no such contact."""
    seen: set[int] = set()
    here: int | None = contact_id
    while here is not None and here not in seen:
        seen.add(here)
        row = Contact.get_or_none(Contact.id == here)
        if row is None:
            raise NotVisible
        contact_id, here = here, row.joined_into_id
    return contact_id


def person_of(contact_id: int, known: Contact | None = None) -> list[int]:
    """Return every contact of one person, the one that stands for him first; `known` is its row, if already read."""
    found = [contact_id if known is not None and known.joined_into_id is None else root_of(contact_id)]
    edge = found
    while edge:
        edge = [row_id for (row_id,) in _joined_into(edge) if row_id not in found]
        found = [*found, *edge]
    return found


@prepared
def _joined_into(contacts: list[int]) -> Any:
    return Contact.select(Contact.id).where(Contact.joined_into.in_(contacts)).order_by(Contact.id).tuples()


def _begin(actor: Actor, now: datetime, form_key: str | None) -> None:
    actor.demand(Permission.JOIN_CONTACTS)
    spend_form_key(form_key, actor, now)
