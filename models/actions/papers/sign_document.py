"""Signs a paper: number, date, signer and state in one transaction; the file is rendered from those facts later."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.case_papers import count_issued
from models.actions.core.form_key import spend_form_key
from models.actions.core.office_facts import office_settings
from models.actions.office.authorities import authority_for
from models.actions.office.delegations import delegates
from models.actions.papers.addressing.from_and_to import title_on
from models.actions.papers.document_facts import block_facts, initials_asked, witness_facts
from models.actions.papers.drafts.shortfalls import check_ready
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.numbers.number_paper import Signing, number_for, paper_day, trace_date
from models.actions.papers.paper_rights import check_signer, document_row, signing_role
from models.actions.papers.signing_person import signing_block
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.papers.documents import ENDED, ENDED_WORDS, DocumentRow, DocumentState
from models.rules.papers.numbering import PaperDate
from models.rules.papers.signing_ways import row_of
from models.rules.papers.unfinished import ON_PAPER
from models.rules.staff.roles import ROLES, Role
from models.tables import Complaint, Document, database
from models.tables.core.one_look import one_look


@dataclass(frozen=True)
class Signature:
    """By whose account a paper is signed (None: nobody's here), when, and by what authority for another."""

    by: int | None
    at: datetime
    authority: str = ""


def sign_document(
    document_id: int,
    actor: Actor,
    now: datetime,
    *,
    number: str | None = None,
    dated: PaperDate | None = None,
    form_key: str | None = None,
    seen: str = "",
    elsewhere: Signature | None = None,
) -> Document:
    """Sign a draft. `number` is what Tata Usaha gave (mode eksternal); in the other modes the next one is taken.

    `dated` asks for an earlier date than today; the signer is whoever held the post then. `seen`: the words that were
    looked at. `elsewhere`: it was signed so where it was handed to; its block stays as handed over, number and date
    come from there, and the caller has asked who says so and what changed since.

    Raises DocumentNotAllowed, NumberNotAllowed, AlreadyDone, NotVisible.
    """
    with database.atomic(), one_look():  # of the office nothing is asked before the lock
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor, seen)
        row, settings = document_row(document.type), office_settings()
        outside = elsewhere is not None
        day = paper_day(row, settings, dated, actor, now, outside=outside)
        _check(document, case, row, actor, settings, to_wib(now).date() if outside else day, outside)
        signing = Signing(document, row, actor, now, day)
        text = number_for(signing, settings, number, outside=outside)
        trace_date(signing, dated)
        facts = json.loads(document.facts)
        facts |= {} if outside else block_on(facts, signing_role(case, row.code, settings), actor, row.code, day)
        by = elsewhere or _signature(case, row.code, actor, settings, day, now, facts["signer"])
        facts |= {"date": day.isoformat()} | ({"number": text} if text is not None else {})
        changes: dict[str, object] = {"state": str(DocumentState.DITANDATANGANI), "number": text, "date": day}
        changes |= {"facts": json.dumps(facts, ensure_ascii=False), "replaces": _replaced(document, row)}
        changes |= {"signed_by": by.by, "signed_at": by.at, "authority": by.authority}
        Document.update(changes).where(Document.id == document.id).execute()
        _count_and_trace(document, case, text or row.code, actor, now)
        return Document.get_by_id(document.id)


def _count_and_trace(document: Document, case: Complaint | None, named: str, actor: Actor, now: datetime) -> None:
    if case is not None:
        count_issued(case, document.id, actor, now)
        touch(case)
    event = AuditEvent("tanda_tangan", f"document:{document.id}", document.state, named)
    audit_trail.write(actor, now, event)


def record_issued(
    document_id: int, sha256: str, template_sha256: str, template_id: int | None = None, enclosures: int | None = None
) -> None:
    """Record the issued file and its template, once; later renderings do not replace them.

    `template_id` None: the shipped template. `enclosures`: how many the file names, None where it has no such line.
    """
    unset = (Document.id == document_id) & Document.sha256.is_null()
    changes = {"sha256": sha256, "template_sha256": template_sha256, "template": template_id}
    changes |= {"enclosures": enclosures}
    Document.update(changes).where(unset).execute()


def block_on(facts: dict[str, object], post: Role, actor: Actor, code: str, day: date) -> dict[str, object]:
    """Return signer, witness, sender, letterhead and initials as of the paper's date, not the draft's."""
    mine = block_facts(signing_block(post, actor, code, day))
    block: dict[str, object] = {"signer": mine, "kop": letterhead_facts(day), **witness_facts(code, day)}
    block |= initials_asked(code, post) if "paraf" in facts else {}
    return block | ({"dari": title_on(post, day)} if "dari" in facts else {})


def signs_as(case: Complaint | None, code: str, actor: Actor, settings: dict[str, str], day: date) -> Role:
    """Return the post this person signs as: the signer's own or a delegated one that is his, else his own role."""
    post = signing_role(case, code, settings)
    return actor.as_post(post, *delegates(post, code, day)) or post


def _signature(
    case: Complaint | None,
    code: str,
    actor: Actor,
    settings: dict[str, str],
    day: date,
    now: datetime,
    block: dict[str, object],
) -> Signature:
    return Signature(actor.staff_id, now, _authority(case, code, actor, settings, day, block))


def _authority(
    case: Complaint | None, code: str, actor: Actor, settings: dict[str, str], day: date, block: dict[str, object]
) -> str:
    """Return by what he signs for another, as the paper keeps it; empty where he signs as the post's own holder."""
    post = signing_role(case, code, settings)
    if list(block["title_lines"]) == [ROLES[post].title]:  # type: ignore[call-overload]
        return ""
    return authority_for(post, signs_as(case, code, actor, settings, day), code, day)


def _check(
    document: Document,
    case: Complaint | None,
    row: DocumentRow,
    actor: Actor,
    settings: dict[str, str],
    day: date,
    elsewhere: bool,
) -> None:
    check_unsigned(document)
    if elsewhere:
        return
    where = row_of(way_of_draft(document)).elsewhere
    if where:
        raise DocumentNotAllowed(
            f"{row.title} ditandatangani di {where}. Serahkan konsepnya ke sana, atau pilih tanda tangan di kertas."
        )
    check_signer(row, case, actor, settings, day)
    check_ready(document, case, row, signs_as(case, row.code, actor, settings, day), settings)


def check_unsigned(document: Document) -> None:
    """Raise AlreadyDone or DocumentNotAllowed where a paper is no draft any more."""
    if document.state == DocumentState.DITANDATANGANI:
        raise AlreadyDone("Naskah ini sudah ditandatangani.")
    if document.state in ENDED:
        raise DocumentNotAllowed(f"Naskah ini sudah {ENDED_WORDS[document.state]}. Buat konsep baru.")


def way_of_draft(document: Document) -> str:
    """Return the way of signing a draft was made for."""
    return str(json.loads(document.facts).get("mode") or ON_PAPER)


def _replaced(document: Document, row: DocumentRow) -> int | None:
    """Return the earlier paper in whose place this one comes; of an own type a case may have several that stand."""
    if row.own:
        return None
    if document.complaint_id is None:
        mine = Document.complaint.is_null() & (Document.about == document.about)
    else:
        mine = Document.complaint == document.complaint_id
    earlier = mine & (Document.type == document.type)
    stood = Document.state.in_((str(DocumentState.DITANDATANGANI), str(DocumentState.DITARIK)))
    last = Document.select(Document.id).where(earlier & stood).order_by(Document.id.desc()).first()
    return last.id if last else None
