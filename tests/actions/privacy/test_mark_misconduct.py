"""The lane of complaints about officers: to Kepala Kantor, past the sections, from identification to the archive."""

from typing import Any

import pytest

from models.actions.core.case import is_visible
from models.actions.core.write_output import choose_section
from models.actions.privacy.mark_misconduct import mark_misconduct
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import MoveNotAllowed, NotPermitted, RuleBroken
from models.rules.staff.roles import Role, Section
from tests.actions.walking import Walk
from tests.office import actor

SEES = {Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR}


def seen_by(walk: Walk) -> set[Role]:
    return {role for role in Role if is_visible(walk.case, actor(role))}


def test_its_category_brings_a_complaint_into_the_lane(account: Any) -> None:
    walk = Walk(account, Section.KEPALA_KANTOR).identified()
    case = walk.case
    assert (case.misconduct, case.identity_protected, case.security_class, case.confidential) == (
        True,
        True,
        "R",
        True,
    )
    assert case.section == Section.KEPALA_KANTOR
    assert seen_by(walk) == SEES


def test_marked_later_it_leaves_the_section_it_was_meant_for(account: Any) -> None:
    walk = Walk(account, Section.LALINTALKIM).at_kasubsi()
    for role in (Role.KASI_LALINTALKIM, Role.KASI_TIKKIM, Role.PETUGAS_SEKSI, Role.ADMINISTRATOR):
        with pytest.raises(NotPermitted):
            mark_misconduct(walk.id, actor(role), walk.tick())
    mark_misconduct(walk.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    case = walk.case
    assert (case.misconduct, case.identity_protected, case.section) == (True, True, "kepala_kantor")
    with pytest.raises(RuleBroken):
        mark_misconduct(walk.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(MoveNotAllowed):
        choose_section(walk.id, Section.LALINTALKIM, actor(Role.KASUBSI_INFOKIM), walk.tick())
    walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_KEPALA)
    assert walk.stage is Stage.DISPOSISI
    for away in (Move.DISPOSISI_ANALISA, Move.DISPOSISI_PENELITIAN):
        with pytest.raises(MoveNotAllowed):
            walk.move(away, section=Section.LALINTALKIM)
    assert seen_by(walk) == SEES


def test_what_a_section_has_already_is_given_back_first(account: Any) -> None:
    walk = Walk(account, Section.LALINTALKIM).at_section()
    with pytest.raises(MoveNotAllowed, match="mengembalikannya"):
        mark_misconduct(walk.id, actor(Role.PENGELOLA), walk.tick())
    walk.move(Move.BUKAN_SEKSI_INI)
    with pytest.raises(MoveNotAllowed, match="Batalkan"):
        mark_misconduct(walk.id, actor(Role.PENGELOLA), walk.tick())
    assert not walk.case.misconduct
