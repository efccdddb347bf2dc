"""Sign-ins and pictures wait for each other alone; a page that asks for neither is answered at once."""

import threading
from types import SimpleNamespace

import pytest

from admin_app.limits import lanes
from admin_app.limits.lanes import Lanes
from admin_app.limits.refusals import Busy
from tests.admin_app.limits.served import served


@pytest.mark.parametrize("path", ["/lampiran/1b9d/pratinjau", "/lampiran/jawaban/1b9d/pratinjau", "/lampiran/foto/7"])
def test_pictures_that_take_long_keep_no_other_page_waiting(path: str) -> None:
    go_on, begun = threading.Event(), threading.Semaphore(0)

    def page(asked: str) -> bytes:
        if asked == path:
            begun.release()
            go_on.wait(20)
        return asked.encode()

    with served(page=page) as here:
        asking = [threading.Thread(target=here.asked, args=(path,)) for _ in range(12)]
        for one in asking:
            one.start()
        assert begun.acquire(timeout=10)
        assert here.asked("/antrean").endswith(b"/antrean")
        go_on.set()
        for one in asking:
            one.join(20)


class Task:
    """A connection whose request waits to be answered."""

    def __init__(self, command: str, path: str) -> None:
        self.requests = [SimpleNamespace(error=None, command=command, path=path)]
        self.answered, self.go_on = threading.Event(), threading.Event()

    def service(self) -> None:
        """Answer it once it may go on."""
        self.go_on.wait(20)
        self.answered.set()

    def cancel(self) -> None:
        """Be forgotten by threads that end."""


def test_S16_guessers_of_passwords_wait_in_a_line_of_their_own_and_one_too_many_comes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lanes, "MOST_WAITING", 3)
    threads = Lanes(1)
    guesses, page = [Task("POST", "/login") for _ in range(12)], Task("GET", "/meja/")
    try:
        for one in guesses:
            threads.add_task(one)
        told = [one for one in guesses if isinstance(one.requests[0].error, Busy)]
        for one in told:
            one.go_on.set()
        assert len(told) >= 12 - 3 - 2
        page.go_on.set()
        threads.add_task(page)
        assert page.answered.wait(10)
        assert [one.answered.wait(10) for one in told] == [True] * len(told)
        assert not any(one.answered.is_set() for one in guesses if one not in told)
    finally:
        for one in guesses:
            one.go_on.set()
        threads.shutdown(timeout=5)
