"""What there is of folders: boxes put away last, the folders of one, and cases whose folder has no place yet."""

from dataclasses import dataclass

from peewee import SQL, ColumnBase, fn

from models.actions.core.actor import Actor
from models.actions.core.office_facts import office_settings
from models.actions.retention.folders.place import place_of
from models.rules.cases.put_away import KEEPS_PAPER
from models.rules.cases.sop import Stage
from models.rules.core.errors import NotVisible
from models.rules.core.texts import storable
from models.rules.retention.folders import Place
from models.tables import Complaint, FolderPlace, TransferItem
from models.tables.privacy.visible import visible

_LOOKED_AT, _BOXES = 500, 50
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
    columns = (FolderPlace.room, FolderPlace.rack, FolderPlace.box)
    counted = FolderPlace.select(*columns, fn.COUNT(FolderPlace.id), fn.MAX(FolderPlace.id)).join(Complaint)
    mine = counted.where(_NOW & named & visible(actor.scope)).group_by(*columns)
    boxes = (Box(Place(room, rack, box), count, key) for room, rack, box, count, key in mine.tuples())
    return sorted((box for box in boxes if box.place in set(places)), key=lambda box: box.place)


def cases_in(place: Place, actor: Actor, limit: int | None = None) -> list[Complaint]:
    """Return the cases whose folders are in a box, as far as this reader sees them, the oldest first."""
    here = (FolderPlace.room == place.room) & (FolderPlace.rack == place.rack) & (FolderPlace.box == place.box)
    inside = FolderPlace.select(FolderPlace.complaint).where(here & _NOW)
    rows = Complaint.select().where(Complaint.id.in_(inside) & visible(actor.scope))
    return list(rows.order_by(Complaint.opened_at, Complaint.id).limit(limit))


def box_of(place_id: int, actor: Actor) -> tuple[Place, list[Complaint]]:
    """Return the box in which the folder of this row stands, and its cases. Raises NotVisible where none is seen."""
    row = FolderPlace.get_or_none((FolderPlace.id == place_id) & _NOW)
    seen = cases_in(place_of(row), actor) if row is not None else []
    if row is None or row.complaint_id not in {case.id for case in seen}:
        raise NotVisible
    return place_of(row), seen


def awaiting_place(actor: Actor, limit: int) -> list[Complaint]:
    """Return the cases whose folder has no place: at documentation, the earliest due first, then closed ones.

    What came back from the records centre has none yet; nor, in an office that keeps paper, what was put away so.
    """
    rows = Complaint.select().where(_unplaced(keeps_paper()) & visible(actor.scope))
    return list(rows.order_by(Complaint.open.desc(), Complaint.due_at, Complaint.id).limit(limit))


def keeps_paper() -> bool:
    """Whether the office keeps a folder on paper of each case."""
    return office_settings().get(KEEPS_PAPER) == "ya"


def _unplaced(keeps: bool) -> ColumnBase:
    placed = FolderPlace.select(SQL("1")).where((FolderPlace.complaint == Complaint.id) & _NOW)
    handed = TransferItem.select(SQL("1")).where(TransferItem.complaint == Complaint.id)
    away = handed.where(TransferItem.returned_at.is_null())
    here = ~fn.EXISTS(placed) & ~fn.EXISTS(away) & Complaint.destroyed_at.is_null()
    # Each part by an index of its own, so that no page reads the whole archive.
    returned = TransferItem.select(TransferItem.complaint).where(TransferItem.returned_at.is_null(False))
    waits = _at(Stage.DOKUMENTASI, is_open=True) | Complaint.id.in_(returned)
    return here & (waits | _at(Stage.SELESAI, is_open=False) if keeps else waits)


def _at(stage: Stage, *, is_open: bool) -> ColumnBase:
    return (Complaint.open == is_open) & (Complaint.stage == str(stage))
