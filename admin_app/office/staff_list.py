"""What the setup wizard shows of a pasted staff list, and its confirmation."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from docgen.wording import person_name
from models.actions.core.actor import Actor
from models.actions.office.take_staff_list import ListPlan, facts_of_row, plan_staff_list, take_staff_list
from models.rules.office.staff_table import FIELD_LABELS

_COLUMN = "kolom_"


def looked_at(form: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Return what the page shows of the pasted list; empty where none is. Raises ListUnreadable."""
    text = form.get("daftar", "")
    plan = plan_staff_list(text, _chosen(form), person_name, now)
    chosen = [str(field) if field else "" for field in plan.table.columns]
    examples = [_example(plan, at) for at in range(len(chosen))]
    columns = list(zip(plan.table.names, chosen, examples, strict=True))
    rows = [(row, facts_of_row(row)) for row in plan.rows]
    return {"plan": plan, "columns": columns, "rows": rows, "pasted": text, "fields": list(FIELD_LABELS.items())}


def confirmed(form: Mapping[str, str], actor: Actor, now: datetime) -> str:
    """Store the list that was shown and return what to say. Raises ListChanged, NothingToTake, AlreadyDone."""
    plan = take_staff_list(
        form.get("daftar", ""),
        _chosen(form),
        form.get("segel", ""),
        person_name,
        actor,
        now,
        form_key=form.get("form_key", ""),
    )
    left = f" {plan.passed_over} baris dilewati." if plan.passed_over else ""
    return f"{plan.stored} orang dari daftar disimpan.{left}"


def _chosen(form: Mapping[str, str]) -> dict[int, str] | None:
    """Return what was chosen for each column; None where the list was only just pasted."""
    given = {key.removeprefix(_COLUMN): value for key, value in form.items() if key.startswith(_COLUMN)}
    found = {int(at): value for at, value in given.items() if at.isascii() and at.isdecimal() and len(at) < 4}
    return found or None


def _example(plan: ListPlan, at: int) -> str:
    """Return the first filled cell of a column."""
    cells = (row.cells[at] for row in plan.table.rows if len(row.cells) > at and row.cells[at])
    return next(cells, "")[:40]
