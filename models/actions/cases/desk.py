"""Which cases wait on whose desk: the holders of models/rules/cases/workflow.py as one query condition."""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import or_

from peewee import ColumnBase

from models.actions.core.actor import Actor
from models.actions.core.recused_posts import recused_in_open_cases
from models.rules.cases.outputs import WRITTEN_OUTPUTS
from models.rules.cases.sop import MOVES, STAGES, Holder, Stage
from models.rules.cases.workflow import hands_of
from models.rules.privacy.conduct_lane import in_lane
from models.rules.staff.roles import Role, Section
from models.tables import Complaint

# A section officer's work waits where a section's own stage needs an output he may write (SOP step 6).
_OFFICER_STAGES = tuple(
    dict.fromkeys(
        row.origin
        for row in MOVES.values()
        if STAGES[row.origin].holder is Holder.SECTION_HEAD
        and any(output in WRITTEN_OUTPUTS and WRITTEN_OUTPUTS[output].section_officers for output in row.needs)
    )
)


def waits_for(
    actor: Actor, stage: Stage, section: Section | None, recused: Collection[Role] = (), suspected: bool = False
) -> bool:
    """Whether a case at this stage waits for this person; `recused` posts are passed over."""
    if actor.role is None or not STAGES[stage].open:
        return False
    officer = actor.role is Role.PETUGAS_SEKSI and stage in _OFFICER_STAGES
    if officer and section is not None and section is actor.section:
        return True
    return actor.among(hands_of(stage, section, recused, suspected))


def on_desk_of(actor: Actor, recused: Mapping[int, Collection[Role]] | None = None) -> ColumnBase:
    """Return the condition over Complaint that selects what waits for this person.

    `recused`: the open cases with passed-over posts, where the caller has read them already.
    """
    passed_over = recused_in_open_cases() if recused is None else recused
    usual = _usual_desk(actor)
    if not passed_over:
        return usual
    rows = Complaint.select(Complaint.id, Complaint.stage, Complaint.section, Complaint.conduct)
    mine = [
        case
        for case, stage, section, conduct in rows.where(Complaint.id.in_(list(passed_over))).tuples()
        if waits_for(actor, Stage(stage), Section(section) if section else None, passed_over[case], in_lane(conduct))
    ]
    return (usual & Complaint.id.not_in(list(passed_over))) | Complaint.id.in_(mine)


def _usual_desk(actor: Actor) -> ColumnBase:
    by_section: dict[Section | None, list[str]] = {}
    for section in (None, *Section):
        stages = [str(stage) for stage in Stage if waits_for(actor, stage, section)]
        if stages:
            by_section[section] = stages
    if not by_section:
        return Complaint.id.is_null()
    if len(set(map(tuple, by_section.values()))) == 1 and len(by_section) == len(Section) + 1:
        return Complaint.stage.in_(next(iter(by_section.values())))
    parts = []
    for section, stages in by_section.items():
        mine = Complaint.section.is_null() if section is None else Complaint.section == str(section)
        parts.append(mine & Complaint.stage.in_(stages))
    return reduce(or_, parts)
