"""A paper that a post outside the case initials or signs is told by its rule, before anybody begins it."""

from dataclasses import replace

import pytest

from models.rules.cases.sop import Stage
from models.rules.cases.workflow import CaseFacts
from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.own.own_reach import unseeing
from models.rules.staff.roles import Role, Section
from tests.own_types import ORDER

LALIN, INTEL, HEAD = Role.KASI_LALINTALKIM, Role.KASI_INTELDAKIM, Role.KEPALA_KANTOR
CASE = CaseFacts(Stage.ANALISA_SEKSI, Section.LALINTALKIM)


@pytest.mark.parametrize(
    ("paraf", "signer", "case", "found"),
    [
        ((LALIN,), HEAD, CASE, ()),
        ((INTEL,), HEAD, CASE, (INTEL,)),
        ((), INTEL, CASE, (INTEL,)),
        ((INTEL,), LALIN, replace(CASE, section=Section.INTELDAKIM), (LALIN,)),
        ((LALIN,), HEAD, replace(CASE, forwarded=False), (LALIN,)),
        ((LALIN,), HEAD, replace(CASE, misconduct=True), (LALIN,)),
        ((Role.PENGELOLA,), HEAD, replace(CASE, section=None, forwarded=False), ()),
    ],
)
def test_who_does_not_see_the_case_is_named(
    paraf: tuple[Role, ...], signer: Role, case: CaseFacts, found: tuple[Role, ...]
) -> None:
    row = replace(ORDER, paraf=paraf, signer=signer).row(1)
    assert unseeing(row, signer, case) == found


def test_a_built_in_type_is_brought_to_all_by_the_sop() -> None:
    assert unseeing(DOCUMENTS["SURAT"], INTEL, CASE) == ()
