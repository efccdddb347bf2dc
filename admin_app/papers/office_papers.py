"""What the page of the office's own papers shows: each type of a month with its newest paper, and the outages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from admin_app.forms.fields import WORDING_FIELDS, Field
from admin_app.papers.paper_course import PaperCourse, read_courses, standing_still, viewer_of
from admin_app.papers.srikandi.sent_words import SentWords, elsewhere_of, words_by_paper
from models.actions.core.actor import Actor
from models.actions.core.office_facts import office_settings
from models.actions.papers.outage_facts import days_with_outages
from models.actions.papers.paper_rights import check_drafter, signing_delegates, signing_role
from models.actions.papers.pending_signatures import pending_of
from models.rules.channels.channels import channel
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DOCUMENTS, ENDED, DocumentRow, DocumentState
from models.rules.papers.numbering import NumberMode
from models.rules.papers.signing_ways import WayRow
from models.rules.staff.permissions import Permission
from models.tables import ChannelAccount, Document, PendingSignature

OUTAGE = "BA-GANGGUAN"
OF_MONTH = tuple(code for code, row in DOCUMENTS.items() if not row.of_case and code != OUTAGE)
_OUTAGE_DAYS = timedelta(days=60)
_UNSIGNED = (DocumentState.KONSEP, DocumentState.DIPARAF)


@dataclass(frozen=True)
class OfficeRow:
    """One paper the office may make: its subject, the newest one, and whether this person drafts it."""

    row: DocumentRow
    about: str
    paper: Document | None
    may_draft: bool
    label: str = ""

    @property
    def day(self) -> date:
        """Return the WIB day of an outage."""
        return date.fromisoformat(self.about[-10:])

    @property
    def draft(self) -> bool:
        """Whether the newest one is still a draft."""
        return self.paper is not None and self.paper.state in _UNSIGNED


@dataclass(frozen=True)
class PaperPage:
    """One paper with all this person may do with it."""

    paper: Document
    row: DocumentRow
    course: PaperCourse
    wording: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()
    may_draft: bool = False
    may_sign: bool = False
    number_is_typed: bool = False
    may_date_back: bool = False
    pending: PendingSignature | None = None
    elsewhere: WayRow | None = None  # the way of a draft that is signed elsewhere
    sent: SentWords | None = None

    @property
    def draft(self) -> bool:
        """Whether it is still a draft."""
        return self.paper.state in _UNSIGNED


def rows_of_month(month: str, actor: Actor, now: datetime) -> list[OfficeRow]:
    """Return the papers of a month (2026-11) in the order of the document rows."""
    newest = _newest(month)
    return [_row(code, month, newest.get(code), actor, now) for code in OF_MONTH]


def rows_of_outages(actor: Actor, now: datetime) -> list[OfficeRow]:
    """Return the outages of every channel in the last two months, one row per day, newest first."""
    found = []
    for account in ChannelAccount.select().order_by(ChannelAccount.id):
        label = f"{channel(account.kind).label} ({account.label})"
        for day in days_with_outages(account.id, now - _OUTAGE_DAYS, now):
            about = f"kanal:{account.id}:{day}"
            found.append((day, _row(OUTAGE, about, _newest(about).get(OUTAGE), actor, now, label)))
    return [row for _, row in sorted(found, key=lambda pair: pair[0], reverse=True)]


def read_paper(public_id: str, actor: Actor, now: datetime) -> PaperPage | None:
    """Return one paper of the office with what this person may do with it; None where there is none."""
    paper = find_paper(public_id)
    if paper is None:
        return None
    row, settings, day = DOCUMENTS[paper.type], office_settings(), to_wib(now).date()
    signers = {row.code: signing_role(None, row.code, settings)}
    viewer = viewer_of(actor, signers, {row.code: signing_delegates(None, row.code, settings, day)})
    facts, sent = json.loads(paper.facts), words_by_paper([paper])
    fields = tuple(field for field in WORDING_FIELDS if field.name in facts)
    typed = settings.get("mode_nomor", NumberMode.EKSTERNAL) == NumberMode.EKSTERNAL
    return PaperPage(
        paper,
        row,
        standing_still(read_courses([paper], viewer), sent)[paper.id],
        wording={field.name: str(facts[field.name] or "") for field in fields},
        fields=fields,
        may_draft=_may_draft(row, actor, settings, day),
        may_sign=row.code in viewer.signs,
        number_is_typed=row.numbered and typed,
        may_date_back=(row.numbered and typed) or (actor.role is not None and actor.may(Permission.DATE_BACK)),
        pending=pending_of([paper.id]).get(paper.id),
        elsewhere=elsewhere_of(paper),
        sent=sent.get(paper.id),
    )


def find_paper(public_id: str) -> Document | None:
    """Return a paper of the office itself by its public id, None for a paper of a case."""
    found = Document.get_or_none((Document.public_id == public_id) & Document.complaint.is_null())
    return found if found is not None and found.type in DOCUMENTS else None


def _newest(about: str) -> dict[str, Document]:
    mine = (
        Document.complaint.is_null()
        & (Document.about == about)
        & Document.state.not_in([str(state) for state in ENDED])
    )
    return {paper.type: paper for paper in Document.select().where(mine).order_by(Document.id)}


def _row(code: str, about: str, paper: Document | None, actor: Actor, now: datetime, label: str = "") -> OfficeRow:
    row = DOCUMENTS[code]
    return OfficeRow(row, about, paper, _may_draft(row, actor, office_settings(), to_wib(now).date()), label)


def _may_draft(row: DocumentRow, actor: Actor, settings: Mapping[str, str], day: date) -> bool:
    try:
        check_drafter(row, None, actor, settings, day)
    except DocumentNotAllowed:
        return False
    return True
