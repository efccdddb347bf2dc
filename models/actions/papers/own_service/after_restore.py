"""After a restored backup: what signings.log knows of the service and the database does not is settled, not repeated.

A paper of which it tells is unsure, or back where its signed PDF still lies in the file store.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.office_facts import office_settings
from models.actions.core.sent_papers import all_of, open_of, words_of
from models.actions.papers.document_facts import way_facts
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.numbers.number_paper import booked_number
from models.actions.papers.numbers.pass_over import pass_over
from models.actions.papers.own_service.attempt import block_given
from models.actions.papers.paper_rights import signing_role
from models.actions.papers.sign_document import way_of_draft
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib
from models.rules.papers.esign import RESTORED_WORDS
from models.rules.papers.signed_elsewhere import SentState
from models.rules.papers.signing_ways import WAYS, row_of
from models.rules.papers.unfinished import UNSIGNED
from models.tables import Complaint, Document, ExternalNumber, IssuedNumber, NumberSeries, SentPaper, Staff, database
from models.tables.core.bulk import in_pieces
from models.tables.core.files.store import FileStore
from models.tables.core.settings import Settings
from models.tables.papers import signings_log
from models.tables.papers.signings_log import End, Signing


@dataclass(frozen=True)
class Recalled:
    """What the log knew better: papers set to unsure or back, and numbers of papers that are not in the database."""

    papers: int
    strangers: tuple[str, ...]


def recall_signings(settings: Settings, now: datetime, papers: Collection[str] = ()) -> Recalled:
    """Set to unsure each draft (or those of these public ids) that the service may have signed unknown to us.

    Numbers of papers that are lost are passed over where they are of our own series.
    Raises OSError, RuleBroken, PeeweeException.
    """
    asked: dict[str, list[Signing]] = defaultdict(list)
    # Read before the database, which is written first.
    for one in signings_log.signings(settings.signings_log, papers):
        if one.end is not End.REFUSED:  # surely not signed
            asked[one.paper].append(one)
    known = papers_of(asked)
    recalled = sum(_recall(known[key], asked[key], settings.files, now) for key in asked if key in known)
    lost = [one for key in asked if key not in known for one in asked[key]]
    if not papers:  # of a request's papers alone nothing is lost
        pass_over([(one.number, to_wib(one.at).date()) for one in lost if one.number], now)
    return Recalled(recalled, tuple(sorted({one.number or one.paper for one in lost})))


def drafts_of(named: Collection[str]) -> list[str]:
    """Return the public ids of the drafts that these public ids name, their own or their case's. A query a piece."""
    drafts = Document.select(Document.public_id).where(Document.state.in_([str(state) for state in UNSIGNED]))
    found = list[str]()
    for some in in_pieces(named):
        mine = Complaint.select(Complaint.id).where(Complaint.public_id.in_(some))
        # Two parts, each by its own index.
        both = drafts.where(Document.public_id.in_(some)) | drafts.where(Document.complaint.in_(mine))
        found += [key for (key,) in both.tuples()]
    return found


def papers_of(keys: Iterable[str]) -> dict[str, Document]:
    """Return the papers of these public ids, by it: case and state, not what stands in them."""
    found: dict[str, Document] = {}
    for some in in_pieces(keys):
        rows = Document.select(Document.id, Document.public_id, Document.state, Document.complaint)
        found |= {row.public_id: row for row in rows.where(Document.public_id.in_(some))}
    return found


def unknown_signings(document: Document, asked: Iterable[Signing]) -> list[Signing]:
    """Return the signings of a draft that none of its attempts tells of, the oldest first.

    None of one that is signed, or of a destroyed case: nobody can sign that again.
    """
    case = document.complaint if document.state in UNSIGNED else None
    if document.state not in UNSIGNED or (case is not None and case.destroyed_at is not None):
        return []
    told = {row.sent_at for row in all_of(document.id) if row.state != SentState.MULAI}
    return sorted((one for one in asked if one.at not in told), key=lambda one: one.at)


def _recall(document: Document, asked: list[Signing], files: FileStore, now: datetime) -> bool:
    """Make the last unknown signing of a draft an open attempt of it; whether there was one."""
    # Asked without the lock first: the log tells of years of papers, and nearly each is signed.
    unknown = unknown_signings(document, asked)
    if not unknown:
        return False
    whole = {one.file for one in unknown if one.file and files.is_intact(one.file)}
    with database.atomic():
        document, case = locked_paper(document.id, AGENT)
        unknown, before = unknown_signings(document, asked), open_of([document.id]).get(document.id)
        if not unknown or (before is not None and before.state != SentState.MULAI):
            return False  # settled meanwhile, or to be settled already
        last = unknown[-1]
        _keep_number(document, last)
        row = _attempt(Document.get_by_id(document.id), case, last, last.file in whole)
        if before is None:
            SentPaper.insert(row).execute()
        else:  # the backup is of the moment before it was sent
            SentPaper.update(row).where(SentPaper.id == before.id).execute()
        if case is not None:
            touch(case)
        event = AuditEvent("ttd_layanan_tidak_pasti", f"document:{document.id}", after=last.number)
        audit_trail.write(AGENT, now, event)
        return True


def _attempt(document: Document, case: Complaint | None, signing: Signing, back: bool) -> dict[str, object]:
    """Return the attempt that a signing was. `back`: its signed PDF still lies here."""
    way = way_of_draft(document)
    if not row_of(way).service:  # it was chosen for this paper after the backup
        way = next(key for key, row in WAYS.items() if row.service)
        document.facts = json.dumps(json.loads(document.facts) | way_facts(way), ensure_ascii=False)
        Document.update(facts=document.facts).where(Document.id == document.id).execute()
    by = _account(signing)
    made: dict[str, object] = {
        "document": document.id,
        "way": way,
        "state": str(SentState.KEMBALI if back else SentState.TIDAK_PASTI),
        "words": words_of(document),
        "post": str(signing_role(case, document.type, office_settings())),
        "number": signing.number,
        "block": json.dumps(_block(document, case, signing), ensure_ascii=False),
        "sent_by": by,
        "sent_at": signing.at,
        "reason": RESTORED_WORDS,
    }
    return made | ({"sha256": signing.file, "returned_by": by, "returned_at": signing.at} if back else {})


def _account(signing: Signing) -> Staff | None:
    found: Staff | None = Staff.get_or_none(Staff.id == signing.by)
    return found


def _block(document: Document, case: Complaint | None, signing: Signing) -> dict[str, object]:
    """Return what the paper was given before it was sent, as far as the office's record of that day tells."""
    day, staff = to_wib(signing.at).date(), _account(signing)
    number = signing.number or None
    try:
        if staff is not None:
            return block_given(document, case, actor_of(staff, day=day), day, number)
    except RuleBroken:  # another held the post by this record
        pass
    facts = json.loads(document.facts)
    given = {"signer": facts.get("signer") or {}, "date": day.isoformat()} | way_facts(way_of_draft(document))
    return given | ({"number": number} if number is not None else {})


def _keep_number(document: Document, signing: Signing) -> None:
    """Book the number it was sent with for this paper, as one from outside, which no series gives again."""
    staff, year = _account(signing), to_wib(signing.at).date().year
    if not signing.number or staff is None or booked_number(document):
        return
    unit = office_settings().get("kode_unit", "")
    given = (NumberSeries.unit == unit) & (NumberSeries.year == year) & (IssuedNumber.text == signing.number)
    if IssuedNumber.select().join(NumberSeries).where(given).exists():
        return  # another paper has it by now: whoever settles this one is told
    kept = ExternalNumber.insert(
        unit=unit,
        year=year,
        number=signing.number,
        document=document.id,
        entered_by=staff.id,
        entered_at=signing.at,
    )
    if list(kept.on_conflict_ignore().returning(ExternalNumber.id).tuples()):
        Document.update(number=signing.number).where(Document.id == document.id).execute()
