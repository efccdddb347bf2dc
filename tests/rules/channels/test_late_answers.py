"""Every state an answer can wait in has its time, and every waiting answer has its cause in words."""

from datetime import timedelta

import pytest

from models.rules.channels.late_answers import BY_ITSELF, TIMES, Waiting, cause_of, late_after
from models.rules.replies.delivery import OPEN_STATES, ReplyState

S = ReplyState
# what is known: a word of the cause
CAUSES = [
    (Waiting(S.HOLD, faults=3), "disisihkan"),
    (Waiting(S.HOLD), "petugas memeriksa telepon"),
    (Waiting(S.PARKED), "cara lain"),
    (Waiting(S.QUEUED, enabled=False), "dimatikan"),
    (Waiting(S.QUEUED, blocked=True, agent_alive=False), "Nomor diblokir"),
    (Waiting(S.QUEUED, agent_alive=False), "tidak berjalan"),
    (Waiting(S.QUEUED, halt="disk"), "disk"),
    (Waiting(S.QUEUED, halt="clock"), "jam komputer"),
    (Waiting(S.QUEUED, halt="restored"), "cadangan"),
    (Waiting(S.WAITING, channel_state="jeda", channel_reason="Kunci ditolak."), "Kunci ditolak."),
    (Waiting(S.WAITING, channel_state="terganggu"), "kanal tidak menerima"),
    (Waiting(S.QUEUED, delivers=False), "tidak mengirim"),
    (Waiting(S.QUEUED, faults=1), "program gagal"),
    (Waiting(S.QUEUED, turn="menunggu giliran: berangkat ± 09.00"), "± 09.00"),
    (Waiting(S.UNKNOWN), "dipastikan di kanal"),
    (Waiting(S.QUEUED, behind=True), "jawaban sebelumnya"),
    (Waiting(S.WAITING), "dicoba lagi"),
    (Waiting(S.SENDING), "terputus"),
    (Waiting(S.QUEUED), "belum diketahui"),
]


def test_every_state_that_has_not_ended_has_its_time() -> None:
    assert set(TIMES) == OPEN_STATES
    assert BY_ITSELF <= OPEN_STATES
    assert (late_after(S.QUEUED, 600), late_after(S.HOLD, 600)) == (timedelta(minutes=10), timedelta(hours=1))


@pytest.mark.parametrize(("waiting", "word"), CAUSES)
def test_the_cause_is_said(waiting: Waiting, word: str) -> None:
    assert word in cause_of(waiting)
