"""Reads a person's notices as he is told them: one a case, each with what he is to do about it now."""

from collections.abc import Sequence
from dataclasses import dataclass

from peewee import ModelSelect

from models.actions.core.actor import Actor
from models.actions.core.case import section_of
from models.actions.core.recused_posts import recused_in_open_cases, suspected
from models.actions.core.see_notices import LEADING, own_notices, waiting_notices
from models.rules.cases.sop import STAGES, Stage
from models.rules.cases.workflow import hands_of, holder_of
from models.rules.staff.notices import Event, OneCase, by_case, sort_of, to_do
from models.rules.staff.roles import ROLES, Role
from models.tables import Complaint, Notice

# A flood: more than so many events are not read for one page.
_MOST = 5000


@dataclass(frozen=True)
class Told:
    """One notice as a person is told it: the row he opens, its case, the event, and what to do now."""

    one: OneCase
    row: Notice
    number: str  # of its case; "" where it belongs to none
    to_do: str

    @property
    def said(self) -> str:
        """Return what happened, without the number of the case before it."""
        words = self.row.text.removeprefix(f"{self.number}: ") if self.number else self.row.text
        return words[:1].upper() + words[1:]


def waiting_told(actor: Actor) -> list[OneCase]:
    """Return what waits for a person, one a case, the newest first."""
    return by_case(events_of(waiting_notices(actor).order_by(Notice.id.desc()).limit(_MOST)))


def earlier_told(actor: Actor, waiting: Sequence[OneCase], most: int) -> list[OneCase]:
    """Return what he read or what is over, one a case, the newest first, without cases that wait."""
    over = Notice.seen_at.is_null(False) | Notice.lapsed_at.is_null(False)
    # A case has a handful of them; enough are read to fill the page.
    events = events_of(own_notices(actor).where(over).order_by(Notice.id.desc()).limit(most * 6))
    shown = {one.first.case for one in waiting if one.first.case is not None}
    return [one for one in by_case(events) if one.first.case not in shown][:most]


def told(cases: Sequence[OneCase], actor: Actor) -> list[Told]:
    """Return these notices with their rows and what to do about each; three queries however many there are."""
    rows = {row.id: row for row in Notice.select().where(Notice.id.in_([one.first.id for one in cases]))}
    ids = {row.complaint for row in rows.values() if row.complaint}
    known = {case.id: case for case in Complaint.select().where(Complaint.id.in_(list(ids)))} if ids else {}
    recused = recused_in_open_cases() if ids else {}
    found = []
    for one in cases:
        row = rows[one.first.id]
        case = known.get(row.complaint) if row.complaint else None
        words = _to_do(one, case, actor, recused.get(case.id, frozenset())) if case is not None else ""
        found.append(Told(one, row, case.number if case is not None else "", words))
    return found


def _to_do(one: OneCase, case: Complaint, actor: Actor, recused: frozenset[Role]) -> str:
    if not case.open and not one.first.sort.to_do:
        return "Kasusnya sudah ditutup; buka bila perlu."
    stage = STAGES[Stage(case.stage)]
    holder = holder_of(Stage(case.stage), section_of(case), recused)
    officer = actor.role is Role.PETUGAS_SEKSI and actor.section is not None and actor.section == section_of(case)
    of_stage = stage.to_do_alone if case.misconduct and stage.to_do_alone else stage.to_do
    hands = hands_of(Stage(case.stage), section_of(case), recused, suspected(case))
    return to_do(one.first.sort, officer or actor.among(hands), of_stage, ROLES[holder].label)


def events_of(notices: "ModelSelect[Notice]") -> list[Event]:
    """Return what a query of one's own notices finds as events, each of the leading case where its own is merged."""
    columns = (Notice.id, LEADING, Notice.kind, Notice.key, Notice.text, Notice.made_at)
    # As plain values: a flood has thousands of them.
    rows = notices.select(*columns, Notice.seen_at, Notice.lapsed_at).tuples()
    return [
        Event(id_, case, sort_of(kind, key), text, made_at, seen is None and lapsed is None)
        for id_, case, kind, key, text, made_at, seen, lapsed in rows
    ]
