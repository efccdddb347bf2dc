"""Gathers what a folder's list of items and its labels say."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from models.actions.core.identities import mask_of
from models.actions.core.office_facts import office_settings
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.papers.numbers.archive_codes import ArchiveCodes
from models.actions.retention.folders.contents import FolderItem, folder_items
from models.actions.retention.folders.place import Standing, standing_of, standings_of
from models.actions.retention.over import Schedule, schedule
from models.rules.core.moments import iso, to_wib
from models.rules.papers.file_class import file_class
from models.rules.retention.folders import Place
from models.rules.retention.retention import FATE_LABELS, Fate, kept_until
from models.tables import Complaint, FolderPlace, Staff

Facts = dict[str, object]
_UNTOLD: Facts = {"years": "", "first": "", "last": "", "count": 0}


def contents_facts(case: Complaint, pages: Callable[[str], int], now: datetime) -> Facts:
    """Return the facts of a folder's list of items, a protected complainant masked.

    `pages`: how many pages a stored PDF has, 0 where that cannot be read.
    """
    stands, mask = standing_of(case), mask_of(case)
    place, settings = stands.place, office_settings()
    items = [_item(at, one, pages) for at, one in enumerate(folder_items(case), 1)]
    return {
        "kop": letterhead_facts(to_wib(now).date()),
        "office": settings.get("nama_kantor", ""),
        **_label(case, stands, schedule()),
        "subject": mask(case.subject),
        "sheets": place.sheets if place else 0,
        "placed_by": Staff.get_by_id(place.placed_by_id).name if place else "",
        "placed_at": iso(place.placed_at) if place else None,
        "as_of": iso(now),
        "items": mask.over(items, frozenset({"code", "day"})),
    }


def _item(place: int, one: FolderItem, pages: Callable[[str], int]) -> Facts:
    return {
        "place": place,
        "code": one.code,
        "what": one.what,
        "day": one.day.isoformat() if one.day else None,
        "pages": pages(one.pages_of) if one.pages_of else 0,
        "remark": one.remark,
    }


def folder_label(case: Complaint) -> Facts:
    """Return the facts of one folder's label."""
    return _label(case, standing_of(case), schedule()) | {"office": office_settings().get("nama_kantor", "")}


def box_labels(place: Place, seen: Sequence[Complaint]) -> Facts:
    """Return the facts of a box's label, and of those of its folders that this reader sees: one or more.

    Where others are in the box, its label has neither years nor numbers nor a count: they would tell of them.
    """
    here = (FolderPlace.room == place.room) & (FolderPlace.rack == place.rack) & (FolderPlace.box == place.box)
    inside = FolderPlace.select(FolderPlace.complaint).where(here & FolderPlace.ended_at.is_null())
    cases = list(Complaint.select().where(Complaint.id.in_(inside)).order_by(Complaint.opened_at, Complaint.id))
    kept, office = schedule(), office_settings().get("nama_kantor", "")
    stands = standings_of(case.id for case in seen)
    return {
        "office": office,
        "box": {
            **{"room": place.room, "rack": place.rack, "box": place.box, "qr": place.words},
            **(_inside(cases) if {case.id for case in cases} == {case.id for case in seen} else _UNTOLD),
        },
        "folders": [_label(case, stands[case.id], kept) | {"office": office} for case in seen if case.id in stands],
    }


def _inside(cases: Sequence[Complaint]) -> Facts:
    years = sorted({day.year for case in cases for day in _span(case) if day})
    return {
        "years": "–".join(str(year) for year in dict.fromkeys((years[0], years[-1]))),
        "first": cases[0].number,
        "last": cases[-1].number,
        "count": len(cases),
    }


def _label(case: Complaint, stands: Standing, kept: Schedule) -> Facts:
    code, meaning = coded(case, kept.codes)
    return {
        "number": case.number,
        "code": code,
        "meaning": meaning,
        "years": span_words(case),
        "keamanan": str(file_class(case.security_class, protected=case.identity_protected, conduct=_about(case))),
        **kept_words(case, kept),
        "place": f"dimusnahkan {to_wib(case.destroyed_at):%d-%m-%Y}" if case.destroyed_at else stands.words,
    }


def _about(case: Complaint) -> bool:
    return bool(case.misconduct or case.conduct)


def coded(case: Complaint, codes: ArchiveCodes) -> tuple[str, str]:
    """Return the archive code of a case's file and its meaning in the scheme of its day; empty where none is."""
    code = codes.of_file(case)
    row = codes.in_force(to_wib(case.opened_at).date()).get(code) if code else None
    return code, row.meaning if row else ""


def kept_words(case: Complaint, kept: Schedule) -> dict[str, str]:
    """Return how long a file is kept and what then becomes of it (`kept`), and until which day (`until`)."""
    row = kept.of(case)
    if row is None:
        return {"kept": "belum ada kelasnya dalam jadwal retensi", "until": ""}
    fate = FATE_LABELS[row.fate].lower()
    years = f"{row.active_years} tahun aktif, {row.inactive_years} tahun inaktif, lalu {fate}"
    if row.fate is Fate.PERMANEN:
        return {"kept": years, "until": "tanpa batas, tidak dimusnahkan"}
    if case.hold:
        return {"kept": years, "until": "penahanannya dicabut"}
    if case.open or case.closed_at is None:
        return {"kept": years, "until": "dihitung sejak ditutup"}
    return {"kept": years, "until": f"{to_wib(kept_until(row, case.closed_at)):%d-%m-%Y}"}


def span_words(case: Complaint) -> str:
    """Return the years a file spans, e.g. 2026–2027."""
    opened, closed = _span(case)
    years = [str(day.year) for day in (opened, closed) if day]
    return "–".join(dict.fromkeys(years)) + ("" if closed else ", belum ditutup")


def _span(case: Complaint) -> tuple[date, date | None]:
    closed = to_wib(case.closed_at).date() if case.closed_at and not case.open else None
    return to_wib(case.opened_at).date(), closed
