"""Who passed a complaint on and since when its file is complete: limits start and move, and the trail tells."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.clocks.record_legal_facts import record_legal_facts
from models.rules.clocks.statutory import Source
from models.rules.core.errors import AlreadyDone, NotPermitted, RuleBroken, StaleCase
from models.rules.staff.roles import Role
from models.tables import Audit, StatutoryClock, StatutoryRule
from tests.actions.walking import Walk
from tests.office import NOW, actor

DESK = Role.PENGELOLA


def record(walk: Walk, source: Source = Source.LAPOR, complete: datetime | None = None, **words: Any) -> Any:
    at = walk.now + timedelta(hours=3)
    return record_legal_facts(walk.id, source, " 10293847 ", complete, actor(DESK), at, **words)


def dues(walk: Walk) -> dict[str, datetime]:
    rows = StatutoryClock.select(StatutoryClock.due_at, StatutoryRule.key).join(StatutoryRule)
    return {key: due for due, key in rows.where(StatutoryClock.complaint == walk.id).tuples()}


def test_R10_a_case_of_lapor_gets_its_limits_at_once(account: Any) -> None:
    walk = Walk(account).identified()
    assert "lapor_verifikasi" not in dues(walk)
    case = record(walk)
    assert (case.source, case.outside_number, case.version) == ("lapor", "10293847", walk.case.version)
    assert "lapor_verifikasi" in dues(walk)
    row = Audit.get(Audit.event == "asal_pengaduan")
    assert (row.before, row.after) == (
        "Langsung dari pelapor; lengkap: sejak diterima",
        "SP4N-LAPOR!; lengkap: sejak diterima",
    )


def test_R6_sixty_days_count_from_the_complete_file_and_fourteen_do_not(account: Any) -> None:
    walk = Walk(account).identified()
    before, complete = dues(walk), NOW + timedelta(hours=1)
    record(walk, complete=complete)
    after = dues(walk)
    assert after["putusan_60_hari"] == complete + timedelta(days=60)
    assert after["tanggapan_14_hari"] == before["tanggapan_14_hari"]
    record(walk)  # said to have been complete from the beginning after all
    assert dues(walk)["putusan_60_hari"] == before["putusan_60_hari"]


@pytest.mark.parametrize("hours", [-1, 4])
def test_no_file_is_complete_before_it_came_or_tomorrow(account: Any, hours: int) -> None:
    walk = Walk(account)
    with pytest.raises(RuleBroken, match="Berkas tidak mungkin lengkap"):
        record(walk, complete=walk.now + timedelta(hours=hours))
    assert walk.case.source == ""


def test_it_is_the_front_desks_once_and_never_on_an_old_form(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(NotPermitted):
        record_legal_facts(walk.id, Source.DPR, "", None, actor(Role.KASI_TIKKIM), walk.now)
    with pytest.raises(StaleCase):
        record(walk, version=walk.case.version - 1)
    record(walk, form_key="satu")
    with pytest.raises(AlreadyDone):
        record(walk, form_key="satu")
