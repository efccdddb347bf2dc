"""Loads the data an office starts with, once; what the office changed since is never overwritten."""

import csv
import tomllib
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import holidays as public_holidays

from models.rules.cases.suggestions import rules_from
from models.rules.core.moments import to_wib
from models.tables import (
    Audit,
    Category,
    Classification,
    Complaint,
    Holiday,
    LetterheadVersion,
    Macro,
    OfficeSetting,
    RecordClass,
    ReplyTemplate,
    SavedView,
    SopStep,
    SopVersion,
    StatutoryRule,
    SuggestionRule,
    WorkingBlock,
    database,
)
from models.tables.core.bulk import insert_rows

FOLDER = Path(__file__).resolve().parents[2] / "starting_data"
_KINDS = {"public": "libur nasional", "government": "cuti bersama"}


def load_starting_data(now: datetime) -> None:
    """Add what is missing: SOP issues, categories, codes, hours, holidays of these years, profile, texts, views."""
    with database.atomic():
        _sop(now)
        _office()
        _letterhead()
        _categories()
        _classifications()
        _statutory_rules()
        _suggestion_rules()
        _record_classes()
        _hours()
        _texts()
        _macros()
        _views()
        # Where steps ran already, a day that passed needs a second person (clocks/change_calendar).
        after = to_wib(now).date() if Complaint.select().exists() else None
        add_holidays(range(now.year - 1, now.year + 2), after)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def _rows(name: str) -> Iterable[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _sop(now: datetime) -> None:
    for version in _toml("sop.toml")["version"]:
        if SopVersion.get_or_none(SopVersion.valid_from == version["valid_from"]):
            continue
        row = SopVersion.create(
            number=version["number"], title=version["title"], valid_from=version["valid_from"], loaded_at=now
        )
        SopStep.insert_many([step | {"version": row.id} for step in version["step"]]).execute()


def _office() -> None:
    rows = [{"key": key, "value": str(value)} for key, value in _toml("office.toml").items()]
    OfficeSetting.insert_many(rows).on_conflict_ignore().execute()


def _letterhead() -> None:
    if not LetterheadVersion.select().exists():
        LetterheadVersion.create(**_toml("letterhead.toml"))


def _categories() -> None:
    marks = ("protects_identity", "misconduct")
    rows = [
        row | {mark: row[mark] == "1" for mark in marks} | {"position": place}
        for place, row in enumerate(_rows("categories.csv"))
    ]
    Category.insert_many(rows).on_conflict_ignore().execute()


def _classifications() -> None:
    rows = [row | {"valid_from": date.fromisoformat(row["valid_from"])} for row in _rows("classifications.csv")]
    Classification.insert_many(rows).on_conflict_ignore().execute()


def _statutory_rules() -> None:
    known = {row.key for row in StatutoryRule.select(StatutoryRule.key)}
    rows = [row | {"valid_from": date.fromisoformat(row["valid_from"])} for row in _rows("statutory_rules.csv")]
    fresh = [row for row in rows if row["key"] not in known]
    if fresh:
        StatutoryRule.insert_many(fresh).execute()


def _record_classes() -> None:
    RecordClass.insert_many(list(_rows("record_classes.csv"))).on_conflict_ignore().execute()


def _suggestion_rules() -> None:
    if SuggestionRule.select().exists():
        return  # a rule the office took out stays out
    rows = [
        {"target": str(rule.target), "value": rule.value, "words": rule.words, "weight": rule.weight}
        for rule in rules_from(_toml("suggestion_rules.toml"))
    ]
    insert_rows(SuggestionRule, rows)


def _hours() -> None:
    if WorkingBlock.select().exists():
        return
    rows = [
        {
            "weekday": int(row["weekday"]),
            "starts": time.fromisoformat(row["starts"]),
            "ends": time.fromisoformat(row["ends"]),
        }
        for row in _rows("working_hours.csv")
    ]
    WorkingBlock.insert_many(rows).execute()


def _texts() -> None:
    rows = [{"language": "id", "kind": "dm", **row} for row in _toml("reply_templates.toml")["template"]]
    ReplyTemplate.insert_many(rows).on_conflict_ignore().execute()


def _macros() -> None:
    if Macro.select().exists():
        return  # one the office renamed or took out stays so
    for place, row in enumerate(_toml("macros.toml")["macro"]):
        Macro.create(**row, position=place)


def _views() -> None:
    shared, arranged = SavedView.staff.is_null(), Audit.event.in_(("simpan_tampilan", "hapus_tampilan"))
    if SavedView.select().where(shared).exists() or Audit.select().where(arranged).exists():
        return  # an office that arranged its shared views once, or took them all out, keeps it so
    for place, row in enumerate(_toml("saved_views.toml")["view"]):
        SavedView.create(**row, position=place)


def add_holidays(years: Iterable[int], after: date | None = None) -> int:
    """Add the missing public holidays and cuti bersama of these years, those after a day; return how many."""
    known = {row.day for row in Holiday.select(Holiday.day)}
    found: dict[date, tuple[str, str]] = {}
    for category, kind in _KINDS.items():
        for day, name in public_holidays.country_holidays(
            "ID", years=list(years), language="id", categories=(category,)
        ).items():
            found.setdefault(day, (name, kind))
    known |= {day for day in found if after is not None and day <= after}
    rows = [{"day": day, "name": name[:200], "kind": kind} for day, (name, kind) in found.items() if day not in known]
    if rows:
        Holiday.insert_many(rows).execute()
    return len(rows)
