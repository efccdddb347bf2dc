"""A late answer says so at its own bubble, with its cause, and no part of the page says that it is on its way."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from admin_app.case_page.reply_words import LATE_LABELS
from admin_app.replies.on_its_way import LATE, ON_ITS_WAY
from models.actions.channels.serve_account import beat
from models.actions.channels.stamp_passes import stamp_passes
from models.actions.replies.queue_reply import queue_reply
from models.rules.channels.late_answers import BY_ITSELF, TIMES, late_after
from models.rules.channels.passes import Pass
from models.rules.replies.delivery import REPLY_LABELS, Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Outbox
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.office import actor

_S = ReplyState
Open = Callable[[Role | str], Browser]
# What must not be said of an answer whose time is over.
_UNDER_WAY = ("sedang dikirim", "menunggu dikirim", "dicoba lagi nanti", "berlanjut sendiri", "dicoba lagi sendiri")


@pytest.fixture
def walk(sqlite_account: ChannelAccount, clock: Clock) -> Walk:
    """A case whose first response was written, and a clock that goes with it."""
    made = Walk(sqlite_account).identified()
    queue_reply(made.id, "Terima kasih.", Purpose.TANGGAPAN_AWAL, "kunci-1", actor(Role.PENGELOLA), made.tick())
    clock.now = Outbox.get().created_at
    return made


def test_what_goes_by_itself_has_other_words_once_it_is_late() -> None:
    assert set(LATE_LABELS) == set(LATE) == BY_ITSELF
    assert not set(LATE_LABELS.values()) & set(REPLY_LABELS.values())
    assert not {said for said, _then in LATE.values()} & {row.said for row in ON_ITS_WAY.values()}


@pytest.mark.parametrize("state", TIMES)
def test_from_its_edge_on_the_bubble_says_why_and_nothing_says_that_it_goes(
    state: ReplyState, walk: Walk, signed_in: Open, clock: Clock
) -> None:
    Outbox.update(state=str(state), not_before=None, last_attempt_at=None).execute()
    officer, address = signed_in(Role.PENGELOLA), f"/meja/kasus/{walk.case.public_id}"
    clock.now += late_after(state, 600) - timedelta(seconds=1)
    assert "Terlambat:" not in text(officer.get(address))
    clock.move(seconds=4)  # what the header knows is three seconds old at most
    page = text(officer.get(address))
    bubble = page[page.index('class="bubble bubble-out') :]
    assert "Terlambat: " in bubble[: bubble.index("</li>")]
    if state in BY_ITSELF:
        assert f">{LATE_LABELS[state]}<" in bubble
        assert f"Tanggapan awal {LATE[state][0]}</h3>" in page
        assert not [words for words in _UNDER_WAY if words in page.lower()]


def test_the_cause_is_the_same_as_in_the_outbox_and_at_home(walk: Walk, signed_in: Open, clock: Clock) -> None:
    officer, address = signed_in(Role.PENGELOLA), f"/meja/kasus/{walk.case.public_id}"
    clock.move(minutes=10)
    dead = "Terlambat: penghubung kanal tidak berjalan"
    pages = [text(officer.get(path)) for path in (address, "/kotak-keluar/")]
    assert [(dead in page, f">{LATE_LABELS[_S.QUEUED]}<" in page) for page in pages] == [(True, True)] * 2
    assert walk.case.number in text(officer.get("/"))
    beat("agen", clock.now)
    ChannelAccount.update(state="ok", last_success_at=clock.now).execute()
    stamp_passes(ChannelAccount.get().id, {"deliver": Pass(clock.now, "disk")})
    clock.move(seconds=4)
    full = "Terlambat: disk komputer kanal hampir penuh"
    assert [full in text(officer.get(path)) for path in (address, "/kotak-keluar/")] == [True, True]


def test_an_open_page_draws_the_bubble_anew_when_the_cause_changes(walk: Walk, signed_in: Open, clock: Clock) -> None:
    officer, address = signed_in(Role.PENGELOLA), f"/meja/kabar?kasus={walk.case.public_id}"
    clock.move(minutes=9)
    before = officer.get(address)
    clock.move(minutes=1)
    after = officer.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Terlambat: penghubung kanal tidak berjalan" in after.json["percakapan"]
    assert "Tanggapan awal belum berangkat" in after.json["kasus"]
