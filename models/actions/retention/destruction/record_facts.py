"""Gathers the facts of the record (berita acara) of a destruction."""

from datetime import datetime
from pathlib import Path

from models.actions.core.office_facts import office_settings
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.retention.appraisal.panel import members_of
from models.actions.retention.destruction.office_papers import issued_with_words
from models.actions.retention.erasure.told import elsewhere, erasing
from models.rules.core.moments import iso, to_wib
from models.rules.retention.appraisal import PART_LABELS, Part
from models.rules.retention.retention import ApprovalNotAllowed
from models.rules.staff.roles import ROLES, Role
from models.tables import (
    Appraisal,
    AppraisalPanel,
    Audit,
    Complaint,
    DestructionItem,
    DestructionList,
    Document,
    Official,
    Staff,
)

_AT_ONCE = 400


def record_facts(row: DestructionList, data_dir: Path, now: datetime) -> dict[str, object]:
    """Return the facts of a list that was carried out, as of now. Raises ApprovalNotAllowed where it was not."""
    if row.carried_out_at is None or row.approved_by_id is None:
        raise ApprovalNotAllowed("Berita acara disusun setelah daftar ini dilaksanakan.")
    settings, order = office_settings(), erasing([row]).get(row.id)
    gone = DestructionItem.select(DestructionItem.complaint).where(
        (DestructionItem.list == row.id) & DestructionItem.destroyed_at.is_null(False)
    )
    items = DestructionItem.select().where(DestructionItem.list == row.id).order_by(DestructionItem.id)
    return {
        "kop": letterhead_facts(to_wib(row.carried_out_at).date()),
        "office": settings.get("nama_kantor", ""),
        "place": settings.get("kota", ""),
        "number": str(row.id),
        "record_number": row.record_number,
        "panel": _panel(row),
        "consent": row.consent_letter,
        "consent_date": row.consent_date.isoformat() if row.consent_date else None,
        "note": row.note,
        "carried_out": iso(row.carried_out_at),
        "as_of": iso(now),
        "ordered": order is not None,
        "erased": iso(order.ended_at) if order else None,
        "planned": iso(order.planned_for) if order else None,
        "problem": order.problem if order else "",
        "elsewhere": elsewhere(row, data_dir, now) if order else [],
        "kept": still_kept(list(Complaint.select().where(Complaint.id.in_(gone)))),
        "carrier": _carrier(row),
        "maker": _person(row.made_by_id) | {"proposed": iso(row.made_at)},
        "approver": _person(row.approved_by_id) | {"approved": iso(row.approved_at)},
        "items": [_item(place, item) for place, item in enumerate(items, 1)],
    }


def _item(place: int, item: DestructionItem) -> dict[str, object]:
    told = {"number": item.number, "reason": item.reason, "kept_because": item.kept_because}
    return told | {"place": place, "messages": item.messages, "files": item.files}


def _panel(row: DestructionList) -> dict[str, object]:
    """Return the panels that appraised what is on a list: their letters, and each member's name, post and part."""
    appraised = DestructionItem.select(DestructionItem.appraisal).where(DestructionItem.list == row.id)
    panels = Appraisal.select(Appraisal.panel).where(Appraisal.id.in_(appraised))
    rows = list(AppraisalPanel.select().where(AppraisalPanel.id.in_(panels)).order_by(AppraisalPanel.id))
    return {
        "letters": [f"{one.letter} tanggal {one.letter_date:%d-%m-%Y}" for one in rows],
        "members": [
            {"name": member.name, "title": member.title, "part": PART_LABELS[Part(member.part)]}
            for one in rows
            for member in members_of(one)
        ],
    }


def still_kept(cases: list[Complaint]) -> list[str]:
    """Return in Indonesian sentences where the office itself goes on keeping words of destroyed cases, and why."""
    papers, reasons = issued_with_words(cases), _typed_in_trail(cases)
    told = [f"Naskah kantor yang sudah terbit, arsip dengan masa simpannya sendiri: {'; '.join(papers)}."]
    trail = (
        f"Jejak audit: {reasons} baris dari versi program yang lama memuat alasan yang diketik petugas (kerahasiaan "
        "identitas, tanggal naskah). Baris itu tidak dapat dikosongkan, karena tiap baris menyegel yang sebelumnya."
    )
    return [*(told if papers else []), *([trail] if reasons else [])]


def _typed_in_trail(cases: list[Complaint]) -> int:
    """Count the rows of the trail that hold typed reasons of these cases: since migration 0055 none is written."""
    ids = [case.id for case in cases]
    papers = Document.select(Document.id).where(Document.complaint.in_(ids)).tuples()
    of_cases, of_papers = [f"complaint:{key}" for key in ids], [f"document:{key}" for (key,) in papers]
    secrecy = Audit.event.in_(["rahasiakan_identitas", "akhiri_kerahasiaan"]) & (Audit.after != "")
    dated = (Audit.event == "tanggal_naskah") & Audit.after.contains(": ")
    found = 0
    for subjects, worded in ((of_cases, secrecy), (of_papers, dated)):
        for place in range(0, len(subjects), _AT_ONCE):
            found += Audit.select().where(Audit.subject.in_(subjects[place : place + _AT_ONCE]) & worded).count()
    return found


def _carrier(row: DestructionList) -> str:
    """Return who carried a list out, by the audit trail."""
    mine = (Audit.event == "laksanakan_musnah") & (Audit.subject == f"destruction_list:{row.id}")
    username = Audit.select(Audit.actor).where(mine).order_by(Audit.id).scalar() or ""
    staff = Staff.get_or_none(Staff.username == username)
    return str(staff.name) if staff else str(username)


def _person(staff_id: int) -> dict[str, object]:
    staff = Staff.get_by_id(staff_id)
    official = Official.get_or_none(Official.id == staff.official_id) if staff.official_id else None
    name = official.name if official else staff.name
    return {"name": name, "nip": official.nip if official else "", "title": ROLES[Role(staff.role)].title}
