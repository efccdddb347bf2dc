"""Gathers the facts of the record (berita acara) of a destruction."""

from datetime import datetime
from pathlib import Path

from models.actions.core.office_facts import office_settings
from models.actions.papers.document_facts import letterhead
from models.actions.retention.erasure.told import elsewhere, erasing
from models.rules.core.moments import iso
from models.rules.retention.retention import ApprovalNotAllowed
from models.rules.staff.roles import ROLES, Role
from models.tables import DestructionItem, DestructionList, Official, Staff


def record_facts(row: DestructionList, data_dir: Path, now: datetime) -> dict[str, object]:
    """Return the facts of a list that was carried out, as of now. Raises ApprovalNotAllowed where it was not."""
    if row.carried_out_at is None or row.approved_by_id is None:
        raise ApprovalNotAllowed("Berita acara disusun setelah daftar ini dilaksanakan.")
    settings, order = office_settings(), erasing([row]).get(row.id)
    items = DestructionItem.select().where(DestructionItem.list == row.id).order_by(DestructionItem.id)
    return {
        "office": letterhead(settings)["lines"],
        "place": settings.get("kota", ""),
        "number": str(row.id),
        "note": row.note,
        "carried_out": iso(row.carried_out_at),
        "as_of": iso(now),
        "ordered": order is not None,
        "erased": iso(order.ended_at) if order else None,
        "planned": iso(order.planned_for) if order else None,
        "problem": order.problem if order else "",
        "elsewhere": elsewhere(row, data_dir, now) if order else [],
        "maker": _person(row.made_by_id) | {"proposed": iso(row.made_at)},
        "approver": _person(row.approved_by_id) | {"approved": iso(row.approved_at)},
        "items": [
            {
                "place": place,
                "number": item.number,
                "reason": item.reason,
                "messages": item.messages,
                "files": item.files,
                "kept_because": item.kept_because,
            }
            for place, item in enumerate(items, 1)
        ],
    }


def _person(staff_id: int) -> dict[str, object]:
    staff = Staff.get_by_id(staff_id)
    official = Official.get_or_none(Official.id == staff.official_id) if staff.official_id else None
    name = official.name if official else staff.name
    return {"name": name, "nip": official.nip if official else "", "title": ROLES[Role(staff.role)].title}
