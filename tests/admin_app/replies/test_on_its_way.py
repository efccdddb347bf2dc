"""What a task says of an answer on its way is what is true: of every state, of several rows, and on the page."""

from collections.abc import Callable

import pytest

from admin_app.replies.on_its_way import ON_ITS_WAY, on_its_way
from models.actions.replies.queue_reply import queue_reply
from models.rules.replies.delivery import OPEN_STATES, Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Outbox
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.office import actor

_S = ReplyState


def test_every_open_state_has_its_own_words_and_no_other_has_any() -> None:
    assert set(ON_ITS_WAY) == OPEN_STATES
    assert len({row.said for row in ON_ITS_WAY.values()}) == len(OPEN_STATES)
    assert all(on_its_way({state}) is None for state in set(ReplyState) - OPEN_STATES)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ({_S.SENT, _S.HOLD}, _S.HOLD),
        ({_S.PARKED, _S.QUEUED}, _S.PARKED),
        ({_S.SENDING, _S.QUEUED}, _S.SENDING),
        ({_S.UNKNOWN, _S.PARKED}, _S.UNKNOWN),
        ({_S.REFUSED, _S.WAITING}, _S.WAITING),
    ],
)
def test_of_several_rows_the_most_telling_is_said(states: set[ReplyState], said: ReplyState) -> None:
    assert on_its_way(states) is ON_ITS_WAY[said]


@pytest.mark.parametrize("state", ON_ITS_WAY)
def test_the_page_says_what_the_outbox_says_and_nothing_else(
    state: ReplyState, signed_in: Callable[[Role | str], Browser], sqlite_account: ChannelAccount
) -> None:
    walk = Walk(sqlite_account).identified()
    queue_reply(walk.id, "Terima kasih.", Purpose.TANGGAPAN_AWAL, "kunci-1", actor(Role.PENGELOLA), walk.tick())
    Outbox.update(state=str(state)).execute()
    page = text(signed_in(Role.PENGELOLA).get(f"/meja/kasus/{walk.case.public_id}"))
    head = page[page.index('class="todo') : page.index('class="other"')]
    assert f"Tanggapan awal {ON_ITS_WAY[state].said}</h3>" in head
    assert [row.said for row in ON_ITS_WAY.values() if f"Tanggapan awal {row.said}" in page] == [
        ON_ITS_WAY[state].said
    ]
    assert (state is _S.SENDING) == ("sedang dikirim" in head)


def test_a_resting_answer_to_a_question_is_not_said_to_be_leaving(
    signed_in: Callable[[Role | str], Browser], sqlite_account: ChannelAccount
) -> None:
    walk = Walk(sqlite_account)
    queue_reply(walk.id, "Buka pukul delapan.", Purpose.PERTANYAAN, "kunci-1", actor(Role.PENGELOLA), walk.tick())
    Outbox.update(state=str(_S.PARKED)).execute()
    page = text(signed_in(Role.PENGELOLA).get(f"/meja/kasus/{walk.case.public_id}"))
    assert '<span class="pill pill-info">berangkat saat pelapor menulis lagi</span>' in page
    assert "sedang dikirim" not in page
