"""Reading a case for acting: visible, unchanged, once per form; and its facts."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.case import facts_of, locked_case, section_of, touch
from models.rules.cases.sop import Output, Stage
from models.rules.core.errors import NotVisible, StaleCase
from models.rules.staff.roles import Role, Section
from tests.actions.walking import Walk
from tests.office import NOW, actor


def test_a_case_is_locked_only_for_who_may_see_it_and_saw_its_newest_version(account: Any) -> None:
    walk = Walk(account)
    case = locked_case(walk.id, actor(Role.PENGELOLA), walk.case.version)
    touch(case, subject="baru")
    assert (walk.case.subject, walk.case.version) == ("baru", case.version)
    with pytest.raises(StaleCase):
        locked_case(walk.id, actor(Role.PENGELOLA), case.version - 1)
    for who, which in ((Role.KASI_INTELDAKIM, walk.id), (Role.PENGELOLA, 999)):
        with pytest.raises(NotVisible):
            locked_case(which, actor(who))


def test_the_facts_hold_outputs_that_count_section_and_days_left(account: Any) -> None:
    walk = Walk(account, Section.INTELDAKIM).at_section()
    facts = facts_of(walk.case, NOW)
    assert (facts.stage, facts.section) == (Stage.ANALISA_SEKSI, section_of(walk.case))
    assert {Output.PESAN, Output.IDENTIFIKASI, Output.NOTA_DINAS_TERUS, Output.SEKSI_TUJUAN} <= facts.outputs
    assert facts.reopen_days_left == 0
    touch(walk.case, closed_at=NOW)
    assert facts_of(walk.case, NOW + timedelta(days=29)).reopen_days_left == 1
