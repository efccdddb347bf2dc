"""Runs a macro on a case: every step as if done by hand, all or none; the text in the writing box is never sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN

from models.actions.cases.mark_urgent import mark_urgent
from models.actions.cases.write_note import write_note
from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import demand_answering, locked_case
from models.actions.core.form_key import spend_form_key
from models.actions.core.own_types.catalogue import row_of_type
from models.actions.core.write_output import choose_section, identify
from models.actions.papers.draft_document import draft_document
from models.actions.staff.own_desk import is_for
from models.rules.cases.identification import URGENCY_LABELS, Urgency
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import Category, Complaint, Macro, ReplyTemplate, database
from models.tables.core.prepared import prepared


@dataclass(frozen=True)
class MacroRun:
    """A macro that was run: its name, and what it did in words."""

    name: str
    done: tuple[str, ...]


@dataclass(frozen=True)
class _Run:
    macro: Macro
    case: Complaint
    actor: Actor
    now: datetime

    @property
    def fresh(self) -> Complaint:
        """Return the case as the steps so far left it."""
        return Complaint.get_by_id(self.case.id)


def macros_for(actor: Actor) -> list[Macro]:
    """Return the active macros this person may run, in order."""
    return [row for row in _in_use() if is_for(row.roles, actor)]


@prepared
def _in_use() -> Any:
    rows = Macro.select(Macro, Category.label.alias("category_label"))
    rows = rows.join(Category, JOIN.LEFT_OUTER, on=(Category.key == Macro.category))
    return rows.where(Macro.active).order_by(Macro.position, Macro.name).objects()


def run_macro(
    macro_id: int, complaint_id: int, actor: Actor, now: datetime, *, version: int, form_key: str | None = None
) -> MacroRun:
    """Run all steps of a macro, or none, on a case whose form was drawn from this version.

    Raises NotVisible where the macro is not for this person, and any refusal of a step, with the step's name.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        macro = next((row for row in macros_for(actor) if row.id == macro_id), None)
        if macro is None:
            raise NotVisible
        run = _Run(macro, locked_case(complaint_id, actor, version), actor, now)
        done = tuple(_done(run, words, step) for wanted, words, step in STEPS if wanted(macro))
        audit_trail.write(actor, now, AuditEvent("makro", f"complaint:{complaint_id}", after=macro.name))
        return MacroRun(macro.name, done)


def _done(run: _Run, words: Callable[[Macro], str], step: Callable[[_Run], None]) -> str:
    said = words(run.macro)
    try:
        step(run)
    except RuleBroken as broken:
        raise type(broken)(
            f"Makro “{run.macro.name}” tidak dijalankan. Langkah “{said}”: {broken.sentence}"
        ) from broken
    return said


def words_of(macro: Macro) -> list[str]:
    """Return in words what a macro will do, in the order it is done."""
    return [words(macro) for wanted, words, _ in STEPS if wanted(macro)]


def _identify(run: _Run) -> None:
    """Identify by the macro's category and urgency; everything else in the identification stays."""
    identify(run.case.id, run.actor, run.now, category=run.macro.category, urgency=run.macro.urgency or None)


def _urgency(run: _Run) -> None:
    wanted = Urgency(run.macro.urgency)
    if run.fresh.urgency != wanted:
        mark_urgent(run.case.id, wanted, run.actor, run.now)


def _section(run: _Run) -> None:
    choose_section(run.case.id, Section(run.macro.section), run.actor, run.now)


def _note(run: _Run) -> None:
    write_note(run.case.id, run.macro.note, run.actor, run.now)


def _paper(run: _Run) -> None:
    draft_document(run.case.id, run.macro.paper, run.actor, run.now)


def _text(run: _Run) -> None:
    """Check that the prepared text is in use; the page puts it into the writing box, and the officer sends it."""
    demand_answering(run.case, run.actor)
    text = (ReplyTemplate.code == run.macro.text_code) & ReplyTemplate.active
    if not ReplyTemplate.select().where(text).exists():
        raise RuleBroken("Teks siap pakai itu tidak dipakai lagi.")


def _category_name(macro: Macro) -> str:
    known: dict[str, str | None] = vars(macro)
    if "category_label" not in known:  # of one read by itself
        row = Category.get_or_none(Category.key == macro.category)
        known["category_label"] = row.label if row else None
    return known["category_label"] or macro.category


def _paper_name(macro: Macro) -> str:
    row = row_of_type(macro.paper)
    return row.title if row else macro.paper


# In the order of doing: is it wanted, what it is called before and after, how it is done.
STEPS: tuple[tuple[Callable[[Macro], bool], Callable[[Macro], str], Callable[[_Run], None]], ...] = (
    (lambda macro: bool(macro.category), lambda macro: f"kategori: {_category_name(macro)}", _identify),
    (
        lambda macro: bool(macro.urgency),
        lambda macro: f"urgensi: {URGENCY_LABELS[Urgency(macro.urgency)].lower()}",
        _urgency,
    ),
    (
        lambda macro: bool(macro.section),
        lambda macro: f"seksi tujuan: {SECTION_LABELS[Section(macro.section)]}",
        _section,
    ),
    (lambda macro: bool(macro.note.strip()), lambda macro: f"catatan internal: “{macro.note.strip()}”", _note),
    (lambda macro: bool(macro.paper), lambda macro: f"konsep {_paper_name(macro)}", _paper),
    (lambda macro: bool(macro.text_code), lambda macro: f"teks /{macro.text_code} di kotak pesan", _text),
)
