"""How long one press may take, and that what it lets take back can be taken back once all of it is told."""

import re
from pathlib import Path
from typing import Any

import pytest

from admin_app.papers.esign import signing as at_service
from admin_app.papers.esign.service import ANSWER_SECONDS, CONNECT_SECONDS
from admin_app.papers.in_turn import signing
from admin_app.papers.pdf_copies import PATIENCE
from docgen.render import EXAMINE_LIMIT, START_LIMIT, TIME_LIMIT
from models.actions.papers.pending_signatures import carry_out_due
from models.rules.staff.roles import Role
from models.tables import Document, PendingSignature
from tests.admin_app.browsing import Clock, text
from tests.admin_app.papers.esign.at_service import without_office_program
from tests.admin_app.papers.in_turn.walking_along import HERE, Along, drafted, states, told
from tests.admin_app.queue.test_queue import counted

WALKED, SIGNED = 10, 79  # queries of one paper more: to show it on the walk, and to sign it on paper at once
MADE, LOOKED = 3, 4  # files made of one paper, and looks into its PDFs; test_signing.py counts them
NGINX = Path(__file__).parents[4] / "deploy" / "nginx.conf"


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show every paper at once; its pages are not what is tried here."""
    without_office_program(monkeypatch)


def slowly(monkeypatch: pytest.MonkeyPatch, clock: Clock, seconds: float) -> None:
    """Let each paper of a press take so long, while the agent does what is due."""
    real = signing.form_on

    def form_on(*given: Any) -> Any:
        clock.move(seconds=seconds)
        carry_out_due(clock.now)
        return real(*given)

    monkeypatch.setattr(signing, "form_on", form_on)


@pytest.mark.usefixtures("second_thoughts")
def test_each_can_be_taken_back_for_its_whole_time_after_all_are_told(
    sqlite_account: Any, signed_in: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers, kasubsi = [drafted(sqlite_account, place)[1] for place in (1, 2, 3)], signed_in(Role.KASUBSI_INFOKIM)
    along = Along(kasubsi).look()
    slowly(monkeypatch, clock, 11)
    answer = along.submit(*papers)
    assert [mark for mark, _ in told(answer)] == ["dapat diurungkan"] * 3
    assert "0 dari 3 naskah ditandatangani; 3 masih dapat diurungkan</h1>" in text(answer)
    clock.move(seconds=9)
    again = along.submit(*papers)  # loaded anew, what is left of it is on the walk
    assert (again.status_code, again.headers["Location"]) == (303, HERE)
    page = Along(kasubsi).page
    assert all(f'name="naskah" value="{paper.public_id}" checked' in page for paper in papers)
    kasubsi.post(f"{HERE}urungkan", naskah=[paper.public_id for paper in papers[:2]])
    assert "2 tanda tangan diurungkan" in text(kasubsi.get(HERE))
    clock.move(seconds=2)
    carry_out_due(clock.now)
    assert states(*papers) == ["konsep", "konsep", "ditandatangani"]


@pytest.mark.usefixtures("second_thoughts")
def test_where_the_times_cannot_be_begun_together_each_keeps_its_own(
    sqlite_account: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, paper = drafted(sqlite_account)

    def broken(*_given: object) -> None:
        raise OSError

    monkeypatch.setattr("admin_app.papers.in_turn.outcomes.begin_time", broken)
    answer = Along(signed_in(Role.KASUBSI_INFOKIM)).look().submit(paper)
    assert (answer.status_code, told(answer)[0][0]) == (200, "dapat diurungkan")
    assert "akan ditandatangani pukul" in told(answer)[0][1]
    row = PendingSignature.get()
    assert row.due_at > row.submitted_at


def test_it_is_answered_before_a_proxy_gives_up() -> None:
    found = re.search(r"proxy_read_timeout (\d+)m;", NGINX.read_text("utf-8"))
    assert found, "nginx has no such line"
    asked = at_service._TURNS * PATIENCE + 2 * (CONNECT_SECONDS + ANSWER_SECONDS)
    # Its form, what is sent and what is issued are made; words and mark of ours are read, and theirs looked at.
    made, looked = MADE * TIME_LIMIT, START_LIMIT + LOOKED * EXAMINE_LIMIT
    assert signing.BEGIN_WITHIN + asked + made + looked < 60 * int(found[1])


def test_what_took_too_long_begins_no_further_paper(
    sqlite_account: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, paper = drafted(sqlite_account)
    along = Along(signed_in(Role.KASUBSI_INFOKIM)).look()
    monkeypatch.setattr(signing, "BEGIN_WITHIN", -1.0)
    assert (told(along.submit(paper)), states(paper)) == ([("belum dimulai", signing.TOO_LONG)], ["konsep"])


def test_a_further_paper_costs_no_more_queries_than_it_did(sqlite_account: Any, signed_in: Any) -> None:
    papers, kasubsi = [drafted(sqlite_account, place)[1] for place in range(1, 8)], signed_in(Role.KASUBSI_INFOKIM)

    def walked() -> tuple[Along, int]:
        with counted() as seen:
            along = Along(kasubsi)
        return along.look(), len(seen)

    def signed(along: Along, *some: Document) -> int:
        with counted() as seen:
            along.submit(*some)
        assert set(states(*some)) == {"ditandatangani"}
        return len(seen)

    walked()
    along, seven = walked()
    one = signed(along, papers[0])
    along, six = walked()
    five = signed(along, *papers[1:6])
    assert seven - six <= WALKED
    assert (five - one) / 4 <= SIGNED
