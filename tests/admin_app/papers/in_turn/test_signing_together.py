"""Two presses at the same moment, in two browsers of one person: each paper is signed once; on both databases."""

import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from admin_app.papers.in_turn.form import form_of, pdf_of_form
from admin_app.papers.in_turn.outcomes import Fate, Outcome
from admin_app.papers.in_turn.signing import Pen, Wish, sign_in_turn
from models.rules.staff.roles import Role
from models.tables import Audit, IssuedNumber, database
from tests.admin_app.browsing import Clock, back_office
from tests.admin_app.papers.esign.at_service import without_office_program
from tests.admin_app.papers.in_turn.walking_along import drafted, states
from tests.office import NOW, actor

SUBMISSIONS, PAPERS = 3, 4


@pytest.mark.parametrize("undo", [0.0, 10.0], ids=["at once", "to be undone"])
def test_each_paper_is_signed_by_one_of_the_submissions(
    undo: float, account: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_office_program(monkeypatch)
    app = back_office(tmp_path, Clock(), undo)
    settings, kasubsi = app.config["ADUAN"], actor(Role.KASUBSI_INFOKIM)
    papers = [drafted(account, place)[1] for place in range(PAPERS)]
    with app.app_context():
        wishes = [Wish(paper, form_of(paper.id, kasubsi, settings, NOW).mark) for paper in papers]
        for wish in wishes:
            pdf_of_form(wish.paper.id, wish.mark, kasubsi, settings, NOW)
    gate, found = threading.Barrier(SUBMISSIONS), list[Outcome]()

    def submit(place: int) -> None:
        pen = Pen(kasubsi, settings, lambda: NOW, b"", f"kunci-tekanan-{place}-0123456789")
        with app.app_context(), database.connection_context():
            gate.wait()
            found.extend(sign_in_turn(wishes, pen))

    threads = [threading.Thread(target=submit, args=(place,)) for place in range(SUBMISSIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    signed = Fate.MENUNGGU if undo else Fate.TERBIT
    ended = Counter(one.fate for one in found)
    assert ended == {signed: PAPERS, Fate.GAGAL: (SUBMISSIONS - 1) * PAPERS}
    assert {one.sentence for one in found if one.fate is Fate.GAGAL} <= {
        "Naskah ini sudah ditandatangani.",
        "Naskah ini sedang ditandatangani dan masih dapat diurungkan.",
    }
    numbers = IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).count()
    assert numbers == (0 if undo else PAPERS)
    event = "ajukan_tanda_tangan" if undo else "tanda_tangan"
    assert Audit.select().where(Audit.event == event).count() == PAPERS
    assert states(*papers) == ["konsep" if undo else "ditandatangani"] * PAPERS
