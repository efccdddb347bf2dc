"""A long pause is told to the superiors once, not to its maker, and no more once it was decided."""

import re
from datetime import timedelta
from typing import Any

from models.actions.clocks.ask_countersignature import ask_countersignatures
from models.actions.clocks.pause_step import countersign_pause, pause_step
from models.actions.core.see_notices import waiting_notices
from models.rules.cases.sop import Move, Output
from models.rules.clocks.pauses import PauseReason
from models.rules.staff.roles import Role
from models.tables import Notice, OfficeSetting, Pause
from tests.actions.proving import letter_of
from tests.actions.walking import Walk
from tests.admin_app.asked import listening, plan_of
from tests.office import actor


def paused(walk: Walk, by: Role = Role.KASI_LALINTALKIM) -> Pause:
    return pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, "Menunggu.", letter_of(walk), actor(by), walk.tick())


def told() -> set[str]:
    return {row.staff.username for row in Notice.select() if row.kind == "paraf_jeda"}


def test_a_pause_beyond_the_set_length_is_told_once_to_the_superiors(account: Any) -> None:
    walk = Walk(account).at_section()
    pause = paused(walk)
    assert ask_countersignatures(walk.now + timedelta(minutes=60)) == 0
    later = walk.now + timedelta(minutes=61)
    assert ask_countersignatures(later) == 2
    assert ask_countersignatures(later) == 0
    assert told() == {"kasubsi_infokim", "kasi_tikkim"}
    assert f"{walk.case.number}: jeda langkah 5 sudah 61 menit kerja" in Notice.get(Notice.kind == "paraf_jeda").text
    countersign_pause(pause.id, True, actor(Role.KASI_TIKKIM), later)
    assert list(waiting_notices(actor(Role.KASUBSI_INFOKIM))) == []


def test_who_made_it_is_not_asked_and_the_length_is_a_setting(account: Any) -> None:
    OfficeSetting.update(value="10").where(OfficeSetting.key == "jeda_tanpa_paraf_menit").execute()
    walk = Walk(account).at_section()
    paused(walk, Role.KASUBSI_INFOKIM)
    assert ask_countersignatures(walk.now + timedelta(minutes=11)) == 1
    assert told() == {"kasi_tikkim"}


def test_of_a_step_that_ended_it_is_still_asked_where_it_would_be_in_time_otherwise(account: Any) -> None:
    walk = Walk(account).at_section()
    paused(walk)
    walk.now += timedelta(minutes=120)
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    assert told() == set()
    assert ask_countersignatures(walk.now) == 2
    assert told() == {"kasubsi_infokim", "kasi_tikkim"}


def test_a_clock_that_ticks_reads_the_pauses_and_not_every_step_there_ever_was(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_section()
    paused(walk)
    walk.now += timedelta(minutes=61)
    with listening() as asked:
        assert ask_countersignatures(walk.now) == 2
    read = [one for one in asked if one[0].startswith("SELECT") and "countersigned_at" in one[0]]
    assert read
    for one in read:
        steps = re.findall(r'"step_record" AS "(t\d+)"', one[0])
        assert steps
        assert not [name for name in steps if f"SCAN {name}" in plan_of(one)]
