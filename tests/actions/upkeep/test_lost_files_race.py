"""Two people decide the same waiting entry at the same moment: one decides, the other is told so in Indonesian."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.actions.clocks.calendar_rows import change_of
from models.actions.clocks.change_calendar import agree_change, enter_change, refuse_change
from models.actions.clocks.pause_step import countersign_pause, pause_step
from models.actions.core.actor import Actor, actor_of
from models.actions.retention.destruction.lists import approve, propose, refuse
from models.actions.upkeep.lost_files import agree_losses, report_losses, return_losses
from models.rules.clocks.pauses import PauseReason
from models.rules.core.errors import RuleBroken
from models.rules.staff.roles import Role
from models.rules.upkeep.losses import Fault
from models.tables import (
    Audit,
    CalendarChange,
    Complaint,
    DestructionList,
    Holiday,
    LostFile,
    Pause,
    Staff,
    StepRecount,
    database,
)
from tests.actions.cases.test_links_race import at_once
from tests.actions.clocks.test_change_calendar import late_step
from tests.actions.proving import letter_of
from tests.actions.retention.appraising import appraise
from tests.actions.walking import Walk
from tests.office import NOW, actor, add_staff, new_complaint

KASUBSI, TIKKIM, HEAD = Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR
ROUNDS = 4
LATER = NOW + timedelta(days=6 * 366)


def told(agreeing: Callable[[Actor, bool], object], one: Actor, other: Actor, agrees: bool) -> str:
    """Let two decide together; return what the one who came second was told."""
    given = at_once(lambda: agreeing(one, True), lambda: agreeing(other, agrees))
    refused = [answer for answer in given if isinstance(answer, RuleBroken)]
    assert len(refused) == 1, given
    return refused[0].sentence


@pytest.mark.parametrize("agrees", [True, False])
def test_a_change_of_the_calendar(account: Any, agrees: bool) -> None:
    walk = late_step(account)
    for day in range(ROUNDS):
        row = Holiday(day=date(2026, 11, 26 - day % 2), name=f"Libur {day}", kind="libur kantor", active=True)
        Holiday.delete().where(Holiday.day == row.day).execute()
        with database.atomic():
            waits = enter_change("hari_libur", f"Libur {day}", [change_of(row)], actor(KASUBSI), walk.tick()).waits
        assert waits is not None
        number, now = waits.id, walk.tick()

        def decide(who: Actor, agree: bool, number: int = number, now: datetime = now) -> object:
            return agree_change(number, who, now) if agree else refuse_change(number, "Bukan libur", who, now)

        sentence = told(decide, actor(TIKKIM), actor(HEAD), agrees)
        assert "sudah diputuskan" in sentence
        held = Holiday.select().where(Holiday.day == row.day).count()
        assert held == bool(CalendarChange.get_by_id(number).agreed)
        events = Audit.event.in_(["paraf_kalender", "tolak_kalender"])
        assert Audit.select().where(events & (Audit.subject == f"calendar_change:{number}")).count() == 1
    if agrees:
        assert StepRecount.select().count() >= 1


@pytest.mark.parametrize("agrees", [True, False])
def test_a_pause(account: Any, agrees: bool) -> None:
    for place in range(ROUNDS):
        walk = Walk(account, who=f"62811000008{place}").at_section()
        by, letter = actor(Role.KASI_LALINTALKIM), letter_of(walk)
        pause = pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, "Menunggu balasan.", letter, by, walk.tick())

        moment = walk.tick()

        def decide(who: Actor, agree: bool, number: int = pause.id, now: datetime = moment) -> object:
            return countersign_pause(number, agree, who, now)

        assert "sudah diputuskan" in told(decide, actor(TIKKIM), actor(KASUBSI), agrees)
        decided = Audit.event.in_(["paraf_jeda", "tolak_jeda"]) & (Audit.subject == f"complaint:{walk.id}")
        (event,) = [row.event for row in Audit.select().where(decided)]
        assert Pause.get_by_id(pause.id).refused is (event == "tolak_jeda")


@pytest.mark.parametrize("agrees", [True, False])
def test_a_list_of_files_to_be_destroyed(account: Any, agrees: bool) -> None:
    second = add_staff(HEAD, username="kepala_lain")
    for place in range(ROUNDS):
        case = new_complaint(account, f"Paspor {place}", who=f"62811000007{place}")
        ended = {"open": False, "stage": "ditutup", "closed_at": NOW}
        Complaint.update(ended).where(Complaint.id == case.id).execute()
        appraise(case)
        number = propose([case.id], "", actor(KASUBSI), LATER).id

        def decide(who: Actor, agree: bool, number: int = number) -> object:
            return approve(number, who, LATER) if agree else refuse(number, "Masih dipakai", who, LATER)

        assert "sudah diputuskan" in told(decide, actor(HEAD), actor_named(second.username), agrees)
        row = DestructionList.get_by_id(number)
        assert (row.approved_at is None) is (row.refused_at is not None)


def test_a_lost_file(account: Any) -> None:
    for place in range(ROUNDS):
        row = LostFile.create(sha256=f"{place}" * 64, fault=str(Fault.MISSING), found_at=NOW)
        report_losses([row.id], "Tidak ada pada cadangan", actor(KASUBSI), NOW)

        def decide(who: Actor, agree: bool, number: int = row.id) -> object:
            return agree_losses([number], who, NOW)

        assert "Muat ulang halaman" in told(decide, actor(HEAD), actor(HEAD), True)
        agreed = (Audit.event == "setujui_kehilangan") & (Audit.subject == f"lost_file:{row.id}")
        assert Audit.select().where(agreed).count() == 1


def test_a_lost_file_that_is_agreed_to_while_another_puts_it_aside(account: Any) -> None:
    for place in range(ROUNDS):
        row = LostFile.create(sha256=f"{place}" * 64, fault=str(Fault.MISSING), found_at=NOW)
        report_losses([row.id], "Tidak ada pada cadangan", actor(KASUBSI), NOW)
        agreed, returned = at_once(
            lambda number=row.id: agree_losses([number], actor(HEAD), NOW),
            lambda number=row.id: return_losses([number], "Cari lagi", actor(KASUBSI), NOW),
        )
        # Put aside last or first, it is put aside; whoever agreed after that is told.
        assert returned == 1, returned
        assert agreed == 1 or isinstance(agreed, RuleBroken)
        kept = LostFile.get_by_id(row.id)
        assert (kept.reported_at, kept.agreed_at) == (None, None)


def actor_named(username: str) -> Actor:
    return actor_of(Staff.get(Staff.username == username))
