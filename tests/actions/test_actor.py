"""Actors: an account's role, section and sight."""

from typing import Any

from models.actions.actor import AGENT, actor_of
from models.rules.roles import Role, Section
from models.tables import Staff
from tests.office import actor


def test_the_section_follows_the_role_and_for_officers_the_account(sqlite_account: Any) -> None:
    assert actor(Role.KASI_INTELDAKIM).section is Section.INTELDAKIM
    officer = actor_of(Staff.get(Staff.role == str(Role.PETUGAS_SEKSI)), "10.0.0.5")
    assert (officer.section, officer.address) == (Section.LALINTALKIM, "10.0.0.5")
    assert officer.sight.sections == {Section.LALINTALKIM}


def test_the_agent_has_no_role_and_a_chain_of_its_own() -> None:
    assert (AGENT.role, AGENT.chain, AGENT.sight.everything) == (None, "agen", True)
