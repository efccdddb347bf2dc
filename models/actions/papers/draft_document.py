"""Drafts a paper: its facts are gathered, an officer may change the wording; a draft has no number."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import facts_of, locked_case, outputs_of, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.identities import mask_of
from models.actions.core.office_facts import office_settings
from models.actions.core.own_types.catalogue import newest_version
from models.actions.core.own_types.locked_type import locked_type
from models.actions.core.sent_papers import check_wordable, follow_words, kept_way
from models.actions.figures.register_chain import serialise
from models.actions.papers.document_facts import signer_facts, way_facts
from models.actions.papers.outdated_words import corrections_of, old_answers, without_old_words
from models.actions.papers.own.own_words import OWN_WORDING, own_words
from models.actions.papers.paper_facts import Subject, gather_facts
from models.actions.papers.paper_rights import check_drafter, document_row, signing_delegates, signing_role
from models.actions.privacy.protect_identity import masked_facts
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import iso, to_wib
from models.rules.core.texts import storable
from models.rules.papers.documents import DOCUMENTS, DocumentRow, DocumentState
from models.rules.papers.own.own_reach import unseeing
from models.rules.papers.own.own_type import ANSWERS, OLD_ANSWERS, declared_in
from models.rules.privacy.masking import ANYBODY, NO_MASK, Mask
from models.rules.staff.roles import ROLES
from models.tables import Complaint, Document, PaperTypeVersion, database
from models.tables.core.database import is_sqlite

# What an officer may word himself; everything else comes from the case and the office.
WORDING = (
    "hal", "sifat", "request", "findings", "legal_basis", "reason", "opinion", "proposal", "address", "answer",
    "english", "instruction", "lead", "forward_to", "instructions", "note", "until", "notes", "assignment",
    "activity", "conclusion", "suggestion", "officer_name", "officer_nip", "cause", "done", "impact",
    "annex",
)  # fmt: skip
# Under which key of its facts a draft keeps the wordings before its present one.
SUPERSEDED = "superseded"
_UNSIGNED = (str(DocumentState.KONSEP), str(DocumentState.DIPARAF))


def draft_document(
    complaint_id: int,
    code: str,
    actor: Actor,
    now: datetime,
    *,
    changes: Mapping[str, str] | None = None,
    version: int | None = None,
    form_key: str | None = None,
) -> Document:
    """Draft a paper of a case, replacing an existing draft. Raises DocumentNotAllowed, StaleCase …"""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor, version)
        row = document_row(code)
        check_drafter(row, case, actor, office_settings(), to_wib(now).date())
        outputs = outputs_of(case) if row.needs is not None else set()
        if row.needs is not None and row.needs not in outputs:
            raise DocumentNotAllowed(f"{row.title} dibuat setelah ada “{row.needs}”.")
        if case.stage in row.late and case.stage not in row.stages and row.output in outputs:
            raise DocumentNotAllowed(f"{row.title} sudah terbit; tahap untuk menggantinya sudah lewat.")
        document = _keep(Subject(code, case), row, actor, now, changes)
        touch(case)
        return document


def draft_office_paper(
    code: str,
    about: str,
    actor: Actor,
    now: datetime,
    *,
    changes: Mapping[str, str] | None = None,
    form_key: str | None = None,
) -> Document:
    """Draft a paper of the office itself, about a month (2026-11) or an event, replacing an existing draft."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        row = document_row(code)
        if row.of_case:
            raise DocumentNotAllowed(f"{row.title} hanya dapat dibuat dari sebuah kasus.")
        check_drafter(row, None, actor, office_settings(), to_wib(now).date())
        serialise()  # a case destroyed at this moment must not come back with lines read before
        return _keep(Subject(code, about=about), row, actor, now, changes)


def _keep(
    subject: Subject, row: DocumentRow, actor: Actor, now: datetime, changes: Mapping[str, str] | None
) -> Document:
    document = _draft_of(subject)
    subject = replace(subject, own=_version_for(row, document))
    if document is None and subject.case is not None:
        _check_seen(row, subject.case, now)
    facts = gather_facts(subject, now) | _on_behalf(subject, actor, now)
    facts = _worded(subject, facts, document, changes or {})
    facts |= _kept_of(document, facts)
    content, to = json.dumps(facts, ensure_ascii=False), str(facts.get("yth", ""))
    title = str(facts.get("hal", row.title))[:200]
    if document is None:
        document = Document.create(
            public_id=str(uuid.uuid4()),
            complaint=subject.case,
            about=subject.about,
            type=row.code,
            own_version=subject.own,
            own_title=subject.own.title if subject.own is not None else "",
            facts=content,
            recipient=to,
            subject=title,
            drafted_by=actor.staff_id,
            drafted_at=now,
        )
    else:
        _word_anew(document, content, to, title, actor, now)
    audit_trail.write(actor, now, AuditEvent("konsep", f"document:{document.id}", after=row.code))
    return Document.get_by_id(document.id)


def _word_anew(document: Document, content: str, to: str, title: str, actor: Actor, now: datetime) -> None:
    """Store other words of a draft; it has to be initialled anew."""
    again = Document.update(
        facts=content,
        recipient=to,
        subject=title,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=Document.version + 1,
        state=str(DocumentState.KONSEP),
    )
    again.where(Document.id == document.id).execute()
    follow_words(Document.get_by_id(document.id))


def _worded(
    subject: Subject, facts: dict[str, object], draft: Document | None, changes: Mapping[str, str]
) -> dict[str, object]:
    """Return the facts of a draft as its writer words them; a protected complainant is named in none."""
    put_right = corrections_of(subject.case.id) if subject.case is not None else []
    typed = without_old_words(changes, draft, put_right)
    # It asks what the case says, before anything typed covers it.
    own = own_words(facts, changes, draft, changes.keys() - typed.keys())
    if ANSWERS in own:
        own[OLD_ANSWERS] = old_answers(own[ANSWERS], draft, put_right, _mask_in(subject))
    gate = ANYBODY if subject.code in DOCUMENTS and DOCUMENTS[subject.code].outside else NO_MASK
    facts |= {key: gate(storable(text)) for key, text in typed.items() if key in WORDING and key in facts} | own
    if subject.case is not None and subject.case.identity_protected:
        return masked_facts(facts, mask_of(subject.case))
    return facts


def _mask_in(subject: Subject) -> Mask:
    return mask_of(subject.case) if subject.case is not None else NO_MASK


def _version_for(row: DocumentRow, draft: Document | None) -> PaperTypeVersion | None:
    """Return from which version of an own type a paper is made: a draft keeps its own. Raises DocumentNotAllowed."""
    if not row.own or draft is not None:
        return draft.own_version if draft is not None else None
    kind = locked_type(row.code)  # its numbering changes only while it has no paper
    if kind is None or not kind.active:
        raise DocumentNotAllowed(f"{row.title} tidak dipakai lagi. Minta Administrator menghidupkannya bila perlu.")
    return newest_version(row.code)


def _check_seen(row: DocumentRow, case: Complaint, now: datetime) -> None:
    """Raise DocumentNotAllowed where somebody has to initial or sign such a paper who cannot open the case."""
    if not row.own:
        return
    unseen = unseeing(row, signing_role(case, row.code, office_settings()), facts_of(case, now))
    if unseen:
        raise DocumentNotAllowed(
            f"{row.title} diparaf atau ditandatangani {ROLES[unseen[0]].label}, yang tidak melihat kasus ini. Minta "
            "Administrator mengubah jenis naskahnya."
        )


def _kept_of(document: Document | None, facts: Mapping[str, object]) -> dict[str, object]:
    """Return what a draft keeps when it is worded anew. Raises DocumentNotAllowed where it is elsewhere."""
    if document is None:
        return {}
    older = check_wordable(document)
    way = kept_way(document) if older is None else way_facts(older.way)
    return way | _superseded(document, facts)


def _superseded(document: Document, facts: Mapping[str, object]) -> dict[str, object]:
    """Return the wordings of a draft before this one, each with who wrote it: they stay in the dossier."""
    before = json.loads(document.facts)
    names = (*WORDING, *(OWN_WORDING if declared_in(before) is not None else ()))
    words = {name: before[name] for name in names if before.get(name) and before[name] != facts.get(name)}
    if ANSWERS in words:
        words |= {ANSWERS: _changed(before[ANSWERS], facts.get(ANSWERS))}
    words = {name: said for name, said in words.items() if said}
    earlier = before.get(SUPERSEDED, [])
    if words:
        earlier.append({"by": document.drafted_by_id, "at": iso(document.drafted_at), "words": words})
    return {SUPERSEDED: earlier} if earlier else {}


def _changed(before: Mapping[str, object], now: object) -> dict[str, object]:
    """Return the answers that said something and say something else now; those that stand are on the paper itself."""
    standing = now if isinstance(now, Mapping) else {}
    return {tag: said for tag, said in before.items() if said and said != standing.get(tag)}


def _on_behalf(subject: Subject, actor: Actor, now: datetime) -> dict[str, object]:
    """Return the signature block for a draft whose writer will sign it himself, a.n. the signer."""
    day, settings = to_wib(now).date(), office_settings()
    delegates = signing_delegates(subject.case, subject.code, settings, day)
    if not actor.among(delegates):
        return {}
    post = signing_role(subject.case, subject.code, settings)
    return {"signer": signer_facts(post, day, subject.code, actor.as_post(*delegates))}


def _draft_of(subject: Subject) -> Document | None:
    same = (Document.type == subject.code) & (Document.about == subject.about) & Document.state.in_(_UNSIGNED)
    mine = Document.complaint == subject.case.id if subject.case is not None else Document.complaint.is_null()
    query = Document.select().where(same & mine).order_by(Document.id.desc())
    # Under a lock: a paper signed meanwhile is no draft any more and must not become one again.
    return (query if is_sqlite() else query.for_update()).first()
