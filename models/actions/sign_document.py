"""Signs a paper: number, date, signer and state in one transaction; the file is rendered from those facts later."""

import json
from datetime import datetime

from models.actions import audit_trail, give_number
from models.actions.actor import Actor
from models.actions.case import locked_case, spend_form_key, touch
from models.actions.document_facts import letter_facts, signer_facts, signing_role
from models.actions.office_facts import office_settings
from models.rules.documents import DOCUMENTS, DocumentRow, DocumentState, may_sign
from models.rules.errors import AlreadyDone, DocumentNotAllowed, NotVisible, NumberNotAllowed
from models.rules.moments import to_wib
from models.rules.numbering import (
    LETTER_FORMAT,
    LETTER_PATTERN,
    OFFICE_SERIES,
    NumberMode,
    check_letter_number,
)
from models.rules.roles import ROLES
from models.rules.sop import STAGES, Output, Stage
from models.tables import Complaint, Document, ExternalNumber, IssuedNumber, NumberSeries, StepOutput, database

TYPED_OUTSIDE = "sudah dipakai dalam register luar"


def sign_document(
    document_id: int, actor: Actor, now: datetime, *, number: str | None = None, form_key: str | None = None
) -> Document:
    """Sign a draft. `number` is what Tata Usaha gave (mode eksternal); in mode mandiri the next number is taken.

    Raises DocumentNotAllowed, NumberNotAllowed, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document = Document.get_or_none(Document.id == document_id)
        if document is None:
            raise NotVisible
        case = locked_case(document.complaint_id, actor)
        document = Document.get_by_id(document_id)  # as it is under the lock
        row, settings = DOCUMENTS[document.type], office_settings()
        _check(document, case, row, actor, settings)
        _check_address(document, case, row, now)
        _check_answer(document, case)
        day = to_wib(now).date()
        text = _take_number(document, settings, number, actor, now) if row.numbered else None
        facts = json.loads(document.facts) | {"signer": signer_facts(signing_role(case, row.code, settings), day)}
        facts |= {"number": text, "date": day.isoformat()} if row.numbered else {"date": day.isoformat()}
        changes = {
            "state": str(DocumentState.DITANDATANGANI),
            "number": text,
            "date": day,
            "facts": json.dumps(facts, ensure_ascii=False),
            "signed_by": actor.staff_id,
            "signed_at": now,
            "replaces": _replaced(document),
        }
        Document.update(changes).where(Document.id == document.id).execute()
        _count(case, document, row, actor, now)
        touch(case)
        deed = audit_trail.Deed(
            "tanda_tangan", f"document:{document.id}", str(DocumentState.KONSEP), text or row.code
        )
        audit_trail.write(actor, now, deed)
        return Document.get_by_id(document.id)


def record_issued(document_id: int, sha256: str, template_sha256: str) -> None:
    """Write down the file that was issued, once; a later rendering never replaces it."""
    unset = (Document.id == document_id) & Document.sha256.is_null()
    Document.update(sha256=sha256, template_sha256=template_sha256).where(unset).execute()


def _check(document: Document, case: Complaint, row: DocumentRow, actor: Actor, settings: dict[str, str]) -> None:
    if document.state == DocumentState.DITANDATANGANI:
        raise AlreadyDone("Naskah ini sudah ditandatangani.")
    if document.state == DocumentState.BATAL:
        raise DocumentNotAllowed("Naskah ini sudah dibatalkan. Buat konsep baru.")
    signer = signing_role(case, row.code, settings)
    if actor.role is None or not may_sign(row, actor.role, Stage(case.stage), signer):
        raise DocumentNotAllowed(
            f"{row.title} ditandatangani {ROLES[signer].label}; kasus ini ada pada tahap "
            f"“{STAGES[Stage(case.stage)].label}”."
        )


def _check_address(document: Document, case: Complaint, row: DocumentRow, now: datetime) -> None:
    """Refuse a draft made before the case went to another section: the paper would go to the wrong desk."""
    drafted = json.loads(document.facts)
    current = letter_facts(case, row.code, now) if row.numbered else {}
    if any(drafted.get(name) != current[name] for name in ("yth", "dari") if name in current):
        raise DocumentNotAllowed(
            f"Konsep ini dari {drafted.get('dari')} kepada {drafted.get('yth')}; kini seharusnya dari "
            f"{current['dari']} kepada {current['yth']}. Simpan konsepnya sekali lagi, lalu tanda tangani."
        )


def _check_answer(document: Document, case: Complaint) -> None:
    """Refuse a draft that carries an answer older than the one the citizen will get."""
    mine = (StepOutput.complaint == case.id) & (StepOutput.kind == str(Output.NASKAH_JAWABAN)) & ~StepOutput.undone
    newer = StepOutput.select().where(mine & (StepOutput.made_at > document.drafted_at))
    if "answer" in json.loads(document.facts) and newer.exists():
        raise DocumentNotAllowed("Naskah jawaban berubah setelah konsep ini dibuat. Simpan konsepnya sekali lagi.")


def _take_number(document: Document, settings: dict[str, str], typed: str | None, actor: Actor, now: datetime) -> str:
    unit, year = settings.get("kode_unit", ""), to_wib(now).year
    if NumberMode(settings.get("mode_nomor", "eksternal")) is NumberMode.EKSTERNAL:
        if not (typed or "").strip():
            raise NumberNotAllowed("Ketik nomor naskah dari Tata Usaha atau SRIKANDI lebih dahulu.")
        number = check_letter_number(typed or "", settings.get("pola_nomor", LETTER_PATTERN))
        _register(unit, year, number, document, actor, now)
        return number
    # Unit and classification are fixed for this paper; the register fills the rest.
    form = settings.get("format_nomor", LETTER_FORMAT).replace("{unit}", unit)
    form = form.replace("{klasifikasi}", DOCUMENTS[document.type].classification)
    return _next_free(unit, year, form, f"document:{document.id}", actor, now)


def _next_free(unit: str, year: int, form: str, holder: str, actor: Actor, now: datetime) -> str:
    """Take the next number that was not typed in while the numbers came from outside; those count as cancelled."""
    while True:
        number = give_number.take(unit, year, OFFICE_SERIES, [holder], form, actor, now)[0]
        typed = (ExternalNumber.unit == unit) & (ExternalNumber.year == year) & (ExternalNumber.number == number)
        if not ExternalNumber.select().where(typed).exists():
            return number
        outside = {"holder": f"external:{year}:{number}"[:60], "cancelled": True, "cancel_reason": TYPED_OUTSIDE}
        IssuedNumber.update(outside).where(IssuedNumber.holder == holder).execute()


def _register(unit: str, year: int, number: str, document: Document, actor: Actor, now: datetime) -> None:
    own = (NumberSeries.unit == unit) & (NumberSeries.year == year) & (IssuedNumber.text == number)
    if IssuedNumber.select().join(NumberSeries).where(own).exists():
        raise NumberNotAllowed(f"Nomor {number} sudah dipakai naskah lain tahun {year}. Periksa buku agenda.")
    entry = {"unit": unit, "year": year, "number": number, "document": document.id}
    taken = ExternalNumber.insert(**entry, entered_by=actor.staff_id, entered_at=now).on_conflict_ignore()
    if not list(taken.returning(ExternalNumber.id).tuples()):
        raise NumberNotAllowed(f"Nomor {number} sudah dipakai naskah lain tahun {year}. Periksa buku agenda.")


def _replaced(document: Document) -> int | None:
    earlier = (Document.complaint == document.complaint_id) & (Document.type == document.type)
    signed = Document.state == str(DocumentState.DITANDATANGANI)
    row = Document.select(Document.id).where(earlier & signed).order_by(Document.id.desc()).first()
    return row.id if row else None


def _count(case: Complaint, document: Document, row: DocumentRow, actor: Actor, now: datetime) -> None:
    StepOutput.create(
        complaint=case.id,
        kind=str(row.output),
        step=case.step,
        round=case.round,
        text=document.subject,
        reference=f"document:{document.id}",
        made_by=actor.staff_id,
        made_at=now,
    )
