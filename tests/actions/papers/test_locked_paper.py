"""A paper of the office has no case to be locked by; signed by many at once it is signed once; both databases."""

import threading
from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from models.actions.papers import draft_document as draft_module
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.draft_document import draft_office_paper
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import AlreadyDone, NotVisible
from models.rules.staff.roles import Role
from models.tables import Audit, Document, database
from tests.actions.drafting import draft
from tests.actions.walking import Walk
from tests.office import actor

NOW = datetime(2026, 12, 1, 2, 0)
SUBMISSIONS = 6


def submitted_at_once(*actions: Any) -> Counter[str]:
    """Do these at the same moment, each in a thread with a connection of its own; return what each ended with."""
    gate, ended = threading.Barrier(len(actions)), []

    def submit(action: Any) -> None:
        with database.connection_context():
            gate.wait()
            try:
                action()
                ended.append("done")
            except AlreadyDone:
                ended.append("refused")

    threads = [threading.Thread(target=submit, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(ended)


def test_a_paper_of_the_office_submitted_by_many_is_signed_once(account: Any) -> None:
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    paper = draft_office_paper("REKAP", "2026-11", kasubsi, NOW)
    ended = submitted_at_once(*[lambda: sign_document(paper.id, kasubsi, NOW)] * SUBMISSIONS)
    assert ended == {"done": 1, "refused": SUBMISSIONS - 1}
    assert Audit.select().where(Audit.event == "tanda_tangan").count() == 1


def test_what_is_cancelled_while_it_is_signed_ends_cancelled(account: Any) -> None:
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    paper = draft_office_paper("REKAP", "2026-11", kasubsi, NOW)
    cancel = [lambda: cancel_document(paper.id, "Salah bulan", kasubsi, NOW)] * SUBMISSIONS
    with pytest.raises(NotVisible):
        locked_paper(paper.id + 99, kasubsi)
    ended = submitted_at_once(*cancel)
    assert ended == {"done": 1, "refused": SUBMISSIONS - 1}
    assert Document.get_by_id(paper.id).state == "batal"


def test_a_paper_signed_while_it_is_drafted_anew_stays_signed(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    paper = draft_office_paper("REKAP", "2026-11", kasubsi, NOW)

    def sign() -> None:
        with database.connection_context():
            sign_document(paper.id, kasubsi, NOW)

    signing, find = threading.Thread(target=sign), draft_module._draft_of

    def found_then_signed(subject: Any) -> Document | None:
        found = find(subject)
        signing.start()
        signing.join(0.5)  # it has to wait for this draft; without the lock it would be done by now
        return found

    monkeypatch.setattr(draft_module, "_draft_of", found_then_signed)
    draft_office_paper("REKAP", "2026-11", kasubsi, NOW)
    signing.join()
    assert Document.get_by_id(paper.id).state == "ditandatangani"


def test_a_paper_of_a_case_comes_with_its_case_to_who_may_see_it(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    paper = draft(walk)
    with database.atomic():
        found, case = locked_paper(paper.id, kasubsi)
    assert (found.id, case.id if case else None) == (paper.id, walk.id)
    with pytest.raises(NotVisible), database.atomic():
        locked_paper(paper.id, actor(Role.KASI_INTELDAKIM))
