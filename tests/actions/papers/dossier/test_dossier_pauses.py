"""The dossier says of each pause why it was, and where its proof is found in it."""

from typing import Any

from models.actions.clocks.pause_step import countersign_pause, pause_step
from models.actions.papers.dossier.dossier_pauses import pauses_of_case
from models.rules.clocks.pauses import PauseReason
from models.rules.staff.roles import Role
from tests.actions.inviting import Invited
from tests.actions.proving import letter_of
from tests.actions.walking import Walk
from tests.office import actor


def test_a_pause_for_an_invitation_names_the_invitation(account: Any) -> None:
    walk = Invited(account).at_answering()
    claim = walk.confirmed()
    (pause,) = pauses_of_case(walk.case)
    assert pause["step"] == 8
    assert str(pause["why"]).startswith("Menunggu pelapor menerima undangan")
    assert str(pause["proof"]).startswith("Undangan ")
    assert pause["end"] is not None
    assert claim.confirmed_at is not None


def test_a_refused_pause_stands_in_the_dossier_as_refused(account: Any) -> None:
    walk = Walk(account).at_section()
    by, letter = actor(Role.KASI_LALINTALKIM), letter_of(walk)
    pause = pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, "Menunggu balasan.", letter, by, walk.tick())
    countersign_pause(pause.id, False, actor(Role.KASI_TIKKIM), walk.tick())
    (told,) = pauses_of_case(walk.case)
    assert told["why"] == "Menunggu jawaban instansi lain: Menunggu balasan. (ditolak, tidak dihitung)"
