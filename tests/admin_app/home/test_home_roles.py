"""The tables of the homes: every role has one, every block is on one, and every desk of the SOP is in a block."""

import pytest

from admin_app.home.roles import BLOCKS, HOMES, blocks_of
from models.rules.cases.sop import STAGES, Stage
from models.rules.cases.workflow import holder_of
from models.rules.staff.roles import Role, Section


def test_every_role_has_a_home_and_every_block_is_on_one() -> None:
    assert set(HOMES) == set(Role)
    assert set().union(*HOMES.values()) == set(BLOCKS)
    assert all(len(set(keys)) == len(keys) for keys in HOMES.values())
    assert len({block.title for block in BLOCKS.values()}) == len(BLOCKS)


@pytest.mark.parametrize("stage", [stage for stage, row in STAGES.items() if row.open])
def test_every_desk_of_the_sop_has_a_block_on_the_home_of_who_holds_it(stage: Stage) -> None:
    for section in set(Section) - {Section.KEPALA_KANTOR}:
        blocks = blocks_of((holder_of(stage, section),))
        assert any(stage in block.stages for block in blocks), section
