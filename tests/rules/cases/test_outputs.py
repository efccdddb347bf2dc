"""Written outputs: by the holder at their stages, by section officers where the row says so."""

from itertools import product

import pytest

from models.rules.cases.outputs import WRITTEN_OUTPUTS, check_write, may_write
from models.rules.cases.sop import Output, Stage
from models.rules.cases.workflow import holder_of
from models.rules.core.errors import MoveNotAllowed
from models.rules.staff.roles import Role, Section


def test_the_whole_product() -> None:
    for output, role, own, stage, section in product(Output, Role, (None, *Section), Stage, (None, *Section)):
        row = WRITTEN_OUTPUTS.get(output)
        here = row is not None and stage in row.stages
        holder = here and role is holder_of(stage, section)
        officer = here and row.section_officers and role is Role.PETUGAS_SEKSI and own and own is section
        assert may_write(output, role, own, stage, section) is bool(holder or officer)


def test_a_refusal_names_the_desk_the_case_is_on() -> None:
    with pytest.raises(MoveNotAllowed, match="Kasi Inteldakim"):
        check_write(Output.LAPORAN, Role.PENGELOLA, None, Stage.PENELITIAN, Section.INTELDAKIM)
