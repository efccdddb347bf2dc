"""What an officer arranges for himself: single-letter keys, saved views of the queue, the view it opens with."""

from datetime import datetime
from typing import Any

from peewee import ModelSelect

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import SavedView, Staff, database
from models.tables.core.prepared import prepared

LONGEST_NAME = 40
MOST_VIEWS = 12  # of one person, and of the shared ones: each is a counter on every page of the queue


class ViewNotAllowed(RuleBroken):
    """Tampilan ini tidak dapat disimpan."""


def choose_keys(single: bool, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Set whether single letters act as keys outside fields. Raises NotVisible for an actor without account."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        _own(actor)
        Staff.update(single_keys=single).where(Staff.id == actor.staff_id).execute()


def views_of(actor: Actor) -> list[SavedView]:
    """Return the views an officer may choose: those shared with his roles, then his own, each in order."""
    return [row for row in _views(actor.staff_id or 0) if row.staff_id is not None or is_for(row.roles, actor)]


@prepared
def _views(staff: int) -> Any:
    rows = SavedView.select().where(SavedView.staff.is_null() | (SavedView.staff == staff))
    return rows.order_by(SavedView.staff.is_null(False), SavedView.position, SavedView.id)


def is_for(roles: str, actor: Actor) -> bool:
    """Whether something shared with these roles (joined by commas; none: everybody) is for this person."""
    wanted = [role for role in roles.split(",") if role]
    return not wanted or any(role in wanted for role in map(str, actor.roles))


def save_view(
    name: str, query: str, actor: Actor, now: datetime, *, shared_with: str | None = None, form_key: str | None = None
) -> SavedView:
    """Save a view under a name; an owner's view of the same name is replaced.

    `shared_with`: for these roles (empty: everybody) instead of oneself; needs KEEP_MACROS. Raises ViewNotAllowed.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        owner = _owner(actor, shared_with is not None)
        kept = " ".join(storable(name).split())[:LONGEST_NAME]
        if not kept:
            raise ViewNotAllowed("Beri nama tampilan ini, misalnya “WhatsApp mendesak”.")
        known = _of(owner).where(SavedView.name == kept).first()
        if known is None and _of(owner).count() >= MOST_VIEWS:
            raise ViewNotAllowed(f"Paling banyak {MOST_VIEWS} tampilan. Hapus yang tidak dipakai lebih dahulu.")
        asked, roles = query[:400], shared_with or ""
        if known is None:
            place = _of(owner).count()
            view = SavedView.create(staff=owner, name=kept, position=place, query=asked, roles=roles)
        else:
            SavedView.update(query=asked, roles=roles).where(SavedView.id == known.id).execute()
            view = SavedView.get_by_id(known.id)
        _trace(view, actor, now, "simpan_tampilan")
        return view


def move_view(view_id: int, up: bool, actor: Actor, now: datetime) -> None:
    """Move a view one place up or down among its owner's. Raises NotVisible, NotPermitted."""
    with database.atomic():
        view = _changeable(view_id, actor)
        rows = list(_of(view.staff_id).order_by(SavedView.position, SavedView.id))
        at = next(place for place, row in enumerate(rows) if row.id == view.id)
        to = min(max(at + (-1 if up else 1), 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        for place, row in enumerate(rows):
            SavedView.update(position=place).where(SavedView.id == row.id).execute()
        _trace(view, actor, now, "urutkan_tampilan")


def drop_view(view_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Delete a view; whose queue opened with it begins with his own waiting cases again."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        view = _changeable(view_id, actor)
        Staff.update(first_view=None).where(Staff.first_view == view.id).execute()
        SavedView.delete().where(SavedView.id == view.id).execute()
        _trace(view, actor, now, "hapus_tampilan")


def choose_first_view(view_id: int | None, actor: Actor) -> None:
    """Set the view the queue opens with; None: one's own waiting cases. Raises NotVisible."""
    with database.atomic():
        _own(actor)
        if view_id is not None and view_id not in [row.id for row in views_of(actor)]:
            raise NotVisible
        Staff.update(first_view=view_id).where(Staff.id == actor.staff_id).execute()


def first_view(actor: Actor) -> SavedView | None:
    """Return the view the queue opens with, if one was chosen and he may still see it."""
    chosen = Staff.select(Staff.first_view).where(Staff.id == actor.staff_id).tuples().first()
    view = SavedView.get_or_none(SavedView.id == chosen[0]) if chosen and chosen[0] else None
    if view is None or (view.staff_id != actor.staff_id if view.staff_id else not is_for(view.roles, actor)):
        return None
    return view


def _own(actor: Actor) -> int:
    if actor.staff_id is None:
        raise NotVisible
    return actor.staff_id


def _owner(actor: Actor, shared: bool) -> int | None:
    if not shared:
        return _own(actor)
    actor.demand(Permission.KEEP_MACROS)
    return None


def _of(owner: int | None) -> "ModelSelect[SavedView]":
    return SavedView.select().where(SavedView.staff.is_null() if owner is None else SavedView.staff == owner)


def _changeable(view_id: int, actor: Actor) -> SavedView:
    view = SavedView.get_or_none(SavedView.id == view_id)
    if view is None or view.staff_id not in (None, actor.staff_id):
        raise NotVisible
    if view.staff_id is None:
        actor.demand(Permission.KEEP_MACROS)
    return view


def _trace(view: SavedView, actor: Actor, now: datetime, event: str) -> None:
    """Audit changes of shared views; private ones concern nobody else."""
    if view.staff_id is None:
        audit_trail.write(actor, now, AuditEvent(event, f"saved_view:{view.id}", after=view.name))
