"""Two back offices of one office, each a process of its own: what is done in one holds in the other at once."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from models.actions.staff.tries import FREE_TRIES, LONGEST_DELAY
from models.rules.staff.roles import Role
from models.tables import Notice, Staff, StaffSession, database
from models.tables.core.database import open_database
from tests.actions.drafting import set_office
from tests.admin_app.browsing import _HASH, PASSWORD
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_serving import answers, wait_until
from tests.office import NOW, new_complaint, office
from tests.running.ports import free_port

_TOKEN = re.compile(r'name="csrf[_-]token" (?:value|content)="([^"]+)"')


class Two:
    """Both programs by their addresses, and one case of the office."""

    def __init__(self, addresses: list[str], case: str) -> None:
        self.addresses, self.case = addresses, case


class Seat:
    """One person's browser, which goes to the one program or the other; the cookies are the same."""

    def __init__(self, two: Two, who: str = "") -> None:
        self.two, self.line = two, requests.Session()
        self.line.trust_env = False
        if who:
            assert self.signs_in(who).url.endswith("/")

    def get(self, at: int, path: str, **headers: str) -> requests.Response:
        return self.line.get(self.two.addresses[at] + path, headers=headers, timeout=60)

    def post(self, at: int, path: str, on: str, token_of: int | None = None, **fields: str) -> requests.Response:
        """Send a form with the token of a page that may come from the other program."""
        found = _TOKEN.search(self.get(at if token_of is None else token_of, on).text)
        assert found
        fields["csrf_token"] = found[1]
        return self.line.post(self.two.addresses[at] + path, data=fields, timeout=60)

    def signs_in(self, who: str, password: str = PASSWORD, at: int = 0) -> requests.Response:
        return self.post(at, "/login", "/login", username=who, password=password)

    def is_in(self, at: int) -> bool:
        return "/login" not in self.get(at, "/akun").url

    def news(self, at: int, mark: str = "", grade: str = "melihat") -> requests.Response:
        """Ask as an open page does, which shows the case."""
        asked = {"If-None-Match": mark, "X-Aduan-Otomatis": "1", "X-Aduan-Hadir": grade}
        return self.get(at, f"/meja/kabar?kasus={self.two.case}", **asked)


@pytest.fixture
def two(database_url: str, tmp_path: Path) -> Iterator[Two]:
    """Two programs over one database and one data folder."""
    with office(database_url, datetime.now(UTC).replace(tzinfo=None)) as account:
        Staff.update(password_hash=_HASH).execute()
        case = new_complaint(account).public_id
    place, ports = Office(tmp_path / "data", database_url), [free_port(), free_port()]
    running = [place.start("serve", "--port", str(port)) for port in ports]
    try:
        for port in ports:
            wait_until(lambda port=port: answers(f"http://127.0.0.1:{port}/healthz"), 60)  # type: ignore[misc]
        open_database(database_url)
        with database.connection_context():
            yield Two([f"http://127.0.0.1:{port}" for port in ports], case)
    finally:
        database.obj.close_all()
        for program in running:
            program.terminate()
            program.communicate(timeout=60)


def test_whoever_is_sent_away_in_one_is_sent_away_by_the_other(two: Two) -> None:
    admin, officer = Seat(two, Role.ADMINISTRATOR), Seat(two, Role.PENGELOLA)
    assert (officer.is_in(0), officer.is_in(1)) == (True, True)
    # A password of one's own, changed in one: the other sessions end in both.
    again = Seat(two, Role.PENGELOLA)
    new = "kalimat-baru-yang-panjang-7"
    again.post(0, "/akun/kata-sandi", "/akun", token_of=1, old=PASSWORD, new=new, again=new)
    assert [seat.is_in(1) for seat in (admin, officer, again)] == [True, False, True]
    Staff.update(role=str(Role.KEPALA_KANTOR)).where(Staff.username == str(Role.PENGELOLA)).execute()
    assert "Kepala Kantor" in again.get(1, "/akun").text
    Staff.update(active=False).where(Staff.username == str(Role.PENGELOLA)).execute()
    assert [again.is_in(at) for at in (0, 1)] == [False, False]


def test_wrong_passwords_are_counted_over_both(two: Two) -> None:
    for turn in range(FREE_TRIES + 1):
        assert Seat(two).signs_in(Role.PENGELOLA, "salah", turn % 2).status_code == 401
    row = Staff.get(Staff.username == str(Role.PENGELOLA))
    assert (row.failed_logins, row.delayed_until is not None) == (FREE_TRIES + 1, True)
    # For a while the right one is refused too, by both; so many tries that no slow machine outlasts it here.
    many, until = FREE_TRIES + 10, datetime.now(UTC).replace(tzinfo=None) + LONGEST_DELAY
    Staff.update(failed_logins=many, delayed_until=until).where(Staff.id == row.id).execute()
    assert [Seat(two).signs_in(Role.PENGELOLA, PASSWORD, at).status_code for at in (0, 1)] == [401, 401]
    assert not StaffSession.select().exists()


def test_a_form_of_one_is_taken_by_the_other_once(two: Two) -> None:
    seat = Seat(two, Role.PENGELOLA)
    path = f"/meja/kasus/{two.case}"
    form = seat.get(0, path).text.split(f'action="{path}/catatan')[1].split("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)) | {
        "text": "Ditelepon sekali."
    }
    for at in (1, 0, 1):
        assert seat.post(at, f"{path}/catatan", path, token_of=0, **fields).status_code == 200
    assert seat.get(0, path).text.count("Ditelepon sekali.") == 1


def _within_a_minute(ask: Callable[[], list[object]]) -> list[object]:
    """Return what was answered within one minute of the clock: a page is drawn again at each, for the times left."""
    while True:
        begun, answered = _minute(), ask()
        if _minute() == begun:
            return answered


def _minute() -> datetime:
    return datetime.now(UTC).replace(second=0, microsecond=0)


def test_an_open_page_is_drawn_once_for_what_happened_whichever_answers_it(two: Two) -> None:
    one, other = Seat(two, Role.PENGELOLA), Seat(two, Role.KASUBSI_INFOKIM)

    def drawn_then_asked() -> list[object]:
        first = one.news(0)
        return [first.status_code, one.news(1, first.headers["ETag"]).status_code]

    def asked_on() -> list[object]:
        mark = one.news(1).headers["ETag"]
        answers = []
        for turn in range(6):
            other.news(turn % 2)
            again = one.news((turn + 1) % 2, mark)
            answers.append((again.status_code, len(again.content), again.headers["ETag"] == mark))
        return list(answers)

    assert _within_a_minute(drawn_then_asked) == [200, 304]
    known = one.news(0).headers["ETag"]
    other.news(0)  # a colleague opens the case, heard of by one program alone
    drawn = one.news(1, known)
    assert (drawn.status_code, str(Role.KASUBSI_INFOKIM) in drawn.json()["percakapan"]) == (200, True)
    assert _within_a_minute(asked_on) == [(304, 0, True)] * 6


def test_what_the_office_changed_is_shown_by_both(two: Two) -> None:
    seat = Seat(two, Role.ADMINISTRATOR)
    for name in ("Kantor Contoh Satu", "Kantor Contoh Dua"):
        set_office("nama_kantor", name)
        assert [name in seat.get(at, "/profil-kantor/").text for at in (0, 1)] == [True, True]


def test_what_awaits_an_officer_is_told_by_both_and_seen_in_both(two: Two) -> None:
    seat, staff = Seat(two, Role.PENGELOLA), Staff.get(Staff.username == str(Role.PENGELOLA))
    mark = seat.news(0).headers["ETag"]
    Notice.create(staff=staff, kind="uji", text="Kabar contoh", key="uji-1", made_at=NOW)
    told = [seat.news(at, mark) for at in (0, 1)]
    assert [one.status_code for one in told] == [200, 200]
    assert told[0].headers["ETag"] == told[1].headers["ETag"] != mark
