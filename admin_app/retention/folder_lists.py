"""What the page of folders lists: boxes put away last, the folders of one, and cases whose folder has none yet."""

from collections import Counter
from dataclasses import dataclass

from peewee import SQL, ColumnBase, fn

from models.actions.core.actor import Actor
from models.rules.cases.sop import Stage
from models.rules.core.texts import storable
from models.rules.retention.folders import Place
from models.tables import Complaint, FolderPlace
from models.tables.privacy.visible import visible

_LOOKED_AT, _BOXES, _IN_A_BOX = 500, 50, 500
_NOW = FolderPlace.ended_at.is_null()


def case_of_number(number: str, actor: Actor) -> Complaint | None:
    """Return the case of a number, None where this reader sees none."""
    return Complaint.get_or_none((Complaint.number == storable(number)) & visible(actor.scope))


@dataclass(frozen=True)
class Box:
    """A box: its place, how many folders the reader sees in it, and the row of one of them."""

    place: Place
    count: int
    row_id: int


def recent_boxes(actor: Actor) -> list[Box]:
    """Return the boxes into which folders were put last, as far as this reader sees a folder in them, by place."""
    latest = FolderPlace.select(FolderPlace.room, FolderPlace.rack, FolderPlace.box).where(_NOW)
    rows = latest.order_by(FolderPlace.id.desc()).limit(_LOOKED_AT).tuples()
    places = list(dict.fromkeys(Place(*row) for row in rows))[:_BOXES]
    named = FolderPlace.room.in_([one.room for one in places]) & FolderPlace.box.in_([one.box for one in places])
    mine = FolderPlace.select(FolderPlace.id, FolderPlace.room, FolderPlace.rack, FolderPlace.box).join(Complaint)
    places_by_row = {key: Place(*row) for key, *row in mine.where(_NOW & named & visible(actor.scope)).tuples()}
    seen, keys = Counter(places_by_row.values()), {place: key for key, place in places_by_row.items()}
    return [Box(place, seen[place], keys[place]) for place in sorted(places) if place in keys]


def cases_in(place: Place, actor: Actor) -> list[Complaint]:
    """Return the cases whose folders are in a box, as far as this reader sees them, the oldest first."""
    here = (FolderPlace.room == place.room) & (FolderPlace.rack == place.rack) & (FolderPlace.box == place.box)
    inside = FolderPlace.select(FolderPlace.complaint).where(here & _NOW)
    rows = Complaint.select().where(Complaint.id.in_(inside) & visible(actor.scope))
    return list(rows.order_by(Complaint.opened_at, Complaint.id).limit(_IN_A_BOX))


def awaiting_place(actor: Actor, limit: int) -> list[Complaint]:
    """Return the cases at documentation whose folder has no place yet, the earliest due first."""
    rows = Complaint.select().where(_at_documentation() & visible(actor.scope))
    return list(rows.order_by(Complaint.due_at, Complaint.id).limit(limit))


def _at_documentation() -> ColumnBase:
    placed = FolderPlace.select(SQL("1")).where((FolderPlace.complaint == Complaint.id) & _NOW)
    return Complaint.open & (Complaint.stage == str(Stage.DOKUMENTASI)) & ~fn.EXISTS(placed)
