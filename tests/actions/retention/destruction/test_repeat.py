"""What an older backup brings back is emptied again, also where the case was open then and an answer not sent yet."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from models.actions.replies.keep_lines import forgotten_replies
from models.actions.retention.destruction.beside import clear_beside
from models.actions.retention.destruction.repeat import repeat_destructions, returned
from models.rules.core.moments import iso
from models.rules.retention.retention import DESTROYED
from models.tables import Audit, Complaint, Erasure, Message, OpenThread, RepeatedDestruction, SearchDue
from models.tables.retention.ledger import Ledger, Line
from tests.actions.sending import queue, state, unknown
from tests.actions.upkeep.verify.test_verify import Someone, look
from tests.office import NOW, new_complaint

LATER = NOW + timedelta(days=3 * 366)


def ledger_of(*cases: Complaint) -> Ledger:
    lines = frozenset(Line(case.number, case.public_id, iso(LATER) or "") for case in cases)
    return Ledger(iso(LATER) or "", lines)


def test_an_open_case_with_an_unsent_answer_is_closed_and_emptied(account: Any, tmp_path: Path) -> None:
    walk, kept = Someone(account, 11).at_section(), Someone(account, 12).case
    unknown(walk, "lama")
    queue(walk, "baru")
    case = walk.case
    assert repeat_destructions(ledger_of(case), LATER) == [case.number]
    assert SearchDue.select().count() == 0  # nor are its words found
    trace = Audit.get(Audit.event == "musnahkan_ulang")
    assert (trace.subject, trace.after.startswith("sesudah cadangan dipulihkan; pesan 1")) == (
        f"complaint:{case.id}",
        True,
    )
    gone = Complaint.get_by_id(case.id)
    assert (gone.open, gone.stage, gone.destroyed_at) == (False, "ditutup", LATER)
    assert OpenThread.select().where(OpenThread.complaint == case.id).count() == 0
    assert Message.select().where(Message.text == DESTROYED).exists()
    assert {key: state(key) for key in ("lama", "baru")} == dict.fromkeys(("lama", "baru"), "cancelled")
    assert (RepeatedDestruction.get().complaint, Erasure.get().why) == (case.id, "pemulihan")
    assert Complaint.get_by_id(kept.id).destroyed_at is None
    assert repeat_destructions(ledger_of(case), LATER) == []
    clear_beside(tmp_path, LATER)
    assert look(tmp_path).failures == []


def test_a_case_that_was_given_the_number_anew_is_another_one(sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    known = Ledger("2029", frozenset({Line(case.number, "someone-else", "2029-01-01T00:00:00+00:00")}))
    assert (returned(known), repeat_destructions(known, LATER), forgotten_replies()) == ([], [], set())
