"""Signs a paper: number, date, signer and state in one transaction; the file is rendered from those facts later."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import outputs_of, touch
from models.actions.core.case_papers import count_issued
from models.actions.core.form_key import spend_form_key
from models.actions.core.identities import mask_of
from models.actions.core.office_facts import office_settings
from models.actions.core.trail_order import acts_on, last_act
from models.actions.office.authorities import authority_for
from models.actions.office.delegations import delegates
from models.actions.papers.document_facts import block_facts, replaced_paper, title_on, witness_facts
from models.actions.papers.initial_document import missing_parafs, returned
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.numbers.number_paper import Signing, number_for, paper_day, trace_date
from models.actions.papers.outdated_words import corrections_of, fallen_papers, outdated_papers
from models.actions.papers.paper_facts import gather_facts, subject_of
from models.actions.papers.paper_rights import check_signer, document_row, signing_role
from models.actions.papers.signing_person import signing_block
from models.rules.cases.sop import Output
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.papers.documents import ENDED, ENDED_WORDS, DocumentRow, DocumentState
from models.rules.papers.numbering import PaperDate
from models.rules.papers.signing_ways import row_of
from models.rules.papers.unfinished import ON_PAPER, missing_enclosures
from models.rules.staff.roles import ROLES, Role
from models.tables import Complaint, Document, MonthClose, database


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
    elsewhere: Signature | None = None,
) -> Document:
    """Sign a draft. `number` is what Tata Usaha gave (mode eksternal); in the other modes the next one is taken.

    `dated` asks for an earlier date than today; the signer is whoever held the post then. `elsewhere`: it was signed
    so where it was handed to; its block stays as handed over, number and date come from there.

    Raises DocumentNotAllowed, NumberNotAllowed, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        row, settings = document_row(document.type), office_settings()
        outside = elsewhere is not None
        day = paper_day(row, settings, dated, actor, now, outside=outside)
        _check(document, case, row, actor, settings, to_wib(now).date() if outside else day, outside)
        signing = Signing(document, row, actor, now, day)
        text = number_for(signing, settings, number, outside=outside)
        trace_date(signing, dated)
        facts = json.loads(document.facts)
        facts |= {} if outside else _block(facts, signing_role(case, row.code, settings), actor, row.code, day)
        by = elsewhere or Signature(
            actor.staff_id, now, _authority(case, row.code, actor, settings, day, facts["signer"])
        )
        facts |= {"date": day.isoformat()} | ({"number": text} if text is not None else {})
        changes: dict[str, object] = {"state": str(DocumentState.DITANDATANGANI), "number": text, "date": day}
        changes |= {"facts": json.dumps(facts, ensure_ascii=False), "replaces": _replaced(document)}
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


def record_issued(document_id: int, sha256: str, template_sha256: str, template_id: int | None = None) -> None:
    """Record the issued file and its template, once; later renderings do not replace them.

    `template_id` None: the shipped template.
    """
    unset = (Document.id == document_id) & Document.sha256.is_null()
    changes = {"sha256": sha256, "template_sha256": template_sha256, "template": template_id}
    Document.update(changes).where(unset).execute()


def _block(facts: dict[str, object], post: Role, actor: Actor, code: str, day: date) -> dict[str, object]:
    """Return signer, witness, sender and letterhead as of the paper's date, not the draft's."""
    mine = block_facts(signing_block(post, actor, code, day))
    block: dict[str, object] = {"signer": mine, "kop": letterhead_facts(day), **witness_facts(code, day)}
    return block | ({"dari": title_on(post, day)} if "dari" in facts else {})


def _signs_as(case: Complaint | None, code: str, actor: Actor, settings: dict[str, str], day: date) -> Role:
    """Return the post this person signs as: the signer's own or a delegated one that is his, else his own role."""
    post = signing_role(case, code, settings)
    return actor.as_post(post, *delegates(post, code, day)) or post


def _authority(
    case: Complaint | None, code: str, actor: Actor, settings: dict[str, str], day: date, block: dict[str, object]
) -> str:
    """Return by what he signs for another, as the paper keeps it; empty where he signs as the post's own holder."""
    post = signing_role(case, code, settings)
    if list(block["title_lines"]) == [ROLES[post].title]:  # type: ignore[call-overload]
        return ""
    return authority_for(post, _signs_as(case, code, actor, settings, day), code, day)


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
    where = row_of(way_of_draft(document)).elsewhere
    if where and not elsewhere:
        raise DocumentNotAllowed(
            f"{row.title} ditandatangani di {where}. Serahkan konsepnya ke sana, atau pilih tanda tangan di kertas."
        )
    check_signer(row, case, actor, settings, day)
    check_ready(document, case, row, _signs_as(case, row.code, actor, settings, day), settings)


def check_unsigned(document: Document) -> None:
    """Raise AlreadyDone or DocumentNotAllowed where a paper is no draft any more."""
    if document.state == DocumentState.DITANDATANGANI:
        raise AlreadyDone("Naskah ini sudah ditandatangani.")
    if document.state in ENDED:
        raise DocumentNotAllowed(f"Naskah ini sudah {ENDED_WORDS[document.state]}. Buat konsep baru.")


def way_of_draft(document: Document) -> str:
    """Return the way of signing a draft was made for."""
    return str(json.loads(document.facts).get("mode") or ON_PAPER)


def check_ready(
    document: Document, case: Complaint | None, row: DocumentRow, signs_as: Role, settings: dict[str, str]
) -> None:
    """Raise DocumentNotAllowed where a draft is not as it has to be when it is signed, whoever signs it."""
    if returned(document) is not None:
        raise DocumentNotAllowed("Konsep ini dikembalikan untuk diperbaiki. Simpan konsepnya lagi lebih dahulu.")
    if settings.get("paraf_wajib") == "ya":
        missing = missing_parafs(document, row, signs_as)
        if missing:
            raise DocumentNotAllowed(f"{row.title} belum diparaf {ROLES[missing[0]].label}.")
    _check_address(document)
    _check_replaced(document)
    _check_month(document)
    if case is not None:
        _check_enclosed(row, case, settings)
        _check_answer(document, case)
        _check_deliveries(document, case)
        if outdated_papers([document], corrections_of(case.id), mask_of(case)):
            raise DocumentNotAllowed(
                "Uraian kasus dibetulkan setelah konsep ini dibuat. Simpan konsepnya sekali lagi."
            )


def _check_deliveries(document: Document, case: Complaint) -> None:
    if fallen_papers([document], case):
        raise DocumentNotAllowed(
            "Jawaban yang disebut konsep ini kemudian tidak sampai. Simpan konsepnya sekali lagi."
        )


def _check_enclosed(row: DocumentRow, case: Complaint, settings: dict[str, str]) -> None:
    """Raise DocumentNotAllowed where what this paper encloses is not issued, with who issues it."""
    for enclosed in missing_enclosures(row, outputs_of(case)):
        raise DocumentNotAllowed(
            f"{row.title} melampirkan {enclosed.title}, yang belum terbit. "
            f"{ROLES[signing_role(case, enclosed.code, settings)].label} menerbitkannya lebih dahulu."
        )


def _check_address(document: Document) -> None:
    """Raise DocumentNotAllowed where the case moved to another section since the draft: its addressee is wrong."""
    drafted = json.loads(document.facts)
    if "yth" not in drafted:
        return
    current = gather_facts(subject_of(document), document.drafted_at)
    if any(drafted.get(name) != current[name] for name in ("yth", "dari") if name in current):
        raise DocumentNotAllowed(
            f"Konsep ini dari {drafted.get('dari')} kepada {drafted.get('yth')}; kini seharusnya dari "
            f"{current['dari']} kepada {current['yth']}. Simpan konsepnya sekali lagi, lalu tanda tangani."
        )


def _check_replaced(document: Document) -> None:
    """Raise DocumentNotAllowed where the draft does not name the withdrawn memo in whose place it comes."""
    withdrawn = replaced_paper(document.complaint_id, document.type) if document.complaint_id else None
    if json.loads(document.facts).get("replaced") != withdrawn:
        raise DocumentNotAllowed("Konsep ini belum menyebut nota dinas yang digantikannya. Simpan lagi konsepnya.")


def _check_month(document: Document) -> None:
    """Raise DocumentNotAllowed for a list drafted before its month closed: it says that its figures may change."""
    drafted_open = json.loads(document.facts).get("closed") is False
    if drafted_open and MonthClose.select().where(MonthClose.month == document.about).exists():
        raise DocumentNotAllowed("Bulannya ditutup setelah konsep ini dibuat. Simpan konsepnya sekali lagi.")


def _check_answer(document: Document, case: Complaint) -> None:
    """Raise DocumentNotAllowed where the draft carries an older answer than the citizen will get."""
    if "answer" not in json.loads(document.facts):
        return
    drafted = last_act(f"document:{document.id}", "konsep")
    since = drafted.number if drafted else 0
    # The trail names what was written after the act, what was put right before it.
    worded = acts_on([f"complaint:{case.id}"], ("isi", "betulkan"), since)
    if any(Output.NASKAH_JAWABAN in (act.before, act.after) for act in worded):
        raise DocumentNotAllowed("Naskah jawaban berubah setelah konsep ini dibuat. Simpan konsepnya sekali lagi.")


def _replaced(document: Document) -> int | None:
    if document.complaint_id is None:
        mine = Document.complaint.is_null() & (Document.about == document.about)
    else:
        mine = Document.complaint == document.complaint_id
    earlier = mine & (Document.type == document.type)
    stood = Document.state.in_((str(DocumentState.DITANDATANGANI), str(DocumentState.DITARIK)))
    row = Document.select(Document.id).where(earlier & stood).order_by(Document.id.desc()).first()
    return row.id if row else None
