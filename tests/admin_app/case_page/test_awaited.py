"""How well the delivery is known on which a step stands, as its rail says it."""

from types import SimpleNamespace
from typing import Any

from admin_app.case_page.awaited import grades_in
from models.actions.replies.record_proof import record_proof
from models.rules.channels.messages import Ack, Direction
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import StepOutput
from tests.actions.delivering import tell
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, take_in


def test_what_was_typed_in_the_app_is_told_by_the_platform_s_tick_and_not_as_an_officer_s_word(
    sqlite_account: Any,
) -> None:
    walk = Walk(sqlite_account).identified()
    typed = citizen_message("Sudah kami terima ya", direction=Direction.OUT, sent_at=walk.tick())
    take_in(walk.account, typed, now=walk.tick())
    record_proof(walk.id, Purpose.TANGGAPAN_AWAL, Way.APLIKASI_ASLI, "", actor(Role.PENGELOLA), walk.tick())
    assert _said(walk).startswith("dinyatakan petugas")
    tell(walk, typed.external_id, Ack.READ)
    assert _said(walk).startswith("dibaca pukul")


def _said(walk: Walk) -> str:
    outputs = list(StepOutput.select().where(StepOutput.complaint == walk.id))
    return grades_in(outputs, SimpleNamespace(entries=()))[3]  # type: ignore[arg-type]
