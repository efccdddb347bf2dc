"""Which written outputs officers make by hand, at which stages, and who besides the holder may write them."""

from collections.abc import Collection
from dataclasses import dataclass

from models.rules.cases.sop import STAGES, Output, Stage
from models.rules.cases.workflow import hands_of, holder_of
from models.rules.core.errors import MoveNotAllowed
from models.rules.staff.roles import ROLES, Role, Section


@dataclass(frozen=True)
class OutputRow:
    """One written output: the stages at which it may be written, and whether the section's officers may too."""

    stages: tuple[Stage, ...]
    section_officers: bool = False


WRITTEN_OUTPUTS: dict[Output, OutputRow] = {
    Output.IDENTIFIKASI: OutputRow((Stage.IDENTIFIKASI,)),
    Output.SEKSI_TUJUAN: OutputRow((Stage.PENERUSAN_PENGELOLA, Stage.PENERUSAN_KASUBSI)),
    Output.IDENTIFIKASI_SEKSI: OutputRow((Stage.ANALISA_SEKSI,)),
    Output.LAPORAN: OutputRow((Stage.PENELITIAN,), section_officers=True),
    Output.NASKAH_JAWABAN: OutputRow(
        (Stage.DISPOSISI, Stage.PENELITIAN, Stage.JAWABAN_SEKSI, Stage.JAWABAN_KEPALA), section_officers=True
    ),
}


def stages_of_writing(output: Output) -> tuple[Stage, ...]:
    """Return the stages at which this output is written; none for one that no officer writes."""
    row = WRITTEN_OUTPUTS.get(output)
    return row.stages if row else ()


def may_write(
    output: Output,
    role: Role,
    own_section: Section | None,
    stage: Stage,
    section: Section | None,
    recused: Collection[Role] = (),
    suspected: bool = False,
) -> bool:
    """Whether this person may write this output at this stage of a case of that section."""
    row = WRITTEN_OUTPUTS.get(output)
    if row is None or stage not in row.stages:
        return False
    if role in hands_of(stage, section, recused, suspected):
        return True
    return row.section_officers and role is Role.PETUGAS_SEKSI and own_section is not None and own_section is section


def check_write(
    output: Output,
    role: Role,
    own_section: Section | None,
    stage: Stage,
    section: Section | None,
    recused: Collection[Role] = (),
    suspected: bool = False,
) -> None:
    """Raise MoveNotAllowed with the reason where this person may not write this output now."""
    if not may_write(output, role, own_section, stage, section, recused, suspected):
        raise MoveNotAllowed(
            f"“{output}” tidak dapat diisi oleh {ROLES[role].label} pada tahap “{STAGES[stage].label}”. "
            f"Kasus ini ada di meja {ROLES[holder_of(stage, section, recused)].label}."
        )
