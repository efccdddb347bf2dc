"""Puts right what was written, as an act of its own: both wordings stay, the newest counts, the case stays."""

import json
from collections.abc import Mapping
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.answers.delivery_notes import is_own_note, note_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import facts_of, locked_case, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.law.recount_limits import recount_limits
from models.actions.core.law.undo_outputs import undo_outputs
from models.actions.core.recused_posts import recused_of
from models.actions.core.statutory_clocks import start_clocks
from models.actions.core.write_output import said, undo_papers_of
from models.actions.privacy.protect_identity import mask_drafts
from models.actions.replies.queue_reply import is_on_its_way
from models.rules.cases.corrections import (
    CORRECTABLE,
    TEXT,
    CorrectionRefused,
    check_correctable,
    check_lane,
    check_note,
    may_correct,
    who_may,
)
from models.rules.cases.identification import Urgency
from models.rules.cases.outputs import stages_of_writing
from models.rules.cases.sop import Output, Stage
from models.rules.clocks.law_met import ISI_BARU
from models.rules.core.errors import AlreadyDone, MoveNotAllowed, ReasonMissing, TextEmpty
from models.rules.core.texts import storable
from models.rules.privacy.masking import HIDDEN
from models.rules.replies.delivery import DELIVERED, Purpose
from models.rules.staff.roles import ROLES, SECTION_LABELS, Role, Section
from models.tables import Category, Complaint, DeliveryProof, OutputCorrection, Staff, StepOutput, database


def correct_output(
    complaint_id: int,
    output: Output,
    words: Mapping[str, str],
    why: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
) -> tuple[Complaint, str]:
    """Put right words of an output that counts; those not given stay. Return the case and what to know besides.

    Raises CorrectionRefused, MoveNotAllowed, ReasonMissing, TextEmpty, AlreadyDone where nothing differs, StaleCase.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor, version)
        check_correctable(
            *(output, Stage(case.stage), facts_of(case, now).outputs), is_on_its_way(case, Purpose.JAWABAN)
        )
        written = counting_output(case.id, output)
        _check_person(case, written, actor)
        if output in DELIVERED:
            check_note(output, is_own_note(note_of(written)))
        if not why.strip():
            raise ReasonMissing("Tuliskan alasan pembetulan lebih dahulu.")
        before = _before(case, written)
        after = {name: text for name, text in _checked(case, output, words).items() if text != before[name]}
        if not after:
            raise AlreadyDone("Tidak ada yang berbeda dari yang tersimpan.")
        _remember(case, output, before, after, storable(why).strip(), actor, now)
        _write(written, {**before, **after}, after, actor, now)
        if Stage(case.stage) in stages_of_writing(output):
            undo_papers_of(
                case, output, actor, now
            )  # the case still waits for the paper: it is issued anew from these words
        notes = _change_case(case, after if output is Output.IDENTIFIKASI else {}, actor, now)
        audit_trail.write(actor, now, AuditEvent("betulkan", f"complaint:{case.id}", str(output), ", ".join(after)))
        return case, notes


def counting_output(complaint_id: int, output: Output) -> StepOutput:
    """Return the newest output of a kind that counts. Raises CorrectionRefused where there is none."""
    mine = (StepOutput.complaint == complaint_id) & (StepOutput.kind == str(output)) & ~StepOutput.undone
    row = StepOutput.select().where(mine).order_by(StepOutput.id.desc()).first()
    if row is None:
        raise CorrectionRefused(f"“{output}” belum ada, jadi belum ada yang dibetulkan.")
    return row


def _check_person(case: Complaint, written: StepOutput, actor: Actor) -> None:
    writer = Staff.get_or_none(Staff.id == written.made_by_id)
    role = Role(writer.role) if writer else None
    section = Section(writer.section) if writer and writer.section else None
    mine = writer is not None and writer.id == actor.staff_id
    if not may_correct(actor.roles, mine, role, section, recused_of(case)):
        me = ROLES[actor.role].label if actor.role else actor.username
        raise MoveNotAllowed(f"“{written.kind}” dibetulkan oleh {who_may(role, section)}; Anda masuk sebagai {me}.")


def _before(case: Complaint, written: StepOutput) -> dict[str, str]:
    names, note = CORRECTABLE[Output(written.kind)], note_of(written)
    words = note.text if note is not None else written.text
    return {name: words if name == TEXT else str(getattr(case, name)) for name in names}


def _checked(case: Complaint, output: Output, words: Mapping[str, str]) -> dict[str, str]:
    """Return the words as they will be stored. Raises TextEmpty, RuleBroken for masked words, MoveNotAllowed."""
    strange = words.keys() - set(CORRECTABLE[output])
    if strange:
        raise TypeError(f"{output} has no {', '.join(sorted(strange))}")
    told = {name: text for name, text in words.items() if name not in (TEXT, "category", "urgency")}
    found = {**said(told)}
    if TEXT in words:
        found[TEXT] = storable(words[TEXT]).strip()
        if HIDDEN in found[TEXT]:
            raise CorrectionRefused(f"Isian masih berisi {HIDDEN}. Tuliskan kata-katanya sendiri.")
    if any(not found[name] for name in (TEXT, "subject") if name in found):
        raise TextEmpty("Uraian yang dibetulkan tidak boleh kosong.")
    if "urgency" in words:
        found["urgency"] = str(Urgency(words["urgency"]))
    if "category" in words and words["category"] != case.category:
        row = Category.get_or_none((Category.key == words["category"]) & Category.active)
        if row is None:
            raise TextEmpty("Pilih kategori lebih dahulu.")
        check_lane(case.misconduct, row.misconduct)
        found["category"] = row.key
    return found


def _remember(
    case: Complaint,
    output: Output,
    before: Mapping[str, str],
    after: Mapping[str, str],
    why: str,
    actor: Actor,
    now: datetime,
) -> None:
    for name, text in after.items():
        OutputCorrection.create(
            complaint=case.id,
            kind=str(output),
            field=name,
            before=before[name],
            after=text,
            why=why,
            made_by=actor.person_id,
            made_at=now,
        )


def _write(
    written: StepOutput, words: Mapping[str, str], changed: Mapping[str, str], actor: Actor, now: datetime
) -> None:
    """Write the output anew where it holds any of the changed words; the former one does not count any more."""
    if not {TEXT, "subject", "category", "urgency"} & changed.keys():
        return
    if (note := note_of(written)) is not None:  # its words stand with the delivery, which happened only once
        DeliveryProof.update(text=words[TEXT]).where(DeliveryProof.id == note.id).execute()
        return
    facts = json.loads(written.facts) | {name: words[name] for name in ("category", "urgency") if name in words}
    StepOutput.create(
        complaint=written.complaint_id,
        kind=written.kind,
        step=written.step,
        round=written.round,
        text=words.get(TEXT) or words["subject"],
        facts=json.dumps(facts, ensure_ascii=False),
        made_by=actor.staff_id,
        made_at=now,
    )
    # Only now: of the words put right counts when they were first written.
    undo_outputs(written.complaint_id, StepOutput.id == written.id, ISI_BARU, actor, now)


def _change_case(case: Complaint, after: Mapping[str, str], actor: Actor, now: datetime) -> str:
    """Change the columns of the case; return what the new category does not do by itself."""
    changes: dict[str, object] = dict(after)
    row = Category.get_or_none(Category.key == after["category"]) if "category" in after else None
    hides = row is not None and row.protects_identity and not case.identity_protected
    if row is not None:
        changes |= {"kind": str(row.kind), "identity_protected": case.identity_protected or row.protects_identity}
    touch(case, **changes)
    if hides:
        mask_drafts(case)
    if row is None:
        return ""
    start_clocks([case.id])
    recount_limits([case.id], ISI_BARU, actor, now)  # what begins now may be met already
    if case.section is None or row.section == case.section:
        return ""
    usual, mine = SECTION_LABELS[Section(row.section)], SECTION_LABELS[Section(case.section)]
    return f"Kategori ini biasanya dijawab {usual}; kasusnya tetap untuk {mine}."
