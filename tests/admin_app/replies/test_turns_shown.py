"""What staff read of a bulk: when the last will have left, on the confirmation and in the outbox, counted anew."""

from collections.abc import Callable
from typing import Any

from models.actions.channels.stamp_passes import stamp_passes
from models.rules.channels.passes import Pass
from models.rules.staff.roles import Role
from models.tables import ChannelAccount
from tests.actions.core.answers.test_turns import citizens, take
from tests.actions.sending import queue
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.case_page.submitting import case_page, submit
from tests.office import new_complaint

SignedIn = Callable[[Role | str], Browser]


def works(clock: Clock) -> None:
    ChannelAccount.update(state="ok", last_success_at=clock.now).execute()
    stamp_passes(ChannelAccount.get().id, {"deliver": Pass(clock.now)})


def outbox(browser: Browser) -> str:
    return text(browser.get("/kotak-keluar/"))


def test_a_bulk_answer_says_when_the_last_will_have_left(
    sqlite_account: Any, signed_in: SignedIn, clock: Clock
) -> None:
    works(clock)
    one, *others = [new_complaint(sqlite_account, who=f"62811000000{number}") for number in range(4)]
    browser = signed_in(Role.PENGELOLA)
    for other in others:
        submit(browser, other, "gabung", nomor=one.number, why="sama")
    also = [str(other.id) for other in others]
    submit(browser, one, "balas", text="Yth. Saudara, sedang kami periksa.", tujuan="lain", juga=also)
    page = case_page(browser, one)
    assert "Berangkat berjarak, selesai ± 09.00" in page
    assert "4 jawaban menunggu giliran, berangkat berjarak, agar nomornya tidak diblokir; selesai ± 09.00" in outbox(
        browser
    )
    # What is told is counted anew: after ten minutes in which nothing left it is ten minutes later.
    clock.move(minutes=10)
    works(clock)
    assert "selesai ± 09.10" in outbox(browser)


def test_a_single_answer_and_a_channel_that_does_not_work_promise_no_time(
    sqlite_account: Any, signed_in: SignedIn, clock: Clock
) -> None:
    works(clock)
    browser = signed_in(Role.PENGELOLA)
    first, second = citizens(sqlite_account, 2)
    queue(first, "a")
    clock.move(minutes=5)
    works(clock)
    assert "menunggu giliran" not in outbox(browser)
    queue(second, "b")
    assert "2 jawaban menunggu giliran" in outbox(browser)
    ChannelAccount.update(state="jeda").execute()
    assert "menunggu giliran" not in outbox(browser)


def test_each_waiting_answer_tells_its_own_time(sqlite_account: Any, signed_in: SignedIn, clock: Clock) -> None:
    works(clock)
    for walk, key in zip(citizens(sqlite_account, 2), "ab", strict=True):
        queue(walk, key)
    clock.move(minutes=2)
    works(clock)
    assert take(sqlite_account, clock.now) == "a"
    page = outbox(signed_in(Role.PENGELOLA))
    assert page.count("berangkat ± 09.02") == 1
