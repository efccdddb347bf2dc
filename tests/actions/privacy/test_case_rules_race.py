"""Two officers decide the same pause, look or naming at once: what was read before the lock does not count."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from models.actions.clocks import pause_step as pausing
from models.actions.core.case import locked_case
from models.actions.office.hand_over import HandOver, end_hand_over, hand_over
from models.actions.privacy import name_party as naming
from models.actions.privacy import unmask_identity as unmasking
from models.rules.cases.sop import Move, Output
from models.rules.clocks.pauses import PauseNotAllowed, PauseReason
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Complaint, OfficeHolder, Pause, Staff, StepRecord
from tests.actions.cases.test_links_race import at_once
from tests.actions.clocks.test_pause_step import KASI
from tests.actions.proving import letter_of
from tests.actions.walking import Walk
from tests.office import NOW, actor


def faster(monkeypatch: pytest.MonkeyPatch, module: Any, action: Callable[[], object]) -> None:
    """Let a colleague's action be done while the next one waits for the lock of its case."""

    def waiting(*words: Any, **more: Any) -> Complaint:
        monkeypatch.setattr(module, "locked_case", locked_case)
        action()
        return locked_case(*words, **more)

    monkeypatch.setattr(module, "locked_case", waiting)


def paused(walk: Walk) -> Pause:
    return pausing.pause_step(
        walk.id, PauseReason.MENUNGGU_INSTANSI, "Menunggu balasan.", letter_of(walk), actor(KASI), walk.tick()
    )


def test_a_pause_that_ended_meanwhile_is_not_opened_again_by_its_countersignature(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(account).at_section()
    pause, ends, signs = paused(walk), walk.tick(), walk.tick()
    faster(monkeypatch, pausing, lambda: pausing.resume_step(walk.id, actor(KASI), ends))
    pausing.countersign_pause(pause.id, True, actor(Role.KASI_TIKKIM), signs)
    kept = Pause.get_by_id(pause.id)
    assert (kept.ends_at, kept.countersigned_at) == (ends, signs)
    assert pausing.open_pause(pause.record_id) is None


def test_a_pause_is_decided_by_the_first_of_two(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk(account).at_section()
    pause, first = paused(walk), actor(Role.KASI_TIKKIM)
    faster(monkeypatch, pausing, lambda: pausing.countersign_pause(pause.id, True, first, walk.tick()))
    with pytest.raises(PauseNotAllowed, match="sudah diputuskan"):
        pausing.countersign_pause(pause.id, False, actor(Role.KASUBSI_INFOKIM), walk.tick())


def test_a_step_that_ended_meanwhile_is_counted_anew(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk(account).at_section()
    pause = paused(walk)

    def end_step() -> None:
        walk.write(Output.IDENTIFIKASI_SEKSI)
        walk.move(Move.DAPAT_DITANGANI)

    faster(monkeypatch, pausing, end_step)
    pausing.countersign_pause(pause.id, False, actor(Role.KASI_TIKKIM), walk.tick())
    ended = StepRecord.get_by_id(pause.record_id)
    assert ended.net_minutes == ended.gross_minutes


def test_a_look_is_decided_by_the_first_of_two(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk(account).at_section()
    Complaint.update(identity_protected=True).execute()
    asker, head = actor(Role.KASI_LALINTALKIM), actor(Role.KEPALA_KANTOR)
    row = unmasking.ask_unmasking(walk.id, "Menelepon pelapor soal berkas yang kurang", asker, walk.tick())
    faster(monkeypatch, unmasking, lambda: unmasking.decide_unmasking(row.id, False, head, walk.tick()))
    with pytest.raises(RuleBroken, match="sudah diputuskan"):
        unmasking.decide_unmasking(row.id, True, actor(Role.KASI_TIKKIM), walk.tick())


def test_a_naming_is_lifted_by_the_first_of_two(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk(account).at_section()
    named = Staff.get(Staff.username == str(Role.PETUGAS_SEKSI)).id
    by, other = actor(Role.KASUBSI_INFOKIM), actor(Role.KASI_TIKKIM)
    party = naming.name_party(walk.id, named, "terlapor", by, walk.tick())
    faster(monkeypatch, naming, lambda: naming.lift_party(party.id, "salah orang", by, walk.tick()))
    with pytest.raises(NotVisible):
        naming.lift_party(party.id, "salah juga", other, walk.tick())


def test_no_day_has_two_who_act_for_one_post(account: Any) -> None:
    day = to_wib(NOW).date()

    def asked(role: Role) -> Callable[[], object]:
        staff, by = Staff.get(Staff.username == str(role)).id, actor(Role.KEPALA_KANTOR)
        return lambda: hand_over(HandOver(Role.KEPALA_KANTOR, staff, day, day, "SP-1"), by, NOW)

    for _ in range(4):
        at_once(asked(Role.KASI_TIKKIM), asked(Role.KASI_LALINTALKIM))
        (row,) = acting(day)
        OfficeHolder.delete().where(OfficeHolder.id == row.id).execute()


def test_one_ended_before_it_began_hides_no_other(account: Any) -> None:
    day, by = to_wib(NOW).date(), actor(Role.KEPALA_KANTOR)
    people = [Staff.get(Staff.username == str(role)).id for role in (Role.KASI_TIKKIM, Role.KASI_LALINTALKIM)]
    later = day + timedelta(days=2)
    unborn = hand_over(HandOver(Role.KEPALA_KANTOR, people[0], later, later, "SP-1"), by, NOW)
    end_hand_over(unborn.id, by, NOW)
    hand_over(HandOver(Role.KEPALA_KANTOR, people[0], day, later, "SP-2"), by, NOW)
    with pytest.raises(RuleBroken, match="sudah menggantikan"):
        hand_over(HandOver(Role.KEPALA_KANTOR, people[1], day - timedelta(days=3), later, "SP-3"), by, NOW)


def acting(day: date) -> list[OfficeHolder]:
    here = (OfficeHolder.post == str(Role.KEPALA_KANTOR)) & (OfficeHolder.kind == "plh")
    return list(
        OfficeHolder.select().where(here & (OfficeHolder.valid_from <= day) & (OfficeHolder.valid_until >= day))
    )
