"""Never taken up: reminded once, then Kasubsi Infokim closes it, counted as that and never as answered."""

from typing import Any

import pytest

from models.actions.clocks.watch_invitations import watch_invitations
from models.actions.core.move_complaint import move_complaint
from models.actions.figures.register_lines import status_of
from models.actions.papers.dossier.dossier_facts import dossier_facts
from models.actions.privacy.name_party import name_party
from models.actions.replies.queue_reply import queue_reply
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import MoveNotAllowed, ReasonMissing, ReplyNotAllowed
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import Notice, StatutoryClock, StepRecord
from tests.actions.inviting import INVITATION, Invited, deliver
from tests.office import actor

CLOSE = Move.TIDAK_DIHUBUNGI


def in_vain(account: Any) -> Invited:
    """A complaint whose invitation and reminder nobody took up."""
    walk = Invited(account).at_answering()
    walk.invited()
    walk.days(3)
    walk.invited()
    walk.days(3)
    return walk


def told(kind: str = "undangan") -> list[str]:
    return [f"{row.staff.role} {row.key.split(':')[0]}" for row in Notice.select() if row.kind == kind]


def close(walk: Invited, by: Role, reason: str = "Dua kali diundang, tidak menanggapi.") -> None:
    move_complaint(walk.id, CLOSE, actor(by), walk.tick(), reason=reason)


def test_pengelola_is_told_to_remind_and_kasubsi_to_close_each_once(account: Any) -> None:
    walk = Invited(account).at_answering()
    walk.invited()
    assert watch_invitations(walk.tick()) == 0
    watch_invitations(walk.days(3))
    assert told() == ["pengelola undangan-ingatkan"]
    assert watch_invitations(walk.tick()) == 0
    walk.invited()
    watch_invitations(walk.days(3))
    assert told() == ["pengelola undangan-ingatkan", "kasubsi_infokim undangan-sia-sia"]


def test_nobody_closes_it_while_it_waits_or_may_be_reminded_of(account: Any) -> None:
    walk = Invited(account).at_answering()
    for wait in (lambda: walk.tick(), walk.invited, lambda: walk.days(3)):
        wait()
        with pytest.raises(MoveNotAllowed):
            close(walk, Role.KASUBSI_INFOKIM)


def test_only_kasubsi_closes_it_and_only_with_a_reason(account: Any) -> None:
    walk = in_vain(account)
    with pytest.raises(MoveNotAllowed):
        close(walk, Role.PENGELOLA)
    with pytest.raises(ReasonMissing):
        close(walk, Role.KASUBSI_INFOKIM, "  ")
    close(walk, Role.KASUBSI_INFOKIM)
    assert walk.stage is Stage.DOKUMENTASI


def test_it_is_archived_as_unreachable_and_nowhere_as_answered(account: Any) -> None:
    walk = in_vain(account)
    close(walk, Role.KASUBSI_INFOKIM)
    walk.paper("LEMBAR")
    walk.move(Move.ARSIPKAN)
    case = walk.case
    assert status_of(case) == "Selesai, pelapor tidak dapat dihubungi"
    facts = dossier_facts(case)
    assert facts["sign_off"]["result"] == "Tidak disampaikan: pelapor tidak dapat dihubungi"  # type: ignore[index]
    unmet = [row.rule.action for row in StatutoryClock.select() if row.met_at is None]
    assert "memutuskan" in unmet
    step = StepRecord.get((StepRecord.complaint == case.id) & (StepRecord.step == 8))
    assert step.output.kind == "Catatan bahwa pelapor tidak dapat dihubungi"


def test_who_is_reached_another_way_in_time_is_answered(account: Any) -> None:
    walk = in_vain(account)
    record_proof(walk.id, Purpose.JAWABAN, Way.TELEPON, "Ditelepon, paham.", actor(Role.PENGELOLA), walk.tick())
    assert walk.stage is Stage.DOKUMENTASI
    assert not walk.case.unreachable


def test_who_is_reached_after_all_is_answered_and_nothing_says_unreachable_any_more(account: Any) -> None:
    walk = in_vain(account)
    close(walk, Role.KASUBSI_INFOKIM)
    walk.move(Move.SAMPAIKAN_LAGI)
    assert not walk.case.unreachable
    record_proof(walk.id, Purpose.JAWABAN, Way.TELEPON, "Ditelepon, paham.", actor(Role.PENGELOLA), walk.tick())
    walk.paper("LEMBAR")
    walk.move(Move.ARSIPKAN)
    assert status_of(walk.case) == "Selesai"


@pytest.mark.parametrize(
    ("named", "heard"),
    [
        (Role.PENGELOLA, ["kasubsi_infokim undangan-ingatkan", "kasubsi_infokim undangan-sia-sia"]),
        (Role.KASUBSI_INFOKIM, ["pengelola undangan-ingatkan", "kasi_tikkim undangan-sia-sia"]),
    ],
)
def test_who_stands_in_for_a_named_officer_is_told_in_his_place(
    sqlite_account: Any, named: Role, heard: list[str]
) -> None:
    walk = Invited(sqlite_account).at_answering()
    name_party(walk.id, actor(named).person_id, "Terlapor.", actor(Role.KEPALA_KANTOR), walk.tick())
    by = actor(Role.KASUBSI_INFOKIM if named is Role.PENGELOLA else Role.PENGELOLA)
    for _ in range(2):
        queue_reply(walk.id, INVITATION, Purpose.UNDANGAN, f"undang-{walk.now}", by, walk.tick())
        deliver(walk.account.id, walk.tick())
        watch_invitations(walk.days(3))
    assert told() == heard
    with pytest.raises(ReplyNotAllowed, match="Kasi TIKKIM" if named is Role.KASUBSI_INFOKIM else "Kasubsi"):
        queue_reply(walk.id, INVITATION, Purpose.UNDANGAN, "lagi", by, walk.tick())
