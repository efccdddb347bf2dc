"""Hands a field check in to the head of the section (SOP step 6): the findings, and the draft of their report."""

import json
from collections.abc import Mapping
from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.case import holder_now, locked_case
from models.actions.core.form_key import spend_form_key
from models.actions.core.give_notice import give_notice, people_told
from models.actions.core.see_notices import lapse_notices
from models.actions.core.write_output import write_output
from models.actions.papers.draft_document import WORDING, draft_document
from models.rules.cases.sop import Output
from models.rules.core.errors import StaleCase
from models.rules.papers.documents import DocumentState
from models.tables import Complaint, Document, Staff, StepOutput, database

NOTICE = "penelitian"
PAPER = "LAPORAN"


def hand_in_report(
    complaint_id: int,
    text: str,
    actor: Actor,
    now: datetime,
    *,
    wording: Mapping[str, str] | None = None,
    known: int | None = None,
    version: int | None = None,
    form_key: str | None = None,
) -> Complaint:
    """Write the report, draft its paper, tell who decides. `known`: the newest report the officer's page showed.

    In the field the case's version is not checked: a new message or photo does not change what he found; at the desk
    it is (`version`). Without `wording` the paper keeps the words of the one before. Raises StaleCase where a
    colleague reported meanwhile, AlreadyDone for a form sent before, MoveNotAllowed, TextEmpty, DocumentNotAllowed.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)  # first: a repeated submission is AlreadyDone, not a collision
        case = locked_case(complaint_id, actor, version)
        if known is not None and newest_report(case.id) != known:
            raise StaleCase
        write_output(case.id, Output.LAPORAN, text, actor, now)
        draft_document(case.id, PAPER, actor, now, changes=_words_before(case) if wording is None else wording)
        case = Complaint.get_by_id(case.id)
        lapse_notices(case.id, now, f"{NOTICE}-kembali")
        officer = Staff.get_by_id(actor.staff_id)
        told = f"Laporan penelitian lapangan {case.number} diserahkan oleh {officer.name or officer.username}."
        key = _key_of(case.id)
        give_notice([holder_now(case)], NOTICE, told, key, now, complaint=case.id, but=actor.staff_id)
        return case


def head_was_told(complaint_id: int) -> bool:
    """Whether somebody was told of the newest report of a case."""
    return people_told(_key_of(complaint_id)) > 0


def _key_of(complaint_id: int) -> str:
    return f"{NOTICE}:{newest_report(complaint_id)}"


def _words_before(case: Complaint) -> dict[str, str]:
    """Return what an officer worded on the last report of the case, except what he found, which is written anew."""
    mine = (Document.complaint == case.id) & (Document.type == PAPER) & (Document.state != str(DocumentState.BATAL))
    last = Document.select().where(mine).order_by(Document.id.desc()).first()
    facts = json.loads(last.facts) if last is not None else {}
    return {name: str(facts[name] or "") for name in WORDING if name in facts and name != "findings"}


def newest_report(complaint_id: int) -> int:
    """Return the id of the newest report of a case, given back or not; 0 where there is none."""
    mine = (StepOutput.complaint == complaint_id) & (StepOutput.kind == str(Output.LAPORAN))
    row = StepOutput.select(StepOutput.id).where(mine).order_by(StepOutput.id.desc()).first()
    return row.id if row else 0
