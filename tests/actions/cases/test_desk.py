"""On whose desk a case lies: the query and the rule say the same for every role, stage and section."""

import pytest

from models.actions.cases.desk import on_desk_of, waits_for
from models.actions.core.actor import Actor
from models.rules.cases.sop import STAGES, Stage
from models.rules.cases.workflow import holder_of
from models.rules.staff.roles import ROLES, Role, Section
from models.tables import ChannelAccount, Complaint
from tests.office import new_complaint

SECTIONS = (None, *Section)


@pytest.fixture
def cases(sqlite_account: ChannelAccount) -> list[tuple[int, Stage, Section | None]]:
    """One case at every stage of every section."""
    made = []
    for place, (stage, section) in enumerate((stage, section) for stage in Stage for section in SECTIONS):
        case = new_complaint(sqlite_account, "aduan", f"62811{place:07d}")
        changes = {"stage": str(stage), "section": str(section) if section else None, "open": STAGES[stage].open}
        Complaint.update(**changes).where(Complaint.id == case.id).execute()
        made.append((case.id, stage, section))
    return made


def people() -> list[Actor]:
    """Everybody: one per role, section officers of every section."""
    others = [Actor(str(role), role, 1, ROLES[role].section) for role in Role if role is not Role.PETUGAS_SEKSI]
    return others + [Actor(f"petugas-{section}", Role.PETUGAS_SEKSI, 1, section) for section in Section]


def test_the_query_and_the_rule_agree_for_everybody(cases: list[tuple[int, Stage, Section | None]]) -> None:
    for person in people():
        found = {row.id for row in Complaint.select(Complaint.id).where(Complaint.open & on_desk_of(person))}
        assert found == {case for case, stage, section in cases if waits_for(person, stage, section)}, person


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("stage", Stage)
def test_every_open_case_waits_for_its_holder_and_a_closed_one_for_nobody(
    stage: Stage, section: Section | None
) -> None:
    heads = {person.role for person in people() if waits_for(person, stage, section)} - {Role.PETUGAS_SEKSI}
    assert heads == ({holder_of(stage, section)} if STAGES[stage].open else set())


def test_a_section_officer_has_the_field_work_of_his_own_section_on_his_desk() -> None:
    officer = Actor("lina", Role.PETUGAS_SEKSI, 1, Section.LALINTALKIM)
    assert [stage for stage in Stage if waits_for(officer, stage, Section.LALINTALKIM)] == [Stage.PENELITIAN]
    assert [stage for stage in Stage if waits_for(officer, stage, Section.INTELDAKIM)] == []
