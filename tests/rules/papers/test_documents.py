"""Document types: each is an output some move needs, offered where that move starts, signed by who holds the desk."""

from models.rules.cases.sop import MOVES, Stage
from models.rules.papers.documents import DOCUMENTS, STATE_LABELS, DocumentState, may_draft, may_sign, signer_of
from models.rules.staff.roles import Role, Section


def test_every_document_a_step_waits_for_is_the_output_of_a_move_at_one_of_its_stages() -> None:
    assert set(STATE_LABELS) == set(DocumentState)
    for row in (row for row in DOCUMENTS.values() if row.output is not None):
        assert any(row.output in move.needs and move.origin in row.stages for move in MOVES.values()), row.code


def test_who_signs_follows_setting_then_row_then_desk() -> None:
    terus, jawab = DOCUMENTS["ND-TERUS"], DOCUMENTS["ND-JAWAB"]
    assert signer_of(terus, Stage.PENERUSAN_KASUBSI, Section.LALINTALKIM) is Role.KASUBSI_INFOKIM
    assert signer_of(terus, Stage.PENERUSAN_KASUBSI, Section.LALINTALKIM, Role.KASI_TIKKIM) is Role.KASI_TIKKIM
    assert signer_of(jawab, Stage.JAWABAN_SEKSI, Section.INTELDAKIM) is Role.KASI_INTELDAKIM
    assert signer_of(jawab, Stage.JAWABAN_KEPALA, Section.INTELDAKIM) is Role.KEPALA_KANTOR


def test_only_the_signer_signs_and_only_at_its_stages() -> None:
    terus = DOCUMENTS["ND-TERUS"]
    assert may_draft(terus, Role.PENGELOLA, Stage.PENERUSAN_PENGELOLA, Role.KASUBSI_INFOKIM)
    assert not may_sign(terus, Role.PENGELOLA, Stage.PENERUSAN_PENGELOLA, Role.KASUBSI_INFOKIM)
    assert may_sign(terus, Role.KASUBSI_INFOKIM, Stage.PENERUSAN_KASUBSI, Role.KASUBSI_INFOKIM)
    assert not may_sign(terus, Role.KASUBSI_INFOKIM, Stage.ANALISA_SEKSI, Role.KASUBSI_INFOKIM)
