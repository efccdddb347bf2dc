"""Who sees which complaint: the whole product of role, section and how far the complaint went."""

from itertools import product

from models.rules.privacy.visibility import Scope, scope_of, sees
from models.rules.staff.roles import LANE_POSTS, ROLES, Role, Section

EVERYTHING = {Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR}


BOTH = (False, True)


def test_the_whole_product() -> None:
    cases = product(Role, (None, *Section), (None, *Section), BOTH, BOTH, BOTH, BOTH)
    for role, own, section, forwarded, misconduct, named, suspected in cases:
        mine = ROLES[role].section or own
        reached = role is not Role.ADMINISTRATOR and forwarded and section is not None and section is mine
        kept_out = named or (suspected and role not in LANE_POSTS)
        expected = not kept_out and (role in EVERYTHING or (reached and not misconduct))
        told = (role, own, section, forwarded, misconduct, named, suspected)
        assert sees(scope_of(role, own, 7), *told[2:]) is expected, told


def test_posts_somebody_stands_in_for_widen_his_scope_and_naming_still_hides() -> None:
    scope = scope_of((Role.PETUGAS_SEKSI, Role.KASI_INTELDAKIM), Section.LALINTALKIM, 7)
    assert scope.sections == {Section.LALINTALKIM, Section.INTELDAKIM}
    assert scope_of((Role.KASI_INTELDAKIM, Role.KEPALA_KANTOR), None, 7).everything
    assert sees(scope, Section.INTELDAKIM, True)
    assert not sees(scope, Section.INTELDAKIM, True, named=True)
    assert not sees(scope_of((Role.KASI_INTELDAKIM, Role.KEPALA_KANTOR), None, 7), Section.TIKKIM, True, named=True)


def test_the_agent_is_nobody_a_case_could_name() -> None:
    assert sees(Scope(everything=True), None, False, named=True, suspected=True)


def test_who_stands_in_for_a_post_of_the_lane_is_in_it() -> None:
    acting = scope_of((Role.PENGELOLA, Role.KASUBSI_INFOKIM), None, 7)
    assert sees(acting, None, False, suspected=True)
    assert not sees(scope_of(Role.PENGELOLA, None, 7), None, False, suspected=True)


def test_the_administrator_and_an_officer_without_section_see_nothing() -> None:
    assert scope_of(Role.ADMINISTRATOR).nothing
    assert scope_of(Role.PETUGAS_SEKSI).nothing
