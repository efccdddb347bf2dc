"""Outputs that no longer count: only those that did, and the limits that stood on them are recounted at once."""

from typing import Any

from models.actions.clocks.looking.limits import keep_clocks
from models.actions.core.law.undo_outputs import undo_outputs
from models.rules.cases.sop import Output
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import StatutoryClock, StatutoryRule, StepOutput
from tests.actions.walking import Walk
from tests.office import actor


def test_what_is_undone_is_returned_once_and_its_limit_runs_again(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).identified()
    walk.answer(Purpose.TANGGAPAN_AWAL)
    keep_clocks(walk.now)
    met = StatutoryClock.select().join(StatutoryRule).where(StatutoryRule.action == "menanggapi")
    assert met.get().met_at is not None
    which = StepOutput.kind == str(Output.TANGGAPAN_AWAL)
    gone = undo_outputs(walk.id, which, "isi_baru", actor(Role.PENGELOLA), walk.tick())
    assert [row.kind for row in gone] == [str(Output.TANGGAPAN_AWAL)]
    assert (met.get().met_at, met.get().lost_by, met.get().lost_seen_at) == (None, "isi_baru", walk.now)
    assert undo_outputs(walk.id, which, "isi_baru", actor(Role.PENGELOLA), walk.tick()) == []
