"""Every reason that somebody types about a case goes with the case: its words then stand in no table."""

import inspect
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from models.actions.cases.correct_output import correct_output
from models.actions.cases.hand_in_report import hand_in_report
from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.cases.return_report import return_report
from models.actions.cases.split_complaint import split_complaint, undo_split
from models.actions.clocks.pause_step import pause_step
from models.actions.core.form_key import spend_form_key
from models.actions.core.move_complaint import move_complaint
from models.actions.figures.close_month import close_month, correct_line
from models.actions.intake.confirm_invitation import confirm_by_officer
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.discard_draft import discard_draft
from models.actions.papers.draft_document import draft_document
from models.actions.papers.initial_document import return_document
from models.actions.papers.own_service.correct_declaration import correct_declaration
from models.actions.papers.own_service.outcome import declare_unsigned, unsure_attempt
from models.actions.papers.pending_signatures import submit_signature, undo_signature
from models.actions.papers.sent.take_back import take_back
from models.actions.papers.sign_document import sign_document
from models.actions.papers.withdraw_memo import withdraw_memo
from models.actions.privacy.correct_data import correct_data
from models.actions.privacy.hand_out_data import hand_out_data
from models.actions.privacy.name_party import lift_party, name_party
from models.actions.privacy.protect_identity import protect_identity, unprotect_identity
from models.actions.privacy.unmask_identity import ask_unmasking
from models.actions.retention.appraisal.appraise import decide_appraisal, give_opinions
from models.actions.retention.destruction.take_out import take_out
from models.actions.retention.destruction.take_out_person import people_of, take_out_person
from models.actions.retention.hold_case import hold_case
from models.rules.cases.sop import Move, Output
from models.rules.clocks.pauses import PauseReason
from models.rules.papers.numbering import PaperDate
from models.rules.retention.appraisal import Verdict
from models.rules.staff.roles import Role
from models.tables import Complaint, ComplaintMessage, InvitationClaim, RegisterLine, Staff, database
from tests.actions.inviting import Invited, wrote
from tests.actions.papers.own_service.going import Trying
from tests.actions.papers.sent.going import Going
from tests.actions.proving import letter_of
from tests.actions.retention.appraising import MEMBERS, panel
from tests.actions.retention.destruction.test_destruction import KASUBSI, LATER, everything
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, new_complaint, take_in
from tests.tools import ROOT

# How a form's reason is called where an action takes it.
NAMES = {"reason", "why", "motive", "comment", "remark", "dated", "note"}
# Typed of the office's own matters: no case is destroyed with them.
OF_THE_OFFICE = {
    "refuse_change": "of the calendar",
    "add_special_hours": "of the office's hours",
    "add_template": "of a template",
    "appoint_panel": "of the panel: `dated` is its letter's day",
    "record_consent": "of a list: `dated` is its letter's day",
    "propose": "of a list of destructions, which stays as its record",
    "refuse": "of such a list",
    "report_losses": "of a lost file: the record of a loss is kept",
    "return_losses": "the same",
}
Say = Callable[[str], str]
DESK, HAND = Role.PENGELOLA, actor


class Typing:
    """Gives each reason two words of its own, one of which JSON escapes, and notes for which action."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def __call__(self, action: str) -> str:
        words = [f"{sort}{len(self.words):02}zq{tail}" for sort, tail in (("kenapa", ""), ("sebab", "é"))]
        self.words |= dict.fromkeys(words, action)
        return f'{words[0]} "{words[1]}"'


def secrecy(account: Any, say: Say) -> None:
    walk = Walk(account).at_section()
    protect_identity(walk.id, say("protect_identity"), HAND(DESK), walk.tick())
    ask_unmasking(walk.id, say("ask_unmasking"), HAND(Role.KASI_LALINTALKIM), walk.tick())
    unprotect_identity(walk.id, say("unprotect_identity"), HAND(KASUBSI), walk.tick())
    person = Staff.get(Staff.username == str(Role.KASI_INTELDAKIM)).id
    party = name_party(walk.id, person, say("name_party"), HAND(KASUBSI), walk.tick())
    lift_party(party.id, say("lift_party"), HAND(KASUBSI), walk.tick())
    hold_case(walk.id, True, say("hold_case"), HAND(KASUBSI), walk.tick())
    hand_out_data(walk.id, say("hand_out_data"), "a" * 64, 1, {}, HAND(KASUBSI), walk.tick())
    correct_data(walk.id, "address", "Jalan Baru", say("correct_data"), HAND(DESK), walk.tick())
    words = {"subject": "Paspor lama"}
    correct_output(walk.id, Output.IDENTIFIKASI, words, say("correct_output"), HAND(DESK), walk.tick())


def papers(account: Any, say: Say) -> None:
    walk = Walk(account, who="628110000002").at_kasubsi()
    walk.now += timedelta(days=1)

    def draft() -> int:
        return int(draft_document(walk.id, "ND-TERUS", HAND(KASUBSI), walk.tick()).id)

    paper = draft()
    return_document(paper, say("return_document"), HAND(KASUBSI), walk.tick())
    discard_draft(paper, say("discard_draft"), HAND(KASUBSI), walk.tick())
    paper, earlier = draft(), NOW.date()
    pending = PaperDate(earlier, say("submit_signature"))
    submit_signature(paper, HAND(KASUBSI), walk.tick(), 60, way="basah", dated=pending)
    undo_signature(paper, HAND(KASUBSI), walk.now)
    sign_document(paper, HAND(KASUBSI), walk.tick(), dated=PaperDate(earlier, say("sign_document")))
    cancel_document(paper, say("cancel_document"), HAND(KASUBSI), walk.tick())
    sign_document(memo := draft(), HAND(KASUBSI), walk.tick())
    walk.move(Move.TERUSKAN_KE_SEKSI)
    withdraw_memo(memo, say("withdraw_memo"), HAND(KASUBSI), walk.tick())


def course(account: Any, say: Say) -> None:
    walk = Walk(account, who="628110000003").at_section()
    at, proof = walk.tick() + timedelta(minutes=5), letter_of(walk)
    pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, say("pause_step"), proof, HAND(Role.KASI_LALINTALKIM), at)
    walk.now = at
    back = say("move_complaint")
    move_complaint(walk.id, Move.BUKAN_SEKSI_INI, HAND(Role.KASI_LALINTALKIM), walk.tick(), reason=back)
    handed = Walk(account, who="628110000006").at_fieldwork()
    hand_in_report(handed.id, "Rak kosong.", HAND(Role.PETUGAS_SEKSI), handed.tick())
    return_report(handed.id, say("return_report"), handed.holder(), handed.tick())


def links(account: Any, say: Say) -> None:
    one, other = Walk(account, who="628110000004"), Walk(account, who="628110000005")
    merge_complaints(one.id, other.id, say("merge_complaints"), HAND(DESK), other.tick())
    part_complaint(one.id, say("part_complaint"), HAND(DESK), other.tick())
    take_in(account, citizen_message("Dan satu hal lagi", "628110000005", sent_at=other.tick()), now=other.now)
    newest = ComplaintMessage.select().where(ComplaintMessage.complaint == other.id).order_by(-ComplaintMessage.id)
    told = {"source_id": other.id, "why": say("split_complaint")}
    split = split_complaint([newest.first().message_id], HAND(DESK), other.tick(), **told)
    undo_split(split.id, say("undo_split"), HAND(DESK), other.tick())


def invited(account: Any, say: Say) -> None:
    walk = Invited(account).at_answering()
    wrote(walk.whatsapp, walk.invited().code, walk.tick())
    confirm_by_officer(InvitationClaim.get().id, say("confirm_by_officer"), HAND(DESK), walk.tick())


def sent(account: Any, say: Say) -> None:
    going = Going(account)
    going.away()
    take_back(going.paper.id, say("take_back"), going.pengelola, going.walk.tick(), on_paper=True)


def at_service(account: Any, say: Say) -> None:
    trying = Trying(account)
    unsure_attempt(trying.away().id, "", trying.kasubsi, trying.walk.tick())
    declare_unsigned(trying.paper.id, say("declare_unsigned"), trying.kasubsi, trying.walk.tick())
    correct_declaration(trying.paper.id, say("correct_declaration"), trying.kasubsi, trying.walk.tick())


def month(account: Any, say: Say) -> None:
    new_complaint(account)
    over = NOW + timedelta(days=40)
    close_month("2026-11", HAND(KASUBSI), over)
    line = RegisterLine.select().order_by(RegisterLine.id).first()
    correct_line(line.id, {"follow_up": "Lewat telepon"}, say("correct_line"), HAND(KASUBSI), over)


def appraised(account: Any, say: Say) -> None:
    case = new_complaint(account, who="628110000007")
    Complaint.update(open=False, stage="ditutup", closed_at=NOW).where(Complaint.id == case.id).execute()
    panel()
    for who in MEMBERS:
        give_opinions({case.id: (Verdict.PERMANEN, say("decide_appraisal"))}, HAND(who), LATER)
    decide_appraisal(case.id, Verdict.PERMANEN, say("decide_appraisal"), HAND(Role.KEPALA_KANTOR), LATER)


STORIES = (secrecy, course, links, invited, papers, sent, at_service, month, appraised)


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Typing, str, str]:
    """What was typed, and all tables before and after every case was destroyed; each story in its own office."""
    from tests.office import office

    say, before, after = Typing(), "", ""
    for story in STORIES:
        with office(f"sqlite:///{tmp_path_factory.mktemp('typed') / 'aduan.db'}") as account:
            story(account, say)
            before += everything()
            _destroy()
            after += everything()
    return say, before, after


def _destroy() -> None:
    with database.atomic():
        for case in Complaint.select().order_by(Complaint.id):
            take_out(case, LATER)
        for case in Complaint.select().order_by(Complaint.id):
            for person in people_of(case):
                take_out_person(person, LATER)


def test_each_typed_reason_stands_somewhere_before_and_nowhere_after(typed: tuple[Typing, str, str]) -> None:
    said, before, after = typed
    assert len(said.words) >= 45
    assert {word: action for word, action in said.words.items() if word not in before} == {}
    assert {word: action for word, action in said.words.items() if word in after} == {}


def test_no_action_that_takes_a_reason_from_a_form_is_forgotten(typed: tuple[Typing, str, str]) -> None:
    tried = set(typed[0].words.values())
    assert not tried & set(OF_THE_OFFICE)
    assert tried | set(OF_THE_OFFICE) == {name for name, _ in actions_with_a_reason()}


def actions_with_a_reason() -> Iterator[tuple[str, Any]]:
    """Yield every action that a form submits with a reason: its name and the function."""
    for path in sorted((ROOT / "models" / "actions").rglob("*.py")):
        module = import_module(".".join(Path(path).relative_to(ROOT).with_suffix("").parts))
        for name, act in inspect.getmembers(module, inspect.isfunction):
            takes = set(inspect.signature(act).parameters)
            public = act.__module__ == module.__name__ and not name.startswith("_")
            if public and act is not spend_form_key and "form_key" in takes and takes & NAMES:
                yield name, act
