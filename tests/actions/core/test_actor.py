"""Actors: an account's role, section and scope."""

from dataclasses import replace
from typing import Any

import pytest

from models.actions.core.actor import AGENT, actor_of
from models.rules.staff.roles import Role, Section
from models.tables import Staff
from tests.office import actor


def test_the_section_follows_the_role_and_for_officers_the_account(sqlite_account: Any) -> None:
    assert actor(Role.KASI_INTELDAKIM).section is Section.INTELDAKIM
    officer = actor_of(Staff.get(Staff.role == str(Role.PETUGAS_SEKSI)), "10.0.0.5")
    assert (officer.section, officer.address) == (Section.LALINTALKIM, "10.0.0.5")
    assert officer.scope.sections == {Section.LALINTALKIM}


def test_the_agent_has_no_role_and_a_chain_of_its_own() -> None:
    assert (AGENT.role, AGENT.chain, AGENT.scope.everything) == (None, "agen", True)


def test_only_who_was_looked_up_and_has_nothing_hidden_from_him_has_a_scope_without_it(sqlite_account: Any) -> None:
    officer = actor(Role.PENGELOLA)
    assert officer.scope.person == officer.staff_id
    assert officer.scope.outside_lane and not replace(officer, unnamed=True).scope.hides
    assert replace(officer, unnamed=True).scope == replace(officer.scope, person=None, outside_lane=False)


def test_what_only_persons_do_asks_for_an_account_which_the_agent_has_not(sqlite_account: Any) -> None:
    officer = actor(Role.PENGELOLA)
    assert officer.person_id == officer.staff_id
    with pytest.raises(LookupError, match="agen has no account"):
        _ = AGENT.person_id
