"""Papers as files, from the template in use: previews of drafts, signing, issued files. Only docgen handles Word."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from admin_app.files.paper_pictures import with_pictures
from admin_app.papers.makeable import could_be_made, remember_made, wording_of
from docgen.errors import DocumentError
from docgen.render import encloses_complaint, own_template, render, shipped_template
from models.actions.core.actor import Actor
from models.actions.core.own_types.catalogue import known_row, own_type_of
from models.actions.core.sent_papers import made_as, words_of
from models.actions.core.unread_news import Look
from models.actions.papers import pending_signatures
from models.actions.papers.document_facts import initials_now
from models.actions.papers.keep_template import active_template
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.papers.sent.hand_over import MadeWord
from models.actions.papers.sign_document import record_issued, sign_document, way_of_draft
from models.rules.cases.sop import Move
from models.rules.core.errors import DocumentNotAllowed, NotVisible
from models.rules.core.moments import to_wib
from models.rules.core.stored_moments import LONGEST_REST
from models.rules.papers.documents import DocumentState
from models.rules.papers.long_words import is_long
from models.rules.papers.numbering import PaperDate
from models.rules.papers.signed_elsewhere import LostFile
from models.rules.papers.signing_ways import can_be_undone, row_of
from models.tables import Document, PaperTypeVersion, PendingSignature
from models.tables.core.settings import Settings

_UNSIGNED = (DocumentState.KONSEP, DocumentState.DIPARAF)


@dataclass(frozen=True)
class TemplateInUse:
    """The template a paper is made from; `version_id` None is a shipped one. `fixed`: a later one takes no place."""

    content: bytes
    version_id: int | None = None
    fixed: bool = False


def template_in_use(code: str, settings: Settings, own: PaperTypeVersion | None = None) -> TemplateInUse:
    """Return the office's active template, else the type's first one; DocumentNotAllowed where its file is gone.

    `own`: the version of an own type whose questions it has to print.
    """
    version = active_template(code, own.number if own is not None else 0)
    if version is None:
        return TemplateInUse(first_template(code, own))
    try:
        return TemplateInUse(settings.files.read(version.sha256), version.id)
    except FileNotFoundError as err:
        raise DocumentNotAllowed(
            f"Berkas templat {code} versi {version.number} hilang. Minta Administrator kembali ke templat bawaan."
        ) from err


def first_template(code: str, own: PaperTypeVersion | None = None) -> bytes:
    """Return the template a type comes with: the shipped one, or the one written from an own type's questions."""
    return own_template(own_type_of(own).declared()) if own is not None else shipped_template(code)


def preview(document: Document, settings: Settings, now: datetime) -> bytes:
    """Return a paper rendered from its present facts; raises DocumentNotAllowed with the sentence for staff.

    One that is away to be signed is the very file that went.
    """
    handed = made_as(document) if document.state in _UNSIGNED else None
    if handed is not None:
        return _handed(handed.word, settings)
    template = template_in_use(document.type, settings, document.own_version)
    return _rendered(document, template, settings, to_wib(now).date())


def made_word(draft: Document, settings: Settings, now: datetime, *, fixed: bool = False) -> MadeWord:
    """Return the Word file of a draft as it is handed over, stored with its template. Raises DocumentNotAllowed.

    `fixed`: its facts hold the letterhead and initials it goes with; otherwise it gets today's.
    """
    template = replace(template_in_use(draft.type, settings, draft.own_version), fixed=fixed)
    content = _rendered(draft, template, settings, to_wib(now).date())
    word, made_from = (settings.files.keep(each) for each in (content, template.content))
    return MadeWord(words_of(draft), word, made_from, template.version_id)


def look_of(draft: Document, block: Mapping[str, object], settings: Settings) -> str:
    """Return by what a form says how a draft looked, and what a signature gives it; empty where it is not made."""
    try:
        template = template_in_use(draft.type, settings, draft.own_version)
    except DocumentNotAllowed:
        return ""
    return look_mark(words_of(draft), hashlib.sha256(template.content).hexdigest(), block)


def look_mark(words: str, template: str, block: Mapping[str, object]) -> str:
    """Return the mark of a look: hashes of words and template; letterhead, emblem and signer are in the block."""
    told = json.dumps([words, template, block], sort_keys=True)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


def _template_of(document: Document, settings: Settings) -> TemplateInUse:
    """Return the template of what was handed over, else the one in use, which a paper whose own is lost gets too.

    Raises DocumentNotAllowed.
    """
    handed = made_as(document)
    if handed is None or LostFile.TEMPLATE in lost_of(document, settings):
        return replace(template_in_use(document.type, settings, document.own_version), fixed=handed is not None)
    return TemplateInUse(_handed(handed.template_sha256, settings), handed.template_id, fixed=True)


def lost_of(document: Document, settings: Settings) -> tuple[LostFile, ...]:
    """Return which files of what was handed over are lost: somebody says yes to a paper that goes on without them.

    Nobody is asked so of what the office's own service signed.
    """
    handed = made_as(document)
    if handed is None or row_of(handed.way).service:
        return ()
    files = {LostFile.WORD: handed.word, LostFile.TEMPLATE: handed.template_sha256}
    return tuple(lost for lost, sha256 in files.items() if not _is_there(sha256, settings))


def _is_there(sha256: str | None, settings: Settings) -> bool:
    try:
        return bool(settings.files.read(sha256 or ""))
    except FileNotFoundError:
        return False


def as_it_went(draft: Document, settings: Settings, now: datetime) -> bytes:
    """Return a draft as it was handed over; where that file is lost, made again of the same words."""
    if draft.state not in _UNSIGNED or LostFile.WORD not in lost_of(draft, settings):
        return issued(draft, settings, now)
    return _rendered(draft, _template_of(draft, settings), settings, to_wib(now).date())


def _handed(sha256: str | None, settings: Settings) -> bytes:
    try:
        return settings.files.read(sha256 or "")
    except FileNotFoundError as err:
        raise DocumentNotAllowed(
            "Berkas Word yang diserahkan untuk ditandatangani, atau templatnya, tidak ada di penyimpanan, atau "
            "isinya berubah. Beri tahu Administrator: mungkin masih utuh pada sebuah cadangan."
        ) from err


def _rendered(document: Document, template: TemplateInUse, settings: Settings, day: date) -> bytes:
    facts = _whole_facts(document, settings, None if template.fixed else day)
    try:
        made = render(document.type, facts, template.content)
    except DocumentError as err:
        raise DocumentNotAllowed(err.sentence) from err
    remember_made(wording_of(document.type, document.facts, template.content))
    return made


def _whole_facts(document: Document, settings: Settings, day: date | None) -> Mapping[str, object]:
    """Return the facts with their pictures; a draft has the letterhead of a day, what went out keeps its own."""
    # What letters drafted by older versions do not know: memos that can be withdrawn, boxes for initials.
    kept = json.loads(document.facts)
    facts = {"replaced": None, "paraf": [], **kept}
    if document.state in _UNSIGNED and day is not None:
        facts |= {"kop": letterhead_facts(day), **initials_now(document, kept)}
    return with_pictures(facts, settings.files)


def demand_makeable(draft: Document, settings: Settings, day: date) -> None:
    """Raise DocumentNotAllowed where a draft cannot be made: a number given to it would be lost.

    Whoever signs has looked at it, mostly: then it was made, and only its photos may have gone since.
    """
    if draft.state not in _UNSIGNED:
        return
    template = _template_of(draft, settings)
    if could_be_made(wording_of(draft.type, draft.facts, template.content)):
        _whole_facts(draft, settings, None if template.fixed else day)
    else:
        _rendered(draft, template, settings, day)


def sign(
    document_id: int,
    actor: Actor,
    now: datetime,
    settings: Settings,
    *,
    number: str | None = None,
    dated: PaperDate | None = None,
    form_key: str | None = None,
    seen: str = "",
) -> Document:
    """Sign a paper and file what was issued."""
    demand_makeable(_found(document_id), settings, _day_of(dated, now))
    signed = sign_document(document_id, actor, now, number=number, dated=dated, form_key=form_key, seen=seen)
    issued(signed, settings, now)
    return Document.get_by_id(document_id)


def _found(document_id: int) -> Document:
    draft: Document | None = Document.get_or_none(Document.id == document_id)
    if draft is None:
        raise NotVisible
    return draft


def submit_signature(
    document_id: int,
    actor: Actor,
    now: datetime,
    settings: Settings,
    *,
    number: str | None = None,
    dated: PaperDate | None = None,
    move: Move | None = None,
    form_key: str | None = None,
    look: Look | None = None,
    seen: str = "",
    longer: float = 0.0,
) -> PendingSignature | None:
    """Keep a signature that can be taken back for a while; None where this paper is signed at once.

    `longer`: seconds more, for who begins its time later (begin_time).
    """
    draft = _found(document_id)
    way = way_of_draft(draft)
    if not can_be_undone(way, known_row(draft.type), settings.undo_seconds):
        return None
    demand_makeable(draft, settings, _day_of(dated, now))
    return pending_signatures.submit_signature(
        document_id,
        actor,
        now,
        min(settings.undo_seconds + longer, LONGEST_REST.total_seconds()),
        way=way,
        number=number,
        dated=dated,
        move=move,
        form_key=form_key,
        look=look,
        seen=seen,
    )


def _day_of(dated: PaperDate | None, now: datetime) -> date:
    return dated.day if dated is not None else to_wib(now).date()


def issued(document: Document, settings: Settings, now: datetime) -> bytes:
    """Return the file of a paper: the issued one, or the present draft.

    A signed paper without file (a power cut right after signing) is made from its stored facts. Raises
    DocumentNotAllowed where its file is gone or was changed.
    """
    if document.sha256:
        try:
            return settings.files.read(document.sha256)
        except FileNotFoundError as err:
            raise DocumentNotAllowed(
                "Berkas naskah ini tidak ada di penyimpanan, atau isinya berubah. Beri tahu Administrator: "
                "mungkin masih utuh pada sebuah cadangan."
            ) from err
    if document.state in _UNSIGNED:
        return preview(document, settings, now)
    template = _template_of(document, settings)
    content = _rendered(document, template, settings, to_wib(now).date())
    if document.state in (DocumentState.DITANDATANGANI, DocumentState.DITARIK):
        made_from = hashlib.sha256(template.content).hexdigest()
        names = _enclosures(document, template)
        record_issued(document.id, settings.files.keep(content), made_from, template.version_id, names)
    return content


def _enclosures(document: Document, template: TemplateInUse) -> int | None:
    """Return how many enclosures a paper made from this template names; None where it names none."""
    facts = json.loads(document.facts)
    if "lampiran" not in facts:
        return None
    long = is_long(str(facts.get("complaint_text") or ""))
    return int(facts["lampiran"]) + (long and encloses_complaint(template.content))


def file_name(document: Document, ending: str = "docx") -> str:
    """Return the file's name for downloads: type, case number, and its own number where it has one."""
    about = document.complaint.number if document.complaint else document.about
    parts = [document.type, about, (document.number or "").replace("/", "-")]
    return "_".join(part for part in parts if part) + f".{ending}"
